"""Where a student goes, what must be asked, and who acts: "Steps" in docs/format.md, docs/decisions/0002-missing.md."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from .conditions import Limits, Student, Value, holds
from .route_file import STAY, Part, Route, Step
from .students import World, everybody, world
from .telling import Known, Refused, tell

STUCK, AMBIGUOUS = "<stuck>", "<ambiguous>"
"""Instead of a target: no transition holds, and two with different targets do."""


@dataclass(frozen=True)
class Answer:
    """What is decided.

    Attributes:
        possible: every target that is still possible.
        missing: the facts that can still change the decision.
    """

    outcome: str
    target: str | None = None
    possible: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()


REFUSED = Answer("refused")


def decide(route: Route, step: str, facts: Mapping[str, object], on: date) -> Answer:
    """Where a student goes from a step; `REFUSED` when no student can have these facts."""
    here = route.steps[step]
    asked = [one.when for one in here.transitions]
    try:
        known = tell(route, facts)
    except Refused:
        return REFUSED
    there = world(route, on, asked, known)
    students = everybody(there, known)
    if not students:
        return REFUSED
    answers = [goes_to(here, student, there.limits) for student in students]
    possible = frozenset(target for student in students for target in could_go_to(here, student, there.limits))
    if len(set(answers)) > 1:
        return Answer("needs_facts", None, possible, missing(there, students, answers))
    return Answer(*outcome_of(route, here, answers[0]), possible)


def could_go_to(step: Step, student: Student, limits: Limits) -> tuple[str, ...]:
    """Each target that a student fits: more than one only where transitions should exclude each other and do not."""
    targets = tuple(one.to for one in step.transitions if holds(one.when, student, limits))
    if targets:
        return targets[:1] if step.policy == "first" else targets
    if step.otherwise is None:
        return ()
    return (step.name,) if step.otherwise == STAY else (step.otherwise,)


def goes_to(step: Step, student: Student, limits: Limits) -> str:
    """Where one student goes: a target, `STUCK` or `AMBIGUOUS`."""
    targets = set(could_go_to(step, student, limits))
    if len(targets) == 1:
        return targets.pop()
    return AMBIGUOUS if targets else STUCK


def outcome_of(route: Route, step: Step, answer: str) -> tuple[str, str | None]:
    """The outcome and the target of what `goes_to` says."""
    if answer in (STUCK, AMBIGUOUS):
        return answer.strip("<>"), None
    if answer == step.name:
        return "stay", answer
    return ("end" if answer in route.ends else "next"), answer


def missing(there: World, students: Sequence[Student], answers: Sequence[str]) -> frozenset[str]:
    """The facts of the smallest differences between students who get different answers."""
    counts: set[str] = set()
    for size in range(1, len(there.told) + 1):
        others = [name for name in there.told if name not in counts]
        if not _matters(there, students, answers, others):
            break
        groups = [group for group in combinations(others, size) if _matters(there, students, answers, group)]
        counts |= {name for group in groups for name in group}
    return frozenset(counts)


def _matters(there: World, students: Sequence[Student], answers: Sequence[str], group: Sequence[str]) -> bool:
    """Whether two students who are the same but for these facts get different answers."""
    same = [name for name in there.told if name not in group]
    seen: dict[tuple[Value, ...], str] = {}
    for student, answer in zip(students, answers, strict=True):
        if seen.setdefault(tuple(student[name] for name in same), answer) != answer:
            return True
    return False


def duties(route: Route, step: str, facts: Mapping[str, object], on: date) -> list[tuple[Part, bool]] | None:
    """The parts of a step that apply, each with whether that is sure; None when no student can have these facts."""
    here = route.steps[step]
    try:
        known = tell(route, facts)
    except Refused:
        return None
    there = world(route, on, [part.when for part in here.parts], known)
    students = everybody(there, known)
    if not students:
        return None
    found: list[tuple[Part, bool]] = []
    for part in here.parts:
        so = {holds(part.when, student, there.limits) for student in students}
        if True in so:
            found.append((part, False not in so))
    return found


def resolve(route: Route, facts: Mapping[str, object], on: date) -> dict[str, Value] | None:
    """Every fact of which all students who fit have the same value; None when no student can have these facts."""
    try:
        known: Known = tell(route, facts)
    except Refused:
        return None
    there = world(route, on, [], route.facts)
    students = everybody(there, known, both_ends=True)
    if not students:
        return None
    first = students[0]
    return {name: value for name, value in first.items() if all(one[name] == value for one in students)}
