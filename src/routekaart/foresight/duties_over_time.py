"""The effect of time alone on who acts and what must be done: the first day on which that changes."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from routekaart.deciding.decider import Decider
from routekaart.deciding.duties import Duties, duties_at
from routekaart.foresight.knowledge import Knowledge
from routekaart.foresight.outlook import days_ahead
from routekaart.foundation.dates import LATEST
from routekaart.foundation.shapes import written_as
from routekaart.model.fact_problems import FactError
from routekaart.model.step import Step

if TYPE_CHECKING:
    from routekaart.deciding.deciding_dicts import DutiesChangeDict


@written_as("routekaart.deciding.deciding_dicts:DutiesChangeDict")
@dataclass(frozen=True)
class DutiesChange:
    """A later date on which who acts, or what must be done, changes. `repr` shows no day, since it follows from facts.

    Attributes:
        on: the first day of the new duties.
        duties: the duties on that day, for the same student at the same step.
    """

    on: date = field(repr=False)
    duties: Duties

    def to_dict(self) -> "DutiesChangeDict":
        """The change as plain JSON-ready values."""
        return {"on": self.on.isoformat(), "duties": self.duties.to_dict()}


def first_change_of_duties(decider: Decider, step: Step, knowledge: Knowledge, on: date) -> DutiesChange | None:
    """The first date after `on` on which the duties at a step are different; None if time alone changes nothing.

    Raises:
        FactError: no student can be like this on the first date.
    """
    # The later days follow from what is known of this student: they are not kept with the route.
    grids = decider.grids.apart()
    known_on = replace(knowledge, grids=grids).on
    now = duties_at(grids, step, known_on(on))
    conditions = tuple(part.when for part in step.duty_parts)
    for day in days_ahead(knowledge, lambda start: grids.grid(conditions, start, {}).dates, on, LATEST):
        try:
            found = duties_at(grids, step, known_on(day))
        except FactError:
            continue
        if found != now:
            return DutiesChange(day, found)
    return None
