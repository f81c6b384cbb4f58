"""A decision in words: why, on which facts, what fell away, and what to ask next."""

from collections.abc import Iterator
from datetime import date

from routekaart.deciding.contested import contested_lines
from routekaart.deciding.decided_student import DecidedStudent
from routekaart.deciding.fact_question import asked_in_words
from routekaart.deciding.grounds import Ground, Several
from routekaart.deciding.outcome_words import outcome_text
from routekaart.deciding.reasons import Reason
from routekaart.deciding.template import Template, open_value, said
from routekaart.foundation.language import Language, enumerate_words, say
from routekaart.model.condition import ALWAYS, Value
from routekaart.model.step import Transition
from routekaart.model.wording import Wording


def explain(student: DecidedStudent, lang: Language) -> str:
    """Why a student goes where she goes, and the readings that this hangs on."""
    return "\n".join([why(student, lang), *contested_lines(student.contested, lang)])


def why(student: DecidedStudent, lang: Language) -> str:
    """Why a student goes where she goes. The template is kept with the verdict when it serves others too."""
    templates = student.verdict.templates
    template = templates.get(lang)
    if template is None:
        writer = _Writer(student, lang)
        template = Template.of("\n".join(writer.lines()), writer.wording)
        if template.fits_others:
            templates[lang] = template
    return template.filled(lambda name: _value(student, name))


def _value(student: DecidedStudent, name: str) -> Value | Several:
    if isinstance(student.given, dict):
        given = student.given.get(name)
        if type(given) is int or type(given) is date:
            # Read as it is: no need to read everything that was given.
            return given
    return student.students.of(name)


class _Writer:
    """Writes the explanation of a decision in one language, with the values of the student left open."""

    def __init__(self, student: DecidedStudent, lang: Language) -> None:
        self._student, self._verdict, self._lang = student, student.verdict, lang
        self._around = self._verdict.around
        # Without a reference date a limit is named rather than given.
        limits = student.known.parameters if self._verdict.on is not None else None
        self.wording = Wording(self._around.facts, self._around.parameters, lang, limits)

    def lines(self) -> Iterator[str]:
        verdict = self._verdict
        yield self._headline()
        taken = [reason for reason in self._student.reasons if reason.status in ("taken", "holds")]
        others = [reason for reason in self._student.reasons if reason.status not in ("taken", "holds")]
        for reason in taken:
            yield from self._why(reason)
        yield from self._rests_on(verdict.transition)
        if others:
            words = ("Andere overgangen:", "Other transitions:") if taken else ("Overgangen:", "Transitions:")
            yield say(self._lang, *words)
        for reason in others:
            yield from self._other(reason)
        is_open = any(reason.evidence.truth is None for reason in self._student.reasons)
        if is_open and verdict.outcome in ("next", "end", "stay"):
            yield say(
                self._lang,
                "Wat nog onbekend is, verandert de uitkomst niet.",
                "What is still unknown does not change the outcome.",
            )
        if verdict.missing:
            yield say(self._lang, "Vraag eerst:", "Ask first:")
            for number, name in enumerate(verdict.missing, start=1):
                yield f"  {number}. {asked_in_words(self._around, name, self._lang)}"

    def _headline(self) -> str:
        verdict = self._verdict
        here = self._around.named(verdict.step.id)
        there = self._around.named(verdict.target) if verdict.target else ""
        options = map(self._around.named, verdict.possible)
        text = outcome_text(verdict.outcome, "sentence", step=here, target=there, possible=options)
        return text.in_language(self._lang)

    def _why(self, reason: Reason) -> Iterator[str]:
        several = len(self._verdict.possible) > 1
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
        found = self._student.grounds(reason)
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
            because = "; ".join(self._ground(ground) for ground in self._student.grounds(reason))
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
            return said(self.wording, name, self._student.students.of(name))
        return open_value(name)

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
                + (say(self._lang, " Nog te bevestigen.", " Still to be confirmed.") if reading.to_confirm else "")
            )
