"""Makes pydantic, and so FastAPI, write values as their `to_dict` does; and the dialect of their schemas."""

from collections.abc import Callable
from pkgutil import resolve_name
from typing import Any, TypeVar

DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""The version of JSON Schema of the published schemas."""

_Class = TypeVar("_Class", bound=type)


def written_as(shape: str) -> Callable[[_Class], _Class]:
    """A class decorator that makes pydantic write instances as `to_dict` does: as a field, or as a response.

    Without it, pydantic would write the fields of a dataclass. Reading is not supported: values need a route.

    Args:
        shape: the typed dict that `to_dict` returns, as `package.module:Name`. It is imported when pydantic needs it.
    """

    def decorate(kind: _Class) -> _Class:
        def core_schema_of(_source: object, handler: Any) -> Any:
            from pydantic_core import core_schema

            written: Any = kind
            serialization = core_schema.plain_serializer_function_ser_schema(
                written.to_dict, return_schema=handler.generate_schema(resolve_name(shape))
            )
            return core_schema.is_instance_schema(kind, serialization=serialization)

        kind.__get_pydantic_core_schema__ = staticmethod(core_schema_of)  # type: ignore[attr-defined]
        return kind

    return decorate
