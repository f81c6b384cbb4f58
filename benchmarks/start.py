"""Cold starts: processor time of whole processes as a multiple of `python -c pass`, in shuffled rounds.

`python benchmarks/start.py [--rounds N]` measures the routekaart that this Python imports. Modules are compiled to
bytecode first, as an installation does.
"""

import argparse
import compileall
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import routekaart

_LOAD = "import routekaart; [routekaart.load(name) for name in {names!r}]"
_DECIDE = (
    "-m routekaart decide roc_bbl P11 --fact geboortedatum=2009-03-01 --fact startkwalificatie=nee"
    " --fact vrijstelling_kwalificatieplicht=nee --on 2026-03-01"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    rounds = parser.parse_args().rounds
    compileall.compile_dir(str(Path(routekaart.__file__).parent), quiet=1)
    load = ["-c", _LOAD.format(names=routekaart.bundled_names())]
    with tempfile.TemporaryDirectory() as copies:
        cases = {
            "python -c pass": (["-c", "pass"], copies),
            "import click": (["-c", "import click"], copies),
            "import routekaart": (["-c", "import routekaart"], copies),
            "five routes, from copies": (load, copies),
            "five routes, from text": (load, "off"),
            "decide, from a copy": (_DECIDE.split(), copies),
            "decide, from text": (_DECIDE.split(), "off"),
        }
        for case in cases.values():
            processor_time(*case)
        taken: dict[str, list[float]] = {name: [] for name in cases}
        for _ in range(rounds):
            for name in random.sample(list(cases), len(cases)):
                taken[name].append(processor_time(*cases[name]))
    bare = statistics.median(taken["python -c pass"])
    for name, times in taken.items():
        middle = statistics.median(times)
        print(f"{name:26} {middle * 1000:7.1f} ms  x{middle / bare:5.1f}")


def processor_time(arguments: list[str], copies: str) -> float:
    """The seconds of processor time that a new Python takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "ROUTEKAART_CACHE": copies}
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
