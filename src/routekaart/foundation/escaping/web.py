"""Text in a web page: between tags, within an attribute, and elements made of it."""

from collections.abc import Iterable
from html import escape
from typing import TypeAlias

from routekaart.foundation.escaping.letters import blank


class Html(str):
    """A text that is HTML; any other text is escaped where it becomes a part of a page."""

    __slots__ = ()


Child: TypeAlias = "Html | str | Iterable[Child] | None"


def html_text(text: str) -> str:
    """Text escaped for between tags."""
    return escape(blank(text), quote=False)


def html_attribute(text: str) -> str:
    """Text escaped for an attribute between quotes."""
    return escape(blank(text))


def element(tag: str, *children: Child, **attributes: str | None) -> Html:
    """An HTML element; children and attributes that are None are left out.

    Args:
        attributes: by name; `class_` for `class`, and `aria_label` for `aria-label`.
    """
    given = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value is not None}
    written = "".join(f' {name}="{html_attribute(value)}"' for name, value in given.items())
    return Html(f"<{tag}{written}>{''.join(map(_child, children))}</{tag}>")


def _child(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Html):
        return child
    if not isinstance(child, str):
        return "".join(map(_child, child))
    # Keep a space at either end: it separates words of adjacent elements.
    before, after = (" " if end == " " else "" for end in (child[:1], child[1:][-1:]))
    return before + html_text(child) + after
