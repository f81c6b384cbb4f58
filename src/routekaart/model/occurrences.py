"""Each test in a condition with the circumstances in which it decides alone.

A test decides alone when the condition holds with it and does not without it, whatever the other tests give: each part
beside it in an `all` holds, each part beside it in an `any` does not. That is modified condition/decision coverage in
its masking form. Every test stands at one place, so a student for whom it holds and one for whom it does not, both
where it decides, are a pair that shows it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not

Circumstances: TypeAlias = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A test at its place in a condition, and what must be so for it to decide alone."""

    test: FactTest
    circumstances: Circumstances


def occurrences(condition: Condition, circumstances: Circumstances = ()) -> Iterator[Occurrence]:
    """Every test in a condition, in the order in which it is written."""
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
