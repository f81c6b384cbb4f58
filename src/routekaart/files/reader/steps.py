"""Reads steps and ends, with every reference checked."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.files.format_models import (
    ActionData,
    EndData,
    HandOverData,
    InvolvementData,
    RouteFile,
    SourcedData,
    StepData,
    SupportData,
    TermData,
    TransitionData,
)
from routekaart.files.reader.definitions import Definitions
from routekaart.files.reader.scopes import Scope
from routekaart.files.reader.shape import NAMELESS
from routekaart.foundation.language import Text
from routekaart.model.condition import ParameterRef
from routekaart.model.step import (
    BUNDLED,
    STAY,
    Action,
    End,
    HandOver,
    Involvement,
    Step,
    Support,
    Term,
    Transition,
)

_STAYING = ("blijf", "blijft", "blijven", "wacht", "wachten", "none", "self")


class StepReader:
    """Reads the steps and ends of a route file."""

    def __init__(self, scope: Scope, definitions: Definitions) -> None:
        assert isinstance(scope.content, RouteFile)
        self._file = scope.content
        self._scope = scope
        self._problems = scope.problems
        self._conditions = definitions.conditions(scope)
        self._definitions = definitions
        self._targets = scope.declared.get("steps", frozenset()) | scope.declared.get("ends", frozenset())

    def step(self, name: str, data: StepData) -> Step:
        """A step; broken references are reported."""
        path: PartPath = ("steps", name)
        self._reserved(name, path)
        if data.phase is not None and data.phase not in self._file.phases:
            what = Text("onbekende fase", "unknown phase")
            self._problems.unknown("unknown-phase", (*path, "phase"), what, data.phase, self._file.phases)
        if data.otherwise not in (None, STAY):
            self._target(str(data.otherwise), name, (*path, "otherwise"))
        step = Step(
            id=name,
            title=data.title,
            description=data.description,
            phase=data.phase,
            responsible=self._involved(data.responsible or (), (*path, "responsible")),
            responsible_unknown=data.responsible is None,
            contacts=self._involved(data.contacts, (*path, "contacts")),
            actions=tuple(self._action(one, (*path, "actions", index)) for index, one in enumerate(data.actions)),
            supports=tuple(self._support(one, (*path, "supports", index)) for index, one in enumerate(data.supports)),
            checklist=tuple(data.checklist),
            terms=tuple(self._term(one, (*path, "terms", index)) for index, one in enumerate(data.terms)),
            transitions=tuple(
                self._transition(one, name, (*path, "transitions", index)) for index, one in enumerate(data.transitions)
            ),
            policy=data.policy,
            otherwise=data.otherwise,
            renamed_from=tuple(data.renamed_from),
            **self._cited(data, path),
        )
        for index, fact in enumerate(data.ask):
            if fact not in self._definitions.declared.get("facts", ()):
                what = Text("onbekend gegeven", "unknown fact")
                known = self._definitions.inputs(step.guards)
                self._problems.unknown("unknown-fact", (*path, "ask", index), what, fact, known)
        return replace(step, ask=tuple(data.ask))

    def end(self, name: str, data: EndData) -> End:
        """An end of the route."""
        path: PartPath = ("ends", name)
        self._reserved(name, path)
        if name in self._file.steps:
            text = Text(
                f"{name} is ook een stap; geef het einde een andere naam", f"{name} is a step too; rename the end"
            )
            self._problems.add("duplicate-name", path, text, at_key=True)
        return End(
            id=name,
            title=data.title,
            outcome=data.outcome,
            description=data.description,
            hand_over=self._hand_over(data.hand_over, (*path, "hand_over")),
            renamed_from=tuple(data.renamed_from),
            **self._cited(data, path),
        )

    def start(self) -> None:
        """Reports a start of the route that is not an existing step."""
        if self._file.start not in self._targets and self._file.start != NAMELESS:
            what = Text("onbekende stap", "unknown step")
            self._problems.unknown("unknown-target", ("start",), what, self._file.start, self._file.steps)
        elif self._file.start in self._file.ends and self._file.start not in self._file.steps:
            text = Text("een route begint in een stap, niet in een einde", "a route starts in a step, not in an end")
            self._problems.add("unknown-target", ("start",), text)

    def renames(self) -> None:
        """Reports former names of steps and ends that two of them have, or that are still in use."""
        steps = [(("steps", name), data.renamed_from) for name, data in self._file.steps.items()]
        ends = [(("ends", name), data.renamed_from) for name, data in self._file.ends.items()]
        self._problems.double_renames([*steps, *ends], self._targets)

    def _cited(self, data: SourcedData, path: PartPath) -> dict[str, Any]:
        """The fields of a part with its sources, readings and note; broken references are reported."""
        self._definitions.check_references(self._scope, path, data.source, data.reading)
        return {"sources": tuple(data.source), "readings": tuple(data.reading), "note": data.note}

    def _transition(self, data: TransitionData, step: str, path: PartPath) -> Transition:
        self._target(data.to, step, (*path, "to"))
        return Transition(
            to=data.to,
            when=self._conditions.read(data.when, (*path, "when")),
            implicit=data.implicit,
            **self._cited(data, path),
        )

    def _target(self, target: str, step: str, path: PartPath) -> None:
        if target == STAY:
            text = Text(
                "een overgang leidt naar een andere stap; schrijf otherwise: stay bij de stap om te blijven",
                "a transition leads to another step; write otherwise: stay in the step to stay",
            )
            self._problems.add("self-transition", path, text)
        elif target == step:
            text = Text(
                f"{step} leidt naar zichzelf; schrijf otherwise: stay bij de stap om te blijven",
                f"{step} leads to itself; write otherwise: stay in the step to stay",
            )
            self._problems.add("self-transition", path, text)
        elif target not in self._targets and target.lower() in _STAYING:
            text = Text("blijven in de stap is otherwise: stay", "staying in the step is otherwise: stay")
            self._problems.add("unknown-target", path, text)
        elif target not in self._targets:
            what = Text("onbekende stap of einde", "unknown step or end")
            self._problems.unknown("unknown-target", path, what, target, sorted(self._targets))

    def _involved(self, data: Sequence[InvolvementData], path: PartPath) -> tuple[Involvement, ...]:
        found = []
        for index, one in enumerate(data):
            found.append(
                Involvement(
                    partners=self._one_or_more(one, (*path, index)),
                    when=self._conditions.read(one.when, (*path, index, "when")),
                    **self._cited(one, (*path, index)),
                )
            )
        return tuple(found)

    def _action(self, data: ActionData, path: PartPath) -> Action:
        self._partners(data.with_, (*path, "with"))
        self._partners(data.by, (*path, "by"))
        return Action(
            text=data.do,
            partners=tuple(data.with_),
            by=tuple(data.by),
            when=self._conditions.read(data.when, (*path, "when")),
            hand_over=self._hand_over(data.hand_over, (*path, "hand_over")),
            optional=data.optional,
            **self._cited(data, path),
        )

    def _support(self, data: SupportData, path: PartPath) -> Support:
        self._partners(data.via, (*path, "via"))
        return Support(
            title=data.title,
            via=tuple(data.via),
            when=self._conditions.read(data.when, (*path, "when")),
            **self._cited(data, path),
        )

    def _term(self, data: TermData, path: PartPath) -> Term:
        if data.fact is not None and data.fact not in self._definitions.declared.get("facts", ()):
            what = Text("onbekend gegeven", "unknown fact")
            self._problems.unknown("unknown-fact", (*path, "fact"), what, data.fact, self._definitions.facts)
        if (data.fact is None) != (data.value is None):
            self._missing(path, "fact" if data.fact is None else "value")
        return Term(
            title=data.title,
            fact=data.fact,
            value=self._length(data, path),
            **self._cited(data, path),
        )

    def _length(self, data: TermData, path: PartPath) -> int | ParameterRef | None:
        """The length of a term; a parameter is checked as it is in a condition on the fact."""
        fact = self._definitions.facts.get(data.fact or "")
        if fact is not None and fact.kind != "number":
            text = Text(
                f"{fact.name} telt niets; verwacht wordt een gegeven van type number",
                f"{fact.name} counts nothing; expected a fact of type number",
            )
            self._problems.add("wrong-value", (*path, "fact"), text)
            return None
        if fact is None or not isinstance(data.value, str):
            return None if isinstance(data.value, str) else data.value
        return self._conditions.parameter(fact, data.value, (*path, "value"))

    def _missing(self, path: PartPath, key: str, *instead: str) -> None:
        """Reports a missing key, unless the file has it (or one in its place), which has been reported then."""
        part = self._problems.in_file(path)
        if all(self._scope.document.node((*part, one)) is None for one in (key, *instead)):
            text = Text(f"hier ontbreekt de sleutel {key}", f"the key {key} is missing here")
            self._problems.add("missing-key", path, text, at_key=True)

    def _one_or_more(self, data: InvolvementData, path: PartPath) -> tuple[str, ...]:
        """The partner of an entry, or the partners of which one acts."""
        if data.partner is None and not data.one_of:
            self._missing(path, "partner", "one_of")
        elif data.partner is not None and data.one_of:
            text = Text("naast partner staat geen one_of", "there is no one_of beside partner")
            self._problems.add("misplaced-key", (*path, "one_of"), text, at_key=True)
        elif data.one_of and len(set(data.one_of)) == 1:
            text = Text("verwacht worden twee partners of meer", "expected two partners or more")
            self._problems.add("wrong-value", (*path, "one_of"), text, at_key=True)
        if data.partner is not None:
            self._partner(data.partner, (*path, "partner"))
            return (data.partner,)
        self._partners(data.one_of, (*path, "one_of"))
        return tuple(dict.fromkeys(data.one_of))

    def _hand_over(self, data: HandOverData | None, path: PartPath) -> HandOver | None:
        if data is None:
            return None
        if (data.outside is None) == (data.route is None) or (data.route is None) != (data.step is None):
            text = Text(
                "verwacht wordt {route: ..., step: ...} of {outside: ...}",
                "expected {route: ..., step: ...} or {outside: ...}",
            )
            self._problems.add("wrong-value", path, text, at_key=True)
        if data.partner is not None:
            self._partner(data.partner, (*path, "partner"))
        route = data.route.removeprefix(BUNDLED) if data.route else None
        return HandOver(route, data.step, data.outside, data.partner, bundled=route != data.route)

    def _partners(self, names: Sequence[str], path: PartPath) -> None:
        for index, name in enumerate(names):
            self._partner(name, (*path, index))

    def _partner(self, name: str, path: PartPath) -> None:
        self._definitions.check_partner(self._scope, path, name)

    def _reserved(self, name: str, path: PartPath) -> None:
        if name == STAY:
            text = Text(
                "stay is een woord van het formaat; kies een andere naam",
                "stay is a word of the format; choose another",
            )
            self._problems.add("reserved-name", path, text, at_key=True)
