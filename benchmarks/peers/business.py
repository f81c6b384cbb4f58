"""business-rules: rules as plain data over variables of a class."""

from collections.abc import Mapping
from typing import Any

from business_rules.actions import BaseActions, rule_action
from business_rules.engine import run_all
from business_rules.variables import (
    BaseVariables,
    boolean_rule_variable,
    numeric_rule_variable,
    string_rule_variable,
)
from decision_rows import Cell, Decide, Facts, Range, Rows

_KINDS = {"yes_no": boolean_rule_variable, "number": numeric_rule_variable, "choice": string_rule_variable}


def by_business_rules(tables: Mapping[str, Rows]) -> Decide:
    """The rules of each step over a class of variables of its own; it stops at the first rule that holds."""
    rules = {step: [_rule(row.cells, row.to) for row in rows.rows if row.cells] for step, rows in tables.items()}
    otherwise = {step: next((row.to for row in rows.rows if not row.cells), None) for step, rows in tables.items()}
    variables = {step: _variables(rows) for step, rows in tables.items()}

    def decide(step: str, facts: Facts) -> str | None:
        chosen = _Chosen(otherwise[step])
        run_all(rules[step], variables[step](facts), chosen, stop_on_first_trigger=True)
        return chosen.target

    return decide


class _Chosen(BaseActions):  # type: ignore[misc]  # the peer has no types
    def __init__(self, otherwise: str | None) -> None:
        self.target = otherwise

    @rule_action(params={})  # type: ignore[untyped-decorator]  # the peer has no types
    def go(self, to: str) -> None:
        self.target = to


def _variables(rows: Rows) -> Any:
    """A class with a variable for each fact."""

    def remember(self: Any, facts: Facts) -> None:
        self.facts = facts

    def variable(name: str) -> Any:
        def read(self: Any) -> Any:
            return self.facts.get(name)

        read.__name__ = name
        return _KINDS[rows.kinds[name]](label=name)(read)

    return type("Student", (BaseVariables,), {"__init__": remember, **{name: variable(name) for name in rows.names}})


def _rule(cells: Mapping[str, Cell], to: str) -> dict[str, Any]:
    tests = [test for name, cell in cells.items() for test in _tests(name, cell)]
    return {"conditions": {"all": tests}, "actions": [{"name": "go", "params": {"to": to}}]}


def _tests(name: str, cell: Cell) -> list[dict[str, Any]]:
    match cell:
        case Range(low, high):
            bounds = (("greater_than_or_equal_to", low), ("less_than", high))
            return [{"name": name, "operator": one, "value": limit} for one, limit in bounds if limit is not None]
        case bool():
            return [{"name": name, "operator": "is_true" if cell else "is_false", "value": None}]
        case (option,):
            return [{"name": name, "operator": "equal_to", "value": option}]
        case _:
            return [{"any": [{"name": name, "operator": "equal_to", "value": option} for option in cell]}]
