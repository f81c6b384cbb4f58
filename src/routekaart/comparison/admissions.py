"""Students whom only one version accepts, and students of whom something else follows in the new version."""

from dataclasses import replace
from datetime import date

from routekaart.comparison.changes import AdmissionChange, FollowChange, Pair, Region
from routekaart.comparison.joining import limits_of
from routekaart.comparison.joint import Joint, Side
from routekaart.comparison.over_time import Findings, SearchResult, Seen, meeting_one, search_every_day
from routekaart.comparison.region_words import replayed
from routekaart.comparison.shown_students import accepts, facts_of, student_of
from routekaart.diagnostics.witness import Witness
from routekaart.foundation.frozen import frozen
from routekaart.model.condition import All, Condition, FactTest, Value


def admission_changes(joint: Joint) -> Findings[AdmissionChange]:
    """The regions of students whom one version accepts and the other refuses."""
    old, new = All(joint.required_only_by(joint.old)), All(joint.required_only_by(joint.new))
    if not old.parts and not new.parts:
        return Findings()

    def students(seen: Seen[Pair[bool]]) -> Pair[Witness]:
        sides = zip((joint.old, joint.new), seen.change.key, strict=True)
        return Pair(*(student_of(joint, side, side.route.start, seen, contradict=not one) for side, one in sides))

    def change(accepted: Pair[bool], region: Region) -> AdmissionChange | None:
        if (accepts(joint.old, region.old), accepts(joint.new, region.new)) != accepted:
            return None
        return AdmissionChange(accepted.old, region)

    result = search_every_day(joint.anyone, (old, new), meeting_one(old, new))
    return Findings(tuple(replayed(joint, result, students, change)), (result,))


def follow_changes(joint: Joint, names: Pair[str]) -> Findings[FollowChange]:
    """The regions of students of whom something else follows; of numbers and dates, those at one limit.

    Args:
        names: the own names of a fact that both versions derive.
    """
    old, new = _joint_names(joint, names)
    routes = Pair(joint.old.route, joint.new.route)
    if routes.old.facts[names.old].kind == "yes_no":
        result, changes = _search(joint, names, FactTest(old, "one_of", (True,)), FactTest(new, "one_of", (True,)))
        return Findings(changes, (result,))
    searches: list[SearchResult[Pair[bool]]] = []
    for limit in dict.fromkeys(limits_of(routes, names)):
        result, changes = _search(
            joint, names, FactTest(old, "at_least", (limit,)), FactTest(new, "at_least", (limit,))
        )
        searches.append(result)
        if changes:
            return Findings(changes, tuple(searches))
    return Findings((), tuple(searches), unsure=True)


def _search(
    joint: Joint, names: Pair[str], before: Condition, after: Condition
) -> tuple[SearchResult[Pair[bool]], tuple[FollowChange, ...]]:
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

    result = search_every_day(joint.everyone, (before, after), meeting_one(before, after))
    return result, tuple(replayed(joint, result, students, change))


def _joint_names(joint: Joint, names: Pair[str]) -> Pair[str]:
    return Pair(joint.old.facts[names.old], joint.new.facts[names.new])


def _student(
    joint: Joint, side: Side, name: str, seen: Seen[Pair[bool]], dates: frozenset[str], *, yes: bool
) -> Witness:
    """One of the students with what follows of her.

    Args:
        dates: the joint names of the dates that the fact is read off.
        yes: what follows when it is a yes_no fact.
    """
    chain = side.route.vocabulary.date_chain(name)
    facts = facts_of(joint, side, seen, frozenset() if chain is None else dates)
    follows: Value = yes
    if chain is not None:
        day = facts[chain.date_fact]
        assert isinstance(day, date)
        follows = chain.read(day, seen.on)
    return Witness(side.called, side.route.start, seen.on, frozen({**facts, name: follows}), chosen=side.route.chosen)
