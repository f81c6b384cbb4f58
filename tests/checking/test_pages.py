"""The pages of the rules: each rule has one, in two languages, and the examples do what they say."""

import ast
import re
from pathlib import Path

import pytest
from support.places import ROOT

import routekaart
from routekaart.checking import rule_pages as pages
from routekaart.checking.checks import CHECKS
from routekaart.checking.rule_pages import Page, all_pages, markdown, page_from, page_named, page_of
from routekaart.diagnostics.rules import RULES
from routekaart.files.source import read_document
from routekaart.foundation.language import LANGUAGES, Language, grouped

DOCUMENTS: dict[str, Language] = {"checks.md": "nl", "checks.en.md": "en"}
PAGES = [page for lang in LANGUAGES for page in all_pages(lang)]
WITH_WHOLE_EXAMPLES = {
    "ambiguous-scalar",
    "reading-to-confirm",
    "alternative-means-the-same",
    "alternative-unsound",
    "unused-ignore",
    "wrong-ignore",
    *(one.rule for one in CHECKS),
}
EXAMPLES = [page for page in all_pages("nl") if page.rule.name in WITH_WHOLE_EXAMPLES]
FRAME = {
    "routekaart": "routekaart: 1",
    "id": "id: voorbeeld",
    "title": "title: Een voorbeeld",
    "version": 'version: "1.0"',
    "sources": "sources: {bron: {title: Een bron}}",
    "facts": """\
facts:
  leeftijd: {type: number, unit: years, min: 0, max: 130, changes: grows}
  heeft_werk: {type: yes_no}
  startkwalificatie: {type: yes_no, changes: once}
""",
    "ends": """\
ends:
  school: {title: Naar school, outcome: success}
  werk: {title: Aan het werk, outcome: success}
""",
}
"""What an example leaves out; a key that it does not leave out replaces ours. It starts in its first step."""
MAY_BE_LEFT_OUT = {"unused-fact", "unused-end", "missing-source", "wait-without-term", "missing-modeline"}
"""What can be wrong with an example only because it is so short."""


def named(page: Page) -> str:
    return f"{page.rule.name}-{page.lang}"


def written_out(example: str, folder: Path) -> Path:
    """The example as a whole file."""
    file = folder / "voorbeeld.yaml"
    file.write_text(example, encoding="utf-8")
    keys = read_document(file).keys(())
    missing = [text for key, text in FRAME.items() if key not in keys]
    steps = read_document(file).keys(("steps",))
    start = [] if "start" in keys else [f"start: {next(iter(steps))}"]
    file.write_text("\n".join([*missing, *start, example]) + "\n", encoding="utf-8")
    return file


def told(file: Path) -> set[str]:
    return {diagnostic.rule for diagnostic in routekaart.check(file).diagnostics}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_has_a_page_and_every_page_has_a_rule(lang: Language) -> None:
    assert [page.rule.name for page in all_pages(lang)] == list(RULES)
    assert {file.stem for file in (Path(pages.__file__).parent / lang).iterdir()} == set(RULES)


def test_a_name_and_a_code_are_used_once() -> None:
    assert len({rule.code for rule in RULES.values()}) == len(RULES)


@pytest.mark.parametrize("page", EXAMPLES, ids=named)
def test_the_wrong_example_of_a_check_breaks_its_rule(page: Page, tmp_path: Path) -> None:
    assert page.rule.name in told(written_out(page.wrong, tmp_path))


@pytest.mark.parametrize("page", EXAMPLES, ids=named)
def test_the_right_example_of_a_check_is_in_order(page: Page, tmp_path: Path) -> None:
    found = told(written_out(page.right, tmp_path))
    assert page.rule.name not in found
    assert found <= MAY_BE_LEFT_OUT


@pytest.mark.parametrize("dutch", all_pages("nl"), ids=named)
def test_a_page_says_the_same_in_two_languages(dutch: Page) -> None:
    english = page_of(dutch.rule, "en")
    for part in ("title", "what", "why", "fix"):
        assert getattr(dutch, part) != getattr(english, part)
    assert (dutch.wrong, dutch.right) == (english.wrong, english.right)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_is_found_by_name_and_by_code(page: Page) -> None:
    assert not page.title.endswith(".")
    assert page_named(page.rule.name.upper(), page.lang) is page
    assert page_named(page.rule.code.lower(), page.lang) is page


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_document_is_what_the_command_makes(name: str, request: pytest.FixtureRequest) -> None:
    file = ROOT / "docs" / name
    made = markdown(DOCUMENTS[name])
    if request.config.getoption("--update-expected"):
        file.write_text(made, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == made


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no title"),
        ("# een titel\n\nWat.\n\n## Herstel\n\nZo.\n", "no why"),
        ("# een titel\n\nWat.\n\n## Why\n\nDaarom.\n", "'Why' is unknown"),
        ("# een titel\n\nWat.\n\n## Waarom\n\nA.\n\n## Waarom\n\nB.\n", "'Waarom' is unknown or stands there twice"),
        ("# een titel\n\nWat.\n\n## Goed voorbeeld\n\nsteps:\n", "an example is a block"),
    ],
)
def test_a_text_that_is_no_page_is_refused(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=rf"^gap\.md \(nl\): .*{told}"):
        page_from(text, RULES["gap"], "nl")


@pytest.mark.parametrize("page", all_pages("nl"), ids=named)
def test_a_student_is_called_die_and_a_large_number_has_dots(page: Page) -> None:
    for text in (page.title, page.what, page.why, page.fix):
        said = re.sub("`[^`]*`", "", text)
        assert not re.search(r"\b(hij|hem|zij|haar)\b", said, flags=re.IGNORECASE), said
        assert not re.search(r"\d{5}", said), said


def dutch_texts() -> list[str]:
    """What stands first in each `Text(...)` in the code, as far as it is written out."""
    found = []
    for file in sorted((ROOT / "src" / "routekaart").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text" and node.args:
                parts = (one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant))
                found.append(" ".join(one for one in parts if isinstance(one, str)))
    return found


@pytest.mark.slow
def test_no_message_calls_a_student_he_or_she_in_dutch() -> None:
    texts = dutch_texts()
    assert len(texts) > 500
    assert [text for text in texts if re.search(r"\b([Hh]ij|[Hh]em|[Hh]aar)\b", text)] == []


def test_a_large_number_has_dots_in_dutch_and_commas_in_english() -> None:
    assert (grouped(1_000_000).nl, grouped(1_000_000).en) == ("1.000.000", "1,000,000")
    assert (grouped(999).nl, grouped(-1234).nl, grouped(1234, signed=True).nl) == ("999", "-1.234", "+1.234")


def test_every_language_has_a_document() -> None:
    assert set(DOCUMENTS.values()) == set(LANGUAGES)
