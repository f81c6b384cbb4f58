"""A cache of the grids of one vocabulary."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from routekaart.logic.grid import Grid
from routekaart.logic.lookups import Lookups, Undated
from routekaart.logic.search import find
from routekaart.model.condition import Condition
from routekaart.model.situation import situation
from routekaart.model.vocabulary import Vocabulary

_KEPT = 512


class GridCache:
    """Makes grids for a vocabulary and keeps the latest. Safe to share between threads."""

    def __init__(self, vocabulary: Vocabulary, undated: Undated | None = None) -> None:
        """A cache for a vocabulary; `undated` can be shared with another cache of the same facts."""
        self.vocabulary = vocabulary
        self._lookups = Lookups(vocabulary, undated)
        self._made = lru_cache(maxsize=_KEPT)(self._make)
        self._inhabited = lru_cache(maxsize=_KEPT)(self._has_somebody)

    def grid(self, conditions: tuple[Condition, ...], on: date, assumed: Mapping[str, bool]) -> Grid:
        """The cached grid of some conditions; without conditions, the grid of every constraint."""
        return self._made(conditions, on, tuple(assumed.items()))

    def passing(self, conditions: Iterable[Condition], on: date, also: Iterable[date] = ()) -> Grid:
        """The grid of some conditions for use once: it is not cached, and evicts nothing from the cache."""
        return Grid(self.vocabulary, conditions, on, {}, also, lookups=self._lookups)

    def has_somebody(self, on: date) -> bool:
        """Whether any student can exist on a reference date, given every constraint and the domain of each date.

        Raises:
            TooHardError: the budget is spent.
        """
        return self._inhabited(on)

    def _has_somebody(self, on: date) -> bool:
        everything = self.grid((), on, {})
        if not everything.every_date_can_be:
            return False
        cube = everything.cube(situation(self.vocabulary, {}, on))
        return cube is not None and find((everything.valid,), cube) is not None

    def apart(self) -> "GridCache":
        """An empty cache for reference dates that follow from one student, to be dropped together with it."""
        return GridCache(self.vocabulary.apart(), self._lookups.undated)

    def _make(self, conditions: tuple[Condition, ...], on: date, assumed: tuple[tuple[str, bool], ...]) -> Grid:
        return Grid(self.vocabulary, conditions, on, dict(assumed), lookups=self._lookups)
