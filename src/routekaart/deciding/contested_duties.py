"""The readings that duties depend on: who acts and what must be done if the source means something else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeAlias

from routekaart.deciding.contested import others_at, told_there
from routekaart.deciding.duties import Duties
from routekaart.deciding.surroundings import Surroundings
from routekaart.model.condition import Value
from routekaart.model.step import Step

if TYPE_CHECKING:
    from routekaart.deciding.deciding_dicts import ContestedDutiesDict

OtherDuties: TypeAlias = Literal["otherwise", "refused", "needs_date", "no_step"]
"""The outcome for the duties under another reading: they are others, the facts of the student are refused, the duties
depend on the reference date and none was given, or the route does not have the step.
"""


@dataclass(frozen=True, slots=True)
class ContestedDuties:
    """An unconfirmed reading that the duties at a step depend on, with the duties under one of its alternatives.

    Attributes:
        reading, alternative: their ids.
        text: the alternative, in the words of the route.
        outcome: "otherwise", or why there are no duties under the alternative.
        duties: the duties under the alternative; None if there are none.
    """

    reading: str
    alternative: str
    text: str
    outcome: OtherDuties
    duties: Duties | None

    def to_dict(self) -> "ContestedDutiesDict":
        """The reading as plain JSON-ready values."""
        return {
            "reading": self.reading,
            "alternative": self.alternative,
            "text": self.text,
            "outcome": self.outcome,
            "duties": None if self.duties is None else self.duties.to_dict(),
        }


def contested_duties_at(
    around: Surroundings, step: Step, as_written: Duties, facts: Mapping[str, Value], on: date | None
) -> Iterator[ContestedDuties]:
    """Each alternative of an unconfirmed reading under which a student has other duties at a step.

    Args:
        as_written: the duties by the route itself.
        facts: what is known of the student, as this route reads it.

    Raises:
        TooHardError: it would take too much work to find out.
    """
    written = _told(as_written)
    for reading, alternative, other in others_at(around, step.id):
        assert alternative.id is not None
        found = told_there(other, step.id, partial(other.duties, step.id, facts, on=on, unknown_facts="ignore"))
        if isinstance(found, str):
            yield ContestedDuties(reading.id, alternative.id, alternative.text, found, None)
        elif _told(found) != written:
            yield ContestedDuties(reading.id, alternative.id, alternative.text, "otherwise", found)


def _told(duties: Duties) -> tuple[object, ...]:
    """The contents of duties in a form that does not depend on their order, to compare them."""
    found = duties.to_dict()
    listed = (sorted(map(repr, found[part])) for part in ("actions", "partners", "supports"))
    return duties.responsible_unknown, *listed
