"""Changes of the text and the bytes of a file, whatever stands in it."""

from collections.abc import Callable
from random import Random

from .odd import RAWS, TEXTS

_ODD_BYTES = (
    *(
        b"\x00",
        b"\xff",
        b"\xc3",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\x1b[2J",
    ),
    *(
        b"\xc2\x85",
        b"\xe2\x80\xa8",
        b"\xe2\x80\xa9",
        b"\xc2\xa0",
        b"\xe2\x80\xae",
        b"\r",
        b"\t",
        b"\x0c",
        b"\x1a",
        b"\x7f",
    ),
)
_LINE_ENDS = ("\r\n", "\r", "\x85", "\u2028", "\u2029", "\n\n", "\n\t", " \n", "\x0b", "\x0c")
_MARKS = (
    "'",
    '"',
    "{",
    "}",
    "[",
    "]",
    ":",
    ": ",
    "- ",
    "#",
    " #",
    ",",
    "&a ",
    "*a ",
    "!",
    "|",
    ">",
    "?",
    "%",
    "@",
    "`",
    "\\",
    "<<: ",
)
_ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "utf-8-sig", "utf-7", "cp037")


def changed_bytes(chance: Random, data: bytes) -> bytes:
    """The bytes of a file after one to four changes."""
    for _ in range(chance.choice((1, 1, 2, 4))):
        data = chance.choice(_WAYS)(chance, data)
    return data


def _cut(chance: Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _take_out(chance: Random, data: bytes) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.choice((1, 1, 2, 10, 200)) :]


def _flip(chance: Random, data: bytes) -> bytes:
    if not data:
        return data
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]


def _insert(chance: Random, data: bytes) -> bytes:
    text = chance.choice((*TEXTS, *RAWS, *_MARKS))
    odd = chance.choice((*_ODD_BYTES, text.encode("utf-8", "surrogatepass"), chance.choice(_MARKS).encode()))
    place = chance.randrange(len(data) + 1)
    return data[:place] + odd * chance.choice((1, 1, 1, 3)) + data[place:]


def _other_line_ends(chance: Random, data: bytes) -> bytes:
    ending = chance.choice(_LINE_ENDS).encode()
    lines = data.split(b"\n")
    share = chance.choice((0.02, 0.3, 1.0))
    return b"".join(line + (ending if chance.random() < share else b"\n") for line in lines)


def _line_again(chance: Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    if not lines:
        return data
    line = chance.choice(lines)
    lines.insert(chance.randrange(len(lines) + 1), line)
    return b"".join(lines)


def _lines_change_places(chance: Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    if len(lines) > 1:
        one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[one], lines[two] = lines[two], lines[one]
    return b"".join(lines)


def _other_indent(chance: Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    if not lines:
        return data
    place = chance.randrange(len(lines))
    lines[place] = chance.choice((b" ", b"  ", b"\t", b"- ", b"\xc2\xa0")) + lines[place]
    return b"".join(lines)


def _other_encoding(chance: Random, data: bytes) -> bytes:
    return data.decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")


def _mark_before(chance: Random, data: bytes) -> bytes:
    return (
        chance.choice((b"\xef\xbb\xbf", b"\xef\xbb\xbf\xef\xbb\xbf", b"\n\n", b"---\n", b"%YAML 1.1\n---\n", b"\x00"))
        + data
    )


def _other_letter(chance: Random, data: bytes) -> bytes:
    """A digit, a sign or a quote in the place of another: what is left is nearly right."""
    marks = [place for place, byte in enumerate(data) if chr(byte) in "0123456789\"'{}[]:,-#$"]
    if not marks:
        return data
    place = chance.choice(marks)
    return data[:place] + chance.choice("0123456789\"'{}[]:,-#$ ").encode() + data[place + 1 :]


_WAYS: tuple[Callable[[Random, bytes], bytes], ...] = (
    _cut,
    _take_out,
    _take_out,
    _flip,
    _flip,
    _insert,
    _insert,
    _insert,
    _other_line_ends,
    _other_line_ends,
    _line_again,
    _line_again,
    _lines_change_places,
    _other_indent,
    _other_encoding,
    _mark_before,
    _other_letter,
    _other_letter,
)
