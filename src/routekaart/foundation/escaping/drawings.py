"""Text in the pictures that are text themselves: SVG, Mermaid and DOT."""

import re
from html import escape

from routekaart.foundation.escaping.letters import blank

_IN_MERMAID = {ord(letter): f"#{ord(letter)};" for letter in '"#&<>`%;\\'}
"""Letters that mean something to Mermaid, also between quotes."""

_AS_MARKDOWN = re.compile(
    r"^(?P<list>\d+(?=[.)](\s|$))|(?=[-+*](\s|$)))(?P<sign>[-+*.)])"
    r"|(?P<rule>^[-=_*](?=[-=_* ]*$))"
    r"|(?P<defined>^\[(?=[^\]]+\]:))"
    r"|(?P<any>[*~]|(?<!\w)_|_(?!\w)|:(?=//)|(?<=www)\.|(?<=\w)@(?=\w)|\$(?=\$)|(?<=\$)\$)",
    re.IGNORECASE,
)
"""What newer versions of Mermaid take for Markdown or for a formula, which a label cannot be."""
_ICON = re.compile(r"(?<=fa):(?=fa-)|(?<=fa[bklrs]):(?=fa-)")


def svg_text(text: str) -> str:
    """Text between tags."""
    return escape(blank(text), quote=False)


def svg_attribute(text: str) -> str:
    """Text within an attribute, between quotes."""
    return escape(blank(text))


def mermaid_label(text: str) -> str:
    """One row of a label, which stands between quotes."""
    marked = _AS_MARKDOWN.sub(_numbered, blank(text))
    if "](" in marked:
        marked = marked.replace("[", f"\0{ord('[')}\0")
    written = re.sub(r"\0(\d+)\0", r"#\1;", marked.translate(_IN_MERMAID))
    # Icons are looked for when the entities are letters again; a space without width keeps the name of one apart.
    return _ICON.sub(":#8203;", written)


def mermaid_sentence(text: str) -> str:
    """A text as it can stand unquoted behind `accTitle:`."""
    return " ".join(blank(text).translate({ord(letter): " " for letter in '#;%{}<>"`\\'}).split()) or "-"


def dot_row(text: str) -> str:
    """A row of a label between quotes; Graphviz reads entities in it, and what stands behind a backslash."""
    return blank(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')


def _numbered(found: re.Match[str]) -> str:
    sign = found[0][-1]
    return f"{found[0][:-1]}\0{ord(sign)}\0"
