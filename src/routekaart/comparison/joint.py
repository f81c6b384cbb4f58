"""Two versions of a route in one vocabulary, so that one student can be looked at in both.

What both versions say alike has one name; what they say otherwise has a name for each version. So a fact that follows
otherwise in the new version is two facts that follow from the same told facts, and what hangs together stays together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from routekaart.comparison.merging import as_word, options_of
from routekaart.foundation.language import Text
from routekaart.logic.grids import Grids
from routekaart.model.condition import All, AnyOf, Condition, Not, Operand, ParameterRef, Test, Value
from routekaart.model.facts import same_text
from routekaart.model.step import HandOver
from routekaart.route import Route

UNTIL = "@until"
"""Ends the name of how many days a date still has to come, where only one version requires that it has come."""

_OF_OLD, _OF_NEW = Text("in de oude versie", "in the old version"), Text("in de nieuwe versie", "in the new version")
_AS_TOLD, _AS_IT_FOLLOWS = Text("zoals verteld", "as told"), Text("zoals het volgt", "as it follows")


@dataclass(frozen=True, slots=True)
class Side:
    """One version as it stands in the joint vocabulary.

    Attributes:
        facts, parameters, places: what each is called in the joint vocabulary.
        as_words: its yes_no facts that are a choice or text there.
        admits: what it requires of every student.
    """

    route: Route
    facts: Mapping[str, str]
    parameters: Mapping[str, str]
    places: Mapping[str, str]
    as_words: frozenset[str]
    admits: tuple[Condition, ...] = ()

    def condition(self, condition: Condition) -> Condition:
        """A condition of this version in the joint vocabulary."""
        match condition:
            case Test():
                words = condition.fact in self.as_words
                operands = tuple(self._operand(operand, words=words) for operand in condition.operands)
                return Test(self.facts[condition.fact], condition.operator, operands)
            case Not(part):
                return Not(self.condition(part))
            case All(parts) | AnyOf(parts):
                return type(condition)(tuple(self.condition(part) for part in parts))

    def hand_over(self, hand_over: HandOver | None) -> HandOver | None:
        """A hand-over of this version, to the step as the joint vocabulary calls it when it stays within the route."""
        if hand_over is None or hand_over.route != self.route.id or hand_over.step is None:
            return hand_over
        return replace(hand_over, step=self.places.get(hand_over.step, hand_over.step))

    def own_name(self, joint: str) -> str | None:
        """What this version calls a fact of the joint vocabulary; None when it does not know it."""
        return next((own for own, name in self.facts.items() if name == joint), None)

    def own_value(self, own: str, value: Value) -> Value:
        """A value of the joint vocabulary as this version has it."""
        words: Mapping[object, Value] = {"ja": True, "nee": False} if own in self.as_words else {}
        return words.get(value, value)

    def _operand(self, operand: Operand, *, words: bool) -> Operand:
        if isinstance(operand, ParameterRef):
            return ParameterRef(self.parameters[operand.name])
        return as_word(operand) if words else operand


@dataclass(frozen=True)
class Joint:
    """Two versions in one vocabulary.

    Attributes:
        everyone: every student whom both versions admit.
        anyone: every student whom one of the versions may refuse.
        pairs: what each old fact is called in the new version.
        unlike: the facts (as old and new version call them) of which some values cannot be compared.
    """

    old: Side
    new: Side
    everyone: Grids
    anyone: Grids
    pairs: Mapping[str, str]
    unlike: tuple[tuple[str, str], ...]

    def counterpart(self, side: Side, told: str) -> str | None:
        """What a version calls a fact of the other version; None when it does not have it."""
        if side is self.new:
            return self.pairs.get(told)
        return next((old for old, new in self.pairs.items() if new == told), None)

    def own_label(self, name: str) -> Text | None:
        """Which of two facts is meant, of one fact that is not the same in both versions; None for all others."""
        old, new = self.old.own_name(name), self.new.own_name(name)
        if old is None and new is not None:
            old = self.counterpart(self.old, new)
        elif new is None and old is not None:
            new = self.counterpart(self.new, old)
        if old is None or new is None or self.old.facts[old] == self.new.facts[new]:
            return None
        derived = self.old.route.facts[old].derivation, self.new.route.facts[new].derivation
        is_new = self.new.facts[new] == name
        if (derived[0] is None) != (derived[1] is None):
            return _AS_TOLD if derived[is_new] is None else _AS_IT_FOLLOWS
        return _OF_NEW if is_new else _OF_OLD

    @property
    def derived_otherwise(self) -> tuple[tuple[str, str], ...]:
        """The facts that both versions derive, in another way; as the old and the new version call them."""
        return tuple(
            (old, new)
            for old, new in self.pairs.items()
            if self.old.facts[old] != self.new.facts[new]
            and self.old.route.facts[old].derivation is not None
            and self.new.route.facts[new].derivation is not None
        )

    @property
    def incomparable(self) -> tuple[tuple[str, str], ...]:
        """The facts that are told to both versions and have no value in common, as the joint vocabulary calls them."""
        return tuple(
            (self.old.facts[old], self.new.facts[new])
            for old, new in self.unlike
            if self.old.facts[old] != self.new.facts[new]
            and self.old.route.facts[old].derivation is self.new.route.facts[new].derivation is None
        )

    def spelled(self, name: str, value: Value) -> Value:
        """A text as the version spells it that knows it as an option."""
        if self.everyone.vocabulary.facts[name].kind != "text" or not isinstance(value, str):
            return value
        own = ((side, side.own_name(name)) for side in (self.old, self.new))
        options = [option for side, one in own if one for option in options_of(side.route.facts[one])]
        return next((option for option in options if same_text(option, value)), value)

    def required_only_by(self, side: Side) -> tuple[Condition, ...]:
        """What one version requires of every student and the other does not say."""
        other = self.old if side is self.new else self.new
        return tuple(one for one in side.admits if one not in other.admits)
