"""What the checks of other files need to know about a file, so that they are not run again for a change of words."""

from dataclasses import dataclass
from pathlib import Path

from routekaart.files.disk.seen import ask, found_again
from routekaart.files.reader.read_file import ReadFile, read
from routekaart.files.reader.scopes import MOST_FILES
from routekaart.route import Route

_NOT_OURS = frozenset({"empty-file", "format-version"})
"""The rules that a file breaks when it is not meant as a route."""


@dataclass(frozen=True, eq=False)
class NeighbourView:
    """What other files in the folder need to know about a file. Equal when the meaning is the same, whatever the words.

    Attributes:
        route: the route; None when the file is not one.
        broken: whether the file may be meant as a route, but is not one.
        steps: the ids of its steps, also of a broken route; None when it cannot be read at all.
        vocabulary: whether it is a vocabulary.
    """

    route: Route | None
    broken: bool
    steps: frozenset[str] | None
    vocabulary: bool

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NeighbourView):
            return NotImplemented
        same = (self.broken, self.steps, self.vocabulary) == (other.broken, other.steps, other.vocabulary)
        return same and self._is_the_same_route(other.route)

    def __hash__(self) -> int:
        return hash((self.broken, self.steps, self.vocabulary))

    def _is_the_same_route(self, other: Route | None) -> bool:
        if self.route is None or other is None:
            return self.route is other
        return self.route is other or self.route.meaning_digest == other.meaning_digest


def neighbour_view(file: Path) -> NeighbourView:
    """What other files in the folder need to know about a file."""
    return ask(_Seen(file))


@dataclass(frozen=True, slots=True)
class _Seen:
    """The question what other files in the folder need to know about a file."""

    file: Path

    def find(self) -> NeighbourView:
        """The answer for the file as it is on disk."""
        return _neighbour_view(self.file)


@found_again(MOST_FILES)
def _neighbour_view(file: Path) -> NeighbourView:
    result = read(file)
    keys = frozenset(result.documents[0].keys(())) if result.documents else frozenset()
    steps = frozenset(result.documents[0].keys(("steps",))) if result.documents else None
    return NeighbourView(result.route, _may_be_a_broken_route(result), steps, "vocabulary" in keys)


def _may_be_a_broken_route(result: ReadFile) -> bool:
    """Whether a file that is not a route may be meant as one, rather than being a file of another program."""
    if not result.documents:
        return not {one.rule for one in result.diagnostics} <= _NOT_OURS
    return bool(result.diagnostics) and "steps" in result.documents[0].keys(())
