"""Definitions of a route file and its vocabularies: facts, parameters, partners and sources."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.files.format_models import PartnerData, SourceData
from routekaart.files.reader.conditions import ConditionReader
from routekaart.files.reader.derivations import derivation_cycles, with_derivation, without_derivations
from routekaart.files.reader.double_names import SECTIONS, report_double_names
from routekaart.files.reader.fact_parts import fact_type, parameter
from routekaart.files.reader.reading_register import reading
from routekaart.files.reader.scopes import Scope
from routekaart.foundation.language import Text
from routekaart.model.condition import Condition, tests_in
from routekaart.model.fact_types import FactType
from routekaart.model.parameters import Parameter
from routekaart.model.sound_facts import MOST_DERIVATIONS, derivation_depths
from routekaart.model.source_readings import Reading
from routekaart.model.step import Partner, Source, document_in
from routekaart.model.vocabulary import Impossible, Vocabulary


@dataclass(frozen=True, slots=True)
class Definitions:
    """What steps can refer to. `declared` also has the names of broken parts, which are reported once."""

    facts: dict[str, FactType] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    partners: dict[str, Partner] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)
    impossible: tuple[Impossible, ...] = ()
    declared: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def conditions(self, scope: Scope) -> ConditionReader:
        """A reader for the conditions of one of the files."""
        return ConditionReader(scope.problems, self.facts, self.parameters, self.declared)

    def inputs(self, conditions: Iterable[Condition]) -> tuple[str, ...]:
        """The facts that must be given to evaluate some conditions."""
        vocabulary = Vocabulary(self.facts, self.parameters, self.impossible)
        return vocabulary.inputs(test.fact for condition in conditions for test in tests_in(condition))

    def check_references(
        self, scope: Scope, path: PartPath, sources: Sequence[str], readings: Sequence[str] = ()
    ) -> None:
        """Reports the sources and readings that the part at `path` of a file refers to and that do not exist."""
        known_sources = self.declared.get("sources", frozenset())
        for index, source in enumerate(sources):
            name = document_in(source)
            if name not in known_sources:
                what = Text("onbekende bron", "unknown source")
                scope.problems.unknown("unknown-source", (*path, "source", index), what, name, sorted(known_sources))
        known_readings = self.declared.get("readings", frozenset())
        for index, name in enumerate(readings):
            if name not in known_readings:
                what, place = Text("onbekende lezing", "unknown reading"), (*path, "reading", index)
                scope.problems.unknown("unknown-reading", place, what, name, sorted(known_readings))

    def check_partner(self, scope: Scope, path: PartPath, name: str) -> None:
        """Reports a partner that the part at `path` of a file refers to and that does not exist."""
        known = self.declared.get("partners", frozenset())
        if name not in known:
            what = Text("onbekende partner", "unknown partner")
            scope.problems.unknown("unknown-partner", path, what, name, sorted(known))


def read_definitions(scopes: Iterable[Scope]) -> Definitions:
    """The definitions in the files (vocabularies first); duplicate names are reported."""
    files = list(scopes)
    report_double_names(files)
    for scope in files:
        facts_here = ((("facts", name), fact.renamed_from) for name, fact in scope.content.facts.items())
        scope.problems.double_renames(facts_here, scope.declared.get("facts", ()))
    declared = {
        section: frozenset(name for scope in files for name in scope.declared.get(section, ())) for section in SECTIONS
    }
    made = Definitions(declared=declared)
    for scope in files:
        for name, fact in scope.content.facts.items():
            made.facts.setdefault(name, fact_type(name, fact, scope.problems))
        for name, limit in scope.content.parameters.items():
            made.parameters.setdefault(name, parameter(name, limit, scope.problems))
        for name, partner in scope.content.partners.items():
            made.partners.setdefault(name, _partner(name, partner))
        for name, one in scope.content.sources.items():
            made.sources.setdefault(name, _source(name, one))
        for name, said in scope.content.readings.items():
            made.readings.setdefault(name, reading(name, said))
    made = replace(made, facts=_derive(files, made))
    return replace(made, impossible=tuple(rule for scope in files for rule in _impossible(scope, made)))


def check_definitions(scopes: Iterable[Scope], definitions: Definitions) -> None:
    """Reports the sources, readings and partners that definitions in some files refer to and that do not exist."""
    for scope in scopes:
        content = scope.content
        for name, fact in content.facts.items():
            definitions.check_references(scope, ("facts", name), fact.source, fact.reading)
            for index, partner in enumerate(fact.asked_of):
                definitions.check_partner(scope, ("facts", name, "asked_of", index), partner)
        for name, limit in content.parameters.items():
            definitions.check_references(scope, ("parameters", name), limit.source, limit.reading)
            for index, dated in enumerate(limit.values):
                definitions.check_references(scope, ("parameters", name, "values", index), dated.source)
        for index, rule in enumerate(content.impossible):
            definitions.check_references(scope, ("impossible", index), rule.source)
        for name, said in content.readings.items():
            definitions.check_references(scope, ("readings", name), said.source)


def _derive(files: list[Scope], definitions: Definitions) -> dict[str, FactType]:
    facts = dict(definitions.facts)
    owners: dict[str, Scope] = {}
    for scope in files:
        conditions = definitions.conditions(scope)
        for name, data in scope.content.facts.items():
            if owners.setdefault(name, scope) is scope and data.derive is not None:
                facts[name] = with_derivation(
                    definitions.facts[name], data.derive, conditions, definitions.facts, scope.problems
                )
    vocabulary = Vocabulary(facts, definitions.parameters, ())
    for circle in derivation_cycles(vocabulary):
        trail = " → ".join((*circle, circle[0]))
        text = Text(
            f"deze gegevens hangen in een kring van elkaar af: {trail}", f"these facts follow from each other: {trail}"
        )
        owners[circle[0]].problems.add("derivation-cycle", ("facts", circle[0], "derive"), text, at_key=True)
    depths = derivation_depths(vocabulary)
    # Cut the chain at the first fact that is too deep, so that facts that depend on it are not reported too.
    too_deep = [name for name, depth in depths.items() if depth == MOST_DERIVATIONS + 1]
    for name in too_deep:
        text = Text(
            f"{name} volgt langs meer dan {MOST_DERIVATIONS} tussenstappen; maak dat korter",
            f"{name} follows through more than {MOST_DERIVATIONS} facts; make that shorter",
        )
        owners[name].problems.add("derivation-cycle", ("facts", name, "derive"), text, at_key=True)
    return without_derivations(facts, [*too_deep, *(facts.keys() - depths.keys())])


def _impossible(scope: Scope, definitions: Definitions) -> list[Impossible]:
    conditions = definitions.conditions(scope)
    return [
        Impossible(conditions.read(data.when, ("impossible", index, "when")), data.because, tuple(data.source))
        for index, data in enumerate(scope.content.impossible)
    ]


def _partner(name: str, data: PartnerData) -> Partner:
    return Partner(name, data.title, tuple(data.functions), data.description, data.identifier)


def _source(name: str, data: SourceData) -> Source:
    return Source(
        id=name,
        title=data.title,
        publisher=data.publisher,
        year=data.year,
        description=data.description,
        bwb_id=data.bwb_id,
        article=data.article,
        paragraph=data.paragraph,
        url=data.url,
        juriconnect=data.juriconnect,
        checked=data.checked,
        valid_until=data.valid_until,
    )
