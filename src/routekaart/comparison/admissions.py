"""Students whom only one version accepts, and students for whom a fact follows with another value."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from routekaart.comparison.change_search import ChangeSearch
from routekaart.comparison.changes import AdmissionChange, FollowChange, Pair, Region
from routekaart.comparison.joining import limits_of
from routekaart.comparison.joint import Joint, Side
from routekaart.comparison.over_time import Findings, SearchResult, Seen, meeting_one
from routekaart.comparison.shown_students import accepts, facts_of, student_of
from routekaart.diagnostics.witness import Witness
from routekaart.foundation.frozen import frozen
from routekaart.model.condition import All, Condition, FactTest, Value


def admission_searches(joint: Joint) -> Iterator[ChangeSearch[Pair[bool], AdmissionChange]]:
    """The search for students whom one version accepts and the other refuses."""
    old, new = All(joint.required_only_by(joint.old)), All(joint.required_only_by(joint.new))
    if not old.parts and not new.parts:
        return

    def students(seen: Seen[Pair[bool]]) -> Pair[Witness]:
        sides = zip((joint.old, joint.new), seen.change.key, strict=True)
        return Pair(*(student_of(joint, side, side.route.start, seen, contradict=not one) for side, one in sides))

    def change(accepted: Pair[bool], region: Region) -> AdmissionChange | None:
        if (accepts(joint.old, region.old), accepts(joint.new, region.new)) != accepted:
            return None
        return AdmissionChange(accepted.old, region)

    yield ChangeSearch(joint, joint.anyone, (old, new), meeting_one(old, new), students, change)


def follow_changes(joint: Joint, names: Pair[str]) -> Findings[FollowChange]:
    """The regions of students for whom another value follows; for numbers and dates, those at one limit.

    Args:
        names: the own names of a fact that both versions derive.
    """
    searches: list[SearchResult[Any]] = []
    for search in follow_searches(joint, names):
        found = search.changes()
        searches += found.searches
        if found.changes:
            return Findings(found.changes, tuple(searches))
    return Findings((), tuple(searches), unsure=not is_said_by_limits(joint, names))


def is_said_by_limits(joint: Joint, names: Pair[str]) -> bool:
    """Whether the searches at the limits of a derived fact are complete: they are not for a number or a date."""
    return joint.old.route.facts[names.old].kind == "yes_no"


def follow_searches(joint: Joint, names: Pair[str]) -> Iterator[ChangeSearch[Pair[bool], FollowChange]]:
    """A search for the students for whom another value follows, at each limit of the fact.

    Args:
        names: the own names of a fact that both versions derive.
    """
    old, new = _joint_names(joint, names)
    if is_said_by_limits(joint, names):
        yield _search(joint, names, FactTest(old, "one_of", (True,)), FactTest(new, "one_of", (True,)))
        return
    for limit in dict.fromkeys(limits_of(Pair(joint.old.route, joint.new.route), names)):
        yield _search(joint, names, FactTest(old, "at_least", (limit,)), FactTest(new, "at_least", (limit,)))


def _search(
    joint: Joint, names: Pair[str], before: Condition, after: Condition
) -> ChangeSearch[Pair[bool], FollowChange]:
    dates = frozenset(joint.everyone.vocabulary.root_date(name) for name in _joint_names(joint, names))

    def students(seen: Seen[Pair[bool]]) -> Pair[Witness]:
        sides = zip((joint.old, joint.new), names, seen.change.key, strict=True)
        return Pair(*(_student(joint, side, name, seen, dates, yes=yes) for side, name, yes in sides))

    def change(_: Pair[bool], region: Region) -> FollowChange | None:
        was, becomes = region.old.facts[names.old], region.new.facts[names.new]
        turned_old = replace(region.old, facts=frozen({**region.old.facts, names.old: becomes}))
        turned_new = replace(region.new, facts=frozen({**region.new.facts, names.new: was}))
        both_accept = accepts(joint.old, region.old) and accepts(joint.new, region.new)
        if was == becomes or not both_accept or accepts(joint.old, turned_old) or accepts(joint.new, turned_new):
            return None
        return FollowChange(*names, was, becomes, region)

    return ChangeSearch(joint, joint.everyone, (before, after), meeting_one(before, after), students, change)


def _joint_names(joint: Joint, names: Pair[str]) -> Pair[str]:
    return Pair(joint.old.facts[names.old], joint.new.facts[names.new])


def _student(
    joint: Joint, side: Side, name: str, seen: Seen[Pair[bool]], dates: frozenset[str], *, yes: bool
) -> Witness:
    """One of the students, with the value that follows.

    Args:
        dates: the joint names of the dates that the fact is read off.
        yes: the value that follows for a yes_no fact.
    """
    chain = side.route.vocabulary.date_chain(name)
    facts = facts_of(joint, side, seen, frozenset() if chain is None else dates)
    follows: Value = yes
    if chain is not None:
        day = facts[chain.date_fact]
        assert isinstance(day, date)
        follows = chain.read(day, seen.on)
    return Witness(side.called, side.route.start, seen.on, frozen({**facts, name: follows}), chosen=side.route.chosen)
