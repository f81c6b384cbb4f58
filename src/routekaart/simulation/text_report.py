"""The report of a simulation as text, for a terminal."""

from collections.abc import Iterator
from fractions import Fraction

from routekaart.deciding.outcome_words import REFUSED, WORDS
from routekaart.foundation.language import Language, Text, counted, say
from routekaart.model.applied_readings import readings_text
from routekaart.model.fact_types import FactType
from routekaart.simulation.distributions import Draw
from routekaart.simulation.draw_words import assumed_parts, draw_line
from routekaart.simulation.outcome import RouteOutcome, Simulation
from routekaart.simulation.report_tables import (
    compared_ends,
    compared_steps,
    elsewhere_lines,
    ends_table,
    percent,
    steps_table,
    whole,
)

MADE_UP = Text(
    "De studenten zijn verzonnen. Dit is geen voorspelling: de aantallen volgen uit de route en uit de verdelingen"
    " die onderaan staan.",
    "The students are made up. This is not a forecast: the numbers follow from the route and from the distributions"
    " told at the end.",
)
_WEEKS = Text(
    "Weken: binnen zoveel weken was de helft er of weg, en negen op de tien.",
    "Weeks: within so many weeks half of them were there or gone, and nine in ten.",
)
_REASONS = {"ambiguous": "ambiguous", "stuck": "stuck", "circling": "circle", "impossible": REFUSED}
"""The outcome to describe for each count of a step."""


def text_report(simulation: Simulation, lang: Language) -> list[str]:
    """The lines of the report."""
    lines = _head(simulation, lang)
    if simulation.changed is None:
        lines += ["", *ends_table(simulation, lang), "", *steps_table(simulation.outcome, lang)]
    else:
        lines += ["", *compared_ends(simulation, simulation.changed, lang)]
        lines += ["", *elsewhere_lines(simulation, lang)]
        lines += ["", *compared_steps(simulation.outcome, simulation.changed, lang)]
    lines.append(f"  {_WEEKS.in_language(lang)}")
    for outcome in filter(None, (simulation.outcome, simulation.changed)):
        notes = list(_notes(outcome, lang))
        if notes:
            lines += ["", *([_of_which(outcome, simulation, lang)] if simulation.changed else []), *notes]
    return [*lines, "", *_distributions(simulation, lang)]


def _head(simulation: Simulation, lang: Language) -> list[str]:
    route, days = simulation.outcome.route, simulation.ticks.days
    every = {"month": Text("maand", "month"), "week": Text("week", "week")}[simulation.ticks.every].in_language(lang)
    count = counted(
        simulation.students,
        Text("verzonnen student", "made-up student"),
        Text("verzonnen studenten", "made-up students"),
    )
    return [
        f"{say(lang, 'Simulatie van', 'Simulation of')} {route.title} ({route.id} {route.version})",
        *([readings_text(route.chosen).in_language(lang)] if route.chosen else []),
        MADE_UP.in_language(lang),
        "",
        say(
            lang,
            f"{count.nl} (seed {simulation.seed}), gevolgd van {days[0]} tot en met {days[-1]}, elke {every}.",
            f"{count.en} (seed {simulation.seed}), followed from {days[0]} to {days[-1]}, every {every}.",
        ),
        _coming_in(simulation, lang),
        *([] if simulation.changed is None else [_comparison(simulation.changed, lang)]),
    ]


def _coming_in(simulation: Simulation, lang: Language) -> str:
    total = sum(simulation.start.values(), Fraction(0))
    started = {step: weight for step, weight in simulation.start.items() if weight}
    where = ", ".join(f"{step} ({percent(weight / total, lang)})" for step, weight in started.items())
    where = next(iter(started)) if len(started) == 1 else where
    if simulation.arrivals == "first_year":
        return say(
            lang,
            f"Zij komen gespreid over het eerste jaar binnen, in {where}.",
            f"They come in spread over the first year, in {where}.",
        )
    return say(lang, f"Zij komen op de eerste dag binnen, in {where}.", f"They come in on the first day, in {where}.")


def _comparison(changed: RouteOutcome, lang: Language) -> str:
    """The version that is compared, in words."""
    limits = ", ".join(
        f"{name} = {value}" for name, value in (*changed.parameters.items(), *changed.route.chosen.items())
    )
    version = f"{changed.route.id} {changed.route.version}"
    what = say(lang, " met ", " with ").join(filter(None, (version, limits)))
    return say(
        lang,
        f"Gewijzigd: {what}. Het zijn dezelfde studenten, en het toeval is hetzelfde.",
        f"Changed: {what}. They are the same students, with the same luck.",
    )


def _of_which(outcome: RouteOutcome, simulation: Simulation, lang: Language) -> str:
    return say(lang, "Nu:", "Now:") if outcome is simulation.outcome else say(lang, "Gewijzigd:", "Changed:")


def _notes(outcome: RouteOutcome, lang: Language) -> Iterator[str]:
    """Remarks on the numbers: students who never moved or wait because of a fault in the route, and repeated draws."""
    if outcome.never_moved:
        places = _where(outcome, "never_moved", lang)
        count = whole(outcome.never_moved, lang)
        yield say(
            lang,
            f"Nooit verder gekomen dan de eerste stap: {count} ({places}).",
            f"Never came further than the first step: {count} ({places}).",
        )
    for name, stopped in _REASONS.items():
        count = sum(getattr(step, name) for step in outcome.steps)
        if count:
            told = counted(count, Text("student wacht", "student waits"), Text("studenten wachten", "students wait"))
            because, places = WORDS[stopped]["because"], _where(outcome, name, lang)
            nl = f"{told.nl} op de laatste dag omdat {because.nl} ({places})."
            yield say(lang, nl, f"{told.en} on the last day because {because.en} ({places}).")
    if outcome.redrawn:
        times = counted(outcome.redrawn, Text("keer", "time"), Text("keer", "times"))
        yield say(
            lang,
            f"{times.nl} gaf de trekking een student die niet kan bestaan; die is overgedaan.",
            f"{times.en} a draw gave a student who cannot exist; it was done again.",
        )
    if outcome.refused_changes:
        times = counted(outcome.refused_changes, Text("keer", "time"), Text("keer", "times"))
        yield say(
            lang,
            f"{times.nl} gaf een verandering een student die niet kan bestaan; die ging niet door.",
            f"{times.en} a change gave a student who cannot exist; it did not happen.",
        )


def _where(outcome: RouteOutcome, name: str, lang: Language) -> str:
    found = ((step.step, getattr(step, name)) for step in outcome.steps)
    return ", ".join(f"{step} {whole(count, lang)}" for step, count in found if count)


def _distributions(simulation: Simulation, lang: Language) -> Iterator[str]:
    outcome, changed = simulation.outcome, simulation.changed
    drawn: dict[str, tuple[Draw, FactType]] = {}
    for one in (outcome, changed or outcome):
        for name, draw in one.draws.items():
            drawn.setdefault(name, (draw, one.route.facts[draw.told_as]))
    declared = [pair for pair in drawn.values() if pair[0].distribution_declared or pair[0].chance_declared]
    if simulation.distributions is not None:
        yield say(lang, f"Opgegeven in {simulation.distributions}:", f"Declared in {simulation.distributions}:")
    for draw, told in declared:
        assumed = assumed_parts(draw, lang)
        yield f"  {draw_line(draw, told, lang)}{f' ({assumed})' if assumed else ''}"
    unused = ", ".join(sorted({*outcome.unused} & {*(changed or outcome).unused}))
    if unused:
        yield say(
            lang,
            f"  doet niet mee, want geen overgang vraagt ernaar: {unused}",
            f"  takes no part, since no transition asks for it: {unused}",
        )
    rest = [pair for pair in drawn.values() if pair not in declared]
    if rest:
        yield say(lang, "Aangenomen, want er is niets opgegeven:", "Assumed, since nothing was declared:")
    yield from (f"  {draw_line(draw, told, lang)}" for draw, told in rest)
