"""Work budgets: work is counted, not timed, so that the answer does not depend on the speed of the machine.

A question opens a budget with `at_most`; every search and every diagram within it spends from it. The budget is a
context variable, like the precision of `decimal`, because a question starts in one place and the work is done in some
fifty: `docs/decisions/0022-bounded-work.md`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from routekaart.foundation.errors import TooHardError

QUESTION = 20_000_000
"""The budget of one question about one student: some seconds. Questions about real routes take some thousands."""


class Budget:
    """An amount of work that can be spent. The unit is a visit to one part of a formula.

    Attributes:
        left: the work that is left.
    """

    __slots__ = ("_outer", "_step_id", "left")

    def __init__(self, work: int, outer: "Budget | None" = None, step_id: str | None = None) -> None:
        """A budget of `work`; what is spent from it is spent from `outer` too.

        Args:
            step_id: the step that the question is about, for the error; by default that of `outer`.
        """
        self.left = work
        self._outer = outer
        self._step_id: str | None = step_id if outer is None or step_id is not None else outer._step_id

    def spend(self, work: int) -> None:
        """Spends some work.

        Raises:
            TooHardError: there is not enough left.
        """
        if work > self.left:
            self.left = 0
            raise TooHardError(self._step_id)
        self.left -= work
        if self._outer is not None:
            self._outer.spend(work)

    @property
    def is_spent(self) -> bool:
        """Whether nothing is left."""
        return self.left <= 0

    def go_on(self) -> None:
        """Spends one unit, as a check that something is left.

        Raises:
            TooHardError: there is nothing left.
        """
        self.spend(1)


_open: ContextVar[Budget | None] = ContextVar("routekaart_budget", default=None)


def current() -> Budget:
    """The budget of the current question; a new budget for one question if none was opened."""
    return _open.get() or Budget(QUESTION)


@contextmanager
def at_most(work: int = QUESTION, step_id: str | None = None, outer: Budget | None = None) -> Iterator[Budget]:
    """Limits the work done within the context, and to what the enclosing budget has left.

    Do not use it around a `yield`: work done while the generator is suspended would be counted too.

    Args:
        step_id: the step that the question is about.
        outer: the enclosing budget; by default that of the current question.
    """
    budget = Budget(work, outer or _open.get(), step_id)
    token = _open.set(budget)
    try:
        yield budget
    finally:
        _open.reset(token)
