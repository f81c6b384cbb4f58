"""Validates the shape of a document: reports each broken part, and goes on with the rest."""

import re
import typing
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.escaping.letters import one_line
from routekaart.files.document import FORMAT_VERSION
from routekaart.files.field_types import FILE_NAME, LIST, LOWER_NAME, MAPPING
from routekaart.files.reader.problems import Problems
from routekaart.foundation.edits import Fix
from routekaart.foundation.language import Text, enumerate_text
from routekaart.foundation.suggest import did_you_mean, hint, nearest
from routekaart.model.step import BUNDLED

File = TypeVar("File", bound=BaseModel)

NAMELESS = "zonder_naam"
"""What stands in for a name that is missing; it has the shape of a name, or it would be taken out again."""
_PLACEHOLDERS: dict[str, Any] = {
    **dict.fromkeys(("title", "version", "do", "problem", "chosen", "because"), "?"),
    **dict.fromkeys(("id", "vocabulary", "start"), NAMELESS),
    "outcome": "stopped",
    "steps": {},
}
"""What stands in for a key that is missing, so that the rest of the part can be read."""
_BRANCHES = ("int", "float")
"""The last part of a location where pydantic reports each alternative of a value."""
_FORMS = (LIST, MAPPING)
_MAX_ROUNDS = 50


def check_format_version(data: dict[str, Any], problems: Problems, key: str = "routekaart") -> bool:
    """Whether the file says with `key` that it is of the version that this library reads; reports it when not."""
    version = data.get(key)
    if type(version) is int and version == FORMAT_VERSION:
        return True
    if key not in data:
        text = Text(
            f"de eerste sleutel ontbreekt: {key}: {FORMAT_VERSION}",
            f"the first key is missing: {key}: {FORMAT_VERSION}",
        )
    elif isinstance(version, int) and version > FORMAT_VERSION:
        text = Text(
            f"dit bestand is van formaat {version}; deze routekaart leest {FORMAT_VERSION}; gebruik een nieuwere",
            f"this file is of format {version}; this routekaart reads format {FORMAT_VERSION}. Use a newer version",
        )
    else:
        text = Text(f"verwacht wordt {key}: {FORMAT_VERSION}", f"expected {key}: {FORMAT_VERSION}")
    problems.add("format-version", (key,) if key in data else (), text)
    return False


class _Nothing:
    """Stands for a key with nothing after it, which is a mistake rather than an absent key."""


_NOTHING = _Nothing()


def without_empty(data: Any, may_hold_null: frozenset[str]) -> Any:
    """The data with every empty value made into something that no key accepts, but for what these keys hold."""
    if isinstance(data, dict):
        return {key: value if key in may_hold_null else _emptied(value, may_hold_null) for key, value in data.items()}
    return [_emptied(item, may_hold_null) for item in data] if isinstance(data, list) else data


def _emptied(value: Any, may_hold_null: frozenset[str]) -> Any:
    return _NOTHING if value is None else without_empty(value, may_hold_null)


def shape(data: dict[str, Any], model: type[File], problems: Problems) -> File | None:
    """The file as a model, without the parts that are broken; each of those is reported. None when nothing is left.

    `data` is changed: broken parts are taken out.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        for one in errors:
            _report(one, data, model, problems)
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
    loc = _location(error)
    if _is_about_key(error, data):
        loc = loc[:-1]
    holder: Any = data
    for part in loc[:-1]:
        holder = _item(holder, part)
        if holder is None:
            return
    last = loc[-1]
    if not isinstance(holder, dict | list):
        # A part in its short form (`responsible: [UWV]` for `[{partner: UWV}]`) goes as a whole.
        _take_out(data, {**error, "loc": loc[:-1], "type": "broken"}, problems)
        return
    if error["type"] == "missing" and isinstance(holder, dict) and last in _PLACEHOLDERS:
        holder[last] = _PLACEHOLDERS[str(last)]
        return
    if error["type"] == "missing" and len(loc) > 1:
        _take_out(data, {**error, "loc": loc[:-1], "type": "broken"}, problems)
    elif isinstance(holder, list) and isinstance(last, int) and last < len(holder):
        del holder[last]
        problems.leave_out(loc[:-1], last)
    elif isinstance(holder, dict):
        holder.pop(last, None)


def _location(error: Any) -> PartPath:
    loc: PartPath = tuple(part for part in error["loc"] if part not in _FORMS)
    return loc[:-1] if len(loc) > 1 and loc[-1] in _BRANCHES else loc


def _is_about_key(error: Any, data: dict[str, Any]) -> bool:
    """Whether an error is about the name of a key; pydantic says so with a last part that could be a key itself."""
    loc = _location(error)
    if loc[-1] != "[key]" or error["type"] == "extra_forbidden":
        return False
    holder: Any = data
    for part in loc[:-1]:
        holder = _item(holder, part)
    return not (isinstance(holder, dict) and "[key]" in holder)


def _item(holder: Any, part: int | str) -> Any:
    if isinstance(holder, dict):
        return holder.get(part)
    if isinstance(holder, list) and isinstance(part, int) and part < len(holder):
        return holder[part]
    return None


def _report(error: Any, data: dict[str, Any], model: type[BaseModel], problems: Problems) -> None:
    loc = _location(error)
    kind: str = error["type"]
    if _is_about_key(error, data):
        _report_key(error, loc[:-1], problems)
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
    elif kind == "string_pattern_mismatch" and error["ctx"]["pattern"] == FILE_NAME:
        _report_file_name(loc, str(error["input"]), problems)
    elif kind == "string_pattern_mismatch":
        _report_name(loc, str(error["input"]), problems, at_key=False)
    else:
        problems.add("wrong-value", loc, _expected(error, loc), fix=_value_fix(error, loc, problems))


def _report_key(error: Any, path: PartPath, problems: Problems) -> None:
    name = str(path[-1])
    if error["type"] == "literal_error":
        options = _options(error)
        problems.unknown("unknown-key", path, Text("onbekende sleutel", "unknown key"), name, options, at_key=True)
    else:
        _report_name(path, name, problems, at_key=True)


def _report_name(path: PartPath, name: str, problems: Problems, *, at_key: bool) -> None:
    plain = re.sub(r"[^a-z0-9_]+", "_", name.lower()).strip("_")
    possible = plain != name and re.fullmatch(LOWER_NAME, plain)
    meant = hint(one_line(plain) if possible else None)
    shown = one_line(name)
    text = Text(
        f"{shown} kan geen naam zijn; gebruik kleine letters, cijfers en _ (bij stappen ook hoofdletters){meant.nl}",
        f"{shown} cannot be a name; use lower-case letters, digits and _ (for steps capitals too){meant.en}",
    )
    problems.add("invalid-name", path, text, at_key=at_key)


def _report_file_name(path: PartPath, name: str, problems: Problems) -> None:
    """Report the name of another file that cannot be one, such as `begrippen.yaml` or a path."""
    lowered = re.sub(r"\.ya?ml$", "", name.strip().lower())
    plain = (BUNDLED if lowered.startswith(BUNDLED) else "") + lowered.rpartition("/")[2]
    meant = hint(plain if re.fullmatch(FILE_NAME, plain) else None)
    shown = one_line(name)
    text = Text(
        f"{shown} kan niet; verwacht wordt de naam van een bestand in deze map, zonder .yaml, of"
        f" {BUNDLED}naam{meant.nl}",
        f"{shown} cannot stand here; expected the name of a file in this folder, without .yaml, or"
        f" {BUNDLED}name{meant.en}",
    )
    problems.add("invalid-name", path, text)


def _value_fix(error: Any, loc: PartPath, problems: Problems) -> Fix | None:
    """What mends a value that is surely a slip: a misspelt word, or a number where text is expected."""
    kind, given = error["type"], error["input"]
    if kind == "literal_error" and isinstance(given, str):
        options = _options(error)
        meant = nearest(given, options)
        return problems.instead(loc, given, meant, options, ours=True) if meant else None
    return problems.between_quotes(loc) if _is_number_for_text(error) else None


def _options(error: Any) -> list[str]:
    expected = str(error["ctx"]["expected"])
    return re.findall(r"'([^']*)'", expected) or [expected]


def _is_number_for_text(error: Any) -> bool:
    return error["type"] == "string_type" and isinstance(error["input"], bool | int | float)


def _expected(error: Any, loc: PartPath) -> Text:
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "literal_error":
        options = _options(error)
        listed = enumerate_text(options)
        meant = did_you_mean(given, options) if isinstance(given, str) else Text("", "")
        return Text(f"verwacht wordt {listed.nl}{meant.nl}", f"expected {listed.en}{meant.en}")
    if _is_number_for_text(error):
        return Text("verwacht wordt tekst; zet dit tussen aanhalingstekens", "expected text; put this between quotes")
    if kind == "value_error":
        nl, _, en = str(context["error"]).partition("\n")
        return Text(f"verwacht wordt {nl}", f"expected {en}")
    expected = {
        "string_type": _NAMES.get(_part_name(loc), Text("tekst", "text")),
        "string_too_short": Text("tekst; hier staat niets", "text; there is nothing here"),
        "int_type": Text("een heel getal", "a whole number"),
        "float_type": Text("een getal", "a number"),
        "bool_type": Text("true of false", "true or false"),
        "list_type": _LISTS.get(_part_name(loc), Text("een lijst, zoals [a, b]", "a list, such as [a, b]")),
        "too_short": Text("minstens een onderdeel", "at least one item"),
        "greater_than_equal": Text(f"{context.get('ge')} of meer", f"{context.get('ge')} or more"),
        "less_than_equal": Text(f"{context.get('le')} of minder", f"{context.get('le')} or less"),
    }.get(kind) or _PARTS.get(_part_name(loc), Text("sleutels met een waarde", "keys with a value"))
    return Text(f"verwacht wordt {expected.nl}", f"expected {expected.en}")


_NAMES = dict.fromkeys(
    ("by", "with"),
    Text(
        "de naam van een partner; wie een van twee is, staat met one_of bij responsible",
        "the name of a partner; who is one of two stands with one_of at responsible",
    ),
)
_LISTS = dict.fromkeys(
    ("responsible", "contacts"),
    Text("een lijst, zoals [slb] of [{one_of: [slb, mentor]}]", "a list, such as [slb] or [{one_of: [slb, mentor]}]"),
)
_PARTS = {
    "when": Text("een voorwaarde, zoals {heeft_werk: ja}", "a condition, such as {heeft_werk: ja}"),
    "derive": Text(
        "een voorwaarde of een telling, zoals {years_since: d}", "a condition or a count, such as {years_since: d}"
    ),
    "transitions": Text("een overgang, zoals {to: P2}", "a transition, such as {to: P2}"),
    "actions": Text("een taak, zoals {do: Bel de student}", "an action, such as {do: Bel de student}"),
    "supports": Text("een middel, zoals {title: Jobcoach}", "a support, such as {title: Jobcoach}"),
    "options": Text("een lijst van keuzes, zoals [ja, nee]", "a list of options, such as [ja, nee]"),
    "contacts": Text("een partner", "a partner"),
    "responsible": Text("een lijst van partners, of n.t.b.", "a list of partners, or n.t.b."),
    "students": Text("een student, zoals {name: ..., step: P1}", "a student, such as {name: ..., step: P1}"),
    "journeys": Text("een reis, zoals {name: ..., days: [...]}", "a journey, such as {name: ..., days: [...]}"),
    "days": Text("een dag, zoals {on: 2026-03-01}", "a day, such as {on: 2026-03-01}"),
    "learn": Text("gegevens, zoals {heeft_werk: ja}", "facts, such as {heeft_werk: ja}"),
}


def _part_name(loc: PartPath) -> str:
    """The last key on the way to a part, passing over positions in a list."""
    return next((part for part in reversed(loc) if isinstance(part, str)), "")


@lru_cache(maxsize=256)
def _keys_at(model: type[BaseModel], path: PartPath) -> tuple[str, ...]:
    """The keys that the format has at a place."""
    current, in_container = model, False
    for part in path:
        if in_container:
            in_container = False
            continue
        fields = {info.alias or name: info for name, info in current.model_fields.items()}
        annotation = fields[str(part)].annotation if part in fields else None
        inner = _model_in(annotation)
        if inner is None:
            return ()
        in_container = inner is not annotation and _holds_many(annotation)
        current = inner
    return tuple(info.alias or name for name, info in current.model_fields.items())


def _holds_many(annotation: Any) -> bool:
    return typing.get_origin(annotation) in (list, dict) or any(map(_holds_many, typing.get_args(annotation)))


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(part) for part in typing.get_args(annotation))
    return next((model for model in found if model is not None), None)
