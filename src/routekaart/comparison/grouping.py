"""Changes for the same students, told together: one cause often changes many steps."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from routekaart.comparison.changes import Region


class _HasRegion(Protocol):
    @property
    def region(self) -> Region:
        """The students."""
        ...


AnyChange = TypeVar("AnyChange", bound=_HasRegion)


@dataclass(frozen=True, slots=True)
class Group(Generic[AnyChange]):
    """The changes for one kind of students; `region` is that of the first, with a student to show."""

    region: Region
    changes: tuple[AnyChange, ...]


def grouped(changes: Iterable[AnyChange]) -> tuple[Group[AnyChange], ...]:
    """The changes by the students whom they are for, those that change most steps first."""
    found: dict[tuple[object, ...], list[AnyChange]] = {}
    for change in changes:
        found.setdefault(change.region.key, []).append(change)
    groups = [Group(together[0].region, tuple(together)) for together in found.values()]
    return tuple(sorted(groups, key=lambda group: -len(group.changes)))
