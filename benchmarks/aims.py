"""What the figures should be, and what they are: met or not met, as it was measured."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from findings import Table, figure


@dataclass(frozen=True)
class Aim:
    """A bound for one figure.

    Attributes:
        part: the part of the benchmarks that measures it.
        figure: the name of what is measured.
        kind: whether the figure may be at most, or must be at least, the bound.
        stretch: what we would like it to be.
        unit: what the figure is: "x" for a ratio, or a unit.
    """

    part: str
    what: str
    figure: str
    kind: Literal["at most", "at least"]
    bound: float
    stretch: float | None = None
    unit: str = "x"

    def verdict(self, measured: float) -> str:
        """Whether a figure meets the aim, and what we would like besides."""
        if not self._within(measured, self.bound):
            return "**not met**"
        return "stretch met" if self.stretch is not None and self._within(measured, self.stretch) else "met"

    def _within(self, measured: float, bound: float) -> bool:
        return measured <= bound if self.kind == "at most" else measured >= bound


_LARGE = "check route 10000"
_STROKE = "key stroke, five: that file, in a folder where everything was checked before"
AIMS = (
    Aim("decide", "one decision, to hand-written", "decide", "at most", 6, 3.5),
    Aim("decide", "the same with unknown facts", "decide, partly known", "at most", 6, 3.5),
    Aim("decide", "the fastest peer, to ours", "decide, fastest peer", "at least", 1),
    Aim("decide", "right answers of 300 with unknown facts", "decide, right", "at least", 300, unit=""),
    Aim("explain", "decide and explain, to zen with trace", "explain", "at most", 0.5, 0.25),
    Aim("page", "duties at every step, to deciding", "page, duties", "at most", 6),
    Aim("page", "`changes_on` at every step, to deciding", "page, changes_on", "at most", 6),
    Aim("page", "the first page of a new day, to the third", "new day, first", "at most", 1.5),
    Aim("page", "the page of a new day that makes tables, to the one before", "new day, spike", "at most", 3),
    Aim("journey", "a log of 1,000 read back, to deciding as often", "journey, read", "at most", 60),
    Aim("journey", "what corrections change, of twice the log", "journey, corrections grow", "at most", 2.2),
    Aim("loading", "load five routes, cache warm, to bare Python", "load, warm", "at most", 5, 2),
    Aim("loading", "load five routes from text, to PyYAML and pydantic", "load, from text to PyYAML", "at most", 1),
    Aim("loading", "the same, to zen (a stretch)", "load, from text to zen", "at most", 1),
    Aim("loading", "`routekaart decide`, cache warm, to bare Python", "decide command", "at most", 8, 3),
    Aim("loading", "`routekaart check routes/`, to bare Python", "check command", "at most", 45, 20),
    Aim(
        "check",
        "gap, overlap and graph of 10,000 steps",
        f"{_LARGE}, proofs and graph: seconds",
        "at most",
        1,
        0.3,
        "s",
    ),
    Aim("check", "gap and overlap of 10,000 steps, z3 to ours", f"{_LARGE}, z3 to ours", "at least", 50),
    Aim("check", "all checks of 10,000 steps", f"{_LARGE}, all checks: seconds", "at most", 15, 5, "s"),
    Aim("check", "memory of that", f"{_LARGE}, all checks: MB", "at most", 1000, unit="MB"),
    Aim("check", "one step of 20 over 40 facts", "check wide 20, all checks: seconds", "at most", 0.015, unit="s"),
    Aim("check", "one step of 200 over 40 facts", "check wide 200, all checks: seconds", "at most", 0.5, unit="s"),
    Aim("check", "one step of 2,000 over 40 facts", "check wide 2000, all checks: seconds", "at most", 2, unit="s"),
    Aim("check", "memory of that", "check wide 2000, all checks: MB", "at most", 50, unit="MB"),
    Aim("key_stroke", "a key stroke in a folder of five, to that file alone", _STROKE, "at most", 1.5),
    Aim("key_stroke", "the same, the whole folder", "key stroke, five: the whole folder", "at most", 1.5),
    Aim("key_stroke", "the same file in a folder of 200", "key stroke, many", "at most", 1.5),
    Aim("key_stroke", "the same, the whole folder of 200", "key stroke, all", "at most", 1.5),
    Aim("growth", "memory of 10,000 loaded steps, to their text", "growth 10000, memory to text", "at most", 10, 5),
    Aim("cohort", "cohort on polars, to a loop over dicts", "cohort to loop", "at least", 10, 15),
    Aim("cohort", "cohort on polars, to native polars", "cohort to native polars", "at least", 0.6),
    Aim("cohort", "cohort on duckdb, to a CASE by hand", "cohort on duckdb to SQL", "at least", 0.5),
    Aim("cohort", "cohort with `changes_on`, to a loop", "cohort with changes_on to loop", "at least", 1),
    *(
        Aim("cohort_files", f"written on {engine}, to copying the file", f"{engine}, written to copied", "at most", 2)
        for engine in ("polars", "duckdb", "pyspark")
    ),
    Aim("cohort_files", "memory of polars", "polars, MB", "at most", 1000, unit="MB"),
    Aim("cohort_files", "memory of duckdb", "duckdb, MB", "at most", 1000, unit="MB"),
)


def aims_table(parts: Collection[str], figures: Mapping[str, float]) -> Table:
    """The aims of some parts, each beside what was measured."""
    rows = []
    for aim in (aim for aim in AIMS if aim.part in parts):
        measured = figures.get(aim.figure)
        rows.append(
            (
                aim.what,
                "-" if measured is None else _with_unit(measured, aim.unit),
                f"{aim.kind} {_with_unit(aim.bound, aim.unit)}",
                "" if aim.stretch is None else _with_unit(aim.stretch, aim.unit),
                "not measured" if measured is None else aim.verdict(measured),
            )
        )
    return Table("Aims", ("what", "measured", "aim", "stretch", "verdict"), tuple(rows))


def _with_unit(number: float, unit: str) -> str:
    shown = f"{number:g}" if number == round(number, 3) else figure(number)
    return f"{shown} {unit}".strip()
