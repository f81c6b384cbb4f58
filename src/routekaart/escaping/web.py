"""Text in a web page: between tags, within an attribute, and as data for its script."""

import re
from html import escape

from routekaart.escaping.letters import blank
from routekaart.escaping.machines import compact_json

_ENDS = re.compile("[<>&]")


def html_text(text: str) -> str:
    """Text between tags."""
    return escape(blank(text), quote=False)


def html_attribute(text: str) -> str:
    """Text within an attribute, between quotes."""
    return escape(blank(text))


def json_in_html(content: object) -> str:
    """A value as JSON within a `script` element: nothing in it can end the element, or begin a comment."""
    return _ENDS.sub(lambda letter: f"\\u{ord(letter[0]):04x}", compact_json(content))
