"""A digest of frozen values: the same for the same content, on every machine and in every run."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any


def digest_of(value: object) -> str:
    """The SHA-256 digest of a frozen dataclass with everything in it, as `sha256:` and 64 hexadecimal digits.

    Fields that have their default value are left out, so a field that is added later does not change the digest of
    what does not use it.
    """
    written = json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))
    return f"sha256:{sha256(written.encode()).hexdigest()}"


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        told = (field for field in fields(value) if not _is_default(value, field))
        return {"": type(value).__name__, **{field.name: _plain(getattr(value, field.name)) for field in told}}
    if isinstance(value, Mapping):
        # The order of a route file is part of it: transitions, facts and steps are told in that order.
        return [[str(name), _plain(item)] for name, item in value.items()]
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return {"number": str(value.normalize())}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return value


def _is_default(value: object, field: Any) -> bool:
    default = field.default_factory() if field.default_factory is not MISSING else field.default
    return default is not MISSING and getattr(value, field.name) == default
