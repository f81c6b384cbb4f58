"""What `check` says of each step against looking at everybody."""

from collections.abc import Iterator

import routekaart
from routekaart import Diagnostic

from ..made_up.students import reference_date
from ..oracle.checking import Place, Seen, days_that_say_all, seen_at, some_days
from ..oracle.deciding import decide
from ..oracle.route_file import Route, Step
from ..oracle.students import TooMany, somebody_can_be
from .compared import Compared
from .subjects import Subject

OTHER_DAYS = 4
NEVER = ("impossible-condition", "always-true-condition", "shadowed-transition", "unreachable-otherwise")


def law(subject: Subject) -> Iterator[Compared]:
    """What somebody shows is told, and of what is told nobody shows the opposite."""
    route = subject.old.oracle
    dice = subject.dice("check")
    told = routekaart.check(subject.old.file).diagnostics
    all_days = days_that_say_all(route)
    days = all_days or some_days(route, [reference_date(dice, route) for _ in range(OTHER_DAYS)])
    if not all_days:
        days = [on for on in days if somebody_can_be(route, on)]
    for step in route.steps.values():
        try:
            seen = seen_at(route, step, days)
        except TooMany:
            continue
        here = [one for one in told if one.part[:2] == ("steps", step.name)]
        rules = {one.rule for one in here}
        nobody = any(one.rule == "nobody-possible" for one in told)
        if all_days or seen.students:
            yield Compared("check: nobody-possible", step.name, not seen.students, nobody)
        if seen.students and "not-proven" not in rules:
            yield from _of_step(route, step, seen, here, exact=all_days is not None)


def _of_step(route: Route, step: Step, seen: Seen, here: list[Diagnostic], *, exact: bool) -> Iterator[Compared]:
    rules = {one.rule for one in here}
    stuck = seen.otherwise and step.otherwise is None and bool(step.transitions)
    if exact or stuck:
        yield Compared("check: gap", step.name, stuck, "gap" in rules)
    if exact or seen.overlapping:
        yield Compared("check: overlap", step.name, bool(seen.overlapping), "overlap" in rules)
    for one in here:
        if one.rule in ("gap", "overlap") and one.witness is not None:
            answer = decide(route, step.name, one.witness.facts, one.witness.on)
            expected = "stuck" if one.rule == "gap" else "ambiguous"
            yield Compared(f"check: who shows a {one.rule}", f"{step.name} {one.witness}", answer.outcome, expected)
    yield from _never(step, seen, here, exact=exact)


def _never(step: Step, seen: Seen, here: list[Diagnostic], *, exact: bool) -> Iterator[Compared]:
    told = {rule: {_place(one) for one in here if one.rule == rule} for rule in NEVER}
    places = [("transitions", index) for index in range(len(step.transitions))]
    if exact:
        impossible = {place for place in {*seen.holding, *seen.failing} if place not in seen.holding}
        yield Compared("check: impossible-condition", step.name, impossible, told["impossible-condition"])
    else:
        yield _none(step, "impossible-condition", told, seen.holding)
    yield _none(step, "always-true-condition", told, seen.failing)
    yield _none(step, "shadowed-transition", told, seen.taken)
    if step.policy == "first" and exact:
        shadowed = {place for place in places if place in seen.holding and place not in seen.taken}
        always = told["always-true-condition"]
        covered = {place for place in shadowed if any(earlier < place for earlier in always)}
        yield Compared(
            "check: shadowed-transition", step.name, shadowed - covered, told["shadowed-transition"] - covered
        )
    if step.otherwise is not None and step.transitions and (exact or seen.otherwise):
        silent = bool(told["always-true-condition"]) and not seen.otherwise
        found = bool(told["unreachable-otherwise"])
        yield Compared("check: unreachable-otherwise", step.name, not seen.otherwise, found or silent)


def _none(step: Step, rule: str, told: dict[str, set[Place]], shown: set[Place]) -> Compared:
    """What somebody shows is not told to be never so."""
    return Compared(f"check: no {rule}", step.name, set(), told[rule] & shown)


def _place(one: Diagnostic) -> Place:
    return (str(one.part[2]), int(one.part[3])) if len(one.part) > 3 else (str(one.part[2]), 0)
