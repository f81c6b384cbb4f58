"""Does a document have the shape of the format? Says everything that has not, and reads on with the rest."""

import re
import typing
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from routekaart.diagnostic import Path
from routekaart.document import FORMAT_VERSION
from routekaart.language import Text, enumerate_text
from routekaart.reader.problems import Problems
from routekaart.suggest import nearest

File = TypeVar("File", bound=BaseModel)

_PLACEHOLDERS: dict[str, Any] = {"title": "?", "id": "onbekend", "vocabulary": "onbekend", "version": "?", "start": "?"}
_MAX_ROUNDS = 50


def check_format_version(data: dict[str, Any], problems: Problems) -> bool:
    """Whether the file says it is of the format version that this library reads; tells it when not."""
    version = data.get("routekaart")
    if type(version) is int and version == FORMAT_VERSION:
        return True
    if "routekaart" not in data:
        text = Text(
            f"de eerste sleutel ontbreekt: routekaart: {FORMAT_VERSION}",
            f"the first key is missing: routekaart: {FORMAT_VERSION}",
        )
    elif isinstance(version, int) and version > FORMAT_VERSION:
        text = Text(
            f"dit bestand is van formaat {version}; deze routekaart leest {FORMAT_VERSION}; gebruik een nieuwere",
            f"this file is of format {version}; this routekaart reads format {FORMAT_VERSION}. Use a newer version",
        )
    else:
        text = Text(f"verwacht wordt routekaart: {FORMAT_VERSION}", f"expected routekaart: {FORMAT_VERSION}")
    problems.add("format-version", ("routekaart",) if "routekaart" in data else (), text)
    return False


def shape(data: dict[str, Any], model: type[File], problems: Problems) -> File | None:
    """The file as a model, without the parts that are broken; each of those is told. None when nothing is left.

    `data` is changed: broken parts are taken out.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        for one in errors:
            _tell(one, model, problems)
    for _ in range(_MAX_ROUNDS):
        for one in sorted(errors, key=lambda one: _sortable(one["loc"]), reverse=True):
            _take_out(data, one, problems)
        try:
            return model.model_validate(data)
        except ValidationError as error:
            errors = error.errors(include_url=False)
    return None


def _sortable(loc: Iterable[int | str]) -> tuple[tuple[int, str], ...]:
    return tuple((part, "") if isinstance(part, int) else (-1, part) for part in loc)


def _take_out(data: dict[str, Any], error: Any, problems: Problems) -> None:
    loc: Path = tuple(error["loc"])
    if loc[-1] == "[key]":
        loc = loc[:-1]
    elif error["type"] == "missing":
        if len(loc) == 1:
            data[str(loc[0])] = _PLACEHOLDERS.get(str(loc[0]), {})
            return
        loc = loc[:-1]
    holder: Any = data
    for part in loc[:-1]:
        holder = _item(holder, part)
        if holder is None:
            return
    last = loc[-1]
    if isinstance(holder, list) and isinstance(last, int) and last < len(holder):
        del holder[last]
        problems.leave_out(loc[:-1], last)
    elif isinstance(holder, dict):
        holder.pop(last, None)


def _item(holder: Any, part: int | str) -> Any:
    if isinstance(holder, dict):
        return holder.get(part)
    if isinstance(holder, list) and isinstance(part, int) and part < len(holder):
        return holder[part]
    return None


def _tell(error: Any, model: type[BaseModel], problems: Problems) -> None:
    loc: Path = tuple(error["loc"])
    kind: str = error["type"]
    if loc[-1] == "[key]":
        _tell_name(loc[:-1], str(loc[-2]), problems, at_key=True)
    elif kind == "missing":
        key = loc[-1]
        problems.add(
            "missing-key",
            loc[:-1],
            Text(f"hier ontbreekt de sleutel {key}", f"the key {key} is missing here"),
            at_key=True,
        )
    elif kind == "extra_forbidden":
        keys = _keys_at(model, loc[:-1])
        problems.unknown("unknown-key", loc, Text("onbekende sleutel", "unknown key"), str(loc[-1]), keys, at_key=True)
    elif kind == "string_pattern_mismatch":
        _tell_name(loc, str(error["input"]), problems, at_key=False)
    else:
        problems.add("wrong-value", loc, _expected(error))


def _tell_name(path: Path, name: str, problems: Problems, *, at_key: bool) -> None:
    text = Text(
        f"{name!r} kan geen naam zijn; gebruik kleine letters, cijfers en _ (stappen mogen hoofdletters hebben)",
        f"{name!r} cannot be a name; use lower-case letters, digits and _ (steps may have capitals)",
    )
    problems.add("invalid-name", path, text, at_key=at_key)


def _expected(error: Any) -> Text:
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "literal_error":
        options = re.findall(r"'([^']*)'", str(context["expected"])) or [str(context["expected"])]
        listed = enumerate_text(options)
        close = nearest(given, options) if isinstance(given, str) else None
        hint = Text(f"; bedoelde u {close}?", f"; did you mean {close}?") if close else Text("", "")
        return Text(f"verwacht wordt {listed.nl}{hint.nl}", f"expected {listed.en}{hint.en}")
    if kind == "string_type" and isinstance(given, bool | int | float):
        return Text("verwacht wordt tekst; zet dit tussen aanhalingstekens", "expected text; put this between quotes")
    if kind == "value_error":
        nl, _, en = str(context["error"]).partition("\n")
        return Text(f"verwacht wordt {nl}", f"expected {en}")
    expected = {
        "string_type": Text("tekst", "text"),
        "string_too_short": Text("tekst; hier staat niets", "text; there is nothing here"),
        "int_type": Text("een heel getal", "a whole number"),
        "float_type": Text("een getal", "a number"),
        "bool_type": Text("true of false", "true or false"),
        "list_type": Text("een lijst", "a list"),
        "too_short": Text("minstens een onderdeel", "at least one item"),
        "greater_than_equal": Text(f"{context.get('ge')} of meer", f"{context.get('ge')} or more"),
        "less_than_equal": Text(f"{context.get('le')} of minder", f"{context.get('le')} or less"),
    }.get(kind, Text("sleutels met een waarde", "keys with a value"))
    return Text(f"verwacht wordt {expected.nl}", f"expected {expected.en}")


def _keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that the format has at a place."""
    current = model
    for part in path:
        fields = {info.alias or name: info for name, info in current.model_fields.items()}
        if part in fields:
            current = _model_in(fields[str(part)].annotation) or current
    return [info.alias or name for name, info in current.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(part) for part in typing.get_args(annotation))
    return next((model for model in found if model is not None), None)
