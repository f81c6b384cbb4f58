"""A route: steps, conditions and partners as frozen values, and answers to questions about a student."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
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
    from routekaart.foresight.duties_over_time import DutiesChange
    from routekaart.foresight.outlook import Change
    from routekaart.foresight.paths import RoutePath
    from routekaart.foresight.required_changes import Reach
    from routekaart.logic.grid_cache import GridCache
    from routekaart.model.situation import UnknownFacts


_IS_AN_END = Text(
    "; dat is een einde, waar niets meer besloten wordt", "; that is an end, at which nothing is decided any more"
)


class UnknownNameError(RoutekaartError, LookupError):
    """A step or parameter was asked for that the route does not have.

    Attributes:
        name: the name that was asked for.
        nearest: the name that was probably meant, or None.
        text: the message in both languages.
        where: the argument in which it was asked for.
    """

    code = "unknown-name"

    def __init__(
        self,
        what: Text,
        name: str,
        valid: tuple[str, ...],
        route_id: str,
        parameter: str = "name",
        *,
        remark: Text | None = None,
    ) -> None:
        self.name = name
        self.nearest = None if remark is not None else nearest(name, valid)
        self._made_of = (what, name, valid, route_id, parameter, remark)
        meant, shown = remark or hint_or_known(self.nearest, valid), one_line(name)
        super().__init__(
            Text(
                f"route {route_id} heeft geen {what.nl} {shown}{meant.nl}",
                f"route {route_id} has no {what.en} {shown}{meant.en}",
            ),
            where=(parameter,),
        )

    def __reduce__(self) -> tuple[Any, ...]:
        *made_of, remark = self._made_of
        return partial(UnknownNameError, remark=remark), tuple(made_of)


class _Quick:
    """The caches with which a route decides quickly; not part of its content."""

    if TYPE_CHECKING:
        _quick_ways: QuickWays


@dataclass(frozen=True, eq=False)
class Route(_Quick, RouteContent):
    """A policy route. Immutable, and safe to share between threads; the library never reads the clock.

    It has the attributes of `RouteContent`. Two routes are equal if they are the same in every word (`digest`).
    """

    def __post_init__(self) -> None:
        # Not a cached property: looking that up would take longer than everything else on the quick way.
        quick_ways: QuickWays = {"error": {}, "ignore": {}}
        object.__setattr__(self, "_quick_ways", quick_ways)

    def __repr__(self) -> str:
        return f"<Route {self.id} {self.version}: {len(self.steps)} steps, {len(self.ends)} ends>"

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """Keep the output as short as `repr` in IPython and hypothesis, which would otherwise write every field."""
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
        """Decide where a student goes from a step.

        Args:
            step: the id of the step the student is in.
            facts: what is known: names of facts and their values, typed or as text (`"ja"`, `"2009-03-01"`). A name
                that is absent, or has the value None, is unknown; unknown is never taken for "nee".
            on: the reference date. It may be left out if the answer does not depend on it.
            unknown_facts: "ignore" skips names that this route does not know, for an application that keeps one record
                for all routes.

        Raises:
            UnknownNameError: the route has no such step.
            FactError: the facts cannot be used; it holds every problem at once.
            ReferenceDateError: the answer depends on the reference date and none was given; or it is not a date.
            WrongTypeError: `step` is not text, `facts` is not a mapping with text as names, or `unknown_facts` is not
                text.
            WrongValueError: `unknown_facts` is not one of its words.
            TooHardError: it would take too much work to find out. The parts of a decision that are worked out on first
                use (`missing`, `reasons`, `explain`) can raise it too.
        """
        # This runs for every student on every page view; `kept_by_cells` explains why the quick way gives the same
        # answer.
        try:
            return self._quick_ways[unknown_facts][on][step](facts)
        except Exception:
            # Any problem with the arguments is found by the full way below. It is not called from here: its error would
            # keep this one alive, and with it a value of a fact.
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
        """Return each later date on which the decision at a step changes, if nothing changes but the passing of time.

        Args:
            on: the reference date to look ahead from.
            until: the last date to examine; by default the end of the calendar of facts.
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
        """Return the smallest changes that lead a student from a step to a target, or the proof that no change does.

        A fact can change as its type allows: never, only grow, only from nee to ja, or freely. A past date has
        happened, and can only be replaced by a later one; a future date can move to any day from the reference date on,
        or only later if it grows.

        Args:
            target: a step or end that the step leads to, or the step itself if a student can stay there.
            on: the reference date.
            step, facts, unknown_facts: as for `decide`, and so are the errors.

        Raises:
            UnknownNameError: the step does not lead to such a target.
            ReferenceDateError: `on` is not a date.
        """
        here, goal = self._step("step", step), text("target", target)
        if goal not in here.targets:
            what = Text(f"overgang van {here.id} naar", f"transition from {here.id} to")
            exists = goal in self.steps or goal in self.ends
            # The name of another place is not a slip of the pen.
            remark = hint_or_known(None, here.targets) if exists else None
            raise UnknownNameError(what, goal, here.targets, self.id, "target", remark=remark)
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
        """Return a shortest path through the route, and what must become true at each step.

        Facts change as for `reach`, in any step; facts with lifetime "visit" are asked anew in each. A student who on
        each day learns what the path says and then goes on (`Journey.advance`) reaches the end of the path. At each
        step the smallest changes are tried, those that can be undone first; if none leads on, the student waits as long
        as needed, in steps that do not send the student away meanwhile. If that finds no path, larger changes are tried
        too.

        Args:
            to: the step or end to reach.
            step: where the student is; by default the first step of the route.
            on: the reference date. It may be left out if no date is known and every date gives the same path; an age or
                a term is then a number that grows.
            facts, unknown_facts: as for `decide`, and so are the errors.

        Returns:
            The path; None if none was found, which does not prove that there is none.

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
        """Return who acts at a step and what must be done for this student; arguments and errors as for `decide`."""
        return self._engine.duties_given(self._step("step", step), facts, on, unknown_facts)

    def duties_change(
        self,
        step: str,
        facts: Mapping[str, object],
        *,
        on: date | str,
        unknown_facts: "UnknownFacts" = "error",
    ) -> "DutiesChange | None":
        """Return the first later date on which the duties at a step change, if nothing changes but the passing of time.

        None if time alone changes nothing. Whether the student is still in the step by then is for the decision
        (`outlook`). Arguments and errors as for `outlook`.
        """
        return self._engine.duties_change(self._step("step", step), facts, on, unknown_facts)

    def contested_duties(
        self,
        step: str,
        facts: Mapping[str, object],
        *,
        on: date | str | None = None,
        unknown_facts: "UnknownFacts" = "error",
    ) -> "tuple[ContestedDuties, ...]":
        """Return the unconfirmed readings of the sources that the duties of this student depend on.

        One for each alternative that can be run (`Route.under`) and under which, with what this route knows of the
        student, somebody else acts or something else must be done. Arguments and errors as for `duties`.

        Raises:
            TooHardError: it takes too much work to find out.
        """
        return self._engine.contested_duties(self._step("step", step), facts, on, unknown_facts)

    def resolve(
        self, facts: Mapping[str, object], *, on: date | str | None = None, unknown_facts: "UnknownFacts" = "error"
    ) -> "Resolved":
        """Return every fact that is known or follows, as a dict: `{"leeftijd": 17, "kwalificatieplicht": True, ...}`.

        Arguments and errors as for `decide`; what follows always depends on the date, so it must be given.
        """
        return self._engine.resolve(facts, on, unknown_facts)

    def under(self, readings: Mapping[str, str]) -> "Route":
        """Return this route with other readings of its sources: a route like any other.

        It has the id and the version of this one, another digest, and the alternatives that it uses in `chosen`.

        Args:
            readings: the id of an alternative that can be run, by the id of its reading. Several can be combined unless
                they change the same place.

        Raises:
            AlternativeError: the route has no such reading or alternative, it is in words only, the route uses another
                alternative already, or two of them do not go together.
            WrongTypeError: it is not a mapping of texts to texts.
        """
        # Imported here because few applications use it.
        from routekaart.model.applied_readings import under

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
            remark = _IS_AN_END if name in self.ends else None
            raise UnknownNameError(Text("stap", "step"), name, tuple(self.steps), self.id, parameter, remark=remark)
        return step

    def now_called(self, place: str) -> str | None:
        """The name in this version of a step or end of an earlier version (see `renamed_from`); None if it is gone.

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
        """Return the JSON Schema (2020-12) of facts that may be given to `decide` and to all other methods with facts.

        Nothing is required, since what is not given is unknown. Whatever fits the schema can be read as facts; whether
        they can be true together on the reference date, only the route can determine. Each call returns a new schema.

        Args:
            step: only the facts that the decision at this step can ask for, with those that they follow from.

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
        """Return the route as a graph of networkx: a node for each step and end, an edge for each way between two.

        All nodes have the same attributes, and so have all edges: text, whole numbers, True or False, which networkx
        can write in any form. `docs/graph.md` has the table. Each call returns a new graph, which can be changed
        freely.

        Args:
            lang: the language of conditions, and of words that are not from the route itself; by default that of the
                route.

        Returns:
            Nodes by the id of a step or end, and a node for each route or party outside that takes over students.

        Raises:
            WrongTypeError: `lang` is not text.
            WrongValueError: `lang` is not "nl" or "en".
        """
        # Imported here because networkx takes longer to import than everything that decides.
        from routekaart.as_networkx import graph_of

        about = {"name": self.id, "title": self.title, "version": self.version, "start": self.start}
        return graph_of(self.surroundings, about, language(lang) or self.language)

    def to_dict(self) -> dict[str, Any]:
        """Return the route as JSON-ready values, in a form that stays the same (`format_version`), to store it.

        Such a stored route can be read without its file.

        Raises:
            StoredRouteError: a route that was made in Python has a value of another type than is declared.
        """
        from routekaart.model.stored_route import stored

        return stored(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Route":
        """Return the route that `to_dict` wrote: equal to the original, and checked like a route from a file.

        Raises:
            StoredRouteError: it is not a route that `to_dict` wrote.
        """
        # Imported here because few applications use it: a route from a file has passed all of these checks before.
        from routekaart.model.stored_route import restored

        return restored(Route, data)

    @property
    def surroundings(self) -> "Surroundings":
        """The parts of the route that a decision names."""
        return self._engine.around

    @property
    def decider(self) -> "Decider":
        """The decider at the steps of this route, for situations that have been read and checked."""
        return self._engine.decider

    @property
    def grids(self) -> "GridCache":
        """The facts of this route as cells, for deciding and proving."""
        return self._engine.grids

    def _under(self, reading: str, alternative: str) -> "Route | None":
        """This route under one alternative, made once; None if that does not go with those it already uses."""
        made, key = self._other_routes, (reading, alternative)
        if key not in made:
            from routekaart.model.applied_readings import AlternativeError

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
        # Imported on the first question: loading and showing a route takes less than half as long without it.
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
