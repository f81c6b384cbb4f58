"""The parts of a route that a decision names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol

from routekaart.deciding.outcome_words import Outcome, outcome_text
from routekaart.foundation.language import Text
from routekaart.model.condition import Value
from routekaart.model.fact_types import FactType
from routekaart.model.parameters import Parameter
from routekaart.model.situation import UnknownFacts
from routekaart.model.source_readings import Alternative, Reading
from routekaart.model.step import End, Partner, Source, Step

if TYPE_CHECKING:
    from routekaart.deciding.duties import Duties


class Answered(Protocol):
    """A decision at a step, as far as it is compared with another one (`Decision`, `Verdict`)."""

    @property
    def outcome(self) -> Outcome:
        """The outcome of the decision."""

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
        """The decision about a student on a date."""


class OtherRoute(Protocol):
    """A route under another reading, with what is needed to find the outcome for a student (`Route`)."""

    @property
    def steps(self) -> Mapping[str, Step]:
        """The steps by id."""

    @property
    def surroundings(self) -> "Surroundings":
        """The parts that a decision names."""

    @property
    def decider(self) -> OtherDecider:
        """The decider at its steps."""

    def decide(
        self, step: str, facts: Mapping[str, object], *, on: date | None, unknown_facts: UnknownFacts
    ) -> Answered:
        """The decision of that route about a student."""

    def duties(
        self, step: str, facts: Mapping[str, Value], *, on: date | None, unknown_facts: UnknownFacts
    ) -> "Duties":
        """The duties by that route, for a student."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The parts of a route that a decision names.

    Attributes:
        chosen: for each reading that the route replaces, the id of the alternative that it uses.
        digest, meaning_digest: return the digests of the route, which takes some milliseconds the first time.
        under: returns the route under an alternative of a reading; None if that does not go with those it already uses.
        unconfirmed: the alternatives of unconfirmed readings that can change the answer at a step, by the step; found
            on first use.
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
        """The decision at a step, as part of a sentence: "naar P13 (18 of ouder)"."""
        return outcome_text(
            found.outcome,
            "answer",
            step=self.named(step),
            target=self.named(found.target) if found.target else None,
            possible=map(self.named, found.possible),
            missing=(self.facts[name].title for name in found.missing),
        )
