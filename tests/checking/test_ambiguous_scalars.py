"""What is told of the way a value is written, against a parser of YAML 1.1."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from support.profiles import use_profile

from routekaart.checking.style import remarks
from routekaart.files.source import Scalar, Unreadable, parse_document

use_profile()
WORDS = ["yes", "No", "on", "OFF", "true", "null", "~", "=", "<<", ".inf", "-.INF", ".nan", "ja", "P3", "B", "1.5"]
NUMBERS = [
    "685_230.15",
    "0123",
    "12:30",
    "190:20:30.15",
    "0x1F",
    "0b11",
    "0o17",
    "1_000",
    "2009-03-01",
    "2009-3-1",
    "+1.5",
]
LETTERS = st.text("0123456789_.:-+xbo", min_size=1, max_size=8).filter(
    lambda text: re.search("[0-9]", text) and not re.search("(?<![0-9_])_", text)
)
"""What may look like a number; an underscore only follows a digit, for parsers do not agree on others."""


def in_yaml_1_1(text: str) -> object:
    """What a program that reads YAML 1.1 makes of a plain value."""
    parser = YAML(typ="safe", pure=True)
    parser.version = (1, 1)
    try:
        return parser.load(f"a: {text}\n")["a"]
    except (YAMLError, ValueError, KeyError) as error:
        return error


def told(text: str) -> set[str]:
    """The rules that are told of a file with one plain value."""
    document = parse_document(f"a: {text}\n", "proef.yaml")
    return {one.rule for one in remarks(document, Path("proef.yaml"), vocabulary=False)} - {"missing-modeline"}


@pytest.mark.slow
@given(text=st.sampled_from([*WORDS, *NUMBERS]) | LETTERS)
@example("-0.0")
def test_a_value_that_yaml_1_1_reads_in_another_way_is_told(text: str) -> None:
    try:
        node = parse_document(f"a: {text}\n", "proef.yaml").root.entries["a"][1]
    except Unreadable:
        return
    if isinstance(node, Scalar) and not node.quoted and node.text == text:
        other = in_yaml_1_1(text)
        if isinstance(node.value, str) and not isinstance(other, str):
            assert told(text) == {"ambiguous-scalar"}
        elif type(node.value) is type(other):
            assert told(text) <= ({"ambiguous-scalar"} if isinstance(node.value, str) else set())


@pytest.mark.parametrize("text", ["2009-03-01", "2009-03-01 12:00:00"])
def test_a_date_is_told_only_where_it_is_text(text: str) -> None:
    as_dates = f"waarden: [{{from: {text}}}]\nwhen: {{geboortedatum: {{below: {text}}}}}\n"
    as_texts = f"title: {text}\nwhen: {{soort: [{text}]}}\n{text}: ja\n"
    counts = []
    for written in (as_dates, as_texts):
        found = remarks(
            parse_document(written, "proef.yaml"), Path("proef.yaml"), vocabulary=False, dates=["geboortedatum"]
        )
        counts.append(sum(one.rule == "ambiguous-scalar" for one in found))
    assert counts == [0, 3]
