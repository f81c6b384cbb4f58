"""SpiffWorkflow: DMN decision tables in Python."""

import json
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from decision_rows import Cell, Decide, Facts, Range, Row, Rows
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.dmn.engine.DMNEngine import DMNEngine
from SpiffWorkflow.dmn.specs.model import DecisionTable, HitPolicy, Input, InputEntry, Output, OutputEntry, Rule


def by_spiff(tables: Mapping[str, Rows]) -> Decide:
    """A DMN table for each step. Outside a workflow it needs of a task the facts, and what its errors tell."""
    engines = {step: DMNEngine(_table(step, rows)) for step, rows in tables.items()}
    workflow = SimpleNamespace(script_engine=PythonScriptEngine(), spec=SimpleNamespace(file="roc_bbl"))
    workflow.top_workflow = workflow
    specs = {step: SimpleNamespace(name=step, bpmn_name=step) for step in tables}

    def decide(step: str, facts: Facts) -> str | None:
        task = SimpleNamespace(data=dict(facts), workflow=workflow, task_spec=specs[step])
        target: str | None = engines[step].result(task).get("to")
        return target

    return decide


def _table(step: str, rows: Rows) -> Any:
    # Unique stops at the first row that fits: what the other engines do as well.
    table = DecisionTable(step, step, HitPolicy.UNIQUE.value)
    table.inputs = [Input(name, name, name, name, "string") for name in rows.names]
    table.outputs = [Output("to", "to", "to", "string")]
    table.rules = [_rule(table, number, row) for number, row in enumerate(rows.rows, start=1)]
    return table


def _rule(table: Any, number: int, row: Row) -> Any:
    rule = Rule(f"row_{number}")
    rule.row_number = number
    for asked in table.inputs:
        if asked.name in row.cells:
            entry = InputEntry(f"{number}_{asked.name}", asked)
            entry.lhs = [_match(row.cells[asked.name])]
            rule.inputEntries.append(entry)
    target = OutputEntry(f"{number}_to", table.outputs[0])
    target.text = json.dumps(row.to)
    rule.outputEntries.append(target)
    return rule


def _match(cell: Cell) -> str:
    match cell:
        case Range(None, high):
            return f"< {high}"
        case Range(low, None):
            return f">= {low}"
        case Range(low, high):
            return f"{low} <= ? < {high}"
        case bool():
            return str(cell)
        case _:
            return f"? in {cell!r}"
