"""The run of `routekaart cohort` over one file: its columns, a decision for each row, and the counts."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from routekaart import Route
from routekaart import cohort as decide_all
from routekaart.cli.cohort_text import counted_students
from routekaart.cli.exits import refuse
from routekaart.cli.printing import count_up
from routekaart.cohorts.columns import ANSWERS, check_columns
from routekaart.cohorts.plain_copies import plain_copy
from routekaart.cohorts.recognising import DateOrder, recognised_values, told_names
from routekaart.cohorts.row_files import (
    READ_ENDINGS,
    can_divide,
    checked_ending,
    open_rows,
    pieces,
    with_short_refused,
    write_rows,
)
from routekaart.cohorts.summary import AnswerColumns, Summary
from routekaart.files.disk.scratch import scratch_folder
from routekaart.foundation.dates import move
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Language, Text, counted, say

if TYPE_CHECKING:
    import polars


def _above(number: int) -> Text:
    lines = counted(number, Text("regel", "line"), Text("regels", "lines"))
    return Text(
        f"{lines.nl} boven de namen van de kolommen overgeslagen", f"{lines.en} above the names of the columns left out"
    )


_TOO_SHORT = ("deze rij heeft minder cellen dan er kolommen zijn", "this row has fewer cells than there are columns")


@dataclass
class CohortRun:
    """The run of one file of students through a route: opened, decided about row by row, counted and written."""

    route: Route
    file: Path
    step: str
    on: date
    by: str | None
    prefix: str
    changes: bool
    lang: Language
    opened: ExitStack
    dates: DateOrder | None = None
    contested: bool = False
    recognised: list[Text] = field(default_factory=list)
    summary: Summary = field(default_factory=Summary)

    @property
    def until(self) -> date | None:
        """The last day on which a changed answer counts as changing soon: a month after `on`; None without changes."""
        return move(self.on, 1, "months") if self.changes else None

    def prepare(self, separator: str | None, columns: dict[str, str], not_facts: tuple[str, ...]) -> None:
        """Finds the file and its columns.

        Raises:
            CohortError: they cannot be used.
        """
        named = [self.step] if self.step not in self.route.steps else []
        known = [*self.route.facts, *named, *not_facts, *([self.by] if self.by else [])]

        def check(names: Sequence[str]) -> None:
            check_columns(self.route, self.step, names, not_facts)

        checked_ending(self.file, READ_ENDINGS)
        copy = plain_copy(self.file, lambda: self.opened.enter_context(scratch_folder()))
        found = open_rows(copy.file, separator, columns, known, check)
        self._separator, self._short = found.separator, found.short
        read = recognised_values(found.rows, self.route.facts, self.dates)
        rows = read.rows
        self.recognised += copy.recognised
        if found.above:
            self.recognised.append(_above(found.above))
        self.recognised += told_names({one: name for one, name in found.columns.items() if one not in columns})
        self.recognised += read.told
        self._check_by(rows, rows.collect_schema().names())
        self._answered: polars.LazyFrame = decide_all(
            self.route,
            self.step,
            rows,
            on=self.on,
            changes=self.changes,
            contested=self.contested,
            prefix=self.prefix,
            not_facts=not_facts,
            lang=self.lang,
        ).rename(found.columns)
        answered = self._answered.collect_schema().names()
        self._answers = {name: self.prefix + name for name in ANSWERS if self.prefix + name in answered}
        self._names = AnswerColumns(
            step=found.columns.get(self.step, self.step),
            at=self.step not in self.route.steps,
            **self._answers,
            until=self.until,
            group=found.columns.get(self.by, self.by) if self.by else None,
            group_fact=self.route.facts.get(self.by) if self.by else None,
        )

    def _check_by(self, rows: "polars.LazyFrame", schema: Sequence[str]) -> None:
        """Ends the command when the counts cannot be grouped by the column of `--by`."""
        if self.by is None:
            return
        if self.by not in schema:
            refuse(
                self.lang,
                f"--by {one_line(self.by)}: er is geen kolom met deze naam",
                f"--by {one_line(self.by)}: there is no such column",
            )
        if not can_divide(rows, self.by):
            refuse(
                self.lang,
                f"--by {one_line(self.by)}: verwacht wordt een kolom met tekst, getallen of datums",
                f"--by {one_line(self.by)}: expected a column with text, numbers or dates",
            )

    def go_through(self, target: Path | None) -> None:
        """Reads every row, counts it, and writes it to `target` if there is one.

        Raises:
            CohortError: the file cannot be read to its end.
            WritingError: the rows cannot be written.
        """
        if target is not None:
            write_rows(target, self._counted(), self._answered.collect_schema(), self._separator)
        else:
            for _ in self._counted():
                pass
        count_up("")

    def _counted(self) -> "Iterator[polars.DataFrame]":
        reason = say(self.lang, *_TOO_SHORT)
        answered = with_short_refused(pieces(self._answered, self.file), self._short, self._answers, reason)
        for piece in answered:
            self.summary.add(piece, self._names)
            count_up(counted_students(self.summary.students).in_language(self.lang))
            yield piece
