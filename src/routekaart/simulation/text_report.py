"""A simulation as text for a person: what was done with whom, and what came of it."""

from collections.abc import Iterator
from fractions import Fraction

from routekaart.deciding.outcome_words import REFUSED, WORDS
from routekaart.foundation.language import Language, Text, counted, say
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
    "The students are made up. This is no forecast: the numbers follow from the route and from the distributions"
    " told at the end.",
)
_WEEKS = Text(
    "Weken: binnen zoveel weken was de helft er of weg, en negen op de tien.",
    "Weeks: within so many weeks half of them were there or gone, and nine in ten.",
)
_REASONS = {"ambiguous": "ambiguous", "stuck": "stuck", "circling": "circle", "impossible": REFUSED}
"""The outcome that each number of a step counts."""


def text_report(simulation: Simulation, lang: Language) -> list[str]:
    """The lines of the report."""
    told = _head(simulation, lang)
    if simulation.changed is None:
        told += ["", *ends_table(simulation, lang), "", *steps_table(simulation.outcome, lang)]
    else:
        told += ["", *compared_ends(simulation, simulation.changed, lang)]
        told += ["", *elsewhere_lines(simulation, lang)]
        told += ["", *compared_steps(simulation.outcome, simulation.changed, lang)]
    told.append(f"  {_WEEKS.in_language(lang)}")
    for outcome in filter(None, (simulation.outcome, simulation.changed)):
        lines = list(_notes(outcome, lang))
        if lines:
            told += ["", *([_of_which(outcome, simulation, lang)] if simulation.changed else []), *lines]
    return [*told, "", *_distributions(simulation, lang)]


def _head(simulation: Simulation, lang: Language) -> list[str]:
    route, days = simulation.outcome.route, simulation.ticks.days
    every = {"month": Text("maand", "month"), "week": Text("week", "week")}[simulation.ticks.every].in_language(lang)
    count = counted(
        simulation.students,
        Text("verzonnen student", "made-up student"),
        Text("verzonnen studenten", "made-up students"),
    )
    lines = [
        Text(
            f"Simulatie van {route.title} ({route.id} {route.version})",
            f"Simulation of {route.title} ({route.id} {route.version})",
        ),
        MADE_UP,
        Text("", ""),
        Text(
            f"{count.nl} (seed {simulation.seed}), gevolgd van {days[0]} tot en met {days[-1]}, elke {every}.",
            f"{count.en} (seed {simulation.seed}), followed from {days[0]} to {days[-1]}, every {every}.",
        ),
        _coming_in(simulation, lang),
    ]
    if simulation.changed is not None:
        lines.append(_comparison(simulation.changed))
    return [line.in_language(lang) for line in lines]


def _coming_in(simulation: Simulation, lang: Language) -> Text:
    total = sum(simulation.start.values(), Fraction(0))
    started = {step: weight for step, weight in simulation.start.items() if weight}
    where = ", ".join(f"{step} ({percent(weight / total, lang)})" for step, weight in started.items())
    where = next(iter(started)) if len(started) == 1 else where
    if simulation.arrivals == "first_year":
        return Text(
            f"Zij komen gespreid over het eerste jaar binnen, in {where}.",
            f"They come in spread over the first year, in {where}.",
        )
    return Text(f"Zij komen op de eerste dag binnen, in {where}.", f"They come in on the first day, in {where}.")


def _comparison(changed: RouteOutcome) -> Text:
    """What is compared with."""
    limits = ", ".join(f"{name} = {value}" for name, value in changed.parameters.items())
    route = changed.route
    nl = " met ".join(filter(None, (f"{route.id} {route.version}", limits)))
    en = " with ".join(filter(None, (f"{route.id} {route.version}", limits)))
    return Text(
        f"Gewijzigd: {nl}. Het zijn dezelfde studenten, en het toeval is hetzelfde.",
        f"Changed: {en}. They are the same students, with the same luck.",
    )


def _of_which(outcome: RouteOutcome, simulation: Simulation, lang: Language) -> str:
    now = outcome is simulation.outcome
    return (Text("Nu:", "Now:") if now else Text("Gewijzigd:", "Changed:")).in_language(lang)


def _notes(outcome: RouteOutcome, lang: Language) -> Iterator[str]:
    """What a reader must know of the numbers: who never moved, who waits for no good reason, what was drawn again."""
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
    outcome = simulation.outcome
    draws = dict(outcome.draws)
    route_of = dict.fromkeys(draws, outcome.route)
    for name, draw in simulation.changed.draws.items() if simulation.changed else ():
        if name not in draws:
            draws[name], route_of[name] = draw, simulation.changed.route  # type: ignore[union-attr]
    declared = [name for name, draw in draws.items() if draw.distribution_declared or draw.chance_declared]
    if simulation.distributions is not None:
        yield say(lang, f"Opgegeven in {simulation.distributions}:", f"Declared in {simulation.distributions}:")
    for name in declared:
        assumed = assumed_parts(draws[name], lang)
        line = draw_line(draws[name], route_of[name].facts[draws[name].told_as], lang)
        yield f"  {line}{f' ({assumed})' if assumed else ''}"
    unused = sorted({*outcome.unused} & {*(simulation.changed or outcome).unused})
    if unused:
        yield say(
            lang,
            f"  doet niet mee, want geen overgang vraagt ernaar: {', '.join(unused)}",
            f"  takes no part, since no transition asks for it: {', '.join(unused)}",
        )
    rest = [name for name in draws if name not in declared]
    if rest:
        yield say(lang, "Aangenomen, want er is niets opgegeven:", "Assumed, since nothing was declared:")
    for name in rest:
        yield f"  {draw_line(draws[name], route_of[name].facts[draws[name].told_as], lang)}"
