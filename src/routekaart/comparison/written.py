"""The parts and fields of a route file in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from routekaart.comparison.changes import RoutePart
from routekaart.deciding.outcome_words import WORDS
from routekaart.foundation.escaping.letters import flat
from routekaart.foundation.language import LANGUAGES, Text, enumerate_text, untranslated
from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not, ParameterRef
from routekaart.model.fact_types import Elapsed, Shifted
from routekaart.model.fact_values import write_value
from routekaart.model.parameters import DatedValue
from routekaart.model.source_readings import Alternative, Confirmed
from routekaart.model.step import (
    Action,
    Conditional,
    HandOver,
    Involvement,
    Support,
    Term,
    Transition,
    partner_titles,
)
from routekaart.model.vocabulary import Impossible
from routekaart.model.wording import in_both_languages
from routekaart.route import Route

PARTS: dict[RoutePart, Text] = {
    "route": Text("route", "route"),
    "step": Text("stap", "step"),
    "end": Text("einde", "end"),
    "fact": Text("gegeven", "fact"),
    "parameter": Text("parameter", "parameter"),
    "impossible": Text("onmogelijke combinatie", "impossible combination"),
    "partner": Text("partner", "partner"),
    "reading": Text("lezing", "reading"),
    "source": Text("bron", "source"),
    "phase": Text("fase", "phase"),
}

FIELDS: dict[str, Text] = {
    "actions": Text("taken", "actions"),
    "also": Text("andere schrijfwijzen", "other spellings"),
    "article": Text("artikel", "article"),
    "ask": Text("wat eerst gevraagd wordt", "what is asked first"),
    "asked_of": Text("wie het kan zeggen", "who may answer"),
    "because": Text("reden", "reason"),
    "bwb_id": Text("nummer van de wet", "id of the law"),
    "by": Text("wie het doet", "who does it"),
    "changes": Text("hoe het verandert", "how it changes"),
    "checked": Text("nagekeken op", "checked on"),
    "checklist": Text("checklist", "checklist"),
    "chosen": Text("keuze", "choice"),
    "confirm": Text("nog te bevestigen door", "still to be confirmed by"),
    "confirmed": Text("bevestigd", "confirmed"),
    "contacts": Text("contacten", "contacts"),
    "decimals": Text("decimalen", "decimals"),
    "derivation": Text("volgt uit", "follows from"),
    "description": Text("omschrijving", "description"),
    "fact": Text("gegeven", "fact"),
    "functions": Text("functies", "functions"),
    "hand_over": Text("overdracht", "hand-over"),
    "id": Text("naam", "name"),
    "identifier": Text("adres in registers", "address in registers"),
    "implicit": Text("volgt uit de volgorde van de bron", "follows from the order of the source"),
    "juriconnect": Text("verwijzing", "reference"),
    "kind": Text("soort", "type"),
    "language": Text("taal", "language"),
    "lifetime": Text("hoe lang het geldt", "how long it holds"),
    "maximum": Text("hoogste waarde", "highest value"),
    "minimum": Text("laagste waarde", "lowest value"),
    "note": Text("opmerking", "note"),
    "only_recorded": Text("wordt alleen vastgelegd", "is only recorded"),
    "optional": Text("mag", "optional"),
    "option_titles": Text("titels van opties", "titles of options"),
    "options": Text("opties", "options"),
    "others": Text("andere lezingen", "other readings"),
    "otherwise": Text("anders", "otherwise"),
    "outcome": Text("uitkomst", "outcome"),
    "partners": Text("met", "with"),
    "paragraph": Text("lid", "paragraph"),
    "past": Text("ligt altijd in het verleden", "always lies in the past"),
    "phase": Text("fase", "phase"),
    "phrases": Text("zinnen", "phrases"),
    "policy": Text("regel bij meer overgangen", "policy"),
    "problem": Text("probleem", "problem"),
    "publisher": Text("uitgever", "publisher"),
    "question": Text("vraag", "question"),
    "readings": Text("lezingen", "readings"),
    "responsible": Text("verantwoordelijken", "responsibles"),
    "responsible_unknown": Text("verantwoordelijke nog te bepalen", "responsible to be determined"),
    "sensitive": Text("bijzonder persoonsgegeven", "special category of data"),
    "sources": Text("bron", "source"),
    "start": Text("eerste stap", "first step"),
    "supports": Text("middelen", "supports"),
    "terms": Text("termijnen", "terms"),
    "text": Text("tekst", "text"),
    "title": Text("titel", "title"),
    "to": Text("doel", "target"),
    "transitions": Text("overgangen", "transitions"),
    "unit": Text("eenheid", "unit"),
    "url": Text("adres", "address"),
    "valid_until": Text("geldt zeker tot en met", "known to hold up to and including"),
    "value": Text("waarde", "value"),
    "version": Text("versie", "version"),
    "via": Text("via", "via"),
    "when": Text("voorwaarde", "condition"),
    "whole_route": Text("hoort bij de hele route", "belongs to the whole route"),
    "year": Text("jaar", "year"),
}

SECTIONS: dict[RoutePart, Text] = {
    "step": Text("de stappen", "the steps"),
    "end": Text("de einden", "the ends"),
    "fact": Text("de gegevens", "the facts"),
    "parameter": Text("de parameters", "the parameters"),
    "impossible": Text("de onmogelijke combinaties", "the impossible combinations"),
    "partner": Text("de partners", "the partners"),
    "reading": Text("de lezingen", "the readings"),
    "source": Text("de bronnen", "the sources"),
    "phase": Text("de fasen", "the phases"),
}

VALUES: dict[str, Text] = {
    "unique": Text("de overgangen sluiten elkaar uit", "the transitions exclude each other"),
    "first": Text("de eerste die geldt, wint", "the first that holds wins"),
    "stay": WORDS["stay"]["rule"],
}

_UNITS = {
    "years": Text("jaren", "years"),
    "months": Text("maanden", "months"),
    "weeks": Text("weken", "weeks"),
    "days": Text("dagen", "days"),
}
_IN_WORDS = frozenset({"policy", "otherwise"})


@dataclass(frozen=True, slots=True)
class Written:
    """The contents of one version, in words."""

    route: Route

    def value(self, field: str, value: object) -> Text:
        """The value of a field."""
        match value:
            case None | () | "":
                return Text("niets", "nothing")
            case bool():
                return Text("ja", "yes") if value else Text("nee", "no")
            case int() | Decimal() | date():
                return untranslated(write_value(value))
            case str():
                return VALUES[value] if field in _IN_WORDS and value in VALUES else untranslated(f"'{flat(value)}'")
            case FactTest() | All() | AnyOf() | Not():
                return self.condition(value)
            case Elapsed():
                return self._elapsed(value)
            case Shifted():
                return self._shifted(value)
            case ParameterRef():
                return untranslated(self.route.parameters[value.name].title)
            case Confirmed():
                return Text(f"door {value.by} op {value.on}", f"by {value.by} on {value.on}")
            case HandOver():
                return untranslated(value.outside or f"{value.called} {value.step}")
            case Mapping():
                lists = {name: item if isinstance(item, tuple) else (item,) for name, item in value.items()}
                return untranslated(", ".join(f"{name}: {flat(' / '.join(item))}" for name, item in lists.items()))
            case tuple():
                return self._listed(field, value)
            case _:
                raise AssertionError(value)

    def condition(self, condition: Condition) -> Text:
        """A condition in plain words."""
        route = self.route
        return in_both_languages(route.facts, route.parameters, lambda wording: wording.condition(condition))

    def part(self, section: str, part: object) -> Text:
        """A part of a step by its name in words: "overgang naar P16"."""
        match part:
            case Transition():
                return Text(f"overgang naar {part.to}", f"transition to {part.to}")
            case Involvement():
                title = enumerate_text(partner_titles(self.route.partners, part.partners))
                if section == "responsible":
                    return Text(f"verantwoordelijke {title.nl}", f"responsible {title.en}")
                return Text(f"contact {title.nl}", f"contact {title.en}")
            case Action():
                return Text(f"taak '{flat(part.text)}'", f"action '{flat(part.text)}'")
            case Support():
                return Text(f"middel '{flat(part.title)}'", f"support '{flat(part.title)}'")
            case Term():
                return Text(f"termijn '{flat(part.title)}'", f"term '{flat(part.title)}'")
            case DatedValue():
                return (
                    Text(f"vanaf {part.start}", f"from {part.start}")
                    if part.start
                    else Text("vanaf het begin", "from the beginning")
                )
            case Impossible():
                return self.condition(part.when)
            case _:
                raise AssertionError(part)

    def content(self, part: object) -> Text | None:
        """The content of a part that was added or removed; None if its name says it all."""
        match part:
            case DatedValue():
                return untranslated(write_value(part.value))
            case Conditional() if part.when != All(()) or isinstance(part, Transition):
                return self.condition(part.when)
            case _:
                return None

    def _listed(self, field: str, values: tuple[object, ...]) -> Text:
        if field in ("partners", "via", "by", "asked_of"):
            return untranslated(", ".join(partner_titles(self.route.partners, map(str, values))))
        texts = (one.text if isinstance(one, Alternative) else str(one) for one in values)
        return untranslated(", ".join(map(flat, texts)))

    def _shifted(self, derivation: Shifted) -> Text:
        title = self._title(derivation.date_fact)
        moves = [(f"{amount:+}", _UNITS[unit]) for unit, amount in derivation.amounts]
        nl, en = (
            f"{title} {', '.join(f'{amount} {unit.in_language(lang)}' for amount, unit in moves)}".rstrip()
            for lang in LANGUAGES
        )
        if derivation.to is None:
            return Text(nl, en)
        return Text(f"einde van het schooljaar van {nl}", f"end of the school year of {en}")

    def _elapsed(self, derivation: Elapsed) -> Text:
        unit, title = _UNITS[derivation.unit], self._title(derivation.date_fact)
        since = derivation.direction == "since"
        return Text(
            f"hele {unit.nl} {'sinds' if since else 'tot'} {title}",
            f"whole {unit.en} {'since' if since else 'until'} {title}",
        )

    def _title(self, fact: str) -> str:
        return self.route.facts[fact].title
