"""The settings of a project: the nearest `routekaart.toml`, or `[tool.routekaart]` in `pyproject.toml`, above it."""

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias, cast, get_args

from routekaart.diagnostics.rules import RULES, Severity, rule_named
from routekaart.files.disk import limits
from routekaart.files.disk.reading import ReadingError, exists, is_file, is_folder, read_bytes, real_path
from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.escaping.letters import file_name, one_line
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import LANGUAGES, Language, Text, enumerate_words, joined
from routekaart.foundation.suggest import did_you_mean, meant_or_known

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")

Threshold: TypeAlias = Severity | Literal["never"]
THRESHOLDS: tuple[Threshold, ...] = (*get_args(Severity), "never")

_MOST_MONTHS = 1200
_OWN_FILE, _SHARED_FILE = "routekaart.toml", "pyproject.toml"


class SettingsError(RoutekaartError, ValueError):
    """A settings file cannot be used. `lines` holds everything that is wrong, in both languages."""

    code = "no-settings"

    def __init__(self, lines: Iterable[Text]) -> None:
        self.lines = tuple(lines)
        super().__init__(joined(self.lines, "\n"))

    def __reduce__(self) -> tuple[object, ...]:
        return SettingsError, (self.lines,)


@dataclass(frozen=True, slots=True)
class Settings:
    """Which rules are reported, and what fails a run.

    Attributes:
        select: the rules that are reported, beside what keeps a file from being a route; None for every rule.
        ignore: rules that are not reported.
        fail_on: the severity from which a finding fails the run.
        baseline: the file with known findings.
        lang: the language of the messages; None for that of each route.
        recheck_after: after how many months a source or parameter must be checked again; None for never.
        theme: the colours of a page by name, and its `font`, unparsed.
        file: the settings file; None when there is none.
    """

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    fail_on: Threshold = "error"
    baseline: Path | None = None
    lang: Language | None = None
    recheck_after: int | None = None
    theme: Mapping[str, str] = field(default_factory=lambda: frozen({}))
    file: Path | None = None

    def reports(self, rule: str) -> bool:
        """Whether a rule is reported."""
        if not RULES[rule].can_be_ignored:
            return True
        return rule not in self.ignore and (self.select is None or rule in self.select)

    def fails(self, severity: Severity) -> bool:
        """Whether a finding of some severity fails the run."""
        return THRESHOLDS.index(severity) <= THRESHOLDS.index(self.fail_on) and self.fail_on != "never"


def settings_files(folder: Path) -> list[Path]:
    """Every file that can hold the settings for a folder, whether it exists or not."""
    place = Path(os.path.abspath(folder))  # noqa: PTH100
    return [above / name for above in (place, *place.parents) for name in (_OWN_FILE, _SHARED_FILE)]


def settings_for(path: Path) -> Settings:
    """The settings for a file or folder: those of the nearest folder at or above it that has any.

    Raises:
        SettingsError: the settings file cannot be used.
    """
    # Resolve `..` first, so that the parents are the folders that it is really in.
    place = Path(os.path.abspath(path))  # noqa: PTH100
    return _nearest(place if is_folder(place) else place.parent)


def settings_in(file: Path) -> Settings:
    """The settings in one file, whatever its name.

    Raises:
        SettingsError: it cannot be used.
    """
    return _read(_section(file, ()), file)


def _nearest(folder: Path) -> Settings:
    for name, section in ((_OWN_FILE, ()), (_SHARED_FILE, ("tool", "routekaart"))):
        file = folder / name
        # Anything with the name of our own file is meant as settings, even if it is not a file.
        there = is_file(file) if section else exists(file)
        content = _section(file, section) if there else None
        if content is not None:
            return _read(content, file)
    return Settings() if folder.parent == folder else _nearest(folder.parent)


def _section(file: Path, keys: tuple[str, ...]) -> Any:
    """The value in a file under some keys; None when there is none."""
    try:
        text: str | Text = read_bytes(file, limits.SETTINGS).decode("utf-8-sig")
    except ReadingError as error:
        text = error.text
    except UnicodeDecodeError:
        text = Text("de tekst is geen UTF-8", "the text is not UTF-8")
    if isinstance(text, Text):
        raise _no_settings(file, text)
    if keys and keys[-1] not in text:
        # A file shared with other programs may be unreadable for us; without our key we leave it alone.
        return None
    content = _parsed(text)
    if isinstance(content, Text):
        raise _no_settings(file, content)
    for key in keys:
        content = content.get(key) if isinstance(content, dict) else None
    return content


def _parsed(text: str) -> Any:
    """The content of TOML; a `Text` with the problem if it is not valid."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # The message of tomllib is about the place, and quotes nothing of the text.
        told = one_line(str(error))
        place = _PLACE.search(told)
        where = f"op regel {place[1]}, teken {place[2]}" if place else "aan het einde"
        return Text(f"dit is geen TOML: {where} staat iets wat daar niet kan", f"this is not TOML: {told}")
    except (ValueError, RecursionError):
        return Text(
            "dit is geen TOML dat te lezen is: te diep, of met een getal dat te groot is",
            "this is no TOML that can be read: too deep, or with a number that is too large",
        )


def _no_settings(file: Path, text: Text) -> SettingsError:
    shown = file_name(file)
    return SettingsError([Text(f"{shown}: {text.nl}", f"{shown}: {text.en}")])


def _read(content: object, file: Path) -> Settings:
    if not isinstance(content, dict):
        raise _no_settings(file, Text("verwacht worden instellingen", "settings are expected"))
    problems: list[Text] = []
    for key in content:
        if key not in _KEYS:
            meant = meant_or_known(key, _KEYS)
            problems.append(Text(f"onbekende instelling {key}{meant.nl}", f"unknown setting {key}{meant.en}"))
    select = rules_in(content, "select", problems)
    ignore = rules_in(content, "ignore", problems)
    settings = Settings(
        select=select or None,
        ignore=ignore,
        fail_on=cast(Threshold, _one_of(content, "fail-on", THRESHOLDS, problems) or "error"),
        baseline=_path(content, "baseline", file.parent, problems),
        lang=cast("Language | None", _one_of(content, "lang", LANGUAGES, problems)),
        recheck_after=_months(content, "recheck-after-months", problems),
        theme=_texts(content, "theme", problems),
        file=file,
    )
    if problems:
        shown = file_name(file)
        raise SettingsError(Text(f"{shown}: {one.nl}", f"{shown}: {one.en}") for one in problems)
    return settings


_KEYS = ("select", "ignore", "fail-on", "baseline", "lang", "recheck-after-months", "theme")


def rules_in(content: Mapping[str, Any], key: str, problems: list[Text]) -> frozenset[str]:
    """The rules that are listed under a key, by name or code; other entries are reported in `problems`."""
    given = content.get(key, [])
    listed = [given] if isinstance(given, str) else given
    if not isinstance(listed, list) or not all(isinstance(name, str) for name in listed):
        problems.append(Text(f"{key}: verwacht wordt een lijst van regels", f"{key}: expected a list of rules"))
        return frozenset()
    found: set[str] = set()
    for name in listed:
        rule = rule_named(name)
        if rule is None:
            meant = did_you_mean(name, RULES)
            problems.append(
                Text(f"{key}: er is geen regel {name}{meant.nl}", f"{key}: there is no rule {name}{meant.en}")
            )
        elif not rule.can_be_ignored:
            problems.append(
                Text(
                    f"{key}: {rule.name} wordt altijd gemeld en kan hier niet staan",
                    f"{key}: {rule.name} is always reported and cannot be listed here",
                )
            )
        else:
            found.add(rule.name)
    return frozenset(found)


def _one_of(content: Mapping[str, Any], key: str, valid: Iterable[str], problems: list[Text]) -> str | None:
    given = content.get(key)
    if given is None or given in (options := list(valid)):
        return given
    listed = enumerate_words(options, "of"), enumerate_words(options, "or")
    problems.append(Text(f"{key}: verwacht wordt {listed[0]}", f"{key}: expected {listed[1]}"))
    return None


def _months(content: Mapping[str, Any], key: str, problems: list[Text]) -> int | None:
    given = content.get(key)
    if given is None or (type(given) is int and 0 < given <= _MOST_MONTHS):
        return given
    problems.append(
        Text(
            f"{key}: verwacht wordt een getal van 1 tot en met {_MOST_MONTHS}",
            f"{key}: expected a number from 1 to {_MOST_MONTHS}",
        )
    )
    return None


def _texts(content: Mapping[str, Any], key: str, problems: list[Text]) -> Mapping[str, str]:
    """A table of names with texts."""
    given = content.get(key, {})
    if isinstance(given, dict) and all(isinstance(one, str) for one in given.values()):
        return frozen(given)
    problems.append(
        Text(
            f"{key}: verwacht worden namen met teksten, zoals primary = '#173f70'",
            f"{key}: expected names with texts, such as primary = '#173f70'",
        )
    )
    return frozen({})


def _path(content: Mapping[str, Any], key: str, folder: Path, problems: list[Text]) -> Path | None:
    given = content.get(key)
    if given is None:
        return None
    if isinstance(given, str) and given and real_path(folder / given).is_relative_to(real_path(folder)):
        return folder / given
    # The settings may come from somebody else, and a baseline is a file that we write.
    problems.append(
        Text(
            f"{key}: verwacht wordt een bestand in deze map of daaronder",
            f"{key}: expected a file in this folder or below",
        )
    )
    return None
