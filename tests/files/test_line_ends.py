"""What ends a line: in YAML 1.2 only LF, CR and both; NEL and the separators of Unicode are characters like others."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from support.profiles import use_profile

from routekaart.cli import main
from routekaart.files.source import Unreadable, decoded, parse_document, plain, scalars
from routekaart.files.source.comments import comments
from routekaart.foundation.edits import split_lines, with_ends

use_profile()

OLD_ENDS = "\x85\u2028\u2029"
LIKE_ANY = "\xa4"
"""Stands where one of the others stands; no text below holds it otherwise."""

PIECES = (
    *("a", "b: ", "\n", "\n  ", "- ", " # c", "#", "'", '"', "|\n  ", ">\n  ", "{", "}", "[", "]", ", ", "? ", "\r\n"),
    *("&x ", "*x", "!t ", "\\", "\t", "%", "\ue000", "\\uE001"),
)
TEXTS = st.lists(st.sampled_from((*PIECES, LIKE_ANY, f" {LIKE_ANY}", f"# {LIKE_ANY}\n")), max_size=14).map("".join)


def read(text: str, *, pure: bool) -> object:
    """What stands in a text and where, or what is wrong with it and where."""
    try:
        document = parse_document(text, "x", pure=pure)
    except Unreadable as error:
        return [(one.rule, one.text, one.span) for one in error.diagnostics]
    return plain(document.root), [(one.value, one.span) for one in scalars(document.root)]


@given(st.sampled_from(OLD_ENDS), TEXTS, st.booleans())
@example("\u2028", f"# a{LIKE_ANY}b: c\na: b\n", False)
@example("\x85", f"a: b # {LIKE_ANY}\nb: c\n", True)
@example("\u2029", f"a: |\n  een{LIKE_ANY}\n  b\nb: c", False)
@example("\x85", f'a: "{LIKE_ANY}\\uE000\\ue001\ue002"', False)
def test_what_ended_a_line_once_is_a_character_like_others(end: str, text: str, pure: bool) -> None:
    with_end = repr(read(text.replace(LIKE_ANY, end), pure=pure))
    assert with_end == repr(read(text, pure=pure)).replace(LIKE_ANY, repr(end)[1:-1])


@pytest.mark.parametrize("end", OLD_ENDS, ids=ascii)
@pytest.mark.parametrize("before", ["# a{}b\n", "x: a # a{}b\n", "x: a{}b\n", 'x: "a{}b"\n', "x: |\n  a{}b\n"])
def test_the_place_of_a_fault_is_right_behind_it(before: str, end: str, tmp_path: Path) -> None:
    text = f"{before.format(end)}routekaart: 1\nfoo: [\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8", newline="")
    told = CliRunner().invoke(main, ["check", str(tmp_path / "a.yaml"), "--format", "short"]).stdout
    assert f"a.yaml:{len(split_lines(text)) - 1}:" in told


@pytest.mark.parametrize("end", OLD_ENDS, ids=ascii)
def test_the_place_of_a_character_that_does_not_belong_there_is_right_behind_it(end: str) -> None:
    for data in (f"a: b{end}\nb: \x07".encode(), f"a: b{end}\nb: ".encode() + b"\xff"):
        with pytest.raises(Unreadable) as error:
            decoded(data, "x")
        assert (error.value.diagnostics[0].span.line, error.value.diagnostics[0].span.column) == (2, 4)


def test_a_text_that_leaves_no_character_to_read_instead_is_refused_at_its_place() -> None:
    every = "".join(map(chr, range(0xE000, 0xF900)))
    with pytest.raises(Unreadable, match=r"x:2:3: .*U\+2028"):
        parse_document(f"# {every}\n# \u2028\na: b", "x")
    assert plain(parse_document(f"# {every}\na: b", "x").root) == {"a": "b"}


@pytest.mark.parametrize("space", ["\xa0", *OLD_ENDS, "\u3000"], ids=ascii)
def test_no_other_space_begins_a_comment(space: str) -> None:
    document = parse_document(f"a: b{space}# routekaart x\nb: c # routekaart y", "x")
    assert plain(document.root)["a"] == f"b{space}# routekaart x"
    assert [one.text for one in comments(document, "routekaart")] == ["# routekaart y"]


@given(st.text(st.sampled_from("ab\r\n\x85\u2028\x0b"), max_size=12))
def test_lines_with_their_ends_are_the_lines(text: str) -> None:
    lines = with_ends(text)
    assert "".join(lines) == text
    assert [line.rstrip("\r\n") for line in lines] == list(split_lines(text))[: len(lines)]
