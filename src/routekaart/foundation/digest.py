"""Digests of frozen values: the same for the same content, on every machine and in every run."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from typing import Any

_AS_THEY_ARE = frozenset({str, int, bool, float})


def digest_of(value: object) -> str:
    """The SHA-256 digest of a frozen dataclass and everything in it, as `sha256:` and 64 hexadecimal digits.

    Fields with their default value are left out, so adding a field later does not change the digest of values that do
    not use it. The name of each class is part of the digest: a renamed class keeps its old name in `DIGEST_NAME`.
    """
    written = json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))
    return f"sha256:{sha256(written.encode()).hexdigest()}"


def name_of(kind: type) -> str:
    """The name of a class in what is kept: in a digest, and in plain data."""
    name: str = getattr(kind, "DIGEST_NAME", kind.__name__)
    return name


def _plain(value: object) -> Any:
    if value is None or type(value) in _AS_THEY_ARE:
        return value
    if is_dataclass(value) and not isinstance(value, type):
        found: dict[str, Any] = {"": name_of(type(value))}
        for name, default in _fields_of(type(value)):
            one = getattr(value, name)
            if default is MISSING or one != default:
                found[name] = _plain(one)
        return found
    if isinstance(value, Mapping):
        # The order in a route file matters: transitions, facts and steps are reported in that order.
        return [[str(name), _plain(item)] for name, item in value.items()]
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
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
