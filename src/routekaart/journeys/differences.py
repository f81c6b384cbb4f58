"""Where two logs of the same things that were done lead a student to other places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from routekaart.journeys.log import Advanced, Entry, place_after


@dataclass(frozen=True)
class Difference:
    """A moment at which the student would have gone elsewhere with the right facts.

    Attributes:
        was, instead: the step she was in and the places she then went to, as it happened and as it would have been.
    """

    on: date
    was: tuple[str, ...]
    instead: tuple[str, ...]


def differences(log: Sequence[Entry], instead: Sequence[Entry]) -> Iterator[Difference]:
    """Where the walks of two logs differ; each has the same ones, in the same order."""
    for (on, was), (_, other) in zip(_walks(log), _walks(instead), strict=True):
        if was != other:
            yield Difference(on, was, other)


def _walks(log: Sequence[Entry]) -> Iterator[tuple[date, tuple[str, ...]]]:
    """For each time that the route was asked: the step the student was in, and the places she went to."""
    here = ""
    for entry in log:
        if isinstance(entry, Advanced):
            yield entry.on, (here, *(move.to for move in entry.moves))
        here = place_after(entry, here)
