"""Two versions of a route in one vocabulary, so that one student can be looked up in both.

A fact, parameter, step or end that is the same in both has one name; one that differs has a name for each version. So
a fact that follows in another way in the new version is two facts that follow from the same given facts.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from routekaart.comparison.changes import Pair
from routekaart.comparison.renaming import with_place, with_tests
from routekaart.foundation.frozen import frozen
from routekaart.foundation.language import Text
from routekaart.logic.grid_cache import GridCache
from routekaart.model.condition import (
    ALWAYS,
    All,
    AnyOf,
    Condition,
    FactTest,
    Not,
    Operand,
    Operator,
    ParameterRef,
    Value,
)
from routekaart.model.fact_types import FactType
from routekaart.model.fact_values import same_text, write_value
from routekaart.model.step import HandOver
from routekaart.route import Route

UNTIL = "@until"
"""Suffix of the name of the number of days until a date, if only one version requires that the date has passed."""

_OF_OLD, _OF_NEW = Text("in de oude versie", "in the old version"), Text("in de nieuwe versie", "in the new version")
_AS_TOLD, _AS_IT_FOLLOWS = Text("zoals verteld", "as told"), Text("zoals het volgt", "as it follows")
YES_NO_WORDS = ("nee", "ja")
_SIDES: tuple[Operator, ...] = ("at_least", "above")


@dataclass(frozen=True, slots=True)
class Side:
    """One version in the joint vocabulary.

    Attributes:
        called: the name or path by which the version can be loaded.
        facts, parameters, places: the joint name of each of its own names.
        as_words: its yes_no facts that are a choice or text in the joint vocabulary.
        admits: the conditions that it requires of every student.
    """

    route: Route
    called: str
    facts: Mapping[str, str]
    parameters: Mapping[str, str]
    places: Mapping[str, str]
    as_words: Collection[str]
    admits: Collection[Condition] = ()

    def condition(self, condition: Condition) -> Condition:
        """A condition of this version in the joint vocabulary."""
        return with_tests(condition, self._test)

    def hand_over(self, hand_over: HandOver | None) -> HandOver | None:
        """A hand-over of this version; one within the route has the joint name of its step."""
        return with_place(hand_over, self.route.id, self.places)

    def own_name(self, joint: str) -> str | None:
        """The own name of a fact of the joint vocabulary; None when this version does not have it."""
        return next((own for own, name in self.facts.items() if name == joint), None)

    def own_value(self, own: str, value: Value) -> Value:
        """A value of the joint vocabulary, for this version."""
        words: Mapping[object, Value] = {"ja": True, "nee": False} if own in self.as_words else {}
        return words.get(value, value)

    def _test(self, test: FactTest) -> FactTest:
        operands = tuple(self._operand(operand, words=test.fact in self.as_words) for operand in test.operands)
        return FactTest(self.facts[test.fact], test.operator, operands)

    def _operand(self, operand: Operand, *, words: bool) -> Operand:
        if isinstance(operand, ParameterRef):
            return ParameterRef(self.parameters[operand.name])
        return as_word(operand) if words else operand


@dataclass(frozen=True)
class Joint:
    """Two versions in one vocabulary.

    Attributes:
        everyone: the students whom both versions admit.
        anyone: the students who meet what both versions require, whatever one of them requires in addition.
        pairs: the new name of each old fact that the new version still has.
        unlike: the own names of each fact that has values that cannot be compared.
    """

    old: Side
    new: Side
    everyone: GridCache
    anyone: GridCache
    pairs: Mapping[str, str]
    unlike: tuple[Pair[str], ...]

    def counterpart(self, side: Side, told: str) -> str | None:
        """The name in a version of a fact of the other version; None if it does not have that fact."""
        if side is self.new:
            return self.pairs.get(told)
        return next((old for old, new in self.pairs.items() if new == told), None)

    def own_label(self, name: str) -> Text | None:
        """The remark that tells two joint facts apart if they are one fact of the route; None for other facts."""
        old, new = self.old.own_name(name), self.new.own_name(name)
        if old is None and new is not None:
            old = self.counterpart(self.old, new)
        elif new is None and old is not None:
            new = self.counterpart(self.new, old)
        if old is None or new is None or self.old.facts[old] == self.new.facts[new]:
            return None
        derived = self.old.route.facts[old].derivation, self.new.route.facts[new].derivation
        is_new = self.new.facts[new] == name
        if (derived[0] is None) != (derived[1] is None):
            return _AS_TOLD if derived[is_new] is None else _AS_IT_FOLLOWS
        return _OF_NEW if is_new else _OF_OLD

    @property
    def derived_otherwise(self) -> tuple[Pair[str], ...]:
        """The own names of each fact that both versions derive, but in different ways."""
        return tuple(
            Pair(old, new)
            for old, new in self.pairs.items()
            if self.old.facts[old] != self.new.facts[new]
            and self.old.route.facts[old].derivation is not None
            and self.new.route.facts[new].derivation is not None
        )

    @property
    def incomparable(self) -> tuple[Pair[str], ...]:
        """The joint names of each fact that is given to both versions and has no value in common."""
        return tuple(
            Pair(self.old.facts[old], self.new.facts[new])
            for old, new in self.unlike
            if self.old.facts[old] != self.new.facts[new]
            and self.old.route.facts[old].derivation is self.new.route.facts[new].derivation is None
        )

    def spelled(self, name: str, value: Value) -> Value:
        """A text in the spelling of the version that has it as an option."""
        if self.everyone.vocabulary.facts[name].kind != "text" or not isinstance(value, str):
            return value
        own = ((side, side.own_name(name)) for side in (self.old, self.new))
        options = [option for side, one in own if one for option in options_of(side.route.facts[one])]
        return next((option for option in options if same_text(option, value)), value)

    def required_only_by(self, side: Side) -> tuple[Condition, ...]:
        """The conditions that one version requires of every student and the other does not."""
        other = self.old if side is self.new else self.new
        return tuple(one for one in side.admits if one not in other.admits)


def merged(old: FactType, new: FactType) -> FactType | None:
    """The fact that holds every value of two given facts; None when these have no values in common.

    A yes_no fact that became a choice (or the other way around) is a choice that has ja and nee among its options.
    Merged with a text, either becomes a text.
    """
    if old is new:
        return new
    kinds = {old.kind, new.kind}
    if "text" in kinds and kinds <= {"yes_no", "choice", "text"}:
        return replace(new, kind="text", options=(), phrases=frozen({}))
    if kinds == {"yes_no", "choice"} or kinds == {"choice"}:
        options = tuple(dict.fromkeys((*options_of(new), *options_of(old))))
        return replace(new, kind="choice", options=options, phrases=frozen({}))
    if len(kinds) > 1:
        return None
    if new.kind == "number":
        return replace(
            new,
            minimum=None if old.minimum is None or new.minimum is None else min(old.minimum, new.minimum),
            maximum=None if old.maximum is None or new.maximum is None else max(old.maximum, new.maximum),
            decimals=min(old.decimals, new.decimals),
        )
    return replace(new, past=old.past and new.past)


def options_of(fact: FactType) -> tuple[str, ...]:
    """The values of a yes_no fact or a choice, as words."""
    return YES_NO_WORDS if fact.kind == "yes_no" else fact.options


def accepted(fact: FactType, joint: FactType) -> Condition:
    """The values of a merged fact that a version accepts, apart from dates in the future."""
    if joint.kind == "text":
        return ALWAYS if fact.kind == "text" else FactTest(joint.name, "one_of", options_of(fact))
    if joint.kind == "choice":
        own = options_of(fact)
        return ALWAYS if len(own) == len(joint.options) else FactTest(joint.name, "one_of", own)
    if joint.kind == "number":
        return bounds(fact, joint)
    return ALWAYS


def bounds(fact: FactType, joint: FactType) -> Condition:
    """The limits of a number that the merged fact does not have itself."""
    tests: list[Condition] = []
    if fact.minimum is not None and fact.minimum != joint.minimum:
        tests.append(FactTest(joint.name, "at_least", (fact.minimum,)))
    if fact.maximum is not None and fact.maximum != joint.maximum:
        tests.append(FactTest(joint.name, "at_most", (fact.maximum,)))
    return All(tuple(tests))


def agreement(told: FactType, follows: FactType, limits: Iterable[Value]) -> Condition | None:
    """The condition that a given fact equals the one that another version derives; None when it cannot.

    Args:
        limits: the values that conditions compare either with; of numbers and dates only the side of each counts.
    """
    if follows.kind == "yes_no" and set(YES_NO_WORDS) <= set(options_of(told)):
        yes: Value = "ja" if told.kind == "choice" else True
        no: Value = "nee" if told.kind == "choice" else False
        given = {True: FactTest(told.name, "one_of", (yes,)), False: FactTest(told.name, "one_of", (no,))}
        both = (All((given[value], FactTest(follows.name, "one_of", (value,)))) for value in (True, False))
        return AnyOf(tuple(both))
    if follows.kind != told.kind or follows.kind not in ("number", "date"):
        return None
    same: list[Condition] = []
    for limit in dict.fromkeys(limits):
        for operator in _SIDES:
            one, other = (FactTest(fact.name, operator, (limit,)) for fact in (told, follows))
            same.append(AnyOf((All((one, other)), All((Not(one), Not(other))))))
    return All(tuple(same))


def as_word(value: Value) -> Value:
    """A value of a yes_no fact as the option of a choice."""
    return write_value(value) if isinstance(value, bool) else value
