"""The entry point: takes a table of students, returns it with a decision in each row."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial, reduce
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias, get_args

import narwhals as nw

from routekaart.cohorts.calendar import as_date, day_number
from routekaart.cohorts.columns import answer_columns, check_columns
from routekaart.cohorts.contested_names import joined, named
from routekaart.cohorts.contested_rows import contested_rows
from routekaart.cohorts.diagrams import RowAnswer, StepDiagram, step_diagram
from routekaart.cohorts.distinct_rows import by_distinct_row
from routekaart.cohorts.engines import columns_in, taken_in
from routekaart.cohorts.expressions import choosers, code
from routekaart.cohorts.first_change import Changing
from routekaart.cohorts.rows import Rows, read_rows
from routekaart.cohorts.unusable import RefusedRows, unusable
from routekaart.cohorts.working_table import WorkingTable, is_written
from routekaart.deciding.outcome_words import REFUSED, Outcome
from routekaart.foundation.errors import TooHardError
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Language, Text, untranslated
from routekaart.logic.choices import ends
from routekaart.model.fact_problems import FactError
from routekaart.model.situation import required_date
from routekaart.route import Route

_OUTCOMES: tuple[str, ...] = (*get_args(Outcome), REFUSED)
"""Every value of the column `outcome`."""
_Shown: TypeAlias = tuple[str, str | None, str | None]
"""The part of an answer that is shown: outcome, target and missing."""


def cohort(
    route: Route,
    step: str,
    frame: Any,
    *,
    on: date | str,
    changes: bool = True,
    contested: bool = False,
    prefix: str = "",
    not_facts: Collection[str] = (),
    lang: Language | None = None,
) -> Any:
    """The implementation of `routekaart.cohort`, which documents it."""
    day = required_date(on, untranslated("cohort"))
    columns = columns_in(frame)
    names = answer_columns(columns, prefix, changes=changes, contested=contested)
    facts, at = check_columns(route, step, columns, not_facts)
    taken, returned = taken_in(frame, [*facts, *([at] if at else [])])
    table = WorkingTable(taken)
    nobody = table.blank()
    if at is not None and not is_written(table.schema[at]):
        shown = one_line(at)
        raise unusable(
            f"kolom {shown}: verwacht worden stappen van route {route.id}, als tekst",
            f"column {shown}: expected steps of route {route.id}, as text",
            at,
        )
    question = _Question(table, route, day, facts, None if at else step, at, lang or route.language)
    try:
        found = question.for_all_rows(changes=changes, contested=contested)
    except TooHardError:
        found = question.by_distinct_row(names)
    if nobody is not None:
        found = {answer: nw.when(~nobody).then(column) for answer, column in found.items()}
    return returned(table.finished({names[answer]: found[answer] for answer in names}), list(names.values()))


@dataclass(frozen=True)
class _Question:
    """One call of `cohort`, with its arguments checked.

    Attributes:
        step: the step of all rows; None when each row has its own, in the column `at`.
    """

    table: WorkingTable
    route: Route
    on: date
    facts: tuple[str, ...]
    step: str | None
    at: str | None
    lang: Language

    def for_all_rows(self, *, changes: bool, contested: bool) -> dict[str, nw.Expr]:
        """The answers as one expression for all rows.

        Raises:
            TooHardError: the diagrams would become too large.
        """
        table, route = self.table, self.route
        rows = read_rows(table, route, self.facts, self.on)
        table.later()
        refusals = [*rows.refusals, *self._nowhere()]
        diagrams = {name: step_diagram(route, route.steps[name], self.on, rows.columns) for name in self._steps()}
        answers = Answers(answer for one in diagrams.values() for answer in ends(one.tree) if answer is not None)
        dtype = answers.dtype

        def numbers_at(diagram: StepDiagram) -> nw.Expr:
            chosen = choosers(table, diagram.grid, diagram.choices, rows.known)
            return code(table, diagram.tree, chosen, answers.number, dtype)

        numbers = {name: table.kept(partial(numbers_at, one)) for name, one in diagrams.items()}
        number = self._by_step(numbers, nw.lit(0, dtype=dtype))
        problem = nw.lit(None, dtype=nw.String)
        if refusals:
            refused = table.put(nw.any_horizontal(*(one.found for one in refusals), ignore_nulls=True))
            number = nw.when(refused).then(nw.lit(0, dtype=dtype)).otherwise(number)
            # Compute these texts for refused rows only: some engines evaluate both branches.
            problem = nw.when(refused).then(self._problem(refusals))
        number = table.put(number)
        targets, questions = [*route.steps, *route.ends], list(route.facts)
        found = answers.names(table, number, targets, questions, refused=bool(refusals))
        found["problem"] = problem
        if changes:
            found["changes_on"] = self._changes(rows, number)
        if contested:
            found["contested"] = self._contested(rows)
        return found

    def by_distinct_row(self, answers: Iterable[str]) -> dict[str, nw.Expr]:
        """The answers, decided by the route for each distinct row.

        Args:
            answers: the names of the wanted ones, from `columns.ANSWERS`.
        """
        types: dict[str, Any] = {name: nw.Int32() if name == "changes_on" else nw.String() for name in answers}
        columns = [*self.facts, *([self.at] if self.at else [])]
        decide = partial(self._decide, changes="changes_on" in types, contested="contested" in types)
        found = by_distinct_row(self.table, columns, decide, types)
        if "changes_on" in found:
            found["changes_on"] = self._date(found["changes_on"])
        return found

    def _decide(self, row: Mapping[str, object], *, changes: bool, contested: bool) -> dict[str, object]:
        """The answers of the route for one row."""
        refused: dict[str, object] = {
            "outcome": REFUSED,
            "target": None,
            "missing": None,
            "changes_on": None,
            "contested": None,
        }
        step = str(row[self.at]) if self.at else self.step or ""
        if step not in self.route.steps:
            return {**refused, "problem": self._no_step().in_language(self.lang)}
        facts = {name: row[name] for name in self.facts}
        try:
            made = self.route.decide(step, facts, on=self.on)
        except FactError as error:
            return {**refused, "problem": error.message(self.lang).replace("\n", "; ")}
        later = made.changes_on if changes else None
        hangs_on = joined(named(one.reading, one.alternative) for one in made.contested) if contested else None
        return {
            "outcome": made.outcome,
            "target": made.target,
            "missing": next(iter(made.missing), None),
            "changes_on": None if later is None else day_number(later),
            "contested": hangs_on,
            "problem": None,
        }

    def _steps(self) -> list[str]:
        return list(self.route.steps) if self.step is None else [self.step]

    def _by_step(self, found: Mapping[str, nw.Expr | None], nothing: nw.Expr) -> nw.Expr:
        """For each row, the value in the column found for its step; `nothing` where there is no such column."""
        if self.at is None:
            (only,) = found.values()
            return nothing if only is None else only
        here = nw.col(self.at).cast(nw.String)
        by_step = [(step, column) for step, column in found.items() if column is not None]
        return reduce(lambda others, one: nw.when(here == one[0]).then(one[1]).otherwise(others), by_step, nothing)

    def _nowhere(self) -> list[RefusedRows]:
        """The rows whose step is not a step of the route."""
        if self.at is None:
            return []
        here = nw.col(self.at).cast(nw.String)
        found = self.table.put((~here.is_in(list(self.route.steps))).fill_null(value=True))
        return [RefusedRows(found, self._no_step())]

    def _no_step(self) -> Text:
        name = self.route.id
        return Text(f"{self.at}: verwacht wordt een stap van route {name}", f"{self.at}: expected a step of {name}")

    def _problem(self, refusals: list[RefusedRows]) -> nw.Expr:
        """Why each row is refused."""
        texts = (nw.when(one.found).then(nw.lit(one.text.in_language(self.lang))) for one in refusals)
        return nw.concat_str(*texts, separator="; ", ignore_nulls=True)

    def _changes(self, rows: Rows, number: nw.Expr) -> nw.Expr:
        """The day on which each answer changes; null for refused rows."""
        try:
            changing = Changing(self.table, self.route, rows, self.on)
            found = {name: changing.first_change(self.route.steps[name]) for name in self._steps()}
        except TooHardError:
            return self.by_distinct_row(["changes_on"])["changes_on"]
        never = nw.lit(None, dtype=nw.Int32)
        return self._date(self.table.put(nw.when(number > 0).then(self._by_step(found, never))))

    def _contested(self, rows: Rows) -> nw.Expr:
        """The readings that each answer depends on; null for refused rows."""
        try:
            return contested_rows(self.table, self.route, rows, self.facts, self._steps(), self.on, self._by_step)
        except TooHardError:
            return self.by_distinct_row(["contested"])["contested"]

    def _date(self, number: nw.Expr) -> nw.Expr:
        return as_date(self.table.put, number, by_casting=self.table.days_are_numbers)


class Answers:
    """The distinct answers of a table, numbered from 1; 0 is for refused rows.

    Numbers become names last, for speed. Answers that share an outcome have consecutive numbers, and among those the
    ones that share a target.
    """

    def __init__(self, answers: Iterable[RowAnswer]) -> None:
        ordered = sorted(set(map(_shown, answers)), key=_order)
        self._numbers = {answer: number for number, answer in enumerate(ordered, 1)}

    @property
    def dtype(self) -> nw.Int8 | nw.Int16:
        """The type of a column of numbers: the smallest that fits, for speed."""
        return nw.Int8() if len(self._numbers) < 127 else nw.Int16()

    def number(self, answer: RowAnswer | None) -> int:
        """The number of an answer."""
        return 0 if answer is None else self._numbers[_shown(answer)]

    def names(
        self, table: WorkingTable, number: nw.Expr, targets: Sequence[str], questions: Sequence[str], *, refused: bool
    ) -> dict[str, nw.Expr]:
        """The columns outcome, target and missing.

        Args:
            targets: every step and end of the route, and `questions` every fact; the names a column can hold.
            refused: whether there may be refused rows.
        """
        columns = {"outcome": (_OUTCOMES, REFUSED), "target": (targets, None), "missing": (questions, None)}
        found = {}
        for at, (answer, (names, of_refused)) in enumerate(columns.items()):
            numbered = [(number, one[at]) for one, number in self._numbers.items()]
            if refused or not numbered:
                numbered = [(0, of_refused), *numbered]
            dtype = nw.Enum(list(dict.fromkeys(names))) if table.names_are_enums else nw.String()
            found[answer] = _named(number, numbered, dtype)
        return found


def _shown(answer: RowAnswer) -> _Shown:
    return answer.outcome, answer.target, answer.missing


def _order(shown: _Shown) -> tuple[int, str, str]:
    outcome, target, missing = shown
    return _OUTCOMES.index(outcome), target or "", missing or ""


def _named(number: nw.Expr, numbered: Iterable[tuple[int, str | None]], dtype: Any) -> nw.Expr:
    """Names for a column of numbers, with one comparison for each run of numbers that share a name."""
    runs = [(name, max(at for at, _ in run)) for name, run in groupby(numbered, key=itemgetter(1))]
    chosen = nw.lit(runs[-1][0], dtype=dtype)
    for name, last in reversed(runs[:-1]):
        chosen = nw.when(number <= last).then(nw.lit(name, dtype=dtype)).otherwise(chosen)
    return chosen
