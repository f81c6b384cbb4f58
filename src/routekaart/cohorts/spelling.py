"""How texts in a column may be written: lists and patterns that accept what the reading of one value accepts.

The patterns use nothing but classes, groups and repetition, which every engine reads alike.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import permutations, product
from types import MappingProxyType
from unicodedata import normalize

SPACES = "".join(character for character in map(chr, range(0x3001)) if character.isspace())
"""What Python takes for a space."""
_SPACE = f"[{SPACES}]"
_FOLDED = 0x1F000
"""No character from here on changes when capitals are taken away."""


@lru_cache(maxsize=64)
def folding_to(word: str) -> tuple[str, ...]:
    """Every way to write a short word, with or without capitals."""
    return tuple("".join(letters) for letters in product(*(_writings()[letter] for letter in word)))


def exactly(text: str) -> str:
    """A pattern for a text as it is, with spaces around it; a letter with a loose accent is that letter."""
    return rf"^{_SPACE}*{''.join(map(_any_of, map(_equivalents, text)))}{_SPACE}*\z"


def same_texts(texts: Iterable[str]) -> str:
    """A pattern for some texts, whatever their capitals and spaces."""
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
    """For what a character becomes without capitals, every character that becomes so."""
    found: dict[str, list[str]] = {}
    for character in map(chr, range(_FOLDED)):
        found.setdefault(character.casefold(), []).append(character)
    return MappingProxyType({folded: tuple(characters) for folded, characters in found.items()})


def _equivalents(character: str) -> tuple[str, ...]:
    """Every way to write a character with loose accents; one that is always written otherwise in none."""
    first, *marks = list(normalize("NFD", character))
    found = {
        normalize("NFC", first + "".join(order[:joined])) + "".join(order[joined:])
        for order in permutations(marks)
        for joined in range(len(marks) + 1)
    }
    return tuple(sorted(one for one in {character, *found} if normalize("NFC", one) == normalize("NFC", character)))
