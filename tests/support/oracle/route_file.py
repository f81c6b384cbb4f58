"""A route file as plain values: "A route" and "Steps" in docs/format.md. It is taken to be a right file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any, TypeAlias, cast

from ruamel.yaml import YAML

from .conditions import (
    ALWAYS,
    All,
    AnyOf,
    Compared,
    Condition,
    Limits,
    Not,
    OneOf,
    Operand,
    Parameter,
    Value,
    plain_text,
    tests_in,
)
from .days import Direction, Unit

STAY = "stay"
SECTIONS = ("responsible", "contacts", "actions", "supports")
_COUNTS = {
    f"{unit}_{direction}": (unit, direction)
    for unit in ("years", "months", "weeks", "days")
    for direction in ("since", "until")
}


@dataclass(frozen=True)
class Count:
    """`{years_since: a_date}`."""

    day: str
    unit: Unit
    direction: Direction


@dataclass(frozen=True)
class Moved:
    """`{date: a_date, plus: {years: 1}}`; `minus` has negative amounts.

    Attributes:
        to_end: whether it is moved to the last day of the school year after that.
    """

    day: str
    amounts: tuple[tuple[Unit, int], ...]
    to_end: bool = False


Definition: TypeAlias = Condition | Count | Moved


@dataclass(frozen=True)
class Fact:
    """One of `facts`; `derive` is None when it must be told.

    Attributes:
        also: the option of each other spelling, as texts are compared.
    """

    name: str
    type: str
    options: tuple[str, ...] = ()
    also: tuple[tuple[str, str], ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    decimals: int = 0
    past: bool = False
    changes: str = "freely"
    lifetime: str = "lasting"
    derive: Definition | None = None


@dataclass(frozen=True)
class Transition:
    to: str
    when: Condition


@dataclass(frozen=True)
class Part:
    """Somebody or something of a step: one of `responsible`, `contacts`, `actions` or `supports`.

    Attributes:
        named: the partner (or those of whom one acts), or what must be done, or what can be used.
        partners: for an action with whom, for a means through whom.
        by: for an action who does it, when that is not who is responsible.
    """

    section: str
    named: str
    when: Condition
    partners: tuple[str, ...] = ()
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    name: str
    transitions: tuple[Transition, ...]
    policy: str
    otherwise: str | None
    parts: tuple[Part, ...]

    @property
    def conditions(self) -> list[Condition]:
        """The conditions of its transitions and of its parts."""
        return [*(one.when for one in self.transitions), *(one.when for one in self.parts)]

    @property
    def targets(self) -> tuple[str, ...]:
        """Where one can go from here: in the order of the file, each once; the step itself where one can stay."""
        last = () if self.otherwise is None else (self.name if self.otherwise == STAY else self.otherwise,)
        return tuple(dict.fromkeys([*(one.to for one in self.transitions), *last]))


@dataclass(frozen=True)
class Route:
    """A route, with what its vocabularies hold.

    Attributes:
        facts: each after the facts that it follows from.
        parameters: for each parameter its values with the day from which they hold.
    """

    start: str
    facts: dict[str, Fact]
    parameters: dict[str, tuple[tuple[date, Decimal], ...]]
    impossible: tuple[Condition, ...]
    steps: dict[str, Step]
    ends: tuple[str, ...]

    def limits(self, on: date) -> Limits:
        """The value of each parameter on a day: each value holds until the next one starts."""
        return {name: [value for start, value in values if start <= on][-1] for name, values in self.parameters.items()}

    def needed(self, names: Iterable[str]) -> tuple[str, ...]:
        """These facts and all that they follow from, in the order of the route."""
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting.extend(follows_from(self.facts[name].derive))
        return tuple(name for name in self.facts if name in found)

    def dates_behind(self, names: Iterable[str]) -> frozenset[str]:
        """The facts, with the date itself for a count or a date that is read off it."""
        found: set[str] = set()
        for name in names:
            root = name
            while isinstance(derive := self.facts[root].derive, Count | Moved):
                root = derive.day
            found.add(root)
        return frozenset(found)

    def starts(self) -> list[date]:
        """The days on which some parameter gets another value."""
        return sorted({start for values in self.parameters.values() for start, _ in values if start != date.min})


def follows_from(derive: Definition | None) -> list[str]:
    """The facts that a definition speaks of."""
    if derive is None:
        return []
    return [derive.day] if isinstance(derive, Count | Moved) else [test.fact for test in tests_in(derive)]


def read_file(path: Path) -> Route:
    """The route in a file, with the vocabularies beside it."""
    written = _yaml(path.read_text(encoding="utf-8"))
    return _route(
        [
            written,
            *(_yaml((path.parent / f"{name}.yaml").read_text(encoding="utf-8")) for name in written.get("uses", [])),
        ]
    )


def read(text: str) -> Route:
    """The route in a text that takes in no vocabulary."""
    return _route([_yaml(text)])


def _yaml(text: str) -> dict[str, Any]:
    """The text as mappings and lists of texts: no value is given a type before it is known what it is for."""
    return cast(dict[str, Any], YAML(typ="base", pure=True).load(StringIO(text)))


def _route(files: list[dict[str, Any]]) -> Route:
    route = files[0]
    written = {name: one for file in files for name, one in file.get("facts", {}).items()}
    types = {name: one["type"] for name, one in written.items()}
    return Route(
        start=route["start"],
        facts=_in_order({name: _fact(name, one, types) for name, one in written.items()}),
        parameters={
            name: tuple((_start(value["from"]), Decimal(value["value"])) for value in one["values"])
            for file in files
            for name, one in file.get("parameters", {}).items()
        },
        impossible=tuple(condition(one["when"], types) for file in files for one in file.get("impossible", [])),
        steps={name: _step(name, one, types) for name, one in route["steps"].items()},
        ends=tuple(route.get("ends", {})),
    )


def _start(written: str) -> date:
    return date.min if written in ("null", "~", "") else date.fromisoformat(written)


def _in_order(facts: dict[str, Fact]) -> dict[str, Fact]:
    found: dict[str, Fact] = {}

    def add(name: str) -> None:
        if name not in found:
            for other in follows_from(facts[name].derive):
                add(other)
            found[name] = facts[name]

    for name in facts:
        add(name)
    return found


def _fact(name: str, written: Mapping[str, Any], types: Mapping[str, str]) -> Fact:
    return Fact(
        name=name,
        type=written["type"],
        options=tuple(one.strip() for one in written.get("options", ())),
        also=tuple(_other_spellings(written.get("options", ()))),
        low=Decimal(written["min"]) if "min" in written else None,
        high=Decimal(written["max"]) if "max" in written else None,
        decimals=int(written.get("decimals", 0)),
        past=written.get("past", "false") == "true",
        changes=written.get("changes", "freely"),
        lifetime=written.get("lifetime", "lasting"),
        derive=_definition(written["derive"], types) if "derive" in written else None,
    )


def _other_spellings(options: Any) -> Iterator[tuple[str, str]]:
    for option, one in options.items() if isinstance(options, dict) else ():
        for text in one.get("also", ()) if isinstance(one, dict) else ():
            yield plain_text(text), option.strip()


def _definition(written: Mapping[str, Any], types: Mapping[str, str]) -> Definition:
    if "date" in written:
        plus = [(unit, int(amount)) for unit, amount in written.get("plus", {}).items()]
        minus = [(unit, -int(amount)) for unit, amount in written.get("minus", {}).items()]
        return Moved(written["date"], tuple(plus + minus), "to" in written)
    for key, (unit, direction) in _COUNTS.items():
        if key in written:
            return Count(written[key], cast(Unit, unit), cast(Direction, direction))
    return condition(written, types)


def condition(written: Any, types: Mapping[str, str]) -> Condition:
    """A condition as it is written; `types` holds the type of each fact."""
    return All(tuple(_condition_part(key, value, types) for key, value in written.items()))


def _condition_part(key: str, value: Any, types: Mapping[str, str]) -> Condition:
    if key == "all":
        return All(tuple(condition(part, types) for part in value))
    if key == "any":
        return AnyOf(tuple(condition(part, types) for part in value))
    if key == "not":
        return Not(condition(value, types))
    if isinstance(value, dict):
        return All(tuple(_compared(key, operator, operand, types[key]) for operator, operand in value.items()))
    return _one_of(key, value, types[key])


def _compared(fact: str, operator: str, written: Any, type_: str) -> Condition:
    if operator == "is":
        return _one_of(fact, written, type_)
    if operator == "not":
        return Not(_one_of(fact, written, type_))
    return Compared(fact, operator, _operand(written, type_))


def _one_of(fact: str, written: Any, type_: str) -> Condition:
    values = written if isinstance(written, list) else [written]
    return OneOf(fact, tuple(_operand(value, type_) for value in values))


def _operand(written: str, type_: str) -> Operand:
    return Parameter(written[1:]) if written.startswith("$") else value_of(written, type_)


def value_of(written: str, type_: str) -> Value:
    """A value of a fact of some type as a file writes it."""
    if type_ == "yes_no":
        return written.casefold() in ("ja", "yes", "true")
    if type_ == "number":
        return Decimal(written)
    if type_ == "date":
        return date.fromisoformat(written)
    return plain_text(written) if type_ == "text" else written.strip()


def _step(name: str, written: Mapping[str, Any], types: Mapping[str, str]) -> Step:
    return Step(
        name=name,
        transitions=tuple(Transition(one["to"], _when(one, types)) for one in written.get("transitions", [])),
        policy=written.get("policy", "unique"),
        otherwise=written.get("otherwise"),
        parts=tuple(_parts(written, types)),
    )


def _when(written: Any, types: Mapping[str, str]) -> Condition:
    return condition(written["when"], types) if isinstance(written, dict) and "when" in written else ALWAYS


def _parts(written: Mapping[str, Any], types: Mapping[str, str]) -> Iterator[Part]:
    for section in SECTIONS:
        listed = written.get(section, [])
        for one in [] if listed == "n.t.b." else listed:
            if isinstance(one, str):
                yield Part(section, one, ALWAYS)
            else:
                named = one.get("partner") or one.get("do") or one.get("title") or " of ".join(one["one_of"])
                partners = tuple(one.get("with", one.get("via", ())))
                yield Part(section, named, _when(one, types), partners, tuple(one.get("by", ())))
