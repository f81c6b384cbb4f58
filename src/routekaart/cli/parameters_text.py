"""The text of `routekaart show --parameters`: the limits of a route, what changes when, and where they are used."""

from collections.abc import Iterator

from routekaart.foundation.language import Language, enumerate_words, say
from routekaart.model.fact_values import write_value
from routekaart.model.parameters import Parameter
from routekaart.model.wording import UNIT_WORDS, Wording
from routekaart.route import Route
from routekaart.usage import parameters_of


def parameter_lines(route: Route, lang: Language) -> Iterator[str]:
    """Lines with each parameter that a step uses, its values, where they come from, and those steps."""
    wording = Wording(route.facts, route.parameters, lang)
    by_step = {step.id: set(parameters_of(route, step)) for step in route.steps.values()}
    using = {one: [step for step, names in by_step.items() if one.name in names] for one in route.parameters.values()}
    used = {one: steps for one, steps in using.items() if steps}
    if not used:
        yield say(lang, "Geen stap van deze route gebruikt een parameter.", "No step of this route uses a parameter.")
    for position, (parameter, steps) in enumerate(used.items()):
        if position:
            yield ""
        yield from about(parameter, wording)
        yield "  " + say(lang, "Gebruikt in: ", "Used in: ") + enumerate_words(steps, say(lang, "en", "and"))


def about(parameter: Parameter, wording: Wording) -> Iterator[str]:
    """Lines with a parameter, its values with their first days, and where they come from."""
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
        yield say(lang, "Geldt zeker tot en met ", "Known to hold up to and including ") + wording.day(
            parameter.valid_until
        )
