"""A page says what the engine says: its own file, in a browser, about every combination of cells at every step."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from support.browser import IN_A_BROWSER, Seen, opened
from support.cell_questions import cell_questions, count_of, days_of
from support.places import ROOT
from support.portable import Question, engine_says
from support.profiles import SLOW
from support.strategies import REAL_ROUTES, real_route

from routekaart import Route
from routekaart.deciding.explaining_words import explained
from routekaart.foundation.language import Language
from routekaart.maps.spoken_names import place_name

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FileOf = Callable[..., Path]
pytestmark = IN_A_BROWSER
MOST = 30_000 if SLOW else 12
"""The number of combinations at one step that are asked."""
AT_ONCE = 500
SHOWN_OF = 8
"""Of one in so many it is looked at too how the screens show it."""
ANSWER_OF = (ROOT / "tests" / "portable" / "answer_of.mjs").read_text(encoding="utf-8").replace("export ", "")
ASKING = f"""async (asked) => {{
  {ANSWER_OF}
  const lines = (page, parts) => [
    ...parts.why.flatMap(({{ text, items }}) => [text, ...items]),
    ...parts.sources,
    ...[...parts.readings, ...parts.contested].map((one) => one.text),
    ...parts.others.map((one) => (one.target ? `${{one.target}}: ${{one.text}}` : one.text)),
  ];
  globalThis.asked ??= $page.makePage(await $packing.unpacked(document.getElementById("data").textContent));
  const page = globalThis.asked;
  return asked.map((one, at) => {{
    if (at % {SHOWN_OF}) return [answerOf(page.route, one), null, null];
    const {{ decision, problems }} = $deciding.decided(page, one.step, one.facts, one.on);
    const shown = decision === null ? null : lines(page, $explained.explanation(page, one.step, one.facts, one.on));
    return [answerOf(page.route, one), shown, problems.map((problem) => $result.problemWords(page, problem))];
  }});
}}"""
"""Asks what stands in the page, as its screens do: the answers, the lines that are shown of why, and refusals."""


@pytest.mark.parametrize("name", REAL_ROUTES)
def test_the_page_says_what_the_engine_says_of_every_combination(
    chromium: "Browser", file_of: FileOf, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    route, count = real_route(name), 0
    called = in_names_of_the_page(route)
    with opened(chromium, file_of(name)) as seen:
        for some in at_once(cell_questions(route, MOST, seed=11)):
            for question, (answer, shown, problems) in zip(some, told(seen, some), strict=True):
                said = called(engine_says(route, question))
                assert answer == said, question
                assert_shown(said, shown, problems, "nl")
            count += len(some)
    assert count >= len(route.steps) * min(MOST, len(days_of(route)))
    with capsys.disabled():
        if SLOW:
            print(f"\n{name}: {count:,} of {count_of(route):,} combinations, no difference")


@pytest.mark.parametrize("name", REAL_ROUTES if SLOW else ["roc_bbl"])
def test_the_page_in_english_says_what_the_engine_says(chromium: "Browser", file_of: FileOf, name: str) -> None:
    route = real_route(name)
    some = list(cell_questions(route, 300 if SLOW else 3, seed=12))
    called = in_names_of_the_page(route)
    with opened(chromium, file_of(name, "en")) as seen:
        for question, (answer, shown, problems) in zip(some, told(seen, some), strict=True):
            said = called(engine_says(route, question))
            assert answer == said, question
            assert_shown(said, shown, problems, "en")


def in_names_of_the_page(route: Route) -> Callable[[Any], Any]:
    """Writes steps and ends as a page calls them: the engine says "einde_nazorg (De nazorg is afgelopen)"."""
    others = [route.under({name: one}) for name, reading in route.readings.items() for one in reading.executable]
    names: dict[str, str] = {}
    for one in (route, *others):
        names |= {f"{step.id} ({step.title})": place_name(step.id, step.title) for step in one.steps.values()}
        names |= {f"{end.id} ({end.title})": f"\u2018{end.title}\u2019" for end in one.ends.values()}

    def called(said: Any) -> Any:
        if isinstance(said, dict):
            return {name: called(value) for name, value in said.items()}
        if isinstance(said, list):
            return [called(value) for value in said]
        if isinstance(said, str):
            for written, name in names.items():
                said = said.replace(written, name)
        return said

    return called


def at_once(questions: Iterable[Question]) -> Iterator[list[Question]]:
    """The questions, some hundreds at a time."""
    left = iter(questions)
    while some := list(islice(left, AT_ONCE)):
        yield some


def told(seen: Seen, asked: list[Question]) -> list[Any]:
    """What the page says of some questions."""
    answers: list[Any] = seen.page.evaluate(ASKING, [one.to_dict() for one in asked])
    return answers


def assert_shown(said: dict[str, Any], shown: list[str] | None, problems: list[str] | None, lang: Language) -> None:
    """That the screens leave out nothing of what is said, and add nothing."""
    if problems is None:
        return
    if said["outcome"] == "refused":
        assert [one.casefold() for one in problems] == [one["message"][lang].casefold() for one in said["problems"]]
        return
    assert shown is not None
    assert sorted(shown) == sorted(in_parts(said["explanation"][lang], lang))


def in_parts(lines: list[str], lang: Language) -> Iterator[str]:
    """What a screen shows of an explanation: not the answer itself, headings, and questions, which stand elsewhere."""
    headings = {explained(one, lang) for one in ("transitions", "other_transitions")}
    before, after = explained("source", lang, source="|").split("|")
    is_question = False
    for line in lines[1:]:
        is_question = (is_question and line.startswith(" ")) or line == explained("ask_first", lang)
        if line in headings or is_question:
            continue
        if line.startswith(before):
            yield from line.removeprefix(before).removesuffix(after).split("; ")
        else:
            yield line.strip().removeprefix("- ")
