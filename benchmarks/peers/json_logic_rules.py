"""JsonLogic: datalogic-py (Rust) and json-logic-qubit (Python)."""

from collections.abc import Iterator, Mapping
from typing import Any

import datalogic_py
import json_logic
from decision_rows import Cell, Decide, Facts, Range, Rows


def by_datalogic(tables: Mapping[str, Rows]) -> Decide:
    """A compiled rule for each step, in a session."""
    engine = datalogic_py.Engine()
    session = engine.session()
    compiled = {step: engine.compile(rule(rows)) for step, rows in tables.items()}

    def decide(step: str, facts: Facts) -> str | None:
        target: str | None = session.evaluate(compiled[step], facts)
        return target

    return decide


def by_qubit(tables: Mapping[str, Rows]) -> Decide:
    """A rule for each step, which is read at every decision."""
    rules = {step: rule(rows) for step, rows in tables.items()}

    def decide(step: str, facts: Facts) -> str | None:
        target: str | None = json_logic.jsonLogic(rules[step], facts)
        return target

    return decide


def rule(rows: Rows) -> dict[str, Any]:
    """The step as one `if` with a question and a target in turn."""
    chain: list[Any] = []
    for row in rows.rows:
        tests = [test for name, cell in row.cells.items() for test in _tests(name, cell)]
        if not tests:
            return {"if": [*chain, row.to]}
        chain += [tests[0] if len(tests) == 1 else {"and": tests}, row.to]
    return {"if": [*chain, None]}


def _tests(name: str, cell: Cell) -> Iterator[dict[str, Any]]:
    fact = {"var": name}
    match cell:
        case Range(low, high):
            if low is not None:
                yield {">=": [fact, low]}
            if high is not None:
                yield {"<": [fact, high]}
        case bool():
            yield {"===": [fact, cell]}
        case (option,):
            yield {"===": [fact, option]}
        case _:
            yield {"in": [fact, list(cell)]}
