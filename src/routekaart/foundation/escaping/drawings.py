"""Text in pictures in a text format: SVG, Mermaid and DOT."""

import re
from html import escape

from routekaart.foundation.escaping.letters import blank

_IN_MERMAID = {ord(letter): f"#{ord(letter)};" for letter in '"#&<>`%;\\'}
"""The characters that have a meaning in Mermaid, even between quotes."""

_AS_MARKDOWN = re.compile(
    r"^(?P<list>\d+(?=[.)](\s|$))|(?=[-+*](\s|$)))(?P<sign>[-+*.)])"
    r"|(?P<rule>^[-=_*](?=[-=_* ]*$))"
    r"|(?P<defined>^\[(?=[^\]]+\]:))"
    r"|(?P<any>[*~]|(?<!\w)_|_(?!\w)|:(?=//)|(?<=www)\.|(?<=\w)@(?=\w)|\$(?=\$)|(?<=\$)\$)",
    re.IGNORECASE,
)
"""What newer versions of Mermaid read as Markdown or as a formula, which they refuse in a label."""
_ICON = re.compile(r"(?<=fa):(?=fa-)|(?<=fa[bklrs]):(?=fa-)")


def svg_text(text: str) -> str:
    """Text escaped for between tags."""
    return escape(blank(text), quote=False)


def svg_attribute(text: str) -> str:
    """Text escaped for an attribute between quotes."""
    return escape(blank(text))


def mermaid_label(text: str) -> str:
    """Text escaped for one row of a label between quotes."""
    marked = _AS_MARKDOWN.sub(_numbered, blank(text))
    if "](" in marked:
        marked = marked.replace("[", f"\0{ord('[')}\0")
    written = re.sub(r"\0(\d+)\0", r"#\1;", marked.translate(_IN_MERMAID))
    # Mermaid looks for icons after decoding entities; a zero-width space breaks up the name of one.
    return _ICON.sub(":#8203;", written)


def mermaid_sentence(text: str) -> str:
    """Text escaped for use without quotes after `accTitle:`."""
    return " ".join(blank(text).translate({ord(letter): " " for letter in '#;%{}<>"`\\'}).split()) or "-"


def dot_row(text: str) -> str:
    """Text escaped for a row of a label between quotes, in which Graphviz reads entities and backslash escapes."""
    return blank(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')


def _numbered(found: re.Match[str]) -> str:
    sign = found[0][-1]
    return f"{found[0][:-1]}\0{ord(sign)}\0"
