"""The long run: counts of questions and differences, and the smallest route for each kind of difference."""

import argparse
import os
import tempfile
from pathlib import Path

from .laws import LAWS, SHARES
from .running import described, tried


def main() -> int:
    """Asks, and prints what came of it; 1 when something differs."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.support.oracle", description="Made-up routes: the library against the oracle."
    )
    parser.add_argument("--routes", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first route")
    parser.add_argument("--only", default=",".join(LAWS), help="the laws, with commas")
    given = parser.parse_args()
    laws = given.only.split(",")
    unknown = [name for name in laws if name not in LAWS]
    if unknown:
        parser.error(f"there is no law {', '.join(unknown)}; known are {', '.join(LAWS)}")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ROUTEKAART_CACHE"] = folder
        shares = {name: SHARES[name] if len(laws) > 1 else 1 for name in laws}
        numbers = range(given.first, given.first + given.routes)
        tally = tried(given.seed, numbers, Path(folder), shares)
        print(f"{tally.routes} routes, {sum(tally.asked.values())} questions")
        for about, count in sorted(tally.asked.items()):
            print(f"{count:>8}  {about}")
        spent = ", ".join(f"{name} {seconds:.0f}" for name, seconds in tally.seconds.items())
        print(f"seconds of processor time: {spent}")
        print(f"{tally.differences:>8}  differences")
        for name, (one, compared) in tally.found.items():
            print("\n" + "\n".join(described(name, one, compared, Path(folder))), flush=True)
    return 1 if tally.found else 0
