"""A route as plain data, and back.

The plain data is what JSON can write. It is read by the declared types of the fields of a route: what comes back is
made of the values that a route is made of and of nothing else, whatever the data says.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from routekaart.foundation.frozen import frozen
from routekaart.route import Route

Reader: TypeAlias = Callable[[Any], Any]

_MAPPING = "mapping"
_PLAIN = (str, int, bool, NoneType)


class DamagedError(ValueError):
    """Plain data that is no route. It says nothing more, for nobody can mend it: the route is read anew."""


def to_plain(value: object) -> Any:
    """A value of a route as what JSON can write. What JSON does not know is `{"kind": content}`.

    Fields that have their default value are left out.
    """
    if type(value) in _PLAIN:
        return value
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {_MAPPING: {name: to_plain(item) for name, item in value.items()}}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"Decimal": str(value)}
    assert is_dataclass(value)
    given = (field for field in fields(value) if not _is_default(value, field))
    return {type(value).__name__: {field.name: to_plain(getattr(value, field.name)) for field in given}}


def route_from_plain(data: Any) -> Route:
    """The route that `to_plain` wrote.

    Raises:
        DamagedError: the data is not a route.
    """
    route = _read(data)
    if not isinstance(route, Route):
        raise DamagedError
    return route


def _read(data: Any) -> object:
    try:
        return _shape(Route)[1](data)
    except (ValueError, TypeError, AttributeError, KeyError, InvalidOperation, RecursionError):
        return None


def _is_default(value: object, field: "Field[Any]") -> bool:
    default = field.default_factory() if field.default_factory is not MISSING else field.default
    given = getattr(value, field.name)
    return default is not MISSING and type(given) is type(default) and bool(given == default)


@cache
def _shape(declared: Any) -> tuple[frozenset[type], Reader]:
    """What may stand for a value of a declared type.

    Returns:
        The types of which every value is good as it is, and what reads any other value or refuses it.
    """
    plain: set[type] = set()
    words: set[str] = set()
    kinds: dict[str, Reader] = {}
    items: Reader | None = None
    for one in _alternatives(declared):
        origin = get_origin(one)
        if one in _PLAIN:
            plain.add(one)
        elif origin is Literal:
            words.update(get_args(one))
        elif origin is tuple:
            items = _tuple_reader(get_args(one))
        elif origin is Mapping:
            kinds[_MAPPING] = _mapping_reader(get_args(one)[1])
        else:
            kinds[one.__name__] = _kind_reader(one)

    def read(value: Any) -> Any:
        given = type(value)
        if given is str and value in words:
            return value
        if given is list and items is not None:
            return items(value)
        if given is dict:
            ((kind, content),) = value.items()
            return kinds[kind](content)
        raise DamagedError

    return frozenset(plain), read


def _alternatives(declared: Any) -> tuple[Any, ...]:
    return get_args(declared) if get_origin(declared) in (Union, UnionType) else (declared,)


def _tuple_reader(declared: tuple[Any, ...]) -> Reader:
    if declared[-1] is Ellipsis:
        plain, read = _shape(declared[0])
        return lambda value: tuple([item if type(item) in plain else read(item) for item in value])
    shapes = [_shape(one) for one in declared]
    return lambda value: tuple(
        [item if type(item) in plain else read(item) for (plain, read), item in zip(shapes, value, strict=True)]
    )


def _mapping_reader(declared: Any) -> Reader:
    plain, read = _shape(declared)
    return lambda value: frozen({name: item if type(item) in plain else read(item) for name, item in value.items()})


def _kind_reader(kind: type) -> Reader:
    if kind is date:
        return date.fromisoformat
    if kind is Decimal:
        return _number

    def read(value: Any) -> Any:
        shapes, given = _shapes(kind), {}
        for name, item in value.items():
            plain, other = shapes[name]
            given[name] = item if type(item) in plain else other(item)
        return kind(**given)

    return read


@cache
def _shapes(kind: type) -> dict[str, tuple[frozenset[type], Reader]]:
    """The shape of each field of a class: made when it is needed, for a condition holds conditions."""
    declared = get_type_hints(kind)
    return {field.name: _shape(declared[field.name]) for field in fields(kind)}


def _number(value: Any) -> Decimal:
    number = Decimal(value) if isinstance(value, str) else None
    if number is None or not number.is_finite():
        raise DamagedError
    return number
