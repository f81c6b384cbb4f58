"""A decision in words: why, on which facts, what fell away, and what to ask next."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from routekaart.deciding.grounds import Ground, Several
from routekaart.deciding.outcome_words import outcome_text
from routekaart.deciding.reasons import Reason
from routekaart.foundation.language import Language, enumerate_words, say
from routekaart.model.condition import ALWAYS, Value
from routekaart.model.facts import FactType
from routekaart.model.parameters import Parameter
from routekaart.model.situation import Situation
from routekaart.model.step import End, Reading, Step, Transition
from routekaart.model.wording import Wording

_OPEN = "\0"
"""Stands on both sides of the name of a fact; no text of a route can have it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The parts of a route that a decision names."""

    route_id: str
    route_version: str
    steps: Mapping[str, Step]
    ends: Mapping[str, End]
    readings: Mapping[str, Reading]
    facts: Mapping[str, FactType]
    parameters: Mapping[str, Parameter]

    def named(self, target: str) -> str:
        """A step or end with its title: "P12 (Jonger dan 18 en kwalificatieplichtig)"."""
        place = self.steps.get(target) or self.ends.get(target)
        return f"{target} ({place.title})" if place else target


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything an explanation is made of; `template` writes it.

    Attributes:
        grounds: what a reason rests on.
        what_is: the value of a fact, or what it can be.
        dated: whether there is a reference date; without one a limit is named rather than given.
    """

    around: Surroundings
    step: Step
    known: Situation
    outcome: str
    target: str | None
    possible: Sequence[str]
    missing: Sequence[str]
    reasons: Sequence[Reason]
    grounds: Callable[[Reason], tuple[Ground, ...]]
    what_is: Callable[[str], Value | Several]
    transition: Transition | None
    dated: bool

    def template(self, lang: Language) -> "Template":
        """The whole explanation, as lines of text in which values of this student are left open.

        Raises:
            ValueError: `lang` is not "nl" or "en".
        """
        writer = _Writer(self, lang)
        pieces = "\n".join(writer.lines()).split(_OPEN)
        return Template(tuple(pieces[::2]), tuple(pieces[1::2]), writer.wording)


@dataclass(frozen=True, slots=True)
class Template:
    """An explanation for every student whose facts lie in the same cells.

    Attributes:
        texts: what stands before, between and after the values.
        names: the facts whose values stand between them.
    """

    texts: tuple[str, ...] = field(repr=False)
    names: tuple[str, ...]
    wording: Wording

    @property
    def fits_others(self) -> bool:
        """Whether it is the same for others: how a text is written can matter to the words around it."""
        return all(self.wording.facts[name].kind != "text" for name in self.names)

    def filled(self, what_is: Callable[[str], Value | Several]) -> str:
        """The explanation for one student.

        Args:
            what_is: the value of a fact, or what it can be.
        """
        written = [self.texts[0]]
        for name, text in zip(self.names, self.texts[1:], strict=True):
            written += (said(self.wording, name, what_is(name)), text)
        return "".join(written)


def said(wording: Wording, name: str, what_is: Value | Several) -> str:
    """What is known of a fact: "leeftijd is 17 jaar", "leeftijd is 16 of 17 jaar"."""
    if isinstance(what_is, Several):
        return wording.several(name, what_is.low, what_is.high, what_is.one_of)
    return wording.value(name, what_is)


class _Writer:
    def __init__(self, explained: Explanation, lang: Language) -> None:
        self._explained = explained
        self._around = explained.around
        self._known = explained.known
        self._lang = lang
        limits = explained.known.parameters if explained.dated else None
        self.wording = Wording(explained.around.facts, explained.around.parameters, lang, limits)

    def lines(self) -> Iterator[str]:
        explained = self._explained
        yield self._headline()
        taken = [reason for reason in explained.reasons if reason.status in ("taken", "holds")]
        others = [reason for reason in explained.reasons if reason.status not in ("taken", "holds")]
        for reason in taken:
            yield from self._why(reason)
        yield from self._rests_on(explained.transition)
        if others:
            yield (
                say(self._lang, "Andere overgangen:", "Other transitions:")
                if taken
                else say(self._lang, "Overgangen:", "Transitions:")
            )
        for reason in others:
            yield from self._other(reason)
        if explained.outcome in ("next", "end", "stay") and self._something_is_open():
            yield say(
                self._lang,
                "Wat nog onbekend is, verandert de uitkomst niet.",
                "What is still unknown does not change the outcome.",
            )
        if explained.missing:
            yield say(self._lang, "Vraag eerst:", "Ask first:")
            for number, name in enumerate(explained.missing, start=1):
                yield f"  {number}. {self.wording.question(name)} [{name}]"

    def _headline(self) -> str:
        explained = self._explained
        here = self._around.named(explained.step.id)
        there = self._around.named(explained.target) if explained.target else ""
        options = map(self._around.named, explained.possible)
        text = outcome_text(explained.outcome, "sentence", step=here, target=there, possible=options)
        return text.in_language(self._lang)

    def _something_is_open(self) -> bool:
        return any(reason.evidence.truth is None for reason in self._explained.reasons)

    def _why(self, reason: Reason) -> Iterator[str]:
        several = len(self._explained.possible) > 1
        to = say(self._lang, " naar ", " to ") + reason.transition.to if several else ""
        if reason.transition.when == ALWAYS:
            yield say(
                self._lang, f"Waarom{to}: dit is altijd de volgende stap.", f"Why{to}: this is always the next step."
            )
            return
        condition = self.wording.condition(reason.transition.when)
        if reason.truth is None:
            condition += say(self._lang, " (nog niet zeker)", " (not certain yet)")
        yield say(self._lang, f"Waarom{to}: ", f"Why{to}: ") + condition + "."
        found = self._explained.grounds(reason)
        says_the_same = len(found) == 1 and said(self.wording, found[0].fact, found[0].what_is) == condition
        phrases = self._follows_from(found[0]) if says_the_same else [self._ground(ground) for ground in found]
        yield from (f"  - {phrase}" for phrase in phrases)

    def _other(self, reason: Reason) -> Iterator[str]:
        condition = self.wording.condition(reason.transition.when)
        place = f"  {reason.transition.to}: "
        if reason.status == "outranked":
            earlier = say(self._lang, "een eerdere overgang gaat voor", "an earlier transition comes first")
            yield f"{place}{earlier} ({condition})."
        elif reason.status == "open":
            yield f"{place}{say(self._lang, 'nog onbekend', 'not known yet')} ({condition})."
        else:
            because = "; ".join(self._ground(ground) for ground in self._explained.grounds(reason))
            seen = f": {because}" if because else ""
            needed = say(self._lang, "nodig: ", "needed: ") + condition
            yield f"{place}{say(self._lang, 'geldt niet', 'does not hold')}{seen} ({needed})."

    def _ground(self, ground: Ground) -> str:
        phrase = self._value(ground.fact)
        if not ground.follows_from:
            return phrase
        sources = enumerate_words(self._follows_from(ground), say(self._lang, "en", "and"))
        return phrase + say(self._lang, ", want ", ", because ") + sources

    def _follows_from(self, ground: Ground) -> list[str]:
        return [self._value(name) for name in ground.follows_from]

    def _value(self, name: str) -> str:
        """A fact and its value; left open when it can have another value in the same cell."""
        if self._around.facts[name].kind in ("yes_no", "choice"):
            return said(self.wording, name, self._explained.what_is(name))
        return f"{_OPEN}{name}{_OPEN}"

    def _rests_on(self, transition: Transition | None) -> Iterator[str]:
        if transition is None:
            return
        if transition.source:
            yield say(self._lang, "Bron: ", "Source: ") + transition.source + "."
        for name in transition.readings:
            reading = self._around.readings[name]
            chosen = reading.chosen.rstrip(".")
            yield say(self._lang, "Lezing ", "Reading ") + (
                f"{name}: {reading.problem} {say(self._lang, 'Gekozen: ', 'Chosen: ')}{chosen}."
            )
