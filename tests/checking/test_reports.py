"""Every format of `routekaart check`: golden outputs that a person can read, each valid by its published schema."""

import json
import re
import unicodedata
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.places import DATA

import routekaart
from routekaart.checking.reports import WRITERS
from routekaart.checking.reports.text import text
from routekaart.cli.schema import schema_of
from routekaart.diagnostics.diagnostic import Diagnostic, Report, SourceText
from routekaart.diagnostics.rules import RULES
from routekaart.foundation.edits import Span
from routekaart.foundation.language import LANGUAGES, Language, Text

FOLDER = DATA / "reports"
FILES = ["concept.yaml", "gebroken.yaml", "geen_yaml.yaml"]
SCHEMAS = {
    "sarif": json.loads((DATA / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8")),
    "gitlab": json.loads((DATA / "schemas" / "gitlab-code-quality.json").read_text(encoding="utf-8")),
    "json": schema_of("check"),
}
NOTHING = Report(("a.yaml",), ())


@pytest.fixture
def report(monkeypatch: pytest.MonkeyPatch) -> Report:
    """What a check of the drafts in `tests/reports` gives, from within that folder."""
    monkeypatch.chdir(FOLDER)
    return routekaart.check(FILES, on="2026-03-02")


def same_version(written: str) -> str:
    """The output without the version of routekaart, which changes with every release."""
    return re.sub(r'("semanticVersion": )"[^"]*"', r'\1"..."', written)


@pytest.mark.parametrize("form", WRITERS)
def test_a_format_writes_what_stands_in_the_file(form: str, report: Report, request: pytest.FixtureRequest) -> None:
    expected = FOLDER / f"expected.{form}"
    written = same_version(WRITERS[form](report, None))
    if request.config.getoption("--update-expected"):
        expected.write_text(written, encoding="utf-8", newline="\n")
    assert written == expected.read_text(encoding="utf-8")


def test_english_is_spoken_when_asked(report: Report, request: pytest.FixtureRequest) -> None:
    expected = FOLDER / "expected.en.text"
    if request.config.getoption("--update-expected"):
        expected.write_text(text(report, "en"), encoding="utf-8", newline="\n")
    assert text(report, "en") == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", SCHEMAS)
@pytest.mark.parametrize("lang", [None, *LANGUAGES])
def test_a_format_is_valid_by_its_schema(form: str, lang: Language | None, report: Report) -> None:
    for one in (report, NOTHING):
        content = json.loads(WRITERS[form](one, lang))
        validator = jsonschema.validators.validator_for(SCHEMAS[form])
        assert [error.message for error in validator(SCHEMAS[form]).iter_errors(content)] == []


def test_a_schema_refuses_what_is_no_report() -> None:
    for form, schema in SCHEMAS.items():
        content = json.loads(WRITERS[form](routekaart.check(FOLDER / "concept.yaml"), None))
        damaged = {**content, "surprise": 1} if isinstance(content, dict) else [{**content[0], "fingerprint": 1}]
        assert list(jsonschema.validators.validator_for(schema)(schema).iter_errors(damaged))


def test_fingerprints_are_unique_and_stay_when_lines_move(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "concept.yaml"
    draft = (FOLDER / "concept.yaml").read_text(encoding="utf-8")
    marks = []
    for content in (draft, f"# Een regel erboven.\n\n{draft}"):
        file.write_text(content, encoding="utf-8")
        found = json.loads(WRITERS["gitlab"](routekaart.check("concept.yaml"), None))
        marks.append([one["fingerprint"] for one in found])
    assert marks[0] == marks[1]
    assert len(set(marks[0])) == len(marks[0]) > 2


def test_github_escapes_what_would_end_a_message_or_a_property() -> None:
    strange = Diagnostic("gap", Text("100%\r\nop :: en,", "x"), "a,b:c%.yaml", Span(1, 1, 2, 3))
    written = WRITERS["github"](Report(("a.yaml",), (strange,)), None)
    expected = "::error file=a%2Cb%3Ac%25.yaml,line=1,endLine=2,title=gap (RK302)::100%25%0D%0Aop :: en,\n"
    assert written == expected


def test_github_tells_the_most_severe_first(report: Report) -> None:
    told = [line.split(" ")[0] for line in WRITERS["github"](report, None).splitlines()]
    assert told == sorted(told, key=["::error", "::warning", "::notice"].index)


def test_markdown_shows_a_title_as_it_is(report: Report) -> None:
    hostile = Diagnostic("gap", Text("<b> | `x` *y* [z](u)", "x"), "a|b.yaml", Span(1, 1, 1, 1))
    row = WRITERS["markdown"](Report(("a.yaml",), (hostile,)), None).splitlines()[-1]
    assert "<b>" not in row
    assert row.count("|") - row.count("\\|") == 5


def test_colour_is_only_written_when_asked(report: Report) -> None:
    assert "\033" not in text(report, None)
    colored = text(report, None, color=True)
    assert re.sub("\033\\[[0-9;]*m", "", colored) == text(report, None)


def columns(shown: str) -> int:
    return sum(0 if unicodedata.combining(one) else 1 + (unicodedata.east_asian_width(one) in "WF") for one in shown)


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\r\n\x85\u2028\u2029"), max_size=300),
    st.data(),
)
def test_the_underline_stands_under_the_part(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    span = Span(1, start + 1, 1, end + 1)
    one = Diagnostic("gap", Text("x", "y"), "f.yaml", span)
    report = Report(("f.yaml",), (one,), texts={"f.yaml": SourceText(line or " ")})
    shown = text(report, "nl").split("\n")
    excerpt, underline = shown[3], shown[4]
    visible = "".join(letter if letter.isprintable() else " " for letter in line)
    before = underline.index("^") if "^" in underline else 0
    assert len(excerpt) <= 4 + 110 + 6
    if len(visible) <= 110:
        assert before == 4 + columns(visible[:start])
        assert underline.count("^") == max(columns(visible[start : max(end, start + 1)]), 1)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_can_be_written_in_every_format(rule: str) -> None:
    one = Diagnostic(rule, Text("x", "y"), "f.yaml", Span(1, 1, 1, 1))
    for writer in WRITERS.values():
        assert rule in writer(Report(("f.yaml",), (one,)), "nl")
