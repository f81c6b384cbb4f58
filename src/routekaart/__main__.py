"""The command `routekaart`, also as `python -m routekaart`."""

import gc
from importlib import import_module

_SELDOM = 100_000
"""So many more objects than were freed, before Python looks for those that only point at each other.

Python's own 700 makes a command a tenth slower: what it imports and reads stays until it ends.
"""


def run() -> None:
    """Runs the command with the arguments of this process."""
    gc.set_threshold(_SELDOM)
    # Only now: what the command imports is much of what would be looked through.
    import_module("routekaart.cli").main()


if __name__ == "__main__":
    run()
