"""Reads readings of the sources, and finds the executable alternatives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.files.format_models import AlternativeData, ConfirmedData, ReadingData
from routekaart.files.reader.scopes import Scope
from routekaart.model.source_readings import Alternative, Confirmed, Instead, Reading


@dataclass(frozen=True, slots=True)
class Executable:
    """An executable alternative: one with changes to the route.

    Attributes:
        scope: the file with its reading.
    """

    scope: Scope
    reading: str
    alternative: str

    @property
    def place(self) -> PartPath:
        """Its path in its file."""
        return ("readings", self.reading, "others", self.alternative, "instead")


def reading(name: str, data: ReadingData) -> Reading:
    """A reading of the source, with its alternatives only in words."""
    return Reading(
        id=name,
        problem=data.problem,
        chosen=data.chosen,
        because=data.because,
        others=tuple(_alternatives(data)),
        confirm=data.confirm,
        confirmed=_confirmed(data.confirmed),
        sources=tuple(data.source),
        note=data.note,
        whole_route=data.whole_route,
    )


def executable_in(scope: Scope) -> Iterator[Executable]:
    """The executable alternatives of a file, in order."""
    for name, data in scope.content.readings.items():
        for alternative, other in data.others.items() if isinstance(data.others, dict) else ():
            if other.instead is not None:
                yield Executable(scope, name, alternative)


def with_instead(one: Reading, found: Mapping[str, Instead]) -> Reading:
    """A reading with the changes of its alternatives, by their ids."""
    others = (replace(other, instead=found.get(other.id or "")) for other in one.others)
    return replace(one, others=tuple(others))


def _alternatives(data: ReadingData) -> Iterator[Alternative]:
    others: Mapping[str, AlternativeData] | list[str] = data.others or []
    if isinstance(others, list):
        yield from (Alternative(text) for text in others)
    else:
        yield from (Alternative(one.text, name) for name, one in others.items())


def _confirmed(data: ConfirmedData | None) -> Confirmed | None:
    if data is None:
        return None
    assert data.on is not None
    return Confirmed(data.by, data.on)
