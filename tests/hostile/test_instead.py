"""What is badly meant or badly broken under `instead`: a message at its own line, never a crash or a silent pass."""

import re
from pathlib import Path

import pytest

import routekaart
from routekaart import RouteError

ROUTE = """\
routekaart: 1
id: proef
title: Proef
version: '1'
start: A
facts:
  werk: {type: yes_no, title: werk}
partners: {slb: {title: SLB}}
steps:
  A:
    title: Begin
    transitions: [{to: klaar, when: {werk: ja}}]
    otherwise: stay
ends:
  klaar: {title: Klaar, outcome: success}
readings:
  A-01:
    problem: Stil.
    chosen: Zo.
    because: Daarom.
    whole_route: true
    others:
      anders:
        text: Anders.
        instead:
          INSTEAD
"""
LINES = range(25, 27)
"""The line of the key and that of what stands under it."""
BROKEN = {
    "text": "hallo",
    "a number": "3",
    "null": "null",
    "nothing": "{}",
    "a list": "[{steps: {}}]",
    "a text that is YAML": "'{steps: {}}'",
    "a section that is null": "{steps: null}",
    "a start that is null": "{start: null}",
    "a list that is null": "{impossible: null}",
    "a section that is a list": "{steps: []}",
    "a section that is empty": "{steps: {}}",
    "a step that is a text": "{steps: {A: weg}}",
    "the start taken away": "{steps: {A: null}}",
    "the target taken away": "{ends: {klaar: null}}",
    "the fact taken away": "{facts: {werk: null}}",
    "a name taken away that is not there": "{steps: {B: null}}",
    "a key taken away that is not there": "{steps: {A: {terms: null}}}",
    "a derivation taken away that is not there": "{facts: {werk: {derive: null}}}",
    "a title taken away": "{steps: {A: {title: null}}}",
    "every key taken away": "{steps: {A: {title: null, transitions: null, otherwise: null}}}",
    "null in a list": "{steps: {A: {transitions: [null]}}}",
    "to nowhere": "{steps: {A: {transitions: [{to: null}]}}}",
    "readings in a reading": "{readings: {A-02: {problem: x, chosen: y, because: z}}}",
    "a reading in itself": "{readings: {A-01: {others: {anders: {text: x, instead: {start: A}}}}}}",
    "another id": "{id: ander}",
    "another version": "{version: '2'}",
    "another vocabulary": "{uses: [begrippen]}",
    "another format": "{routekaart: 1}",
    "a section that is not there": "{stepz: {}}",
    "a prototype": "{__proto__: {}}",
    "a step that is a prototype": "{steps: {__proto__: {title: x, otherwise: stay}}}",
    "an end that is a prototype": "{ends: {__proto__: {title: x, outcome: success}}}",
    "a fact that is a prototype": "{facts: {__proto__: {type: yes_no, title: x}}}",
    "a bell in a name": '{steps: {"A\\u0007": {title: x, otherwise: stay}}}',
    "a nul in a name": '{steps: {"\\0": {title: x, otherwise: stay}}}',
    "a name that is turned around": '{steps: {"\\u202eA": {title: x, otherwise: stay}}}',
    "a section that is turned around": '{"\\u202esteps": {}}',
    "half a letter": '{steps: {A: {title: "\\ud800"}}}',
    "a name of two lines": '{steps: {"A\\nB": {title: x, otherwise: stay}}}',
    "a script": '{steps: {"<script>": {title: x, otherwise: stay}}}',
    "a name that is empty": "{steps: {'': {title: x, otherwise: stay}}}",
    "a name that is a number": "{steps: {1: {title: x, otherwise: stay}}}",
    "a name that is a list": "{steps: {[a]: {title: x, otherwise: stay}}}",
    "a name that is a mapping": "{steps: {{a: b}: {title: x, otherwise: stay}}}",
    "a section twice": "{steps: {A: {title: x}}, steps: {A: {title: y}}}",
    "a name twice": "{steps: {A: {title: x}, A: {title: y}}}",
    "a key twice": "{steps: {A: {title: x, title: y}}}",
    "an alias of nothing": "*x",
    "an alias of itself": "&x {steps: *x}",
    "a merge": "{<<: {steps: {A: {title: x}}}}",
    "a merge in a step": "{steps: {A: {<<: {title: x}}}}",
    "a tag of Python": "!!python/object:os.system {steps: {}}",
    "a tag": "!foo {start: A}",
    "bytes": "!!binary aGFsbG8=",
    "a deep list": f"{{steps: {{A: {{transitions: {'[' * 300}{']' * 300}}}}}}}",
    "a deep mapping": "{steps: " * 60 + "1" + "}" * 60,
    "a deep condition": f"{{steps: {{A: {{transitions: [{{when: {'{not: ' * 80}x{'}' * 80}}}]}}}}}}",
    "a large number": f"{{parameters: {{g: {{unit: years, values: [{{from: null, value: 1{'0' * 5000}}}]}}}}}}",
    "a large power": "{facts: {n: {type: number, min: 0, max: 1e999999999}}}",
    "a start that is not there": "{start: nergens}",
    "a start that is a list": "{start: [A]}",
    "a start that is an end": "{start: klaar}",
    "a target that is not there": "{steps: {A: {transitions: [{to: nergens}]}}}",
    "a fact that is not there": "{steps: {A: {transitions: [{to: klaar, when: {wrk: ja}}]}}}",
    "a fact of another type": "{facts: {werk: {type: number}}}",
    "a fact without a type": "{facts: {werk: {type: null}}}",
    "a fact that follows from itself": "{facts: {werk: {derive: {werk: ja}}}}",
    "nothing closed": "{steps: {A: {title: x}",
}
STRANGE_BUT_RIGHT = {
    "a long name": f"{{steps: {{? {'a' * 100_000} : {{title: x, otherwise: stay}}}}}}",
    "a name from programs": "{steps: {constructor: {title: x, otherwise: stay}, A: {otherwise: constructor}}}",
    "a step twice by an alias": "{steps: {A: &a {title: x, otherwise: klaar}, B: *a}}",
    "a title that is turned around": '{steps: {A: {title: "\\u202eomgekeerd"}}}',
    "no ways out": "{steps: {A: {transitions: null}}}",
    "many steps": f"{{steps: {{{', '.join(f'S{number}: {{title: x, otherwise: stay}}' for number in range(300))}}}}}",
}


def written(folder: Path, instead: str) -> Path:
    file = folder / "proef.yaml"
    file.write_text(ROUTE.replace("INSTEAD", instead), encoding="utf-8")
    return file


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_told_once_and_where_it_stands(name: str, tmp_path: Path) -> None:
    file = written(tmp_path, BROKEN[name])
    (problem,) = routekaart.check(file).errors
    assert problem.span.line in LINES
    for lang in ("nl", "en"):
        message = problem.message_in("en" if lang == "en" else "nl")
        assert message
        assert len(message) < 400
        assert not re.search(r"[\x00-\x1f\u202a-\u202e\ud800-\udfff]", message)
    with pytest.raises(RouteError):
        routekaart.load(file)


def test_each_part_that_is_null_is_told_by_itself(tmp_path: Path) -> None:
    sections = ("start", "facts", "parameters", "partners", "impossible", "steps", "ends")
    file = written(tmp_path, "\n          ".join(f"{one}: null" for one in sections))
    assert [one.span.line for one in routekaart.check(file).errors] == list(range(26, 33))


@pytest.mark.parametrize("name", STRANGE_BUT_RIGHT)
def test_what_is_strange_but_right_can_be_run(name: str, tmp_path: Path) -> None:
    file = written(tmp_path, STRANGE_BUT_RIGHT[name])
    assert routekaart.check(file).errors == ()
    other = routekaart.load(file).under({"A-01": "anders"})
    assert other.decide("A", {"werk": "nee"}).target in {*other.steps, *other.ends}
