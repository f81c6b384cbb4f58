"""Students at four steps of `roc_bbl`, and what becomes of them by hand, also when facts are unknown."""

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, TypeAlias

from decision_rows import Facts

Student: TypeAlias = tuple[str, dict[str, Any]]
"""The step where a student is, and what is known."""

STUDENTS = 300
UNKNOWN = 0.1
"""How likely a fact is unknown."""
STEPS = ("P3", "P9", "P11", "P15")

_FACTS: Mapping[str, Mapping[str, Callable[[random.Random], Any]]] = {
    "P3": {
        "heeft_werkplek": lambda r: r.random() < 0.7,
        "werkplekaanpassing_nodig": lambda r: r.random() < 0.3,
        "recht_op_loonkostensubsidie": lambda r: r.choice(["nee", "nee", "mogelijk", "ja"]),
        "ondersteuningsbehoefte": lambda r: r.random() < 0.4,
    },
    "P9": {
        "heeft_werkplek": lambda r: r.random() < 0.5,
        "werkplekaanpassing_nodig": lambda r: r.random() < 0.3,
        "recht_op_loonkostensubsidie": lambda r: r.choice(["nee", "nee", "mogelijk", "ja"]),
        "zoekduur": lambda r: r.randrange(7),
    },
    "P11": {
        "leeftijd": lambda r: r.randrange(15, 25),
        "startkwalificatie": lambda r: r.random() < 0.4,
        "vrijstelling_kwalificatieplicht": lambda r: r.random() < 0.2,
    },
    "P15": {"leeftijd": lambda r: r.randrange(18, 28)},
}
_VALUES: Mapping[str, tuple[Any, ...]] = {
    "recht_op_loonkostensubsidie": ("nee", "mogelijk", "ja"),
    "zoekduur": tuple(range(7)),
    "leeftijd": tuple(range(15, 28)),
}
"""What a fact can be; yes or no when it is not here."""


def two_valued(step: str, f: Facts) -> str | None:  # this is what people write
    """The four steps as an application would write them: an absent fact counts as false."""
    if step == "P3":
        if not f.get("heeft_werkplek"):
            return "P7"
        adapted = f.get("werkplekaanpassing_nodig") or f.get("recht_op_loonkostensubsidie") in ("mogelijk", "ja")
        return "P5" if adapted or f.get("ondersteuningsbehoefte") else "P4"
    if step == "P9":
        if f.get("heeft_werkplek"):
            adapted = f.get("werkplekaanpassing_nodig") or f.get("recht_op_loonkostensubsidie") in ("mogelijk", "ja")
            return "P5" if adapted else "P4"
        return "P10" if f.get("zoekduur", 0) >= 3 else "P9"
    if step == "P11":
        if f.get("leeftijd", 0) >= 18:
            return "P15" if f.get("startkwalificatie") else "P13"
        return "P14" if f.get("startkwalificatie") or f.get("vrijstelling_kwalificatieplicht") else "P12"
    return "P16" if f.get("leeftijd", 0) < 23 else "P17"


def three_valued(step: str, f: Facts) -> str | None:
    """The same with an eye for what is unknown: None when that can still change the answer."""
    return THREE_VALUED[step](f)


def _at_p3(f: Facts) -> str | None:
    works, adapted, wages = (
        f.get("heeft_werkplek"),
        f.get("werkplekaanpassing_nodig"),
        f.get("recht_op_loonkostensubsidie"),
    )
    support = f.get("ondersteuningsbehoefte")
    if not works:
        return None if works is None else "P7"
    if adapted or support or wages in ("mogelijk", "ja"):
        return "P5"
    return None if adapted is None or support is None or wages is None else "P4"


def _at_p9(f: Facts) -> str | None:
    works = f.get("heeft_werkplek")
    if works:
        adapted, wages = f.get("werkplekaanpassing_nodig"), f.get("recht_op_loonkostensubsidie")
        if adapted or wages in ("mogelijk", "ja"):
            return "P5"
        return None if adapted is None or wages is None else "P4"
    searched = f.get("zoekduur")
    return None if works is None or searched is None else "P10" if searched >= 3 else "P9"


def _at_p11(f: Facts) -> str | None:
    age, qualified = f.get("leeftijd"), f.get("startkwalificatie")
    if age is None:
        return None
    if age >= 18:
        return None if qualified is None else "P15" if qualified else "P13"
    exempt = f.get("vrijstelling_kwalificatieplicht")
    if qualified or exempt:
        return "P14"
    return None if qualified is None or exempt is None else "P12"


def _at_p15(f: Facts) -> str | None:
    age = f.get("leeftijd")
    return None if age is None else "P16" if age < 23 else "P17"


THREE_VALUED: Mapping[str, Callable[[Facts], str | None]] = {
    "P3": _at_p3,
    "P9": _at_p9,
    "P11": _at_p11,
    "P15": _at_p15,
}


def complete() -> list[Student]:
    """Students of whom everything is known; the same on every run."""
    return list(_students(0.0))


def partly_known() -> list[Student]:
    """Students of whom each fact is unknown now and then, and then absent."""
    return list(_students(UNKNOWN))


def with_a_gap() -> list[Student]:
    """Students of whom at least one fact is unknown."""
    made: list[Student] = []
    for step, facts in _students(UNKNOWN, 40 * STUDENTS):
        place = len(made) % len(STEPS)
        if step == STEPS[place] and len(facts) < len(_FACTS[step]):
            made.append((step, facts))
    return made[:STUDENTS]


def new_students(number: int, seed: int) -> list[Student]:
    """Students of whom everything is known; others for each seed."""
    return list(_students(0.0, number, seed))


def with_birth_date(student: Student, seed: int) -> Student:
    """The student with a birth date that gives the age on the first of March 2026."""
    step, facts = student
    if "leeftijd" not in facts:
        return student
    first = date(2025 - facts["leeftijd"], 3, 2)
    born = first + timedelta(days=random.Random(seed).randrange(365))
    return step, {"geboortedatum": born, **{name: value for name, value in facts.items() if name != "leeftijd"}}


def with_text(student: Student) -> Student:
    """The student as a form or a file has it: every value is text."""
    step, facts = student
    words = {True: "ja", False: "nee"}
    return step, {name: words[value] if isinstance(value, bool) else str(value) for name, value in facts.items()}


def with_none(student: Student) -> Student:
    """The student with the value None for what is unknown, as a record from a database has it."""
    step, facts = student
    return step, {name: facts.get(name) for name in _FACTS[step]}


def cohort(step: str, size: int) -> list[dict[str, Any]]:
    """Many students at one step, each with the value None for what is unknown."""
    chance = random.Random(20260301)
    facts = _FACTS[step].items()
    return [{name: make(chance) if chance.random() >= UNKNOWN else None for name, make in facts} for _ in range(size)]


def right_answer(step: str, facts: Facts) -> str | None:
    """The one target that all ways to fill in the unknown facts lead to, by trying them; None when they differ."""
    completions: list[dict[str, Any]] = [{name: value for name, value in facts.items() if value is not None}]
    for name in _FACTS[step]:
        if facts.get(name) is None:
            completions = [{**one, name: value} for one in completions for value in _VALUES.get(name, (True, False))]
    targets = {two_valued(step, one) for one in completions}
    return targets.pop() if len(targets) == 1 else None


def _students(unknown: float, count: int = STUDENTS, seed: int = 20260301) -> Iterator[Student]:
    chance = random.Random(seed)
    for number in range(count):
        step = STEPS[number % len(STEPS)]
        yield step, {name: make(chance) for name, make in _FACTS[step].items() if chance.random() >= unknown}
