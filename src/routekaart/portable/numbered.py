"""Values that a document writes once, and refers to by number."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from routekaart.foundation.escaping.machines import compact_json

_Item = TypeVar("_Item")


@dataclass
class Numbered(Generic[_Item]):
    """A list in which equal values, as JSON, are stored once.

    Attributes:
        items: the values, each at its number.
    """

    items: list[_Item] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    def number(self, item: _Item) -> int:
        """The number of a value; a new value is added."""
        text = compact_json(item)
        if text not in self._numbers:
            self._numbers[text] = len(self.items)
            self.items.append(item)
        return self._numbers[text]
