"""Text of which a part is surely lost in reading: after a `#`, by quotes of a word processor, or at a comma."""

import re
from collections.abc import Iterator
from itertools import pairwise

from routekaart.diagnostics.diagnostic import Diagnostic
from routekaart.files.source import Document, Mapping, Scalar, Sequence, YamlNode, scalars
from routekaart.files.source.lookalikes import in_quotes
from routekaart.foundation.edits import Edit, Fix, Span, split_lines
from routekaart.foundation.language import Text

_CUT_OFF = re.compile(r" #( ?\d|[^\s#!])")
"""A `#` within a text, as in `loket # 3`; a comment has a space and a word after its `#`, or more spaces before it."""
_TYPED = {
    "\u201c": "\u201c\u201d",
    "\u201e": "\u201c\u201d",
    "\u201d": "\u201d\u201c",
    "\u2018": "\u2018\u2019",
    "\u2019": "\u2019\u2018",
    "\u201a": "\u2018\u2019",
}
"""By opening quote of a word processor, the closing quotes that can go with it."""
_ANCHOR = re.compile(r"&(\S+) +(?=\S)")
_OF_SENTENCES = frozenset({"others", "checklist"})
"""The keys with a list of sentences; the other lists hold names."""
_IN_TWO = re.compile(r", *")


def lost_text(document: Document) -> Iterator[Diagnostic]:
    """A finding for each text without quotes that is not read as it was meant."""
    lines = split_lines(document.text)
    for scalar in scalars(document.root):
        if not scalar.quoted and scalar.span.line == scalar.span.end_line:
            rest = lines[scalar.span.line - 1][scalar.span.end_column - 1 :]
            if _CUT_OFF.match(rest) and not rest.lstrip(" #").lower().startswith("routekaart:"):
                yield _cut_off(document, scalar, rest.rstrip())
            elif (anchor := _anchor_of(document, lines, scalar)) is not None:
                yield _after_an_anchor(document, scalar, anchor)
            elif len(scalar.text) > 1 and scalar.text[-1] in _TYPED.get(scalar.text[0], ""):
                yield _typed_quotes(document, scalar)
    for before, after in _neighbours(document.root):
        if _is_one_text(before, after, lines):
            yield _in_two(document, before, after)


def _cut_off(document: Document, scalar: Scalar, rest: str) -> Diagnostic:
    whole = Span(scalar.span.line, scalar.span.column, scalar.span.line, scalar.span.end_column + len(rest))
    text = Text(
        f"na een spatie begint # een opmerking: wat daar staat hoort niet bij de tekst '{scalar.text}'",
        f"after a space # begins a comment: what follows is not part of the text '{scalar.text}'",
    )
    return _found(document, text, whole, scalar.text + rest)


def _anchor_of(document: Document, lines: tuple[str, ...], scalar: Scalar) -> str | None:
    """The anchor before a text, such as `&name`, if no alias in the file uses it; else None."""
    found = _ANCHOR.match(lines[scalar.span.line - 1], scalar.span.column - 1)
    return found[0] if found and f"*{found[1]}" not in document.text else None


def _after_an_anchor(document: Document, scalar: Scalar, anchor: str) -> Diagnostic:
    quoted = in_quotes(f"{anchor}{scalar.text}")
    text = Text(
        f"een woord met & ervoor wordt niet gelezen; hoort het bij de tekst, {quoted.nl}",
        f"a word with & before it is not read; if it belongs to the text, {quoted.en}",
    )
    # The anchor may be meant for a part that is not written yet, so there is no fix.
    return Diagnostic("lost-text", text, document.file, scalar.span)


def _typed_quotes(document: Document, scalar: Scalar) -> Diagnostic:
    first, last = scalar.text[0], scalar.text[-1]
    text = Text(
        f"{first} en {last} zijn geen aanhalingstekens van YAML en horen nu bij de tekst",
        f"{first} and {last} are not YAML quotes and are now part of the text",
    )
    return _found(document, text, scalar.span, scalar.text[1:-1])


def _in_two(document: Document, before: Scalar, after: Scalar) -> Diagnostic:
    whole = Span(before.span.line, before.span.column, after.span.end_line, after.span.end_column)
    text = Text(
        f"de komma maakt hier twee teksten: '{before.text}' en '{after.text}'",
        f"the comma makes two texts here: '{before.text}' and '{after.text}'",
    )
    return _found(document, text, whole, f"{before.text}, {after.text}")


def _found(document: Document, text: Text, span: Span, meant: str) -> Diagnostic:
    quoted = '"' + meant.replace("\\", "\\\\").replace('"', '\\"') + '"'
    title = Text(f"schrijf {quoted}", f"write {quoted}")
    return Diagnostic("lost-text", text, document.file, span, fix=Fix(title, (Edit(span, quoted),), safe=False))


def _neighbours(root: YamlNode) -> Iterator[tuple[Scalar, Scalar]]:
    """Pairs of adjacent unquoted texts in a list of sentences."""
    waiting = [(root, "")]
    while waiting:
        node, key = waiting.pop()
        if isinstance(node, Mapping):
            waiting.extend((value, name) for name, (_, value) in node.entries.items())
        elif isinstance(node, Sequence):
            waiting.extend((item, "") for item in node.items)
            for one, following in pairwise(node.items) if key in _OF_SENTENCES else ():
                if isinstance(one, Scalar) and isinstance(following, Scalar) and not (one.quoted or following.quoted):
                    yield one, following


def _is_one_text(before: Scalar, after: Scalar, lines: tuple[str, ...]) -> bool:
    """Whether the comma between two texts is surely part of a sentence: only the first one begins with a capital.

    The second one must also have several words, on the same line.
    """
    if before.span.end_line != after.span.line or not before.text[:1].isupper() or not after.text[:1].islower():
        return False
    between = lines[before.span.end_line - 1][before.span.end_column - 1 : after.span.column - 1]
    return " " in after.text and _IN_TWO.fullmatch(between) is not None
