"""An immutable mapping that can be hashed, copied and pickled."""

from collections.abc import Iterable, Mapping
from typing import Any, NoReturn, TypeVar

Key = TypeVar("Key")
Item = TypeVar("Item")


class FrozenDict(dict[Key, Item]):
    """A dict that raises `TypeError` on every change."""

    def _refuse(self, *_args: Any, **_options: Any) -> NoReturn:
        raise TypeError("this mapping cannot be changed")

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type["FrozenDict[Key, Item]"], tuple[dict[Key, Item]]]:
        return FrozenDict, (dict(self),)


def frozen(items: Mapping[Key, Item] | Iterable[tuple[Key, Item]]) -> FrozenDict[Key, Item]:
    """A frozen copy of a mapping."""
    return FrozenDict(items)
