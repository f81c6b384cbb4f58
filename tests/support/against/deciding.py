"""`Route.decide`, `Route.duties` and `Route.resolve` against the oracle."""

from collections.abc import Iterator
from datetime import date

from routekaart import FactError, ReferenceDateError, Route

from ..made_up.students import Facts, made_up_student, reference_date, told_of
from ..oracle import deciding as oracle
from ..oracle.conditions import plain_text
from ..oracle.route_file import Part
from ..oracle.students import TooMany, somebody_can_be
from .compared import Compared
from .subjects import Subject

QUESTIONS = 6
"""So many students of each route."""


def law(subject: Subject) -> Iterator[Compared]:
    """What is decided, what must be asked, who acts and what follows, for students of whom something is known."""
    dice = subject.dice("decide")
    route = subject.old.oracle
    for _ in range(QUESTIONS):
        on = reference_date(dice, route)
        if not somebody_can_be(route, on):
            continue
        facts = told_of(dice, route, made_up_student(dice, route, on), on, strange=dice.one_in(6))
        step = dice.pick(list(route.steps))
        try:
            yield from asked(subject, step, facts, on)
        except TooMany:
            continue


def asked(subject: Subject, step: str, facts: Facts, on: date) -> Iterator[Compared]:
    """Each question about one student."""
    route, library = subject.old.oracle, subject.old.route
    question = f"{step} {on} {facts}"
    decided = oracle.decide(route, step, facts, on)
    yield Compared("decide", question, decided, decide(library, step, facts, on))
    without = decide(library, step, facts, None)
    if without is not None and without.outcome != "needs_facts" and decided != oracle.REFUSED:
        expected = (decided.outcome, decided.target)
        yield Compared("decide without a date", question, expected, (without.outcome, without.target))
    yield Compared("duties", question, _parts(oracle.duties(route, step, facts, on)), duties(library, step, facts, on))
    yield Compared("resolve", question, oracle.resolve(route, facts, on), resolve(library, facts, on))


def decide(route: Route, step: str, facts: Facts, on: date | None) -> oracle.Answer | None:
    """What the library decides; None when it needs a reference date."""
    try:
        made = route.decide(step, facts, on=on)
    except FactError:
        return oracle.REFUSED
    except ReferenceDateError:
        return None
    return oracle.Answer(made.outcome, made.target, frozenset(made.possible), frozenset(made.missing))


def _parts(found: list[tuple[Part, bool]] | None) -> object:
    if found is None:
        return None
    actions = [(part.named, part.partners, part.by, sure) for part, sure in found if part.section == "actions"]
    involved = {(part.section, part.named) for part, _ in found if part.section in ("responsible", "contacts")}
    return actions, involved


def duties(route: Route, step: str, facts: Facts, on: date) -> object:
    """Who acts and what must be done, as `_parts` has it."""
    try:
        found = route.duties(step, facts, on=on)
    except FactError:
        return None
    actions = [(one.text, one.partners, one.action.by, one.holds is True) for one in found.actions]
    sections = {"responsible": "responsible", "contact": "contacts"}
    return actions, {(sections[one.role], " of ".join(one.partners)) for one in found.partners if one.role in sections}


def resolve(route: Route, facts: Facts, on: date) -> object:
    """What is known or follows, texts as they are compared."""
    try:
        found = route.resolve(facts, on=on)
    except FactError:
        return None
    texts = {name for name, fact in route.facts.items() if fact.kind == "text"}
    return {name: plain_text(str(value)) if name in texts else value for name, value in found.items()}
