"""The command of the fuzzer: `uv run python -m tests.fuzzing --minutes 5`, from the folder of the repository."""

import argparse
import sys
import time
from pathlib import Path

from .kinds import KINDS
from .running import SECONDS, Finding, Tried, described, kept, try_kind

_AT_ONCE = 60
"""So many tries of a kind, times its weight, before the next kind has its turn."""


def main() -> int:
    """Tries until the time is up, and tells what went wrong; 1 when something did."""
    parser = argparse.ArgumentParser(description="Tries files that are nearly right.")
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default=",".join(KINDS), help="kinds of files, with commas")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of processor time, for one action")
    parser.add_argument("--keep", type=Path, help="a folder for the files of the findings")
    given = parser.parse_args()
    kinds = given.only.split(",")
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown:
        parser.error(f"there is no kind {', '.join(unknown)}; known are {', '.join(KINDS)}")
    tried = Tried()
    until = time.monotonic() + 60 * given.minutes
    turn = 0

    def told(finding: Finding) -> None:
        alike = len(tried.groups[finding.group])
        if alike == 1:
            print("\n".join(described(finding)).encode("ascii", "backslashreplace").decode(), flush=True)
        if given.keep is not None and alike <= 3:
            kept(finding, given.keep, sum(map(len, tried.groups.values())))

    while time.monotonic() < until:
        for kind in kinds:
            size = _AT_ONCE * KINDS[kind].weight
            try_kind(kind, given.seed, range(turn * size, (turn + 1) * size), tried, told, given.seconds)
            if time.monotonic() > until:
                break
        turn += 1
    print()
    for kind, count in tried.tries.items():
        print(f"{kind}: {count} tries in {tried.seconds[kind]:.0f} s")
    for group, findings in sorted(tried.groups.items(), key=lambda one: -len(one[1])):
        print(f"{len(findings):>5}  {group}")
    return 1 if tried.groups else 0


if __name__ == "__main__":
    sys.exit(main())
