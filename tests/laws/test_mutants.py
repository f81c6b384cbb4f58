"""Each of the five routes is damaged in every small way; what breaks a decision is caught, and nothing else is.

`tests/data/mutants/<route>.txt` is the table: what each fault does, and which checks tell it. A fault that leaves every
student with exactly one next step has made another route, not a broken one; other checks may still find it odd.
"""

from collections import Counter
from dataclasses import dataclass, replace

import pytest
from support import bruteforce
from support.mutants import Mutant, mutants_of
from support.places import DATA
from support.profiles import SLOW
from support.strategies import REAL_ROUTES, real_route
from support.subjects import OWN, findings_of

from routekaart import Route
from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.proving import AtStep
from routekaart.checking.analysis.subject import Subject
from routekaart.checking.checks import CHECKS
from routekaart.foundation.frozen import frozen

TABLES = DATA / "mutants"
LARGEST_WORLD = 3000
BREAKING = {"gap", "overlap"}
HEAD = 3
"""So many lines of a table stand above the faults."""
SHARE = 1 if SLOW else 10


@dataclass(frozen=True)
class Verdict:
    """What a fault does to the decisions, by trying every student, and the rules that tell it.

    Attributes:
        broken: None when there are too many students to try.
    """

    name: str
    broken: bool | None
    told: tuple[str, ...]

    @property
    def line(self) -> str:
        words = {True: "broken", False: "another route", None: "not tried"}[self.broken]
        return f"{words:14}{', '.join(self.told) or '-':48}{self.name}"


def subject_of(route: Route) -> Subject:
    beside: dict[str, frozenset[str] | None] = {name: frozenset(real_route(name).steps) for name in REAL_ROUTES}
    others = frozen({name: real_route(name) for name in REAL_ROUTES} | {route.id: route})
    return Subject(route, beside, {**OWN, "readings": frozenset(route.readings)}, route.id, others)


def told_by(mutant: Mutant) -> set[tuple[str, str]]:
    """The rules that tell something, with the place."""
    damaged = {name: mutant.route.steps[name] for name in mutant.step_ids}
    small = replace(mutant.route, steps=frozen(damaged))
    whole, steps = subject_of(mutant.route), subject_of(small)
    found: set[tuple[str, str]] = set()
    for check in CHECKS:
        # Of the checks that look at one step at a time, only the damaged steps are of interest.
        subject = steps if check.of_step else whole
        found |= rules_of(check, subject)
    return found


def rules_of(check: Check, subject: Subject) -> set[tuple[str, str]]:
    findings = findings_of(check, subject)
    assert not [finding for finding in findings if finding.reported_as in ("not-proven", "too-hard")]
    return {(finding.reported_as or check.rule, str(finding.path)) for finding in findings}


def breaks_a_decision(mutant: Mutant) -> bool | None:
    """Whether some student is stuck or goes two ways, found by trying them all; None when there are too many."""
    for name in mutant.step_ids:
        step = mutant.route.steps[name]
        conditions = bruteforce.conditions_of(step)
        for proof in AtStep(subject_of(mutant.route), step).proofs:
            if bruteforce.size_of_world(mutant.route, {}, proof.on, conditions) > LARGEST_WORLD:
                return None
            everyone = bruteforce.world(mutant.route, {}, proof.on, conditions)
            answers = {bruteforce.answer(step, student, everyone.parameters) for student in everyone.students}
            if answers & {bruteforce.STUCK, bruteforce.AMBIGUOUS}:
                return True
    return False


def verdicts(name: str, share: int) -> list[Verdict]:
    """What each fault does, or one fault in so many."""
    route = real_route(name)
    before = told_by(Mutant("", tuple(route.steps), route))
    found = []
    for mutant in list(mutants_of(route))[::share]:
        told = sorted({rule for rule, _ in told_by(mutant) - before})
        found.append(Verdict(mutant.name, breaks_a_decision(mutant), tuple(told)))
    return found


def table(found: list[Verdict]) -> str:
    counts = Counter(verdict.broken for verdict in found)
    caught = Counter(rule for verdict in found for rule in verdict.told)
    head = [
        f"{len(found)} faults: {counts[True]} break a decision, {counts[False]} make another route, "
        f"{counts[None]} have too many students to try",
        "told by: " + ", ".join(f"{rule} {count}" for rule, count in sorted(caught.items())),
        "",
    ]
    return "\n".join([*head, *(verdict.line for verdict in found)]) + "\n"


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL_ROUTES)
def test_every_fault_that_breaks_a_decision_is_caught_and_no_other(name: str, request: pytest.FixtureRequest) -> None:
    """One fault in `SHARE`; with `ROUTEKAART_SLOW=1`, or when the tables are written anew, every one."""
    write = bool(request.config.getoption("--update-expected"))
    share = 1 if write else SHARE
    found = verdicts(name, share)
    tried = [verdict for verdict in found if verdict.broken is not None]
    assert len(tried) >= 20 / share
    broken = {verdict.name for verdict in tried if verdict.broken}
    caught = {verdict.name for verdict in tried if BREAKING & set(verdict.told)}
    assert caught == broken
    assert broken
    lost = {verdict.name for verdict in found if "hand-over" in verdict.name}
    assert lost == {verdict.name for verdict in found if "unknown-hand-over" in verdict.told}
    file = TABLES / f"{name}.txt"
    if write:
        file.write_text(table(found), encoding="utf-8")
    told = file.read_text(encoding="utf-8")
    assert told.splitlines()[HEAD::share] == [verdict.line for verdict in found]
    assert share > 1 or told == table(found)
