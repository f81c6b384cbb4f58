"""Signs: characters as a person sees them (grapheme clusters), such as an emoji, a letter with accents, a flag.

They are the extended grapheme clusters of Unicode (UAX 29), as far as the tables of Python can distinguish them; in
doubt, characters stay together.
"""

from bisect import bisect_right
from unicodedata import category, combining

_JOINER = "\u200d"
_MARKS = frozenset({"Mn", "Mc", "Me"})
_MORE_MARKS = frozenset("\u0e33\u0eb3\u200c\u200d\uff9e\uff9f").union(
    map(chr, range(0x1F3FB, 0x1F400)),  # skin tones
    map(chr, range(0xE0020, 0xE0080)),  # the letters behind the flag of a region
)
_FLAG = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
_STEERING = frozenset({"Cc", "Cf", "Zl", "Zp"})
_VIRAMA = 9
_JAMO = ((0x1100, "L"), (0x1160, "V"), (0x11A8, "T"), (0x1200, ""), (0xA960, "L"), (0xA97D, ""), (0xAC00, "S"),
         (0xD7A4, ""), (0xD7B0, "V"), (0xD7CB, "T"), (0xD7FC, ""))  # fmt: skip
"""The first character of each range, with its part of a Korean syllable: beginning, vowel, end or (S) several parts."""
_FOLLOWS = {"L": ("L", "V", "LV", "LVT"), "V": ("V", "T"), "LV": ("V", "T"), "T": ("T",), "LVT": ("T",)}
"""The parts that can follow a part in the same syllable."""
_JAMO_STARTS = tuple(start for start, _ in _JAMO)


def signs(text: str) -> list[str]:
    """The signs of a text, in order."""
    if text.isascii():
        return list(text)
    found, start = [], 0
    for place in range(1, len(text)):
        if not _goes_on(text, start, place):
            found.append(text[start:place])
            start = place
    return [*found, text[start:]]


def _goes_on(text: str, start: int, place: int) -> bool:
    """Whether the character at `place` belongs to the sign that begins at `start`."""
    before, letter = text[place - 1], text[place]
    if _stands_alone(before) or _stands_alone(letter):
        return False
    return (
        category(letter) in _MARKS
        or letter in _MORE_MARKS
        or before == _JOINER
        or (combining(before) == _VIRAMA and category(letter) == "Lo")
        or (before in _FLAG and letter in _FLAG and place - start == 1)
        or _syllable(letter) in _FOLLOWS.get(_syllable(before), ())
    )


def _stands_alone(letter: str) -> bool:
    return category(letter) in _STEERING and letter not in _MORE_MARKS


def _syllable(letter: str) -> str:
    """The part of a Korean syllable that a character is; empty for other characters."""
    kind = _JAMO[bisect_right(_JAMO_STARTS, ord(letter)) - 1][1] if letter >= "\u1100" else ""
    if kind != "S":
        return kind
    return "LV" if (ord(letter) - 0xAC00) % 28 == 0 else "LVT"


def cut(text: str, most: int) -> str:
    """The start of a text, at most `most` characters long, without part of a sign (unless one is longer than that)."""
    if len(text) <= most or text.isascii():
        return text[:most]
    *whole, last = signs(text[: most + 1])
    return text[: most + 1 - len(last)] if whole else text[:most]


def cut_off(text: str, most: int) -> str:
    """The end of a text, at most `most` characters long, without part of a sign (unless one is longer than that)."""
    if len(text) <= most or text.isascii():
        return text[-most:]
    start = len(text) - most - 1
    while start and text[start] in _FLAG:
        # Letters of flags are paired from the first one in a row.
        start -= 1
    for sign in signs(text[start:]):
        if len(text) - start <= most:
            break
        start += len(sign)
    return text[start:] or text[-most:]
