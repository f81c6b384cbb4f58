"""Small route files that once kept the engine busy for minutes.

`uv run python -m tests.hostile.hard_routes` asks everything of each, each in its own process, and prints what it took.
"""

from collections.abc import Iterator
from datetime import date, timedelta

ON = date(2026, 3, 1)


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
