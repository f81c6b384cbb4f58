"""The nearest valid name to a misspelt one, for "bedoelde u ...?"."""

from collections.abc import Iterable
from difflib import get_close_matches

from routekaart.language import Text


def nearest(name: str, valid: Iterable[str]) -> str | None:
    """The name in `valid` that was most probably meant, or None when nothing comes close.

    Capitals and hyphens make no difference. A part of a name (`werkplek` for `heeft_werkplek`) counts as close when it
    fits exactly one valid name.
    """
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


def did_you_mean(name: str, valid: Iterable[str]) -> Text:
    """ "; bedoelde u ...?" with the nearest name, or nothing."""
    return hint(nearest(name, valid))


def hint(close: str | None) -> Text:
    """ "; bedoelde u ...?" with a name, or nothing when there is none."""
    return Text(f"; bedoelde u {close}?", f"; did you mean {close}?") if close else Text("", "")


def _plain(name: str) -> str:
    return name.strip().casefold().replace("-", "_").replace(" ", "_")
