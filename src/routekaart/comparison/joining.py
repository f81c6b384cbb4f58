"""Makes the joint vocabulary of two versions: one fact for what both have in common, or else one for each version."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from routekaart.comparison.changes import Pair
from routekaart.comparison.joint import UNTIL, Joint, Side, accepted, agreement, bounds, merged
from routekaart.comparison.renaming import facts_of, places_of
from routekaart.foundation.dates import EARLIEST, Unit
from routekaart.foundation.frozen import frozen
from routekaart.logic.grid_cache import GridCache
from routekaart.model.condition import ALWAYS, Condition, FactTest, Not, ParameterRef, Value, tests_in
from routekaart.model.fact_types import Derivation, Elapsed, FactType, Shifted
from routekaart.model.parameters import Parameter
from routekaart.model.vocabulary import Impossible, Vocabulary
from routekaart.route import Route
from routekaart.usage import conditions_of

_NO_REASON = ""


def joint_of(routes: Pair[Route], called: Pair[str]) -> Joint:
    """The joint vocabulary of two versions.

    Args:
        called: the name or path by which each can be loaded.
    """
    return _Joining(routes, called).joint()


class _Version:
    """One version while its facts get their joint names.

    Attributes:
        counterparts: the name in the other version of each fact that both have.
        names: the joint name of each fact that has one by now.
        as_words: its yes_no facts that are a choice or text in the joint vocabulary.
        admits: what it requires of every student, apart from its own rules.
    """

    def __init__(self, side: Side, label: str, counterparts: Mapping[str, str], other: Route) -> None:
        self.names: dict[str, str] = {}
        self.as_words: set[str] = set()
        self.admits: list[Condition] = []
        self.route, self.counterparts = side.route, counterparts
        self._label, self._other = label, other
        self._side = replace(side, facts=self.names, as_words=self.as_words)

    def own(self, name: str) -> str:
        """The joint name of something that differs from its counterpart in the other version."""
        return f"{name}@{self._label}"

    def derivation(self, fact: FactType) -> Derivation | None:
        """The derivation of a fact, with joint names."""
        derivation = fact.derivation
        if isinstance(derivation, Elapsed):
            return replace(derivation, date_fact=self.names[derivation.date_fact])
        if isinstance(derivation, Shifted):
            return Shifted(
                self.names[derivation.date_fact], tuple(map(_in_small_units, derivation.amounts)), derivation.to
            )
        return None if derivation is None else self._side.condition(derivation)

    def follows_in_the_other(self, fact: FactType) -> bool:
        """Whether a number that is given in this version follows from other facts in the other one."""
        other = self.counterparts.get(fact.name)
        told = fact.kind == "number" and fact.derivation is None
        return told and other is not None and self._other.facts[other].derivation is not None

    def side(self) -> Side:
        """The version with all its names."""
        rules = (Not(self._side.condition(rule.when)) for rule in self.route.impossible)
        admits = tuple(one for one in dict.fromkeys((*self.admits, *rules)) if one != ALWAYS)
        return replace(self._side, facts=frozen(self.names), as_words=frozenset(self.as_words), admits=admits)


class _Joining:
    """Gives each fact of two versions a place in one vocabulary, after what it follows from."""

    def __init__(self, routes: Pair[Route], called: Pair[str]) -> None:
        old, new = routes
        self._routes = routes
        self._pairs = facts_of(old, new)
        self._parameters: dict[str, Parameter] = {}
        sides = (
            Side(old, called.old, {}, self._join_parameters(old, "old"), _old_places(old, new), ()),
            Side(new, called.new, {}, self._join_parameters(new, "new"), {name: name for name in _places(new)}, ()),
        )
        self._old = _Version(sides[0], "old", self._pairs, new)
        self._new = _Version(sides[1], "new", {now: was for was, now in self._pairs.items()}, old)
        self._facts: dict[str, FactType] = {}
        self._placing: set[Pair[str | None]] = set()
        self._unlike: dict[Pair[str], None] = {}

    def joint(self) -> Joint:
        """The two versions in one vocabulary."""
        for version in (self._old, self._new):
            for name in version.route.facts:
                if name not in version.names:
                    self._place(self._names(version, name))
        for old, new in self._pairs.items():
            self._agree(Pair(old, new))
        old_side, new_side = self._old.side(), self._new.side()
        return Joint(
            old=old_side,
            new=new_side,
            everyone=self._grids(dict.fromkeys((*old_side.admits, *new_side.admits))),
            anyone=self._grids(one for one in old_side.admits if one in new_side.admits),
            pairs=frozen(self._pairs),
            unlike=tuple(self._unlike),
        )

    def _grids(self, admits: Iterable[Condition]) -> GridCache:
        rules = tuple(Impossible(Not(one), _NO_REASON) for one in admits)
        return GridCache(Vocabulary(frozen(self._facts), frozen(self._parameters), rules))

    def _join_parameters(self, route: Route, label: str) -> Mapping[str, str]:
        """The joint name of each parameter of a version: its own name if both versions give it the same values."""
        names: dict[str, str] = {}
        for name, parameter in route.parameters.items():
            values = [_values(one.parameters[name]) for one in self._routes if name in one.parameters]
            names[name] = name if len(values) == 2 and values[0] == values[1] else f"{name}@{label}"
            self._parameters[names[name]] = replace(parameter, name=names[name])
        return frozen(names)

    def _names(self, version: _Version, name: str) -> Pair[str | None]:
        other = version.counterparts.get(name)
        return Pair(name, other) if version is self._old else Pair(other, name)

    def _place(self, names: Pair[str | None]) -> None:
        """Place a fact after those it follows from, once for both versions if possible."""
        known = [(version, name) for version, name in zip((self._old, self._new), names, strict=True) if name]
        self._placing.add(names)
        for version, name in known:
            self._place_sources(version, name)
        self._placing.discard(names)
        placed = [version.names.get(name) for version, name in known]
        if len(known) == 2 and placed == [None, None]:
            self._place_together(Pair(*(version.route.facts[name] for version, name in known)))
        for version, name in known:
            self._place_apart(version, name)

    def _place_sources(self, version: _Version, name: str) -> None:
        for source in version.route.vocabulary.directly_from(name):
            names = self._names(version, source)
            if source in version.names:
                continue
            if names in self._placing:
                # The versions derive two facts from each other, in opposite directions: they do not share this one.
                self._place_sources(version, source)
                self._place_apart(version, source)
            else:
                self._place(names)

    def _place_together(self, facts: Pair[FactType]) -> None:
        """Make one fact of a fact of each version, unless the two have too little in common."""
        if (facts.old.derivation is None) != (facts.new.derivation is None):
            return
        joint = self._told(facts) if facts.new.derivation is None else self._derived(facts)
        if joint is not None:
            self._facts[joint.name] = joint

    def _told(self, facts: Pair[FactType]) -> FactType | None:
        joint = merged(facts.old, facts.new)
        if joint is None or not _alike(facts, joint):
            self._unlike[Pair(facts.old.name, facts.new.name)] = None
        if joint is None:
            return None
        for version, fact in zip((self._old, self._new), facts, strict=True):
            version.names[fact.name] = joint.name
            if joint.kind != "yes_no" and fact.kind == "yes_no":
                version.as_words.add(fact.name)
            version.admits.append(accepted(fact, joint))
            if fact.past and not joint.past:
                version.admits.append(self._has_passed(joint))
        return joint

    def _derived(self, facts: Pair[FactType]) -> FactType | None:
        derivation = self._new.derivation(facts.new)
        if self._old.derivation(facts.old) != derivation:
            return None
        joint = replace(facts.new, derivation=derivation)
        if (facts.old.minimum, facts.old.maximum) != (joint.minimum, joint.maximum):
            joint = replace(joint, minimum=None, maximum=None)
        for version, fact in zip((self._old, self._new), facts, strict=True):
            version.names[fact.name] = joint.name
            version.admits.append(bounds(fact, joint))
        return joint

    def _place_apart(self, version: _Version, name: str) -> None:
        """Place a fact that has no place yet, for this version alone."""
        if name in version.names:
            return
        fact = version.route.facts[name]
        joint = replace(fact, name=version.own(name), derivation=version.derivation(fact))
        if isinstance(fact.derivation, Elapsed) or version.follows_in_the_other(fact):
            # The limits of one version must not limit the dates that the other accepts, or the facts from which the
            # other derives this number.
            joint = replace(joint, minimum=None, maximum=None)
            version.admits.append(bounds(fact, joint))
        version.names[name] = joint.name
        self._facts[joint.name] = joint

    def _has_passed(self, joint: FactType) -> Condition:
        """The condition that a date is not in the future."""
        name = f"{joint.name}{UNTIL}"
        self._facts[name] = FactType(name, "number", joint.title, derivation=Elapsed(joint.name, "days", "until"))
        return FactTest(name, "at_most", (0,))

    def _agree(self, names: Pair[str]) -> None:
        """Require that the two are the same, if one version is given a fact that follows in the other."""
        old, new = self._facts[self._old.names[names.old]], self._facts[self._new.names[names.new]]
        if old.name == new.name or (old.derivation is None) == (new.derivation is None):
            return
        told, follows, deriving = (old, new, self._new) if old.derivation is None else (new, old, self._old)
        same = agreement(told, follows, limits_of(self._routes, names))
        if same is None:
            self._unlike[names] = None
        else:
            deriving.admits.append(same)


def limits_of(routes: Pair[Route], names: Pair[str]) -> Iterator[Value]:
    """Every value that two versions compare a fact with; for a number or date one more, so that there are two sides."""
    kind = routes.old.facts[names.old].kind
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


def _places(route: Route) -> tuple[str, ...]:
    return (*route.steps, *route.ends)


def _old_places(old: Route, new: Route) -> Mapping[str, str]:
    """The joint name of each step and end of the old version: its new name, or else a free one."""
    kept, taken = places_of(old, new), set(_places(new))
    return frozen({name: kept.get(name, f"{name}@old" if name in taken else name) for name in _places(old)})


def _values(parameter: Parameter) -> tuple[object, ...]:
    return tuple((dated.start, dated.value) for dated in parameter.values)


def _alike(facts: Pair[FactType], joint: FactType) -> bool:
    """Whether each value that both versions accept means the same in both."""
    old, new = facts
    spelled_alike = joint.kind != "text" or old.kind == new.kind
    return spelled_alike and (old.decimals, old.unit) == (new.decimals, new.unit)


def _in_small_units(moved: tuple[Unit, int]) -> tuple[Unit, int]:
    """The same move in months or days."""
    unit, amount = moved
    return {"years": ("months", 12 * amount), "weeks": ("days", 7 * amount)}.get(unit, moved)  # type: ignore[return-value]
