"""Invalid names and keys, and those that were surely meant."""

import re
from collections.abc import Collection, Iterable
from typing import Any
from unicodedata import combining, normalize

from routekaart.files.field_types import ANY_NAME, LOWER_NAME
from routekaart.files.meant_words import word_meant
from routekaart.foundation.suggest import letters_of, near_miss

_OF_STEPS = frozenset({"steps", "ends"})
_SECTIONS_BY_KEY = {
    **dict.fromkeys(("to", "otherwise", "start"), ("steps", "ends")),
    "phase": ("phases",),
    **dict.fromkeys(("partner", "by", "with", "via", "one_of", "asked_of", "responsible", "contacts"), ("partners",)),
    "fact": ("facts",),
}
"""The sections that define the names after each key."""


def key_meant(key: str, possible: Collection[str], there: Collection[str]) -> str | None:
    """The key that another one surely means; None if that is present already, or nothing is sure."""
    free = [one for one in possible if one not in there]
    word = word_meant(key, free)
    if word is not None:
        return word
    close = near_miss(key, possible)
    return close if close in free and ":" not in key else None


def name_meant(written: str, section: str, words: Iterable[str]) -> str | None:
    """A valid name instead of an invalid one; None when nothing valid is left of it.

    Args:
        section: the section that defines it; names of steps and ends may have capitals.
        words: the words of the file; a valid name with the same letters is preferred.
    """
    pattern = ANY_NAME if section in _OF_STEPS else LOWER_NAME
    letters = letters_of(written)
    used = next(
        (one for one in words if one != written and re.fullmatch(pattern, one) and letters_of(one) == letters), None
    )
    if used is not None:
        return used
    plain = "".join(one for one in normalize("NFKD", written) if not combining(one))
    plain = re.sub(r"[^A-Za-z0-9_]+", "_", plain if section in _OF_STEPS else plain.lower()).strip("_")
    return plain if re.fullmatch(pattern, plain) else None


def sections_named_by(key: str) -> tuple[str, ...]:
    """The sections of a file that define a name after this key."""
    return _SECTIONS_BY_KEY.get(key, ())


def by_title(text: str, parts: dict[str, Any]) -> str | None:
    """The name of the part whose title, question or name has the same letters as a text."""
    letters = letters_of(text)
    for name, part in parts.items():
        called = (part.get("title"), part.get("question")) if isinstance(part, dict) else (part,)
        if any(isinstance(one, str) and letters_of(one) == letters != "" for one in (*called, name)):
            return name
    return None
