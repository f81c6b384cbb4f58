"""Whatever a text holds and wherever it comes from, it stays text: in a terminal, Markdown, a shell, every other form.

A sample of the texts, places and commands; with `ROUTEKAART_SLOW=1` all of them.
"""

import ast
import html
import json
import os
import re
import shlex
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import icalendar
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from payloads import FAMILY, PAYLOADS, PLACES, ROUTE, Scene, cases
from support.places import ROOT
from support.profiles import SLOW, use_profile

from routekaart.cli import main, printing
from routekaart.foundation.escaping.drawings import dot_row, mermaid_label, svg_text
from routekaart.foundation.escaping.letters import file_name, message, one_line
from routekaart.foundation.escaping.machines import (
    github_message,
    ics_text,
    json_text,
    sarif_text,
    xml_document,
    xml_text,
)
from routekaart.foundation.escaping.markdown import code, code_in_table, markdown
from routekaart.foundation.escaping.shell import word
from routekaart.foundation.escaping.signs import signs
from routekaart.foundation.escaping.terminal import terminal

use_profile()

SOURCE = ROOT / "src"
EMOJI = (FAMILY, "\U0001f3f3\ufe0f\u200d\U0001f308")
NOT_SEEN = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
LONGEST = 25_000
"""More than a message of 2,000 characters can become."""

PER_CASE = 4
"""So many of the commands of a case are run in the sample."""

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TAGS = re.compile(r"</?(code|br|wbr|details)>|<summary>[A-Z][a-z ]+</summary>")
REFERENCE = re.compile(r"(https?|ftp):/|www\.\w|(?<!\w)[@#]\w|\bGH-\d|\w@\w", re.IGNORECASE)
"""What GitHub makes a link of without being asked."""

READ_IN_CODE = re.compile(r"[\[\]|*_`~$\\<>]|://|www\.|@\w|&(?!#?\w+;)")
"""What Markdown would read between the tags of code in HTML."""

DOT_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')


def assert_seen(text: str, where: object) -> None:
    """Nothing in a text steers a terminal, turns it round, or hides in it."""
    for emoji in EMOJI:
        text = text.replace(emoji, "")
    for letter in text:
        hidden = unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") or letter in NOT_SEEN
        assert not hidden or letter in "\n\t", (where, letter, text[max(0, text.index(letter) - 60) :][:120])


def assert_no_command_of_a_build_server(text: str, where: object) -> None:
    for line in text.split("\n"):
        assert not line.strip().startswith("::"), (where, line[:200])
        assert not re.search(r"##(\[|vso\[)", line), (where, line[:200])


def assert_plain_markdown(text: str, where: object) -> None:
    """Markdown in which nothing but our own tables, headings, lists and code is more than text."""
    tokens = MARKDOWN.parse(text)
    for token in (one for block in tokens for one in (block, *(block.children or ()))):
        assert token.type not in ("link_open", "image", "s_open", "fence", "code_block", "em_open"), (where, token)
        if token.type.startswith("html"):
            assert not TAGS.sub("", token.content).strip("\n"), (where, token)
    seen = "\n".join(text for block in tokens for text in texts_outside_code(block.children or ()))
    assert not REFERENCE.search(seen), (where, seen[:500])
    for inside in re.findall("<code>(.*?)</code>", text):
        assert not READ_IN_CODE.search(inside.replace("@<wbr>", "")), (where, inside)
    bars = 0
    for line in text.split("\n"):
        if line.startswith("|"):
            count = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line))
            assert bars in (0, count), (where, line[:300])
            bars = count
        else:
            assert not bars or not line or line.startswith(("<", "#", "e", "a")), (where, line[:300])
            bars = 0


def texts_outside_code(tokens: Iterable[Token]) -> Iterator[str]:
    """What Markdown takes for text, but for what stands between tags of code."""
    coded = False
    for one in tokens:
        if one.type == "html_inline" and "code" in one.content:
            coded = one.content == "<code>"
        elif one.type == "text" and not coded:
            yield one.content


def assert_xml(text: str, where: object) -> None:
    root = ElementTree.fromstring(text)
    for one in root.iter():
        for value in (*one.attrib.values(), one.text or ""):
            assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", value), where
    assert {re.sub(r"\{.*\}", "", one.tag) for one in root.iter()} <= {
        *("testsuites", "testsuite", "testcase", "failure", "error"),
        *("svg", "title", "desc", "style", "rect", "g", "text", "path", "polygon", "circle"),
    }, where


def assert_sarif(text: str, where: object) -> None:
    run = json.loads(text)["runs"][0]
    for told in messages_in(run["results"]):
        assert not re.search(r"(?<!\\)\[(?:[^\[\]\\]|\\.)*\]\(", told), (where, told[:300])
    for result in run["results"]:
        for place in result["locations"]:
            uri = place["physicalLocation"]["artifactLocation"]["uri"]
            assert re.fullmatch(r"[\w.~/%-]*", uri, re.ASCII), (where, uri)


def messages_in(content: Any) -> Iterator[str]:
    """Every message in a result of SARIF."""
    if isinstance(content, dict):
        for key, value in content.items():
            if key in ("message", "description"):
                yield value["text"]
            else:
                yield from messages_in(value)
    elif isinstance(content, list):
        for one in content:
            yield from messages_in(one)


def assert_github(text: str, where: object) -> None:
    for line in text.splitlines():
        assert re.fullmatch(r"::(error|warning|notice) file=[^,:]*(,\w+=[^,:]*)*::.*", line), (where, line[:300])
        assert not re.search(r"%(?!25|0A|0D|3A|2C)", line), (where, line[:300])


def assert_dot(text: str, where: object) -> None:
    bare = DOT_TEXT.sub("", text)
    assert re.fullmatch(r"[\w\s\[\]{}=,;>.-]*", bare), (where, bare[:500])
    assert bare.count("{") == bare.count("}"), where


def assert_mermaid(text: str, where: object) -> None:
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    json.loads(front.removeprefix("title: "))
    for line in body.splitlines():
        if line.strip().startswith(("acc", "classDef")):
            assert not re.search(r'[;%{}<>"`\\]', line), (where, line)
            continue
        bare = re.sub(r'"[^"]*"', "", line)
        assert re.fullmatch(r"[\w\s\[\](){}|.>:-]*", bare), (where, line[:300])
        for label in re.findall(r'"([^"]*)"', line):
            for row in label.split("<br/>"):
                assert not re.search(r"[<>`\\]|&(?!#)|#(?!\d+;)", row), (where, row[:300])
                assert not re.match(r"\d+[.)](\s|$)|[-+*](\s|$)|[-=_*]{3,}$", row), (where, row[:300])
                assert not re.search(r"https?://|\[[^\]]*\]\(|\*|~~", row), (where, row[:300])


def assert_calendar(content: bytes, where: object) -> None:
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|(?<!\r)\n", content), where
    assert max(map(len, content.split(b"\r\n"))) <= 75, where
    made = icalendar.Calendar.from_ical(content)
    assert made.subcomponents, where
    for event in made.walk("VEVENT"):
        assert not event.errors, where
        assert_seen(str(event["summary"]), where)
    assert content.count(b"BEGIN:VEVENT") == len(made.walk("VEVENT")), where


def commands_in(text: str) -> set[str]:
    """The commands in an output that are there to be pasted."""
    found = re.findall(r"(?:probeer|try|oud|old|nieuw|new): +(routekaart decide .*)$", text, re.MULTILINE)
    in_html = re.findall(r"<code>(routekaart decide .*?)</code>", text)
    found += [html.unescape(one.replace("<wbr>", "")) for one in in_html]
    inline = (one for block in MARKDOWN.parse(text) for one in block.children or () if one.type == "code_inline")
    found += [one.content for one in inline if one.content.startswith("routekaart decide")]
    found += re.findall(r"^verder: (.*?)(?:, en |$)", text, re.MULTILINE)
    return set(found)


def assert_pastes(command: str, folder: Path, where: object) -> None:
    """A command is one for a shell, with the words that were meant: the program decides about the student with them."""
    assert_seen(command, where)
    words = shlex.split(command.rpartition("; ")[2] if command.startswith("cd ") else command)
    if "\udce9" not in command:
        script = "routekaart() { printf '%s\\0' routekaart \"$@\"; }; cd() { :; }; " + command
        done = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, check=True, timeout=60)
        assert done.stdout.decode().split("\0")[:-1] == words, (where, command)
    if words[1:2] == ["decide"]:
        assert run(words[1:]).exit_code == 0, (where, command)
    assert not (folder / "geraakt").exists(), where


def run(words: list[str]) -> Result:
    return CliRunner().invoke(main, words)


def assert_safe(scene: Scene, words: list[str], where: object) -> None:
    """One command, with what it prints and what it writes."""
    result = run(words)
    if not result.stderr.startswith("lezen of schrijven lukt niet: "):
        assert result.exit_code in (0, 1, 2), (where, result.output[:500], result.exception)
    form = words[words.index("--format") + 1] if "--format" in words[:-1] else "json" if "--json" in words else "text"
    if "--diff" not in words:
        assert_seen(result.stdout, where)
    assert_seen(result.stderr, where)
    assert max(map(len, result.stderr.split("\n"))) <= LONGEST, where
    assert_no_command_of_a_build_server(result.stderr, where)
    if result.exit_code == 2 or not result.stdout or words[0].startswith("-"):
        return
    if form == "json" or form == "gitlab":
        json.loads(result.stdout)
    elif form == "markdown":
        assert_plain_markdown(result.stdout, where)
    elif form == "sarif":
        assert_sarif(result.stdout, where)
    elif form == "github":
        assert_github(result.stdout, where)
    elif form in ("junit", "svg"):
        assert_xml(result.stdout, where)
    elif form == "dot":
        assert_dot(result.stdout, where)
    elif form == "mermaid":
        assert_mermaid(result.stdout, where)
    elif "--generate" not in words and "--diff" not in words and words[0] not in ("schema", "completion"):
        assert_no_command_of_a_build_server(result.stdout, where)
    if form in ("text", "short", "markdown"):
        for command in sorted(commands_in(result.stdout))[:3]:
            assert_pastes(command, scene.folder, where)
    for file in scene.folder.glob("*.xml"):
        assert_xml(file.read_text(encoding="utf-8"), where)
    for file in scene.folder.glob("*.ics"):
        assert_calendar(file.read_bytes(), where)


CASES = list(cases(SLOW))
GROUPS = 10


@pytest.mark.slow
@pytest.mark.parametrize("group", range(GROUPS))
def test_a_text_is_only_text_wherever_it_comes_out(group: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faults = []
    for number, (place, payload, start) in enumerate(CASES[group::GROUPS]):
        scene = Scene(tmp_path / str(number))
        scene.folder.mkdir()
        monkeypatch.chdir(scene.folder)
        scene.write("plain/klein.yaml", ROUTE)
        PLACES[place](scene, PAYLOADS[payload])
        count = len(scene.commands)
        chosen = range(count) if start is None else {(start + step * 5) % count for step in range(PER_CASE)}
        for index in chosen:
            try:
                assert_safe(scene, scene.commands[index], (payload, place, scene.commands[index][:3]))
            except (AssertionError, ValueError, ElementTree.ParseError, subprocess.SubprocessError) as fault:
                faults.append(f"{payload} as {place}: {' '.join(scene.commands[index])[:80]!r}: {str(fault)[:700]}")
    assert not faults, f"{len(faults)} faults:\n" + "\n".join(faults[:40])


def test_every_text_and_every_place_is_in_the_sample() -> None:
    sample = list(cases(every=False))
    assert {place for place, _, _ in sample} == set(PLACES)
    assert {payload for _, payload, _ in sample} == set(PAYLOADS)
    assert min(Counter(payload for _, payload, _ in sample).values()) >= 3


@pytest.mark.parametrize("name", PAYLOADS)
def test_what_a_terminal_shows_is_seen_and_stays_the_same_when_it_is_made_safe_again(name: str) -> None:
    shown = terminal(PAYLOADS[name])
    assert_seen(shown, name)
    assert_no_command_of_a_build_server(shown, name)
    assert terminal(shown) == shown
    for safe in (one_line(PAYLOADS[name]), message(PAYLOADS[name]), file_name(PAYLOADS[name])):
        assert_seen(safe, name)
        assert len(safe.splitlines()) <= 1
        assert len(safe) <= LONGEST


@pytest.mark.parametrize("name", PAYLOADS)
def test_json_holds_the_same_text(name: str) -> None:
    text = PAYLOADS[name]
    written = json_text({"a": [text]})
    assert_seen(written, name)
    written.encode("utf-8")
    if not any("\ud800" <= letter <= "\udfff" for letter in text):
        assert json.loads(written) == {"a": [text]}


@pytest.mark.parametrize("name", PAYLOADS)
def test_markdown_shows_the_text(name: str) -> None:
    shown = MARKDOWN.render(f"| a |\n| --- |\n| {markdown(PAYLOADS[name])} |\n")
    assert_plain_markdown(f"| a |\n| --- |\n| {markdown(PAYLOADS[name])} |\n", name)
    assert shown.count("<td>") == 1


def test_an_emoji_of_several_stays_whole() -> None:
    text = f"een {FAMILY} en vlag \U0001f1f3\U0001f1f1"
    assert FAMILY in signs(text)
    assert "".join(signs(text)) == text
    for safe in (terminal, one_line, message, file_name, markdown):
        assert FAMILY in safe(text)
    assert "\u200d" not in one_line("ge\u200dheim")
    persian = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    assert one_line(persian) == persian


def test_a_message_of_sarif_without_a_link_stays_as_it_is() -> None:
    assert sarif_text("stappen [a, b] en (c)") == "stappen [a, b] en (c)"
    assert sarif_text("[a](1) \\ [b]") == r"\[a\](1) \\ \[b\]"


def test_colours_are_ours_and_nobody_elses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    route = json.loads(json.dumps(ROUTE))
    route["steps"]["A"]["transitions"][1]["to"] = "\x1b[31;1mkwaad\x1b[0m"
    Scene(tmp_path).write("klein.yaml", route)
    monkeypatch.setattr("routekaart.cli.check._in_color", lambda: True)
    result = CliRunner().invoke(main, ["check", "klein.yaml"], color=True)
    assert "\x1b[31;1merror[" in result.stdout
    assert_seen(re.sub("\x1b\\[(?:\\d\\d;1|0)m", "", result.stdout), "colours")
    assert "kwaad\x1b" not in result.stdout


def test_a_patch_is_exact_for_a_program_and_seen_by_a_person(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = "\x1b]0;x\x07\u202e\r\n"
    monkeypatch.setattr(sys, "stdout", open(tmp_path / "out", "w", encoding="utf-8", newline=""))  # noqa: PTH123, SIM115
    printing.give_patch(text)
    sys.stdout.close()
    assert (tmp_path / "out").read_bytes().decode() == text


NAMES = (
    "met spatie",
    "a;b $(touch geraakt) `x`",
    "'",
    "=ls",
    "-vlag",
    "~",
    "\udce9",
    "!x",
    "*",
    "#1",
    "a  b",
    "a\u00a0b",
    FAMILY,
)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_command_that_is_printed_can_be_pasted(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = gap_in(tmp_path, f"{name}.yaml", monkeypatch)
    file = f"./{name}.yaml" if name.startswith("-") else f"{name}.yaml"
    shown = [run(words).stdout for words in printing_commands(file)]
    if "\udce9" in name:
        assert not any(name in command for one in shown for command in commands_in(one))
        return
    for one in shown:
        assert commands_in(one), one
        for command in commands_in(one):
            assert_pastes(command, scene.folder, name)


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[2Jb", "a\u202eb", "a\u200bb", "a\tb"])
def test_a_command_that_nobody_can_see_is_not_printed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gap_in(tmp_path, f"{name}.yaml", monkeypatch)
    for words in printing_commands(f"{name}.yaml"):
        result = run(words)
        assert result.exit_code == 1
        assert all(" oud/klein.yaml " in command for command in commands_in(result.stdout)), words
    made = [run(["new", "nieuw", "--folder", name]).stdout, run(["init", f"{name}/x"]).stdout]
    assert not any("verder" in one for one in made)
    new = (tmp_path / name / "nieuw.yaml").read_text(encoding="utf-8")
    assert new.splitlines()[2].endswith("routekaart show nieuw.yaml")


def gap_in(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """A folder with a route that has a gap, beside the same without, and with a test that does not come out."""
    monkeypatch.chdir(folder)
    scene = Scene(folder)
    scene.write("oud/klein.yaml", {**ROUTE, "steps": {**ROUTE["steps"], "B": {"title": "B", "otherwise": "eind"}}})
    scene.write(name, ROUTE)
    wrong = {"step": "A", "on": "2026-03-01", "facts": {"w": "nee"}, "target": "eind", "name": "fout"}
    scene.write(name.replace(".yaml", ".tests.yaml"), {"routekaart_tests": 1, "route": name, "students": [wrong]})
    return scene


def printing_commands(file: str) -> list[list[str]]:
    """The commands that print commands."""
    checks = [["check", file, "--format", form] for form in ("text", "short", "markdown")]
    return [*checks, *(["diff", "oud/klein.yaml", file, "--format", form] for form in ("text", "markdown"))]


def test_the_commands_after_a_new_route_can_be_pasted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    *_, check, tests = run(["new", "nieuw", "--folder", "een map;$(x)"]).stdout.splitlines()
    assert check == "verder: routekaart check 'een map;$(x)/nieuw.yaml'"
    made = "routekaart test 'een map;$(x)/nieuw.yaml' --generate -o 'een map;$(x)/nieuw.tests.yaml'"
    assert tests == f"staan de stappen er: {made}"
    assert run(["init", "b & c"]).stdout.splitlines()[-1] == "verder: cd 'b & c'; routekaart check, en routekaart test"
    assert run(["init"]).stdout.splitlines()[-1] == "verder: routekaart check, en routekaart test"


def test_a_calendar_without_events_is_a_calendar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["outlook", "roc_bbl", "P3", "--fact", "heeft_werkplek=ja", "--ics", "a.ics"]).exit_code == 0
    assert_calendar(Path("a.ics").read_bytes(), "no events")
    assert icalendar.Calendar.from_ical(Path("a.ics").read_bytes()).walk("VEVENT") == []


LABELS = {
    "1. x": "1#46; x",
    "2) x": "2#41; x",
    "- x": "#45; x",
    "* x": "#42; x",
    "+ x": "#43; x",
    "---": "#45;--",
    "1.5 jaar": "1.5 jaar",
    "heeft_werk": "heeft_werk",
    "_schuin_": "#95;schuin#95;",
    "**vet**": "#42;#42;vet#42;#42;",
    "[a](b)": "#91;a](b)",
    "https://x": "https#58;//x",
    "`code`": "#96;code#96;",
    "# kop": "#35; kop",
    "> citaat": "#62; citaat",
    "[x]: y": "#91;x]: y",
    "0www.x": "0www#46;x",
    "$5 en $6": "$5 en $6",
    "$$x$$": "#36;#36;x#36;#36;",
    "fa:fa-car": "fa:#8203;fa-car",
    FAMILY: FAMILY,
}


@pytest.mark.parametrize("text", LABELS)
def test_a_label_of_mermaid_is_no_markdown(text: str) -> None:
    assert mermaid_label(text) == LABELS[text]


MARKS = (
    *(
        "1. ",
        "1) ",
        "- ",
        "* ",
        "+ ",
        "# ",
        "> ",
        "a",
        "b",
        " ",
        "    ",
        "_",
        "__",
        "*",
        "**",
        "~~",
        "`",
        "```",
        "[",
        "]",
    ),
    *(
        "(",
        ")",
        "!",
        "](",
        "<",
        "<b>",
        "http://",
        "www.",
        "a@b.nl",
        "| a | b |",
        "---",
        "===",
        "- [ ] ",
        "[x]: y",
        "\\",
    ),
    *("&amp;", "$$", "$x$", "<!--", "\n", "\t", "12", "fa:fa-car", "fab:fa-x"),
)


@given(st.lists(st.sampled_from(MARKS), max_size=6).map("".join))
def test_no_label_of_mermaid_is_markdown_a_formula_or_an_icon(text: str) -> None:
    label = mermaid_label(text)
    # Mermaid puts something without a meaning in the place of each number, and the sign itself after the Markdown.
    read = MARKDOWN.parse(re.sub(r"#\d+;", "x", label))
    assert {token.type for token in read} <= {"paragraph_open", "inline", "paragraph_close"}, label
    assert {child.type for token in read for child in token.children or ()} <= {"text"}, label
    assert not re.search(r"\$\$|https?://|www\.", label)
    assert not re.search(r"fa[bklrs]?:fa-", re.sub(r"#(\d+);", lambda found: chr(int(found[1])), label))


SIGNS = ("[", "[](", "-", "- ", "1", "_", "*", "`", "#", ":", "\\", " ", "\n", "\u200d", "\x1b", "@", "1.")
SAFE: tuple[Callable[[str], object], ...] = (
    *(terminal, one_line, message, file_name, markdown, code, code_in_table, mermaid_label, dot_row),
    *(svg_text, json_text, xml_text, xml_document, github_message, sarif_text, ics_text, word),
)


@pytest.mark.parametrize("sign", SIGNS)
def test_a_long_text_takes_no_longer_than_it_is_long(sign: str) -> None:
    text = sign * (60_000 // len(sign)) + "x"
    started = time.process_time()
    for safe in SAFE:
        safe(text)
    assert time.process_time() - started < 10


def test_a_shell_completes_nothing_that_hides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    scene = Scene(tmp_path)
    for name in ("a.yaml", "b\x1b[2J.yaml", "c\nd.yaml"):
        scene.write(name, {**ROUTE, "steps": {**ROUTE["steps"], "B": {"title": "x\x1b]0;y\x07\nz"}}})
    for words in ("routekaart check ", "routekaart show ", "routekaart decide a.yaml "):
        asked = {"_ROUTEKAART_COMPLETE": "zsh_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
        shown = CliRunner().invoke(main, [], prog_name="routekaart", env=asked).stdout
        assert_seen(shown, words)
        assert "[2J" not in shown


@pytest.mark.slow
def test_everything_that_is_printed_is_printed_in_one_module() -> None:
    """No other module writes to the standard output or error, by whatever name."""
    for file in SOURCE.rglob("*.py"):
        called = [node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        found = [node.lineno for node in called if _prints(node.func)]
        assert bool(found) == (file == SOURCE / "routekaart" / "cli" / "printing.py"), (file, found)


def _prints(called: ast.expr) -> bool:
    written = ast.unparse(called)
    return (
        written in ("print", "echo", "secho", "pprint")
        or re.search(
            r"(^|\.)(echo|secho|echo_via_pager|progressbar|pprint)$|std(out|err)(\.buffer)?\.(write|writelines)$",
            written,
        )
        is not None
    )


@pytest.mark.slow
def test_no_module_imports_what_prints_by_another_name() -> None:
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module in ("click", "sys", "click.utils"):
                assert not {one.name for one in node.names} & {"echo", "secho", "stdout", "stderr"}, file


@pytest.mark.skipif(sys.platform == "win32", reason="names there are always text")
def test_a_name_that_is_not_text_is_told_in_every_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name = os.fsdecode(b"caf\xe9.yaml")
    Scene(tmp_path).write(name, {**ROUTE, "start": "Z"})
    for form in ("text", "short", "markdown"):
        assert r"caf\udce9.yaml" in MARKDOWN.render(run(["check", name, "--format", form]).stdout), form
    for form in ("github", "gitlab", "junit"):
        assert "udce9.yaml" in run(["check", name, "--format", form]).stdout, form
    assert "caf%E9.yaml" in run(["check", name, "--format", "sarif"]).stdout
