"""A whole route as one zen decision: a table for each step, in which every transition is an expression.

What follows from other facts by a condition is written out; what is counted off a date must be given.
"""

import json
from decimal import Decimal
from typing import Any

from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not, Operand, ParameterRef
from routekaart.model.step import Step
from routekaart.route import Route

_OPERATORS = {"at_least": ">=", "above": ">", "at_most": "<=", "below": "<"}


def route_graph(route: Route) -> dict[str, Any]:
    """The route, for zen to read."""
    place = {"x": 0, "y": 0}
    tables = [
        {"id": step.id, "type": "decisionTableNode", "name": step.id, "position": place, "content": _table(route, step)}
        for step in route.steps.values()
    ]
    edges = [
        {"id": f"{start}-{end}", "sourceId": start, "targetId": end, "type": "edge"}
        for step in route.steps
        for start, end in (("in", step), (step, "out"))
    ]
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", "position": place},
            *tables,
            {"id": "out", "type": "outputNode", "name": "out", "position": place},
        ],
        "edges": edges,
    }


def _table(route: Route, step: Step) -> dict[str, Any]:
    rules = [
        {"_id": f"{step.id}-{number}", "when": _written(route, transition.when), "to": json.dumps(transition.to)}
        for number, transition in enumerate(step.transitions)
    ]
    if step.otherwise:
        rules.append({"_id": f"{step.id}-otherwise", "when": "", "to": json.dumps(step.otherwise)})
    return {
        "hitPolicy": "first",
        "inputs": [{"id": "when", "name": "when", "type": "expression"}],
        "outputs": [{"id": "to", "name": step.id, "field": step.id, "type": "expression"}],
        "rules": rules,
    }


def _written(route: Route, condition: Condition) -> str:
    match condition:
        case FactTest(name, "one_of", (bool(wanted),)) if isinstance(
            follows := route.facts[name].derivation, FactTest | All | AnyOf | Not
        ):
            return _written(route, follows if wanted else Not(follows))
        case FactTest(name, "one_of", operands):
            return f"{name} in [{', '.join(_operand(route, one) for one in operands)}]"
        case FactTest(name, operator, (limit,)):
            return f"{name} {_OPERATORS[operator]} {_operand(route, limit)}"
        case Not(part):
            return f"not ({_written(route, part)})"
        case All(parts):
            return f"({' and '.join(_written(route, part) for part in parts)})" if parts else "true"
        case AnyOf(parts):
            return f"({' or '.join(_written(route, part) for part in parts)})"
    raise AssertionError(f"no {condition}")


def _operand(route: Route, operand: Operand) -> str:
    """A limit as zen writes it; of a parameter its first value."""
    match operand:
        case ParameterRef(name):
            return str(route.parameters[name].values[0].value)
        case bool():
            return json.dumps(operand)
        case int() | Decimal():
            return str(operand)
        case _:
            return json.dumps(str(operand))
