"""Where a text is cut, every sign stays whole: an emoji of several characters, a letter with its accents, a flag."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.profiles import use_profile

from routekaart.foundation.escaping.letters import file_name, message, one_line
from routekaart.foundation.escaping.machines import github_message
from routekaart.foundation.escaping.markdown import code, markdown
from routekaart.foundation.escaping.signs import cut, cut_off, signs
from routekaart.foundation.language import Text
from routekaart.maps.measure import lines
from routekaart.model.fact_problems import FactError, FactProblem

use_profile()

WHOLE = {
    "a letter with an accent": "e\u0301",
    "a letter with many": "z\u0301\u0302\u0303\u0323",
    "a family": "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "a rainbow flag": "\U0001f3f3\ufe0f\u200d\U0001f308",
    "a heart on fire": "\u2764\ufe0f\u200d\U0001f525",
    "a thumb with a colour": "\U0001f44d\U0001f3fd",
    "an astronaut with a colour": "\U0001f469\U0001f3fd\u200d\U0001f680",
    "the Netherlands": "\U0001f1f3\U0001f1f1",
    "a key": "1\ufe0f\u20e3",
    "Hindi": "\u0915\u094d\u0937\u093f",
    "Tamil": "\u0ba8\u0bbf",
    "Thai": "\u0e01\u0e33",
    "Hebrew": "\u05e9\u05c1\u05b8",
    "Arabic": "\u0628\u0650",
    "Khmer": "\u1780\u17d2\u1780",
    "Korean": "\u1112\u1161\u11ab",
    "Korean in two": "\ud558\u11ab",
}
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


def _refused(text: str) -> str:
    accepted = Text("iets anders", "something else")
    error = FactError((FactProblem("invalid_value", "x", accepted, given=text),))
    return error.message(values=True).removeprefix("x = ").removesuffix(": verwacht wordt iets anders")


CUTTING: dict[str, Callable[[str], str]] = {
    "one_line": one_line,
    "message": message,
    "file_name": file_name,
    "markdown": markdown,
    "code": lambda text: code(text).strip("`"),
    "github": github_message,
    "a refused value": _refused,
    "a map": lambda text: "...".join(lines(text, 11, 100)),
    "a narrow map": lambda text: "...".join(lines(text, 11, 1)),
}


@pytest.mark.parametrize("sign", [*WHOLE, "England"])
def test_a_sign_is_one(sign: str) -> None:
    text = {**WHOLE, "England": ENGLAND}[sign]
    assert signs(text) == [text]
    assert signs(f"a{text}{text}b") == ["a", text, text, "b"]


@pytest.mark.slow
@pytest.mark.parametrize("before", ["", "a", "aa", "aaa"])
@pytest.mark.parametrize("sign", WHOLE)
@pytest.mark.parametrize("cutting", CUTTING)
def test_nothing_is_cut_within_a_sign(cutting: str, sign: str, before: str) -> None:
    shown = CUTTING[cutting](before + 6000 * WHOLE[sign])
    assert len(shown) < 100_000
    for part in re.split(r"\.\.\.", shown):
        assert part.lstrip("a").replace(WHOLE[sign], "") == "", ascii(part[-40:])


TEXTS = st.lists(st.sampled_from([*WHOLE.values(), ENGLAND, "a", " ", "\r\n", "\u200d", "\u0301"]), max_size=12).map(
    "".join
)


@pytest.mark.slow
@given(TEXTS)
def test_the_signs_are_the_text(text: str) -> None:
    assert "".join(signs(text)) == text
    assert all(signs(text))


@given(TEXTS, st.integers(1, 30))
def test_as_many_whole_signs_as_fit_are_kept(text: str, most: int) -> None:
    kept = cut(text, most)
    assert text.startswith(kept)
    assert len(kept) <= most
    pieces = signs(text)
    if pieces and len(pieces[0]) <= most:
        number = len(signs(kept))
        assert "".join(pieces[:number]) == kept
        assert number == len(pieces) or len(kept) + len(pieces[number]) > most


@given(TEXTS, st.integers(1, 30))
def test_so_it_is_at_the_end(text: str, most: int) -> None:
    kept = cut_off(text, most)
    assert text.endswith(kept)
    assert len(kept) <= most
    pieces = signs(text)
    if pieces and len(pieces[-1]) <= most:
        number = len(pieces) - len(signs(kept))
        assert "".join(pieces[number:]) == kept
        assert number == 0 or len(kept) + len(pieces[number - 1]) > most
