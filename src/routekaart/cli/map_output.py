"""Pictures of routes as commands draw them: their format, and the findings marked in them."""

from collections.abc import Callable, Iterable
from pathlib import Path

from routekaart import Diagnostic, maps
from routekaart.cli.exits import refuse
from routekaart.files.reader.read_file import ReadFile
from routekaart.foundation.escaping.letters import file_name
from routekaart.foundation.language import Language

_TEXTS: dict[str, Callable[[maps.Picture], str]] = {
    "svg": maps.svg,
    "mermaid": maps.mermaid,
    "dot": maps.dot,
    "text": maps.text,
}
FORMATS = (*_TEXTS, "png")
ON_PAPER = ("svg", "png")
_ENDINGS = {
    ".svg": "svg",
    ".mmd": "mermaid",
    ".mermaid": "mermaid",
    ".dot": "dot",
    ".gv": "dot",
    ".txt": "text",
    ".png": "png",
}


def format_of(output: str, lang: Language) -> str:
    """The format for the extension of a file; ends the command if no format has that extension."""
    ending = Path(output).suffix.lower()
    if ending not in _ENDINGS:
        known = ", ".join(_ENDINGS)
        refuse(
            lang,
            f"{file_name(output)}: kies een naam die eindigt op {known}, of noem de vorm met --format",
            f"{file_name(output)}: choose a name that ends in {known}, or name the form with --format",
        )
    return _ENDINGS[ending]


def drawn(picture: maps.Picture, form: str, paper: maps.Paper | None = None) -> str | bytes:
    """A picture in one of the formats; for a sheet of paper as `svg` or `png`.

    Raises:
        NotDrawnError: it cannot be drawn in that format or on that sheet.
    """
    if form == "png":
        return maps.png(picture, paper=paper)
    return maps.svg(picture, paper=paper) if paper is not None else _TEXTS[form](picture)


def paper_asked(size: str | None, landscape: bool, form: str, lang: Language) -> maps.Paper | None:
    """The requested sheet of paper; ends the command if the options do not go together."""
    if size is None:
        if landscape:
            refuse(lang, "--landscape hoort bij --paper", "--landscape goes with --paper")
        return None
    if form not in ON_PAPER:
        refuse(lang, "--paper hoort bij een svg of png", "--paper goes with an svg or a png")
    return maps.Paper("a4" if size == "a4" else "a3", landscape)


def picture_of_file(found: ReadFile, lang: Language | None) -> maps.Picture | None:
    """The picture of what could be read of a route; None when there is nothing to draw."""
    if found.route is not None:
        return maps.picture_of(found.route, lang)
    return maps.picture_of_draft(found, found.draft, lang) if found.draft is not None else None


def marked(picture: maps.Picture, diagnostics: Iterable[Diagnostic], path: Path) -> maps.Picture:
    """A picture of the route in a file, with its diagnostics marked, except those that are only info."""
    serious = [one for one in diagnostics if one.severity != "info"]
    own = [one for one in serious if one.file == str(path)]
    return maps.marked(picture, own, others=[one for one in serious if one.file != str(path)])
