"""The content of a page besides the decisions: terms, limits, sources, readings, and partners."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from routekaart.foundation.language import Language, Text
from routekaart.maps.spoken_names import place_name
from routekaart.model.applied_readings import readings_text
from routekaart.model.condition import ParameterRef
from routekaart.model.fact_types import FactType
from routekaart.model.fact_values import write_value
from routekaart.model.parameters import Parameter
from routekaart.model.source_readings import Reading
from routekaart.model.step import Partner, Source, Step, Term, document_in
from routekaart.model.wording import UNIT_WORDS
from routekaart.route import Route
from routekaart.usage import parameters_of, readings_in_step, sources_behind, usage_of

Content = dict[str, Any]


def content_of(route: Route, lang: Language) -> Content:
    """The content of the page besides the portable form, as JSON-ready values; missing values are left out."""
    used, named = usage_of(route), _documents(route)
    return {
        "called": _called(route),
        "under": readings_text(route.chosen).in_language(lang) if route.chosen else None,
        "facts": {name: _fact(route, one) for name, one in route.facts.items() if name in used.facts},
        "partners": {name: _partner(one) for name, one in route.partners.items() if name in used.partners},
        "parameters": {name: _parameter(one) for name, one in route.parameters.items() if name in used.parameters},
        "sources": {name: _source(one) for name, one in route.sources.items() if name in named},
        "readings": {name: _reading(route, one) for name, one in route.readings.items()},
        "steps": {name: _step(route, one, lang) for name, one in route.steps.items()},
        "ends": {name: _filled(sources=one.sources, readings=one.readings) for name, one in route.ends.items()},
    }


def _called(route: Route) -> Content:
    """The name of each step and end on the page."""
    titles = {name: one.title for name, one in route.steps.items()}
    titles |= {name: one.title for name, one in route.ends.items()}
    return {name: place_name(name, title) for name, title in titles.items()}


def _documents(route: Route) -> set[str]:
    """The documents that the parts of a route name as their source."""
    parts: list[Any] = [*route.ends.values()]
    for step in route.steps.values():
        parts += [step, *step.transitions, *step.duty_parts, *step.terms]
    used = usage_of(route)
    parts += [route.facts[name] for name in used.facts]
    places = [place for part in parts for place in part.sources]
    places += [place for name in used.parameters for place in _sources_of(route.parameters[name])]
    return {document_in(place) for place in places}


def _filled(**values: object) -> Content:
    """The values that are known: None and empty values are left out."""
    return {name: _plain(value) for name, value in values.items() if value not in (None, (), "", False)}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _fact(route: Route, fact: FactType) -> Content:
    return _filled(
        visit=route.vocabulary.is_of_a_visit(fact.name),
        recorded=fact.only_recorded,
        sources=fact.sources,
        readings=fact.readings,
    )


def _partner(partner: Partner) -> Content:
    return _filled(description=partner.description, functions=partner.functions)


def _parameter(parameter: Parameter) -> Content:
    return _filled(
        description=parameter.description,
        sources=tuple(dict.fromkeys(_sources_of(parameter))),
        readings=parameter.readings,
        checked=parameter.checked,
        valid_until=parameter.valid_until,
    )


def _sources_of(parameter: Parameter) -> Iterable[str]:
    yield from parameter.sources
    for one in parameter.values:
        yield from one.sources


def _source(source: Source) -> Content:
    return _filled(
        publisher=source.publisher,
        year=source.year,
        description=source.description,
        law=source.bwb_id,
        article=source.article,
        url=source.url,
        checked=source.checked,
        valid_until=source.valid_until,
    )


def _reading(route: Route, reading: Reading) -> Content:
    confirmed = reading.confirmed and {"by": reading.confirmed.by, "on": reading.confirmed.on.isoformat()}
    others = tuple(_filled(id=one.id, text=one.text, can_run=one.instead is not None) for one in reading.others)
    return _filled(sources=sources_behind(route, reading.id), note=reading.note, confirmed=confirmed, others=others)


def _step(route: Route, step: Step, lang: Language) -> Content:
    return _filled(
        terms=tuple(_term(route, one, lang) for one in step.terms),
        parameters=tuple(parameters_of(route, step)),
        readings=tuple(readings_in_step(step)),
        note=step.note,
        implicit=tuple(number for number, one in enumerate(step.transitions) if one.implicit),
    )


def _term(route: Route, term: Term, lang: Language) -> Content:
    value = term.value
    if isinstance(value, ParameterRef):
        return _filled(title=term.title, parameter=value.name, note=term.note)
    unit = route.facts[term.fact].unit if term.fact else None
    words = UNIT_WORDS[unit] if unit else Text("", "")
    limit = None if value is None else f"{write_value(value)} {words.in_language(lang)}".strip()
    return _filled(title=term.title, limit=limit, note=term.note)
