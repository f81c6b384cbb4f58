"""`compare` of two versions against asking both about everybody."""

from collections.abc import Iterator, Mapping
from datetime import date

from routekaart import RouteError
from routekaart.comparison import Comparison, compare
from routekaart.comparison.changes import Region

from ..made_up.students import reference_date
from ..oracle import comparing as oracle
from ..oracle import deciding
from ..oracle.route_file import Route
from ..oracle.students import TooMany, somebody_can_be
from .compared import Compared
from .subjects import Subject

OTHER_DAYS = 2


def law(subject: Subject) -> Iterator[Compared]:
    """ "The same" is proven: nobody finds a difference. What is told is so: each student that is shown differs."""
    try:
        found = compare(subject.old.route, subject.new.route)
    except RouteError:
        return
    old, new = subject.old.oracle, subject.new.oracle
    dice = subject.dice("diff")
    days = {
        *oracle.days_to_compare(old, new),
        *(reference_date(dice, dice.pick((old, new))) for _ in range(OTHER_DAYS)),
    }
    for on in sorted(days):
        if not (somebody_can_be(old, on) and somebody_can_be(new, on)):
            continue
        yield from _untold(old, new, found, on)
    yield from _told(old, new, found)


def _untold(old: Route, new: Route, found: Comparison, on: date) -> Iterator[Compared]:
    """What differs for somebody on a day, against what is told."""
    differ: dict[tuple[str, ...], dict[str, str]] = {}
    try:
        for both in oracle.everybody_in_both(old, new, on):
            for difference in oracle.differences(old, new, on, both):
                differ.setdefault(difference, both.told)
    except TooMany:
        return
    if found.same_meaning is True:
        yield Compared("diff: the same", f"{on}", {}, differ)
    elif found.same_meaning is None:
        yield Compared("diff: not proven", f"{on}", None, None)
    else:
        told: set[tuple[str, ...]] = {
            ("next", one.old_step, one.was.target or one.was.outcome, one.becomes.target or one.becomes.outcome)
            for one in found.next_steps
        }
        told |= {("accepted", "old" if one.refused else "new") for one in found.admissions}
        told |= {("parts", one.old_step) for one in found.duties}
        told |= {("follows", one.old_fact) for one in found.follows}
        silent = {one: who for one, who in differ.items() if one not in told}
        yield Compared("diff: all is told", f"{on}", {}, {} if found.unproven or found.others else silent)


def _told(old: Route, new: Route, found: Comparison) -> Iterator[Compared]:
    for one in found.next_steps:
        if _nobody(old, new, one.region):
            continue
        expected = ((one.was.outcome, one.was.target), (one.becomes.outcome, one.becomes.target))
        was = _decided(old, one.old_step, one.region.old.facts, one.region.old.on)
        becomes = _decided(new, one.new_step, one.region.new.facts, one.region.new.on)
        yield Compared("diff: a next step", _shown(one.region), (was, becomes), expected)
    for other in found.admissions:
        if _nobody(old, new, other.region):
            continue
        accepted = tuple(
            _accepts(route, who.facts, who.on) for route, who in ((old, other.region.old), (new, other.region.new))
        )
        expected_of = (other.refused, not other.refused)
        yield Compared("diff: who is accepted", _shown(other.region), accepted, expected_of)
    for following in found.follows:
        if _nobody(old, new, following.region):
            continue
        values = (following.was, following.becomes), (following.becomes, following.was)
        accepted = tuple(
            _accepts(route, {**who.facts, name: value}, who.on)
            for told in values
            for route, name, who, value in (
                (old, following.old_fact, following.region.old, told[0]),
                (new, following.new_fact, following.region.new, told[1]),
            )
        )
        yield Compared("diff: what follows", _shown(following.region), (True, True, False, False), accepted)
    for duty in found.duties:
        if _nobody(old, new, duty.region):
            continue
        before = deciding.duties(old, duty.old_step, duty.region.old.facts, duty.region.old.on)
        after = deciding.duties(new, duty.new_step, duty.region.new.facts, duty.region.new.on)
        sure = [
            {(part.section, part.named, part.partners, part.by) for part, sure in parts or () if sure}
            for parts in (before, after)
        ]
        by_both = before is not None and after is not None
        yield Compared("diff: a duty", _shown(duty.region), (by_both, sure[0] != sure[1]), (True, True))


def _nobody(old: Route, new: Route, region: Region) -> bool:
    """Whether a version has nobody on the day of a region: `check` refuses such a route."""
    return not (somebody_can_be(old, region.old.on) and somebody_can_be(new, region.new.on))


def _shown(region: Region) -> str:
    return f"{region.who.nl}: {dict(region.old.facts)} {region.old.on}, {dict(region.new.facts)} {region.new.on}"


def _decided(route: Route, step: str, facts: Mapping[str, object], on: date) -> tuple[str, str | None]:
    answer = deciding.decide(route, step, facts, on)
    return answer.outcome, answer.target


def _accepts(route: Route, facts: Mapping[str, object], on: date) -> bool:
    return deciding.resolve(route, facts, on) is not None
