"""The shape of what an application receives: what all typed dicts share, and that of a text.

A module `<room>_dicts` declares what the values of that room look like as JSON. Modules that make those values import
it for type checkers only, so that nobody waits for them who decides. The `TypedDict` of Python 3.11 is one that
pydantic does not take.
"""

from typing import Annotated, Any, TypeAlias, TypeVar

from typing_extensions import TypedDict

_Shape = TypeVar("_Shape")


class Keywords:
    """More keywords of JSON Schema for a type; pydantic asks for them."""

    def __init__(self, **keywords: object) -> None:
        """The keywords, such as `format="date"`."""
        self._keywords = keywords

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        """The schema of the type, with the keywords."""
        return {**handler(schema), **self._keywords}


DayText: TypeAlias = Annotated[str, Keywords(format="date")]
"""A day as 2026-03-01."""


def published(shape: type[_Shape]) -> type[_Shape]:
    """A typed dict that pydantic closes to other keys, and describes by the text below each key."""
    shape.__pydantic_config__ = {"extra": "forbid", "use_attribute_docstrings": True}  # type: ignore[attr-defined]
    return shape


@published
class TextDict(TypedDict):
    """A text in both languages."""

    nl: str
    en: str
