"""Frozen values as plain data, which JSON can write, and back: by the declared types of their fields.

Reading makes instances of the declared classes only, whatever the data says. A value has the name of its class only
where its field can hold values of several classes. Fields with their default value are left out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, TypeAlias, Union, get_args, get_origin, get_type_hints

from routekaart.foundation.digest import name_of
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Text, enumerate_text, enumerate_words, untranslated

Conversion: TypeAlias = Literal["write", "read"]
Convert: TypeAlias = Callable[[Any], Any]

_PLAIN = {
    str: Text("tekst", "text"),
    int: Text("een heel getal", "a whole number"),
    bool: Text("true of false", "true or false"),
    NoneType: Text("null", "null"),
}
"""The types whose values are plain data already, in words."""
_LIST = Text("een lijst", "a list")
_NAMES = Text("namen met waarden", "names with values")
_DATE = Text("een datum als '2026-03-01'", "a date such as '2026-03-01'")
_NUMBER = Text("een getal als tekst, zoals '0.5'", "a number as text, such as '0.5'")
_KNOWN = Text(
    "een bekend veld (of dit is geschreven door een nieuwere routekaart)",
    "a known field (or a newer routekaart wrote this)",
)
_PRESENT = Text("dit veld, dat ontbreekt", "this field, which is missing")


class MisfitError(ValueError):
    """A value, or plain data, that does not fit the declared types.

    Attributes:
        expected: what was expected there.
        place: the names and positions that lead there, from the outside in.
    """

    def __init__(self, expected: Text, *place: str | int) -> None:
        super().__init__(expected.en)
        self.expected, self.place = expected, place


class Shape(NamedTuple):
    """How values of a declared type are written or read.

    Attributes:
        plain: the types whose values are plain data already.
        convert: converts every other value, or raises a `MisfitError`.
    """

    plain: frozenset[type]
    convert: Convert


def to_plain(declared: Any, value: object) -> Any:
    """A value of a declared type as plain data.

    Raises:
        MisfitError: some part of it is not of its declared type.
    """
    return _shape(declared, "write").convert(value)


def from_plain(declared: Any, data: Any) -> Any:
    """The value of a declared type that `to_plain` wrote.

    Args:
        data: dicts, lists, text, whole numbers, True, False and None, not too deep.

    Raises:
        MisfitError: it is no such value.
    """
    return _shape(declared, "read").convert(data)


@cache
def _shape(declared: Any, way: Conversion) -> Shape:
    """The shape of a declared type: a class, a mapping, a tuple, a plain type, or one of several of these."""
    alternatives = get_args(declared) if get_origin(declared) in (Union, UnionType) else (declared,)
    words = frozenset(word for one in alternatives if get_origin(one) is Literal for word in get_args(one))
    items = next((_items(get_args(one), way) for one in alternatives if get_origin(one) is tuple), None)
    kinds = [one for one in alternatives if one not in _PLAIN and get_origin(one) not in (Literal, tuple)]
    texts = [*map(_in_words, alternatives)]
    expected = Text(enumerate_words((one.nl for one in texts), "of"), enumerate_words((one.en for one in texts), "or"))
    inner: Convert = _refusing(expected)
    if len(kinds) == 1:
        inner = _kind(kinds[0], way)
    elif kinds:
        inner = _named({name_of(one): one for one in kinds}, way, expected)

    def convert(value: Any) -> Any:
        if type(value) is str and value in words:
            return value
        return items(value) if items and isinstance(value, list | tuple) else inner(value)

    return Shape(frozenset(one for one in alternatives if one in _PLAIN), convert)


def _refusing(expected: Text) -> Convert:
    def refuse(_value: Any) -> Any:
        raise MisfitError(expected)

    return refuse


def _named(kinds: Mapping[str, Any], way: Conversion, expected: Text) -> Convert:
    """Converts a value of one of several classes, which is written with the name of its class."""

    def write(value: Any) -> Any:
        name = name_of(type(value))
        if kinds.get(name) is not type(value):
            raise MisfitError(expected)
        return {name: _kind(kinds[name], way)(value)}

    def read(value: Any) -> Any:
        name, content = next(iter(value.items())) if isinstance(value, dict) and len(value) == 1 else ("", None)
        if name not in kinds:
            raise MisfitError(expected)
        return _inside(name, _kind(kinds[name], way), content)

    return write if way == "write" else read


@cache
def _kind(kind: Any, way: Conversion) -> Convert:
    """Converts a mapping, a date, a number with decimals, or a class of frozen values."""
    if get_origin(kind) is Mapping:
        return _mapping(get_args(kind)[1], way)
    if kind is date:
        return _text(date, date.isoformat, date.fromisoformat, way, _DATE)
    if kind is Decimal:
        return _text(Decimal, str, _finite, way, _NUMBER)
    return _writer(kind) if way == "write" else _reader(kind)


def _text(kind: type, write: Convert, read: Convert, way: Conversion, expected: Text) -> Convert:
    """Converts a value that is written as text."""
    given, convert = (kind, write) if way == "write" else (str, read)

    def converted(value: Any) -> Any:
        try:
            found = convert(value) if type(value) is given else None
        except (ValueError, InvalidOperation):
            found = None
        if found is None:
            raise MisfitError(expected)
        return found

    return converted


def _finite(text: str) -> Decimal | None:
    number = Decimal(text)
    return number if number.is_finite() else None


def _mapping(declared: Any, way: Conversion) -> Convert:
    shape, make = _shape(declared, way), dict if way == "write" else frozen

    def convert(value: Any) -> Any:
        if not isinstance(value, Mapping):
            raise MisfitError(_NAMES)
        return make(_each(value.items(), shape))

    return convert


def _items(declared: tuple[Any, ...], way: Conversion) -> Convert:
    """Converts a tuple: of any length, or with a type for each place."""
    make: Any = list if way == "write" else tuple
    shapes = [_shape(one, way) for one in declared if one is not Ellipsis]
    if declared[-1] is Ellipsis:
        return lambda value: make([item for _, item in _each(enumerate(value), shapes[0])])

    def convert(value: Any) -> Any:
        if len(value) != len(shapes):
            raise MisfitError(_LIST)
        return make([next(_each([(at, item)], shapes[at]))[1] for at, item in enumerate(value)])

    return convert


def _each(items: Iterable[tuple[Any, Any]], shape: Shape) -> Iterator[tuple[Any, Any]]:
    """Each name or position with its value, converted."""
    plain, convert = shape
    for name, item in items:
        yield name, item if type(item) in plain else _inside(name, convert, item)


def _inside(name: str | int, convert: Convert, value: Any) -> Any:
    """The converted value; adds `name` to the place of a `MisfitError`."""
    try:
        return convert(value)
    except MisfitError as error:
        error.place = (name, *error.place)
        raise


def _writer(kind: Any) -> Convert:
    expected, known = _in_words(kind), partial(_fields, kind, "write")

    def write(value: Any) -> dict[str, Any]:
        if type(value) is not kind:
            raise MisfitError(expected)
        told = {}
        for name, (field, shape) in known().items():
            item = getattr(value, name)
            if not _is_default(item, field):
                told[name] = item if type(item) in shape.plain else _inside(name, shape.convert, item)
        return told

    return write


def _reader(kind: Any) -> Convert:
    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            raise MisfitError(_NAMES)
        known, given = _fields(kind, "read"), {}
        for name, item in value.items():
            if name not in known:
                raise MisfitError(_KNOWN, name)
            plain, convert = known[name][1]
            given[name] = item if type(item) in plain else _inside(name, convert, item)
        for name, (field, _) in known.items() if len(given) < len(known) else ():
            if name not in given and field.default is MISSING and field.default_factory is MISSING:
                raise MisfitError(_PRESENT, name)
        return kind(**given)

    return read


@cache
def _fields(kind: Any, way: Conversion) -> dict[str, tuple["Field[Any]", Shape]]:
    """The fields of a class, each with its shape; made on demand, because a condition contains conditions."""
    declared = get_type_hints(kind)
    return {field.name: (field, _shape(declared[field.name], way)) for field in fields(kind)}


def _is_default(given: object, field: "Field[Any]") -> bool:
    default = field.default_factory() if field.default_factory is not MISSING else field.default
    return default is not MISSING and type(given) is type(default) and bool(given == default)


def _in_words(declared: Any) -> Text:
    if get_origin(declared) is Literal:
        return enumerate_text(map(repr, get_args(declared)))
    known = {tuple: _LIST, Mapping: _NAMES, date: _DATE, Decimal: _NUMBER, **_PLAIN}
    return known.get(get_origin(declared) or declared) or untranslated(name_of(declared))
