"""A decision in words: why, on which facts, what fell away, and what to ask next."""

from collections.abc import Iterator
from datetime import date

from routekaart.deciding.contested import contested_lines
from routekaart.deciding.decided_student import DecidedStudent
from routekaart.deciding.explaining_words import explained
from routekaart.deciding.fact_question import asked_in_words
from routekaart.deciding.grounds import Ground, Several
from routekaart.deciding.outcome_words import outcome_text
from routekaart.deciding.reasons import Reason
from routekaart.deciding.template import Template, open_value, said
from routekaart.foundation.language import Language, enumerate_words
from routekaart.model.condition import ALWAYS, Value
from routekaart.model.step import Transition
from routekaart.model.wording import PHRASES, Wording


def explain(student: DecidedStudent, lang: Language) -> str:
    """Why a student goes where they go, and the readings that this depends on."""
    return "\n".join([why(student, lang), *contested_lines(student.contested, lang)])


def why(student: DecidedStudent, lang: Language) -> str:
    """Why a student goes where they go. The template is kept with the verdict if it fits other students too."""
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
            # This value is used as it is: there is no need to read everything that was given.
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
            yield self._say("other_transitions" if taken else "transitions")
        for reason in others:
            yield self._other(reason)
        is_open = any(reason.evidence.truth is None for reason in self._student.reasons)
        if is_open and verdict.outcome in ("next", "end", "stay"):
            yield self._say("changes_nothing")
        if verdict.missing:
            yield self._say("ask_first")
            for number, name in enumerate(verdict.missing, start=1):
                yield asked_in_words(self._around, name, number, self._lang)

    def _headline(self) -> str:
        verdict = self._verdict
        here = self._around.named(verdict.step.id)
        there = self._around.named(verdict.target) if verdict.target else ""
        options = map(self._around.named, verdict.possible)
        text = outcome_text(verdict.outcome, "sentence", step=here, target=there, possible=options)
        return text.in_language(self._lang)

    def _why(self, reason: Reason) -> Iterator[str]:
        to, target = "_to" if len(self._verdict.possible) > 1 else "", self._around.named(reason.transition.to)
        if reason.transition.when == ALWAYS:
            yield self._say(f"why_always{to}", target=target)
            return
        condition = self.wording.condition(reason.transition.when)
        if reason.truth is None:
            condition = self._say("not_certain", condition=condition)
        yield self._say(f"why{to}", target=target, condition=condition)
        found = self._student.grounds(reason)
        says_the_same = len(found) == 1 and said(self.wording, found[0].fact, found[0].what_is) == condition
        phrases = self._follows_from(found[0]) if says_the_same else [self._ground(ground) for ground in found]
        yield from (self._say("ground", ground=phrase) for phrase in phrases)

    def _other(self, reason: Reason) -> str:
        because = ""
        if reason.status == "fell_away":
            because = "; ".join(self._ground(ground) for ground in self._student.grounds(reason))
        condition = self.wording.condition(reason.transition.when)
        status = "fell_away_because" if because else reason.status
        return self._say(status, target=reason.transition.to, condition=condition, because=because)

    def _ground(self, ground: Ground) -> str:
        phrase = self._value(ground.fact)
        if not ground.follows_from:
            return phrase
        facts = enumerate_words(self._follows_from(ground), PHRASES["and"].in_language(self._lang))
        return self._say("follows", ground=phrase, facts=facts)

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
            yield self._say("source", source=transition.source)
        for name in transition.readings:
            reading = self._around.readings[name]
            what = "reading_to_confirm" if reading.to_confirm else "reading"
            yield self._say(what, reading=name, problem=reading.problem, chosen=reading.chosen.rstrip("."))

    def _say(self, what: str, **filled_in: object) -> str:
        return explained(what, self._lang, **filled_in)
