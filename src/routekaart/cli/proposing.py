"""`routekaart test --generate`: proposes students for what the tests of a route do not show."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from routekaart.cli.exits import fail, refuse
from routekaart.cli.facts_options import refused_plainly
from routekaart.cli.output_files import encoded, written_plainly
from routekaart.cli.printing import give, show_message
from routekaart.cli.tests_files import fail_without_tests, named
from routekaart.files.disk.reading import exists, is_file, is_folder, real_path
from routekaart.files.disk.writing import change_text, create_file
from routekaart.files.route_files import route_files
from routekaart.files.shelf import Shelf
from routekaart.foundation.escaping.letters import file_name
from routekaart.foundation.language import Language, Text, counted, say
from routekaart.model.situation import read_reference_date
from routekaart.testing.route_tests.coverage import Coverage, coverage_of
from routekaart.testing.route_tests.generating import Proposals, propose
from routekaart.testing.route_tests.proposals_yaml import added_to, in_block_style, new_file
from routekaart.testing.route_tests.results import Result
from routekaart.testing.route_tests.runner import run_tests
from routekaart.testing.route_tests.tests_file import RouteTests, beside, is_tests_file, read_tests, without_tests


def propose_students(paths: Sequence[str], output: Path | None, on: str | None, lang: Language, shelf: Shelf) -> None:
    """Writes students for what no test shows: to standard output, a new file, or the existing tests."""
    tests, results = _existing(_one_route(paths, lang), shelf, lang)
    with refused_plainly(lang):
        day = read_reference_date(on) or date.today()
    coverage = coverage_of(tests, results)
    proposals = propose(coverage, day)
    _show_what_is_missing(tests, results, coverage, lang)
    if proposals.too_hard:
        nl = "niet alles gezocht: er zijn te veel combinaties van gegevens"
        show_message(say(lang, nl, "not everything was looked for: there are too many combinations of facts"))
    for goal in proposals.unshown:
        show_message(say(lang, "niet gelukt: ", "did not work: ") + goal.text.in_language(lang))
    if not proposals.students:
        show_message(say(lang, "er is niets voor te stellen", "there is nothing to propose"))
        return
    count = counted(len(proposals.students), Text("student", "student"), Text("studenten", "students"))
    show_message(
        say(
            lang,
            f"{count.nl} voorgesteld; met minder dan {proposals.at_least} kan het niet (bewezen)",
            f"{count.en} proposed; with fewer than {proposals.at_least} it cannot be done (proven)",
        )
    )
    if output is None:
        give(new_file(tests.route, Path(tests.documents[0].file).stem, proposals.students))
    elif not exists(output):
        text = new_file(tests.route, _named_from(output, Path(tests.documents[0].file)), proposals.students)
        with written_plainly(output, lang):
            create_file(output, encoded(text))
    else:
        _add_to(output, tests, proposals, lang)


def _add_to(output: Path, tests: RouteTests, proposals: Proposals, lang: Language) -> None:
    """Adds the proposed students to the tests file of the route; ends the command for any other file."""
    shown = file_name(output)
    if tests.file is None or real_path(output) != real_path(Path(tests.file)):
        nl = f"{shown} bestaat al en heeft niet de tests van deze route; noem een ander bestand"
        refuse(lang, nl, f"{shown} exists already and does not hold the tests of this route; name another file")
    assert tests.document is not None
    text = tests.document.text
    if not in_block_style(text):
        nl = f"{shown}: zet de studenten onder elkaar, elk met een streepje; dan komen de nieuwe erbij"
        en = f"{shown}: put the students below each other, each with a dash, to have the new ones added"
        refuse(lang, nl, en)
    with written_plainly(output, lang):
        change_text(output, added_to(tests, text, proposals.students), text)


def _one_route(paths: Sequence[str], lang: Language) -> Path:
    """The one route or tests file that students are proposed for."""
    listed: list[Path] = []
    for path in paths or ("routes",):
        folder = Path(path)
        listed += list(route_files([folder])) if is_folder(folder) else [named(path)]
    if len(listed) != 1:
        nl = "--generate stelt studenten voor een route voor; noem er een, zoals routes/roc_bbl.yaml"
        refuse(lang, nl, "--generate proposes students for one route; name one, such as routes/roc_bbl.yaml")
    if not is_file(listed[0]):
        fail_without_tests(paths[0], listed[0], lang)
    return listed[0]


def _existing(file: Path, shelf: Shelf, lang: Language) -> tuple[RouteTests, list[Result]]:
    """The tests of a route, if it has any, and their results."""
    with_tests = file if is_tests_file(file) else beside(file)
    read = read_tests(with_tests, shelf) if is_file(with_tests) else without_tests(file, shelf)
    if read.tests is None:
        fail(*(diagnostic.render(lang) for diagnostic in read.diagnostics))
    return read.tests, list(run_tests(read.tests))


def _show_what_is_missing(tests: RouteTests, results: Sequence[Result], coverage: Coverage, lang: Language) -> None:
    failed = sum(not result.passed for result in results)
    if failed:
        out = counted(
            failed,
            Text("test komt niet uit en telt niet mee", "test does not come out and does not count"),
            Text("tests komen niet uit en tellen niet mee", "tests do not come out and do not count"),
        )
        show_message(f"{file_name(tests.file)}: {out.in_language(lang)}")
    for goals, nl, en in (
        (coverage.nobody, "kan niemand tonen (bewezen)", "nobody can show (proven)"),
        (coverage.not_found, "geen student gevonden (niet bewezen)", "no student found (not proven)"),
    ):
        for goal in goals:
            show_message(f"{say(lang, nl, en)}: {goal.text.in_language(lang)}")


def _named_from(output: Path, route_file: Path) -> str:
    """How a tests file names its route: by its name when it stands beside it, else by its path."""
    folder, target = real_path(output).parent, real_path(route_file)
    if target.parent == folder:
        return target.stem
    return Path(*[".."] * _up(folder, target), target.relative_to(_shared(folder, target))).as_posix()


def _shared(folder: Path, target: Path) -> Path:
    return next(parent for parent in (folder, *folder.parents) if target.is_relative_to(parent))


def _up(folder: Path, target: Path) -> int:
    return len(folder.relative_to(_shared(folder, target)).parts)
