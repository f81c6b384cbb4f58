"""The answer at one step: where a student goes next, why, and what is still unknown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeAlias

from routekaart.condition import Value
from routekaart.explanation import Explanation, Surroundings
from routekaart.facts import plain_value
from routekaart.language import Language
from routekaart.logic.formula import Cube
from routekaart.logic.grid import Grid
from routekaart.logic.questions import deciding_axes, most_decisive_first
from routekaart.logic.search import settled
from routekaart.logic.table import Table
from routekaart.reasons import Ground, Reason, grounds, reasons_of
from routekaart.situation import Situation
from routekaart.step import Step, Transition
from routekaart.truth import Truth

Outcome: TypeAlias = Literal["next", "stay", "end", "needs_facts", "ambiguous", "stuck"]

DICT_VERSION = 1
"""The version of `Decision.to_dict`; raised when a field changes its meaning or goes away."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a decision answers: the step as a table over cells, and the students who fit what is known.

    Attributes:
        asked_as: for an input that is asked in another form, that form (a date for a count off it).
    """

    step: Step
    known: Situation
    grid: Grid
    table: Table
    cube: Cube
    asked_as: Mapping[str, str]

    def missing(self) -> tuple[str, ...]:
        """The inputs that can still change the answer, most decisive first."""
        axes = deciding_axes(self.table, self.cube)
        names = [self.grid.axes[axis].fact.name for axis in most_decisive_first(self.table, self.cube, axes)]
        return tuple(dict.fromkeys(self.asked_as.get(name, name) for name in names))

    def truth(self, number: int) -> Truth:
        """Whether a transition (counted from 0) holds for all students who fit, for none (False) or for some (None)."""
        return settled(self.table.rows[number].formula, self.table.valid, self.cube, self.table.full)


@dataclass(frozen=True, repr=False)
class Decision:
    """Where a student goes from one step on one reference date. Immutable; `repr` shows no facts of the student.

    Attributes:
        route_id, route_version, step_id: what decided.
        on: the reference date; None when the answer does not depend on it and none was given.
        outcome: "next" (to another step), "stay", "end", "needs_facts" (unknown facts can still change it),
            "ambiguous" (two transitions to different targets hold) or "stuck" (none holds, and no `otherwise`).
        target: the next step, the end, or the step itself on "stay"; None otherwise.
        transition: the transition taken. None on "stay", and when there is none. When several that lead to the same
            target may hold together, the first of them.
        possible: every target that is still possible, in the order of the route; one on a made decision.
        facts: what was given, as values.
    """

    route_id: str
    route_version: str
    step_id: str
    on: date | None
    outcome: Outcome
    target: str | None
    transition: Transition | None
    possible: tuple[str, ...]
    facts: tuple[tuple[str, Value], ...]
    _around: Surroundings = field(compare=False)
    _questions: tuple[Question, ...] = field(compare=False)
    _first_change: Callable[[], date | None] | None = field(compare=False, default=None)

    def __repr__(self) -> str:
        target = f" {self.target}" if self.target else ""
        return f"<Decision {self.route_id} {self.step_id}: {self.outcome}{target}>"

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The facts that can still change the decision, most decisive first; empty when it is made.

        Facts that must be asked: for a derived fact its inputs. Knowing all of them settles the decision.
        """
        if self.outcome != "needs_facts":
            return ()
        return tuple(dict.fromkeys(name for question in self._questions for name in question.missing()))

    @cached_property
    def changes_on(self) -> date | None:
        """The first later date on which the outcome, the target or what is possible would be otherwise.

        That is if no fact changes but the passing of time: a birthday, a term, a limit that changes on a date. With
        facts unknown, the first date on which it may be otherwise for some student who fits. None when no date changes
        it, and when there is no reference date.
        """
        return self._first_change() if self._first_change and self.on else None

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """What became of each transition of the step, with the tests that settled it."""
        question = self._questions[0]
        truths = [question.truth(number) for number in range(len(question.step.transitions))]
        target = self.target if self.outcome in ("next", "end") else None
        return reasons_of(question.step, self.known, truths, target)

    @cached_property
    def taken(self) -> Reason | None:
        """What is told of the transition that was taken; None when there is none."""
        return next((reason for reason in self.reasons if reason.transition is self.transition), None)

    @property
    def known(self) -> Situation:
        """What was known of the student."""
        return self._questions[0].known

    @cached_property
    def because(self) -> tuple[Ground, ...]:
        """The facts that settled the transition that was taken. Personal data."""
        return grounds(self.taken.evidence, self.known) if self.taken else ()

    def explain(self, lang: Language = "nl") -> str:
        """Why, in words: what held, on which facts, what fell away, and what to ask. Holds facts of the student.

        Raises:
            ValueError: `lang` is not "nl" or "en".
        """
        explanation = Explanation(
            self._around,
            self._questions[0].step,
            self.known,
            self.outcome,
            self.target,
            self.possible,
            self.missing,
            self.reasons,
            self.transition,
            self.on is not None,
        )
        return explanation.text(lang)

    def to_dict(self, *, values: bool = True) -> dict[str, Any]:
        """The decision as plain JSON-ready values, in a form that stays the same (`format_version`).

        Args:
            values: False leaves out every value of a fact, keeping the names.
        """
        return {
            "format": "routekaart.decision",
            "format_version": DICT_VERSION,
            "route": self.route_id,
            "route_version": self.route_version,
            "step": self.step_id,
            "on": self.on.isoformat() if self.on else None,
            "outcome": self.outcome,
            "target": self.target,
            "possible": list(self.possible),
            "missing": list(self.missing),
            "transition": self._transition_dict(),
            "transitions": [self._reason_dict(reason, values=values) for reason in self.reasons],
            "facts": {name: plain_value(value) for name, value in self.facts}
            if values
            else [name for name, _ in self.facts],
        }

    def _transition_dict(self) -> dict[str, Any] | None:
        if self.taken is None:
            return None
        transition = self.taken.transition
        return {
            "number": self.taken.number,
            "to": transition.to,
            "sources": list(transition.sources),
            "readings": list(transition.readings),
        }

    def _reason_dict(self, reason: Reason, *, values: bool) -> dict[str, Any]:
        because: list[dict[str, Any]] = []
        for ground in grounds(reason.evidence, self.known):
            entry: dict[str, Any] = {"fact": ground.fact}
            if values:
                entry["value"] = plain_value(ground.value)
            because.append({**entry, "follows_from": list(ground.follows_from)})
        return {"number": reason.number, "to": reason.transition.to, "status": reason.status, "because": because}


def without_date(decisions: Sequence[Decision]) -> Decision:
    """The one decision that the same decision in every period comes to; it may ask what matters in any of them."""
    return replace(decisions[0], on=None, _questions=tuple(one for made in decisions for one in made._questions))
