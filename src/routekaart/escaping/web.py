"""Text in a web page: between tags, and within an attribute."""

from html import escape

from routekaart.escaping.letters import blank


def html_text(text: str) -> str:
    """Text between tags."""
    return escape(blank(text), quote=False)


def html_attribute(text: str) -> str:
    """Text within an attribute, between quotes."""
    return escape(blank(text))
