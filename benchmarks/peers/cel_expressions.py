"""common-expression-language: Google's CEL, as a Rust library."""

import json
from collections.abc import Mapping

import cel
from decision_rows import Cell, Decide, Facts, Range, Rows


def by_cel(tables: Mapping[str, Rows]) -> Decide:
    """One compiled expression for each step."""
    compiled = {step: cel.compile(expression(rows)) for step, rows in tables.items()}

    def decide(step: str, facts: Facts) -> str | None:
        target: str | None = compiled[step].execute(dict(facts))
        return target

    return decide


def expression(rows: Rows) -> str:
    """The step as a chain of questions."""
    text = "null"
    for row in reversed(rows.rows):
        tests = " && ".join(_test(name, cell) for name, cell in row.cells.items())
        text = f"{tests} ? {json.dumps(row.to)} : ({text})" if tests else json.dumps(row.to)
    return text


def _test(name: str, cell: Cell) -> str:
    match cell:
        case Range(low, high):
            bounds = [f"{name} >= {low}"] if low is not None else []
            return " && ".join([*bounds, *([f"{name} < {high}"] if high is not None else [])])
        case bool():
            return name if cell else f"!{name}"
        case _:
            return f"{name} in {json.dumps(cell)}"
