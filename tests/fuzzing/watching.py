"""Bounds on what an action takes: processor time and memory of this process."""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

MOST_MEMORY = 1_500_000_000


class TooSlow(BaseException):
    """An action took too much processor time; no `except Exception` keeps it.

    Attributes:
        frame: where the work was.
    """

    def __init__(self, frame: FrameType | None) -> None:
        super().__init__("too slow")
        self.frame = frame


def bound_memory() -> None:
    """From now on this process gets no more memory than an action may take."""
    # Not all that is reserved (RLIMIT_AS): an engine of tables reserves much more than it uses.
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Within this, so much processor time may be used.

    Raises:
        TooSlow: it was used up.
    """

    def ended(_: int, frame: FrameType | None) -> None:
        raise TooSlow(frame)

    before = signal.signal(signal.SIGPROF, ended)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
