"""Checks the style of a sound file: values that other programs read differently, and the line that editors need."""

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from routekaart.diagnostics.diagnostic import Diagnostic
from routekaart.files.disk.reading import is_file
from routekaart.files.meant_values import unlikely_decimals
from routekaart.files.source import Document, Scalar, Sequence, YamlNode, scalars
from routekaart.foundation.edits import Edit, Fix, Span
from routekaart.foundation.language import Text

_A_NUMBER = Text("een getal", "a number")
_A_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \t].*)?", flags=re.DOTALL)
_READ_OTHERWISE = (
    (re.compile(r"(?i)(yes|on)"), Text("true", "true")),
    (re.compile(r"(?i)(no|off)"), Text("false", "false")),
    (re.compile(r"[-+]?0[0-7_]+"), Text("een achttallig getal", "an octal number")),
    (re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"), Text("een aantal seconden", "a number of seconds")),
    (re.compile(r"[-+]?(0b[01_]+|0x[0-9a-fA-F_]+|0o[0-7]+|[0-9]+_[0-9_]*)"), _A_NUMBER),
    (re.compile(r"(?=.*_|[-+]?0[0-9])[-+]?([0-9][0-9_]*\.[0-9_]*|\.[0-9_]+)([eE][-+]?[0-9]+)?"), _A_NUMBER),
    (re.compile(r"[-+]?\.(inf|Inf|INF)"), Text("oneindig", "infinity")),
    (re.compile(r"\.(nan|NaN|NAN)"), Text("geen getal (NaN)", "not a number (NaN)")),
    (re.compile(r"="), Text("een standaardwaarde", "a default value")),
    (re.compile(r"<<"), Text("een samenvoeging", "a merge")),
    (_A_DATE, Text("een datum", "a date")),
)
"""Plain values that we read as the text they look like, and other programs do not.

Many programs read YAML 1.1, and some read the numbers of YAML 1.2 that we do not.
"""

_MAY_BE_READ_OTHERWISE = re.compile(r"(?i)(yes|on|no|off|=|<<|[-+]?\.?[0-9_].*|[-+]?\.(inf|nan))", flags=re.DOTALL)
"""A pattern that matches all of these values, and few others."""

_DAYS = frozenset({"from", "checked", "valid_until", "on"})
"""The keys of the format that hold a day, including `on`, although YAML 1.1 reads that as true."""
_MODELINE = re.compile(r"^#\s*yaml-language-server:\s*\$schema=", flags=re.MULTILINE)


def remarks(document: Document, path: Path, *, vocabulary: bool, dates: Collection[str] = ()) -> Iterator[Diagnostic]:
    """Diagnostics about the way a file is written.

    Args:
        dates: the facts that are dates.
    """
    doubtful = [
        scalar
        for scalar in scalars(document.root)
        if not scalar.quoted and _MAY_BE_READ_OTHERWISE.fullmatch(scalar.text)
    ]
    meant = _dates_in(document.root, dates) if any(_A_DATE.fullmatch(scalar.text) for scalar in doubtful) else ()
    for scalar in doubtful:
        if scalar.span not in meant:
            yield from _ambiguous(scalar, document.file)
            yield from _grouped(scalar, document.file)
    if not _MODELINE.search(document.text):
        yield _without_modeline(document, path, "vocabulary" if vocabulary else "route")


def _dates_in(root: YamlNode, dates: Collection[str]) -> Collection[Span]:
    """The spans of values that are dates for us too: after some keys, and where a date fact is compared."""
    found: set[Span] = set()
    waiting: list[tuple[YamlNode, bool]] = [(root, False)]
    while waiting:
        node, meant = waiting.pop()
        if isinstance(node, Scalar):
            if meant and _A_DATE.fullmatch(node.text):
                found.add(node.span)
        elif isinstance(node, Sequence):
            waiting.extend((item, meant) for item in node.items)
        else:
            entries = node.entries.items()
            found.update(name.span for key, (name, _) in entries if key == "on")
            waiting.extend((value, meant or key in _DAYS or key in dates) for key, (_, value) in entries)
    return found


def _ambiguous(scalar: Scalar, file: str) -> Iterator[Diagnostic]:
    read_as = next((words for shape, words in _READ_OTHERWISE if shape.fullmatch(scalar.text)), None)
    if read_as is not None:
        text = Text(
            f"andere programma's lezen {scalar.text} als {read_as.nl}; zet het tussen aanhalingstekens",
            f"other programs read {scalar.text} as {read_as.en}; put it between quotes",
        )
        yield Diagnostic("ambiguous-scalar", text, file, scalar.span, fix=scalar.between_quotes)


def _grouped(scalar: Scalar, file: str) -> Iterator[Diagnostic]:
    """Report `1.500`, which is 1.5 here, and fifteen hundred to who writes Dutch; decimals end in 0 for no reason."""
    both = unlikely_decimals(scalar.text) if isinstance(scalar.value, float) else None
    if both is not None:
        decimal, whole = both
        text = Text(
            f"{scalar.text} is hier {decimal}; schrijf {decimal}, of {whole} als dat bedoeld is",
            f"{scalar.text} is {decimal} here; write {decimal}, or {whole} if that is meant",
        )
        yield Diagnostic("ambiguous-scalar", text, file, scalar.span)


def _without_modeline(document: Document, path: Path, kind: str) -> Diagnostic:
    text = Text(
        "een editor weet niet dat dit een route is; zet bovenaan # yaml-language-server: $schema=...",
        "an editor does not know that this is a route; write # yaml-language-server: $schema=... at the top",
    )
    first = Span(1, 1, 1, 1)
    schema = _schema_near(path, kind)
    fix = None
    if schema is not None:
        line_break = "\r\n" if "\r\n" in document.text else "\n"
        edit = Edit(first, f"# yaml-language-server: $schema={schema}{line_break}")
        fix = Fix(
            Text("zet de regel voor editors bovenaan", "write the line for editors at the top"), (edit,), safe=True
        )
    return Diagnostic("missing-modeline", text, document.file, first, fix=fix)


def _schema_near(path: Path, kind: str) -> str | None:
    """The relative path from a file to the schema in a folder `schema` beside or above it; None when there is none."""
    height = height_of_schemas(path.parent, kind)
    return None if height is None else "../" * height + f"schema/{kind}.schema.json"


def height_of_schemas(folder: Path, kind: str = "route") -> int | None:
    """How many levels above a folder the folder `schema` with the schema is; None when there is none."""
    # Resolve `..` first, so that the parents are the folders that it is really in.
    here = Path(os.path.abspath(folder))  # noqa: PTH100
    heights = enumerate((here, *here.parents))
    return next((height for height, above in heights if is_file(above / f"schema/{kind}.schema.json")), None)
