"""Starts the processes that try cases, and gathers what went wrong."""

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

SECONDS = 20
"""Of processor time, for one action: what takes longer is taken for work without end."""
HERE = Path(__file__).parent
WAIT = 120
"""So many seconds without a word, and a process is taken for one that hangs where no signal ends it."""


@dataclass(frozen=True)
class Finding:
    """Something that may never happen, and the files that show it.

    Attributes:
        number: which try it was.
        action: what was done, as a person can do it too.
        what, where: of which kind it is, and its place; findings are grouped by them.
        name: the file that was tried.
        files: that file, made smaller, and those beside it.
        whole: that file as it was tried.
    """

    seed: int
    kind: str
    number: int
    action: str
    what: str
    where: str
    detail: str
    name: str
    files: dict[str, bytes]
    whole: bytes

    @property
    def group(self) -> str:
        return f"{self.what}: {self.where}"

    @classmethod
    def read(cls, data: dict[str, Any]) -> "Finding":
        """A finding out of the line of a worker."""
        files = {name: text.encode("latin-1") for name, text in data["files"].items()}
        return cls(**{**data, "files": files, "whole": data["whole"].encode("latin-1")})


@dataclass
class Tried:
    """What came of trying.

    Attributes:
        tries: how many, by kind.
        seconds: how long it took, by kind.
        groups: the findings that are alike.
    """

    tries: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    groups: dict[str, list[Finding]] = field(default_factory=dict)

    def add(self, finding: Finding) -> None:
        self.groups.setdefault(finding.group, []).append(finding)


def try_kind(
    kind: str,
    seed: int,
    numbers: range,
    tried: Tried,
    told: Callable[[Finding], None] = lambda _: None,
    seconds: float = SECONDS,
) -> None:
    """Tries cases of one kind, in processes that are begun anew when one ends too early.

    Args:
        told: is called with each finding.
        seconds: of processor time, for one action.
    """
    started = time.monotonic()
    first = numbers.start
    while first < numbers.stop:
        with TemporaryDirectory(prefix="routekaart-fuzzing-") as name:
            run = _Run(kind, seed, first, numbers.stop, Path(name), seconds)
            for finding in run.findings():
                tried.add(finding)
                told(finding)
            first = run.next
    tried.tries[kind] = tried.tries.get(kind, 0) + len(numbers)
    tried.seconds[kind] = tried.seconds.get(kind, 0.0) + time.monotonic() - started


class _Run:
    """One process, until it is done or ends."""

    def __init__(self, kind: str, seed: int, first: int, stop: int, folder: Path, seconds: float) -> None:
        self._kind, self._seed, self._stop = kind, seed, stop
        self._folder = folder / "case"
        self._errors = folder / "errors.txt"
        self._copies = folder / "copies"
        self._number, self._action = first, ""
        self._seconds = seconds
        self.next = first

    def findings(self) -> Iterator[Finding]:
        self._folder.mkdir()
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(HERE.parent), os.environ.get("PYTHONPATH", ""))),
            "PYTHONHASHSEED": "0",
            "ROUTEKAART_CACHE": str(self._copies),
            "ROUTEKAART_TRACEBACK": "1",
            "POLARS_MAX_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "NO_COLOR": "1",
        }
        arguments = [self._kind, str(self._seed), str(self.next), str(self._stop), str(self._folder)]
        arguments += ["--seconds", str(self._seconds)]
        with (
            self._errors.open("wb") as errors,
            subprocess.Popen(
                [sys.executable, "-m", "fuzzing.working", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=environment,
            ) as process,
        ):
            try:
                yield from self._heard(process)
            finally:
                process.kill()

    def _heard(self, process: "subprocess.Popen[bytes]") -> Iterator[Finding]:
        assert process.stdout is not None
        for line in _lines(process.stdout.fileno()):
            if line is None:
                yield self._ended("hangs", f"{WAIT} s without an answer")
                self.next = self._number + 1
                return
            said = json.loads(line)
            if "try" in said:
                self._number, self._action = said["try"], "the making of the case"
            elif "action" in said:
                self._action = said["action"]
            elif "finding" in said:
                yield Finding.read(said["finding"])
            else:
                self.next = self._stop
                return
        status = process.wait()
        yield self._ended("ended", f"status {status}")
        self.next = self._number + 1

    def _ended(self, what: str, where: str) -> Finding:
        files = {
            str(one.relative_to(self._folder)): one.read_bytes() for one in self._folder.rglob("*") if one.is_file()
        }
        errors = self._errors.read_text(encoding="utf-8", errors="replace")[-4_000:]
        command = " ".join(self._action.split()[:2])
        return Finding(
            self._seed, self._kind, self._number, self._action, what, f"{command}: {where}", errors, "", files, b""
        )


def _lines(handle: int) -> Iterator[bytes | None]:
    """The lines that come in; None when none came for too long."""
    waiting = b""
    with selectors.DefaultSelector() as selector:
        selector.register(handle, selectors.EVENT_READ)
        while True:
            if not selector.select(WAIT):
                yield None
                return
            data = os.read(handle, 1 << 16)
            if not data:
                return
            *lines, waiting = (waiting + data).split(b"\n")
            yield from lines


def kept(finding: Finding, folder: Path, position: int) -> Path:
    """Writes a finding in a folder: its files, and what happened."""
    place = folder / f"{position:03}-{finding.kind}-{finding.seed}-{finding.number}"
    for name, content in finding.files.items():
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    place.mkdir(parents=True, exist_ok=True)
    if finding.whole and finding.whole != finding.files.get(finding.name):
        (place / "as-tried").write_bytes(finding.whole)
    (place / "finding.txt").write_text("\n".join(described(finding)), encoding="utf-8", errors="backslashreplace")
    return place


def described(finding: Finding) -> Iterable[str]:
    """A finding in lines for a person."""
    yield finding.group
    yield f"  seed {finding.seed}, {finding.kind} {finding.number}: {finding.action}"
    yield from (f"  {line}" for line in finding.detail.splitlines())
