"""The walk of a student on one day: one step, or as many as are decided."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from routekaart.deciding.decision import Decision, students_of
from routekaart.deciding.grounds import Several
from routekaart.journeys.log import Move, PlainValue, Stopped
from routekaart.journeys.state import State, entered
from routekaart.model.condition import Value
from routekaart.model.fact_values import PartlyKnown, plain_value
from routekaart.model.situation import Known


@dataclass(frozen=True)
class Walk:
    """How far a student goes on one day, with the decision in each step that they leave."""

    decisions: tuple[Decision, ...]
    stopped: Stopped
    missing: tuple[str, ...] = ()
    circle: tuple[str, ...] = ()

    @property
    def moves(self) -> tuple[Move, ...]:
        """The decided steps, in the form of a log."""
        return tuple(map(_move, self.decisions))


def walk(state: State, on: date, *, far: bool) -> Walk:
    """Where the student goes from here on a day: one step, or (`far`) as many as are decided.

    A student who would enter a step for the second time on one day goes round in a circle: all facts with lifetime
    "visit" are asked anew, so nothing can be different the next time.
    """
    decisions: tuple[Decision, ...] = ()
    here, places = state, [state.position]
    while True:
        decision = here.decide(on)
        if decision is None:
            return Walk(decisions, "end")
        if decision.outcome != "next" and decision.outcome != "end":
            return Walk(decisions, decision.outcome, missing=decision.missing)
        assert decision.target is not None
        # Back in the first step, a fact that was given there before this walk can be asked anew.
        nothing_new = decision.target == places[0] and state.knowledge.entering() == state.knowledge
        if decision.target in places[1:] or nothing_new:
            return Walk(decisions, "circle", circle=tuple(places[places.index(decision.target) :]))
        decisions = (*decisions, decision)
        here = entered(here, decision.target, on)
        places.append(decision.target)
        if not far:
            return Walk(decisions, "end" if here.position in here.route.ends else "one_step")


def _move(decision: Decision) -> Move:
    assert decision.target is not None
    taken = decision.taken
    names = [name for ground in decision.because for name in (ground.fact, *ground.follows_from)]
    return Move(
        step=decision.step_id,
        to=decision.target,
        transition=taken.number if taken else None,
        because={name: _plain(students_of(decision).of(name)) for name in names},
        sources=taken.transition.sources if taken else (),
        readings=taken.transition.readings if taken else (),
        parameters={one.name: one.to_dict()["value"] for one in decision.rests_on.parameters},
    )


def _plain(what_is: Value | Several) -> PlainValue:
    """The value of a fact, or its possible values, as a JSON value; None when nothing is known."""
    return (str(what_is) or None) if isinstance(what_is, Several) else plain_known(what_is)


def plain_known(known: Known) -> PlainValue:
    """A value in the types of JSON, which reads as the same value again.

    A date that is known in part is its year, month or days; a number with more digits than a float holds is text.
    """
    if isinstance(known, PartlyKnown):
        return str(known)
    plain = plain_value(known)
    return plain if not isinstance(known, Decimal) or Decimal(str(plain)) == known else format(known, "f")
