"""Mistakes of somebody who writes a route by hand: the first message says what to write, at the real place, alone."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.mistakes import MISTAKES, Mistake, mistakes
from support.places import DATA
from support.profiles import examples

from routekaart.files.meant_words import FORMAT_WORDS
from routekaart.files.source import Unreadable, parse_document
from routekaart.files.source.likely_mistakes import likely_mistake
from routekaart.foundation.edits import split_lines

BASE = (DATA / "mistakes" / "woord_titel.yaml").read_text(encoding="utf-8")
SIGNS = "{}[]\"':,-#&*!|>%@`\t \n\u201c\u2022\u2013\u00a0\u200b<=a1"


def name_of(mistake: Mistake) -> str:
    return mistake.name


@pytest.mark.parametrize("mistake", mistakes(), ids=name_of)
def test_a_mistake_is_told_once_at_its_place_with_what_to_write(
    mistake: Mistake, request: pytest.FixtureRequest
) -> None:
    said = [("nl", mistake.said("nl")), ("en", mistake.said("en"))]
    wishes = [(key, words) for key, words in mistake.wishes if key not in ("nl", "en")]
    if request.config.getoption("--update-expected"):
        lines = "".join(f"{key}: {words}\n" for key, words in [*wishes, *said])
        mistake.expected.write_text(lines, encoding="utf-8", newline="\n")
        mistake = Mistake(mistake.path)
    assert list(mistake.missed()) == []
    assert [one for one in mistake.wishes if one[0] in ("nl", "en")] == said


def test_every_expected_file_belongs_to_a_mistake() -> None:
    assert set(MISTAKES.glob("*.expected")) == {one.expected for one in mistakes()}


@pytest.mark.slow
@examples()
@given(st.data())
def test_any_slip_of_the_keyboard_gives_one_place_within_the_text(data: st.DataObject) -> None:
    text = BASE
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        text = text[:start] + data.draw(st.text(SIGNS, max_size=3)) + text[start + data.draw(st.integers(0, 3)) :]
    try:
        parse_document(text, "route.yaml")
    except Unreadable as error:
        lines = split_lines(text)
        for one in error.diagnostics:
            assert one.text.nl != one.text.en
            assert one.span.line <= len(lines)
            assert one.span.column <= len(lines[one.span.line - 1]) + 1
    # What a parser reads is not looked at; who asks all the same gets an answer, whatever the line.
    likely_mistake(split_lines(text), data.draw(st.integers(0, 100)), FORMAT_WORDS)


@pytest.mark.slow
def test_a_long_line_and_many_lines_take_little_work() -> None:
    hostile: list[Any] = ["a " * 100_000, '"' * 10_000, "[" * 10_000, *["- 'x"] * 2_000, *["{" * 50] * 2_000]
    for number in range(0, len(hostile), 7):
        likely_mistake(hostile[number : number + 2_000], 2_000, FORMAT_WORDS)
