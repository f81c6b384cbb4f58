"""A route in its portable form: plain data, in which the engine has worked out what can be decided."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from routekaart.deciding.duties import hand_over_dict
from routekaart.foundation.arguments import ROUTE, checked
from routekaart.foundation.foundation_dicts import TextDict
from routekaart.foundation.language import text_dict
from routekaart.foundation.version import VERSION
from routekaart.model.condition import ALWAYS, Condition, ParameterRef
from routekaart.model.fact_values import write_value
from routekaart.model.facts import Elapsed, FactType, Shifted
from routekaart.model.parameters import Parameter
from routekaart.model.source_readings import Reading
from routekaart.model.step import Action, End, Involvement, Step, Support
from routekaart.model.wording import Wording, in_both_languages
from routekaart.portable.axis_shapes import FIRST, LAST
from routekaart.portable.cuts import AxisCut
from routekaart.portable.functions import Diagram, Function, Functions, has_cuts
from routekaart.portable.portable_dicts import (
    AxisDict,
    CutDict,
    DiagramDict,
    FunctionDict,
    OptionDict,
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
from routekaart.route import Route

_PLAIN_PART: PortablePartDict = {
    "section": "actions",
    "text": None,
    "partners": [],
    "by": [],
    "note": None,
    "optional": False,
    "hand_over": None,
    "when": None,
    "function": None,
}


def portable(route: Route) -> PortableDict:
    """The portable form of a route, as JSON-ready values.

    Raises:
        TooHardError: the diagram of some step would become too large.
        WrongTypeError: it is not a route.
    """
    checked("route", route, Route, ROUTE)
    return _Document(route).made()


@dataclass
class _Document:
    """The portable form of one route while it is made: equal functions are written once."""

    route: Route
    _numbers: dict[tuple[Condition, ...], int] = field(default_factory=dict)
    _functions: list[FunctionDict] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._made_by = Functions(self.route.vocabulary)

    def made(self) -> PortableDict:
        route = self.route
        return {
            "format": "routekaart.portable",
            "format_version": 1,
            "engine": f"routekaart {VERSION}",
            "route": {
                "id": route.id,
                "title": route.title,
                "version": route.version,
                "description": route.description,
                "language": route.language,
                "start": route.start,
                "digest": route.digest,
                "meaning_digest": route.meaning_digest,
            },
            "days": {"first": FIRST.isoformat(), "last": LAST.isoformat()},
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
            "functions": self._functions,
        }

    def _function(self, conditions: tuple[Condition, ...]) -> int:
        if conditions not in self._numbers:
            self._numbers[conditions] = len(self._functions)
            self._functions.append(self._written(self._made_by.of(conditions)))
        return self._numbers[conditions]

    def _written(self, function: Function) -> FunctionDict:
        return {
            "axes": [self._axis(name, cuts, function.texts.get(name, ())) for name, cuts in function.axes.items()],
            "diagrams": {key: _diagram(one) for key, one in function.diagrams.items()},
            "turns": [day.isoformat() for day in function.turns],
        }

    def _axis(self, name: str, cuts: Sequence[AxisCut], texts: Sequence[str]) -> AxisDict:
        fact = self.route.facts[name]
        if has_cuts(fact):
            return {"fact": name, "cells": None, "cuts": [_cut(one) for one in cuts]}
        cells = ("nee", "ja") if fact.kind == "yes_no" else fact.options if fact.kind == "choice" else texts
        return {"fact": name, "cells": list(cells), "cuts": None}

    def _fact(self, fact: FactType) -> PortableFactDict:
        return {
            "type": fact.kind,
            "title": fact.title,
            "question": fact.question,
            "description": fact.description,
            "options": [_option(fact, one) for one in fact.options],
            "unit": fact.unit,
            "minimum": None if fact.minimum is None else write_value(fact.minimum),
            "maximum": None if fact.maximum is None else write_value(fact.maximum),
            "decimals": fact.decimals,
            "past": fact.past,
            "phrases": dict(fact.phrases),
            "asked_of": list(fact.asked_of),
            "sensitive": fact.sensitive,
            "read_off": self._read_off(fact.name),
            "follows": isinstance(fact.derivation, Condition),
        }

    def _read_off(self, name: str) -> ReadOffDict | None:
        chain = self.route.vocabulary.date_chain(name)
        return (
            None if chain is None else {"date": chain.date_fact, "steps": [_read_off_step(one) for one in chain.steps]}
        )

    def _rule(self, when: Condition, because: str) -> PortableRuleDict:
        return {"because": because, "when": self._words(when), "function": self._function((when,))}

    def _step(self, step: Step) -> PortableStepDict:
        return {
            "title": step.title,
            "description": step.description,
            "phase": step.phase,
            "policy": step.policy,
            "otherwise": step.otherwise,
            "ask": list(step.ask),
            "function": self._function(step.guards),
            "transitions": [
                {
                    "to": one.to,
                    "when": self._words(one.when),
                    "sources": list(one.sources),
                    "readings": list(one.readings),
                }
                for one in step.transitions
            ],
            "responsible_unknown": step.responsible_unknown,
            "parts": [
                *(self._part(one, {**_involved(one), "section": "responsible"}) for one in step.responsible),
                *(self._part(one, {**_involved(one), "section": "contacts"}) for one in step.contacts),
                *(self._part(one, _action(one)) for one in step.actions),
                *(self._part(one, _support(one)) for one in step.supports),
            ],
            "checklist": list(step.checklist),
            "sources": list(step.sources),
            "readings": list(step.readings),
        }

    def _part(self, part: Involvement | Action | Support, written: PortablePartDict) -> PortablePartDict:
        if part.when == ALWAYS:
            return written
        return {**written, "when": self._words(part.when), "function": self._function((part.when,))}

    def _words(self, condition: Condition) -> TextDict:
        say = partial(Wording.condition, condition=condition)
        return text_dict(in_both_languages(self.route.facts, self.route.parameters, say))


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
    return {
        "id": option,
        "title": fact.option_titles.get(option, option.replace("_", " ")),
        "also": list(fact.also.get(option, ())),
    }


def _read_off_step(step: Shifted | Elapsed) -> ReadOffStepDict:
    if isinstance(step, Elapsed):
        return {"count": step.direction, "unit": step.unit, "plus": [], "to": None}
    return {
        "count": None,
        "unit": None,
        "plus": [{"unit": unit, "amount": amount} for unit, amount in step.amounts],
        "to": step.to,
    }


def _cut(cut: AxisCut) -> CutDict:
    named = cut.at.name if isinstance(cut.at, ParameterRef) else None
    value = None if isinstance(cut.at, ParameterRef) else write_value(cut.at)
    return {"of": cut.of, "value": value, "parameter": named, "beyond": cut.beyond}


def _diagram(diagram: Diagram) -> DiagramDict:
    return {
        "nodes": [list(node) for node in diagram.nodes],
        "root": diagram.root,
        "ends": [None if end is None else list(end) for end in diagram.ends],
    }


def _involved(one: Involvement) -> PortablePartDict:
    return {**_PLAIN_PART, "partners": list(one.partners), "note": one.note}


def _action(action: Action) -> PortablePartDict:
    return {
        **_PLAIN_PART,
        "section": "actions",
        "text": action.text,
        "partners": list(action.partners),
        "by": list(action.by),
        "note": action.note,
        "optional": action.optional,
        "hand_over": hand_over_dict(action.hand_over),
    }


def _support(support: Support) -> PortablePartDict:
    return {
        **_PLAIN_PART,
        "section": "supports",
        "text": support.title,
        "partners": list(support.via),
        "note": support.note,
    }


def _reading(reading: Reading) -> PortableReadingDict:
    return {
        "problem": reading.problem,
        "chosen": reading.chosen,
        "because": reading.because,
        "to_confirm": reading.confirm is not None,
    }


def _end(end: End) -> PortableEndDict:
    return {
        "title": end.title,
        "description": end.description,
        "outcome": end.outcome,
        "hand_over": hand_over_dict(end.hand_over),
    }
