"""Commands that write, killed at the first change that can be seen, or with a disk that is full.

Run by itself it tries each command as often as is asked, and prints how often something was lost:

    PYTHONPATH=tests python tests/files/disk/killing.py --times 200
"""

import argparse
import os
import random
import resource
import shlex
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from support.places import ROOT

from routekaart.cli import main
from routekaart.files.disk.replacing import BESIDE

FACTS = "--fact geboortedatum=2009-03-01 --fact startkwalificatie=nee --fact vrijstelling_kwalificatieplicht=nee"
COMMANDS = {
    "fix": "check mend --fix",
    "check": "check mend -o json=out.json -o sarif=out.sarif",
    "new baseline": "check mend --baseline new.json --update-baseline",
    "baseline": "check mend --baseline known.json --update-baseline",
    "diff": "diff roc_bbl entree -o out.txt",
    "map": "map roc_bbl -o out.svg",
    "calendar": f"outlook roc_bbl P11 {FACTS} --on 2026-03-01 --ics out.ics",
    "table": "cohort roc_bbl students.csv --step P11 --on 2026-03-01 -o out.csv",
    "parquet": "cohort roc_bbl students.csv --step P11 --on 2026-03-01 -o out.parquet",
    "chart": "cohort roc_bbl students.csv --step P11 --on 2026-03-01 --chart out.svg",
    "simulation": "simulate roc_bbl --on 2026-03-01 --students 2000 -o out.csv",
    "junit": "test tests --junit out.xml",
    "generate": "test tests/nazorg.yaml --generate -o tests/nazorg.tests.yaml --on 2026-03-01",
    "generate anew": "test tests/nazorg.yaml --generate -o tests/new.tests.yaml --on 2026-03-01",
    "init": "init project",
    "new": "new another --folder project",
}
OUTPUTS = ("out.json", "out.sarif", "out.txt", "out.svg", "out.ics", "out.csv", "out.parquet", "out.xml")
IN_A_NEW_PROCESS = frozenset({"table", "parquet", "chart"})
"""Commands whose libraries have threads, which a fork does not take along."""


def set_up(folder: Path) -> None:
    """A folder with everything that the commands read, and earlier outputs."""
    for name, files in {
        "mend": ("tests/data/fixes/tikfouten.yaml", "tests/data/fixes/opruimen.yaml"),
        "tests": (),
    }.items():
        (folder / name).mkdir()
        for file in files:
            shutil.copy(ROOT / file, folder / name)
    shutil.copy(ROOT / "tests/data/diffs/voorbeeld/nieuw.yaml", folder / "tests/nazorg.yaml")
    (folder / "tests/nazorg.tests.yaml").write_text("routekaart_tests: 1\nroute: nazorg\n# mine\n", encoding="utf-8")
    rows = "".join(f"2009-0{number % 9 + 1}-01,nee,nee\n" for number in range(2_000))
    header = "geboortedatum,startkwalificatie,vrijstelling_kwalificatieplicht\n"
    (folder / "students.csv").write_text(header + rows, encoding="utf-8")
    gone = '{"file": "mend/gone.yaml", "rule": "gap", "part": "steps.A", "count": 1}'
    text = f'{{"format": "routekaart.baseline", "format_version": 1, "findings": [{gone}]}}\n'
    (folder / "known.json").write_text(text, encoding="utf-8")
    for name in OUTPUTS:
        (folder / name).write_text(f"an earlier {name}\n", encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """What stands in each file of a folder, but for those that were being written."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(BESIDE)
    }


@dataclass(frozen=True)
class Tried:
    """A command with what was there before, what it makes of that, and how it ends."""

    command: str
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    status: int


def lost(tried: Tried, now: Mapping[str, bytes]) -> list[str]:
    """The files that are neither as they were nor as they should become."""
    names = tried.before.keys() | now.keys()
    return [name for name in names if now.get(name) not in (tried.before.get(name), tried.after.get(name))]


def tried(name: str) -> Tried:
    """A command, done once to its end."""
    with a_folder() as folder:
        before = contents(folder)
        status = ended(start(name, folder))
        return Tried(COMMANDS[name], before, contents(folder), status)


def kill(name: str, known: Tried, delay: float) -> tuple[bool, list[str]]:
    """Whether a command was killed before it had ended, some time after the first change; and which files were lost."""
    with a_folder() as folder:
        was = marks(folder)
        process = start(name, folder)
        deadline = time.monotonic() + 60
        while marks(folder) == was and time.monotonic() < deadline:
            if gone(process):
                break
            # The command needs the processor too.
            time.sleep(0.0003)
        time.sleep(delay)
        os.kill(process, signal.SIGKILL)
        killed = ended(process) == -signal.SIGKILL
        return killed, lost(known, contents(folder))


def fill(name: str, known: Tried, size: int) -> tuple[int, list[str]]:
    """How a command ends when no file can become larger than `size` bytes; and which files were lost."""
    with a_folder() as folder:
        status = ended(start(name, folder, lambda: full(size)))
        return status, lost(known, contents(folder))


def full(size: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@contextmanager
def a_folder() -> Iterator[Path]:
    """A folder that is set up, and gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="killing-") as name:
        set_up(Path(name))
        yield Path(name)


def marks(folder: Path) -> list[tuple[str, int, int]]:
    """The names in a folder, with when each file was changed and its size."""
    found = []
    for top in (folder, folder / "mend", folder / "tests", folder / "project", folder / "project/routes"):
        try:
            with os.scandir(top) as entries:
                for entry in entries:
                    status = entry.stat(follow_symlinks=False)
                    found.append((entry.path, status.st_mtime_ns, status.st_size))
        except FileNotFoundError:
            continue
    return found


def start(name: str, folder: Path, prepare: Callable[[], None] = lambda: None) -> int:
    """Starts a command in a folder; the number of its process."""
    process = os.fork()
    if process:
        return process
    status = 1
    try:
        os.chdir(folder)
        os.environ["ROUTEKAART_CACHE"] = "off"
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        prepare()
        words = shlex.split(COMMANDS[name])
        if name in IN_A_NEW_PROCESS:
            os.execv(sys.executable, [sys.executable, "-m", "routekaart", *words])
        main(words, standalone_mode=True)
    except SystemExit as ending:
        status = ending.code if isinstance(ending.code, int) else 1
    finally:
        os._exit(status)


def gone(process: int) -> bool:
    """Whether a process has ended; it can still be asked how."""
    return os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def ended(process: int) -> int:
    """How a process ended: its status, or minus the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def sizes(known: Tried) -> Iterator[int]:
    """Sizes that stop a command at different places: at once, and just before each of its files is whole."""
    made = [len(content) for name, content in known.after.items() if known.before.get(name) != content]
    yield from (0, 1, 4095, 4097, *(size - 1 for size in made))


def try_all(name: str, times: int, luck: random.Random, *, few: bool) -> bool:
    """Tries one command, prints what became of it, and tells whether all was well."""
    known = tried(name)
    killed = [kill(name, known, luck.choice((0, 0, luck.random() * 0.02))) for _ in range(times)]
    listed = list(sizes(known))
    filled = [fill(name, known, size) for size in (listed[:: len(listed) - 1] if few else listed)]
    bad = [files for _, files in (*killed, *filled) if files]
    silent = [status for status, _ in filled if status not in (2, known.status)]
    times_killed = sum(was_killed for was_killed, _ in killed)
    shown = f"{name:15} killed {times_killed:4} of {times}, disk full {len(filled):3}, files lost {len(bad)}"
    print(shown, *bad[:2], *(f"status {status}" for status in silent), flush=True)
    return not bad and not silent and known.status in (0, 1) and known.before != known.after


def run() -> None:
    """Tries each command as often as is asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=COMMANDS)
    parser.add_argument("--few", action="store_true", help="only two sizes of a full disk")
    asked = parser.parse_args()
    luck = random.Random(asked.seed)
    names = [asked.only] if asked.only else list(COMMANDS)
    well = [try_all(name, asked.times, luck, few=asked.few) for name in names]
    raise SystemExit(0 if all(well) else 1)


if __name__ == "__main__":
    run()
