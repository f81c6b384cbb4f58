"""Plain data as text: YAML in every style, JSON and TOML. What is no plain data (`Raw`) is written as it is."""

import json
import re
from collections.abc import Iterator
from random import Random
from typing import Any

from .odd import Raw, Tree

_PLAIN = re.compile(r"[A-Za-z_$\u00c0-\u024f][A-Za-z0-9_$.()\u00c0-\u024f /-]*", re.ASCII)
_MEANS_SOMETHING = frozenset({"true", "false", "null", "yes", "no", "on", "off"})
_BARE = re.compile("[A-Za-z0-9_-]+", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MUST_BE_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]')


def yaml_text(tree: Tree, chance: Random | None = None) -> str:
    """A tree as YAML; with `chance` in styles that people seldom use together."""
    return _Yaml(tree, chance).text()


def json_text(tree: Tree, indent: int | None = 1) -> str:
    """A tree as JSON, also with what JSON has no word for."""
    return "".join(_json(tree, "" if indent is None else "\n", " " * (indent or 0)))


def toml_text(tree: dict[Any, Tree], above: tuple[str, ...] = ()) -> str:
    """A mapping as TOML: its values, then its tables."""
    lines = [f"{_toml_key(key)} = {_toml(value)}" for key, value in tree.items() if not isinstance(value, dict)]
    for key, value in tree.items():
        if isinstance(value, dict):
            name = (*above, _toml_key(key))
            lines += [f"[{'.'.join(name)}]", toml_text(value, name)]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Text between double quotes, as JSON and YAML both read it."""
    return f'"{_MUST_BE_ESCAPED.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    letter = found.group()
    return f"\\{letter}" if letter in '"\\' else f"\\u{ord(letter):04x}"


class _Yaml:
    def __init__(self, tree: Tree, chance: Random | None) -> None:
        self._tree = tree
        self._chance = chance
        self._flow_from = 3 if chance is None else chance.choice((0, 1, 2, 3, 4, 9))
        self._met: dict[int, int] = {}
        self._names: dict[int, str] = {}
        self._count(tree)

    def text(self) -> str:
        head = self._chance.choice(("", "", "", "---\n", "%YAML 1.2\n---\n", "# x\n")) if self._chance else ""
        return head + "".join(self._block(self._tree, 0)).removeprefix("\n") + "\n"

    def _count(self, tree: Tree) -> None:
        """Finds what stands in more than one place."""
        if isinstance(tree, dict | list) and tree:
            self._met[id(tree)] = self._met.get(id(tree), 0) + 1
            if self._met[id(tree)] == 1:
                for value in tree.values() if isinstance(tree, dict) else tree:
                    self._count(value)

    def _anchor(self, tree: Tree) -> tuple[str, bool]:
        """What stands before a part: an anchor, or an alias that stands for all of it."""
        if self._met.get(id(tree), 0) < 2:
            return "", False
        if id(tree) in self._names:
            return f"*{self._names[id(tree)]} ", True
        self._names[id(tree)] = f"a{len(self._names)}"
        return f"&{self._names[id(tree)]} ", False

    def _block(self, tree: Tree, depth: int) -> Iterator[str]:
        if not isinstance(tree, dict | list) or not tree or depth >= self._flow_from:
            yield f" {''.join(self._flow(tree))}"
            return
        before, is_alias = self._anchor(tree)
        yield f" {before}".rstrip()
        if is_alias:
            return
        margin = "\n" + "  " * depth
        if isinstance(tree, dict):
            for key, value in tree.items():
                yield f"{margin}{self._scalar(key)}:"
                yield from self._block(value, depth + 1)
        else:
            for value in tree:
                yield f"{margin}-"
                yield from self._block(value, depth + 1)

    def _flow(self, tree: Tree) -> Iterator[str]:
        if not isinstance(tree, dict | list):
            yield self._scalar(tree)
            return
        before, is_alias = self._anchor(tree)
        yield before
        if is_alias:
            return
        yield "{" if isinstance(tree, dict) else "["
        for position, one in enumerate(tree):
            yield ", " if position else ""
            if isinstance(tree, dict):
                yield f"{self._scalar(one)}: "
            yield from self._flow(tree[one] if isinstance(tree, dict) else one)
        yield "}" if isinstance(tree, dict) else "]"

    def _scalar(self, value: Tree) -> str:
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, bool) or value is None:
            return json.dumps(value)
        return str(value)

    def _text(self, value: str) -> str:
        style = self._chance.choice(("plain", "plain", "plain", "double", "single")) if self._chance else "plain"
        is_plain = _PLAIN.fullmatch(value) and value.casefold() not in _MEANS_SOMETHING and not value.endswith(" ")
        if style == "plain" and (is_plain or _DAY.fullmatch(value)):
            return value
        if style == "single" and value.isprintable() and value:
            return "'" + value.replace("'", "''") + "'"
        return quoted(value)


def _json(tree: Tree, line: str, margin: str) -> Iterator[str]:
    if not isinstance(tree, dict | list):
        yield quoted(tree) if isinstance(tree, str) else str(tree) if isinstance(tree, Raw) else json.dumps(tree)
        return
    inner = line + margin if line else ""
    yield "{" if isinstance(tree, dict) else "["
    for position, one in enumerate(tree):
        yield f",{inner or ' '}" if position else inner
        if isinstance(tree, dict):
            yield f"{str(one) if isinstance(one, Raw) else quoted(str(one))}: "
        yield from _json(tree[one] if isinstance(tree, dict) else one, inner, margin)
    yield f"{line if tree else ''}{'}' if isinstance(tree, dict) else ']'}"


def _toml_key(key: Any) -> str:
    text = str(key)
    return text if isinstance(key, Raw) or _BARE.fullmatch(text) else quoted(text)


def _toml(value: Tree) -> str:
    match value:
        case str():
            return quoted(value)
        case list():
            return f"[{', '.join(_toml(one) for one in value)}]"
        case dict():
            return f"{{{', '.join(f'{_toml_key(key)} = {_toml(one)}' for key, one in value.items())}}}"
        case None:
            return ""
        case bool():
            return json.dumps(value)
        case _:
            return str(value)
