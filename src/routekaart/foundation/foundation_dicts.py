"""What all typed dicts share, and the typed dict of a text.

A module `<room>_dicts` declares the JSON of the values of that room. Modules that make those values import it for type
checkers only, so that deciding does not wait for the import. Pydantic does not accept the `TypedDict` of Python 3.11.
"""

from typing import Annotated, Any, TypeAlias, TypeVar

from typing_extensions import TypedDict

_Shape = TypeVar("_Shape")


class Keywords:
    """Adds keywords of JSON Schema to a type; pydantic calls it."""

    def __init__(self, **keywords: object) -> None:
        """The keywords, such as `format="date"`."""
        self._keywords = keywords

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        """The schema of the type, with the keywords."""
        return {**handler(schema), **self._keywords}


DayText: TypeAlias = Annotated[str, Keywords(format="date")]
"""A day as 2026-03-01."""


def published(shape: type[_Shape]) -> type[_Shape]:
    """Makes pydantic refuse other keys in a typed dict, and use the text below each key as its description."""
    shape.__pydantic_config__ = {"extra": "forbid", "use_attribute_docstrings": True}  # type: ignore[attr-defined]
    return shape


@published
class TextDict(TypedDict):
    """A text in both languages."""

    nl: str
    en: str
