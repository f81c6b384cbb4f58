"""The accepted spellings of a text, as lists and patterns that match what the reading of one value accepts.

The patterns use only classes, groups and repetition, which mean the same in every engine.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import permutations, product
from types import MappingProxyType
from unicodedata import normalize

SPACES = "".join(character for character in map(chr, range(0x3001)) if character.isspace())
"""Every character for which `str.isspace` is true."""
_SPACE = f"[{SPACES}]"
_FOLDED = 0x1F000
"""No character from here on is changed by `str.casefold`."""


@lru_cache(maxsize=64)
def folding_to(word: str) -> tuple[str, ...]:
    """Every spelling of a short word that casefolds to it."""
    return tuple("".join(letters) for letters in product(*(_writings()[letter] for letter in word)))


def exactly(text: str) -> str:
    """A pattern for a text with spaces around it, in any Unicode normal form."""
    return rf"^{_SPACE}*{''.join(map(_any_of, map(_equivalents, text)))}{_SPACE}*\z"


def same_texts(texts: Iterable[str]) -> str:
    """A pattern for some texts, ignoring case and the number of spaces."""
    patterns = (f"{_SPACE}+".join(_folded(word.casefold()) for word in text.split()) for text in texts)
    return rf"^{_SPACE}*(?:{'|'.join(patterns)}){_SPACE}*\z"


def _folded(word: str, start: int = 0) -> str:
    if start == len(word):
        return ""
    found = []
    for end in range(start + 1, min(len(word), start + 3) + 1):
        written = _writings().get(word[start:end], (word[start],) if end == start + 1 else ())
        if written:
            equal = [one for character in written for one in _equivalents(character)]
            found.append(_any_of(equal) + _folded(word, end))
    return found[0] if len(found) == 1 else f"(?:{'|'.join(found)})"


def _any_of(texts: Iterable[str]) -> str:
    written = [re.escape(one) for one in dict.fromkeys(texts)]
    return written[0] if len(written) == 1 else f"(?:{'|'.join(written)})"


@lru_cache(maxsize=1)
def _writings() -> Mapping[str, tuple[str, ...]]:
    """Every character by what it casefolds to."""
    found: dict[str, list[str]] = {}
    for character in map(chr, range(_FOLDED)):
        found.setdefault(character.casefold(), []).append(character)
    return MappingProxyType({folded: tuple(characters) for folded, characters in found.items()})


def _equivalents(character: str) -> tuple[str, ...]:
    """Every spelling of a character with combining accents; none for a character that normalisation replaces."""
    first, *marks = list(normalize("NFD", character))
    found = {
        normalize("NFC", first + "".join(order[:joined])) + "".join(order[joined:])
        for order in permutations(marks)
        for joined in range(len(marks) + 1)
    }
    return tuple(sorted(one for one in {character, *found} if normalize("NFC", one) == normalize("NFC", character)))
