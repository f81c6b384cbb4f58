"""Text for a picture: cleaned, measured with the widest common font, and wrapped into lines."""

from collections.abc import Iterator
from unicodedata import category, combining, east_asian_width, normalize

from routekaart.foundation.escaping.letters import blank
from routekaart.foundation.escaping.signs import signs
from routekaart.maps.widths import BOLD, REGULAR

_SPARE = 1.02
_WIDE = 145
_OTHER = 100
_PER_LETTER = 62
_JOINER = "\u200d"
_TABLES = {
    bold: {letter: width for width, letters in table.items() for letter in letters}
    for bold, table in ((False, REGULAR), (True, BOLD))
}


def shown(text: str) -> str:
    """A text as a picture shows it: on one line, without control characters and bidirectional marks."""
    return blank(text)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The most a text can be wide in pixels, in any common sans font."""
    table = _TABLES[bold]
    hundredths = sum(table.get(letter) or _unlisted(letter) for letter in text)
    return hundredths / 100 * size * _SPARE


def lines(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """A text in lines that fit the room, broken at spaces; a word that is too long for a line is broken too."""
    made: list[str] = []
    line = ""
    for word in _words(shown(text), size, room, bold=bold):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size, bold=bold) > room:
            made.append(line)
            line = word
        else:
            line = longer
    return [*made, line] if line else made


def _words(text: str, size: float, room: float, *, bold: bool) -> Iterator[str]:
    for word in text.split():
        part = ""
        for piece in _pieces(word) if width(word, size, bold=bold) > room else [word]:
            if part and width(part + piece, size, bold=bold) > room:
                yield part
                part = ""
            for letter in signs(piece) if width(piece, size, bold=bold) > room else [piece]:
                if part and width(part + letter, size, bold=bold) > room:
                    yield part
                    part = ""
                part += letter
        yield part


def _pieces(word: str) -> list[str]:
    """A word broken after each `_`, `-` and `/`, the best places to break a name."""
    pieces = [""]
    for letter in word:
        pieces[-1] += letter
        if letter in "_-/":
            pieces.append("")
    return [piece for piece in pieces if piece]


def _unlisted(letter: str) -> int:
    if combining(letter) or letter == _JOINER:
        return 0
    plain = normalize("NFKC", letter)
    if len(plain) > 1:
        return max(_OTHER, _PER_LETTER * len(plain))
    return _WIDE if east_asian_width(letter) in "WF" or category(letter) == "So" else _OTHER
