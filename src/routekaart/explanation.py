"""A decision in words: why, on which facts, what fell away, and what to ask next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from routekaart.condition import ALWAYS
from routekaart.language import Language, enumerate_words
from routekaart.reasons import Ground, Reason, grounds
from routekaart.situation import Situation
from routekaart.step import End, Reading, Step, Transition
from routekaart.wording import Wording


@dataclass(frozen=True, slots=True)
class Explained:
    """The parts of the route that an explanation names."""

    step: Step
    steps: Mapping[str, Step]
    ends: Mapping[str, End]
    readings: Mapping[str, Reading]

    def named(self, target: str) -> str:
        """A step or end with its title: "P12 (Jonger dan 18 en kwalificatieplichtig)"."""
        place = self.steps.get(target) or self.ends.get(target)
        return f"{target} ({place.title})" if place else target


def explain_decision(
    route: Explained,
    known: Situation,
    outcome: str,
    target: str | None,
    possible: Sequence[str],
    missing: Sequence[str],
    reasons: Sequence[Reason],
    transition: Transition | None,
    lang: Language,
) -> str:
    """The whole explanation, as lines of text.

    Raises:
        ValueError: `lang` is not "nl" or "en".
    """
    if lang not in ("nl", "en"):
        raise ValueError(f"lang must be nl or en, not {lang!r}")
    writer = _Writer(route, known, lang)
    lines = [writer.headline(outcome, target, possible)]
    lines += writer.why(outcome, reasons)
    if missing:
        lines += writer.questions(missing)
    lines += writer.rests_on(transition)
    return "\n".join(lines)


class _Writer:
    def __init__(self, route: Explained, known: Situation, lang: Language) -> None:
        self._route = route
        self._known = known
        self._lang = lang
        vocabulary = known.vocabulary
        self._wording = Wording(vocabulary.facts, vocabulary.parameters, lang, known.parameters)

    def say(self, nl: str, en: str) -> str:
        return nl if self._lang == "nl" else en

    def headline(self, outcome: str, target: str | None, possible: Sequence[str]) -> str:
        here = self._route.named(self._route.step.id)
        there = self._route.named(target) if target else ""
        options = enumerate_words([self._route.named(one) for one in possible], self.say("of", "or"))
        match outcome:
            case "next":
                return self.say(f"Van {here} naar {there}.", f"From {here} to {there}.")
            case "stay":
                return self.say(f"Blijft in {here}.", f"Stays in {here}.")
            case "end":
                return self.say(f"Van {here} naar het einde {there}.", f"From {here} to the end {there}.")
            case "needs_facts":
                still = self.say(f" Nog mogelijk: {options}.", f" Still possible: {options}.") if possible else ""
                return self.say(
                    f"Nog niet te bepalen vanuit {here}: er zijn gegevens nodig.",
                    f"Not yet decided from {here}: more facts are needed.",
                ) + still
            case "ambiguous":
                return self.say(
                    f"Vanuit {here} gelden meer overgangen tegelijk: {options}. De route spreekt zichzelf tegen.",
                    f"From {here} more than one transition holds: {options}. The route contradicts itself.",
                )
            case _:
                return self.say(
                    f"Vanuit {here} geldt geen enkele overgang. De route heeft hier een gat.",
                    f"From {here} no transition holds. The route has a gap here.",
                )

    def why(self, outcome: str, reasons: Sequence[Reason]) -> list[str]:
        lines = []
        taken = [reason for reason in reasons if reason.status in ("taken", "holds")]
        if outcome == "stay" and reasons:
            lines.append(self.say("Geen van de overgangen geldt:", "None of the transitions holds:"))
        for reason in taken:
            lines.append(self._taken(reason))
        if outcome != "needs_facts" and any(reason.status == "open" for reason in reasons):
            lines.append(
                self.say(
                    "Wat nog onbekend is, verandert de uitkomst niet.", "What is still unknown does not change the outcome."
                )
            )
        others = [reason for reason in reasons if reason not in taken]
        lines += [self._other(reason) for reason in others]
        return lines

    def _taken(self, reason: Reason) -> str:
        to = self._route.named(reason.transition.to)
        if reason.transition.when == ALWAYS:
            return self.say(f"Want: naar {to} gaat het altijd.", f"Because: it always goes to {to}.")
        condition = self._wording.condition(reason.transition.when)
        if reason.evidence.truth is None:
            open_ = self.say("nog onbekend, of dit geldt", "not known yet whether this holds")
            return f"- {to}: {condition} ({open_})"
        because = self._because(reason)
        return self.say(f"Want: {condition}", f"Because: {condition}") + f" ({because})."

    def _other(self, reason: Reason) -> str:
        to = self._route.named(reason.transition.to)
        condition = self._wording.condition(reason.transition.when)
        match reason.status:
            case "outranked":
                status = self.say("niet meer van belang, een eerdere overgang geldt", "does not matter, an earlier one holds")
            case "open":
                status = self.say("nog onbekend", "not known yet")
            case _:
                status = self.say("geldt niet", "does not hold")
        because = self._because(reason) if reason.status == "fell_away" else ""
        return f"- {to}: {condition} ({status}{': ' + because if because else ''})"

    def _because(self, reason: Reason) -> str:
        return "; ".join(self._ground(ground) for ground in grounds(reason.evidence, self._known))

    def _ground(self, ground: Ground) -> str:
        value = self._known.value(ground.fact)
        assert value is not None
        phrase = self._wording.value(ground.fact, value)
        if not ground.follows_from:
            return phrase
        sources = [
            self._wording.value(name, known) for name in ground.follows_from if (known := self._known.value(name)) is not None
        ]
        follows = enumerate_words(sources, self.say("en", "and"))
        return phrase + self.say(f", want {follows}", f", because {follows}")

    def questions(self, missing: Sequence[str]) -> list[str]:
        lines = [self.say("Vraag eerst:", "Ask first:")]
        return lines + [f"{number}. {self._wording.question(name)} [{name}]" for number, name in enumerate(missing, 1)]

    def rests_on(self, transition: Transition | None) -> list[str]:
        if transition is None:
            return []
        lines = []
        if transition.source:
            lines.append(self.say("Bron: ", "Source: ") + transition.source + ".")
        for name in transition.readings:
            reading = self._route.readings[name]
            lines.append(
                self.say("Lezing ", "Reading ") + f"{name}: {reading.problem} "
                + self.say("Gekozen: ", "Chosen: ") + reading.chosen.rstrip(".") + "."
            )  # fmt: skip
        return lines
