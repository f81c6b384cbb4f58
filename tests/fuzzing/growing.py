"""Small routes made from nothing: every type of fact, every operator, limits at the edge of what is allowed.

They are right by their shape, and most are routes; what they mean is anything.
"""

from collections.abc import Mapping
from random import Random
from typing import Any

from .odd import Tree

_UNITS = ("years", "months", "weeks", "days")
_DAYS = (
    *("2024-02-28", "2024-02-29", "2025-03-01", "2025-12-31", "2026-01-01", "2026-03-31", "2026-08-31", "2027-11-30"),
    *("1850-01-01", "2199-12-31", "2199-01-01", "1999-12-31", "1900-02-28"),
)
_LIMITS = (0, 1, 2, 3, 4, 16, 18, 23, 27, 120, 1000, -1, -40)
_EDGES = (10**18 - 1, -(10**18) + 1, 2**53 + 1, 0.1, 0.0001, 99999999.9999)
_OUTCOMES = ("success", "transfer", "hand_over", "out_of_scope", "stopped")
_TITLES = (
    *(
        "Zoeken",
        "Werk zoeken",
        "Een gesprek: wie, wat en waar",
        "a" * 200,
        "|x| <b> & `c` [d](e) #f",
        "\u202eomgekeerd",
    ),
    *(
        "\U0001f469\u200d\U0001f467 gezin",
        "e\u0301e\u0301n",
        "woord " * 40,
        "\u4f60\u597d",
        "\"aan\" 'halen'",
        "-",
        "$grens",
        "ja",
    ),
    *("]]>", "a\tb", "\\n \\u0041", "%d {0} ${x}", "# kop", "* ster", "n.t.b.", "null", "\u00ad", "\u200b"),
)


class Grower:
    """Makes the parts of one route."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._facts: dict[str, dict[str, Any]] = {}
        self._parameters: dict[str, dict[str, Any]] = {}

    def route(self, name: str = "proef") -> dict[str, Any]:
        """A route as plain data."""
        chance = self._chance
        self._parameters = {f"grens_{one}": self._parameter() for one in range(chance.choice((0, 0, 1, 2)))}
        for number in range(chance.randrange(1, 6)):
            self._facts[f"f{number}"] = self._given()
        for number in range(chance.choice((0, 0, 1, 2, 3))):
            self._facts[f"v{number}"] = self._derived()
        steps = [f"S{number}" for number in range(chance.randrange(1, 5))]
        ends = ["klaar", "gestopt"][: chance.randrange(1, 3)]
        partners = ["slb", "gemeente"]
        tree: dict[str, Any] = {"routekaart": 1, "id": name, "title": self._title(), "version": "1.0"}
        if chance.random() < 0.2:
            tree["language"] = chance.choice(("nl", "en"))
        tree |= {
            "sources": {"bron": {"title": "De bron", "year": chance.choice((2025, -1, 10**9))}},
            "phases": {"eerste": self._title(), "tweede": "Later"},
            "start": steps[0],
            "facts": self._facts,
            "parameters": self._parameters,
            "impossible": [
                {"when": self._condition(2), "because": self._title()} for _ in range(chance.choice((0, 0, 1, 2)))
            ],
            "partners": {one: {"title": self._title(), "functions": ["coach"]} for one in partners},
            "steps": {one: self._step(one, (*steps, *ends), partners) for one in steps},
            "ends": {one: self._end(name, steps[0]) for one in ends},
            "readings": {"L-1": {"problem": self._title(), "chosen": "x", "because": "y", "others": ["z"]}},
        }
        return {key: value for key, value in tree.items() if value not in ({}, [])}

    def _title(self) -> str:
        return self._chance.choice(_TITLES if self._chance.random() < 0.3 else _TITLES[:2])

    def _parameter(self) -> dict[str, Any]:
        later = sorted(self._chance.sample(_DAYS, self._chance.choice((0, 1, 2))))
        values = [{"from": one, "value": self._limit()} for one in (None, *later)]
        return (
            {"unit": self._chance.choice((*_UNITS, "hours")), "values": values}
            if self._coin(0.7)
            else {"values": values}
        )

    def _given(self) -> dict[str, Any]:
        chance = self._chance
        kind = chance.choice(("yes_no", "yes_no", "choice", "number", "number", "date", "date", "text"))
        fact: dict[str, Any] = {"type": kind}
        if self._coin(0.5):
            fact["title"] = self._title()
        if self._coin(0.5):
            fact["changes"] = chance.choice(("never", "grows", "once", "freely"))
        if self._coin(0.3):
            fact["lifetime"] = chance.choice(("visit", "route", "lasting"))
        match kind:
            case "choice":
                fact["options"] = chance.sample(
                    ("ja", "nee", "mogelijk", "a b", "n.t.b.", "0123", "\u00e9\u00e9n", "JA"), chance.randrange(1, 5)
                )
            case "number":
                low, high = sorted((self._limit(), self._limit()))
                fact |= {"min": low} if self._coin(0.5) else {}
                fact |= {"max": high} if self._coin(0.5) else {}
                fact |= {"decimals": chance.randrange(5)} if self._coin(0.3) else {}
                fact |= {"unit": chance.choice((*_UNITS, "hours"))} if self._coin(0.4) else {}
            case "date" if self._coin(0.4):
                fact["past"] = True
            case "yes_no" if self._coin(0.3):
                fact["phrases"] = {"ja": self._title(), "nee": "heeft dat niet"}
            case "yes_no" | "text" if self._coin(0.1):
                fact["only_recorded"] = True
        return fact

    def _derived(self) -> dict[str, Any]:
        chance = self._chance
        dates = [name for name, fact in self._facts.items() if fact["type"] == "date"]
        kind = chance.choice(("condition", "count", "count", "shift")) if dates else "condition"
        if kind == "condition":
            return {"type": "yes_no", "derive": self._condition(2)}
        of = chance.choice(dates)
        if kind == "shift":
            units = chance.sample(_UNITS, chance.randrange(1, 3))
            amounts = {unit: chance.choice((1, 3, 16, 1000)) for unit in units}
            return {"type": "date", "derive": {"date": of, chance.choice(("plus", "minus")): amounts}}
        unit = chance.choice(_UNITS)
        fact: dict[str, Any] = {
            "type": "number",
            "unit": unit,
            "derive": {f"{unit}_{chance.choice(('since', 'until'))}": of},
        }
        if self._coin(0.3):
            fact |= {"min": chance.choice((0, 1, 12)), "max": chance.choice((12, 130, 40_000))}
        return fact

    def _condition(self, depth: int = 2) -> dict[str, Any]:
        chance = self._chance
        known = [name for name, fact in self._facts.items() if not fact.get("only_recorded")]
        if not known:
            return {"all": [{name: "ja"} for name in self._facts]}
        shape = chance.choice(("test", "test", "test", "two", "all", "any", "not")) if depth else "test"
        if shape == "not":
            return {"not": self._condition(depth - 1)}
        if shape in ("all", "any"):
            return {shape: [self._condition(depth - 1) for _ in range(chance.randrange(1, 4))]}
        names = chance.sample(known, min(len(known), 2 if shape == "two" else 1))
        return {name: self._test(self._facts[name]) for name in names}

    def _test(self, fact: Mapping[str, Any]) -> Tree:
        chance = self._chance
        if fact["type"] in ("number", "date") and self._coin(0.7):
            operators = chance.sample(("at_least", "above", "at_most", "below", "is", "not"), chance.choice((1, 1, 2)))
            return {operator: self._operand(fact) for operator in operators}
        several = [self._operand(fact) for _ in range(chance.choice((1, 1, 2)))]
        value = several[0] if len(several) == 1 else several
        return chance.choice((value, value, {"is": value}, {"not": value}))

    def _operand(self, fact: Mapping[str, Any]) -> Tree:
        chance = self._chance
        match fact["type"]:
            case "yes_no":
                return chance.choice(("ja", "nee"))
            case "choice":
                return chance.choice(fact["options"])
            case "date":
                return chance.choice(_DAYS)
            case "text":
                return chance.choice(("Alkmaar", "BERGEN  aan Zee", "\u00df", "\u0130", "0123"))
        fitting = [name for name, one in self._parameters.items() if one.get("unit") == fact.get("unit")]
        if fitting and self._coin(0.4):
            return f"${chance.choice(fitting)}"
        low, high = fact.get("min", -40), fact.get("max", 120)
        return chance.choice((low, high, low + 1 if low < 10**17 else low, self._limit(whole=not fact.get("decimals"))))

    def _limit(self, *, whole: bool = True) -> int | float:
        if self._coin(0.1):
            found = self._chance.choice(_EDGES)
            return int(found) if whole else found
        return self._chance.choice(_LIMITS)

    def _step(self, name: str, targets: tuple[str, ...], partners: list[str]) -> dict[str, Any]:
        chance = self._chance
        others = [one for one in targets if one != name]
        step: dict[str, Any] = {"title": self._title()}
        if self._coin(0.3):
            step |= {"phase": chance.choice(("eerste", "tweede")), "source": "bron blz. 1", "reading": "L-1"}
        if self._coin(0.4):
            step["responsible"] = chance.choice(
                ("n.t.b.", ["slb"], [{"partner": "gemeente", "when": self._condition(1)}])
            )
        if self._coin(0.3):
            step["contacts"] = [{"partner": chance.choice(partners), "when": self._condition(1), "note": self._title()}]
        if self._coin(0.5):
            step["actions"] = [self._action(targets) for _ in range(chance.randrange(1, 3))]
        if self._coin(0.2):
            step["supports"] = [{"title": self._title(), "via": ["slb"], "when": self._condition(1)}]
        counted = [name for name, fact in self._facts.items() if fact["type"] == "number"]
        if self._coin(0.3):
            step["terms"] = [
                {"title": self._title()}
                | (
                    {"fact": chance.choice(counted), "value": chance.choice((0, 1, 3, 40, -1, 10**9))}
                    if counted
                    else {}
                )
            ]
        if self._coin(0.6):
            step["policy"] = chance.choice(("unique", "first"))
        transitions = [{"to": chance.choice(others)} for _ in range(chance.choice((0, 1, 2, 2, 3)))]
        step["transitions"] = [one | {"when": self._condition()} if self._coin(0.9) else one for one in transitions]
        if self._coin(0.7):
            step["otherwise"] = chance.choice(("stay", "stay", *others))
        return step

    def _action(self, targets: tuple[str, ...]) -> dict[str, Any]:
        chance = self._chance
        action: dict[str, Any] = {"do": self._title(), "with": ["slb"]}
        if self._coin(0.5):
            action["when"] = self._condition(1)
        if self._coin(0.3):
            step = chance.choice(targets)
            action["hand_over"] = chance.choice(
                ({"outside": "MAS-route"}, {"route": "andere", "step": "S0"}, {"route": "proef", "step": step})
            )
        if self._coin(0.2):
            action["optional"] = True
        return action

    def _end(self, name: str, step: str) -> dict[str, Any]:
        end: dict[str, Any] = {"title": self._title(), "outcome": self._chance.choice(_OUTCOMES)}
        if self._coin(0.2):
            end["hand_over"] = self._chance.choice(({"outside": "werkgever"}, {"route": name, "step": step}))
        return end

    def _coin(self, share: float) -> bool:
        return self._chance.random() < share
