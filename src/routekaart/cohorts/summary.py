"""The counts of a whole table: how many students go to each place, wait for each fact, or cannot be used."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from routekaart.cohorts.contested_names import split
from routekaart.deciding.outcome_words import REFUSED, Outcome
from routekaart.model.fact_types import FactType
from routekaart.model.fact_values import ValueRefused, read_value, write_value

if TYPE_CHECKING:
    import polars

    from routekaart.cohorts.cohorts_dicts import ContestedCountDict, CountsDict

MOST_ROWS = 3
"""The most row numbers that are kept for one problem."""


@dataclass(frozen=True, slots=True)
class AnswerKind:
    """Students with the same answer.

    Attributes:
        group: their value in the column that the table is grouped by; None where there is none.
    """

    group: str | None
    step: str
    outcome: Outcome
    target: str | None
    missing: str | None


@dataclass
class ProblemRows:
    """The rows with one problem: how many, and the numbers of the first ones, counted from 1."""

    count: int = 0
    rows: list[int] = field(default_factory=list)


@dataclass
class Summary:
    """The counts of a table. Add its pieces in order.

    Attributes:
        kinds: the number of students by answer.
        soon: the number of those whose answer changes within the period that is examined.
        problems: the rows with each problem, by group and text.
        contested: the number whose answer depends on an unconfirmed reading, by group and alternative (`A-31=strikt`).
        students: the number of students.
        blank: the number of blank rows.
    """

    kinds: Counter[AnswerKind] = field(default_factory=Counter)
    soon: Counter[AnswerKind] = field(default_factory=Counter)
    problems: dict[tuple[str | None, str], ProblemRows] = field(default_factory=dict)
    contested: Counter[tuple[str | None, str]] = field(default_factory=Counter)
    students: int = 0
    blank: int = 0

    def add(self, rows: "polars.DataFrame", names: "AnswerColumns") -> None:
        """Adds the rows of the next piece."""
        import polars

        marked = rows.with_row_index("_row", offset=self.students + self.blank + 1).with_columns(
            _group=polars.col(names.group).cast(polars.String) if names.group else None,
            _step=polars.col(names.step).cast(polars.String) if names.at else polars.lit(names.step),
            _soon=polars.col(names.changes_on) <= names.until if names.until else False,
        )
        outcome = polars.col(names.outcome).cast(polars.String)
        counted = (
            marked.filter(outcome != REFUSED)
            .group_by("_group", "_step", names.outcome, names.target, names.missing)
            .agg(polars.len().alias("_count"), polars.col("_soon").sum())
        )
        columns = ["_group", "_step", names.outcome, names.target, names.missing, "_count", "_soon"]
        for *what, count, soon in counted.select(columns).iter_rows():
            kind = replace(AnswerKind(*what), group=_as_read(what[0], names.group_fact))
            self.kinds[kind] += count
            self.soon[kind] += soon
        refused = (
            marked.filter(outcome == REFUSED)
            .group_by("_group", names.problem)
            .agg(polars.len().alias("_count"), polars.col("_row").bottom_k(MOST_ROWS).sort())
        )
        for group, told_problem, count, first in refused.select("_group", names.problem, "_count", "_row").iter_rows():
            key = _as_read(group, names.group_fact), told_problem
            problem = self.problems.setdefault(key, ProblemRows())
            problem.count += count
            problem.rows = sorted([*problem.rows, *first])[:MOST_ROWS]
        if names.contested:
            hanging = marked.drop_nulls(names.contested).group_by("_group", names.contested).len()
            for group, text, count in hanging.iter_rows():
                for alternative in split(text):
                    self.contested[_as_read(group, names.group_fact), alternative] += count
        blank = rows[names.outcome].null_count()
        self.blank += blank
        self.students += len(rows) - blank

    def groups(self) -> list[str | None]:
        """The groups of the table, the largest first."""
        found: Counter[str | None] = Counter()
        for kind, count in self.kinds.items():
            found[kind.group] += count
        for (group, _), problem in self.problems.items():
            found[group] += problem.count
        return [group for group, _ in sorted(found.items(), key=lambda one: (-one[1], one[0] is None, one[0]))]

    def of_group(self, group: str | None) -> "Summary":
        """The counts of one group."""
        kinds = Counter({kind: count for kind, count in self.kinds.items() if kind.group == group})
        soon = Counter({kind: count for kind, count in self.soon.items() if kind.group == group})
        problems = {key: problem for key, problem in self.problems.items() if key[0] == group}
        students = kinds.total() + sum(problem.count for problem in problems.values())
        contested = Counter({key: count for key, count in self.contested.items() if key[0] == group})
        return Summary(kinds, soon, problems, contested, students)

    def steps(self, order: Iterable[str]) -> list[str]:
        """The steps with students in them."""
        used = {kind.step for kind in self.kinds}
        return [step for step in order if step in used]


@dataclass(frozen=True)
class AnswerColumns:
    """The columns of a table with answers.

    Attributes:
        step: a step, or (`at`) the column with the step of each row.
        group: the column that the table is grouped by.
        group_fact: the fact in this column; None when it does not hold a fact.
        changes_on, contested: empty when not requested.
        until: an answer that changes on or before this day counts as changing soon; None without `changes_on`.
    """

    step: str
    at: bool
    outcome: str
    target: str
    missing: str
    problem: str
    changes_on: str = ""
    until: date | None = None
    group: str | None = None
    group_fact: FactType | None = None
    contested: str = ""


def _as_read(group: str | None, fact: FactType | None) -> str | None:
    """The value in a cell, however it is spelt; the cell itself when the fact does not accept it."""
    if group is None or fact is None:
        return group
    try:
        return write_value(read_value(fact, group))
    except ValueRefused:
        return group


def as_dict(summary: Summary, steps: Iterable[str]) -> "CountsDict":
    """The counts as JSON values."""
    return {
        "students": summary.students,
        "steps": [
            {
                "step": step,
                "students": sum(count for kind, count in summary.kinds.items() if kind.step == step),
                "changing_soon": sum(count for kind, count in summary.soon.items() if kind.step == step),
                "answers": [
                    {
                        "outcome": kind.outcome,
                        "target": kind.target,
                        "missing": kind.missing,
                        "students": count,
                    }
                    for kind, count in _by_frequency(summary.kinds, step)
                ],
            }
            for step in summary.steps(steps)
        ],
        "refused": [
            {"problem": text, "students": problem.count, "rows": problem.rows}
            for (_, text), problem in sorted(summary.problems.items(), key=lambda one: (-one[1].count, one[0][1]))
        ],
    }


def contested_counts(summary: Summary) -> "list[ContestedCountDict]":
    """The number of students whose answer depends on each alternative, the largest first, as JSON values."""
    found: Counter[str] = Counter()
    for (_, text), count in summary.contested.items():
        found[text] += count
    return [
        {"reading": text.partition("=")[0], "alternative": text.partition("=")[2], "students": count}
        for text, count in sorted(found.items(), key=lambda one: (-one[1], one[0]))
    ]


def _by_frequency(kinds: Counter[AnswerKind], step: str) -> list[tuple[AnswerKind, int]]:
    """The answers at a step, the most frequent first."""
    found = [(kind, count) for kind, count in kinds.items() if kind.step == step]
    return sorted(found, key=lambda one: (-one[1], one[0].outcome, one[0].target or "", one[0].missing or ""))
