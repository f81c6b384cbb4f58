"""A path through a route, as a value."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from routekaart.deciding.outcome_words import outcome_text
from routekaart.deciding.surroundings import Surroundings
from routekaart.foresight.required_changes import Way
from routekaart.foundation.language import Text, joined, untranslated
from routekaart.foundation.shapes import written_as

if TYPE_CHECKING:
    from routekaart.foresight.foresight_dicts import PathDict


@dataclass(frozen=True)
class PathStep:
    """One step of a path.

    Attributes:
        on: the day on which the student goes on; None without a reference date. Not in `repr`: it can follow from
            facts.
        target: where the student goes; the step itself if something must become true there for the student to stay.
        waited: whether the student waits for that day: time alone makes the difference.
        way: what must become true in the step. Personal data, not in `repr`.
    """

    on: date | None = field(repr=False)
    step: str
    target: str
    waited: bool
    way: Way = field(repr=False)


@written_as("routekaart.foresight.foresight_dicts:PathDict")
@dataclass(frozen=True)
class RoutePath:
    """A path through a route, with as few steps as were found.

    A student who gives in each step the facts of that step, on its day, and is then sent on, reaches the end of the
    path. All values belong to one student.

    Attributes:
        steps: in order; empty for a student who is there already.
        text: the path in words, a line for each step. Personal data, not in `repr`.
    """

    steps: tuple[PathStep, ...]
    text: Text = field(repr=False)

    def to_dict(self) -> "PathDict":
        """The path as plain JSON-ready values, in a form that stays the same (`format_version`). Personal data."""
        return {
            "format": "routekaart.path",
            "format_version": 1,
            "steps": [
                {
                    "step": one.step,
                    "target": one.target,
                    "on": one.on.isoformat() if one.on else None,
                    "waited": one.waited,
                    **one.way.to_dict(),
                }
                for one in self.steps
            ],
        }


def path_of(around: Surroundings, steps: Sequence[PathStep]) -> RoutePath:
    """The path of these steps, with its words."""
    lines = [_line(around, number, one) for number, one in enumerate(steps, start=1)]
    return RoutePath(tuple(steps), joined(lines, "\n"))


def _line(around: Surroundings, number: int, one: PathStep) -> Text:
    step = around.named(one.step)
    here = untranslated(f"{step} → {around.named(one.target)}")
    if one.target == one.step:
        here = outcome_text("stay", "with_step", step=step)
    waits = (f", op {one.on}", f", on {one.on}") if one.waited else ("", "")
    why = (f": {one.way.text.nl}", f": {one.way.text.en}") if one.way.text.nl else ("", "")
    return Text(f"{number}. {here.nl}{waits[0]}{why[0]}", f"{number}. {here.en}{waits[1]}{why[1]}")
