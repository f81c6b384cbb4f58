"""Digests of frozen values: the same for the same content, on every machine and in every run."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

_AS_THEY_ARE = frozenset({str, int, bool, float})


class Leaving(NamedTuple):
    """What a digest leaves out, by the names of classes.

    Attributes:
        fields: fields that do not count.
        order: fields with a mapping whose order does not count.
    """

    fields: Mapping[str, frozenset[str]]
    order: Mapping[str, frozenset[str]]


_NOTHING = Leaving({}, {})


def digest_of(value: object, leaving: Leaving = _NOTHING) -> str:
    """The SHA-256 digest of a frozen dataclass and everything in it, as `sha256:` and 64 hexadecimal digits.

    Fields with their default value are left out, so adding a field later does not change the digest of values that do
    not use it. The name of each class is part of the digest: a renamed class keeps its old name in `DIGEST_NAME`.
    """
    written = json.dumps(_plain(value, leaving), ensure_ascii=False, separators=(",", ":"))
    return f"sha256:{sha256(written.encode()).hexdigest()}"


def name_of(kind: type) -> str:
    """The name of a class in digests and in plain data."""
    name: str = getattr(kind, "DIGEST_NAME", kind.__name__)
    return name


def _plain(value: object, leaving: Leaving) -> Any:
    if value is None or type(value) in _AS_THEY_ARE:
        return value
    if is_dataclass(value) and not isinstance(value, type):
        kind = name_of(type(value))
        found: dict[str, Any] = {"": kind}
        out, unordered = leaving.fields.get(kind, ()), leaving.order.get(kind, ())
        for name, default in _fields_of(type(value)):
            one = getattr(value, name)
            if name not in out and (default is MISSING or one != default):
                found[name] = _plain(dict(sorted(one.items())) if name in unordered else one, leaving)
        return found
    if isinstance(value, Mapping):
        # The order in a route file matters: transitions, facts and steps are reported in that order.
        return [[str(name), _plain(item, leaving)] for name, item in value.items()]
    if isinstance(value, tuple | list):
        return [_plain(item, leaving) for item in value]
    if isinstance(value, Decimal):
        return {"number": str(value.normalize())}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return value


@lru_cache(maxsize=128)
def _fields_of(kind: type) -> tuple[tuple[str, object], ...]:
    """The fields of a dataclass, each with its default value."""
    return tuple(
        (field.name, field.default if field.default_factory is MISSING else field.default_factory())
        for field in fields(kind)
    )
