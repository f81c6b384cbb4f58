"""Small route files that once kept the engine busy for minutes.

`uv run python -m tests.hostile.hard_routes` asks everything of each, each in its own process, and prints what it took.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import routekaart
from routekaart import Route
from routekaart.comparison import compare
from routekaart.files.shelf import Shelf
from routekaart.foundation.errors import TooHardError
from routekaart.testing.route_tests.coverage import coverage_of
from routekaart.testing.route_tests.generating import propose
from routekaart.testing.route_tests.tests_file import without_tests

ON = date(2026, 3, 1)

Asked = Callable[[Route, Path], object]


@dataclass(frozen=True)
class Case:
    """A file, and the questions that took long."""

    text: str
    asked: tuple[str, ...]


def xor_chain(length: int) -> str:
    """Each derived fact is the exclusive or of the one before and a given fact."""
    facts = [f"a{number}: {{type: yes_no, question: A?}}" for number in range(length + 1)]
    before = "a0"
    for number in range(1, length + 1):
        one, other = f"{{{before}: ja, a{number}: nee}}", f"{{{before}: nee, a{number}: ja}}"
        facts.append(f"d{number}: {{type: yes_no, derive: {{any: [{one}, {other}]}}}}")
        before = f"d{number}"
    return _route(facts, [f"{{to: b, when: {{{before}: ja}}}}"])


def written_out_xor(size: int) -> str:
    """The same exclusive or as one list of all combinations."""
    odd = [number for number in range(1 << size) if number.bit_count() % 2]
    parts = [
        "{" + ", ".join(f"a{at}: {'ja' if number >> at & 1 else 'nee'}" for at in range(size)) + "}" for number in odd
    ]
    return _route(_yes_no(size), [f"{{to: b, when: {{any: [{', '.join(parts)}]}}}}"])


def tied_both_ways(size: int) -> str:
    """No fact can differ from the next."""
    rules = [
        f"{{when: {{a{at}: {one}, a{at + 1}: {other}}}, because: Gelijk.}}"
        for at in range(size - 1)
        for one, other in (("ja", "nee"), ("nee", "ja"))
    ]
    return _route(_yes_no(size), ["{to: b, when: {a0: ja}}"], impossible=rules)


def pigeonholes(holes: int) -> str:
    """One pigeon more than there are holes: two share one, which a search must try out and a diagram sees."""
    pigeons, facts = range(holes + 1), []
    transitions = []
    for hole in range(holes):
        facts += [f"p{pigeon}_{hole}: {{type: yes_no, question: P?}}" for pigeon in pigeons]
        pairs = [(one, other) for one in pigeons for other in pigeons if one < other]
        transitions += [f"{{to: b, when: {{p{one}_{hole}: ja, p{other}_{hole}: ja}}}}" for one, other in pairs]
    nowhere = [", ".join(f"p{pigeon}_{hole}: nee" for hole in range(holes)) for pigeon in pigeons]
    transitions += [f"{{to: b, when: {{{one}}}}}" for one in nowhere]
    return _route(facts, transitions, otherwise=False)


def all_yes(size: int) -> str:
    """Every fact must change."""
    every = ", ".join(f"a{at}: ja" for at in range(size))
    return _route(_yes_no(size), [f"{{to: b, when: {{{every}}}}}"])


def two_choices(options: int) -> str:
    """The same option chosen twice, option by option."""
    listed = ", ".join(f"o{number}" for number in range(options))
    facts = [f"{name}: {{type: choice, options: [{listed}], question: K?}}" for name in ("k", "m")]
    pairs = ", ".join(f"{{k: o{number}, m: o{number}}}" for number in range(options))
    return _route(facts, [f"{{to: b, when: {{any: [{pairs}]}}}}"])


def day_values(values: int) -> str:
    """Every other number of days goes on."""
    facts = ["d: {type: date, question: D?}", "n: {type: number, unit: days, derive: {days_since: d}}"]
    listed = ", ".join(str(2 * number) for number in range(values))
    return _route(facts, [f"{{to: b, when: {{n: [{listed}]}}}}"])


def many_transitions(number: int) -> str:
    """A transition for each number."""
    facts = [f"n: {{type: number, min: 0, max: {number}, question: N?}}"]
    return _route(facts, [f"{{to: b, when: {{n: {one}}}}}" for one in range(number)])


def many_ends(number: int) -> str:
    """A transition for each number, each to an end of its own."""
    facts = [f"n: {{type: number, min: 0, max: {number}, question: N?}}"]
    transitions = [f"{{to: e{one}, when: {{n: {one}}}}}" for one in range(number)]
    ends = [f"e{one}: {{title: E, outcome: success}}" for one in range(number)]
    return _route(facts, transitions, ends=ends)


def dated_values(number: int) -> str:
    """A limit that changes every week."""
    days = [f"{{from: {day}, value: {at % 9 + 1}}}" for at, day in enumerate(_days(number - 1))]
    values = ", ".join(["{from: null, value: 3}", *days])
    facts = ["n: {type: number, min: 0, max: 20, question: N?}"]
    return _route(facts, ["{to: b, when: {n: {at_least: $p}}}"], parameters=f"p: {{title: P, values: [{values}]}}")


def many_readings(number: int) -> str:
    """Readings that the first step names."""
    names = [f"R-{one}" for one in range(number)]
    readings = "".join(f"  {name}: {{problem: P., chosen: b, because: B.}}\n" for name in names)
    text = _route(_yes_no(1), [f"{{to: b, when: {{a0: ja}}, reading: [{', '.join(names)}]}}"])
    return f"{text}readings:\n{readings}"


def equal_tests(number: int) -> str:
    """The same test again and again."""
    return _route(_yes_no(1), [f"{{to: b, when: {{any: [{', '.join(['{a0: ja}'] * number)}]}}}}"])


def unused_facts(number: int) -> str:
    """Facts that nothing asks for."""
    return _route(
        [*_yes_no(1), *(f"u{one}: {{type: yes_no, question: U?}}" for one in range(number))],
        ["{to: b, when: {a0: ja}}"],
    )


def ignore_comments(number: int) -> str:
    """Comments that ignore what is not there."""
    return "# routekaart: ignore[gap]\n" * number + _route(_yes_no(1), ["{to: b, when: {a0: ja}}"])


def many_derived(number: int) -> str:
    """Facts that follow from counts off the same date, of which each matters."""
    facts = ["d: {type: date, question: D?}"]
    facts += [f"n{one}: {{type: number, unit: days, derive: {{days_since: d}}}}" for one in range(number)]
    facts += [f"v{one}: {{type: yes_no, derive: {{n{one}: {{at_least: {one}}}}}}}" for one in range(number)]
    every = ", ".join(f"v{one}: ja" for one in range(number))
    return _route(facts, [f"{{to: b, when: {{{every}}}}}"])


def circle_in_time() -> str:
    """A circle of steps in which the first wins, and a date that was moved."""
    facts = [
        "d: {type: date, question: D?}",
        "e: {type: date, derive: {date: d, plus: {months: 1}}}",
        "w: {type: number, unit: weeks, derive: {weeks_since: d}}",
        "x: {type: number, unit: weeks, derive: {weeks_since: e}}",
    ]
    steps = [
        ("S1", ["{to: S2, when: {w: {at_least: 3}}}", "{to: S3, when: {x: {at_least: 1}}}"]),
        ("S2", ["{to: S1, when: {x: {below: 9}}}", "{to: S3, when: {w: {at_least: 5}}}"]),
        ("S3", ["{to: b, when: {w: {at_least: 30}}}", "{to: S1, when: {x: {at_least: 2}}}"]),
    ]
    written = "".join(
        f"  {name}:\n    title: S\n    policy: first\n    transitions:\n"
        + "".join(f"      - {one}\n" for one in transitions)
        + "    otherwise: stay\n"
        for name, transitions in steps
    )
    return _head(facts, start="S1") + f"steps:\n{written}ends:\n  b: {{title: B, outcome: success}}\n"


def _yes_no(number: int) -> list[str]:
    return [f"a{at}: {{type: yes_no, question: A?}}" for at in range(number)]


def _days(number: int) -> Iterator[str]:
    for at in range(number):
        yield (date(2000, 1, 3) + timedelta(weeks=at)).isoformat()


def _head(facts: list[str], start: str = "s", parameters: str = "", impossible: list[str] | None = None) -> str:
    text = f'routekaart: 1\nid: zwaar\ntitle: Zwaar\nversion: "1.0"\nstart: {start}\nfacts:\n'
    text += "".join(f"  {fact}\n" for fact in facts)
    if parameters:
        text += f"parameters:\n  {parameters}\n"
    if impossible:
        text += "impossible:\n" + "".join(f"  - {rule}\n" for rule in impossible)
    return text


def _route(
    facts: list[str],
    transitions: list[str],
    *,
    otherwise: bool = True,
    ends: list[str] | None = None,
    parameters: str = "",
    impossible: list[str] | None = None,
) -> str:
    text = _head(facts, parameters=parameters, impossible=impossible)
    text += "steps:\n  s:\n    title: S\n    transitions:\n" + "".join(f"      - {one}\n" for one in transitions)
    if otherwise:
        text += "    otherwise: stay\n"
    text += "ends:\n" + "".join(f"  {end}\n" for end in ends or ["b: {title: B, outcome: success}"])
    return text


CASES: Mapping[str, Case] = {
    "xor_chain 16": Case(xor_chain(16), ("decide", "missing", "explain", "reach", "path", "check", "diff", "generate")),
    "xor_chain 40": Case(xor_chain(40), ("decide", "missing", "resolve", "outlook", "check", "diff")),
    "written_out_xor 7": Case(written_out_xor(7), ("decide", "reach", "check")),
    "written_out_xor 10": Case(written_out_xor(10), ("decide", "reach", "check", "diff")),
    "tied_both_ways 14": Case(tied_both_ways(14), ("missing", "reach", "path", "check", "generate")),
    "tied_both_ways 40": Case(tied_both_ways(40), ("missing",)),
    "pigeonholes 7": Case(pigeonholes(7), ("decide", "reach", "path", "outlook", "check", "diff")),
    "pigeonholes 10": Case(pigeonholes(10), ("decide", "check")),
    "all_yes 20": Case(all_yes(20), ("reach from nee", "reach", "path", "generate")),
    "all_yes 60": Case(all_yes(60), ("reach from nee", "path")),
    "two_choices 50": Case(two_choices(50), ("reach", "check", "diff", "generate")),
    "two_choices 150": Case(two_choices(150), ("decide", "reach", "check", "diff")),
    "day_values 200": Case(day_values(200), ("reach", "check", "generate")),
    "day_values 1000": Case(day_values(1000), ("decide", "reach", "check", "diff")),
    "many_transitions 100": Case(many_transitions(100), ("reach", "check", "generate")),
    "many_ends 100": Case(many_ends(100), ("check", "generate")),
    "dated_values 1000": Case(dated_values(1000), ("decide", "check")),
    "many_readings 8000": Case(many_readings(8_000), ("decide", "check")),
    "equal_tests 20000": Case(equal_tests(20_000), ("decide", "check")),
    "unused_facts 2000": Case(unused_facts(2_000), ("check",)),
    "ignore_comments 10000": Case(ignore_comments(10_000), ("check",)),
    "many_derived 300": Case(many_derived(300), ("resolve", "duties", "outlook", "explain", "reach")),
    "circle_in_time": Case(circle_in_time(), ("check", "path")),
}


def _all_no(route: Route) -> dict[str, bool]:
    return {name: False for name, fact in route.facts.items() if fact.kind == "yes_no" and fact.derivation is None}


def _changed(text: str) -> str:
    other_end = "ends:\n  c: {title: C, outcome: stopped}\n"
    return text.replace("otherwise: stay", "otherwise: c").replace("ends:\n", other_end)


def _diff(route: Route, file: Path) -> object:
    other = file.with_name("anders.yaml")
    other.write_text(_changed(file.read_text(encoding="utf-8")), encoding="utf-8")
    found = compare(route, routekaart.load(other))
    return {True: "the same", False: "differs", None: "not proven"}[found.same_meaning]


def _generate(_: Route, file: Path) -> object:
    tests = without_tests(file, Shelf()).tests
    assert tests is not None
    found = propose(coverage_of(tests, []), ON)
    return f"{len(found.students)} students" + (", not everything looked for" if found.too_hard else "")


def _check(_: Route, file: Path) -> object:
    return ", ".join(sorted({one.rule for one in routekaart.check(file).diagnostics})) or "nothing"


def _target(route: Route) -> str:
    return route.steps[route.start].targets[0]


QUESTIONS: Mapping[str, Asked] = {
    "decide": lambda route, _: route.decide(route.start, {}, on=ON).outcome,
    "missing": lambda route, _: f"{len(route.decide(route.start, {}, on=ON).missing)} missing",
    "explain": lambda route, _: "told" if route.decide(route.start, {}, on=ON).explain() else "",
    "outlook": lambda route, _: f"{len(route.outlook(route.start, {}, on=ON))} changes",
    "duties": lambda route, _: f"{len(route.duties(route.start, {}, on=ON).actions)} actions",
    "resolve": lambda route, _: f"{len(route.resolve({}, on=ON))} known",
    "reach": lambda route, _: f"{len(route.reach(route.start, _target(route), {}, on=ON).ways)} ways",
    "reach from nee": lambda route, _: (
        f"{len(route.reach(route.start, _target(route), _all_no(route), on=ON).ways)} ways"
    ),
    "path": lambda route, _: "a way" if route.path({}, to=next(iter(route.ends)), on=ON) else "none found",
    "check": _check,
    "diff": _diff,
    "generate": _generate,
}


def answer(question: str, route: Route, file: Path) -> str:
    """What comes of a question; "too hard" when it is refused."""
    try:
        return str(QUESTIONS[question](route, file))
    except TooHardError:
        return "too hard"


def _measured(name: str, question: str) -> None:
    # The tests, which import this module, run on Windows too; there is no such module there.
    import resource

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "zwaar.yaml"
        file.write_text(CASES[name].text, encoding="utf-8")
        route, before = routekaart.load(file), time.process_time()
        found = answer(question, route, file)
        used, memory = time.process_time() - before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{name:22}{question:16}{used:6.1f} s {memory:5} MB  {found}")


def main() -> None:
    """Print what each question about each file takes."""
    if len(sys.argv) == 3:
        _measured(sys.argv[1], sys.argv[2])
        return
    for name, case in CASES.items():
        for question in case.asked:
            subprocess.run([sys.executable, "-m", "tests.hostile.hard_routes", name, question], check=True)


if __name__ == "__main__":
    main()
