"""How much work one question may take: counted, so that the answer does not depend on the speed of a machine.

Who asks something opens a budget with `at_most`; every search and every diagram under it spends from it. It stands in a
context variable, as the precision of `decimal` does, because a question is asked at one place and work is done at some
fifty: `docs/decisions/0022-bounded-work.md`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from routekaart.foundation.errors import TooHardError

QUESTION = 20_000_000
"""What one question about one student may take: some seconds. Real routes need some thousands."""


class Budget:
    """An amount of work that can be spent once. The unit is one part of a formula looked at.

    Attributes:
        left: how much there is left.
    """

    __slots__ = ("_outer", "_step_id", "left")

    def __init__(self, work: int, outer: "Budget | None" = None, step_id: str | None = None) -> None:
        """An amount of work; what is spent of it is spent of `outer` too.

        Args:
            step_id: the step that is asked about.
        """
        self.left = work
        self._outer = outer
        self._step_id: str | None = step_id if outer is None or step_id is not None else outer._step_id

    def spend(self, work: int) -> None:
        """Take some work.

        Raises:
            TooHardError: there is not so much left.
        """
        if work > self.left:
            self.left = 0
            raise TooHardError(self._step_id)
        self.left -= work
        if self._outer is not None:
            self._outer.spend(work)

    @property
    def is_spent(self) -> bool:
        """Whether nothing is left: more was asked than there was."""
        return self.left <= 0

    def go_on(self) -> None:
        """Nothing, unless it is all spent.

        Raises:
            TooHardError: there is nothing left.
        """
        self.spend(1)


_open: ContextVar[Budget | None] = ContextVar("routekaart_budget", default=None)


def current() -> Budget:
    """The budget of the question that is being asked; one for a whole question when none was opened."""
    return _open.get() or Budget(QUESTION)


@contextmanager
def at_most(work: int = QUESTION, step_id: str | None = None, outer: Budget | None = None) -> Iterator[Budget]:
    """Limits the work done within, to at most what an enclosing budget has left.

    Not around a `yield`: what goes on while a generator waits would be counted too.

    Args:
        step_id: the step that is asked about.
        outer: the budget around it; without it, that of the question that is being asked.
    """
    budget = Budget(work, outer or _open.get(), step_id)
    token = _open.set(budget)
    try:
        yield budget
    finally:
        _open.reset(token)
