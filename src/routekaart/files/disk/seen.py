"""Work that is done again only when what it looked at on the disk has become otherwise.

A `View` is how the disk looks during one run: each question is asked of it once. What is found in a run is remembered
with the questions that it asked, and the answers. In a later run it is found again as long as those are the same.
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
        """As of all values that are looked up."""

    def find(self) -> _Answer_co:
        """The answer now: nothing that changes, and nothing raised."""


_Seen: TypeAlias = dict[DiskQuestion[object], object]
"""Questions that were asked, with their answers."""


_EACH = 2
"""How many answers are remembered for the same arguments."""


class _Found(Generic[_Answer]):
    """What was found, and what it rests on."""

    __slots__ = ("seen", "what")

    def __init__(self, what: _Answer, seen: _Seen) -> None:
        self.what = what
        self.seen = seen


class Remembered:
    """What was found in earlier runs: of each function the latest answers, bounded. Safe to share between threads."""

    def __init__(self) -> None:
        self._tables: dict[object, OrderedDict[object, tuple[_Found[object], ...]]] = {}
        self._lock = Lock()

    def get(self, function: object, given: object) -> "tuple[_Found[object], ...]":
        """What a function found for some arguments, the latest first."""
        with self._lock:
            table = self._tables.setdefault(function, OrderedDict())
            if given in table:
                table.move_to_end(given)
            return table.get(given, ())

    def put(self, function: object, given: object, found: "_Found[object]", most: int) -> None:
        """Keeps what was found; of a function with `most` answers, that which was not asked for the longest goes."""
        with self._lock:
            table = self._tables.setdefault(function, OrderedDict())
            # While somebody types, what a file rests on is broken and whole by turns.
            table[given] = (found, *table.get(given, ())[: _EACH - 1])
            table.move_to_end(given)
            if len(table) > most:
                table.popitem(last=False)


class View:
    """The disk as it is during one run, in one thread."""

    def __init__(self, remembered: Remembered, instead: Mapping[DiskQuestion[object], object]) -> None:
        """A first look at the disk.

        Args:
            instead: answers that count in place of those of the disk, such as texts that were not saved yet.
        """
        self._remembered = remembered
        self._answers: _Seen = dict(instead)
        self._found: dict[object, _Found[object]] = {}
        self._asking: list[_Seen] = []

    def ask(self, question: DiskQuestion[_Answer]) -> _Answer:
        """The answer to a question; what it asks itself counts for nothing beside it."""
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
        """What `find` gives, for a function and its arguments; or what it gave, when the disk looks the same to it."""
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
    """For as long as it lasts, questions about the disk are asked of a view."""
    token = _VIEW.set(view)
    try:
        yield
    finally:
        _VIEW.reset(token)


def ask(question: DiskQuestion[_Answer]) -> _Answer:
    """The answer to a question: that of the view, or without one what the disk says now."""
    view = _VIEW.get()
    return question.find() if view is None else view.ask(question)


def found_again(most: int) -> Callable[[Callable[_Given, _Answer]], Callable[_Given, _Answer]]:
    """For a function of its arguments and the disk, of which the answer never changes: found again in a view.

    Args:
        most: of how many arguments the answer is remembered.
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
