"""Students in a parquet file: read, decided about and written again, beside copying the file with the same engine.

Each measurement is a process of its own. By itself, with any number of rows: python benchmarks/cohort_files.py ROWS
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from statistics import median
from subprocess import run
from tempfile import TemporaryDirectory
from typing import Any

from findings import Part, Table, duration, figure
from memory import peak, start_peak

import routekaart

PACKAGES = ("polars", "duckdb", "pyspark")
ROWS, QUICK = 5_000_000, 200_000
_ON = "2026-03-01"
_STEP = "stap"
_BATCH = 1_000_000
_ROUNDS = 3
_LONG = 15.0
TASKS = ("copy", "cohort", "count")
"""Copying the file; the same with the answers beside each row; and only counting how many rows get which answer."""
ENGINES = ("polars", "duckdb", "pyspark")


@dataclass(frozen=True)
class Taken:
    """What one process took.

    Attributes:
        seconds: of the wall clock, for these engines use threads and other processes.
        megabytes: that the work added to the peak of the process; of pyspark, the peak of the process of Java.
        counts: how many rows got which answer, where they were counted.
    """

    seconds: float
    megabytes: float
    counts: dict[str, int]


def measure(quick: bool) -> Part:
    """How long it takes, against copying, and in how much memory."""
    return measured(QUICK if quick else ROWS, 1 if quick else _ROUNDS)


def measured(rows: int, rounds: int) -> Part:
    """The same for any number of rows."""
    told: list[tuple[str, ...]] = []
    figures: dict[str, float] = {}
    skipped: list[str] = []
    counted: dict[str, dict[str, int]] = {}
    with TemporaryDirectory() as folder:
        file = Path(folder) / "students.parquet"
        make(file, rows)
        for engine in ENGINES:
            if find_spec(engine) is None or (engine == "pyspark" and which("java") is None):
                skipped.append(f"{engine} is not installed; `uv run --group bench --group spark`")
                continue
            taken = {task: list(_repeated(engine, task, file, rounds)) for task in TASKS}
            seconds = {task: median(one.seconds for one in found) for task, found in taken.items()}
            most = {task: max(one.megabytes for one in found) for task, found in taken.items()}
            counted[engine] = taken["count"][0].counts
            figures[f"{engine}, written to copied"] = seconds["cohort"] / seconds["copy"]
            figures[f"{engine}, MB"] = max(most["cohort"], most["count"])
            for task in TASKS:
                ratio = figure(seconds[task] / seconds["copy"])
                told.append((f"{engine}, {task}", duration(seconds[task]), f"{ratio} x", f"{most[task]:,.0f}"))
    if any(one != next(iter(counted.values())) for one in counted.values()):
        raise SystemExit(f"the engines do not give the same answers: {counted}")
    about = (
        f"{rows:,} students in a parquet file, in four steps of `roc_bbl`, a tenth of the facts unknown. Written: the "
        "same file with outcome, target, first question and problem of each. Counted: how many get which. All engines "
        "count the same."
    )
    heads = ("", "time", "x copying the file", "MB at the peak")
    return Part("A cohort in a file", about, (Table(f"{rows:,} rows", heads, tuple(told)),), figures, tuple(skipped))


def make(file: Path, rows: int) -> None:
    """Writes a file of students, the same on every run."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    chance = np.random.default_rng(20260301)
    writer: Any = None
    for start in range(0, rows, _BATCH):
        size = min(_BATCH, rows - start)

        def known(values: Any, size: int = size) -> Any:
            return pa.array(values, mask=chance.random(size) < 0.1)

        table = pa.table(
            {
                "nummer": pa.array(np.arange(start, start + size)),
                _STEP: pa.array(np.array(["P3", "P9", "P11", "P15"])[chance.integers(0, 4, size)]),
                "leeftijd": known(chance.integers(15, 28, size)),
                "startkwalificatie": known(chance.random(size) < 0.4),
                "vrijstelling_kwalificatieplicht": known(chance.random(size) < 0.2),
                "heeft_werkplek": known(chance.random(size) < 0.5),
                "werkplekaanpassing_nodig": known(chance.random(size) < 0.3),
                "recht_op_loonkostensubsidie": known(np.array(["nee", "mogelijk", "ja"])[chance.integers(0, 3, size)]),
                "ondersteuningsbehoefte": known(chance.random(size) < 0.4),
                "zoekduur": known(chance.integers(0, 7, size)),
            }
        )
        writer = writer or pq.ParquetWriter(file, table.schema)
        writer.write_table(table)
    writer.close()


def _repeated(engine: str, task: str, file: Path, rounds: int) -> Iterator[Taken]:
    """What some processes took, one after another; what takes long is not repeated."""
    for _ in range(rounds):
        taken = _in_a_process(engine, task, file)
        yield taken
        if taken.seconds > _LONG:
            break


def _in_a_process(engine: str, task: str, file: Path) -> Taken:
    found = run([sys.executable, __file__, engine, task, str(file)], capture_output=True, text=True, check=False)
    if found.returncode:
        raise SystemExit(f"{engine}, {task}: {found.stderr[-2000:]}")
    return Taken(**json.loads(found.stdout.splitlines()[-1]))


def _work(engine: str, task: str, file: Path) -> Taken:
    route = routekaart.load("roc_bbl")
    made = file.with_name(f"made_{engine}.parquet")

    def answered(frame: Any) -> Any:
        return frame if task == "copy" else routekaart.cohort(route, _STEP, frame, on=_ON, changes=False)

    started, work, most = _OF[engine](file, made, answered, task == "count")
    start = time.perf_counter()
    counts = work()
    seconds = time.perf_counter() - start
    told = {f"{outcome} {target or '-'}": int(rows) for outcome, target, rows in counts or ()}
    return Taken(seconds, most() - started, dict(sorted(told.items())))


_Prepared = tuple[float, Callable[[], Any], Callable[[], float]]
_Answered = Callable[[Any], Any]


def _polars(file: Path, made: Path, answered: _Answered, counting: bool) -> _Prepared:
    import polars as pl

    def work() -> Any:
        frame = answered(pl.scan_parquet(file))
        if not counting:
            return frame.sink_parquet(made)
        return frame.group_by("outcome", "target").len().collect(engine="streaming").iter_rows()

    return start_peak(), work, peak


def _duckdb(file: Path, made: Path, answered: _Answered, counting: bool) -> _Prepared:
    import duckdb

    # What is written need not stand in the order in which it was read.
    duckdb.execute("SET preserve_insertion_order = false")

    def work() -> Any:
        frame = answered(duckdb.read_parquet(str(file)))
        return frame.aggregate("outcome, target, count(*)").fetchall() if counting else frame.write_parquet(str(made))

    return start_peak(), work, peak


def _pyspark(file: Path, made: Path, answered: _Answered, counting: bool) -> _Prepared:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.driver.memory", "2g").config("spark.log.level", "ERROR").getOrCreate()
    session.range(10).count()  # starting takes seconds, and has nothing to do with the work

    def work() -> Any:
        frame = answered(session.read.parquet(str(file)))
        if counting:
            return [tuple(row) for row in frame.groupBy("outcome", "target").count().collect()]
        return frame.write.mode("overwrite").parquet(str(made))

    return 0.0, work, _peak_of_java


def _peak_of_java() -> float:
    """The most memory that processes of Java that were started from here had in use, in megabytes."""
    found = 0.0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(
                line.split(":\t", 1) for line in status.read_text(encoding="utf-8").splitlines() if ":\t" in line
            )
        except OSError:
            continue
        if lines.get("Name") == "java":
            found = max(found, float(lines["VmHWM"].split()[0]) / 1024)
    return found


_OF: dict[str, Callable[[Path, Path, _Answered, bool], _Prepared]] = {
    "polars": _polars,
    "duckdb": _duckdb,
    "pyspark": _pyspark,
}


def main(arguments: list[str]) -> None:
    if len(arguments) == 1:
        print("\n".join(measured(int(arguments[0]), 1).markdown()))
        return
    engine, task, file = arguments
    print(json.dumps(vars(_work(engine, task, Path(file)))))


if __name__ == "__main__":
    main(sys.argv[1:])
