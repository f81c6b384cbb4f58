"""Work that is repeated only when the part of the disk that it used has changed.

A `View` is the state of the disk during one run: it answers each question once. A result is remembered with the
questions that computing it asked, and their answers. A later run reuses the result as long as those are the same.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from threading import Lock
from typing import Generic, ParamSpec, Protocol, TypeAlias, TypeVar

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")
_Answer_co = TypeVar("_Answer_co", covariant=True)


class DiskQuestion(Protocol[_Answer_co]):
    """A question about the disk; equal questions have the same answer during one run."""

    def __hash__(self) -> int:
        """A hash, because questions are keys of dicts."""

    def find(self) -> _Answer_co:
        """The present answer, which must be immutable; must not raise."""


_Seen: TypeAlias = dict[DiskQuestion[object], object]
"""Questions that were asked, with their answers."""


_EACH = 2
"""The number of results that are remembered for the same arguments."""


class _Found(Generic[_Answer]):
    """A result, and the answers that it depends on."""

    __slots__ = ("seen", "what")

    def __init__(self, what: _Answer, seen: _Seen) -> None:
        self.what = what
        self.seen = seen


class Remembered:
    """Results of earlier runs: the latest of each function, bounded. Safe to share between threads."""

    def __init__(self) -> None:
        self._tables: dict[object, OrderedDict[object, tuple[_Found[object], ...]]] = {}
        self._lock = Lock()

    def get(self, function: object, given: object) -> "tuple[_Found[object], ...]":
        """The results of a function for some arguments, the latest first."""
        with self._lock:
            table = self._tables.setdefault(function, OrderedDict())
            if given in table:
                table.move_to_end(given)
            return table.get(given, ())

    def put(self, function: object, given: object, found: "_Found[object]", most: int) -> None:
        """Stores a result; beyond results for `most` arguments of a function, the oldest ones are dropped."""
        with self._lock:
            table = self._tables.setdefault(function, OrderedDict())
            # Keep more than one: while somebody types, a file is broken and whole by turns.
            table[given] = (found, *table.get(given, ())[: _EACH - 1])
            table.move_to_end(given)
            if len(table) > most:
                table.popitem(last=False)


class View:
    """The disk as it is during one run, in one thread."""

    def __init__(self, remembered: Remembered, instead: Mapping[DiskQuestion[object], object]) -> None:
        """A view without answers yet.

        Args:
            instead: answers to use instead of those of the disk, such as texts that were not saved yet.
        """
        self._remembered = remembered
        self._answers: _Seen = dict(instead)
        self._found: dict[object, _Found[object]] = {}
        self._asking: list[_Seen] = []

    def ask(self, question: DiskQuestion[_Answer]) -> _Answer:
        """The answer to a question. The result being computed depends on it, not on questions that it asks itself."""
        if question not in self._answers:
            self._asking.append({})
            try:
                self._answers[question] = question.find()
            finally:
                self._asking.pop()
        answer: _Answer = self._answers[question]  # type: ignore[assignment]
        if self._asking:
            self._asking[-1][question] = answer
        return answer

    def find(self, function: Callable[..., _Answer], given: object, find: Callable[[], _Answer], most: int) -> _Answer:
        """The result of `find` for a function and its arguments, or a remembered one if its answers are unchanged."""
        key = function, given
        found = self._found.get(key) or next(filter(self._is_still_so, self._remembered.get(function, given)), None)
        if found is None:
            seen: _Seen = {}
            self._asking.append(seen)
            try:
                found = _Found[object](find(), seen)
            finally:
                self._asking.pop()
            self._remembered.put(function, given, found, most)
        self._found[key] = found
        if self._asking:
            self._asking[-1].update(found.seen)
        return found.what  # type: ignore[return-value]

    def _is_still_so(self, found: _Found[object]) -> bool:
        self._asking.append({})
        try:
            return all(self.ask(question) == answer for question, answer in found.seen.items())
        finally:
            self._asking.pop()


_VIEW: ContextVar[View | None] = ContextVar("view of the disk", default=None)


@contextmanager
def looking(view: View) -> Iterator[None]:
    """Within this context, the view answers questions about the disk."""
    token = _VIEW.set(view)
    try:
        yield
    finally:
        _VIEW.reset(token)


def ask(question: DiskQuestion[_Answer]) -> _Answer:
    """The answer to a question: that of the view, or without a view the present one of the disk."""
    view = _VIEW.get()
    return question.find() if view is None else view.ask(question)


def found_again(most: int) -> Callable[[Callable[_Given, _Answer]], Callable[_Given, _Answer]]:
    """A decorator for a function of its arguments and the disk, with immutable results: a view reuses these.

    Args:
        most: for how many arguments results are remembered.
    """

    def remembering(function: Callable[_Given, _Answer]) -> Callable[_Given, _Answer]:
        @wraps(function)
        def found(*args: _Given.args, **named: _Given.kwargs) -> _Answer:
            view = _VIEW.get()
            if view is None:
                return function(*args, **named)
            return view.find(function, (args, tuple(named.items())), lambda: function(*args, **named), most)

        return found

    return remembering
