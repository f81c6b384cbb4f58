"""The text of `routekaart show --facts`, and of a shared vocabulary: what can be known of a student, and who acts."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from routekaart.cli.parameters_text import about
from routekaart.foundation.language import Language, say
from routekaart.model.fact_types import FactType
from routekaart.model.fact_values import accepted_values
from routekaart.model.wording import Wording

if TYPE_CHECKING:
    from routekaart.files.reader.definitions import Definitions


def fact_lines(facts: Mapping[str, FactType], lang: Language) -> Iterator[str]:
    """Lines with each fact, its question and the values that it accepts."""
    for fact in facts.values():
        yield f"{fact.name}: {fact.title}"
        if fact.question:
            yield f"  {fact.question}"
        yield f"  {accepted_values(fact).in_language(lang)}" + (
            say(lang, "; volgt uit andere gegevens", "; follows from other facts") if fact.derivation else ""
        )


def vocabulary_lines(shared: "Definitions", lang: Language) -> Iterator[str]:
    """Lines with everything that a route can use from a shared vocabulary."""
    yield say(
        lang, "Gedeelde begrippen: wat een route met uses kan gebruiken.", "A vocabulary: what a route can take in."
    )
    wording = Wording(shared.facts, shared.parameters, lang)
    yield from _section(say(lang, "Gegevens", "Facts"), fact_lines(shared.facts, lang))
    parameters = (line for one in shared.parameters.values() for line in about(one, wording))
    yield from _section(say(lang, "Parameters", "Parameters"), parameters)
    partners = (f"{one.id}: {one.title}" for one in shared.partners.values())
    yield from _section(say(lang, "Partners", "Partners"), partners)
    yield from _section(say(lang, "Bronnen", "Sources"), (f"{one.id}: {one.title}" for one in shared.sources.values()))


def _section(title: str, lines: Iterator[str]) -> Iterator[str]:
    shown = list(lines)
    if shown:
        yield ""
        yield f"== {title} =="
        yield from shown
