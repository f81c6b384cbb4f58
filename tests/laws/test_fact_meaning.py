"""What a fact means: what it can be and follows from, not the words, order or names in which that is written."""

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st
from support.strategies import Case, generated_cases, generated_routes

from routekaart import FactError
from routekaart.foundation.frozen import frozen
from routekaart.model import fact_meaning
from routekaart.model.condition import All, AnyOf, Condition, FactTest, Not, ParameterRef, Value
from routekaart.model.fact_meaning import differences, means_the_same
from routekaart.model.fact_types import Changes, FactType
from routekaart.model.vocabulary import Vocabulary
from routekaart.route import Route

WORDING = {
    "title",
    "question",
    "description",
    "phrases",
    "option_titles",
    "also",
    "sources",
    "readings",
    "renamed_from",
}
OF_A_ROUTE = {"only_recorded", "asked_of", "sensitive"}
"""What a route does with a fact, which may be otherwise in another route."""
MEANING = {"kind", "options", "unit", "minimum", "maximum", "decimals", "past", "changes", "lifetime", "derivation"}


def turned(condition: Condition) -> Condition:
    """A condition written the other way around, with its limits under other names."""
    match condition:
        case FactTest(fact, operator, operands):
            names = (ParameterRef(f"{one.name}_2") if isinstance(one, ParameterRef) else one for one in operands)
            return FactTest(fact, operator, tuple(reversed(list(names))))
        case Not(part):
            return Not(turned(part))
        case All(parts) | AnyOf(parts):
            return type(condition)(tuple(turned(part) for part in reversed(parts)))


def in_other_words(fact: FactType) -> FactType:
    derivation = fact.derivation
    return replace(
        fact,
        title="anders",
        question="Anders gevraagd?",
        description="anders",
        phrases=frozen({}),
        sources=("anders 1",),
        readings=("X",),
        renamed_from=("vroeger",),
        option_titles=frozen({option: f"anders {option}" for option in fact.options}),
        options=tuple(reversed(fact.options)),
        derivation=turned(derivation) if isinstance(derivation, Condition) else derivation,
    )


def rewritten(route: Route) -> Route:
    return replace(
        route,
        facts=frozen({name: in_other_words(fact) for name, fact in reversed(list(route.facts.items()))}),
        parameters=frozen({**route.parameters, **{f"{name}_2": one for name, one in route.parameters.items()}}),
    )


def test_each_field_of_a_fact_is_wording_or_meaning() -> None:
    assert {field.name for field in fields(FactType)} == {"name"} | WORDING | OF_A_ROUTE | MEANING
    compared = set(fact_meaning._DOMAIN) | set(fact_meaning._IN_TIME) | {"kind", "derivation"}
    assert compared == MEANING


@given(generated_routes())
def test_other_words_in_another_order_mean_the_same(route: Route) -> None:
    other = rewritten(route).vocabulary
    for name in route.facts:
        assert list(differences(name, route.vocabulary, other)) == []
        assert means_the_same(name, route.vocabulary, other)
        assert means_the_same(name, other, route.vocabulary)


@given(generated_cases())
def test_what_means_the_same_has_the_same_value(case: Case) -> None:
    assert resolved(case.route, case) == resolved(rewritten(case.route), case)


@given(generated_routes(), st.data())
def test_a_difference_is_seen_from_both_sides_and_in_all_that_follows(route: Route, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(route.facts)))
    other_changes: Changes = "once" if route.facts[name].changes != "once" else "never"
    changed = replace(route.facts[name], changes=other_changes)
    other = replace(route, facts=frozen({**route.facts, name: changed})).vocabulary
    given_fact = changed.derivation is None
    assert bool(list(differences(name, route.vocabulary, other))) is given_fact
    assert bool(list(differences(name, other, route.vocabulary))) is given_fact
    for one in route.facts:
        assert means_the_same(one, route.vocabulary, other) is not (given_fact and name in follows_from(one, route))


def resolved(route: Route, case: Case) -> dict[str, Value] | None:
    """What is known and follows; None when nobody can be like this."""
    try:
        return route.resolve(case.facts, on=case.on)
    except FactError:
        return None


def follows_from(name: str, route: Route) -> set[str]:
    vocabulary: Vocabulary = route.vocabulary
    return set(vocabulary.needed([name]))
