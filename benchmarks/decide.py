"""One decision: routekaart against hand-written if/elif and against zen-engine, in the same run.

Run: uv run --group bench python benchmarks/decide.py
"""

import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import zen

import routekaart

Facts = Mapping[str, Any]
Decide = Callable[[str, Facts], str | None]

ON = date(2026, 3, 1)
STEPS = ("P3", "P9", "P11", "P15")
STUDENTS = 300
ROUNDS = 15
UNKNOWN = 0.1


def by_hand(step: str, f: Facts) -> str | None:  # this is what people write
    """The four steps as an application would write them, two-valued: an absent fact counts as false."""
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


FACTS: dict[str, dict[str, Callable[[random.Random], Any]]] = {
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
TABLES: dict[str, tuple[list[str], list[list[str]]]] = {
    "P3": (
        ["heeft_werkplek", "werkplekaanpassing_nodig", "recht_op_loonkostensubsidie", "ondersteuningsbehoefte"],
        [
            ["false", "", "", "", "P7"],
            ["true", "true", "", "", "P5"],
            ["true", "", '"mogelijk", "ja"', "", "P5"],
            ["true", "", "", "true", "P5"],
            ["true", "false", '"nee"', "false", "P4"],
        ],
    ),
    "P9": (
        ["heeft_werkplek", "werkplekaanpassing_nodig", "recht_op_loonkostensubsidie", "zoekduur"],
        [
            ["true", "true", "", "", "P5"],
            ["true", "", '"mogelijk", "ja"', "", "P5"],
            ["true", "false", '"nee"', "", "P4"],
            ["false", "", "", ">= 3", "P10"],
            ["", "", "", "", "P9"],
        ],
    ),
    "P11": (
        ["leeftijd", "startkwalificatie", "vrijstelling_kwalificatieplicht"],
        [
            [">= 18", "true", "", "P15"],
            [">= 18", "false", "", "P13"],
            ["< 18", "false", "false", "P12"],
            ["< 18", "", "", "P14"],
        ],
    ),
    "P15": (["leeftijd"], [["< 23", "P16"], [">= 23", "P17"]]),
}


def zen_table(step: str) -> Any:
    """The step as a zen decision table with hit policy first, in the compiled form that zen keeps."""
    names, rules = TABLES[step]
    inputs = [{"id": f"i{n}", "name": name, "field": name, "type": "expression"} for n, name in enumerate(names)]
    rows = [
        {"_id": str(n), **{f"i{m}": cell for m, cell in enumerate(rule[:-1])}, "o": json.dumps(rule[-1])}
        for n, rule in enumerate(rules)
    ]
    content = {
        "hitPolicy": "first",
        "inputs": inputs,
        "outputs": [{"id": "o", "name": "to", "field": "to", "type": "expression"}],
        "rules": rows,
    }
    place = {"x": 0, "y": 0}
    graph = {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", "position": place},
            {"id": "table", "type": "decisionTableNode", "name": "table", "position": place, "content": content},
            {"id": "out", "type": "outputNode", "name": "out", "position": place},
        ],
        "edges": [
            {"id": "a", "sourceId": "in", "targetId": "table", "type": "edge"},
            {"id": "b", "sourceId": "table", "targetId": "out", "type": "edge"},
        ],
    }
    return zen.ZenDecisionContent(json.dumps(graph))


def students(unknown: float) -> list[tuple[str, dict[str, Any]]]:
    """Students at a step, each fact left out with the given chance; the same on every run."""
    chance = random.Random(20260301)
    made = []
    for number in range(STUDENTS):
        step = STEPS[number % len(STEPS)]
        facts = {name: make(chance) for name, make in FACTS[step].items() if chance.random() >= unknown}
        made.append((step, facts))
    return made


def right_answer(step: str, facts: Facts) -> str | None:
    """The one target that all ways to fill in the unknown facts lead to, by trying them; None when they differ."""
    values: dict[str, list[Any]] = {
        "recht_op_loonkostensubsidie": ["nee", "mogelijk", "ja"],
        "zoekduur": list(range(7)),
        "leeftijd": list(range(15, 28)),
    }
    completions: list[dict[str, Any]] = [dict(facts)]
    for name in FACTS[step]:
        if name not in facts:
            options = values.get(name, [True, False])
            completions = [{**one, name: value} for one in completions for value in options]
    targets = {by_hand(step, one) for one in completions}
    return targets.pop() if len(targets) == 1 else None


def median_times(engines: Mapping[str, Decide], work: list[tuple[str, dict[str, Any]]]) -> dict[str, list[float]]:
    """For each engine the seconds a decision took in each round; the engines take turns in shuffled order."""
    times: dict[str, list[float]] = {name: [] for name in engines}
    order = list(engines)
    for _ in range(ROUNDS):
        random.shuffle(order)
        for name in order:
            decide = engines[name]
            repeat = 20 if name.startswith("hand") else 1
            start = time.perf_counter()
            for _ in range(repeat):
                for step, facts in work:
                    decide(step, facts)
            times[name].append((time.perf_counter() - start) / (repeat * len(work)))
    return times


def main() -> None:
    """Check that the answers are equal, then time them."""
    route = routekaart.load("roc_bbl")
    tables = {step: zen_table(step) for step in STEPS}
    # A loader that hands out compiled content is the fastest way to call zen; `create_decision` is far slower.
    zen_engine = zen.ZenEngine({"loader": tables.__getitem__})

    def ours(step: str, facts: Facts) -> str | None:
        return route.decide(step, facts, on=ON).target

    def ours_explained(step: str, facts: Facts) -> str | None:
        decision = route.decide(step, facts, on=ON)
        decision.explain()
        return decision.target

    def zen_answer(step: str, facts: Facts) -> str | None:
        answer: Any = zen_engine.evaluate(step, dict(facts))
        result = answer["result"]
        return str(result["to"]) if result and "to" in result else None

    engines: dict[str, Decide] = {
        "hand-written if/elif": by_hand,
        "routekaart decide": ours,
        "routekaart decide + explain": ours_explained,
        "zen-engine decision table": zen_answer,
    }
    complete = students(unknown=0.0)
    for name, decide in engines.items():
        wrong = [(step, facts) for step, facts in complete if decide(step, facts) != by_hand(step, facts)]
        if wrong:
            sys.exit(f"{name} gives another answer for {wrong[0]}")
    partial = students(unknown=UNKNOWN)
    print(f"{STUDENTS} students with {UNKNOWN:.0%} of the facts unknown: right / no answer / wrong target")
    for name in ("hand-written if/elif", "routekaart decide", "zen-engine decision table"):
        print(f"  {name:<30} {tally(engines[name], partial)}")
    for title, work in (("all facts known", complete), (f"{UNKNOWN:.0%} unknown", partial)):
        times = median_times(engines, work)
        floor = statistics.median(times["hand-written if/elif"])
        print(f"one decision, {title}: median, as a multiple of hand-written ({floor * 1e9:.0f} ns here); spread")
        for name, taken in times.items():
            low, high = min(taken) / floor, max(taken) / floor
            print(f"  {name:<30} {statistics.median(taken) / floor:>8.1f} x   ({low:.1f} - {high:.1f})")


def tally(decide: Decide, work: list[tuple[str, dict[str, Any]]]) -> str:
    """How many answers are right, how many are refused that could be given, and how many are wrong."""
    right = refused = wrong = 0
    for step, facts in work:
        expected = right_answer(step, facts)
        try:
            given = decide(step, facts)
        except RuntimeError:  # zen raises it for a missing fact
            given = None
        if given == expected:
            right += 1
        elif given is None:
            refused += 1
        else:
            wrong += 1
    return f"{right} / {refused} / {wrong}"


if __name__ == "__main__":
    main()
