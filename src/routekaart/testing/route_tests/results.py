"""Results of tests: the differences from what was expected, and the decisions and refusals that count for coverage."""

from dataclasses import dataclass, field
from datetime import date

from routekaart.deciding.decision import Decision
from routekaart.foundation.edits import Span
from routekaart.model.situation import Situation
from routekaart.testing.route_tests.expecting import Mismatch
from routekaart.testing.route_tests.tests_file import Section


@dataclass(frozen=True)
class Observation:
    """A student at a step of the route on some day of a test, with the decision."""

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
    """The differences at one point of a test, and why.

    Attributes:
        on: the day of a journey; None for a student.
        span: its place in the tests file.
        decision: the decision; None if there was none.
        command: the command that shows it; None if there is no decision to show.
    """

    on: date | None
    span: Span
    mismatches: tuple[Mismatch, ...]
    decision: Decision | None
    command: str | None


@dataclass(frozen=True)
class Result:
    """The result of running one test.

    Attributes:
        failures: the differences; empty if the test passes.
        observations: where the student was in this route, with the decision there.
        refusals: the expected refusals. Without a reference date, there is one for a day of each period of the limits;
            the same holds for the observations of a student.
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
        """Whether everything was as expected."""
        return not self.failures
