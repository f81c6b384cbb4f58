"""Words that mean a word of the format: Dutch ones, and those of other programs. They are listed, never guessed."""

from collections.abc import Collection, Mapping

from routekaart.foundation.frozen import frozen


def _by_word(words: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for ours, listed in words.items():
        for one in listed.split():
            found[one] = (*found.get(one, ()), ours)
    return frozen(found)


_OURS: Mapping[str, str] = frozen(
    {
        # Keys of a file and of its parts.
        "steps": "stappen stap states nodes",
        "ends": "eindes einden einde eind uitgangen end_states",
        "start": "begin beginstap startstap eerste_stap initial",
        "facts": "gegevens feiten gegeven variabelen variables fields velden",
        "parameters": "grenzen grens grenswaarden constanten constants",
        "partners": "partijen actoren organisaties betrokkenen actors",
        "sources": "bronnen documenten",
        "source": "bron herkomst vindplaats",
        "phases": "fasen fases",
        "phase": "fase",
        "impossible": "onmogelijk onmogelijkheden",
        "readings": "lezingen interpretaties",
        "reading": "lezing interpretatie",
        "uses": "gebruikt begrippen imports",
        "vocabulary": "woordenlijst begrippenlijst",
        "id": "naam code key",
        "title": "titel naam name label kop",
        "version": "versie",
        "language": "taal",
        "description": "omschrijving beschrijving toelichting uitleg",
        "note": "opmerking notitie",
        "responsible": "verantwoordelijk verantwoordelijke verantwoordelijken owner eigenaar",
        "contacts": "contacten contact",
        "actions": "acties taken handelingen tasks",
        "supports": "middelen ondersteuning hulpmiddelen steun",
        "checklist": "controlelijst aandachtspunten",
        "terms": "termijnen termijn",
        "transitions": "overgangen overgang uitgangen next volgende",
        "otherwise": "anders else default standaard",
        "to": "naar goto target next doel dan then",
        "when": "als wanneer if indien condition voorwaarde",
        "policy": "beleid werkwijze",
        "do": "doe taak action actie",
        "with": "met samen_met",
        "by": "door wie",
        "via": "langs",
        "hand_over": "overdracht overdragen handover draagt_over",
        "optional": "optioneel mag",
        "outcome": "uitkomst resultaat result",
        "outside": "buiten extern",
        "route": "traject",
        "step": "stap",
        "partner": "partij",
        "one_of": "een_van",
        "type": "soort kind",
        "question": "vraag",
        "options": "opties keuzes keuze mogelijkheden choices enum values",
        "unit": "eenheid",
        "min": "minimum minimaal",
        "max": "maximum maximaal",
        "decimals": "decimalen",
        "past": "verleden",
        "phrases": "zinnen",
        "lifetime": "levensduur",
        "changes": "verandert veranderingen",
        "sensitive": "gevoelig bijzonder",
        "only_recorded": "alleen_bewaard",
        "derive": "afgeleid afleiding berekening formula",
        "renamed_from": "heette vroeger oude_naam",
        "values": "waarden waardes",
        "value": "waarde",
        "from": "vanaf sinds van per",
        "because": "omdat want reden waarom",
        "functions": "functies",
        "implicit": "impliciet",
        "problem": "probleem",
        "chosen": "gekozen keuze",
        "others": "andere anderen alternatieven",
        "confirm": "bevestigen",
        "confirmed": "bevestigd",
        "fact": "gegeven feit",
        "year": "jaar",
        "publisher": "uitgever",
        "article": "artikel",
        "paragraph": "lid",
        "checked": "nagekeken gecontroleerd",
        "valid_until": "geldig_tot geldig_tot_en_met",
        # Of conditions and derivations.
        "any": "of or een_van minstens_een anyof",
        "all": "en and alle allemaal allof",
        "not": "niet geen behalve ongelijk ongelijk_aan",
        "is": "gelijk gelijk_aan eq equals",
        "at_least": "minstens minimaal ten_minste tenminste vanaf min minimum gte ge groter_of_gelijk",
        "above": "na after boven meer_dan groter groter_dan ouder_dan hoger_dan gt more_than greater_than",
        "at_most": "hoogstens hooguit maximaal ten_hoogste tot_en_met max maximum lte le kleiner_of_gelijk",
        "below": "voor before tot onder minder_dan kleiner kleiner_dan jonger_dan lager_dan lt less_than under",
        **{
            f"{unit}_{way}": f"{nl}_{word}"
            for unit, nl in (("years", "jaren"), ("months", "maanden"), ("weeks", "weken"), ("days", "dagen"))
            for way, word in (("since", "sinds"), ("until", "tot"))
        },
        "plus": "erbij",
        "minus": "eraf",
        "date": "datum",
        # Values.
        "yes_no": "ja_nee janee boolean bool ja/nee",
        "choice": "keuze enum select",
        "number": "getal aantal integer int float numeric",
        "text": "tekst string str",
        "years": "jaar jaren year",
        "months": "maand maanden month",
        "weeks": "week weken",
        "days": "dag dagen day",
        "hours": "uur uren hour",
        "success": "succes geslaagd gelukt afgerond",
        "transfer": "doorstroom overgang",
        "stopped": "gestopt gestaakt afgebroken",
        "out_of_scope": "buiten_bereik valt_buiten",
        "unique": "uniek een",
        "first": "eerste",
        "stay": "blijf blijft blijven wacht wachten none self",
        "never": "nooit",
        "grows": "groeit",
        "once": "eenmaal eenmalig",
        "freely": "vrij",
        "visit": "bezoek",
        "lasting": "blijvend",
        "true": "waar ja yes j y",
        "false": "onwaar nee no n",
        "nl": "nederlands dutch",
        "en": "engels english",
    }
)
_WORDS = _by_word(_OURS)
FORMAT_WORDS = frozenset(_OURS)
"""The words of the format: keys, comparisons and the values that it defines."""
_RANGES = frozenset({"between", "tussen"})


def word_meant(word: str, possible: Collection[str]) -> str | None:
    """The word of the format, out of the possible ones, that another word surely means; else None."""
    plain = word.strip().strip("\u201c\u201d\"'\u2018\u2019").casefold().replace(" ", "_").replace("-", "_")
    meant = [one for one in _WORDS.get(plain, ()) if one in possible]
    if not meant and plain != word and plain in possible:
        return plain
    return meant[0] if meant else None


def is_a_range(word: str) -> bool:
    """Whether a word means two bounds at once, for which the format needs two comparisons."""
    return word.strip().casefold() in _RANGES
