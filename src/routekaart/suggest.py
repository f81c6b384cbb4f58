"""The nearest valid name to a misspelt one, for "bedoelde u ...?"."""

import re
from collections.abc import Iterable

from routekaart.escaping.letters import one_line
from routekaart.language import Text

_SHORTEST, _LONG = 4, 8
"""A name of fewer letters is never surely a slip of another; in a long one there may be two slips."""


def nearest(name: str, valid: Iterable[str]) -> str | None:
    """The name in `valid` that was most probably meant, or None when nothing comes close.

    Capitals and hyphens make no difference. A part of a name (`werkplek` for `heeft_werkplek`) counts as close when it
    fits exactly one valid name.
    """
    # Most runs misspell nothing, and start faster without it.
    from difflib import get_close_matches

    spellings = {_plain(candidate): candidate for candidate in valid}
    wanted = _plain(name)
    if wanted in spellings:
        return spellings[wanted]
    close = get_close_matches(wanted, spellings, n=1, cutoff=0.75)
    if close:
        return spellings[close[0]]
    parts = set(wanted.split("_"))
    holding = [candidate for candidate in spellings if parts and parts <= set(candidate.split("_"))]
    if len(holding) == 1:
        return spellings[holding[0]]
    loose = get_close_matches(wanted, spellings, n=1, cutoff=0.6)
    return spellings[loose[0]] if loose else None


def surely_meant(name: str, meant: str, valid: Iterable[str]) -> bool:
    """Whether a name can only be a misspelling of `meant`: a slip away from it, and from no other valid name.

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
    """What cannot be a slip in a name: its digits, and the first letter of each word."""
    return re.findall(r"\d+", name), [word[:1] for word in name.split("_")]


def slips(written: str, meant: str) -> int:
    """How many letters were left out, added, changed, or swapped with the next (optimal string alignment distance)."""
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


def hint(close: str | None) -> Text:
    """ "; bedoelde u ...?" with a name, or nothing when there is none."""
    shown = one_line(close) if close else ""
    return Text(f"; bedoelde u {shown}?", f"; did you mean {shown}?") if shown else Text("", "")


def _plain(name: str) -> str:
    return name.strip().casefold().replace("-", "_").replace(" ", "_")
