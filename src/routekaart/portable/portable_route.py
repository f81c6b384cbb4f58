"""A route in its portable form: plain data, in which the engine has worked out all decisions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from routekaart.deciding.duties import hand_over_dict
from routekaart.foundation.arguments import ROUTE, checked
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import LANGUAGES, text_dict
from routekaart.foundation.version import VERSION
from routekaart.model.condition import ALWAYS, Condition, FactTest, ParameterRef
from routekaart.model.fact_types import Elapsed, FactType, Shifted
from routekaart.model.fact_values import accepted_values, write_value
from routekaart.model.parameters import Parameter
from routekaart.model.source_readings import Reading
from routekaart.model.step import Action, End, Involvement, Step, Support
from routekaart.model.vocabulary import Vocabulary
from routekaart.model.wording import bounds_of
from routekaart.portable.axis_shapes import FIRST, LAST
from routekaart.portable.condition_trees import ConditionTrees
from routekaart.portable.cuts import AxisCut
from routekaart.portable.functions import Diagram, Function, Functions, has_cuts
from routekaart.portable.numbered import Numbered
from routekaart.portable.patches import alternatives_of, changes_facts, meet, merge_patch, steps_touched
from routekaart.portable.portable_dicts import (
    AxisDict,
    CutDict,
    DiagramDict,
    FunctionDict,
    OptionDict,
    PortableAlternativeDict,
    PortableDict,
    PortableEndDict,
    PortableFactDict,
    PortableParameterDict,
    PortablePartDict,
    PortableReadingDict,
    PortableRuleDict,
    PortableStepDict,
    ReadOffDict,
    ReadOffStepDict,
)
from routekaart.portable.portable_words import words_in
from routekaart.route import Route

_Shape = TypeVar("_Shape")
_YES: tuple[str, str] = ("nee", "ja")


def portable(route: Route, *, alternatives: bool = True) -> PortableDict:
    """The portable form of a route, as JSON-ready values.

    Args:
        alternatives: whether to include the changes under each other reading of the route.

    Raises:
        TooHardError: the diagram of some step would become too large.
        WrongTypeError: it is not a route.
    """
    checked("route", route, Route, ROUTE)
    tables = _Tables()
    document = _Document(route, tables, Functions(route.vocabulary))
    said = document.said()
    others = list(_alternatives(document, said)) if alternatives else []
    made = {
        "format": "routekaart.portable",
        "format_version": 1,
        "engine": f"routekaart {VERSION}",
        "days": {"first": FIRST.isoformat(), "last": LAST.isoformat()},
        "words": {lang: words_in(lang) for lang in LANGUAGES},
        **said,
        "tests": tables.trees.tests,
        "conditions": tables.trees.trees.items,
        "axes": tables.axes.items,
        "functions": tables.functions.items,
        "alternatives": others,
    }
    return cast(PortableDict, made)


def _alternatives(document: "_Document", said: dict[str, Any]) -> Iterator[PortableAlternativeDict]:
    made: list[tuple[PortableAlternativeDict, _Document]] = []
    for reading, alternative, text, instead, route in alternatives_of(document.route):
        same = document.makes.goes_for(route.vocabulary)
        makes = document.makes if same else Functions(route.vocabulary, document.makes)
        other = _Document(route, document.tables, makes, document)
        found: PortableAlternativeDict = {
            "reading": reading,
            "alternative": alternative,
            "text": text,
            "steps": steps_touched(document.route, instead),
            "alone": changes_facts(instead),
            "changes": merge_patch(said, other.said()),
        }
        made.append((found, other))
    for one, mine in made:
        apart = [_name(other) for other, its in made if _differ_together(one, mine, other, its)]
        yield {**one, "apart": apart} if apart else one


def _name(one: PortableAlternativeDict) -> list[str]:
    return [one["reading"], one["alternative"]]


def _differ_together(
    one: PortableAlternativeDict, mine: "_Document", other: PortableAlternativeDict, its: "_Document"
) -> bool:
    """Whether the route under both differs from applying both patches, although no other field shows that."""
    if (
        one["reading"] == other["reading"]
        or (one["alone"] and other["alone"])
        or meet(one["changes"], other["changes"])
    ):
        return False
    return not (mine.says_the_same_of(its) and its.says_the_same_of(mine))


@dataclass
class _Tables:
    """The tables to which the documents of a route under all its readings refer by number."""

    trees: ConditionTrees = field(default_factory=ConditionTrees)
    axes: Numbered[AxisDict] = field(default_factory=Numbered)
    functions: Numbered[FunctionDict] = field(default_factory=Numbered)


@dataclass
class _Document:
    """The document of one route.

    Attributes:
        makes: the functions of its vocabulary.
        base: the document of the route as it is written; None for that document itself.
    """

    route: Route
    tables: _Tables
    makes: Functions
    base: "_Document | None" = None
    _steps: dict[str, PortableStepDict] = field(default_factory=dict)
    _asked: dict[tuple[Condition, ...], None] = field(default_factory=dict)
    _told: dict[Condition, None] = field(default_factory=dict)

    def said(self) -> dict[str, Any]:
        """The fields that can differ under another reading."""
        route = self.route
        return {
            "route": self._about(),
            "parameters": {name: _parameter(one) for name, one in route.parameters.items()},
            "facts": {name: self._fact(one) for name, one in route.facts.items()},
            "partners": {name: one.title for name, one in route.partners.items()},
            "phases": dict(route.phases),
            "sources": {name: one.title for name, one in route.sources.items()},
            "readings": {name: _reading(one) for name, one in route.readings.items()},
            "somebody": self._function(()),
            "impossible": [self._rule(one.when, one.because) for one in route.impossible],
            "steps": {name: self._step(one) for name, one in route.steps.items()},
            "ends": {name: _end(one) for name, one in route.ends.items()},
        }

    def _about(self) -> dict[str, Any]:
        # The digests are those of the route as it is written: those of each reading would fill the document.
        route, written = self.route, self.route if self.base is None else self.base.route
        about = {
            "id": route.id,
            "title": route.title,
            "version": route.version,
            "description": route.description,
            "language": route.language,
            "start": route.start,
            "digest": written.digest,
            "meaning_digest": written.meaning_digest,
            "chosen": dict(route.chosen),
        }
        return _without_nothing(about)

    def says_the_same_of(self, other: "_Document") -> bool:
        """Whether functions and words of conditions that only the other reading has are the same under this one."""
        base, mine, its = self.base, self.route, other.route
        if base is None or _meaning(mine) == _meaning(base.route):
            return True
        facts = {**mine.facts, **{name: its.facts[name] for name in its.facts if name not in base.route.facts}}
        limits = {name: its.parameters[name] for name in its.parameters if name not in base.route.parameters}
        parameters = {**mine.parameters, **limits}
        makes = Functions(Vocabulary(frozen(facts), frozen(parameters), mine.impossible), self.makes)
        functions = [one for one in other._asked if one not in base._asked]
        trees = [one for one in other._told if one not in base._told]
        return all(_cells(makes.of(one), facts) == _cells(other.makes.of(one), its.facts) for one in functions) and all(
            _words(one, facts, parameters) == _words(one, its.facts, its.parameters) for one in trees
        )

    def _function(self, conditions: tuple[Condition, ...]) -> int:
        self._asked[conditions] = None
        return self.tables.functions.number(self._written(self.makes.of(conditions)))

    def _written(self, function: Function) -> FunctionDict:
        axes = [self._axis(name, cuts, function.texts.get(name, ())) for name, cuts in function.axes.items()]
        written: FunctionDict = {
            "axes": [self.tables.axes.number(one) for one in axes],
            "diagrams": {key: _diagram(one) for key, one in function.diagrams.items()},
        }
        return {**written, "turns": [day.isoformat() for day in function.turns]} if function.turns else written

    def _axis(self, name: str, cuts: Sequence[AxisCut], texts: Sequence[str]) -> AxisDict:
        fact = self.route.facts[name]
        if has_cuts(fact):
            return {"fact": name, "cuts": [_cut(one) for one in cuts]}
        cells = _YES if fact.kind == "yes_no" else fact.options if fact.kind == "choice" else texts
        return {"fact": name, "cells": list(cells)}

    def _condition(self, condition: Condition) -> int:
        self._told[condition] = None
        return self.tables.trees.number(condition, self.route.facts, self.route.parameters)

    def _fact(self, fact: FactType) -> PortableFactDict:
        follows = isinstance(fact.derivation, Condition)
        return _shape(
            PortableFactDict,
            type=fact.kind,
            title=fact.title,
            question=fact.question,
            description=fact.description,
            options=[_option(fact, one) for one in fact.options],
            unit=fact.unit,
            minimum=None if fact.minimum is None else write_value(fact.minimum),
            maximum=None if fact.maximum is None else write_value(fact.maximum),
            decimals=fact.decimals or None,
            past=fact.past,
            phrases=dict(fact.phrases),
            bounds="age" if bounds_of(self.route.facts, fact) == "age" else None,
            accepts=text_dict(accepted_values(fact)) if fact.kind == "number" else None,
            asked_of=list(fact.asked_of),
            sensitive=fact.sensitive,
            read_off=self._read_off(fact),
            definition=self._condition(fact.derivation) if isinstance(fact.derivation, Condition) else None,
            function=self._function((FactTest(fact.name, "one_of", (True,)),)) if follows else None,
        )

    def _read_off(self, fact: FactType) -> ReadOffDict | None:
        chain = self.route.vocabulary.date_chain(fact.name)
        if chain is None or not isinstance(fact.derivation, Elapsed | Shifted):
            return None
        before = fact.derivation.date_fact
        read_off: ReadOffDict = {"date": chain.date_fact, "steps": [_read_off_step(one) for one in chain.steps]}
        return read_off if before == chain.date_fact else {**read_off, "from": before}

    def _rule(self, when: Condition, because: str) -> PortableRuleDict:
        return {"because": because, "condition": self._condition(when), "function": self._function((when,))}

    def _step(self, step: Step) -> PortableStepDict:
        if step.id not in self._steps:
            known = self._known(step)
            self._steps[step.id] = self._made(step) if known is None else known
        return self._steps[step.id]

    def _known(self, step: Step) -> PortableStepDict | None:
        """The step from the document of the route as it is written, if it is the same in this one; None if not."""
        base = self.base
        same = base is not None and self.makes is base.makes and base.route.steps.get(step.id) is step
        return base._steps[step.id] if base is not None and same else None

    def _made(self, step: Step) -> PortableStepDict:
        return _shape(
            PortableStepDict,
            title=step.title,
            description=step.description,
            phase=step.phase,
            policy=step.policy,
            otherwise=step.otherwise,
            ask=list(step.ask),
            function=self._function(step.guards),
            transitions=[
                _without_nothing(
                    {
                        "to": one.to,
                        "condition": self._condition(one.when),
                        "sources": list(one.sources),
                        "readings": list(one.readings),
                    }
                )
                for one in step.transitions
            ],
            responsible_unknown=step.responsible_unknown,
            responsible=self._parts(step.responsible),
            contacts=self._parts(step.contacts),
            actions=self._parts(step.actions),
            supports=self._parts(step.supports),
            checklist=list(step.checklist),
            sources=list(step.sources),
            readings=list(step.readings),
        )

    def _parts(self, parts: Iterable[Involvement | Action | Support]) -> list[PortablePartDict]:
        return [self._part(one) for one in parts]

    def _part(self, part: Involvement | Action | Support) -> PortablePartDict:
        said: dict[str, Any] = {"note": part.note}
        if part.when != ALWAYS:
            said |= {"condition": self._condition(part.when), "function": self._function((part.when,))}
        match part:
            case Action():
                said |= {
                    "text": part.text,
                    "partners": list(part.partners),
                    "by": list(part.by),
                    "optional": part.optional,
                    "hand_over": hand_over_dict(part.hand_over),
                }
            case Support():
                said |= {"text": part.title, "partners": list(part.via)}
            case Involvement():
                said |= {"partners": list(part.partners)}
        return _shape(PortablePartDict, **said)


def _meaning(route: Route) -> tuple[object, object, object]:
    return route.facts, route.parameters, route.impossible


def _cells(function: Function, facts: Mapping[str, FactType]) -> tuple[Function, list[tuple[str, ...]]]:
    return function, [tuple(facts[name].options) for name in function.axes]


def _words(condition: Condition, facts: Mapping[str, FactType], parameters: Mapping[str, Parameter]) -> object:
    trees = ConditionTrees()
    trees.number(condition, facts, parameters)
    return trees.trees.items, trees.tests


def _shape(_shape_of: type[_Shape], **said: Any) -> _Shape:
    """A value of a shape, without empty fields."""
    return cast(_Shape, _without_nothing(said))


def _without_nothing(said: dict[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in said.items() if one is not None and one is not False and one not in ([], {})}


def _parameter(parameter: Parameter) -> PortableParameterDict:
    return {
        "title": parameter.title,
        "unit": parameter.unit,
        "values": [
            {"since": one.start.isoformat() if one.start else None, "value": write_value(one.value)}
            for one in parameter.values
        ],
    }


def _option(fact: FactType, option: str) -> OptionDict:
    plain = option.replace("_", " ")
    return _shape(
        OptionDict,
        id=option,
        title=fact.option_titles.get(option, plain),
        also=list(fact.also.get(option, ())),
        said=None if fact.option_titles.get(option) else f"'{plain}'",
    )


def _read_off_step(step: Shifted | Elapsed) -> ReadOffStepDict:
    if isinstance(step, Elapsed):
        return {"count": step.direction, "unit": step.unit}
    plus = [{"unit": unit, "amount": amount} for unit, amount in step.amounts]
    return _shape(ReadOffStepDict, plus=plus, to=step.to)


def _cut(cut: AxisCut) -> CutDict:
    named = cut.at.name if isinstance(cut.at, ParameterRef) else None
    value = None if isinstance(cut.at, ParameterRef) else write_value(cut.at)
    return _shape(CutDict, of=cut.of, value=value, parameter=named, beyond=cut.beyond)


def _diagram(diagram: Diagram) -> DiagramDict:
    return {
        "nodes": [list(node) for node in diagram.nodes],
        "root": diagram.root,
        "ends": [None if end is None else list(end) for end in diagram.ends],
    }


def _reading(reading: Reading) -> PortableReadingDict:
    return _shape(
        PortableReadingDict,
        problem=reading.problem,
        chosen=reading.chosen,
        because=reading.because,
        to_confirm=reading.to_confirm,
    )


def _end(end: End) -> PortableEndDict:
    return _shape(
        PortableEndDict,
        title=end.title,
        description=end.description,
        outcome=end.outcome,
        hand_over=hand_over_dict(end.hand_over),
    )
