"""One fact out of a fact of each version: what both call the same, and what only one of them accepts."""

from collections.abc import Iterable
from dataclasses import replace

from routekaart.foundation.frozen import frozen
from routekaart.model.condition import ALWAYS, All, AnyOf, Condition, Not, Operator, Test, Value
from routekaart.model.facts import FactType, write_value

YES_NO_WORDS = ("nee", "ja")
_SIDES: tuple[Operator, ...] = ("at_least", "above")


def merged(old: FactType, new: FactType) -> FactType | None:
    """A fact that holds every value of two told facts; None when the two have no values in common.

    A yes_no fact that became a choice (or the other way around) is a choice that has ja and nee among its options.
    Beside text, either is the texts that are its options.
    """
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
    """What a version accepts of the values that a merged fact has (a date in the past aside)."""
    if joint.kind == "text":
        return ALWAYS if fact.kind == "text" else Test(joint.name, "one_of", options_of(fact))
    if joint.kind == "choice":
        own = options_of(fact)
        return ALWAYS if len(own) == len(joint.options) else Test(joint.name, "one_of", own)
    if joint.kind == "number":
        return bounds(fact, joint)
    return ALWAYS


def bounds(fact: FactType, joint: FactType) -> Condition:
    """The ends of the domain of a number that a merged fact does not have itself."""
    tests: list[Condition] = []
    if fact.minimum is not None and fact.minimum != joint.minimum:
        tests.append(Test(joint.name, "at_least", (fact.minimum,)))
    if fact.maximum is not None and fact.maximum != joint.maximum:
        tests.append(Test(joint.name, "at_most", (fact.maximum,)))
    return All(tuple(tests))


def agreement(told: FactType, follows: FactType, limits: Iterable[Value]) -> Condition | None:
    """What is told of a fact is what follows in the version that derives it; None when the two cannot be the same.

    Args:
        limits: the values that conditions compare either with: of numbers and dates only the side of each limit counts.
    """
    if follows.kind == "yes_no" and set(YES_NO_WORDS) <= set(options_of(told)):
        yes: Value = "ja" if told.kind == "choice" else True
        no: Value = "nee" if told.kind == "choice" else False
        given = {True: Test(told.name, "one_of", (yes,)), False: Test(told.name, "one_of", (no,))}
        both = (All((given[value], Test(follows.name, "one_of", (value,)))) for value in (True, False))
        return AnyOf(tuple(both))
    if follows.kind != told.kind or follows.kind not in ("number", "date"):
        return None
    same: list[Condition] = []
    for limit in dict.fromkeys(limits):
        for operator in _SIDES:
            one, other = (Test(fact.name, operator, (limit,)) for fact in (told, follows))
            same.append(AnyOf((All((one, other)), All((Not(one), Not(other))))))
    return All(tuple(same))


def as_word(value: Value) -> Value:
    """A value of a yes_no fact as the option of a choice."""
    return write_value(value) if isinstance(value, bool) else value
