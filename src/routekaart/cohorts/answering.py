"""The door: a table of students in, the same table with what is decided about each of them out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial, reduce
from typing import Any

import narwhals as nw

from routekaart.cohorts.bench import Bench, is_written
from routekaart.cohorts.calendar import as_date, day_number
from routekaart.cohorts.changing import Changing
from routekaart.cohorts.coding import choosers, code
from routekaart.cohorts.columns import answer_columns, check_columns
from routekaart.cohorts.engines import columns_in, taken_in
from routekaart.cohorts.errors import CohortError
from routekaart.cohorts.kinds import told_by_kind
from routekaart.cohorts.naming import Answers
from routekaart.cohorts.plain import Refusal
from routekaart.cohorts.rows import Rows, read_rows
from routekaart.cohorts.trees import Asked, asked_at
from routekaart.deciding.outcome_words import REFUSED
from routekaart.escaping.letters import one_line
from routekaart.foundation.errors import TooHardError
from routekaart.foundation.language import Language, Text, untranslated
from routekaart.logic.choices import ends
from routekaart.model.situation import FactError, required_date
from routekaart.route import Route


def cohort(
    route: Route,
    step: str,
    frame: Any,
    *,
    on: date | str,
    changes: bool = True,
    prefix: str = "",
    not_facts: Collection[str] = (),
    lang: Language | None = None,
) -> Any:
    """What `routekaart.cohort` does; see there."""
    day = required_date(on, untranslated("cohort"))
    columns = columns_in(frame)
    names = answer_columns(columns, prefix, changes=changes)
    facts, at = check_columns(route, step, columns, not_facts)
    taken, returned = taken_in(frame, [*facts, *([at] if at else [])])
    bench = Bench(taken)
    nobody = bench.blank()
    if at is not None and not is_written(bench.schema[at]):
        shown = one_line(at)
        raise CohortError(
            Text(
                f"kolom {shown}: verwacht worden stappen van route {route.id}, als tekst",
                f"column {shown}: expected steps of route {route.id}, as text",
            )
        )
    asked = _Question(bench, route, day, facts, None if at else step, at, lang or route.language)
    try:
        found = asked.at_once(changes=changes)
    except TooHardError:
        found = asked.by_kind(changes=changes)
    if nobody is not None:
        found = {answer: nw.when(~nobody).then(told) for answer, told in found.items()}
    return returned(bench.finished({names[answer]: found[answer] for answer in names}), list(names.values()))


@dataclass(frozen=True)
class _Question:
    """What is asked of a table.

    Attributes:
        step: the step of all rows; None when `at` is the column with the step of each.
    """

    bench: Bench
    route: Route
    on: date
    facts: tuple[str, ...]
    step: str | None
    at: str | None
    lang: Language

    def at_once(self, *, changes: bool) -> dict[str, nw.Expr]:
        """The answers for all rows together.

        Raises:
            TooHardError: no diagram can hold what can be known.
        """
        bench, route = self.bench, self.route
        rows = read_rows(bench, route, self.facts, self.on)
        bench.later()
        refusals = [*rows.refusals, *self._nowhere()]
        asked = {name: asked_at(route, route.steps[name], self.on, rows.columns) for name in self._steps()}
        answers = Answers(told for one in asked.values() for told in ends(one.tree) if told is not None)
        dtype = answers.dtype

        def numbers_at(asked: Asked) -> nw.Expr:
            chosen = choosers(bench, asked.grid, asked.choices, rows.known)
            return code(bench, asked.tree, chosen, answers.number, dtype)

        numbers = {name: bench.kept(partial(numbers_at, one)) for name, one in asked.items()}
        number = self._by_step(numbers, nw.lit(0, dtype=dtype))
        if refusals:
            refused = bench.put(nw.any_horizontal(*(one.found for one in refusals), ignore_nulls=True))
            number = nw.when(refused).then(nw.lit(0, dtype=dtype)).otherwise(number)
        number = bench.put(number)
        places, questions = [*route.steps, *route.ends], list(route.facts)
        found = answers.names(bench, number, places, questions, some_refused=bool(refusals))
        found["problem"] = self._problem(refusals)
        if changes:
            found["changes_on"] = self._changes(rows, number)
        return found

    def by_kind(self, *, changes: bool) -> dict[str, nw.Expr]:
        """The answers, asked of the route for one of each kind of row."""
        types: dict[str, Any] = dict.fromkeys(("outcome", "target", "missing", "problem"), nw.String())
        found = self._told_by_kind({**types, **({"changes_on": nw.Int32()} if changes else {})})
        if changes:
            found["changes_on"] = self._date(found["changes_on"])
        return found

    def _told_by_kind(self, types: Mapping[str, Any]) -> dict[str, nw.Expr]:
        columns = [*self.facts, *([self.at] if self.at else [])]
        return told_by_kind(self.bench, columns, lambda row: self._tell(row, changes="changes_on" in types), types)

    def _tell(self, row: Mapping[str, object], *, changes: bool) -> dict[str, object]:
        """What the route decides about one row."""
        refused: dict[str, object] = {"outcome": REFUSED, "target": None, "missing": None, "changes_on": None}
        step = str(row[self.at]) if self.at else self.step or ""
        if step not in self.route.steps:
            return {**refused, "problem": self._no_step().in_language(self.lang)}
        facts = {name: row[name] for name in self.facts}
        try:
            made = self.route.decide(step, facts, on=self.on)
        except FactError as error:
            return {**refused, "problem": error.message(self.lang).replace("\n", "; ")}
        later = made.changes_on if changes else None
        return {
            "outcome": made.outcome,
            "target": made.target,
            "missing": next(iter(made.missing), None),
            "changes_on": None if later is None else day_number(later),
            "problem": None,
        }

    def _steps(self) -> list[str]:
        return list(self.route.steps) if self.step is None else [self.step]

    def _by_step(self, found: Mapping[str, nw.Expr | None], nothing: nw.Expr) -> nw.Expr:
        """For each row what was found for its step."""
        if self.at is None:
            (only,) = found.values()
            return nothing if only is None else only
        here = nw.col(self.at).cast(nw.String)
        told = [(step, column) for step, column in found.items() if column is not None]
        return reduce(lambda others, one: nw.when(here == one[0]).then(one[1]).otherwise(others), told, nothing)

    def _nowhere(self) -> list[Refusal]:
        """The rows that are in no step of the route."""
        if self.at is None:
            return []
        here = nw.col(self.at).cast(nw.String)
        found = self.bench.put((~here.is_in(list(self.route.steps))).fill_null(value=True))
        return [Refusal(found, self._no_step())]

    def _no_step(self) -> Text:
        name = self.route.id
        return Text(f"{self.at}: verwacht wordt een stap van route {name}", f"{self.at}: expected a step of {name}")

    def _problem(self, refusals: list[Refusal]) -> nw.Expr:
        if not refusals:
            return nw.lit(None, dtype=nw.String)
        told = (nw.when(one.found).then(nw.lit(one.text.in_language(self.lang))) for one in refusals)
        problem = self.bench.put(nw.concat_str(*told, separator="; ", ignore_nulls=True))
        return nw.when(problem != "").then(problem)

    def _changes(self, rows: Rows, number: nw.Expr) -> nw.Expr:
        """The day on which each answer changes; nothing for the rows that are refused."""
        try:
            changing = Changing(self.bench, self.route, rows, self.on)
            found = {name: changing.first_change(self.route.steps[name]) for name in self._steps()}
        except TooHardError:
            return self._date(self._told_by_kind({"changes_on": nw.Int32()})["changes_on"])
        never = nw.lit(None, dtype=nw.Int32)
        return self._date(self.bench.put(nw.when(number > 0).then(self._by_step(found, never))))

    def _date(self, number: nw.Expr) -> nw.Expr:
        return as_date(self.bench.put, number, by_casting=self.bench.days_are_numbers)
