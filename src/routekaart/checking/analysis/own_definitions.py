"""The definitions in a file itself, a route or a vocabulary, and bounded checks of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial

from routekaart.diagnostics.diagnostic import Finding, PartPath
from routekaart.foundation.errors import TooHardError
from routekaart.foundation.language import Text
from routekaart.logic.budget import Budget, at_most
from routekaart.logic.grid_cache import GridCache
from routekaart.model.condition import Condition
from routekaart.model.vocabulary import Impossible, Vocabulary

MOST_WORK = 1_000_000
"""The work that one check of one definition may take."""

MOST_WORK_FOR_ALL, MOST_WORK_FOR_EACH = 10_000_000, 50_000
"""The work that all these checks together may take, and how much more for each definition."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A condition in a definition, with its place.

    Attributes:
        grids: of the facts; without this definition if it limits which students exist.
    """

    path: PartPath
    condition: Condition
    grids: GridCache


@dataclass(frozen=True)
class OwnDefinitions:
    """What a file defines.

    Attributes:
        grids: of everything that the file defines or imports.
        own: for each section, the names that the file itself defines.
        own_rules: how many of the impossible combinations it defines itself; those are the last.
    """

    grids: GridCache
    own: Mapping[str, frozenset[str]]
    own_rules: int

    @cached_property
    def budget(self) -> Budget:
        """The work that all proofs about the definitions together may take."""
        return Budget(MOST_WORK_FOR_ALL + MOST_WORK_FOR_EACH * (len(self.derivations) + self.own_rules))

    @property
    def vocabulary(self) -> Vocabulary:
        """Everything that the file defines or imports."""
        return self.grids.vocabulary

    @cached_property
    def derivations(self) -> tuple[Stated, ...]:
        """The conditions in the derivations of its own facts."""
        facts = (fact for name, fact in self.vocabulary.facts.items() if name in self.own["facts"])
        return tuple(
            Stated(("facts", fact.name, "derive"), fact.derivation, self.grids)
            for fact in facts
            if isinstance(fact.derivation, Condition)
        )

    def rules(self) -> Iterator[tuple[int, Impossible]]:
        """Its own impossible combinations, each with its position in the file."""
        first = len(self.vocabulary.impossible) - self.own_rules
        yield from enumerate(self.vocabulary.impossible[first:])

    def stated_rules(self) -> Iterator[Stated]:
        """The conditions of its own impossible combinations."""
        for position, rule in self.rules():
            others = tuple(one for one in self.vocabulary.impossible if one is not rule)
            grids = GridCache(replace(self.vocabulary, impossible=others))
            yield Stated(("impossible", position, "when"), rule.when, grids)


def each_stated(
    defined: OwnDefinitions, stated: Iterable[Stated], check: Callable[[Stated], Iterator[Finding]]
) -> Iterator[Finding]:
    """The findings of a check in each of some conditions; where it takes too much work, a finding that says so."""
    for one in stated:
        found, complete = bounded(partial(check, one), MOST_WORK, defined.budget)
        yield from found
        if not complete:
            text = Text(
                "dit is te ingewikkeld om te bewijzen; verdeel het gegeven of vereenvoudig de voorwaarde",
                "this is too complicated to prove; divide the fact or simplify the condition",
            )
            yield Finding(one.path, text, at_key=True, reported_as="too-hard")


def bounded(
    check: Callable[[], Iterable[Finding]], work: int, outer: Budget | None = None
) -> tuple[list[Finding], bool]:
    """The findings of a check, and whether it finished; findings from before it became too hard are kept.

    Args:
        work: the work that it may take, at most what `outer` has left.
    """
    found: list[Finding] = []
    try:
        with at_most(work, outer=outer):
            for finding in check():
                found.append(finding)  # noqa: PERF402 - one by one, so that these are kept
    except TooHardError:
        return found, False
    return found, True
