"""Occurrences of tests in a condition, with the circumstances in which each decides alone (masking MC/DC).

A test decides alone when the outcome of the condition depends on the test only: each part beside it in an `all`
holds, each part beside it in an `any` does not. A student for whom the test holds and one for whom it does not, both in
those circumstances, are a pair that covers it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not

Circumstances: TypeAlias = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A test at its place in a condition, and the conditions that must hold for it to decide alone."""

    test: FactTest
    circumstances: Circumstances


def occurrences(condition: Condition, circumstances: Circumstances = ()) -> Iterator[Occurrence]:
    """Every occurrence of a test in a condition, in written order."""
    match condition:
        case FactTest():
            yield Occurrence(condition, circumstances)
        case Not(part):
            yield from occurrences(part, circumstances)
        case All(parts) | AnyOf(parts):
            for number, part in enumerate(parts):
                others = (*parts[:number], *parts[number + 1 :])
                beside = others if isinstance(condition, All) else tuple(map(Not, others))
                yield from occurrences(part, (*circumstances, *beside))
