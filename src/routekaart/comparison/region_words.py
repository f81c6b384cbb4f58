"""Regions in words and as the condition of a route file, made of what a search saw on many days."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from routekaart.comparison.changes import Pair, Period, Region, T
from routekaart.comparison.joint import UNTIL, Joint
from routekaart.comparison.over_time import ChangeKey, SearchResult, Seen
from routekaart.deciding.witnessing import condition_in
from routekaart.diagnostics.witness import Witness
from routekaart.foundation.language import Text
from routekaart.logic.grid import Grid
from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not, Operand, ParameterRef, Value, tests_in
from routekaart.model.fact_values import plain_value
from routekaart.model.wording import Wording, in_both_languages

_REFERENCE_DATE = "$on"
"""Stands for the reference date in a condition as data; a route file never needs it."""

_PAST = {"at_least": "above", "at_most": "at_most"}
_FEW = 3
"""A choice with at most this many options is described by the options in the region, not by the one that is not."""


def replayed(
    joint: Joint,
    result: SearchResult[ChangeKey],
    students: Callable[[Seen[ChangeKey]], Pair[Witness]],
    change: Callable[[ChangeKey, Region], T | None],
) -> Iterator[T]:
    """The changes that a search found, one for each region with all its periods.

    Args:
        students: makes one of the students of a region, as either version knows them.
        change: makes a change from a region; None if a version decides differently about this student.
    """
    for (key, parts), alike in _alike(joint, result).items():
        made = change(key, _region(joint, parts, alike, students(alike[0])))
        if made is None:
            result.not_replayed = True
        else:
            yield made


def is_replayed(
    joint: Joint,
    seen: Seen[ChangeKey],
    students: Callable[[Seen[ChangeKey]], Pair[Witness]],
    change: Callable[[ChangeKey, Region], T | None],
) -> bool:
    """Whether both versions really decide this way about one of the students who were seen."""
    if _tells_two_things(joint, seen):
        return False
    return change(seen.change.key, _region(joint, (), [seen], students(seen))) is not None


def _region(joint: Joint, parts: Sequence[Condition], alike: Sequence[Seen[Any]], one: Pair[Witness]) -> Region:
    return Region(
        when=_as_data(joint, parts),
        who=_in_words(joint, parts),
        periods=_joined([one.period for one in alike]),
        every_day=all(one.every_day for one in alike),
        old=one.old,
        new=one.new,
    )


def _alike(
    joint: Joint, result: SearchResult[ChangeKey]
) -> dict[tuple[ChangeKey, tuple[Condition, ...]], list[Seen[ChangeKey]]]:
    """The regions that were seen, grouped by the change and the conditions of their students.

    A region of students with two different values for one fact is left out: no student is like that.
    """
    groups: dict[tuple[ChangeKey, tuple[Condition, ...]], list[Seen[ChangeKey]]] = {}
    for one in result.seen:
        if _tells_two_things(joint, one):
            result.incomparable = True
        else:
            groups.setdefault((one.change.key, _conditions(joint, one)), []).append(one)
    return groups


def _tells_two_things(joint: Joint, seen: Seen[Any]) -> bool:
    named = {axis.fact.name for axis, mask in zip(seen.grid.axes, seen.cube, strict=True) if mask != axis.full}
    return any(old in named and new in named for old, new in joint.incomparable)


def _joined(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Periods in order of time, with consecutive ones merged."""
    found: list[Period] = []
    for period in dict.fromkeys(periods):
        if found and found[-1].until == period.since:
            found[-1] = Period(found[-1].since, period.until)
        else:
            found.append(period)
    return tuple(found)


def _conditions(joint: Joint, seen: Seen[Any]) -> tuple[Condition, ...]:
    """A condition for each fact that a region limits, those that the change is about first."""
    order = sorted(range(len(seen.cube)), key=lambda axis: axis not in seen.change.about)
    return tuple(
        _condition(joint, seen.grid, axis, seen.cube[axis], seen)
        for axis in order
        if seen.cube[axis] != seen.grid.full[axis]
    )


def _condition(joint: Joint, grid: Grid, position: int, mask: int, seen: Seen[Any]) -> Condition:
    axis = grid.axes[position]
    left_out = axis.full & ~mask
    if axis.fact.kind == "choice" and left_out.bit_count() == 1 and len(axis.cells) > _FEW:
        return Not(axis.condition(left_out))
    known = _unwrapped(condition_in(joint.everyone.vocabulary, grid, position, mask, seen.on))
    if isinstance(known, FactTest) and known.fact.endswith(UNTIL) and known.operator == "one_of":
        return FactTest(known.fact, "at_most", known.operands)
    return known


def _unwrapped(condition: Condition) -> Condition:
    """A condition without an `all` of one part."""
    match condition:
        case All((only,)):
            return only
        case AnyOf(parts):
            return AnyOf(tuple(_unwrapped(part) for part in parts))
        case _:
            return condition


def _in_words(joint: Joint, parts: Sequence[Condition]) -> Text:
    """The students who meet these conditions, in words."""
    if not parts:
        return Text("elke student", "every student")
    vocabulary = joint.everyone.vocabulary
    return in_both_languages(
        vocabulary.facts,
        vocabulary.parameters,
        lambda wording: (" en " if wording.lang == "nl" else " and ").join(_phrases(joint, wording, parts)),
    )


def _phrases(joint: Joint, wording: Wording, parts: Sequence[Condition]) -> Iterator[str]:
    for part in parts:
        several = isinstance(part, AnyOf) or (isinstance(part, FactTest) and len(part.operands) > 1)
        phrase = _phrase(joint, wording, part)
        yield f"({phrase})" if several and len(parts) > 1 else phrase


def _phrase(joint: Joint, wording: Wording, part: Condition) -> str:
    if isinstance(part, AnyOf):
        return _or(wording).join(_phrase(joint, wording, one) for one in part.parts)
    label = next((label for test in tests_in(part) if (label := joint.own_label(test.fact))), None)
    phrase = _plain_phrase(wording, part)
    return phrase if label is None else f"{phrase} ({label.in_language(wording.lang)})"


def _plain_phrase(wording: Wording, part: Condition) -> str:
    match part:
        case FactTest(name, operator, _) if name.endswith(UNTIL):
            title = wording.fact(name)
            after = Text(f"{title} ligt na de peildatum", f"{title} lies after the reference date")
            before = Text(f"{title} ligt niet na de peildatum", f"{title} does not lie after the reference date")
            return (after if operator == "at_least" else before).in_language(wording.lang)
        case All((FactTest(name, "at_least", low), FactTest(_, "at_most", high))):
            return wording.stretch(name, *_values(low), *_values(high))
        case _:
            return wording.condition(part)


def _or(wording: Wording) -> str:
    return " of " if wording.lang == "nl" else " or "


def _as_data(joint: Joint, parts: Sequence[Condition]) -> dict[str, Any]:
    """The conditions as in a route file, with the names of the new version (or of the old one, for what is gone)."""
    found: dict[str, Any] = {}
    several: list[dict[str, Any]] = []
    for part in parts:
        if isinstance(part, AnyOf):
            several.append({"any": [_as_data(joint, [one]) for one in part.parts]})
        else:
            found.update(_tests(joint, part))
    return {**found, **(several[0] if len(several) == 1 else {"all": several} if several else {})}


def _tests(joint: Joint, part: Condition) -> dict[str, Any]:
    match part:
        case FactTest(name, operator, _) if name.endswith(UNTIL):
            return {_shown_name(joint, name.removesuffix(UNTIL)): {_PAST[operator]: _REFERENCE_DATE}}
        case FactTest(name, "one_of", operands):
            return {_shown_name(joint, name): _one_or_list(operands)}
        case FactTest(name, operator, operands):
            return {_shown_name(joint, name): {operator: _one_or_list(operands)}}
        case Not(FactTest(name, _, operands)):
            return {_shown_name(joint, name): {"not": _one_or_list(operands)}}
        case All(parts):
            bounds: dict[str, Any] = {}
            for one in parts:
                for name, test in _tests(joint, one).items():
                    bounds.setdefault(name, {}).update(test)
            return bounds
    raise AssertionError(part)


def _one_or_list(operands: Sequence[Operand]) -> object:
    values = [plain_value(value) for value in _values(operands)]
    return values[0] if len(values) == 1 else values


def _values(operands: Sequence[Operand]) -> list[Value]:
    """The values of a test that was made from cells, which never names a parameter."""
    return [one for one in operands if not isinstance(one, ParameterRef)]


def _shown_name(joint: Joint, name: str) -> str:
    """The name of a fact in the new version, or in the old one if only that has it.

    A fact that differs has its joint name, which includes the version.
    """
    if joint.own_label(name) is not None:
        return name
    return joint.new.own_name(name) or joint.old.own_name(name) or name
