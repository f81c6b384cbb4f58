"""The history of a journey: what happened, dated and in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from routekaart.deciding.decision import Decision
from routekaart.deciding.grounds import Several, read_several
from routekaart.deciding.outcome_words import outcome_text
from routekaart.deciding.template import said
from routekaart.foundation.language import LANGUAGES, Language, Text, say
from routekaart.journeys.log import (
    Advanced,
    Corrected,
    Entry,
    HandedOver,
    Learned,
    Migrated,
    Move,
    Placed,
    PlainFacts,
    PlainValue,
    RouteVersion,
    Started,
    first_of_this_version,
)
from routekaart.journeys.replay import replayed
from routekaart.journeys.walking import walk
from routekaart.model.applied_readings import readings_text
from routekaart.model.fact_values import ValueRefused, read_partly_known, read_value
from routekaart.model.wording import Wording
from routekaart.route import Route


@dataclass(frozen=True)
class Happening:
    """One thing that happened. Its text has facts of the student; `repr` does not, and shows no day.

    Attributes:
        on, by: when, and who recorded it.
        route: the version of the route that decided then.
        step: where the student was: the id of a step or an end, by its name at the time.
        text: what happened, in both languages.
        decision: the decision, for a step that the present version of the route decided.
        entry: the entry of the log that records it.
    """

    on: date = field(repr=False)
    by: str | None = field(repr=False)
    route: RouteVersion
    step: str
    text: Text = field(repr=False)
    decision: Decision | None = field(repr=False)
    entry: Entry = field(repr=False)


def happenings(route: Route, log: Sequence[Entry]) -> Iterator[Happening]:
    """Everything that happened, in order; each step that was taken is a happening of its own."""
    here = ""
    ours = first_of_this_version(log)
    for number, (entry, before, _) in enumerate(replayed(route, log)):
        if isinstance(entry, Started | Migrated):
            version = entry.route
        if isinstance(entry, Advanced):
            decisions = walk(before, entry.on, far=entry.steps == "all").decisions if before and number >= ours else ()
            for place, move in enumerate(entry.moves):
                decision = decisions[place] if place < len(decisions) else None
                yield Happening(
                    entry.on, entry.by, version, move.step, _both(route, partial(_moved, move)), decision, entry
                )
                here = move.to
            if entry.stopped not in ("one_step", "end"):
                yield Happening(entry.on, entry.by, version, here, _stopped(route, entry, here), None, entry)
        else:
            here = entry.step if isinstance(entry, Started | Placed | Migrated) else here
            yield Happening(entry.on, entry.by, version, here, _both(route, partial(_said, entry)), None, entry)


class _Writer:
    """Writes what happened in one language, with the names of a route."""

    def __init__(self, route: Route, lang: Language) -> None:
        self.route = route
        self.lang = lang
        self.wording = Wording(route.facts, route.parameters, lang)

    def named(self, place: str) -> str:
        return self.route.surroundings.named(place)

    def facts(self, facts: PlainFacts) -> str:
        return "; ".join(self._fact(name, value) for name, value in facts.items())

    def grounds(self, facts: PlainFacts) -> str:
        """The facts that settled a move, with the possible values of those that were not known exactly."""
        return "; ".join(self._ground(name, value) for name, value in facts.items())

    def _ground(self, name: str, value: PlainValue) -> str:
        fact = self.route.facts.get(name)
        if fact is None or not isinstance(value, str | None):
            return self._fact(name, value)
        several = Several() if value is None else read_several(fact, value)
        return self._fact(name, value) if several is None else said(self.wording, name, several)

    def _fact(self, name: str, value: PlainValue) -> str:
        fact = self.route.facts.get(name)
        if value is None:
            called = fact.title if fact else name
            return say(self.lang, f"{called} is niet meer bekend", f"{called} is not known any more")
        if fact is None or read_partly_known(fact, value) is not None:
            return f"{fact.title if fact else name}: {value}"
        try:
            return self.wording.value(name, read_value(fact, value))
        except ValueRefused:
            # An earlier version of the route knew other values.
            return f"{fact.title}: {value}"


def _both(route: Route, tell: partial[str]) -> Text:
    return Text(*(tell(_Writer(route, lang)) for lang in LANGUAGES))


def _moved(move: Move, writer: _Writer) -> str:
    why = writer.grounds(move.because)
    because = f": {why}" if why else ""
    return (
        say(writer.lang, "van ", "from ")
        + f"{writer.named(move.step)} "
        + say(writer.lang, "naar ", "to ")
        + (f"{writer.named(move.to)}{because}")
    )


def _stopped(route: Route, entry: Advanced, here: str) -> Text:
    text = outcome_text(entry.stopped, "with_step", step=route.surroundings.named(here), circle=entry.circle)
    if not entry.missing:
        return text
    asked = ", ".join(route.facts[name].title if name in route.facts else name for name in entry.missing)
    return Text(f"{text.nl}; vraag: {asked}", f"{text.en}; ask: {asked}")


def _readings(entry: Started | Migrated, writer: _Writer) -> str:
    """The readings under which the route decides from here on, as a sentence; empty for a route as it is written."""
    return f". {readings_text(entry.route.chosen).in_language(writer.lang)}" if entry.route.chosen else ""


def _said(entry: Entry, writer: _Writer) -> str:
    match entry:
        case Started(origin=None):
            return say(writer.lang, "begonnen in ", "started in ") + writer.named(entry.step) + _readings(entry, writer)
        case Started(origin=origin):
            assert origin is not None
            origin_place = f"{origin.route.id} {origin.place}"
            return say(writer.lang, "overgenomen uit ", "taken over from ") + (
                f"{origin_place}, {say(writer.lang, 'in', 'in')} {writer.named(entry.step)}{_readings(entry, writer)}"
            )
        case Learned():
            return say(writer.lang, "bekend: ", "known: ") + writer.facts(entry.facts)
        case Corrected():
            since = say(writer.lang, f" vanaf {entry.since}", f" from {entry.since}") if entry.since else ""
            until = say(writer.lang, f" tot en met {entry.until}", f" until {entry.until}") if entry.until else ""
            return say(writer.lang, "gecorrigeerd", "corrected") + f"{since}{until}: {writer.facts(entry.facts)}"
        case Placed():
            return say(writer.lang, "geplaatst in ", "placed in ") + f"{writer.named(entry.step)}: {entry.because}"
        case Migrated():
            return say(writer.lang, "verder met versie ", "goes on with version ") + (
                f"{entry.route.version}, {writer.named(entry.step)}{_readings(entry, writer)}"
            )
        case HandedOver():
            return say(writer.lang, "overgedragen aan ", "handed over to ") + f"{entry.route} {entry.step}"
        case Advanced():
            raise AssertionError("told by its moves")
