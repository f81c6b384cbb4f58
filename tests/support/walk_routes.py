"""Routes that Hypothesis makes up for what is said of whole walks: few students, and conditions that come back.

The tests of a route come from a handful that each hold for about half of the students, so that what is asked in one
step often settles what is asked in a later one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from routekaart.model.condition import ALWAYS, All, AnyOf, Condition, FactTest, Not, Operator, ParameterRef
from routekaart.model.fact_types import Changes, FactType, Lifetime
from routekaart.model.parameters import DatedValue, Parameter
from routekaart.model.step import STAY, Action, End, Involvement, Partner, Step, Support, Transition
from routekaart.model.vocabulary import Impossible
from routekaart.route import Route
from support.strategies import POLICIES, _number, _pick

LARGEST_CLASS = 200
"""How many students there may be: the values of all facts together."""
STEPS = ("S1", "S2", "S3", "S4", "S5", "S6")
ENDS = ("klaar", "gestopt")
PARTNERS = ("slb", "school")
LIFETIMES: tuple[Lifetime, ...] = ("lasting", "lasting", "lasting", "lasting", "visit")
CHANGES: dict[str, tuple[Changes, ...]] = {
    "yes_no": ("once", "never", "freely"),
    "choice": ("never", "freely"),
    "number": ("grows", "grows", "never", "freely"),
}
CUTS: tuple[Operator, ...] = ("at_least", "below", "above", "at_most", "one_of")
FIRST_SHAPES = ("split", "rest", "split", "rest", "free", "wait")
"""Of the first step, where everybody is: waiting there makes no difference to anybody, so it is rare."""
SHAPES = ("wait", "split", "wait", "rest", "free")


@st.composite
def walk_routes(draw: st.DrawFn) -> Route:
    """A route of three to six steps and two ends, without dates and texts, that a student can walk round in."""
    facts = _inputs(draw)
    parameters = {"grens": _parameter(draw)} if _pick(draw, (False, True, True)) else {}
    tests = [_half(draw, _pick(draw, facts), tuple(parameters)) for _ in range(_number(draw, 2, 4))]
    for number in range(_pick(draw, (0, 0, 1, 2))):
        derived = FactType(f"volgt_{number}", "yes_no", "volgt", derivation=_Pool(draw, tuple(tests)).one())
        facts.append(derived)
        tests.append(FactTest(derived.name, "one_of", (True,)))
    pool = _Pool(draw, tuple(tests))
    ids = STEPS[: _pick(draw, (3, 4, 5, 6, 5))]
    return Route(
        id="wandeling",
        title="Een bedachte wandeling",
        version="1",
        language="nl",
        start=ids[0],
        steps={name: _step(draw, name, ids, pool) for name in ids},
        ends={
            "klaar": End(id="klaar", title="Klaar", outcome="success"),
            "gestopt": End(id="gestopt", title="Gestopt", outcome="stopped"),
        },
        facts={fact.name: fact for fact in facts},
        parameters=parameters,
        partners={name: Partner(name, name) for name in PARTNERS},
        readings={},
        sources={},
        phases={},
        impossible=tuple(Impossible(pool.two(), "Dat kan niet samen.") for _ in range(_pick(draw, (0, 0, 1, 0, 2)))),
    )


# Facts.


def _inputs(draw: st.DrawFn) -> list[FactType]:
    found: list[FactType] = []
    room = LARGEST_CLASS
    for number in range(_number(draw, 2, 4)):
        kind = _pick(draw, ("number", "yes_no", "yes_no", "number", "choice"))
        size = min(room, {"number": _number(draw, 2, 5), "choice": _number(draw, 2, 3)}.get(kind, 2))
        if size < 2:
            break
        room //= size
        found.append(_input(draw, kind, f"{kind}_{number}", size))
    return found


def _input(draw: st.DrawFn, kind: str, name: str, size: int) -> FactType:
    changes, lifetime = _pick(draw, CHANGES[kind]), _pick(draw, LIFETIMES)
    if kind == "yes_no":
        return FactType(name, "yes_no", name, changes=changes, lifetime=lifetime)
    if kind == "choice":
        options = ("nee", "mogelijk", "ja")[:size]
        return FactType(name, "choice", name, options=options, changes=changes, lifetime=lifetime)
    return FactType(name, "number", name, minimum=1, maximum=size, changes=changes, lifetime=lifetime)


def _parameter(draw: st.DrawFn) -> Parameter:
    starts: tuple[date | None, ...] = _pick(draw, ((None,), (None, date(2026, 8, 1)), (None, date(2026, 8, 1))))
    return Parameter("grens", "grens", tuple(DatedValue(start, _number(draw, 1, 3)) for start in starts))


# Conditions.


def _half(draw: st.DrawFn, fact: FactType, parameters: tuple[str, ...]) -> Condition:
    """A test that holds for about half of the students."""
    match fact.kind:
        case "yes_no":
            return FactTest(fact.name, "one_of", (_pick(draw, (True, False)),))
        case "choice":
            return FactTest(fact.name, "one_of", (_pick(draw, fact.options),))
        case _:
            operator, named = _pick(draw, CUTS), bool(parameters) and _pick(draw, (True, True, False))
            assert isinstance(fact.minimum, int)
            assert isinstance(fact.maximum, int)
            low = fact.minimum + (operator in ("at_least", "below"))
            high = fact.maximum - (operator in ("at_most", "above"))
            return FactTest(
                fact.name, operator, (ParameterRef(_pick(draw, parameters)) if named else _number(draw, low, high),)
            )


@dataclass(frozen=True)
class _Pool:
    """Makes conditions out of a few tests."""

    draw: st.DrawFn
    tests: Sequence[Condition]

    def single(self) -> Condition:
        test = _pick(self.draw, self.tests)
        return Not(test) if _pick(self.draw, (False, True)) else test

    def two(self) -> Condition:
        return All((self.single(), self.single()))

    def one(self) -> Condition:
        match _pick(self.draw, ("single", "single", "single", "all", "any")):
            case "all":
                return self.two()
            case "any":
                return AnyOf((self.single(), self.single()))
            case _:
                return self.single()

    def one_or_always(self) -> Condition:
        return self.one() if _pick(self.draw, (True, True, True, False)) else ALWAYS


# Steps.


def _step(draw: st.DrawFn, name: str, ids: Sequence[str], pool: _Pool) -> Step:
    """A step that waits, or decides: by a condition and its opposite, by a condition and the rest, or with gaps."""
    targets = _targets(name, ids)
    whens: tuple[Condition, ...]
    match _pick(draw, FIRST_SHAPES if name == ids[0] else SHAPES):
        case "split":
            when, otherwise = pool.one(), None
            whens = (when, Not(when))
        case "rest":
            whens, otherwise = (pool.one(),), _pick(draw, targets)
        case "wait":
            whens, otherwise = tuple(pool.one() for _ in range(_pick(draw, (1, 2, 1, 2, 1, 0)))), STAY
        case _:
            whens = tuple(pool.one_or_always() for _ in range(_pick(draw, (1, 2, 3))))
            otherwise = _pick(draw, (None, None, *targets))
    return Step(
        id=name,
        title=f"Stap {name}",
        policy=_pick(draw, POLICIES),
        otherwise=otherwise,
        transitions=_ways(draw, name, ids, whens),
        responsible=_involved(draw, pool, (0, 0, 0, 1)),
        contacts=_involved(draw, pool, (0, 1)),
        actions=tuple(Action(text=f"Doe {number}", when=pool.one_or_always()) for number in range(_number(draw, 0, 2))),
        supports=tuple(Support(title="Hulp", when=pool.one()) for _ in range(_pick(draw, (0, 0, 0, 1)))),
    )


def _ways(draw: st.DrawFn, name: str, ids: Sequence[str], whens: Sequence[Condition]) -> tuple[Transition, ...]:
    """Transitions of which one mostly leads to the next step, so that most steps are on some way."""
    targets = [_pick(draw, _targets(name, ids)) for _ in whens]
    after = ids[ids.index(name) + 1 :]
    onward = _pick(draw, (True, True, True, False))
    if targets and after and onward:
        targets[_number(draw, 0, len(targets) - 1)] = after[0]
    return tuple(Transition(to=to, when=when) for to, when in zip(targets, whens, strict=True))


def _targets(name: str, ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(other for other in (*ids, *ENDS, *ENDS) if other != name)


def _involved(draw: st.DrawFn, pool: _Pool, counts: Sequence[int]) -> tuple[Involvement, ...]:
    return tuple(
        Involvement(partners=(_pick(draw, PARTNERS),), when=pool.one_or_always()) for _ in range(_pick(draw, counts))
    )
