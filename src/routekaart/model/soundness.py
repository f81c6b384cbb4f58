"""Checks of a route that was not read from a file by a reader, made before the route is used.

A reader of files reports all of this, with the place in the file. Here the first thing that is wrong is enough: nobody
edits such a route by hand. What only the checks look at (whether a source is known, whether a step can be reached) is
not checked here.
"""

from collections.abc import Iterable, Iterator

from routekaart.foundation.language import Text
from routekaart.foundation.plain_data import MisfitError
from routekaart.model.content import RouteContent
from routekaart.model.sound_facts import FACT, PARTNER, READING, Place, SoundFacts, unless
from routekaart.model.step import STAY, Conditional, HandOver, Sourced, Step

_NAMED = {
    "steps": "id",
    "ends": "id",
    "facts": "name",
    "parameters": "name",
    "partners": "id",
    "readings": "id",
    "sources": "id",
}
"""The sections of a route, and the field of each part that holds its name."""
_SAME_NAME = Text("de naam waaronder het staat", "the name under which it stands")
_STEP = Text("een stap van de route", "a step of the route")
_PLACE = Text("een andere stap of een einde van de route", "another step or an end of the route")
_OTHER_NAME = Text("een naam die nog niet gebruikt is", "a name that is not in use")
_PHASE = Text("een fase van de route", "a phase of the route")
_HAND_OVER = Text("een stap van een route, of een partij erbuiten", "a step of a route, or a party outside")
_BOTH = Text("een gegeven met een waarde, of geen van beide", "a fact with a value, or neither")


def parts_misfits(route: RouteContent) -> Iterator[MisfitError]:
    """Everything that does not hold, in an order in which later checks can rely on earlier ones.

    The alternatives of readings are not looked at (see `model.applied_readings`).
    """
    for section, key in _NAMED.items():
        for name, part in getattr(route, section).items():
            yield from unless(getattr(part, key) == name, _SAME_NAME, section, name, key)
    yield from unless(route.start in route.steps, _STEP, "start")
    yield from unless(STAY not in route.steps, _OTHER_NAME, "steps", STAY)
    for name in route.ends:
        yield from unless(name not in route.steps and name != STAY, _OTHER_NAME, "ends", name)
    yield from _Parts(route).all()


class _Parts:
    """Checks each part of a route, and what it refers to."""

    def __init__(self, route: RouteContent) -> None:
        self._route = route
        self._facts = SoundFacts(route.vocabulary, route.readings, route.partners)
        self._places = route.steps.keys() | route.ends.keys()

    def all(self) -> Iterator[MisfitError]:
        yield from self._facts.misfits()
        for step in self._route.steps.values():
            yield from self._step(step, ("steps", step.id))
        for end in self._route.ends.values():
            yield from self._sourced(end, ("ends", end.id))
            yield from self._hand_over(end.hand_over, ("ends", end.id, "hand_over"))

    def _step(self, step: Step, place: Place) -> Iterator[MisfitError]:
        other = step.otherwise
        yield from unless(step.phase is None or step.phase in self._route.phases, _PHASE, *place, "phase")
        yield from unless(other in (None, STAY) or other in self._places, _PLACE, *place, "otherwise")
        yield from self._sourced(step, place)
        for number, transition in enumerate(step.transitions):
            here = (*place, "transitions", number)
            yield from unless(transition.to in self._places and transition.to != step.id, _PLACE, *here, "to")
            yield from self._conditional(transition, here)
        for name in step.ask:
            yield from unless(name in self._route.facts, FACT, *place, "ask")
        yield from self._duties(step, place)
        for number, term in enumerate(step.terms):
            here = (*place, "terms", number)
            yield from unless((term.fact is None) == (term.value is None), _BOTH, *here)
            yield from unless(term.fact is None or term.fact in self._route.facts, FACT, *here, "fact")
            yield from self._facts.length(term, (*here, "value"))
            yield from self._sourced(term, here)

    def _duties(self, step: Step, place: Place) -> Iterator[MisfitError]:
        for section in ("responsible", "contacts"):
            for number, one in enumerate(getattr(step, section)):
                yield from unless(bool(one.partners), PARTNER, *place, section, number, "partners")
                yield from self._partners(one.partners, (*place, section, number, "partners"))
                yield from self._conditional(one, (*place, section, number))
        for number, action in enumerate(step.actions):
            here = (*place, "actions", number)
            yield from self._partners((*action.by, *action.partners), (*here, "partners"))
            yield from self._hand_over(action.hand_over, (*here, "hand_over"))
            yield from self._conditional(action, here)
        for number, support in enumerate(step.supports):
            yield from self._partners(support.via, (*place, "supports", number, "via"))
            yield from self._conditional(support, (*place, "supports", number))

    def _conditional(self, part: Conditional, place: Place) -> Iterator[MisfitError]:
        yield from self._sourced(part, place)
        yield from self._facts.condition(part.when, (*place, "when"))

    def _sourced(self, part: Sourced, place: Place) -> Iterator[MisfitError]:
        for name in part.readings:
            yield from unless(name in self._route.readings, READING, *place, "readings")

    def _partners(self, names: Iterable[str], place: Place) -> Iterator[MisfitError]:
        for name in names:
            yield from unless(name in self._route.partners, PARTNER, *place)

    def _hand_over(self, given: HandOver | None, place: Place) -> Iterator[MisfitError]:
        if given is not None:
            one = (given.outside is None) != (given.route is None) and (given.route is None) == (given.step is None)
            yield from unless(one, _HAND_OVER, *place)
            yield from self._partners(() if given.partner is None else (given.partner,), (*place, "partner"))
