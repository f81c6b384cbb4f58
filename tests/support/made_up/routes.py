"""A made-up route as the data of its file: mappings, lists and texts."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from .dice import Dice

Data: TypeAlias = dict[str, Any]
"""What stands in a file, or in a part of it. Every value is a text."""

SPECIAL_DAYS = (
    date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 1),
    date(2025, 8, 31), date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 30), date(2026, 11, 30),
    date(2027, 2, 28), date(2028, 2, 29),
)  # fmt: skip
TEXTS = ("Alkmaar", "Dijk en Waard", "Bergen (NH.)", "Ede")
OPTIONS = (("nee", "mogelijk", "ja"), ("bb", "kb", "tl"), ("a b", "ab"), ("Groep 1", "Groep 2", "geen"))
UNITS = ("years", "months", "weeks", "days")
OPERATORS = ("at_least", "above", "at_most", "below")
MOST = {"years": 4, "months": 15, "weeks": 60, "days": 400}
"""The longest count that a condition asks for."""
STEPS, ENDS = ("A", "B", "C"), ("klaar", "gestopt")


def made_up_route(dice: Dice) -> Data:
    """A route of two or three steps and two ends; it may have gaps and may contradict itself."""
    facts = _facts(dice)
    parameters = {"grens": _parameter(dice)} if dice.one_in(2) else {}
    for number in range(dice.number(0, 2)):
        facts[f"volgt_{number}"] = {"type": "yes_no", "derive": Conditions(dice, facts, parameters).one()}
    conditions = Conditions(dice, facts, parameters)
    ids = STEPS[: dice.number(2, 3)]
    route: Data = {
        "routekaart": "1",
        "id": "bedacht",
        "title": "Bedacht",
        "version": '"1"',
        "start": "A",
        "facts": facts,
    }
    if parameters:
        route["parameters"] = parameters
    if dice.one_in(2):
        route["impossible"] = [impossible(dice, conditions) for _ in range(dice.number(1, 2))]
    route["partners"] = {name: {"title": name} for name in ("slb", "school")}
    route["steps"] = {name: made_up_step(dice, name, ids, conditions) for name in ids}
    route["ends"] = {
        "klaar": {"title": "Klaar", "outcome": "success"},
        "gestopt": {"title": "Weg", "outcome": "stopped"},
    }
    return route


# Facts.


def _facts(dice: Dice) -> dict[str, Data]:
    facts: dict[str, Data] = {}
    for number in range(dice.number(2, 4)):
        kind = dice.pick(("yes_no", "yes_no", "choice", "number", "date", "date", "text"))
        facts[f"{_CALLED[kind]}_{number}"] = told_fact(dice, kind)
    for name in [name for name, fact in facts.items() if fact["type"] == "date"]:
        facts |= read_off(dice, name)
    return facts


_CALLED = {"yes_no": "vraag", "choice": "keuze", "number": "getal", "date": "datum", "text": "tekst"}


def told_fact(dice: Dice, kind: str) -> Data:
    """A fact of some type that must be told."""
    changes = dice.pick(("freely", "freely", "never"))
    fact: Data = {"type": kind, "changes": changes}
    if kind == "yes_no":
        fact["changes"] = dice.pick(("freely", "once", "never"))
    if kind == "choice":
        fact["options"] = list(dice.pick(OPTIONS)[: dice.number(2, 3)])
    if kind == "number":
        fact["changes"] = dice.pick(("freely", "grows", "never"))
        fact |= _bounds(dice)
    if kind == "date" and dice.one_in(3):
        fact["past"] = "true"
    if dice.one_in(6):
        fact["lifetime"] = "visit"
    return fact


def _bounds(dice: Dice) -> Data:
    low = dice.number(-1, 2)
    found: Data = {"decimals": "1"} if dice.one_in(3) else {}
    if not dice.one_in(4):
        found["min"] = str(low)
    if not dice.one_in(4):
        found["max"] = str(low + dice.number(1, 4))
    return found


def read_off(dice: Dice, name: str) -> dict[str, Data]:
    """Facts that are read off a date: perhaps a moved date, and counts of either."""
    facts: dict[str, Data] = {}
    dates = [name]
    if dice.one_in(3):
        dates.append(f"{name}_verschoven")
        facts[dates[-1]] = moved_date(dice, name)
    for number in range(dice.number(0, 2)):
        facts[f"{name}_telt_{number}"] = count_of(dice, dice.pick(dates))
    return facts


def moved_date(dice: Dice, name: str) -> Data:
    units = sorted(dice.some(UNITS, 2), key=UNITS.index)
    way = dice.pick(("plus", "minus"))
    return {"type": "date", "derive": {"date": name, way: {unit: str(dice.number(1, 13)) for unit in units}}}


def count_of(dice: Dice, name: str) -> Data:
    unit = dice.pick(UNITS)
    fact: Data = {"type": "number", "unit": unit, "derive": {f"{unit}_{dice.pick(('since', 'until'))}": name}}
    return fact | dice.pick(({}, {}, {}, {"min": "0", "max": str(MOST[unit])}, {"min": "1"}, {"max": "2"}))


def _parameter(dice: Dice) -> Data:
    starts = ["null", *(day.isoformat() for day in sorted(dice.some(SPECIAL_DAYS, 2)))]
    unit = dice.pick((*UNITS, "years", "months", None))
    values = [{"from": start, "value": str(dice.number(0, 4))} for start in starts]
    return ({"unit": unit} if unit else {}) | {"title": "grens", "values": values}


# Conditions.


@dataclass(frozen=True)
class Conditions:
    """Makes conditions on some facts."""

    dice: Dice
    facts: dict[str, Data]
    parameters: dict[str, Data]

    def one(self, depth: int = 2) -> Data:
        """A condition, three levels deep at most."""
        shape = self.dice.pick(("test", "test", "test", "tests", "all", "any", "not") if depth else ("test",))
        if shape == "test":
            return self.test(self.dice.pick(list(self.facts)))
        if shape == "tests":
            return {
                key: value for name in self.dice.some(list(self.facts), 3) for key, value in self.test(name).items()
            }
        if shape == "not":
            return {"not": self.one(depth - 1)}
        return {shape: [self.one(depth - 1) for _ in range(self.dice.number(1, 3))]}

    def test(self, name: str) -> Data:
        """A test of one fact."""
        fact = self.facts[name]
        if fact["type"] in ("number", "date") and not self.dice.one_in(3):
            operators = self.dice.some(OPERATORS, 2)
            if operators[1:] and operators[0][:2] == operators[1][:2]:
                operators = operators[:1]
            return {name: {operator: self._operand(fact) for operator in operators}}
        if self.dice.one_in(4):
            return {name: {self.dice.pick(("is", "not")): self._operand(fact)}}
        several = {self._operand(fact): None for _ in range(self.dice.number(1, 2))} if fact["type"] != "yes_no" else {}
        return {name: list(several) if len(several) > 1 else self._operand(fact)}

    def _operand(self, fact: Data) -> str:
        match fact["type"]:
            case "yes_no":
                return self.dice.pick(("ja", "nee"))
            case "choice":
                return str(self.dice.pick(fact["options"]))
            case "text":
                return alike(self.dice, self.dice.pick(TEXTS))
            case "date":
                return some_day(self.dice).isoformat()
            case _:
                return self._limit(fact)

    def _limit(self, fact: Data) -> str:
        named = [name for name, one in self.parameters.items() if one.get("unit") == fact.get("unit")]
        if named and not self.dice.one_in(3):
            return f"${named[0]}"
        if "derive" in fact:
            low, high = int(fact.get("min", 0)), int(fact.get("max", MOST[fact["unit"]]))
            return str(self.dice.number(low, min(high, low + 3) if self.dice.one_in(2) else high))
        whole, high = self.dice.number(int(fact.get("min", -1)), int(fact.get("max", 4))), int(fact.get("max", 9))
        return f"{whole}.5" if "decimals" in fact and 0 <= whole < high and self.dice.one_in(2) else str(whole)


def alike(dice: Dice, text: str) -> str:
    """A text that is the same but for capitals and spaces."""
    return dice.pick((text, text, text.upper(), text.lower(), text.replace(" ", "  ")))


def some_day(dice: Dice, around: date = date(2025, 9, 1)) -> date:
    """A day, often at the end of a month or on 29 February, or near another day."""
    match dice.pick(("special", "near", "any")):
        case "special":
            return dice.pick(SPECIAL_DAYS)
        case "near":
            return around + timedelta(days=dice.number(-2, 2))
        case _:
            return around + timedelta(days=dice.number(-1200, 1200))


# Steps.


def made_up_step(dice: Dice, name: str, ids: tuple[str, ...], conditions: Conditions) -> Data:
    others = [target for target in (*ids, *ENDS, *ENDS) if target != name]
    step: Data = {"title": f"Stap {name}"}
    if dice.one_in(2):
        step["actions"] = [made_up_action(dice, number, conditions) for number in range(dice.number(1, 2))]
    if dice.one_in(3):
        step["contacts"] = [_involved(dice, conditions) for _ in range(dice.number(1, 2))]
    if dice.one_in(4):
        step["responsible"] = [_involved(dice, conditions)]
    if dice.one_in(3):
        step["policy"] = "first"
    transitions = _transitions(dice, others, conditions)
    if transitions:
        step["transitions"] = transitions
    if not transitions or dice.one_in(2):
        step["otherwise"] = dice.pick(("stay", "stay", others[-1]))
    return step


def _transitions(dice: Dice, others: list[str], conditions: Conditions) -> list[Data]:
    if dice.one_in(3):
        when = conditions.one()
        return [{"to": dice.pick(others), "when": when}, {"to": dice.pick(others), "when": {"not": when}}]
    return [transition(dice, others, conditions) for _ in range(dice.number(0, 3))]


def impossible(dice: Dice, conditions: Conditions) -> Data:
    """A rule for few students, or by chance; of a date by itself it leaves nobody on many days."""
    dates = [name for name, fact in conditions.facts.items() if fact["type"] == "date"]
    if dates and dice.one_in(4):
        when: Data = {dice.pick(dates): {dice.pick(("below", "above")): some_day(dice).isoformat()}}
    else:
        when = conditions.one() if dice.one_in(3) else {"all": [conditions.one(1), conditions.one(1)]}
    return {"when": when, "because": "Dat kan niet."}


def transition(dice: Dice, others: list[str], conditions: Conditions) -> Data:
    to = {"to": dice.pick(others)}
    return to if dice.one_in(12) else {**to, "when": conditions.one()}


def made_up_action(dice: Dice, number: int, conditions: Conditions) -> Data:
    action: Data = {"do": f"Doe {number}"}
    if dice.one_in(2):
        action["with"] = [dice.pick(("slb", "school"))]
    return action if dice.one_in(4) else {**action, "when": conditions.one()}


def _involved(dice: Dice, conditions: Conditions) -> Data:
    partner: Data = {"partner": dice.pick(("slb", "school"))}
    return partner if dice.one_in(4) else {**partner, "when": conditions.one()}
