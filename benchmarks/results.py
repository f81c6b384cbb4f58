"""Everything that was measured, with on what machine: as Markdown and as JSON."""

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from aims import aims_table
from findings import Part


@dataclass(frozen=True)
class Results:
    """One run of the benchmarks.

    Attributes:
        parts: by name.
        skipped: for a part that could not run, why.
        packages: the version of each package that took part; None when it is not installed.
    """

    on: date
    quick: bool
    parts: Mapping[str, Part]
    skipped: Mapping[str, str]
    packages: Mapping[str, str | None]

    @property
    def figures(self) -> dict[str, float]:
        """The figures of all parts, by name."""
        return {name: value for part in self.parts.values() for name, value in part.figures.items()}

    def markdown(self) -> Iterator[str]:
        """The whole page, line by line."""
        yield from ("# Results of the benchmarks", "")
        command = f"python benchmarks{' --quick' if self.quick else ''}"
        yield f"Measured on {self.on.isoformat()} by `{command}` (see README.md)."
        yield from (f"Machine: {machine()}.", f"Python {platform.python_version()}, {platform.python_compiler()}.", "")
        yield "Times say more about a machine than about a library. Compare the ratios: each is to something that ran"
        yield "in the same run, in shuffled rounds. Times and ratios are medians; beside them stands the middle half."
        if self.quick:
            yield from ("", "**Quick: few rounds and small sizes. Do not quote these figures.**")
        yield from ("", *aims_table({*self.parts, *self.skipped}, self.figures).markdown(), "")
        for part in self.parts.values():
            yield from part.markdown()
        for name, reason in self.skipped.items():
            yield from (f"## {name}", "", f"Not measured: {reason}", "")
        installed = ", ".join(f"{name} {found}" for name, found in self.packages.items() if found)
        yield from ("## Versions", "", f"{installed}.")

    def as_json(self) -> dict[str, Any]:
        """The same as plain values."""
        return {
            "on": self.on.isoformat(),
            "quick": self.quick,
            "machine": machine(),
            "python": platform.python_version(),
            "packages": dict(self.packages),
            "figures": self.figures,
            "parts": {name: asdict(part) for name, part in self.parts.items()},
            "skipped": dict(self.skipped),
        }


def machine() -> str:
    """The processor, how many cores this process may use, and the operating system."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{_processor()}, {cores} cores, {platform.system()} {platform.machine()}"


def versions(packages: Sequence[str]) -> dict[str, str | None]:
    """The installed version of each package."""
    found: dict[str, str | None] = {}
    for name in sorted(packages, key=str.lower):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = None
    return found


def _processor() -> str:
    # `platform.processor` is empty on most Linux systems; the name stands in this file.
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()
