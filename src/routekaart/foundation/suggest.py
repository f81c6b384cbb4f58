"""The nearest valid name to a misspelt one, for "bedoelde u ...?"."""

import re
from collections.abc import Collection, Iterable
from unicodedata import normalize

from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Text

_SHORTEST, _LONG = 4, 8
"""The length from which a name can surely be a misspelling, and from which two slips are allowed."""
_LONGEST = 1_000
"""Longer texts are not compared: they are not names, and comparing takes time in proportion to their length."""
_FEW = 10
"""The most names that a message lists after an unknown name that resembles none of them."""
_REMARK = re.compile(r"\([^()]*\)|\[[^][]*\]")
"""A remark in brackets within a name, such as a unit, or how to write a value."""
_OTHER = re.compile(r"[\W_]+")


def nearest(name: str, valid: Iterable[str]) -> str | None:
    """The name in `valid` that was most probably meant; None if nothing comes close.

    A `near_miss` is tried first, then the only valid name that contains all words of `name`, then a valid name with
    many letters in common.
    """
    if len(name) > _LONGEST:
        return None
    names = list(valid)
    close = near_miss(name, names)
    if close is not None:
        return close
    spellings = {_plain(candidate): candidate for candidate in names}
    parts = set(_plain(name).split("_"))
    holding = [candidate for candidate in spellings if parts and parts <= set(candidate.split("_"))]
    if len(holding) == 1:
        return spellings[holding[0]]
    loose = _most_alike(_plain(name), spellings, 0.6)
    return spellings[loose] if loose else None


def near_miss(name: str, valid: Iterable[str]) -> str | None:
    """The name in `valid` that `name` resembles too much for chance; None if it is clearly something else.

    `name` has the same letters (`Geboorte-datum` for `geboortedatum`), few different letters, extra words
    (`geboortedatum (jjjj-mm-dd)`, `leeftijd_nu`), or one word missing (`werkplek` for `heeft_werkplek`).
    """
    if len(name) > _LONGEST:
        return None
    spellings = {_plain(candidate): candidate for candidate in valid}
    wanted = _plain(name)
    if wanted in spellings:
        return spellings[wanted]
    for candidate, spelling in spellings.items():
        if same_letters(wanted, candidate):
            return spelling
    bare = _plain(_REMARK.sub("", name))
    # A slip in one word is stronger evidence than shared words, and those are stronger than shared letters.
    close = _most_alike(bare, spellings, 0.9) or _by_words(wanted, spellings) or _most_alike(bare, spellings, 0.75)
    return spellings[close] if close else None


def _by_words(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate of which all words, or all but one, are in a name."""
    listed = list(candidates)
    held = [candidate for candidate in listed if _holds(name, candidate)]
    if held:
        return max(held, key=len)
    return min((candidate for candidate in listed if _is_a_word_less(name, candidate)), key=len, default=None)


def _most_alike(name: str, spellings: Iterable[str], least: float) -> str | None:
    """The spelling most similar to a name, if the similarity (from 0 to 1) is at least `least`."""
    # Imported here because most runs misspell nothing, and start faster without it.
    from difflib import get_close_matches

    close = get_close_matches(name, spellings, n=1, cutoff=least)
    return close[0] if close else None


def same_letters(one: str, other: str) -> bool:
    """Whether two names differ only in capitals, spaces and marks such as hyphens."""
    return letters_of(one) == letters_of(other) != ""


def _holds(name: str, candidate: str) -> bool:
    """Whether a name contains a candidate: all of its words, or all letters of a long one in a row."""
    words = _words(candidate)
    return bool(words) and (
        words <= _words(name) or (len(candidate) >= _LONG and letters_of(candidate) in letters_of(name))
    )


def _is_a_word_less(name: str, candidate: str) -> bool:
    words, all_words = _words(name), _words(candidate)
    return bool(words) and words < all_words and len(all_words - words) == 1


def _words(name: str) -> set[str]:
    return {word for word in _OTHER.split(normalize("NFKC", name).casefold()) if word}


def letters_of(name: str) -> str:
    """The letters and digits of a name, in lower case: names that people write differently have the same."""
    return _OTHER.sub("", normalize("NFKC", name).casefold())


def surely_meant(name: str, meant: str, valid: Iterable[str]) -> bool:
    """Whether a name can only be a misspelling of `meant`: a slip or two away from it, and from no other valid name.

    Digits are never a slip: P21 may be meant as P12, P2 or P1. Nor is the beginning of a word: `ongeschikt` and
    `geen_werk` are the opposite of `geschikt` and `een_werk`.
    """
    wanted = _plain(name)
    if wanted == _plain(meant):
        return [_plain(one) for one in valid].count(wanted) == 1
    if _signature(wanted) != _signature(_plain(meant)) or len(wanted) < _SHORTEST:
        return False
    allowed = 2 if len(wanted) >= _LONG else 1
    near = (one for one in valid if abs(len(one) - len(wanted)) <= allowed)
    return [one for one in near if slips(wanted, _plain(one)) <= allowed] == [meant]


def _signature(name: str) -> tuple[list[str], list[str]]:
    """The parts of a name that cannot be slips: its digits, and the first letter of each word."""
    return re.findall(r"\d+", name), [word[:1] for word in name.split("_")]


def slips(written: str, meant: str) -> int:
    """The number of letters left out, added, changed, or swapped with the next (optimal string alignment distance)."""
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, letter in enumerate(written, 1):
        before, above, row = row, before, [i]
        for j, other in enumerate(meant, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == meant[j - 2] and written[i - 2] == other:
                least = min(least, above[j - 2] + 1)
            row.append(least)
    return row[-1]


def did_you_mean(name: str, valid: Iterable[str]) -> Text:
    """ "; bedoelde u ...?" with the nearest name, or nothing."""
    return hint(nearest(name, valid))


def meant_or_known(name: str, valid: Iterable[str]) -> Text:
    """ "; bedoelde u ...?" with the nearest name, or else the valid names when there are few."""
    known = list(valid)
    return hint_or_known(nearest(name, known), known)


def hint_or_known(close: str | None, known: Collection[str]) -> Text:
    """ "; bedoelde u ...?" with a name; without one the known names, when there are few."""
    if close or len(known) > _FEW:
        return hint(close)
    if not known:
        return Text("; er zijn er nog geen", "; there are none yet")
    listed = ", ".join(map(one_line, known))
    return Text(f"; bekend zijn: {listed}", f"; known are: {listed}")


def hint(close: str | None) -> Text:
    """ "; bedoelde u ...?" with a name, or nothing when there is none."""
    shown = one_line(close) if close else ""
    return Text(f"; bedoelde u {shown}?", f"; did you mean {shown}?") if shown else Text("", "")


def _plain(name: str) -> str:
    return name.strip().casefold().replace("-", "_").replace(" ", "_")
