"""Several routes together: who acts where over all of them, which facts they share, and what a hand-over keeps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal, TypeAlias

from routekaart.foundation.arguments import JOURNEY, checked, writable
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Text
from routekaart.journeys import Journey, Origin, version_of
from routekaart.journeys.log import HandedOver, no_hand_over
from routekaart.model.condition import ALWAYS, All, Condition
from routekaart.model.fact_meaning import means_the_same
from routekaart.model.situation import UnknownFacts, given_facts
from routekaart.model.step import Involvement
from routekaart.route import Route, UnknownNameError
from routekaart.usage import goes_along, hand_overs_of

PartRole: TypeAlias = Literal["responsible", "contact", "action", "with", "support"]


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a partner at a step of a route.

    Attributes:
        role: "responsible"; to be contacted ("contact"); doing an action ("action"), or together with whom one is done
            ("with"); a partner via whom there is support ("support").
        others: the other partners, if one of them all acts.
        text: the action or the support; the note of a responsible or a contact; None if there is none.
        when: the condition on the students.
        optional: an action that is allowed, not required.
    """

    partner: str
    route: str
    step: str
    role: PartRole
    text: str | None
    when: Condition
    optional: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A hand-over from a step (by an action) or an end of one route to a step of another.

    Attributes:
        place: the step or the end where the student is handed over.
        action: the action; None if reaching the end is the hand-over.
        when: the condition on the students.
    """

    route: str
    place: str
    action: str | None
    when: Condition
    to_route: str
    to_step: str


@dataclass(frozen=True)
class Arrival:
    """A student at the step to which they were handed over.

    Attributes:
        facts: the facts that the first route knew and that mean the same in the second. Personal data; not in `repr`.
        missing: the facts that must be asked there, most decisive first.
    """

    route: str
    step: str
    facts: Mapping[str, object]
    missing: tuple[str, ...]

    def __repr__(self) -> str:
        return f"<Arrival {self.route} {self.step}>"


@dataclass(frozen=True)
class Transfer:
    """A student who has been handed over.

    Attributes:
        sent: the journey that the student comes from, which goes on; its log has the hand-over.
        received: the journey in the other route, with the facts that were kept; it refers to the first journey.
        missing: the facts that must be asked there, most decisive first.
    """

    sent: Journey
    received: Journey
    missing: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Network:
    """Routes that hand students over to each other.

    Attributes:
        routes: by id.
        bundled: those that come with routekaart, and are here because another one hands students over to them.
    """

    routes: Mapping[str, Route]
    bundled: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return f"<Network {', '.join(self.routes)}>"

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every hand-over to a step of a route, in the order of the routes."""
        return tuple(link for route in self.routes.values() for link in _links(route))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The part of every partner, in the order of the routes and their steps."""
        return tuple(part for route in self.routes.values() for part in _parts(route))

    @cached_property
    def shared_facts(self) -> Mapping[str, tuple[str, ...]]:
        """The facts that mean the same in two or more routes, with those routes."""
        found: dict[str, tuple[str, ...]] = {}
        for name in dict.fromkeys(name for route in self.routes.values() for name in route.facts):
            having = [route for route in self.routes.values() if name in route.facts]
            alike = [route.id for route in having if means_the_same(name, having[0].vocabulary, route.vocabulary)]
            if len(alike) > 1:
                found[name] = tuple(alike)
        return frozen(found)

    def arrive(
        self,
        link: Link,
        facts: Mapping[str, object],
        *,
        on: date | str,
        unknown_facts: UnknownFacts = "error",
    ) -> Arrival:
        """Return the facts that are kept if a student is handed over, and the facts that must be asked on arrival.

        Facts with lifetime "visit" or "route" stay behind, since they are asked anew; so do facts that the other route
        does not know or that mean something else there.

        Raises:
            UnknownNameError: the route or the step is not there.
            FactError: the facts cannot be used.
            ReferenceDateError: `on` is not a date.
            WrongTypeError: `link` is not a link, or `facts` is not a mapping with text as names.
            WrongValueError: `unknown_facts` is not one of its words.
        """
        checked("link", link, Link)
        facts = given_facts(facts, unknown_facts)
        sender, receiver = self._route(link.route), self._route(link.to_route)
        # A date that is known in part does not give exact values, so the given facts are combined with those that
        # follow.
        given = {name: value for name, value in facts.items() if name in sender.facts and value is not None}
        known = {**given, **sender.resolve(facts, on=on, unknown_facts=unknown_facts)}
        going = [name for name in sender.facts if name in known and goes_along(name, sender, receiver)]
        carried = {name: known[name] for name in going if sender.facts[name].derivation is None}
        # An age without a birth date is kept too, but not a fact that follows from the facts that are kept.
        follows = receiver.resolve(carried, on=on)
        carried |= {name: known[name] for name in going if name not in carried and name not in follows}
        decision = receiver.decide(link.to_step, carried, on=on)
        return Arrival(link.to_route, link.to_step, frozen(carried), decision.missing)

    def hand_overs(self, journey: Journey) -> tuple[Link, ...]:
        """The hand-overs to other routes that surely hold for the student at this place, and were not done yet.

        Raises:
            FactError: no student can be like this on the day of the journey.
            WrongTypeError: it is not a journey.
        """
        checked("journey", journey, Journey, JOURNEY)
        here = [link for link in self.links if (link.route, link.place) == (journey.route.id, journey.position)]
        actions = (duty for duty in journey.duties.actions if duty.holds)
        holding = {(duty.text, one.route, one.step) for duty in actions if (one := duty.hand_over)}
        done = {
            (entry.route, self._route(entry.route).now_called(entry.step))
            for entry in journey.here
            if isinstance(entry, HandedOver) and entry.route in self.routes
        }
        return tuple(
            link
            for link in here
            if (link.to_route, link.to_step) not in done
            and (link.action is None or (link.action, link.to_route, link.to_step) in holding)
        )

    def hand_over(
        self, journey: Journey, link: Link, *, on: date | str, by: str | None = None, reference: str | None = None
    ) -> Transfer:
        """Hand a student over: this journey goes on, and one begins in the other route that refers to it.

        Given facts are kept by the same rules as for `arrive`; facts that only follow from them follow there again.

        Args:
            link: one of `hand_overs(journey)`.
            reference: the name of the first journey in the application.

        Raises:
            JourneyError: this hand-over does not surely hold for the student at this place, or was done already; or
                `on` is too early.
            UnknownNameError: the route or the step is not there.
            FactError: the facts cannot be used.
            ReferenceDateError: `on` is not a date.
            WrongTypeError: another argument is of another type.
            WrongValueError: `by` or `reference` cannot be written as JSON.
        """
        checked("journey", journey, Journey, JOURNEY)
        checked("link", link, Link)
        by = None if by is None else writable("by", by)
        reference = None if reference is None else writable("reference", reference)
        seen = journey.at(on)
        if link not in self.hand_overs(seen):
            raise no_hand_over(seen.position, link.to_route, link.to_step)
        receiver = self._route(link.to_route)
        # What follows from the given facts follows there again; only the given facts are kept as they were given.
        going = {name: value for name, value in seen.told.items() if goes_along(name, seen.route, receiver)}
        origin = Origin(route=version_of(seen.route), place=link.place, on=seen.on, reference=reference)
        received = Journey.start(receiver, on=seen.on, step=link.to_step, by=by, origin=origin)
        if going:
            received = received.learn(going, on=seen.on, by=by)
        sent = seen.handed_over(link.to_route, link.to_step, on=seen.on, by=by)
        return Transfer(sent, received, received.open_questions)

    def _route(self, name: str) -> Route:
        if name not in self.routes:
            raise UnknownNameError(Text("route", "route"), name, tuple(self.routes), "network", "link")
        return self.routes[name]


def _links(route: Route) -> Iterator[Link]:
    for path, hand_over in hand_overs_of(route):
        section, place = path[0], str(path[1])
        to = (hand_over.route or "", hand_over.step or "")
        if section == "ends":
            yield Link(route.id, place, None, ALWAYS, *to)
        else:
            assert isinstance(path[3], int)
            action = route.steps[place].actions[path[3]]
            yield Link(route.id, place, action.text, action.when, *to)


def _parts(route: Route) -> Iterator[Part]:
    for step in route.steps.values():
        for one in step.responsible:
            yield from _one_of(one, Part("", route.id, step.id, "responsible", one.note, one.when))
        for one in step.contacts:
            yield from _one_of(one, Part("", route.id, step.id, "contact", one.note, one.when))
        for action in step.actions:
            about = (action.text, action.when, action.optional)
            for name in action.by:
                yield Part(name, route.id, step.id, "action", *about)
            for one in () if action.by else step.responsible:
                both = [when for when in (one.when, action.when) if when != ALWAYS]
                when = both[0] if len(both) == 1 else All(tuple(both))
                yield from _one_of(one, Part("", route.id, step.id, "action", action.text, when, action.optional))
            for name in action.partners:
                yield Part(name, route.id, step.id, "with", *about)
        for support in step.supports:
            for name in support.via:
                yield Part(name, route.id, step.id, "support", support.title, support.when)


def _one_of(involved: Involvement, part: Part) -> Iterator[Part]:
    """The part, for each of the partners of whom one acts."""
    for name in involved.partners:
        yield replace(part, partner=name, others=tuple(other for other in involved.partners if other != name))
