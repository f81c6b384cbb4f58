"""Makes the joint vocabulary of two versions: what both say alike once, what they say otherwise for each version."""

from collections.abc import Iterator
from dataclasses import replace

from routekaart.comparison.joint import UNTIL, Joint, Side, accepted, agreement, bounds, merged
from routekaart.comparison.renaming import facts_of, places_of
from routekaart.foundation.dates import EARLIEST, Unit
from routekaart.foundation.frozen import frozen
from routekaart.logic.grids import Grids
from routekaart.model.condition import ALWAYS, Condition, Not, ParameterRef, Test, Value, tests_in
from routekaart.model.facts import Derivation, Elapsed, FactType, Shifted
from routekaart.model.parameters import Parameter
from routekaart.model.vocabulary import Impossible, Vocabulary
from routekaart.route import Route
from routekaart.usage import conditions_of

_NO_REASON = ""


def joint_of(old: Route, new: Route) -> Joint:
    """The joint vocabulary of two versions."""
    return _Joining(old, new).joint()


class _Joining:
    def __init__(self, old: Route, new: Route) -> None:
        self._routes = (old, new)
        self._facts: dict[str, FactType] = {}
        self._own: tuple[dict[str, str], dict[str, str]] = ({}, {})
        self._admits: tuple[list[Condition], list[Condition]] = ([], [])
        self._as_words: tuple[set[str], set[str]] = (set(), set())
        self._placing: set[tuple[str | None, str | None]] = set()
        self._unlike: list[tuple[str, str]] = []
        self._pairs = facts_of(old, new)
        self._parameters = self._joint_parameters()
        self._sides = tuple(
            Side(route, self._own[index], self._parameters[1][index], {}, frozenset())
            for index, route in enumerate(self._routes)
        )

    def joint(self) -> Joint:
        """Everything joined; facts that follow come after what they follow from."""
        new_names = {new: old for old, new in self._pairs.items()}
        for name in self._routes[0].facts:
            if name not in self._own[0]:
                self._place(name, self._pairs.get(name))
        for name in self._routes[1].facts:
            if name not in self._own[1]:
                self._place(new_names.get(name), name)
        for old, new in self._pairs.items():
            self._agree(old, new)
        facts, parameters = frozen(self._facts), frozen(self._parameters[0])
        sides = tuple(self._side(index) for index in (0, 1))
        shared = [one for one in sides[0].admits if one in sides[1].admits]
        either = dict.fromkeys((*sides[0].admits, *sides[1].admits))
        return Joint(
            sides[0],
            sides[1],
            Grids(Vocabulary(facts, parameters, tuple(Impossible(Not(one), _NO_REASON) for one in either))),
            Grids(Vocabulary(facts, parameters, tuple(Impossible(Not(one), _NO_REASON) for one in shared))),
            frozen(self._pairs),
            tuple(dict.fromkeys(self._unlike)),
        )

    def _side(self, index: int) -> Side:
        old, new = self._routes
        places = places_of(old, new)
        if index:
            own = {name: name for name in (*new.steps, *new.ends)}
        else:
            taken = {*new.steps, *new.ends}
            own = {name: places.get(name, f"{name}@old" if name in taken else name) for name in (*old.steps, *old.ends)}
        side = Side(
            self._routes[index],
            frozen(self._own[index]),
            frozen(self._parameters[1][index]),
            frozen(own),
            frozenset(self._as_words[index]),
        )
        rules = (Not(side.condition(rule.when)) for rule in side.route.impossible)
        admits = dict.fromkeys((*self._admits[index], *rules))
        return replace(side, admits=tuple(one for one in admits if one != ALWAYS))

    def _joint_parameters(self) -> tuple[dict[str, Parameter], tuple[dict[str, str], dict[str, str]]]:
        old, new = self._routes
        found: dict[str, Parameter] = {}
        own: tuple[dict[str, str], dict[str, str]] = ({}, {})
        for index, route in enumerate(self._routes):
            for name, parameter in route.parameters.items():
                both = name in old.parameters and name in new.parameters
                same = both and _dated(old.parameters[name]) == _dated(new.parameters[name])
                joint = name if same else _named(name, index)
                found[joint] = replace(parameter, name=joint)
                own[index][name] = joint
        return found, own

    def _place(self, old: str | None, new: str | None) -> None:
        """Give a fact, which the versions call `old` and `new`, a place after what it follows from."""
        names = (old, new)
        self._placing.add(names)
        for index, name in enumerate(names):
            if name is not None:
                self._place_sources(index, name)
        self._placing.discard(names)
        if not (old is not None and new is not None and self._place_together(old, new)):
            for index, name in enumerate(names):
                if name is not None:
                    self._place_apart(index, name)

    def _place_sources(self, index: int, name: str) -> None:
        for one in self._routes[index].vocabulary.directly_from(name):
            names = self._names_of(index, one)
            if one in self._own[index]:
                continue
            if names in self._placing:
                # What follows from what was turned around: then the two versions do not share it.
                self._place_sources(index, one)
                self._place_apart(index, one)
            else:
                self._place(*names)

    def _names_of(self, index: int, name: str) -> tuple[str | None, str | None]:
        if index == 0:
            return name, self._pairs.get(name)
        return next((old for old, new in self._pairs.items() if new == name), None), name

    def _place_together(self, old: str, new: str) -> bool:
        one, other = self._routes[0].facts[old], self._routes[1].facts[new]
        if old in self._own[0] or new in self._own[1] or (one.derivation is None) != (other.derivation is None):
            return False
        if one.derivation is None:
            joint = merged(one, other)
            if joint is None or not _alike(one, other, joint):
                self._unlike.append((old, new))
            if joint is None:
                return False
            self._name(joint.name, old, new)
            for index, fact in enumerate((one, other)):
                if joint.kind != "yes_no" and fact.kind == "yes_no":
                    self._as_words[index].add(fact.name)
                self._admits[index].append(accepted(fact, joint))
                if fact.past and not joint.past:
                    self._admits[index].append(self._has_passed(joint))
        else:
            derived = self._derivation(0, one), self._derivation(1, other)
            if derived[0] != derived[1]:
                return False
            same = (one.minimum, one.maximum) == (other.minimum, other.maximum)
            joint = replace(other, derivation=derived[1])
            joint = joint if same else replace(joint, minimum=None, maximum=None)
            self._name(joint.name, old, new)
            for index, fact in enumerate((one, other)):
                self._admits[index].append(bounds(fact, joint))
        self._facts[joint.name] = joint
        return True

    def _place_apart(self, index: int, name: str) -> None:
        if name in self._own[index]:
            return
        fact = self._routes[index].facts[name]
        joint = replace(fact, name=_named(name, index), derivation=self._derivation(index, fact))
        if isinstance(fact.derivation, Elapsed) or self._follows_in_the_other(index, fact):
            # Limits of a count that only one version has say nothing of the dates that the other accepts, nor those of
            # a number that is told of what follows in the other.
            joint = replace(joint, minimum=None, maximum=None)
            self._admits[index].append(bounds(fact, joint))
        self._own[index][name] = joint.name
        self._facts[joint.name] = joint

    def _follows_in_the_other(self, index: int, fact: FactType) -> bool:
        """Whether a number that is told in one version follows from other facts in the other one."""
        other = self._names_of(index, fact.name)[1 - index]
        return (
            fact.kind == "number"
            and fact.derivation is None
            and other is not None
            and self._routes[1 - index].facts[other].derivation is not None
        )

    def _name(self, joint: str, old: str, new: str) -> None:
        self._own[0][old] = self._own[1][new] = joint

    def _has_passed(self, joint: FactType) -> Condition:
        """A date has come."""
        name = f"{joint.name}{UNTIL}"
        self._facts[name] = FactType(name, "number", joint.title, derivation=Elapsed(joint.name, "days", "until"))
        return Test(name, "at_most", (0,))

    def _derivation(self, index: int, fact: FactType) -> Derivation | None:
        derivation = fact.derivation
        if isinstance(derivation, Elapsed):
            return replace(derivation, date_fact=self._own[index][derivation.date_fact])
        if isinstance(derivation, Shifted):
            return Shifted(self._own[index][derivation.date_fact], tuple(map(_in_small_units, derivation.amounts)))
        if derivation is None:
            return None
        return replace(self._sides[index], as_words=frozenset(self._as_words[index])).condition(derivation)

    def _agree(self, old: str, new: str) -> None:
        """Where a fact is told in one version and follows in the other, the other requires that it is what follows."""
        facts = self._facts[self._own[0][old]], self._facts[self._own[1][new]]
        if facts[0].name == facts[1].name or (facts[0].derivation is None) == (facts[1].derivation is None):
            return
        deriving = 0 if facts[0].derivation is not None else 1
        told, follows = facts[1 - deriving], facts[deriving]
        same = agreement(told, follows, limits_of(self._routes, (old, new)))
        if same is None:
            self._unlike.append((old, new))
        else:
            self._admits[deriving].append(same)


def _dated(parameter: Parameter) -> tuple[object, ...]:
    return tuple((dated.start, dated.value) for dated in parameter.values)


def limits_of(routes: tuple[Route, Route], names: tuple[str, str]) -> Iterator[Value]:
    """Every value that two versions compare a fact with, and one more, so that there are two sides at least."""
    kind = routes[0].facts[names[0]].kind
    if kind == "number":
        yield 1
    if kind == "date":
        yield EARLIEST.replace(year=2000)
    for route, name in zip(routes, names, strict=True):
        yield from (end for end in (route.facts[name].minimum, route.facts[name].maximum) if end is not None)
        derived = (fact.derivation for fact in route.facts.values())
        conditions = (
            *conditions_of(route),
            *(rule.when for rule in route.impossible),
            *(one for one in derived if isinstance(one, Condition)),
        )
        for test in (test for condition in conditions for test in tests_in(condition) if test.fact == name):
            for operand in test.operands:
                if isinstance(operand, ParameterRef):
                    yield from (dated.value for dated in route.parameters[operand.name].values)
                else:
                    yield operand


def _alike(old: FactType, new: FactType, joint: FactType) -> bool:
    """Whether each value that is told means the same in both versions, in so far as both accept it."""
    spelled_alike = joint.kind != "text" or old.kind == new.kind
    return spelled_alike and (old.decimals, old.unit) == (new.decimals, new.unit)


def _in_small_units(moved: tuple[Unit, int]) -> tuple[Unit, int]:
    """The same move in months or days."""
    unit, amount = moved
    return {"years": ("months", 12 * amount), "weeks": ("days", 7 * amount)}.get(unit, moved)  # type: ignore[return-value]


def _named(name: str, index: int) -> str:
    return f"{name}@{'new' if index else 'old'}"
