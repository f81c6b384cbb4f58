"""Counting the work of a call, in bytecode instructions and calls: the same on every run, unlike seconds."""

import gc
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

PACKAGE = Path(__file__).parents[2] / "src" / "routekaart"


@dataclass
class Work:
    """What was done.

    Attributes:
        instructions: bytecode instructions of all Python code. What C code does is not counted.
        calls: how often each function was called.
    """

    instructions: int = 0
    calls: Counter[CodeType] = field(default_factory=Counter)

    def calls_of(self, function: Callable[..., object]) -> int:
        """How often a function was called, by whatever name."""
        return self.calls[function.__code__]

    def calls_in(self, module: str) -> int:
        """How many calls there were of functions of a module or package of ours."""
        place = PACKAGE.joinpath(*module.split("."))
        return sum(
            number
            for code, number in self.calls.items()
            if (path := Path(code.co_filename)) == place.with_suffix(".py") or place in path.parents
        )


def work_of(action: Callable[[], object]) -> Work:
    """Does something, and counts what that takes."""
    work = Work()

    def look(frame: FrameType, event: str, _argument: object) -> Any:
        if event == "call":
            work.calls[frame.f_code] += 1
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
        elif event == "opcode":
            work.instructions += 1
        return look

    before, collecting = sys.gettrace(), gc.isenabled()
    gc.disable()  # what others have asked to be told of it would be counted too
    sys.settrace(look)
    try:
        action()
    finally:
        sys.settrace(before)
        if collecting:
            gc.enable()
    return work
