"""The command `routekaart`, also as `python -m routekaart`."""

import gc
import signal
from importlib import import_module

_SELDOM = 100_000
"""The threshold of the garbage collector, in objects made and not freed.

Python's own 700 makes a command a tenth slower: what it imports and reads stays until it ends.
"""


_ENDING = ("SIGTERM", "SIGHUP")
"""Signals that end a process at once; as an exception, what was begun is cleaned up first."""


def _end(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


def run() -> None:
    """Runs the command with the arguments of this process."""
    gc.set_threshold(_SELDOM)
    for name in _ENDING:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)
    # Only now: what the command imports is much of what would be looked through.
    import_module("routekaart.cli").main()


if __name__ == "__main__":
    run()
