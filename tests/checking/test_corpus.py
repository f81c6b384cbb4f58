"""The corpus in tests/data/routes: routes that are in order (ok), and routes with planted mistakes (err).

A folder in `err` is a rule; it holds cases:

- `<case>.yaml`: a file that is checked;
- `<case>/`: a folder whose files are all checked;
- `<case>.baseline`: a baseline for the files in `ok`;
- `<case>.load`: a name or path that is given to `load`;
- `<case>.size`: a file of so many bytes is made and checked.

Beside each case `<case>.expected` holds the diagnostics, one a line.
`pytest tests/checking/test_corpus.py --update-expected` writes them anew; read the difference before you commit it.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.error_codes import codes_in_source
from support.places import DATA, ROOT
from support.spans import lies_inside

import routekaart
from routekaart.checking.baseline import read_baseline
from routekaart.checking.checks import CHECKS
from routekaart.diagnostics.diagnostic import Diagnostic, Report, RouteError
from routekaart.diagnostics.rules import RULES
from routekaart.files.disk import limits
from routekaart.files.reader.read_file import read
from routekaart.files.source import Document, Unreadable, parse_document
from routekaart.files.source.decoding import read_text

CORPUS = DATA / "routes"
SOURCE = Path(routekaart.__file__).parent
SLUG = re.compile(r"(?!x-)[a-z]+(-[a-z0-9]+)+")
NO_RULES = {
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "primary-ink",
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "day-month",
    "month-day",
    "fail-on",
    "recheck-after-months",
    "pre-commit",
    "hand-over",
    "rev-parse",
    "cat-file",
    "ls-tree",
    "too-much",
    "font-family",
    "label-line",
    "start-ink",
}
OF_NO_CHECK = {
    "duplicate-name",
    "two-meanings",
    "unused-in-vocabulary",
    "reading-to-confirm",
    "alternative-means-the-same",
    "alternative-unsound",
    "not-proven",
    "ways-not-proven",
    "remark-not-proven",
    "ambiguous-scalar",
    "lost-text",
    "out-of-date",
    "missing-modeline",
    "wrong-ignore",
    "unused-ignore",
    "expired-ignore",
}
"""Rules that a sound route can break and that are not of a check in `checks/`."""
TODAY = "2026-03-02"


@dataclass(frozen=True)
class Case:
    """One case in the corpus: the rule whose folder it is in, and the file or folder that it is about."""

    path: Path

    @property
    def rule(self) -> str:
        return self.path.parent.name

    @property
    def expected(self) -> Path:
        return self.path.with_suffix(".expected")

    def diagnostics(self, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Diagnostic, ...]:
        """What the library says, with paths as seen from the folder of the case; of what is only info, its own rule."""
        told = self._all_diagnostics(scratch, monkeypatch)
        return tuple(one for one in told if one.severity != "info" or one.rule == self.rule)

    def _all_diagnostics(self, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Diagnostic, ...]:
        monkeypatch.chdir(self.path if self.path.is_dir() else self.path.parent)
        if self.path.is_dir():
            return routekaart.check(".", on=TODAY).diagnostics
        if self.path.suffix == ".baseline":
            return read_baseline(Path(self.path.name)).without_known(routekaart.check(CORPUS / "ok")).diagnostics
        if self.path.suffix == ".load":
            return loading(self.path.read_text(encoding="utf-8"))
        if self.path.suffix == ".size":
            monkeypatch.chdir(scratch)
            made = Path(f"{self.path.stem}.yaml")
            with made.open("wb") as file:
                file.truncate(int(self.path.read_text(encoding="utf-8")))
            return routekaart.check(made).diagnostics
        return routekaart.check(self.path.name, on=TODAY).diagnostics


def loading(name_or_path: str | Path) -> tuple[Diagnostic, ...]:
    with pytest.raises(RouteError) as caught:
        routekaart.load(name_or_path)
    return caught.value.diagnostics


def worth_telling(report: Report) -> list[str]:
    return [diagnostic.render() for diagnostic in report.diagnostics if diagnostic.severity != "info"]


def cases() -> list[Case]:
    paths = sorted(path for folder in (CORPUS / "err").iterdir() for path in folder.iterdir())
    return [Case(path) for path in paths if path.suffix != ".expected"]


def yaml_files(folder: str) -> list[Path]:
    return sorted((CORPUS / folder).rglob("*.yaml"))


def name_of(value: Case | Path) -> str:
    path = value.path if isinstance(value, Case) else value
    return str(path.relative_to(CORPUS))


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig", errors="replace")


def rules_in_source() -> set[str]:
    """Every rule that the source can report: the rule of a `Check`, or a text that looks like one."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found.update(rules_named_by(node))
    # The code of an error and the name of a rule are not mixed up anywhere, so one word may be both.
    return found - NO_RULES - (codes_in_source() - RULES.keys())


def rules_named_by(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and SLUG.fullmatch(node.value):
        yield node.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Check":
        rule = node.args[0]
        assert isinstance(rule, ast.Constant)
        yield str(rule.value)


def parsed(path: Path, *, pure: bool) -> Document | tuple[Diagnostic, ...]:
    try:
        return parse_document(read_text(path, str(path), limits.ROUTE), str(path), pure=pure)
    except Unreadable as error:
        return error.diagnostics


@pytest.mark.parametrize("path", yaml_files("ok"), ids=name_of)
def test_a_sound_file_gives_no_diagnostic(path: Path) -> None:
    assert worth_telling(routekaart.check(path)) == []


def test_sound_files_give_no_diagnostic_together() -> None:
    report = routekaart.check(CORPUS / "ok")
    assert worth_telling(report) == []
    assert len(report.files) == len(yaml_files("ok"))


@pytest.mark.parametrize("case", cases(), ids=name_of)
def test_a_case_tells_exactly_what_is_expected(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    found = [diagnostic.render("nl") for diagnostic in case.diagnostics(tmp_path, monkeypatch)]
    if request.config.getoption("--update-expected"):
        case.expected.write_text("".join(f"{line}\n" for line in found), encoding="utf-8", newline="\n")
    assert found == case.expected.read_text(encoding="utf-8").splitlines()


@pytest.mark.slow
@pytest.mark.parametrize("case", cases(), ids=name_of)
def test_a_case_breaks_its_rule_inside_the_text_and_in_both_languages_also_when_checked_again(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = case.diagnostics(tmp_path, monkeypatch)
    assert [diagnostic.render("nl") for diagnostic in told] == case.expected.read_text(encoding="utf-8").splitlines()
    assert case.rule in {diagnostic.rule for diagnostic in told}
    for diagnostic in told:
        says_it_in_both_languages(diagnostic)
        file = Path(diagnostic.file)
        readable = "\0" not in diagnostic.file and file.is_file() and diagnostic.rule != "file-too-large"
        assert lies_inside(diagnostic.span, text_of(file) if readable else ""), diagnostic


def says_it_in_both_languages(diagnostic: Diagnostic) -> None:
    """Fails when a message is empty in a language, the same in both, or longer than a line."""
    assert diagnostic.text.nl.strip()
    assert diagnostic.text.en.strip()
    assert diagnostic.render("en") != diagnostic.render("nl")
    assert len(diagnostic.render("nl").splitlines()) == 1
    assert len(diagnostic.render("en").splitlines()) == 1


@pytest.mark.slow
@pytest.mark.parametrize("path", yaml_files("err"), ids=name_of)
def test_load_raises_what_check_tells_unless_only_a_check_tells_it(path: Path) -> None:
    told = routekaart.check(path, on=TODAY).diagnostics
    if read(path).route is None:
        raised = loading(path)
        vocabulary = [diagnostic.rule for diagnostic in raised] == ["not-a-route"]
        assert vocabulary or sorted(raised, key=Diagnostic.render) == sorted(told, key=Diagnostic.render)
    else:
        assert routekaart.load(path).steps
        of_checks = {check.rule for check in CHECKS} | OF_NO_CHECK
        assert {diagnostic.rule for diagnostic in told} <= of_checks


@pytest.mark.slow
def test_what_always_shows_a_student_does() -> None:
    manual = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")
    sentence = re.search(r"happens to her: (.*?) always show one", manual, flags=re.DOTALL)
    assert sentence is not None
    rules = set(re.findall(r"`([a-z-]+)`", sentence[1]))
    told = [
        one for case in yaml_files("err") for one in routekaart.check(case, on=TODAY).diagnostics if one.rule in rules
    ]
    assert {one.rule for one in told} == rules
    assert [one.render() for one in told if one.witness is None or one.label is None] == []


@pytest.mark.slow
def test_every_rule_in_the_source_has_a_folder_and_every_folder_is_a_rule() -> None:
    assert {folder.name for folder in (CORPUS / "err").iterdir()} == rules_in_source() == set(RULES)


def test_every_expected_file_belongs_to_a_case() -> None:
    written = set((CORPUS / "err").glob("*/*.expected"))
    assert written == {case.expected for case in cases()}


@pytest.mark.parametrize("path", [*yaml_files("ok"), *yaml_files("err")], ids=name_of)
def test_the_pure_parser_reads_what_the_c_parser_reads(path: Path) -> None:
    assert parsed(path, pure=True) == parsed(path, pure=False)
