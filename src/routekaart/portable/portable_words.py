"""The words of the engine as data, with which another program can make the same sentences."""

from collections.abc import Mapping
from typing import get_args

from routekaart.deciding.contested import NO_DECISION
from routekaart.deciding.explaining_words import EXPLAINING
from routekaart.deciding.outcome_words import WORDS, Outcome
from routekaart.foundation.language import Language, Text, grouped
from routekaart.model.fact_values import LONGEST
from routekaart.model.refusal_words import REFUSALS
from routekaart.model.wording import ONE_UNIT, PHRASES, UNIT_WORDS
from routekaart.portable.portable_dicts import PortableWordsDict

_OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


def words_in(lang: Language) -> PortableWordsDict:
    """Every sentence, phrase and unit in one language; the names in braces are to be filled in."""
    longest = grouped(LONGEST).in_language(lang)
    refusals = {**_said(REFUSALS, lang), "text": REFUSALS["text"].in_language(lang).format(longest=longest)}
    return {
        "outcomes": {name: WORDS[name]["sentence"].in_language(lang) for name in _OUTCOMES},
        "answers": {
            **{name: WORDS[name]["answer"].in_language(lang) for name in _OUTCOMES},
            **{name: text.in_language(lang) for name, text in NO_DECISION.items()},
        },
        "explaining": _said(EXPLAINING, lang),
        "phrases": _said(PHRASES, lang),
        "refusals": refusals,
        "units": {
            name: {"one": ONE_UNIT[name].in_language(lang), "more": text.in_language(lang)}
            for name, text in UNIT_WORDS.items()
        },
    }


def _said(table: Mapping[str, Text], lang: Language) -> dict[str, str]:
    return {name: text.in_language(lang) for name, text in table.items()}
