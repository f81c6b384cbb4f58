"""Results of tests: what differs from what was expected, and the decisions and refusals that count for coverage."""

from dataclasses import dataclass, field
from datetime import date

from routekaart.deciding.decision import Decision
from routekaart.foundation.edits import Span
from routekaart.model.situation import Situation
from routekaart.testing.route_tests.expecting import Mismatch
from routekaart.testing.route_tests.tests_file import Section


@dataclass(frozen=True)
class Observation:
    """A student at a step of the route on some day of a test, with what was decided."""

    test: str
    step_id: str
    known: Situation
    decision: Decision


@dataclass(frozen=True)
class Refusal:
    """Facts that were refused on a day, as a test expects."""

    test: str
    facts: dict[str, object]
    on: date


@dataclass(frozen=True)
class Failure:
    """What differs at one point of a test, and why.

    Attributes:
        on: the day of a journey; None for a student.
        span: where it stands in the tests file.
        decision: what was decided; None where nothing was.
        command: the command that shows it; None where there is no decision to show.
    """

    on: date | None
    span: Span
    mismatches: tuple[Mismatch, ...]
    decision: Decision | None
    command: str | None


@dataclass(frozen=True)
class Result:
    """What running one test gave.

    Attributes:
        failures: what differs; none when the test passes.
        observations: where the student was in this route, with what was decided there.
        refusals: what was refused, as expected. Without a reference date there is one for a day of each period of the
            limits, and so it is with the observations of a student.
        seconds: how long it took.
    """

    name: str
    section: Section
    span: Span
    failures: tuple[Failure, ...]
    observations: tuple[Observation, ...]
    refusals: tuple[Refusal, ...]
    seconds: float = field(default=0.0, compare=False)

    @property
    def passed(self) -> bool:
        """Whether everything came out as expected."""
        return not self.failures
