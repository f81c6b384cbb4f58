"""The file format, version 1, as pydantic models; the JSON Schema comes from here.

The models check the shape of a file: keys, types, and the values that are possible by themselves. The reader, which
knows the facts, checks what names refer to and what conditions test.
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from routekaart.files.field_types import (
    Address,
    BwbId,
    ConditionData,
    Day,
    DayOrNull,
    DerivationData,
    FactName,
    FileName,
    FilePart,
    InsteadData,
    Juriconnect,
    Length,
    ListOrMapping,
    Number,
    OneOrMore,
    PartnerName,
    Prose,
    ReadingName,
    StepName,
    Words,
)
from routekaart.foundation.language import Language
from routekaart.model.fact_types import Changes, FactKind, Lifetime, NumberUnit
from routekaart.model.step import EndOutcome, Policy

FORMAT_VERSION = 1
NOT_YET_KNOWN = "n.t.b."


def _as_partner(value: object) -> object:
    return {"partner": value} if isinstance(value, str) else value


def _as_option(value: object) -> object:
    if isinstance(value, str):
        return {"title": value}
    if isinstance(value, dict):
        return value
    raise ValueError("een titel, of {title: ..., also: [...]}\na title, or {title: ..., also: [...]}")


def _no_responsible(value: object) -> object:
    return None if value == NOT_YET_KNOWN else value


def _as_alternative(value: object) -> object:
    if isinstance(value, str):
        return {"text": value}
    if isinstance(value, dict):
        return value
    raise ValueError("een tekst, of {text: ..., instead: {...}}\na text, or {text: ..., instead: {...}}")


_CHECKED: Any = Field(None, description="Wanneer iemand dit voor het laatst met de wet of het document vergeleek.")
_VALID_UNTIL: Any = Field(None, description="De laatste dag waarop dit zeker nog geldt.")


class SourceData(FilePart):
    """A document that the route is made from."""

    title: Words = Field(description="De titel van het document.")
    publisher: Words | None = Field(None, description="Wie het document heeft gemaakt.")
    year: int | None = Field(None, description="Het jaar van het document.")
    description: Prose | None = Field(None, description="Wat er in het document staat.")
    bwb_id: BwbId | None = Field(None, description="Het nummer van een wet of regeling in wetten.overheid.nl.")
    article: Words | None = Field(None, description="Het artikel.")
    paragraph: Words | None = Field(None, description="Het lid van het artikel.")
    url: Address | None = Field(None, description="Waar het document te vinden is: een adres met https.")
    juriconnect: Juriconnect | None = Field(None, description="De verwijzing naar een deel van een wet op een dag.")
    checked: Day = _CHECKED
    valid_until: Day = _VALID_UNTIL


class SourcedData(FilePart):
    """The fields of a part of a step that say where it comes from."""

    source: OneOrMore = Field(
        default_factory=list,
        description="De plaats in de bron: de naam van een bron, dan de plaats, zoals `rivor P3`. Of een lijst.",
        examples=["rivor P3"],
    )
    reading: OneOrMore = Field(
        default_factory=list, description="De lezing (uit `readings`) waar dit op berust. Of een lijst daarvan."
    )
    note: Words | None = Field(None, description="Een opmerking voor wie de route leest.")


_RENAMED: Any = Field(
    default_factory=list,
    description="Hoe dit in eerdere versies heette; zo vindt een student die daar was, de weg. Of een lijst daarvan.",
)


class OptionData(FilePart):
    """An option of a choice: its title, and other ways to write it."""

    title: Words | None = Field(None, description="Hoe mensen de keuze zien; anders de naam zelf.")
    also: list[Words] = Field(
        default_factory=list,
        description="Andere schrijfwijzen die ook deze keuze zijn, zoals een code. Hoofdletters maken niet uit.",
    )


class FactData(FilePart):
    """One thing that can be known of a student."""

    type: FactKind = Field(description="yes_no, choice, number, date of text.")
    title: Words | None = Field(None, description="Hoe het gegeven in een zin heet; anders de naam zelf.")
    question: Words | None = Field(None, description="De vraag zoals een medewerker die stelt.")
    description: Prose | None = Field(None, description="Wat het gegeven betekent.")
    options: ListOrMapping[Words, Annotated[OptionData, BeforeValidator(_as_option)]] | None = Field(
        None,
        description='De keuzes, alleen bij choice: een lijst, of namen met een titel: `{oud_vsv: "oud-vsv\'er"}`.',
        examples=[["ja", "mogelijk", "nee"], {"stoppen": "stoppen met de opleiding"}],
    )
    unit: NumberUnit | None = Field(None, description="De eenheid, alleen bij number.")
    min: Number | None = Field(None, description="De kleinste waarde, alleen bij number.")
    max: Number | None = Field(None, description="De grootste waarde, alleen bij number.")
    decimals: int = Field(0, ge=0, le=4, description="Hoeveel decimalen een getal mag hebben; 0 is een heel getal.")
    past: bool = Field(False, description="true: de datum ligt niet na de peildatum. Alleen bij date.")
    phrases: dict[Literal["ja", "nee"], Words] | None = Field(
        None,
        description="Hoe ja en nee in een zin klinken, alleen bij yes_no: `{ja: heeft werk, nee: heeft geen werk}`.",
    )
    lifetime: Lifetime = Field(
        "lasting",
        description="visit: bij elk bezoek aan een stap opnieuw vragen. route: gaat bij een overdracht niet mee.",
    )
    changes: Changes = Field(
        "freely", description="Wat de tijd ermee doet: never, grows, once (alleen van nee naar ja) of freely."
    )
    asked_of: list[PartnerName] = Field(
        default_factory=list, description="De partners die de vraag kunnen beantwoorden."
    )
    sensitive: bool = Field(
        False, description="true: een bijzonder of strafrechtelijk persoonsgegeven (AVG, artikel 9 en 10)."
    )
    only_recorded: bool = Field(False, description="true: mag gegeven worden, maar beslist nergens over.")
    derive: DerivationData | None = Field(None, description="Hoe het gegeven volgt uit andere gegevens.")
    renamed_from: OneOrMore = _RENAMED
    source: OneOrMore = Field(default_factory=list, description="De plaats in de bron, zoals `rivor P3`.")
    reading: OneOrMore = Field(default_factory=list, description="De lezing waar dit op berust.")


class DatedValueData(FilePart):
    """The value of a parameter from a date on."""

    from_: DayOrNull = Field(
        alias="from", description="De eerste dag waarop deze waarde geldt; null is vanaf het begin."
    )
    value: Number = Field(description="De waarde.")
    source: OneOrMore = Field(default_factory=list, description="Waar deze waarde vandaan komt.")


class ParameterData(FilePart):
    """A limit that changes on a date."""

    title: Words | None = Field(None, description="Hoe de grens in een zin heet.")
    description: Prose | None = Field(None, description="Wat de grens betekent.")
    unit: NumberUnit | None = Field(None, description="De eenheid van de waarden.")
    values: list[DatedValueData] = Field(min_length=1, description="De waarden, op volgorde van hun eerste dag.")
    source: OneOrMore = Field(default_factory=list, description="De plaats in de bron.")
    reading: OneOrMore = Field(default_factory=list, description="De lezing waar dit op berust.")
    checked: Day = _CHECKED
    valid_until: Day = _VALID_UNTIL


class ImpossibleData(FilePart):
    """A combination of facts that no student can have."""

    when: ConditionData = Field(description="De combinatie die niet kan.")
    because: Words = Field(description="Waarom die niet kan.")
    source: OneOrMore = Field(default_factory=list, description="De plaats in de bron.")


class PartnerData(FilePart):
    """A partner who acts in the route."""

    title: Words = Field(description="De naam voor mensen.")
    functions: list[Words] = Field(default_factory=list, description="De functies die mensen daar hebben.")
    description: Prose | None = Field(None, description="Wie dit is.")
    identifier: Address | None = Field(
        None, description="Het adres dat in registers voor deze partner staat: van een overheid een TOOI-URI."
    )


class HandOverData(FilePart):
    """Where a student is handed over to: a step of another route, or something that is not a route file."""

    route: FileName | None = Field(
        None,
        description="De route die de student overneemt: in deze map, of routekaart/naam voor een die meegeleverd is.",
        examples=["routekaart/doorstroompunt"],
    )
    step: StepName | None = Field(None, description="De stap van die route waar de student binnenkomt.")
    partner: PartnerName | None = Field(
        None, description="Wie de student daar overneemt, als dat niet uit `with` blijkt."
    )
    outside: Words | None = Field(None, description="Een route of partij waarvan geen routebestand bestaat.")


class InvolvementData(SourcedData):
    """Who is responsible or must be contacted: a partner, or one of several."""

    partner: PartnerName | None = Field(None, description="De partner.")
    one_of: list[PartnerName] = Field(
        default_factory=list,
        min_length=1,
        description="Een van deze partners, als de bron `of` zegt, in plaats van `partner`.",
    )
    when: ConditionData | None = Field(None, description="Voor welke studenten; zonder `when` voor iedereen.")


class ActionData(SourcedData):
    """Something that must be done."""

    do: Words = Field(description="Wat er gedaan moet worden.")
    with_: list[PartnerName] = Field(default_factory=list, alias="with", description="Met welke partners.")
    by: list[PartnerName] = Field(
        default_factory=list, description="Wie het doet, als dat iemand anders is dan wie verantwoordelijk is."
    )
    when: ConditionData | None = Field(None, description="Voor welke studenten; zonder `when` voor iedereen.")
    hand_over: HandOverData | None = Field(None, description="Aan wie de student wordt overgedragen.")
    optional: bool = Field(False, description="true: het mag, maar het hoeft niet.")


class SupportData(SourcedData):
    """A means that can be used."""

    title: Words = Field(description="Welk middel dit is.")
    via: list[PartnerName] = Field(default_factory=list, description="Via welke partners het te krijgen is.")
    when: ConditionData | None = Field(None, description="Voor welke studenten; zonder `when` voor iedereen.")


class TermData(SourcedData):
    """A time limit in the source."""

    title: Words = Field(description="Welke termijn dit is.")
    fact: FactName | None = Field(None, description="Het gegeven dat de termijn meet.")
    value: Length | None = Field(
        None, description="De lengte, in de eenheid van dat gegeven; of een parameter: `$termijn_zoeken`."
    )


class TransitionData(SourcedData):
    """The way to another step or an end."""

    to: StepName = Field(description="De volgende stap, of het einde.")
    when: ConditionData | None = Field(None, description="Voor welke studenten; zonder `when` voor iedereen.")
    implicit: bool = Field(False, description="true: de bron schrijft dit niet, het volgt uit de volgorde.")


_Involvement = Annotated[InvolvementData, BeforeValidator(_as_partner)]


class StepData(SourcedData):
    """Where a student can be."""

    title: Words = Field(description="De titel van de stap.")
    description: Prose | None = Field(None, description="Wat er in deze stap gebeurt, in een of twee zinnen.")
    phase: FactName | None = Field(None, description="De fase (uit `phases`) waar de stap bij hoort.")
    responsible: Annotated[list[_Involvement] | None, BeforeValidator(_no_responsible)] = Field(
        default_factory=list, description="Wie verantwoordelijk is. `n.t.b.` als de bron niemand noemt."
    )
    contacts: list[_Involvement] = Field(default_factory=list, description="Wie benaderd moet worden.")
    actions: list[ActionData] = Field(default_factory=list, description="Wat er gedaan moet worden.")
    supports: list[SupportData] = Field(default_factory=list, description="Middelen die ingezet kunnen worden.")
    checklist: list[Words] = Field(default_factory=list, description="Wat er bekend of gedaan moet zijn.")
    terms: list[TermData] = Field(default_factory=list, description="Termijnen in de bron.")
    policy: Policy = Field(
        "unique", description="unique: de overgangen sluiten elkaar uit. first: de eerste die geldt, wint."
    )
    transitions: list[TransitionData] = Field(default_factory=list, description="De overgangen naar een volgende stap.")
    otherwise: StepName | None = Field(
        None, description="Wat er gebeurt als geen overgang geldt: `stay`, of een stap of einde."
    )
    ask: list[FactName] = Field(
        default_factory=list, description="Wat het eerst gevraagd wordt, in deze volgorde; de rest volgt vanzelf."
    )
    renamed_from: OneOrMore = _RENAMED


class EndData(SourcedData):
    """Where the route stops."""

    title: Words = Field(description="De titel van het einde.")
    outcome: EndOutcome = Field(description="success, transfer, hand_over, out_of_scope of stopped.")
    description: Prose | None = Field(None, description="Wat dit einde betekent.")
    renamed_from: OneOrMore = _RENAMED
    hand_over: HandOverData | None = Field(None, description="Aan wie de student wordt overgedragen.")


class ConfirmedData(FilePart):
    """Who confirmed a reading, and when."""

    by: Words = Field(description="Wie het heeft bevestigd.")
    on: Day = Field(description="Op welke dag.")


class AlternativeData(FilePart):
    """Another way to read the source."""

    text: Words = Field(description="Wat er ook bedoeld kan zijn.")
    instead: InsteadData | None = Field(
        None,
        description="Wat de route dan zou zeggen: alleen wat anders is, op de plaats waar het in de route staat.",
    )


class ReadingData(FilePart):
    """A place where the source is silent or contradicts itself."""

    problem: Words = Field(description="Wat er onduidelijk is of elkaar tegenspreekt.")
    chosen: Words = Field(description="Wat er gekozen is.")
    because: Words = Field(description="Waarom dat gekozen is.")
    others: ListOrMapping[ReadingName, Annotated[AlternativeData, BeforeValidator(_as_alternative)]] | None = Field(
        None,
        description="De andere mogelijkheden: een lijst, of namen met een tekst of met {text: ..., instead: ...}.",
    )
    confirm: Literal["owner"] | None = Field(
        None, description="owner: de eigenaar van de bron moet dit nog bevestigen."
    )
    confirmed: ConfirmedData | None = Field(None, description="Wie dit heeft bevestigd, en wanneer.")
    source: OneOrMore = Field(default_factory=list, description="De plaats in de bron.")
    note: Words | None = Field(None, description="Een opmerking.")
    whole_route: bool = Field(False, description="true: de lezing hoort bij geen enkel onderdeel in het bijzonder.")


class _File(FilePart):
    routekaart: Literal[1] = Field(description="De versie van dit formaat: 1.")
    title: Words = Field(description="De titel.")
    description: Prose | None = Field(None, description="Waar dit over gaat.")
    sources: dict[FactName, SourceData] = Field(default_factory=dict, description="De documenten.")
    parameters: dict[FactName, ParameterData] = Field(
        default_factory=dict, description="Grenzen die op een datum veranderen."
    )
    facts: dict[FactName, FactData] = Field(default_factory=dict, description="Wat er bekend kan zijn.")
    impossible: list[ImpossibleData] = Field(
        default_factory=list, description="Combinaties die geen student kan hebben."
    )
    partners: dict[PartnerName, PartnerData] = Field(default_factory=dict, description="Wie er handelen.")
    readings: dict[ReadingName, ReadingData] = Field(
        default_factory=dict, description="Waar de bron zwijgt of zichzelf tegenspreekt, en wat er gekozen is."
    )


class VocabularyFile(_File):
    """Definitions that several routes share."""

    vocabulary: FactName = Field(description="De naam van dit bestand, zonder .yaml.")


class RouteFile(_File):
    """A route: steps, conditions and partners."""

    id: FactName = Field(description="De naam waarmee de route geladen wordt.")
    version: Words = Field(description="De versie van de route, tussen aanhalingstekens.", examples=["1.0.0"])
    language: Language = Field("nl", description="De taal van de teksten.")
    uses: list[FileName] = Field(
        default_factory=list,
        description="De gedeelde begrippen die deze route gebruikt: in deze map, of routekaart/begrippen.",
        examples=[["routekaart/begrippen"]],
    )
    phases: dict[FactName, Words] = Field(default_factory=dict, description="De fasen, op volgorde, met hun titel.")
    start: StepName = Field(description="De eerste stap.")
    steps: dict[StepName, StepData] = Field(min_length=1, description="De stappen.")
    ends: dict[StepName, EndData] = Field(default_factory=dict, description="Waar de route stopt.")


class InsteadFile(FilePart):
    """The parts of a route that an alternative can change, in the form that they have after the change."""

    start: StepName | None = Field(None, description="De eerste stap.")
    facts: dict[FactName, FactData] = Field(default_factory=dict, description="Gegevens die dan anders zijn.")
    parameters: dict[FactName, ParameterData] = Field(default_factory=dict, description="Grenzen die dan anders zijn.")
    partners: dict[PartnerName, PartnerData] = Field(default_factory=dict, description="Partners die dan anders zijn.")
    impossible: list[ImpossibleData] = Field(
        default_factory=list, description="Alle combinaties die dan onmogelijk zijn, in plaats van die van dit bestand."
    )
    steps: dict[StepName, StepData] = Field(default_factory=dict, description="Stappen die dan anders zijn.")
    ends: dict[StepName, EndData] = Field(default_factory=dict, description="Einden die dan anders zijn.")
