"""A route: steps, conditions and partners as frozen values, and what can be asked of them for a student."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from routekaart.foundation.arguments import language, text
from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Language, Text, say
from routekaart.foundation.suggest import hint_or_known, nearest
from routekaart.model.content import RouteContent
from routekaart.model.step import End, Step

if TYPE_CHECKING:
    import networkx

    from routekaart.deciding.contested_duties import ContestedDuties
    from routekaart.deciding.decider import Decider
    from routekaart.deciding.decision import Decision
    from routekaart.deciding.duties import Duties
    from routekaart.deciding.kept_by_cells import QuickWays
    from routekaart.deciding.resolving import Resolved
    from routekaart.deciding.surroundings import Surroundings
    from routekaart.engine import Engine
    from routekaart.foresight.outlook import Change
    from routekaart.foresight.paths import RoutePath
    from routekaart.foresight.required_changes import Reach
    from routekaart.logic.grid_cache import GridCache
    from routekaart.model.situation import UnknownFacts


class UnknownNameError(RoutekaartError, LookupError):
    """A step or parameter was asked for that the route does not have.

    Attributes:
        name: what was asked for.
        nearest: the name that was probably meant, or None.
        text: the message in both languages.
        where: the argument in which it was asked for.
    """

    code = "unknown-name"

    def __init__(self, what: Text, name: str, valid: tuple[str, ...], route_id: str, parameter: str = "name") -> None:
        self.name = name
        self.nearest = nearest(name, valid)
        self._made_of = (what, name, valid, route_id, parameter)
        meant, shown = hint_or_known(self.nearest, valid), one_line(name)
        super().__init__(
            Text(
                f"route {route_id} heeft geen {what.nl} {shown}{meant.nl}",
                f"route {route_id} has no {what.en} {shown}{meant.en}",
            ),
            where=(parameter,),
        )

    def __reduce__(self) -> tuple[type["UnknownNameError"], tuple[Text, str, tuple[str, ...], str, str]]:
        return UnknownNameError, self._made_of


class _Quick:
    """What a route keeps in order to decide quickly; no part of what it says."""

    if TYPE_CHECKING:
        _quick_ways: QuickWays


@dataclass(frozen=True, eq=False)
class Route(_Quick, RouteContent):
    """A policy route. Immutable, and safe to share between threads; the library reads no clock.

    It has the attributes of `RouteContent`. Two routes are equal when they are the same in every word (`digest`).
    """

    def __post_init__(self) -> None:
        # Not a cached property: to look it up would take longer than all else that finds the way.
        quick_ways: QuickWays = {"error": {}, "ignore": {}}
        object.__setattr__(self, "_quick_ways", quick_ways)

    def __repr__(self) -> str:
        return f"<Route {self.id} {self.version}: {len(self.steps)} steps, {len(self.ends)} ends>"

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """As short as `repr` for IPython and hypothesis too, which would write out everything in it."""
        printer.text(repr(self))

    def __getstate__(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self.__post_init__()

    def decide(
        self,
        step: str,
        facts: Mapping[str, object],
        *,
        on: date | str | None = None,
        unknown_facts: "UnknownFacts" = "error",
    ) -> "Decision":
        """Where a student goes from a step.

        Args:
            step: the id of the step the student is in.
            facts: what is known: names of facts and their values, typed or as text (`"ja"`, `"2009-03-01"`). A name
                that is absent, or has the value None, is unknown; unknown is never taken for "nee".
            on: the reference date. It may be left out when the answer does not depend on it.
            unknown_facts: "ignore" passes over names that this route does not know, for an application that keeps one
                record for all routes.

        Raises:
            UnknownNameError: the route has no such step.
            FactError: the facts cannot be used; it holds every problem at once.
            ReferenceDateError: the answer depends on the reference date and none was given; or it is not a date.
            WrongTypeError: `step` is not text, `facts` is not a mapping with text as names, or `unknown_facts` is not
                text.
            WrongValueError: `unknown_facts` is not one of its words.
            TooHardError: it would take too much work to find out. What a decision tells only when it is asked
                (`missing`, `reasons`, `explain`) can raise it too.
        """
        # This runs for every student on every page view; `kept_by_cells` says why the quick way gives the same answer.
        try:
            return self._quick_ways[unknown_facts][on][step](facts)
        except Exception:
            # Whatever is wrong with what was given is found by the way that looks at it. Not from here: its error
            # would hold this one, and with it a value of a fact.
            pass
        return self._engine.decide_given(self._step("step", step), facts, on, unknown_facts)

    def outlook(
        self,
        step: str,
        facts: Mapping[str, object],
        *,
        on: date | str,
        until: date | str | None = None,
        unknown_facts: "UnknownFacts" = "error",
    ) -> "tuple[Change, ...]":
        """Each later date on which the decision at a step changes, if nothing changes but the passing of time.

        Args:
            on: the reference date to look ahead from.
            until: the last date to look at; without it, as far as the calendar of facts goes.
            step, facts, unknown_facts: as for `decide`, and so are the errors.

        Raises:
            ReferenceDateError: `on` or `until` is not a date, or `until` lies before `on`.
        """
        return self._engine.outlook(self._step("step", step), facts, on, until, unknown_facts)

    def reach(
        self,
        step: str,
        target: str,
        facts: Mapping[str, object],
        *,
        on: date | str,
        unknown_facts: "UnknownFacts" = "error",
    ) -> "Reach":
        """What it would take for a student to go from a step to a target: the smallest changes, or that none does it.

        A fact can change as its type says: never, only grow, only from nee to ja, or freely. A date that has passed has
        happened, and only makes place for a later one; a date to come can move to any day from the reference date on,
        or only later when it grows.

        Args:
            target: a step or end that the step leads to, or the step itself where one can stay.
            on: the reference date.
            step, facts, unknown_facts: as for `decide`, and so are the errors.

        Raises:
            UnknownNameError: the step does not lead to such a target.
            ReferenceDateError: `on` is not a date.
        """
        here, goal = self._step("step", step), text("target", target)
        if goal not in here.targets:
            what = Text(f"overgang van {here.id} naar", f"transition from {here.id} to")
            raise UnknownNameError(what, goal, here.targets, self.id, "target")
        return self._engine.reach(here, goal, facts, on, unknown_facts)

    def path(
        self,
        facts: Mapping[str, object],
        *,
        to: str,
        step: str | None = None,
        on: date | str | None = None,
        unknown_facts: "UnknownFacts" = "error",
    ) -> "RoutePath | None":
        """A shortest way through the route, and what must become true at each step.

        Facts change as for `reach`, in any step; facts of a visit are asked anew at each. Whoever learns on each day
        what the path says and then goes on (`Journey.advance`), comes there. At each step the smallest changes are
        tried, those that can be undone first; where none does it, the student waits as long as time needs, in steps
        that do not send her away meanwhile. Where that finds no way, larger changes are tried too.

        Args:
            to: the step or end to come to.
            step: where the student is; without it, the first step of the route.
            on: the reference date. It may be left out when no date is known and every date gives the same way; an age
                or a term is then a number that grows.
            facts, unknown_facts: as for `decide`, and so are the errors.

        Returns:
            The way; None when none was found, which is no proof that there is none.

        Raises:
            UnknownNameError: the route has no such step or end.
        """
        start = self._step("step", self.start if step is None else step)
        place = text("to", to)
        if place not in self.ends:
            self._step("to", place)
        return self._engine.path(start, place, facts, on, unknown_facts)

    def duties(
        self,
        step: str,
        facts: Mapping[str, object],
        *,
        on: date | str | None = None,
        unknown_facts: "UnknownFacts" = "error",
    ) -> "Duties":
        """Who acts at a step and what must be done, for this student; arguments and errors as for `decide`."""
        return self._engine.duties_given(self._step("step", step), facts, on, unknown_facts)

    def contested_duties(
        self,
        step: str,
        facts: Mapping[str, object],
        *,
        on: date | str | None = None,
        unknown_facts: "UnknownFacts" = "error",
    ) -> "tuple[ContestedDuties, ...]":
        """The unconfirmed readings of the sources that the duties of this student hang on.

        One for each alternative that can be run (`Route.under`) and under which, with what this route knows of her,
        somebody else acts or something else must be done. Arguments and errors as for `duties`.

        Raises:
            TooHardError: it takes too much work to find out.
        """
        return self._engine.contested_duties(self._step("step", step), facts, on, unknown_facts)

    def resolve(
        self, facts: Mapping[str, object], *, on: date | str | None = None, unknown_facts: "UnknownFacts" = "error"
    ) -> "Resolved":
        """Every fact that is known or follows, as a dict: `{"leeftijd": 17, "kwalificatieplicht": True, ...}`.

        Arguments and errors as for `decide`; what follows always depends on the date, so it must be given.
        """
        return self._engine.resolve(facts, on, unknown_facts)

    def under(self, readings: Mapping[str, str]) -> "Route":
        """This route where readings of its sources are taken otherwise: a route like any other.

        It has the id and the version of this one, another digest, and says in `chosen` what it goes by.

        Args:
            readings: the id of an alternative that can be run, by the id of its reading. Several hold together unless
                they change the same.

        Raises:
            AlternativeError: the route has no such reading or alternative, it is in words only, the route goes by
                another alternative already, or two of them do not go together.
            WrongTypeError: it is not a mapping of texts to texts.
        """
        # Imported when it is asked for: hardly anybody does.
        from routekaart.model.under import under

        return under(self, readings)

    def step(self, name: str) -> Step:
        """A step by its id.

        Raises:
            UnknownNameError: the route has no such step.
            WrongTypeError: it is not text.
        """
        return self._step("name", name)

    def _step(self, parameter: str, given: object) -> Step:
        """The step that a parameter names."""
        name = text(parameter, given)
        step = self.steps.get(name)
        if step is None:
            raise UnknownNameError(Text("stap", "step"), name, tuple(self.steps), self.id, parameter)
        return step

    def now_called(self, place: str) -> str | None:
        """What a step or end of an earlier version is called in this one (see `renamed_from`); None when it is gone.

        Raises:
            WrongTypeError: it is not text.
        """
        place = text("place", place)
        if place in self.steps or place in self.ends:
            return place
        places: tuple[Step | End, ...] = (*self.steps.values(), *self.ends.values())
        return next((one.id for one in places if place in one.renamed_from), None)

    def parameter(self, name: str, *, on: date | str) -> int | Decimal:
        """The value of a parameter on a reference date, in the parameter's unit.

        Raises:
            UnknownNameError: the route has no such parameter.
            ReferenceDateError: the reference date is not given, or is not a date.
            WrongTypeError: the name is not text.
        """
        name = text("name", name)
        if name not in self.parameters:
            raise UnknownNameError(Text("parameter", "parameter"), name, tuple(self.parameters), self.id)
        return self._engine.parameter(self.parameters[name], on)

    def facts_schema(self, step: str | None = None) -> dict[str, Any]:
        """The JSON Schema (2020-12) of the facts that may be given: to `decide`, and to all else that takes facts.

        Nothing is required, since what is not given is unknown. What fits the schema can be read as facts; whether
        they can be true together, on the reference date, only the route can tell. A new one each time.

        Args:
            step: only the facts that the decision at this step can ask for, and those that follow from them.

        Raises:
            UnknownNameError: the route has no such step.
            WrongTypeError: it is not text.
        """
        from routekaart.model.facts_schema import asked_for, facts_schema

        here = None if step is None else self._step("step", step)
        names = self.facts if here is None else asked_for(self.vocabulary, here.guards)
        nl = "Wat er van een student te zeggen is. Niets is verplicht: wat ontbreekt of null is, is onbekend."
        en = "What can be told of a student. Nothing is required: what is absent or null is unknown."
        about = {
            "title": self.title if here is None else f"{self.title}: {here.id} ({here.title})",
            "description": say(self.language, nl, en),
            "x-route": self.id,
            "x-route-version": self.version,
            **({} if here is None else {"x-step": here.id}),
        }
        return facts_schema(self.vocabulary, names, about)

    def to_networkx(self, lang: Language | None = None) -> "networkx.MultiDiGraph[str]":
        """The route as a graph of networkx: a node for each step and end, an edge for each way from one to another.

        All nodes have the same attributes, and so have all edges: text, whole numbers, True or False, which networkx
        can write in any form. `docs/graph.md` has the table. A new graph each time: it can be changed freely.

        Args:
            lang: the language of conditions, and of what the route does not say in its own words; without it, that of
                the route.

        Returns:
            Nodes by the id of a step or end, and a node for each route or party outside that takes students over.

        Raises:
            WrongTypeError: `lang` is not text.
            WrongValueError: `lang` is not "nl" or "en".
        """
        # Imported when it is asked for: networkx takes longer to import than all that decides.
        from routekaart.as_networkx import graph_of

        about = {"name": self.id, "title": self.title, "version": self.version, "start": self.start}
        return graph_of(self.surroundings, about, language(lang) or self.language)

    def to_dict(self) -> dict[str, Any]:
        """The route as JSON-ready values, in a form that stays the same (`format_version`), to keep without its file.

        Raises:
            StoredRouteError: a route that was made in Python has a value of another type than is declared.
        """
        from routekaart.model.stored_route import stored

        return stored(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Route":
        """The route that `to_dict` wrote: equal to what it was, and as sound as a route from a file.

        Raises:
            StoredRouteError: it is no such route.
        """
        # Imported when it is asked for: a route from a file has been held against all of this before.
        from routekaart.model.stored_route import restored

        return restored(Route, data)

    @property
    def surroundings(self) -> "Surroundings":
        """The parts of the route that a decision names."""
        return self._engine.around

    @property
    def decider(self) -> "Decider":
        """Decides at the steps of this route, for situations that have been read and checked."""
        return self._engine.decider

    @property
    def grids(self) -> "GridCache":
        """The facts of this route as cells, for deciding and proving."""
        return self._engine.grids

    def _under(self, reading: str, alternative: str) -> "Route | None":
        """This route under one alternative, made once; None where that does not go with what it goes by."""
        made, key = self._other_routes, (reading, alternative)
        if key not in made:
            from routekaart.model.under import AlternativeError

            try:
                made[key] = self.under({reading: alternative})
            except AlternativeError:
                made[key] = None
        return made[key]

    @cached_property
    def _other_routes(self) -> dict[tuple[str, str], "Route | None"]:
        """The routes that `_under` made: at most one for each alternative of this route."""
        return {}

    @cached_property
    def _engine(self) -> "Engine":
        # Imported when something is first asked: to load a route and to show it takes less than half as long so.
        from routekaart.deciding.surroundings import Surroundings
        from routekaart.engine import Engine

        around = Surroundings(
            route_id=self.id,
            route_version=self.version,
            steps=self.steps,
            ends=self.ends,
            readings=self.readings,
            facts=self.facts,
            parameters=self.parameters,
            partners=self.partners,
            sources=self.sources,
            chosen=self.chosen,
            digest=lambda: self.digest,
            meaning_digest=lambda: self.meaning_digest,
            under=self._under,
        )
        return Engine(around, self.vocabulary, self._quick_ways)
