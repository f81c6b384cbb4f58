"""The words for every outcome stand in one table."""

from string import Formatter
from typing import get_args

import pytest

from routekaart.deciding.outcome_words import WORDS, Form, Outcome, outcome_text

DECIDED = get_args(Outcome)
FORMS: tuple[Form, ...] = ("sentence", "after_place", "answer", "label", "with_step")


@pytest.mark.parametrize("outcome", DECIDED)
def test_every_outcome_has_the_forms_that_tell_a_decision(outcome: str) -> None:
    assert set(FORMS) <= set(WORDS[outcome])


def test_both_languages_leave_the_same_names_open() -> None:
    for outcome, forms in WORDS.items():
        for form, text in forms.items():
            nl, en = ({name for _, name, _, _ in Formatter().parse(one) if name} for one in (text.nl, text.en))
            assert nl == en, (outcome, form)


def test_a_name_with_braces_stays_as_it_is() -> None:
    assert outcome_text("next", "answer", target="{step}").nl == "naar {step}"


def test_places_that_are_possible_are_listed_by_or_and_those_together_by_and() -> None:
    assert outcome_text("needs_facts", "answer", possible=("A", "B"), missing=("x",)).en == "A or B, depending on x"
    told = outcome_text("ambiguous", "sentence", step="S", possible=("A", "B")).nl
    assert told == "Vanuit S gelden overgangen naar A en B tegelijk: de route spreekt zichzelf tegen."
