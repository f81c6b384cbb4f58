"""Comparing two versions: facts that change their type, names, limits of the proof, revisions of git, and wrong use."""

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result
from support import needs
from support.places import ROOT
from support.work import work_of

import routekaart
from routekaart import Route
from routekaart.cli import main
from routekaart.cli.schema import schema_of
from routekaart.comparison import Compared, Comparison, compare, over_time
from routekaart.comparison.text_report import text_report
from routekaart.files.revisions import InRevision, RevisionError, checked_out

Make = Callable[..., Route]
STEP = "steps:\n  A:\n    title: Begin\n    transitions:\n"
ENDS = "ends: {eind: {title: Klaar, outcome: success}, ander: {title: Anders, outcome: stopped}}\n"
needs_git = needs.program("git")


def run(command: str) -> Result:
    return CliRunner().invoke(main, shlex.split(command)[1:])


def text(facts: str, transitions: str, more: str = "", ends: str = ENDS, steps: str = STEP) -> str:
    """A small route as a file."""
    rows = "".join(f"      - {row}\n" for row in transitions.splitlines())
    return f"routekaart: 1\nid: klein\ntitle: Klein\nversion: '1'\nstart: A\nfacts:\n{facts}\n{more}{steps}{rows}{ends}"


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes a small route out of the text of its facts and transitions."""

    def made(*parts: str, **more: str) -> Route:
        path = tmp_path / "klein.yaml"
        path.write_text(text(*parts, **more), encoding="utf-8")
        return routekaart.load(path)

    return made


YES_NO = "  w: {type: yes_no}"
TWO = "{to: eind, when: {w: ja}}\n{to: ander, when: {w: nee}}"


def told(found: Comparison) -> list[tuple[str, str | None, str | None]]:
    return [(one.region.text.nl, one.was.target, one.becomes.target) for one in found.next_steps]


# What is compared.


def test_another_order_of_transitions_that_exclude_each_other_means_the_same(make: Make) -> None:
    found = compare(make(YES_NO, TWO), make(YES_NO, "\n".join(reversed(TWO.splitlines()))))
    assert found.same_meaning is True
    assert not found.same_text
    assert [change.kind for change in found.texts] == ["moved"]


def test_a_fact_with_another_name_is_the_same_fact(make: Make) -> None:
    old = make(YES_NO, TWO)
    new = make("  heeft_werk: {type: yes_no, title: w, renamed_from: w}", TWO.replace("w:", "heeft_werk:"))
    found = compare(old, new)
    assert found.same_meaning is True
    assert [change.text.nl for change in found.texts] == ["gegeven w heet nu heeft_werk"]
    changed = compare(
        old, replace(new, steps={"A": replace(new.steps["A"], transitions=new.steps["A"].transitions[:1])})
    )
    (change,) = changed.next_steps
    assert (change.region.old.facts, change.region.new.facts) == ({"w": False}, {"heeft_werk": False})
    assert change.region.when == {"heeft_werk": False}


def test_a_new_name_is_seen_the_other_way_around_too(make: Make) -> None:
    new = make("  heeft_werk: {type: yes_no, renamed_from: w}", TWO.replace("w:", "heeft_werk:"))
    assert compare(new, make(YES_NO, TWO)).same_meaning is True


def test_a_yes_no_that_becomes_a_choice_is_compared_on_ja_and_nee(make: Make) -> None:
    new = make(
        "  w: {type: choice, options: [ja, nee, onbekend]}",
        "{to: eind, when: {w: ja}}\n{to: ander, when: {w: [nee, onbekend]}}",
    )
    found = compare(make(YES_NO, TWO), new)
    assert told(found) == []
    (admission,) = found.admissions
    assert (admission.refused, admission.region.when) == (False, {"w": "onbekend"})
    back = compare(new, make(YES_NO, TWO))
    assert [(one.refused, one.region.old.facts) for one in back.admissions] == [(True, {"w": "onbekend"})]


def test_a_fact_of_another_kind_is_never_called_the_same(make: Make) -> None:
    new = make("  w: {type: number}", "{to: eind, when: {w: {at_least: 1}}}\n{to: ander, when: {w: {below: 1}}}")
    found = compare(make(YES_NO, TWO), new)
    assert found.same_meaning is False
    assert "fact w" in str([(note.part + " " + note.name) for note in found.others])


def test_a_number_that_may_have_decimals_is_never_called_the_same(make: Make) -> None:
    rows = "{to: eind, when: {w: {at_least: 1}}}\n{to: ander, when: {w: {below: 1}}}"
    assert (
        compare(make("  w: {type: number}", rows), make("  w: {type: number, decimals: 1}", rows)).same_meaning is False
    )


def test_a_number_of_another_unit_is_never_called_the_same(make: Make) -> None:
    rows = "{to: eind, when: {w: {at_least: 1}}}\n{to: ander, when: {w: {below: 1}}}"
    old, new = make("  w: {type: number, unit: years}", rows), make("  w: {type: number, unit: months}", rows)
    assert [note.name for note in compare(old, new).others] == ["w"]


def test_a_number_within_other_bounds_is_accepted_otherwise(make: Make) -> None:
    rows = "{to: eind, when: {w: {at_least: 1}}}\n{to: ander, when: {w: {below: 1}}}"
    old, new = make("  w: {type: number, min: 0, max: 5}", rows), make("  w: {type: number, min: 0, max: 7}", rows)
    (admission,) = compare(old, new).admissions
    assert (admission.refused, admission.region.text.nl) == (False, "w: 6 of meer")


def test_a_date_that_may_lie_in_the_future_is_accepted_otherwise(make: Make) -> None:
    facts = "  d: {type: date, past: true}\n  n: {type: number, unit: days, derive: {days_since: d}}"
    rows = "{to: eind, when: {n: {at_least: 1}}}\n{to: ander, when: {n: {below: 1}}}"
    found = compare(make(facts, rows), make(facts.replace(", past: true", ""), rows))
    assert [one.region.text.nl for one in found.admissions] == ["d ligt na de peildatum"]
    assert [one.region.when for one in found.admissions] == [{"d": {"above": "$on"}}]
    assert told(found) == []


def test_an_age_that_was_told_and_now_follows_must_be_what_follows(make: Make) -> None:
    rows = "{to: eind, when: {leeftijd: {at_least: 18}}}\n{to: ander, when: {leeftijd: {below: 18}}}"
    old = make("  leeftijd: {type: number, unit: years}", rows)
    new = make("  g: {type: date}\n  leeftijd: {type: number, unit: years, derive: {years_since: g}}", rows)
    found = compare(old, new)
    assert told(found) == []
    assert found.admissions
    assert all(one.refused for one in found.admissions)
    assert {*found.admissions[0].region.new.facts} == {"leeftijd", "g"}


def test_facts_that_follow_from_each_other_in_turn_are_compared(make: Make) -> None:
    rows = "{to: eind, when: {a: ja}}\n{to: ander, when: {b: ja, a: nee}}"
    old = make("  a: {type: yes_no}\n  b: {type: yes_no, derive: {a: nee}}", rows)
    new = make("  a: {type: yes_no, derive: {b: nee}}\n  b: {type: yes_no}", rows)
    found = compare(old, new)
    assert told(found) == []
    assert found.unproven == ()


def test_two_derived_facts_that_swap_what_follows_from_what_are_compared(make: Make) -> None:
    rows = "{to: eind, when: {a: ja}}\n{to: ander, when: {b: ja, a: nee}}"
    start = "  z: {type: yes_no}\n"
    old = make(f"{start}  a: {{type: yes_no, derive: {{b: nee}}}}\n  b: {{type: yes_no, derive: {{z: nee}}}}", rows)
    new = make(f"{start}  a: {{type: yes_no, derive: {{z: ja}}}}\n  b: {{type: yes_no, derive: {{a: nee}}}}", rows)
    assert compare(old, new).same_meaning is True


def test_a_law_from_a_date_changes_only_from_that_date(make: Make) -> None:
    def with_limit(values: str) -> Route:
        limit = f"parameters:\n  grens: {{title: grens, unit: years, values: [{values}]}}\n"
        facts = "  g: {type: date, past: true}\n  leeftijd: {type: number, unit: years, derive: {years_since: g}}"
        rows = "{to: eind, when: {leeftijd: {below: $grens}}}\n{to: ander, when: {leeftijd: {at_least: $grens}}}"
        return make(facts, rows, limit)

    old = with_limit("{from: null, value: 23}")
    new = with_limit("{from: null, value: 23}, {from: 2027-01-01, value: 27}, {from: 2030-01-01, value: 23}")
    assert told(compare(old, new)) == [("van 23 tot en met 26 jaar (van 2027-01-01 tot 2030-01-01)", "ander", "eind")]


def test_a_step_that_is_gone_leaves_its_students_without_a_place(make: Make) -> None:
    two = STEP.replace("steps:\n", "steps:\n  B: {title: Tweede, transitions: [{to: eind}]}\n")
    old, new = make(YES_NO, TWO.replace("to: ander", "to: B"), steps=two), make(YES_NO, TWO)
    found = compare(old, new)
    assert [(one.id, one.added, one.from_steps) for one in found.places] == [("B", False, ("A",))]
    assert told(found) == [("w: nee", "B", "ander")]
    assert [(one.id, one.added) for one in compare(new, old).places] == [("B", True)]


def test_two_steps_that_became_one_are_both_compared(make: Make) -> None:
    first, second = (f"{name}: {{title: {name}, transitions: [{{to: eind}}]}}" for name in ("B", "C"))
    old_steps = f"steps:\n  {first}\n  {second}\n  A:\n" + STEP.partition("A:\n")[2]
    old = make(YES_NO, "{to: B, when: {w: ja}}\n{to: C, when: {w: nee}}", steps=old_steps)
    new_steps = "steps:\n  D: {title: Samen, renamed_from: [B, C], transitions: [{to: eind}]}\n  A:\n"
    new = make(YES_NO, "{to: D, when: {w: ja}}\n{to: D, when: {w: nee}}", steps=new_steps + STEP.partition("A:\n")[2])
    found = compare(old, new)
    assert (found.same_meaning, found.places) == (True, ())


def test_another_first_step_and_another_end_are_told(make: Make) -> None:
    old = make(YES_NO, TWO)
    assert compare(old, make(YES_NO, TWO, ends=ENDS.replace("stopped", "transfer"))).same_meaning is False
    two = STEP.replace("steps:\n", "steps:\n  B: {title: Tweede, transitions: [{to: A}]}\n")
    other = make(YES_NO, TWO, steps=two)
    assert [note.name for note in compare(other, replace(other, start="B")).others] == ["klein"]


def test_a_stuck_and_an_ambiguous_answer_are_told(make: Make) -> None:
    old = make(YES_NO, TWO)
    stuck = compare(old, make(YES_NO, "{to: eind, when: {w: ja}}"))
    assert [one.becomes.outcome for one in stuck.next_steps] == ["stuck"]
    ambiguous = compare(old, make(YES_NO, "{to: eind}\n{to: ander, when: {w: nee}}"))
    assert [one.becomes.outcome for one in ambiguous.next_steps] == ["ambiguous"]


def test_what_is_too_hard_is_not_called_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    old = routekaart.load("roc_bbl")
    step = old.steps["P4"]
    rewritten = tuple(replace(one, when=routekaart.load("roc_bbl").steps["P3"].guards[0]) for one in step.transitions)
    new = replace(old, steps={**old.steps, "P4": replace(step, transitions=rewritten)})
    monkeypatch.setattr(over_time, "MOST_WORK", 0)
    found = compare(old, new)
    assert found.same_meaning is None
    assert [note.name for note in found.unproven] == ["P4"]


def test_what_differs_on_some_days_only_is_not_called_the_same_on_all(make: Make) -> None:
    facts = (
        "  d: {type: date, past: true}\n  m: {type: number, unit: months, derive: {months_since: d}}\n"
        "  n: {type: number, unit: days, derive: {days_since: d}}"
    )
    old = make(facts, "{to: eind, when: {m: {at_least: 1}}}\n{to: ander, when: {m: {below: 1}}}")
    new = make(facts, "{to: eind, when: {n: {at_least: 30}}}\n{to: ander, when: {n: {below: 30}}}")
    found = compare(old, new)
    assert found.same_meaning is False
    assert not any(one.region.every_day for one in found.next_steps)
    assert "onder andere op" in found.next_steps[0].region.text.nl


@pytest.mark.slow
def test_the_work_of_a_long_route_with_one_change_grows_with_its_length(make: Make) -> None:
    def versions(length: int) -> tuple[Route, Route]:
        steps = "".join(
            f"  S{number}: {{title: Stap, transitions: [{{to: S{number + 1}, when: {{w: ja}}}}], otherwise: stay}}\n"
            for number in range(length)
        )
        last = f"  S{length}: {{title: Laatste, transitions: [{{to: eind}}]}}\n  A:\n"
        steps = f"steps:\n{steps}{last}" + STEP.partition("A:\n")[2]
        changed = steps.replace(f"to: S{length // 2 + 1}, when: {{w: ja}}", f"to: S{length // 2 + 1}")
        return make(YES_NO, TWO, steps=steps), make(YES_NO, TWO, steps=changed)

    short, long = versions(50), versions(200)
    assert told(compare(*long)) == [("w: nee", "S100", "S101")]
    work, much_more = (work_of(lambda pair=pair: compare(*pair)).instructions for pair in (short, long))  # type: ignore[misc]
    assert much_more <= 4.4 * work


def test_weeks_and_days_since_one_date_are_compared_on_every_day(make: Make) -> None:
    facts = (
        "  d: {type: date}\n  w: {type: number, unit: weeks, derive: {weeks_since: d}}\n"
        "  n: {type: number, unit: days, derive: {days_since: d}}"
    )
    old = make(facts, "{to: eind, when: {w: {at_least: 2}}}\n{to: ander, when: {w: {below: 2}}}")
    new = make(facts, "{to: eind, when: {n: {at_least: 14}}}\n{to: ander, when: {n: {below: 14}}}")
    assert compare(old, new).same_meaning is True
    other = make(facts, "{to: eind, when: {n: {at_least: 13}}}\n{to: ander, when: {n: {below: 13}}}")
    assert compare(old, other).same_meaning is False


@pytest.mark.parametrize("changed", ["lifetime: visit", "changes: once"])
def test_what_goes_otherwise_in_time_is_told_apart(changed: str, make: Make) -> None:
    found = compare(make(YES_NO, TWO), make(f"  w: {{type: yes_no, {changed}}}", TWO))
    assert (found.same_at_each_step, found.same_meaning) == (True, False)
    assert [note.name for note in found.in_time] == ["w"]
    report = "\n".join(text_report([Compared("klein", found)], "nl"))
    assert "In elke stap en op elke peildatum krijgt elke student hetzelfde antwoord. Dat is bewezen. Maar" in report


def test_a_term_that_ends_on_another_day_is_told_apart(make: Make) -> None:
    facts = "  d: {type: date}\n  n: {type: number, unit: days, derive: {days_since: d}}"
    rows = "{to: eind, when: {n: {at_least: 1}}}\n{to: ander, when: {n: {below: 1}}}"
    old, new = (
        make(facts, rows, steps=STEP.replace("    transitions:", f"    terms: [{term}]\n    transitions:"))
        for term in ("{title: Tien dagen, fact: n, value: 10}", "{title: Twintig dagen, fact: n, value: 20}")
    )
    assert [note.name for note in compare(old, new).in_time] == ["A"]
    assert compare(old, old).in_time == ()


# The report.


HOSTILE = "<script>x</script> **vet** [klik](http://x.nl) | @iemand #12 `code` & www.x.nl"


def test_nothing_in_a_title_is_more_than_text_in_markdown(make: Make, tmp_path: Path) -> None:
    hostile = (
        text(YES_NO, TWO).replace("title: Begin", f'title: "{HOSTILE}"').replace("title: Klein", f'title: "{HOSTILE}"')
    )
    (tmp_path / "oud.yaml").write_text(text(YES_NO, TWO), encoding="utf-8")
    (tmp_path / "nieuw.yaml").write_text(hostile.replace("to: ander, ", "to: eind, "), encoding="utf-8")
    result = run(f"routekaart diff {tmp_path}/oud.yaml {tmp_path}/nieuw.yaml --format markdown")
    assert result.exit_code == 1
    assert "<script>" not in result.output
    assert re.findall(r"<(?!/?details>|/?summary>|br>)", result.output) == []
    for raw in ("**vet**", "[klik]", " | @", "@iemand", "#12", "http:/", "www.x"):
        assert raw not in result.output, raw


def test_the_report_goes_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "verslag.md"
    assert run(f"routekaart diff roc_bbl roc_bbl --format markdown -o {shlex.quote(str(file))}").output == ""
    assert "woord voor woord gelijk" in file.read_text(encoding="utf-8")
    result = run(f"routekaart diff roc_bbl roc_bbl -o {shlex.quote(str(tmp_path))}")
    assert (result.exit_code, "dit is een map" in result.stderr) == (2, True)


def test_a_fault_of_ours_has_a_status_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("stuk")

    monkeypatch.setattr("routekaart.cli.diff.compare", broken)
    result = run("routekaart diff roc_bbl roc_bbl")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "interne fout, meld die: ZeroDivisionError: stuk\n"


# Versions out of git.


def git(folder: Path, *arguments: str) -> None:
    command = ["git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@x", *arguments]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The five routes in a first commit; in the second the age limit of P15 and the vocabulary changed."""
    folder = tmp_path / "werk"
    shutil.copytree(ROOT / "routes", folder / "routes")
    git(tmp_path, "init", "-q", str(folder))
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "een")
    bbl, shared = folder / "routes" / "roc_bbl.yaml", folder / "routes" / "begrippen.yaml"
    bbl.write_text(
        bbl.read_text(encoding="utf-8").replace("value: 23, source: rivor", "value: 27, source: rivor"), "utf-8"
    )
    shared.write_text(shared.read_text(encoding="utf-8").replace("plus: {years: 16}", "plus: {years: 17}"), "utf-8")
    git(folder, "commit", "-qam", "twee")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.slow
@needs_git
def test_a_file_is_compared_with_what_it_was_in_a_revision(repository: Path) -> None:
    result = run("routekaart diff HEAD~1 routes/roc_bbl.yaml")
    assert result.exit_code == 1
    assert "van 23 tot en met 26 jaar" in result.output
    old, new = re.findall(r"(?:oud|nieuw): +(routekaart decide .*)", result.output)[:2]
    assert "leerplichtig was nee en is nu ja" in result.output
    assert old.startswith("routekaart decide 'HEAD~1:routes/roc_bbl.yaml' P15")
    assert ("naar P17" in run(old).output, "naar P16" in run(new).output) == (True, True)
    assert run("routekaart diff HEAD routes/roc_bbl.yaml").exit_code == 0
    assert run("routekaart diff HEAD~1:routes/roc_bbl.yaml HEAD:routes/roc_bbl.yaml").output.count("P15 (") == 1


@pytest.mark.slow
@needs_git
def test_a_vocabulary_comes_out_of_the_same_revision(repository: Path) -> None:
    result = run("routekaart diff HEAD~1 routes/entree.yaml --format json")
    changed = [one["name"] for one in json.loads(result.output)["routes"][0]["texts"]]
    assert changed == ["laatste_dag_leerplicht"]


@pytest.mark.slow
@needs_git
def test_a_folder_is_compared_route_by_route(repository: Path) -> None:
    (repository / "routes" / "entree.yaml").unlink()
    (repository / "routes" / "nieuw.yaml").write_text(text(YES_NO, TWO), encoding="utf-8")
    content = json.loads(run("routekaart diff HEAD~1 routes --format json").output)
    jsonschema.validate(content, schema_of("diff"))
    seen = {one["name"]: one["change"] for one in content["routes"]}
    assert seen["entree"], seen["klein"] == ("removed", "added")
    assert seen["roc_bbl"] == "compared"
    assert run("routekaart diff HEAD~1:routes HEAD:routes --exit-zero").exit_code == 0


@pytest.mark.slow
@needs_git
def test_it_works_from_a_folder_inside_and_with_a_path_from_there(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "routes")
    assert run("routekaart diff HEAD~1 roc_bbl.yaml").exit_code == 1
    assert run("routekaart diff HEAD~1:./entree.yaml HEAD~1:routes/entree.yaml").exit_code == 0


@needs_git
def test_an_error_in_a_revision_names_the_file_as_it_was_given(repository: Path) -> None:
    bbl = repository / "routes" / "roc_bbl.yaml"
    good = bbl.read_text(encoding="utf-8")
    bbl.write_text(good.replace("start: P1\n", "start: P99\n"), encoding="utf-8")
    git(repository, "commit", "-qam", "stuk")
    bbl.write_text(good, encoding="utf-8")
    result = run("routekaart diff HEAD routes/roc_bbl.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("HEAD:routes/roc_bbl.yaml:")


@needs_git
@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("HEAD~9 routes/roc_bbl.yaml", "git kent geen revisie HEAD~9"),
        ("-- --output=x routes/roc_bbl.yaml", "git kent geen revisie --output=x"),
        ("-- --output=x:routes/roc_bbl.yaml routes/roc_bbl.yaml", "git kent geen revisie --output=x"),
        ("HEAD:routes/weg.yaml routes/roc_bbl.yaml", "routes/weg.yaml staat niet in HEAD"),
        ("HEAD:../../etc/passwd routes/roc_bbl.yaml", "ligt niet in een repository"),
        ("weg.yaml routes/roc_bbl.yaml", "weg.yaml: verwacht wordt een bestand"),
        ("roc_bbl weg.yaml", "weg.yaml: verwacht wordt een bestand"),
        ("HEAD:routes routes/roc_bbl.yaml", "vergelijk twee bestanden of twee mappen"),
        ("routes/begrippen.yaml routes/roc_bbl.yaml", "dit zijn gedeelde begrippen"),
    ],
)
def test_wrong_use_is_one_plain_message(repository: Path, command: str, message: str) -> None:
    result = run(f"routekaart diff {command}")
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (repository / "x").exists()


@needs_git
@pytest.mark.parametrize("folder", ["v1.", "..v1", "."])
def test_the_folder_of_a_revision_can_have_any_name(repository: Path, folder: str) -> None:
    (repository / folder).mkdir(exist_ok=True)
    (repository / folder / "klein.yaml").write_text(text(YES_NO, TWO), encoding="utf-8")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "folder")
    name = "klein.yaml" if folder == "." else f"{folder}/klein.yaml"
    assert run(f"routekaart decide HEAD:{name} A").stderr == ""


@needs_git
def test_outside_a_repository_a_revision_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "klein.yaml").write_text(text(YES_NO, TWO), encoding="utf-8")
    for command in ("diff HEAD klein.yaml", "diff HEAD:klein.yaml klein.yaml", "decide HEAD:klein.yaml A"):
        result = run(f"routekaart {command}")
        assert (result.exit_code, "ligt niet in een repository" in result.stderr) == (2, True)


def test_without_git_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    result = run("routekaart diff HEAD:routes/roc_bbl.yaml roc_bbl")
    assert (result.exit_code, result.stderr) == (2, "git is niet gevonden; daarmee wordt een revisie gelezen\n")


@needs_git
def test_a_link_in_a_revision_is_not_followed_and_the_folder_is_gone_afterwards(
    repository: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "geheim.yaml"
    secret.write_text("geheim: ja\n", encoding="utf-8")
    (repository / "routes" / "link.yaml").symlink_to(secret)
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "link")
    with checked_out(InRevision("HEAD", "routes/roc_bbl.yaml"), repository) as path:
        assert path.is_file()
        assert not path.with_name("link.yaml").exists()
        assert path.with_name("begrippen.yaml").is_file()
    assert not path.parent.exists()
    with pytest.raises(RevisionError), checked_out(InRevision("HEAD\n", "routes"), repository):
        pass


@pytest.mark.slow
@needs_git
def test_a_file_that_is_too_large_is_refused_unread(repository: Path) -> None:
    big = repository / "routes" / "groot.yaml"
    big.write_bytes(b"# groot\n" * 2_200_000)
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "groot")
    result = run("routekaart diff HEAD:routes/groot.yaml routes/roc_bbl.yaml")
    assert result.exit_code == 2
    assert result.stderr.startswith("HEAD:routes/groot.yaml:1:1: error[file-too-large]: het bestand is 17 MB")


def test_the_comparison_is_json(make: Make) -> None:
    content: Any = json.loads(
        json.dumps(compare(make(YES_NO, TWO), make(YES_NO, TWO.replace("ander", "eind"))).to_dict())
    )
    jsonschema.validate(content, schema_of("diff"))
    assert (content["format"], content["same_meaning"]) == ("routekaart.diff", False)


@pytest.mark.slow
@needs_git
def test_two_files_with_the_same_id_in_a_folder_are_refused(repository: Path) -> None:
    shutil.copy(repository / "routes" / "roc_bbl.yaml", repository / "routes" / "zzz.yaml")
    result = run("routekaart diff HEAD routes/")
    assert result.exit_code == 2
    assert "duplicate-name" in result.output


def test_a_spelling_that_is_read_otherwise_is_a_difference(tmp_path: Path) -> None:
    def route(options: str, months: int = 3) -> Route:
        file = tmp_path / "proef.yaml"
        file.write_text(
            "routekaart: 1\nid: proef\ntitle: Proef\nversion: '1'\nstart: a\n"
            f"parameters: {{termijn: {{unit: months, values: [{{from: null, value: {months}}}]}}}}\n"
            f"facts:\n  soort: {{type: choice, options: {options}}}\n"
            "  sinds: {type: date, past: true}\n  duur: {type: number, derive: {months_since: sinds}}\n"
            "steps:\n  a:\n    title: A\n    terms: [{title: T, fact: duur, value: $termijn}]\n"
            "    transitions: [{to: b, when: {soort: w}}]\n    otherwise: stay\n"
            "ends: {b: {title: B, outcome: success}}\n",
            encoding="utf-8",
        )
        return routekaart.load(file)

    old = route("{w: {title: werk, also: [x]}, g: {title: geen, also: [y]}}")
    swapped = compare(old, route("{w: {title: werk, also: [y]}, g: {title: geen, also: [x]}}"))
    assert swapped.same_meaning is False
    assert [note.text.nl for note in swapped.others] == [
        "de schrijfwijze 'x' was w en is nu g",
        "de schrijfwijze 'y' was g en is nu w",
    ]
    fewer = compare(old, route("{w: {also: [x]}, g: geen}"))
    assert [note.text.nl for note in fewer.others] == ["de schrijfwijze 'y' was g en is nu niets (wordt geweigerd)"]
    assert compare(old, route("{w: {title: werken, also: [X]}, g: {also: [' y ']}}")).same_meaning is True
    assert compare(old, route("{w: {also: [x]}, g: {also: [y]}}", months=4)).in_time != ()
