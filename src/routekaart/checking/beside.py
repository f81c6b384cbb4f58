"""What a file says to the files beside it: no more than their checks ask, so that they need not wait for each word."""

from dataclasses import dataclass
from pathlib import Path

from routekaart.files.disk.seen import ask, found_again
from routekaart.files.reader.read_file import ReadFile, read
from routekaart.files.reader.scopes import MOST_FILES
from routekaart.route import Route

_NOT_OURS = frozenset({"empty-file", "format-version"})
"""What is wrong with a file that is not meant as a route."""


@dataclass(frozen=True, eq=False)
class Beside:
    """A file as the others in its folder see it. Equal when the same students go the same ways, whatever the words.

    Attributes:
        route: the route; None when it is none.
        broken: whether it may be meant as a route, and is none.
        steps: the ids of its steps, also of a broken route; None when it cannot be read at all.
        vocabulary: whether it is a vocabulary.
    """

    route: Route | None
    broken: bool
    steps: frozenset[str] | None
    vocabulary: bool

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Beside):
            return NotImplemented
        same = (self.broken, self.steps, self.vocabulary) == (other.broken, other.steps, other.vocabulary)
        return same and self._is_the_same_route(other.route)

    def __hash__(self) -> int:
        return hash((self.broken, self.steps, self.vocabulary))

    def _is_the_same_route(self, other: Route | None) -> bool:
        if self.route is None or other is None:
            return self.route is other
        return self.route is other or self.route.meaning_digest == other.meaning_digest


def beside(file: Path) -> Beside:
    """What a file says to the files beside it."""
    return ask(_Seen(file))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What does a file say to those beside it?"""

    file: Path

    def find(self) -> Beside:
        """As it stands on the disk."""
        return _beside(self.file)


@found_again(MOST_FILES)
def _beside(file: Path) -> Beside:
    result = read(file)
    keys = frozenset(result.documents[0].keys(())) if result.documents else frozenset()
    steps = frozenset(result.documents[0].keys(("steps",))) if result.documents else None
    return Beside(result.route, _may_be_a_broken_route(result), steps, "vocabulary" in keys)


def _may_be_a_broken_route(result: ReadFile) -> bool:
    """Whether a file that is no route may be meant as one; a file of another program in the folder does not matter."""
    if not result.documents:
        return not {one.rule for one in result.diagnostics} <= _NOT_OURS
    return bool(result.diagnostics) and "steps" in result.documents[0].keys(())
