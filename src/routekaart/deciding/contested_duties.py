"""The readings that duties hang on: who acts and what must be done for a student if the source means something else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

from routekaart.deciding.contested import unconfirmed_at
from routekaart.deciding.duties import Duties
from routekaart.deciding.surroundings import OtherRoute, Surroundings
from routekaart.model.condition import Value
from routekaart.model.fact_problems import FactError, ReferenceDateError
from routekaart.model.step import Step

if TYPE_CHECKING:
    from routekaart.deciding.deciding_dicts import ContestedDutiesDict

OtherDuties: TypeAlias = Literal["otherwise", "refused", "needs_date", "no_step"]
"""What becomes of duties under another reading: there are others, or the facts of a student are refused, they depend on
the reference date and none was given, or the route does not have the step."""


@dataclass(frozen=True, slots=True)
class ContestedDuties:
    """An unconfirmed reading that the duties at a step hang on, with the duties under one of its alternatives.

    Attributes:
        reading, alternative: their ids.
        text: the alternative, in the words of the route.
        outcome: "otherwise", or why there are no duties then.
        duties: the duties then; None where there are none to tell.
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
    """Each unconfirmed reading with an alternative under which a student has other duties at a step.

    Args:
        as_written: the duties by the route itself.
        facts: what is known of her, by this route.

    Raises:
        TooHardError: it would take too much work to find out.
    """
    written = _told(as_written)
    for reading, alternative in unconfirmed_at(around, step.id):
        assert alternative.id is not None
        other = around.under(reading.id, alternative.id)
        if other is None:
            continue
        outcome, duties = _under(other, step.id, facts, on)
        if duties is None or _told(duties) != written:
            yield ContestedDuties(reading.id, alternative.id, alternative.text, outcome, duties)


def _under(
    other: OtherRoute, step: str, facts: Mapping[str, Value], on: date | None
) -> tuple[OtherDuties, Duties | None]:
    if step not in other.steps:
        return "no_step", None
    try:
        return "otherwise", other.duties(step, facts, on=on, unknown_facts="ignore")
    except FactError:
        return "refused", None
    except ReferenceDateError:
        return "needs_date", None


def _told(duties: Duties) -> tuple[object, ...]:
    """What duties say of who acts and what must be done, in whatever order."""
    found = duties.to_dict()
    listed = (sorted(map(repr, found[part])) for part in ("actions", "partners", "supports"))
    return duties.responsible_unknown, *listed
