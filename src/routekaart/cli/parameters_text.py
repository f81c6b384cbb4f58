"""The text of `routekaart show --parameters`: the limits of a route, what changes when, and where they are used."""

from collections.abc import Iterator

from routekaart.foundation.language import Language, enumerate_words, say
from routekaart.model.condition import ParameterRef, parameters_in
from routekaart.model.fact_values import write_value
from routekaart.model.parameters import Parameter
from routekaart.model.wording import UNIT_WORDS, Wording
from routekaart.route import Route


def parameter_lines(route: Route, lang: Language) -> Iterator[str]:
    """Each parameter that a step uses, with its values, where they come from, and those steps."""
    wording = Wording(route.facts, route.parameters, lang)
    used = {one: steps for one in route.parameters.values() if (steps := list(_steps_using(route, one.name)))}
    if not used:
        yield say(lang, "Geen stap van deze route gebruikt een parameter.", "No step of this route uses a parameter.")
    for position, (parameter, steps) in enumerate(used.items()):
        if position:
            yield ""
        yield from about(parameter, wording)
        yield "  " + say(lang, "Gebruikt in: ", "Used in: ") + enumerate_words(steps, say(lang, "en", "and"))


def about(parameter: Parameter, wording: Wording) -> Iterator[str]:
    """A parameter with its values, since when they hold, and where they come from."""
    yield f"{parameter.title} ({parameter.name})"
    yield from (f"  {line}" for line in _details(parameter, wording))


def _details(parameter: Parameter, wording: Wording) -> Iterator[str]:
    lang = wording.lang
    unit = f" {UNIT_WORDS[parameter.unit].in_language(lang)}" if parameter.unit else ""
    if parameter.description:
        yield parameter.description
    for dated in parameter.values:
        start = say(lang, "vanaf ", "from ") + wording.day(dated.start) if dated.start else ""
        source = f" ({'; '.join(dated.sources)})" if dated.sources else ""
        yield " ".join(filter(None, [f"{write_value(dated.value)}{unit}", start])) + source
    if parameter.sources:
        yield say(lang, "Bron: ", "Source: ") + "; ".join(parameter.sources)
    if parameter.checked:
        yield say(lang, "Nagekeken op ", "Checked on ") + wording.day(parameter.checked)
    if parameter.valid_until:
        yield say(lang, "Geldt zeker tot en met ", "Surely holds until ") + wording.day(parameter.valid_until)


def _steps_using(route: Route, name: str) -> Iterator[str]:
    """The steps that test the parameter, themselves or through a fact that follows, or that have it as a term."""
    for step in route.steps.values():
        used = {found for when in route.vocabulary.resting_on(step.conditions) for found in parameters_in(when)}
        if name in used or ParameterRef(name) in [term.value for term in step.terms]:
            yield step.id
