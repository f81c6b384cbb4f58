"""zen-engine (Rust): decision tables and expressions."""

import json
from collections.abc import Mapping
from typing import Any

import zen
from decision_rows import Cell, Decide, Facts, Range, Rows

_EMPTY = ""


def by_table(tables: Mapping[str, Rows], *, trace: bool = False) -> Decide:
    """A decision table for each step, compiled once; with `trace`, it tells how it came to its answer."""
    compiled = {step: zen.ZenDecisionContent(json.dumps(graph(rows))) for step, rows in tables.items()}
    # A loader that hands out compiled content is the fastest way to call zen; `create_decision` is far slower.
    engine = zen.ZenEngine({"loader": compiled.__getitem__})

    def decide(step: str, facts: Facts) -> str | None:
        answer: Any = engine.evaluate(step, dict(facts))
        return _target(answer["result"])

    def decide_with_trace(step: str, facts: Facts) -> str | None:
        answer: Any = engine.evaluate(step, dict(facts), {"trace": True})
        if not answer["trace"]:
            raise AssertionError("zen gave no trace")
        return _target(answer["result"])

    return decide_with_trace if trace else decide


def by_expression(tables: Mapping[str, Rows]) -> Decide:
    """One compiled expression for each step."""
    compiled = {step: zen.compile_expression(expression(rows)) for step, rows in tables.items()}

    def decide(step: str, facts: Facts) -> str | None:
        target: str | None = compiled[step].evaluate(dict(facts))
        return target

    return decide


def graph(rows: Rows) -> dict[str, Any]:
    """The step as a zen decision of one table."""
    inputs = [{"id": name, "name": name, "field": name, "type": "expression"} for name in rows.names]
    content = {
        "hitPolicy": "first",
        "inputs": inputs,
        "outputs": [{"id": "to", "name": "to", "field": "to", "type": "expression"}],
        "rules": [
            {
                "_id": str(number),
                "to": json.dumps(row.to),
                **{name: _unary(row.cells[name]) if name in row.cells else _EMPTY for name in rows.names},
            }
            for number, row in enumerate(rows.rows)
        ],
    }
    return one_table(content)


def one_table(content: Mapping[str, Any]) -> dict[str, Any]:
    """A zen decision that asks one decision table."""
    place = {"x": 0, "y": 0}
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", "position": place},
            {"id": "table", "type": "decisionTableNode", "name": "table", "position": place, "content": content},
            {"id": "out", "type": "outputNode", "name": "out", "position": place},
        ],
        "edges": [
            {"id": "a", "sourceId": "in", "targetId": "table", "type": "edge"},
            {"id": "b", "sourceId": "table", "targetId": "out", "type": "edge"},
        ],
    }


def expression(rows: Rows) -> str:
    """The step as a chain of questions."""
    text = "null"
    for row in reversed(rows.rows):
        tests = " and ".join(_binary(name, cell) for name, cell in row.cells.items())
        text = f"{tests} ? {json.dumps(row.to)} : ({text})" if tests else json.dumps(row.to)
    return text


def _unary(cell: Cell) -> str:
    match cell:
        case Range(None, high):
            return f"< {high}"
        case Range(low, None):
            return f">= {low}"
        case Range(low, high):
            return f"[{low}..{high})"
        case bool():
            return json.dumps(cell)
        case _:
            return ", ".join(map(json.dumps, cell))


def _binary(name: str, cell: Cell) -> str:
    match cell:
        case Range(low, high):
            bounds = [f"{name} >= {low}"] if low is not None else []
            return " and ".join([*bounds, *([f"{name} < {high}"] if high is not None else [])])
        case bool():
            return f"{name} == {json.dumps(cell)}"
        case _:
            return f"{name} in {json.dumps(cell)}"


def _target(result: Any) -> str | None:
    return str(result["to"]) if result and "to" in result else None
