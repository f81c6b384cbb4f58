"""Numbers with the words for what is counted: "1 stap", "2 stappen", "1.200 steps"."""

import ast
from collections.abc import Iterator

import pytest
from support.places import ROOT

from routekaart.foundation.language import Text, counted
from routekaart.model.fact_types import FactType
from routekaart.model.fact_values import accepted_values

SOURCE = ROOT / "src" / "routekaart"
TREES = {file: ast.parse(file.read_text(encoding="utf-8")) for file in SOURCE.rglob("*.py")}


def plurals() -> set[str]:
    """The words for more than one that the program knows: what is given to `counted`, in both languages."""
    calls = [node for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.Call)]
    texts = [call.args[2] for call in calls if ast.unparse(call.func) == "counted" and len(call.args) == 3]
    words = [ast.literal_eval(word) for text in texts if isinstance(text, ast.Call) for word in text.args]
    return {word.split()[-1] for word in words} - {"keer"}


def glued() -> Iterator[tuple[str, int, str]]:
    """Each place where a value stands directly before a word for more than one."""
    many = plurals()
    for file, tree in TREES.items():
        for text in (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)):
            for value, after in zip(text.values, text.values[1:], strict=False):
                if isinstance(value, ast.FormattedValue) and isinstance(after, ast.Constant):
                    word, written = str(after.value).split()[:1], ast.unparse(value.value)
                    if str(after.value).startswith(" ") and {*word} & many and not written.isupper():
                        yield file.name, after.lineno, written


@pytest.mark.slow
def test_no_number_is_glued_to_a_word_for_more_than_one() -> None:
    assert {"stappen", "steps", "studenten", "students", "rows", "tests", "decimals"} <= plurals()
    assert list(glued()) == []


@pytest.mark.parametrize(
    ("number", "told"),
    [(0, "0 stappen, 0 steps"), (1, "1 stap, 1 step"), (2, "2 stappen, 2 steps"), (1200, "1.200 stappen, 1,200 steps")],
)
def test_one_is_one(number: int, told: str) -> None:
    found = counted(number, Text("stap", "step"), Text("stappen", "steps"))
    assert f"{found.nl}, {found.en}" == told


@pytest.mark.parametrize(("decimals", "nl", "en"), [(1, "1 decimaal", "1 decimal"), (2, "2 decimalen", "2 decimals")])
def test_what_is_accepted_of_a_number_with_decimals(decimals: int, nl: str, en: str) -> None:
    accepted = accepted_values(FactType("loon", "number", "loon", decimals=decimals))
    assert accepted.nl == f"een getal met een punt en hooguit {nl}"
    assert accepted.en == f"a number with a point and at most {en}"
