"""The parts of a route that a decision names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol

from routekaart.deciding.outcome_words import Outcome, outcome_text
from routekaart.foundation.language import Text
from routekaart.model.condition import Value
from routekaart.model.facts import FactType
from routekaart.model.parameters import Parameter
from routekaart.model.situation import UnknownFacts
from routekaart.model.source_readings import Alternative, Reading
from routekaart.model.step import End, Partner, Source, Step

if TYPE_CHECKING:
    from routekaart.deciding.duties import Duties


class Answered(Protocol):
    """What is decided at a step, as far as it can differ from another answer (`Decision`, `Verdict`)."""

    @property
    def outcome(self) -> Outcome:
        """What is decided."""

    @property
    def target(self) -> str | None:
        """Where the student goes; None where that is not decided."""

    @property
    def possible(self) -> tuple[str, ...]:
        """Every target that is still possible."""

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that can still change it."""


class OtherDecider(Protocol):
    """Decides at the steps of a route under another reading."""

    def apart(self) -> "OtherDecider":
        """A copy without shared caches, for days that follow from the facts of one student."""

    def decide(self, step: Step, facts: Mapping[str, object], on: date, unknown_facts: UnknownFacts) -> Answered:
        """What is decided about a student on a date."""


class OtherRoute(Protocol):
    """A route under another reading, as far as it is asked what a student gets there (`Route`)."""

    @property
    def steps(self) -> Mapping[str, Step]:
        """The steps by id."""

    @property
    def surroundings(self) -> "Surroundings":
        """The parts that a decision names."""

    @property
    def decider(self) -> OtherDecider:
        """Decides at its steps."""

    def decide(
        self, step: str, facts: Mapping[str, object], *, on: date | None, unknown_facts: UnknownFacts
    ) -> Answered:
        """What is decided there about a student."""

    def duties(
        self, step: str, facts: Mapping[str, Value], *, on: date | None, unknown_facts: UnknownFacts
    ) -> "Duties":
        """Who acts there and what must be done, for a student."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The parts of a route that a decision names.

    Attributes:
        chosen: the alternative that the route goes by, for each reading that it takes otherwise.
        digest, meaning_digest: give those of the route, which takes some milliseconds the first time.
        under: gives the route under an alternative of a reading; None where that does not go with what it goes by.
        unconfirmed: the alternatives of unconfirmed readings that can change the answer at a step, by the step; found
            when they are first asked for.
    """

    route_id: str
    route_version: str
    steps: Mapping[str, Step]
    ends: Mapping[str, End]
    readings: Mapping[str, Reading]
    facts: Mapping[str, FactType]
    parameters: Mapping[str, Parameter]
    partners: Mapping[str, Partner]
    sources: Mapping[str, Source]
    chosen: Mapping[str, str]
    digest: Callable[[], str] = field(repr=False, compare=False)
    meaning_digest: Callable[[], str] = field(repr=False, compare=False)
    under: Callable[[str, str], OtherRoute | None] = field(repr=False, compare=False)
    unconfirmed: dict[str, tuple[tuple[Reading, Alternative], ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def named(self, target: str) -> str:
        """A step or end with its title: "P12 (Jonger dan 18 en kwalificatieplichtig)"."""
        place = self.steps.get(target) or self.ends.get(target)
        return f"{target} ({place.title})" if place else target

    def answer(self, step: str, found: Answered) -> Text:
        """What is decided at a step, as part of a sentence: "naar P13 (18 of ouder)"."""
        return outcome_text(
            found.outcome,
            "answer",
            step=self.named(step),
            target=self.named(found.target) if found.target else None,
            possible=map(self.named, found.possible),
            missing=(self.facts[name].title for name in found.missing),
        )
