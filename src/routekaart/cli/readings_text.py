"""The readings of a route as text: what was chosen, and what happens to students under each alternative."""

from collections.abc import Iterator, Sequence

from routekaart.comparison import phrases
from routekaart.comparison.changes import Region, grouped
from routekaart.comparison.comparison import Comparison
from routekaart.foundation.escaping.letters import visible
from routekaart.foundation.language import Language, Text, say
from routekaart.foundation.language import grouped as thousands
from routekaart.route import Route
from routekaart.simulation.other_readings_counted import AlternativeFound, MadeUpCount, ReadingFound, ReadingsFound
from routekaart.simulation.text_report import MADE_UP

_MOST = 10
_MOST_STEPS = 3
"""The number of steps that are named: those with the largest difference in the number of students."""
SAME = Text(
    "dezelfde betekenis: bewezen is dat niemand iets anders krijgt",
    "the same meaning: proven that nobody gets anything else",
)
UNPROVEN = Text("geen verschil gevonden, maar niet bewezen", "no difference found, but not proven")
ONLY_WORDS = Text("alleen in woorden; niet uit te voeren", "in words only; cannot be run")


def register_lines(found: ReadingsFound, lang: Language) -> Iterator[str]:
    """The lines of the register."""
    route = found.route
    yield f"{route.title} ({route.id} {route.version})"
    count, open_ = len(found.readings), sum(one.reading.to_confirm for one in found.readings)
    yield say(
        lang,
        f"Lezingen van de bronnen: {count}; nog te bevestigen: {open_}.",
        f"Readings of the sources: {count}; still to be confirmed: {open_}.",
    )
    if any(other.made_up for one in found.readings for other in one.alternatives):
        yield MADE_UP.in_language(lang)
    for one in found.readings:
        yield ""
        yield from map(visible, _reading(one, route, lang))


def _reading(found: ReadingFound, route: Route, lang: Language) -> Iterator[str]:
    one = found.reading
    state = Text("", "")
    if one.to_confirm:
        state = Text(" (nog te bevestigen door de eigenaar)", " (still to be confirmed by the owner)")
    elif one.confirmed:
        by, on = one.confirmed.by, one.confirmed.on
        state = Text(f" (bevestigd door {by} op {on})", f" (confirmed by {by} on {on})")
    yield f"{one.id}: {one.problem}{state.in_language(lang)}"
    yield say(lang, "  Gekozen: ", "  Chosen: ") + one.chosen
    yield say(lang, "  Omdat: ", "  Because: ") + one.because
    if found.sources:
        yield say(lang, "  Bron: ", "  Source: ") + "; ".join(found.sources)
    for other in found.alternatives:
        yield from _alternative(other, route, lang)


def _alternative(found: AlternativeFound, route: Route, lang: Language) -> Iterator[str]:
    other = found.alternative
    name = f"{other.id}: " if other.id else ""
    yield f"  - {name}{other.text}"
    if found.comparison is None:
        yield f"    {ONLY_WORDS.in_language(lang)}"
        return
    if found.comparison.same_meaning is not False:
        yield f"    {(SAME if found.comparison.same_meaning else UNPROVEN).in_language(lang)}"
    yield from _students(found.comparison, lang)
    if found.made_up:
        yield from (f"    {text.in_language(lang)}" for text in made_up_texts(found.made_up, route))


def _students(found: Comparison, lang: Language) -> Iterator[str]:
    """Lines with the groups of students for whom something changes, and a command that shows one of them."""
    groups = grouped(found.next_steps)
    for group in groups[:_MOST]:
        yield f"    {group.region.text.in_language(lang)}:"
        yield from (f"      {phrases.next_step(change, reading=True).in_language(lang)}" for change in group.changes)
        yield from _command(group.region, lang)
    yield from _rest(groups, lang)
    served = grouped(found.duties)
    for duties in served[:_MOST]:
        yield f"    {duties.region.text.in_language(lang)}:"
        for steps, texts in phrases.duties_by_steps(duties, reading=True):
            yield f"      {steps}:"
            yield from (f"        - {text.in_language(lang)}" for text in texts)
    yield from _rest(served, lang)
    for title, told in phrases.lists(found):
        for text, region in told[:_MOST]:
            yield f"    {title.in_language(lang)}: {text.in_language(lang)}"
            if region is not None:
                yield from _command(region, lang)
        yield from _rest(told, lang)


def _command(region: Region, lang: Language) -> Iterator[str]:
    if region.new.command:
        yield say(lang, "      bijvoorbeeld: ", "      for instance: ") + region.new.command


def _rest(told: Sequence[object], lang: Language) -> Iterator[str]:
    if len(told) > _MOST:
        yield f"    {phrases.and_more(len(told) - _MOST).in_language(lang)}"


def made_up_texts(found: MadeUpCount, route: Route) -> Iterator[Text]:
    """How many made-up students end elsewhere, with the spread over the seeds, and the steps with most changes."""
    students, count = thousands(found.students), _spread(found.elsewhere)
    years = Text(f"{found.years} jaar", f"{found.years} years" if found.years > 1 else "1 year")
    if not any(found.elsewhere):
        yield Text(
            f"Van {students.nl} verzonnen studenten is er na {years.nl} niemand ergens anders.",
            f"Of {students.en} made-up students nobody is elsewhere after {years.en}.",
        )
    else:
        yield Text(
            f"Van {students.nl} verzonnen studenten zijn er na {years.nl} {count.nl} ergens anders.",
            f"Of {students.en} made-up students {count.en} are elsewhere after {years.en}.",
        )
    largest = sorted(found.steps.items(), key=lambda pair: -sum(map(abs, pair[1])))
    for name, more in largest[:_MOST_STEPS]:
        step = route.surroundings.named(name)
        spread = _spread(tuple(map(abs, more)))
        if all(one >= 0 for one in more):
            yield Text(f"In {step} komen er {spread.nl} meer.", f"{spread.en} more come to {step}.")
        elif all(one <= 0 for one in more):
            yield Text(f"In {step} komen er {spread.nl} minder.", f"{spread.en} fewer come to {step}.")


def _spread(counts: Sequence[int]) -> Text:
    """The only number, or the smallest and the largest."""
    low, high = thousands(min(counts)), thousands(max(counts))
    if low == high:
        return low
    return Text(f"{low.nl} tot {high.nl}", f"{low.en} to {high.en}")
