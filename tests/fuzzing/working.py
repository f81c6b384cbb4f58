"""Tries cases of one kind here, and writes what went wrong as lines of JSON: `python -m fuzzing.working`.

It runs as a process of its own, so that a try may take too long, take all memory or end it.
"""

import argparse
import faulthandler
import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from .actions import Action, Said
from .cases import Case
from .judging import Trouble, trouble_in
from .kinds import KINDS
from .shrinking import shrunk
from .watching import TooSlow, at_most, bound_memory


@dataclass
class Worker:
    """What one process does.

    Attributes:
        folder: where the files of a case are put.
        tell: writes a line for who started this.
    """

    kind: str
    seed: int
    folder: Path
    seconds: float
    tell: Callable[[dict[str, Any]], None]

    def __post_init__(self) -> None:
        self._known: set[str] = set()

    def try_all(self, numbers: range) -> None:
        for number in numbers:
            self.tell({"try": number})
            self._try(number)
        self.tell({"done": len(numbers)})

    def _try(self, number: int) -> None:
        chance = Random(f"{self.seed}:{self.kind}:{number}")
        case = KINDS[self.kind].make(chance)
        put_in(self.folder, case)
        for action in self._actions(case, chance):
            self.tell({"action": action.shown})
            trouble = self.outcome(case, action)
            if trouble is None:
                continue
            is_new = trouble.group not in self._known
            self._known.add(trouble.group)
            found = self._smaller(case, action, trouble) if is_new else case
            self.tell(
                {
                    "finding": {
                        "seed": self.seed,
                        "kind": self.kind,
                        "number": number,
                        "action": action.shown,
                        "what": trouble.what,
                        "where": trouble.where,
                        "detail": trouble.detail,
                        "name": case.name,
                        "files": {name: data.decode("latin-1") for name, data in found.files().items()},
                        "whole": case.content.decode("latin-1"),
                    }
                }
            )
            put_in(self.folder, case)

    def _actions(self, case: Case, chance: Random) -> Iterator[Action]:
        """The actions of a case; to find them, some read the file, which is what the first of them does too."""
        found = iter(KINDS[self.kind].actions(case, chance))
        while True:
            try:
                with at_most(self.seconds):
                    action = next(found, None)
            except TooSlow:
                return
            if action is None:
                return
            yield action

    def outcome(self, case: Case, action: Action) -> Trouble | None:
        """What goes wrong in an action on the files that lie in the folder."""
        try:
            with at_most(self.seconds):
                said = action.do()
        except TooSlow as error:
            stack = "".join(traceback.format_stack(error.frame, limit=12))
            return Trouble("too slow", action.name, stack)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            said = Said(error=error)
        return trouble_in(action, said) or self._changed(case, action)

    def _changed(self, case: Case, action: Action) -> Trouble | None:
        """A file that should have stayed as it was; the folder is made as it was."""
        was = case.files()
        now = {str(one.relative_to(self.folder)): one.read_bytes() for one in self.folder.rglob("*") if one.is_file()}
        if now == was:
            return None
        put_in(self.folder, case)
        differ = sorted(name for name in {*was, *now} - {*action.may_write} if was.get(name) != now.get(name))
        return Trouble("changed a file", action.name, ", ".join(differ)) if differ else None

    def _smaller(self, case: Case, action: Action, trouble: Trouble) -> Case:
        """A smaller case in which the same goes wrong."""

        def still_fails(other: Case) -> bool:
            put_in(self.folder, other)
            found = self.outcome(other, action)
            return found is not None and found.group == trouble.group

        return shrunk(case, still_fails, seconds=self.seconds * (1.5 if trouble.what == "too slow" else 0.4))


def put_in(folder: Path, case: Case) -> None:
    """Makes a folder hold the files of a case, and nothing else."""
    for one in folder.iterdir():
        if one.is_dir() and not one.is_symlink():
            shutil.rmtree(one)
        else:
            one.unlink()
    for name, content in case.files().items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def main() -> None:
    """Tries what the arguments say."""
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=list(KINDS))
    for name in ("seed", "first", "last"):
        parser.add_argument(name, type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, required=True)
    given = parser.parse_args()
    faulthandler.enable()
    lines = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # What an engine writes by itself is no line of ours.
    os.dup2(2, 1)

    def tell(line: dict[str, Any]) -> None:
        lines.write(json.dumps(line) + "\n")
        lines.flush()

    os.chdir(given.folder)
    bound_memory()
    Worker(given.kind, given.seed, given.folder, given.seconds, tell).try_all(range(given.first, given.last))


if __name__ == "__main__":
    sys.setrecursionlimit(1_000)
    main()
