"""Checks of a log: whether it is coherent, and where it differs from the result of repeating the same acts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Text
from routekaart.journeys.log import Advanced, Corrected, Entry, JourneyError, Migrated, Placed, Started, place_after

_LONGEST_PLACE = 200


def recorded_otherwise(number: int, recorded: Entry, done: Entry) -> JourneyError:
    """The error for an entry that differs from the result of repeating the same act."""
    place = one_line(f"log.{number}{_difference(asdict(recorded), asdict(done))}", _LONGEST_PLACE)
    return JourneyError(
        Text(
            f"{place}: de reis vertelt iets anders dan de route op die dag beslist",
            f"{place}: the journey records something other than the route decides on that day",
        ),
        "corrupt",
        (place,),
    )


def _difference(was: Any, done: Any) -> str:
    """The path of the first part that differs; empty for the whole."""
    if isinstance(was, Mapping) and isinstance(done, Mapping) and was.keys() == done.keys():
        pairs: Any = ((name, was[name], done[name]) for name in was)
    elif isinstance(was, Sequence) and isinstance(done, Sequence) and len(was) == len(done) and type(was) is not str:
        pairs = ((number, *pair) for number, pair in enumerate(zip(was, done, strict=True)))
    else:
        return ""
    return next((f".{name}{_difference(one, other)}" for name, one, other in pairs if one != other), "")


class Misfit(NamedTuple):
    """What is wrong at a place in a journey; the place is empty for the whole."""

    place: str
    wrong: Text

    @property
    def text(self) -> Text:
        """What is wrong, with the place before it."""
        before = f"{self.place}: " if self.place else ""
        return Text(f"{before}{self.wrong.nl}", f"{before}{self.wrong.en}")


def expected(what: Text, place: str = "") -> Misfit:
    """What was expected at a place in a journey."""
    return Misfit(place, Text(f"verwacht wordt {what.nl}", f"expected {what.en}"))


def incoherences(log: Sequence[Entry]) -> Iterator[Misfit]:
    """The parts of a log that are impossible, whatever its routes decide."""
    here, version = "", None
    for number, entry in enumerate(log):
        yield from (expected(what, f"log.{number}.{place}") for place, what in _odd_parts(entry, here, log[0]))
        if isinstance(entry, Started | Migrated):
            if version is not None and version.id != entry.route.id:
                yield expected(Text("de route van het begin", "the route of the start"), f"log.{number}.route.id")
            if version is not None and version.digest == entry.route.digest:
                yield expected(
                    Text("een andere versie dan ervoor", "another version than before"), f"log.{number}.route"
                )
            version = entry.route
        here = place_after(entry, here)


def _odd_parts(entry: Entry, here: str, first: Entry) -> Iterator[tuple[str, Text]]:
    match entry:
        case Advanced():
            yield from _odd_moves(entry, here)
        case Placed() if not entry.because.strip():
            yield "because", Text("waarom de student geplaatst is", "why the student was placed")
        case Corrected():
            since, until = entry.since or first.on, entry.until or entry.on
            if not first.on <= since <= until <= entry.on or (entry.since is None and entry.until is not None):
                days = Text("dagen van de reis, in deze volgorde", "days of the journey, in this order")
                yield "since", days


def _odd_moves(entry: Advanced, here: str) -> Iterator[tuple[str, Text]]:
    for number, move in enumerate(entry.moves):
        if move.step != here:
            yield f"moves.{number}.step", Text("de stap waarin de student dan is", "the step where the student then is")
        here = move.to
    one_step = entry.stopped == "one_step"
    if one_step != (entry.steps == "one" and bool(entry.moves) and entry.stopped != "end"):
        yield "stopped", Text("one_step precies als om een stap gevraagd is", "one_step exactly when one was asked for")
    if len(entry.moves) > 1 and entry.steps == "one":
        yield "steps", Text("all, bij meer dan een stap", "all, for more than one step")
    if bool(entry.missing) != (entry.stopped == "needs_facts"):
        yield "missing", Text("wat er gevraagd wordt, bij needs_facts", "what is asked, for needs_facts")
    if bool(entry.circle) != (entry.stopped == "circle"):
        yield "circle", Text("de stappen van de kring, bij circle", "the steps of the circle, for circle")
