"""Routes of any size, the same on every run: for the benchmarks, and for tests that need a large route."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, get_args

from routekaart.foundation.frozen import frozen
from routekaart.model.condition import All, Condition, FactTest, Value
from routekaart.model.fact_types import Elapsed, FactType
from routekaart.model.step import STAY, Action, End, EndOutcome, Involvement, Partner, Step, Transition
from routekaart.route import Route

Defect: TypeAlias = Literal["gap", "overlap", "unreachable-step", "dead-end", "closed-cycle", "no-end-reachable"]
DEFECTS: tuple[Defect, ...] = get_args(Defect)
"""What can be wrong with a route, by the rule that must tell it."""

OPTIONS = ("geen", "weinig", "veel", "alles")
OLDEST = 130
LIMITS = (2, 5, 11, 15, 17, 20, 22, 26, 59, 99)
"""The last values before the limits that a long route compares its numbers with."""

WIDTHS = (2, 2, 3, 3, 3, 4, 4)
"""How many transitions a step of a long route has: one of these, three in the middle."""

ENDS: tuple[EndOutcome, ...] = ("success", "success", "transfer", "out_of_scope", "stopped")
PARTNERS = ("school", "gemeente", "werkgever", "doorstroompunt")


@dataclass(frozen=True)
class Scale:
    """A fact as something to cut: its values in a row, and the places where a condition may cut them.

    Attributes:
        size: how many values there are, numbered from 0.
        cuts: each the last value of what stands before a cut.
    """

    fact: FactType
    size: int
    cuts: tuple[int, ...]

    def tests(self, low: int, high: int) -> tuple[FactTest, ...]:
        """The tests for the values from `low` to `high`, both included; none when those are all values."""
        name = self.fact.name
        if (low, high) == (0, self.size - 1):
            return ()
        if self.fact.kind == "number":
            above = FactTest(name, "at_least", (low,)) if low else None
            below = FactTest(name, "below", (high + 1,)) if high < self.size - 1 else None
            return tuple(test for test in (above, below) if test)
        values: tuple[Value, ...] = (False, True) if self.fact.kind == "yes_no" else self.fact.options
        return (FactTest(name, "one_of", values[low : high + 1]),)


Region: TypeAlias = tuple[tuple[int, int], ...]
"""For each scale the first and the last value."""


def decision_table(rows: int, facts: int = 10, seed: int = 0, without_row: int | None = None) -> Route:
    """A route of one step, whose transitions are the leaves of a decision tree: every student fits exactly one.

    Args:
        rows: how many transitions. Each leads to an end of its own, so that each pair of them could overlap.
        facts: how many facts: in turn yes_no, choice with four options, and number from 0 to 130.
        without_row: the number of a transition that is left out, which makes a gap.
    """
    scales = [_table_scale(number) for number in range(facts)]
    transitions = [
        Transition(to=f"einde_{number}", when=_condition(scales, leaf))
        for number, leaf in enumerate(_leaves(random.Random(seed), scales, rows))
        if number != without_row
    ]
    step = Step(id="keuze", title="de keuze", responsible_unknown=True, transitions=tuple(transitions))
    ends = [End(id=one.to, title=one.to, outcome="success") for one in transitions]
    return _route([step], ends, [scale.fact for scale in scales])


def long_route(steps: int, seed: int = 0, defects: Iterable[Defect] = ()) -> Route:
    """A route of many steps with about three transitions each, over fifteen facts of which five are stable or grow.

    Every step can be reached and reaches an end; at each step every student fits one transition, or stays there (three
    in ten steps). Most ways lead on, one in ten leads back.

    Args:
        steps: how many steps, at least 50; some defects add one or two.
        defects: what to plant, each in a step of its own in the second half.
    """
    chance = random.Random(seed)
    facts = _route_facts()
    scales = [scale for fact in facts if (scale := _route_scale(fact)) is not None]
    made = [_step(chance, scales, number, steps) for number in range(steps)]
    _plant(made, frozenset(defects))
    ends = [End(id=f"einde_{number}", title=f"einde {number}", outcome=end) for number, end in enumerate(ENDS)]
    return _route(made, ends, facts)


def students_at(route: Route, count: int, seed: int = 20260301) -> list[tuple[str, dict[str, bool | int | str]]]:
    """Students at the first step of a made route, of whom everything is known; the same for each seed."""
    chance = random.Random(seed)
    made: dict[str, Callable[[], bool | int | str]] = {
        "yes_no": lambda: chance.random() < 0.5,
        "choice": lambda: chance.choice(OPTIONS),
        "number": lambda: chance.randrange(OLDEST + 1),
    }
    return [(route.start, {name: made[fact.kind]() for name, fact in route.facts.items()}) for _ in range(count)]


def _route(steps: list[Step], ends: list[End], facts: list[FactType]) -> Route:
    acting = {name for step in steps for involved in step.responsible for name in involved.partners}
    return Route(
        id="gemaakt",
        title="een gemaakte route",
        version="1",
        language="nl",
        start=steps[0].id,
        steps=frozen({step.id: step for step in steps}),
        ends=frozen({end.id: end for end in ends}),
        facts=frozen({fact.name: fact for fact in facts}),
        parameters=frozen({}),
        partners=frozen({name: Partner(name, name) for name in PARTNERS if name in acting}),
        readings=frozen({}),
        sources=frozen({}),
        phases=frozen({}),
        impossible=(),
    )


# Conditions that exclude each other and together hold for everybody.


def _leaves(chance: random.Random, scales: list[Scale], count: int) -> list[Region]:
    """So many regions that together hold every student once, in the order of a tree: neighbours stand together."""
    leaves: list[Region] = [tuple((0, scale.size - 1) for scale in scales)]
    while len(leaves) < count:
        place = chance.randrange(len(leaves))
        leaf = leaves[place]
        cuts = [
            [cut for cut in scale.cuts if low <= cut < high] for scale, (low, high) in zip(scales, leaf, strict=True)
        ]
        open_scales = [position for position, its_cuts in enumerate(cuts) if its_cuts]
        if open_scales:
            position = chance.choice(open_scales)
            cut = chance.choice(cuts[position])
            low, high = leaf[position]
            leaves[place : place + 1] = [
                (*leaf[:position], part, *leaf[position + 1 :]) for part in ((low, cut), (cut + 1, high))
            ]
    return leaves


def _condition(scales: list[Scale], leaf: Region) -> Condition:
    tests = [test for scale, (low, high) in zip(scales, leaf, strict=True) for test in scale.tests(low, high)]
    return tests[0] if len(tests) == 1 else All(tuple(tests))


def _table_scale(number: int) -> Scale:
    match number % 3:
        case 0:
            return Scale(FactType(f"vraag_{number}", "yes_no", f"vraag {number}"), 2, (0,))
        case 1:
            return Scale(FactType(f"keuze_{number}", "choice", f"keuze {number}", options=OPTIONS), 4, (0, 1, 2))
        case _:
            fact = FactType(f"getal_{number}", "number", f"getal {number}", minimum=0, maximum=OLDEST)
            return Scale(fact, OLDEST + 1, tuple(range(OLDEST)))


def _route_scale(fact: FactType) -> Scale | None:
    """What the conditions of a long route may ask of a fact: numbers at a few limits; of a date, nothing."""
    match fact.kind:
        case "yes_no":
            return Scale(fact, 2, (0,))
        case "choice":
            return Scale(fact, len(fact.options), tuple(range(len(fact.options) - 1)))
        case "number":
            return Scale(fact, OLDEST + 1, LIMITS)
        case _:
            return None


def _route_facts() -> list[FactType]:
    """Five facts that time leaves alone or moves one way, and ten that can become anything."""
    age = Elapsed("geboortedatum", "years", "since")
    return [
        FactType("geboortedatum", "date", "geboortedatum", past=True, changes="never"),
        FactType("leeftijd", "number", "leeftijd", minimum=0, maximum=OLDEST, changes="grows", derivation=age),
        FactType("maanden", "number", "maanden ingeschreven", minimum=0, maximum=OLDEST, changes="grows"),
        FactType("startkwalificatie", "yes_no", "startkwalificatie", changes="once"),
        FactType("vooropleiding", "choice", "vooropleiding", options=OPTIONS, changes="never"),
        *(FactType(f"vraag_{number}", "yes_no", f"vraag {number}", lifetime="visit") for number in range(4)),
        *(FactType(f"keuze_{number}", "choice", f"keuze {number}", options=OPTIONS) for number in range(3)),
        *(FactType(f"getal_{number}", "number", f"getal {number}", minimum=0, maximum=OLDEST) for number in range(3)),
    ]


# Steps.


def _step(chance: random.Random, scales: list[Scale], number: int, steps: int) -> Step:
    """One step: the last one leads to every end, each other one to the next step first, and on or back."""
    last = number == steps - 1
    waiting = not last and chance.random() < 0.3
    width = len(ENDS) if last else chance.choice(WIDTHS)
    hops = range(1, width + 1) if last else [1, *(_hop(chance, number) for _ in range(width - 1))]
    asked = chance.sample(scales, 3)
    conditions = [_condition(asked, leaf) for leaf in _leaves(chance, asked, width + waiting)]
    acting = PARTNERS[number % len(PARTNERS)]
    action = Action(text="bespreek het", partners=(acting,), when=conditions[0])
    return Step(
        id=_name(number, steps),
        title=f"stap {number}",
        responsible=(Involvement(partners=(acting,)),),
        actions=(action,) if number % 3 == 0 else (),
        transitions=tuple(
            Transition(to=_name(number + hop, steps), when=when)
            for hop, when in zip(hops, conditions[:width], strict=True)
        ),
        otherwise=STAY if waiting else None,
    )


def _hop(chance: random.Random, number: int) -> int:
    """How far on another way out of this step leads; one in ten leads back."""
    if number and chance.random() < 0.1:
        return -chance.randint(1, min(20, number))
    return chance.randint(2, 20)


def _name(number: int, steps: int) -> str:
    """The step with this number; past the last step, an end."""
    return f"stap_{number}" if number < steps else f"einde_{(number - steps) % len(ENDS)}"


def _plant(steps: list[Step], defects: frozenset[Defect]) -> None:
    """Plants defects in steps of the second half that do not wait. The first way out of a step is left as it is."""
    places = [number for number in range(len(steps) // 2, len(steps)) if steps[number].otherwise is None]
    for defect, place in zip(DEFECTS, places, strict=False):
        if defect in defects:
            steps[place], *more = _spoilt(steps[place], defect)
            steps += more


def _spoilt(step: Step, defect: Defect) -> list[Step]:
    """The step with something wrong with it, and the steps that belong to that."""
    first, *_, last = step.transitions
    match defect:
        case "gap":
            return [replace(step, transitions=step.transitions[:-1])]
        case "overlap":
            return [replace(step, transitions=(*step.transitions, replace(first, to="einde_0")))]
        case "unreachable-step":
            return [step, _to("los", "einde_0")]
        case "dead-end":
            trap = [_to("dood")]
        case "closed-cycle":
            trap = [_to("rond", "om"), _to("om", "rond")]
        case "no-end-reachable":
            trap = [_to("fuik", "put"), _to("put")]
    return [replace(step, transitions=(*step.transitions[:-1], replace(last, to=trap[0].id))), *trap]


def _to(name: str, *targets: str) -> Step:
    ways = tuple(Transition(to=target) for target in targets)
    return Step(id=name, title=name, responsible_unknown=True, transitions=ways)
