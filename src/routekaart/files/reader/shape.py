"""Validates the shape of a document: reports each broken part, and continues with the rest.

A part whose meaning is sure is reported and then read as it was meant, so that one mistake gives one message.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.files.field_types import FILE_NAME, LIST, MAPPING
from routekaart.files.format_models import FORMAT_VERSION
from routekaart.files.meant_words import word_meant
from routekaart.files.reader.format_keys import keys_at
from routekaart.files.reader.meant_names import by_title, key_meant, sections_named_by
from routekaart.files.reader.meant_shapes import either_shape, other_shape
from routekaart.files.reader.problems import Problems
from routekaart.files.reader.shape_words import expected_in, is_number_for_text, missing_key, options_of, part_name
from routekaart.files.source.scalars import plain_scalar
from routekaart.foundation.edits import Fix
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Text
from routekaart.foundation.suggest import hint, nearest
from routekaart.model.step import BUNDLED

File = TypeVar("File", bound=BaseModel)

NAMELESS = "zonder_naam"
"""The placeholder for a missing name; it must be a valid name, or it would be removed again."""
_PLACEHOLDERS: dict[str, Any] = {
    **dict.fromkeys(("title", "version", "do", "problem", "chosen", "because"), "?"),
    **dict.fromkeys(("id", "vocabulary", "start"), NAMELESS),
    "outcome": "stopped",
    "steps": {},
}
"""The placeholder for the value of each missing key, so that the rest of the part can be read."""
_BRANCHES = ("int", "float")
"""The last parts of a location in pydantic that name an alternative type of a value."""
_FORMS = (LIST, MAPPING)
_MAX_ROUNDS = 50
_MOST_MENDED = 200
"""The most parts that are mended; further ones are removed, because nobody reads that many diagnostics."""
_UNKNOWN_IN: Mapping[str, tuple[str, Text]] = {
    "steps": ("unknown-target", Text("onbekende stap of einde", "unknown step or end")),
    "phases": ("unknown-phase", Text("onbekende fase", "unknown phase")),
    "partners": ("unknown-partner", Text("onbekende partner", "unknown partner")),
    "facts": ("unknown-fact", Text("onbekend gegeven", "unknown fact")),
}
_LIKE_A = (("steps", {"title", "transitions"}), ("ends", {"title", "outcome"}), ("facts", {"type"}))
"""Sections, each with the keys by which its parts are recognised."""


def check_format_version(data: dict[str, Any], problems: Problems, key: str = "routekaart") -> bool:
    """Whether `key` has the version of the format that this library reads; reports it if not."""
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
    """The value of a key with nothing after it, which is a mistake rather than an absent key."""


_NOTHING = _Nothing()


def without_empty(data: Any, may_hold_null: frozenset[str]) -> Any:
    """The data with every empty value, except under these keys, replaced by one that no key accepts."""
    if isinstance(data, dict):
        return {key: value if key in may_hold_null else _emptied(value, may_hold_null) for key, value in data.items()}
    return [_emptied(item, may_hold_null) for item in data] if isinstance(data, list) else data


def _emptied(value: Any, may_hold_null: frozenset[str]) -> Any:
    return _NOTHING if value is None else without_empty(value, may_hold_null)


def shape(
    data: dict[str, Any], model: type[File], problems: Problems, *, may_hold_null: frozenset[str] = frozenset()
) -> File | None:
    """The file as a model, without its broken parts; each of those is reported. None when nothing is left.

    `data` is changed: parts whose meaning is sure are written as meant, and other broken parts are removed.

    Args:
        may_hold_null: the keys whose value may be empty.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        errors = error.errors(include_url=False)
    return _Shaping(data, model, problems, may_hold_null).shape(errors)


class _Shaping(Generic[File]):
    """Reports what is wrong with the shape of a document, and mends or removes each broken part."""

    def __init__(
        self, data: dict[str, Any], model: type[File], problems: Problems, may_hold_null: frozenset[str]
    ) -> None:
        self._data = data
        self._model = model
        self._problems = problems
        self._may_hold_null = may_hold_null
        self._mends: dict[PartPath, Callable[[], None]] = {}
        """What to do in this round instead of removing a part, by the location of the error."""
        self._made: set[PartPath] = set()
        """Parts that exist after the mends of this round, so that they are not reported as missing."""
        self._mended: list[PartPath] = []
        """Parts that were mended; problems in them are reported in a later round."""
        self._names: dict[str, str] = {}
        """Invalid names in definitions, each with the valid name that replaces it from now on."""

    def shape(self, errors: list[Any]) -> File | None:
        """The document as a model; None when nothing is left of it."""
        for number in range(_MAX_ROUNDS):
            self._mends, self._made = {}, set()
            told = [one for one in errors if number == 0 or self._is_mended(_location(one))]
            # Report names and keys first: missing or unknown parts elsewhere may be about the same ones.
            for one in sorted(told, key=lambda one: one["type"] != "extra_forbidden" and not self._is_about_key(one)):
                self._report(one)
            for one in sorted(errors, key=lambda one: _sortable(one["loc"]), reverse=True):
                self._put_right(one)
            try:
                return self._model.model_validate(self._data)
            except ValidationError as error:
                errors = error.errors(include_url=False)
        return None

    def _is_about_key(self, error: Any) -> bool:
        return _is_about_key(error, self._data)

    def _is_mended(self, loc: PartPath) -> bool:
        return any(loc[: len(one)] == one for one in self._mended)

    def _put_right(self, error: Any) -> None:
        loc = _location(error)
        if self._is_about_key(error):
            loc = loc[:-1]
        mend = self._mends.get(loc)
        if mend is not None:
            mend()
        elif loc not in self._made:
            # Parts that are missing after this removal have been reported.
            self._mended = [one for one in self._mended if one[: len(loc)] != loc]
            _take_out(self._data, error, self._problems)

    # -- mends ----------------------------------------------------------------------------------------------------

    def _put(self, loc: PartPath, value: object) -> None:
        """Registers a mend that gives a part another value."""
        if len(self._mended) + len(self._mends) > _MOST_MENDED:
            return

        def put() -> None:
            # A part in its short form (`responsible: [UWV]` for `[{partner: UWV}]`) keeps that form.
            place = loc[:-1] if isinstance(self._at(loc[:-1]), str) else loc
            holder: Any = self._at(place[:-1])
            if holder is not None:
                holder[place[-1]] = value
            self._mended.append(loc)

        self._mends[loc] = put

    def _move(self, loc: PartPath, to: PartPath) -> None:
        """Registers a mend that moves a part to another place: beside it, or in a section of the file."""
        if to in self._made or len(self._mended) + len(self._mends) > _MOST_MENDED:
            return

        def move() -> None:
            holder = self._at(loc[:-1])
            if not isinstance(holder, dict):
                return
            if loc[:-1] == to[:-1]:
                renamed = {to[-1] if key == loc[-1] else key: value for key, value in holder.items()}
                holder.clear()
                holder.update(renamed)
            else:
                self._data.setdefault(str(to[0]), {})[to[-1]] = holder.pop(loc[-1])
            if to[-1] in self._may_hold_null and isinstance(self._at(to), _Nothing):
                self._at(to[:-1])[to[-1]] = None
            self._problems.moved(to, loc)
            self._mended.append(to)

        self._mends[loc] = move
        self._made.add(to)

    def _at(self, loc: PartPath) -> Any:
        holder: Any = self._data
        for part in loc:
            holder = _item(holder, part)
        return holder

    # -- reports --------------------------------------------------------------------------------------------------

    def _report(self, error: Any) -> None:
        loc, kind = _location(error), str(error["type"])
        if self._is_about_key(error):
            self._report_key(error, loc[:-1])
        elif kind == "missing":
            if loc not in self._made:
                holder = self._at(loc[:-1])
                alone = isinstance(holder, dict) and set(holder) == {"when"}
                text = missing_key(str(loc[-1]), self._data, after_a_hyphen=alone and loc[-2:-1] > (0,))
                self._problems.add("missing-key", loc[:-1], text, at_key=True)
        elif kind == "extra_forbidden":
            self._report_unknown_key(loc)
        elif kind == "string_pattern_mismatch" and error["ctx"]["pattern"] == FILE_NAME:
            _report_file_name(loc, str(error["input"]), self._problems)
        elif kind == "string_pattern_mismatch":
            self._report_reference(loc, str(error["input"]))
        else:
            self._report_value(error, loc)

    def _report_unknown_key(self, loc: PartPath) -> None:
        key, holder = str(loc[-1]), self._at(loc[:-1])
        keys = keys_at(self._model, loc[:-1])
        split = self._problems.split_by_comma(loc)
        if split is not None:
            self._problems.add_split(split)
            self._mends[loc] = lambda: holder.pop(key, None) and None
            return
        section = self._section_of(loc)
        if section is not None:
            text = Text(
                f"{one_line(key)} hoort onder {section}; spring deze regel en die eronder verder in",
                f"{one_line(key)} belongs under {section}; indent this line and those below it more",
            )
            self._problems.add("unknown-key", loc, text, at_key=True)
            self._move(loc, (section, key))
            return
        there = holder if isinstance(holder, dict) else {}
        name, colon, rest = key.partition(":")
        meant = name if colon and name in keys and name not in there else None
        if meant is None and self._problems.may_compare(len(keys)):
            meant = key_meant(key, keys, there)
        what = Text("onbekende sleutel", "unknown key")
        self._problems.unknown("unknown-key", loc, what, key, keys, at_key=True, meant=None if colon else meant)
        if meant is not None:
            self._move(loc, (*loc[:-1], meant))
            if colon and rest:
                there[key] = plain_scalar(rest.strip()) if isinstance(there.get(key), _Nothing) else there[key]

    def _section_of(self, loc: PartPath) -> str | None:
        """The section to which a part at the top of the file belongs, judged by its keys."""
        value = self._at(loc)
        if len(loc) != 1 or not isinstance(value, dict):
            return None
        return next((section for section, keys in _LIKE_A if keys <= value.keys() and section in self._data), None)

    def _report_key(self, error: Any, path: PartPath) -> None:
        name = str(path[-1])
        if error["type"] == "literal_error":
            options, what = options_of(error), Text("onbekende sleutel", "unknown key")
            self._problems.unknown("unknown-key", path, what, name, options, at_key=True)
            return
        holder = self._at(path[:-1])
        meant = self._problems.name_for(name, str(path[-2]) if len(path) > 1 else "")
        if meant is not None and meant in holder:
            meant = None
        self._report_name(path, name, meant, at_key=True)
        self._names[name] = meant or f"naam_{len(self._names)}_{NAMELESS}"
        self._move(path, (*path[:-1], self._names[name]))

    def _report_reference(self, loc: PartPath, written: str) -> None:
        """Reports an invalid name in a reference, unless its definition is reported."""
        if written in self._names:
            self._put(loc, self._names[written])
            return
        sections = sections_named_by(part_name(loc))
        either = either_shape(written) if sections == ("partners",) and "responsible" in loc else None
        if either is not None:
            self._problems.add("wrong-value", loc, either.text)
            self._put(loc, either.value)
            return
        parts = {name: part for one in sections for name, part in self._section(one).items()}
        meant = by_title(written, parts) if self._problems.may_compare(len(parts)) else None
        if meant is not None:
            rule, what = _UNKNOWN_IN[sections[0]]
            self._problems.unknown(rule, loc, what, written, parts, meant=meant)
            self._put(loc, meant)
        else:
            self._report_name(
                loc, written, self._problems.name_for(written, sections[0] if sections else ""), at_key=False
            )

    def _section(self, name: str) -> dict[str, Any]:
        section = self._data.get(name)
        return section if isinstance(section, dict) else {}

    def _report_name(self, path: PartPath, name: str, meant: str | None, *, at_key: bool) -> None:
        shown, suggested = one_line(name), hint(one_line(meant) if meant and meant != name else None)
        text = Text(
            f"{shown} kan geen naam zijn; begin met een letter en gebruik kleine letters, cijfers en _ (bij stappen "
            f"ook hoofdletters){suggested.nl}",
            f"{shown} cannot be a name; begin with a letter and use lower-case letters, digits and _ (for steps "
            f"capitals too){suggested.en}",
        )
        self._problems.add("invalid-name", path, text, at_key=at_key)

    def _report_value(self, error: Any, loc: PartPath) -> None:
        kind, given = str(error["type"]), error["input"]
        if kind == "literal_error":
            meant = word_meant(given, options_of(error)) if isinstance(given, str) else None
            if meant is not None:
                self._put(loc, meant)
        else:
            other = other_shape(kind, given, loc, self._section("facts"))
            if other is not None:
                self._problems.add("wrong-value", loc, other.text)
                if other.value is not None:
                    self._put(loc, other.value)
                return
        if isinstance(given, _Nothing) and self._problems.add_comment_for_text(loc):
            return
        example = self._example(loc) if isinstance(given, _Nothing) else None
        text = Text(f"verwacht wordt {example.nl}", f"expected {example.en}") if example else expected_in(error, loc)
        self._problems.add("wrong-value", loc, text, fix=_value_fix(error, loc, self._problems))

    def _example(self, loc: PartPath) -> Text | None:
        """An example of a value for an empty place, with a name from the file itself."""
        if part_name(loc) != "source":
            return None
        name = next(iter(self._section("sources")), "bron")
        return Text(f"een bron en een plaats daarin, zoals {name} 3", f"a source and a place in it, such as {name} 3")


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
        # A part in its short form (`responsible: [UWV]` for `[{partner: UWV}]`) is removed as a whole.
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
    """Whether an error is about the name of a key; pydantic marks that with a last part that could also be a key."""
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


def _report_file_name(path: PartPath, name: str, problems: Problems) -> None:
    """Reports an invalid name of another file, such as `begrippen.yaml` or a path."""
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
    """The fix for a value that is a misspelt word, or a number where text is expected; None for other values."""
    kind, given = error["type"], error["input"]
    if kind == "literal_error" and isinstance(given, str):
        options = options_of(error)
        meant = nearest(given, options)
        return problems.instead(loc, given, meant, options, ours=True) if meant else None
    return problems.between_quotes(loc) if is_number_for_text(error) else None
