"""The door: a table of students in, the same table with what is decided about each of them out."""

from collections.abc import Collection
from datetime import date
from typing import Any

import narwhals as nw

from routekaart.cohorts.bench import Bench
from routekaart.cohorts.coding import choosers, code
from routekaart.cohorts.columns import answer_columns, fact_columns
from routekaart.cohorts.errors import CohortError
from routekaart.cohorts.naming import Answers
from routekaart.cohorts.plain import Refusal
from routekaart.cohorts.rows import Rows, read_rows
from routekaart.cohorts.trees import Asked, asked_at
from routekaart.language import Language, Text
from routekaart.logic.choices import ends
from routekaart.route import Route
from routekaart.situation import ReferenceDateError, read_reference_date
from routekaart.suggest import did_you_mean


def cohort(
    route: Route,
    step: str,
    frame: Any,
    *,
    on: date | str,
    prefix: str = "",
    changes: bool = True,
    not_facts: Collection[str] = (),
    lang: Language | None = None,
) -> Any:
    """What `routekaart.cohort` does; see there."""
    day = read_reference_date(on)
    if day is None:
        raise ReferenceDateError(
            Text("cohort heeft altijd een peildatum nodig (on=...)", "cohort always needs a reference date (on=...)")
        )
    bench = Bench(nw.from_native(frame))
    names = answer_columns(bench.schema, prefix, changes=changes)
    facts = fact_columns(route, list(bench.schema), not_facts)
    at = _where(route, step, bench)
    language = lang or route.language
    rows = read_rows(bench, route, facts, day)
    refusals = [*rows.refusals, *_nowhere(bench, route, at)]
    steps = list(route.steps) if at is not None else [step]
    asked = {name: asked_at(route, route.steps[name], day, rows.columns) for name in steps}
    answers = Answers(told for one in asked.values() for told in ends(one.tree) if told is not None)
    number = _number(bench, asked, rows, answers, at)
    refused = _any(refusals)
    if refused is not None:
        number = nw.when(refused).then(nw.lit(0, dtype=nw.Int16)).otherwise(number)
    number = bench.put(number)
    found = answers.names(bench, number, [*route.steps, *route.ends], list(route.facts))
    if refusals:
        told = (nw.when(one.found).then(nw.lit(one.text.in_language(language))) for one in refusals)
        problem = bench.put(nw.concat_str(*told, separator="; ", ignore_nulls=True))
        found["problem"] = nw.when(problem != "").then(problem)
    else:
        found["problem"] = nw.lit(None, dtype=nw.String)
    return bench.finished({names[answer]: column for answer, column in found.items()}).to_native()


def _where(route: Route, step: str, bench: Bench) -> str | None:
    """The column with the step of each row; None when all rows are in one step."""
    if step in route.steps:
        if step in bench.schema:
            raise CohortError(
                Text(
                    f"{step} is een stap en ook een kolom; geef de kolom een andere naam",
                    f"{step} is a step and a column too; rename the column",
                )
            )
        return None
    if step not in bench.schema:
        meant = did_you_mean(step, [*route.steps, *bench.schema])
        raise CohortError(
            Text(
                f"{step} is geen stap van route {route.id} en geen kolom{meant.nl}",
                f"{step} is no step of route {route.id} and no column{meant.en}",
            )
        )
    return step


def _nowhere(bench: Bench, route: Route, at: str | None) -> list[Refusal]:
    """The rows that are in no step of the route."""
    if at is None:
        return []
    column = nw.col(at).cast(nw.String)
    found = bench.put((~column.is_in(list(route.steps))).fill_null(value=True))
    text = Text(f"{at}: verwacht wordt een stap van route {route.id}", f"{at}: expected a step of route {route.id}")
    return [Refusal(found, text)]


def _number(bench: Bench, asked: dict[str, Asked], rows: Rows, answers: Answers, at: str | None) -> nw.Expr:
    """The number of the answer for each row, by its step."""
    numbers = {}
    for name, one in asked.items():
        chosen = choosers(bench, one.grid, one.choices, rows.known)
        numbers[name] = code(bench, one.tree, chosen, answers.number)
    if at is None:
        (number,) = numbers.values()
        return number
    chosen_number = nw.lit(0, dtype=nw.Int16)
    for name, number in numbers.items():
        chosen_number = nw.when(nw.col(at).cast(nw.String) == name).then(number).otherwise(chosen_number)
    return chosen_number


def _any(refusals: list[Refusal]) -> nw.Expr | None:
    return nw.any_horizontal(*(one.found for one in refusals), ignore_nulls=True) if refusals else None
