"""The schema in a real editor's helper, yaml-language-server: what it fills in and what it says, at planted places.

`npm install --global yaml-language-server` brings it, and so does `.ci/tools`; without it these tests are skipped.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from support import needs
from support.places import ROOT

SERVER = shutil.which("yaml-language-server")

pytestmark = needs.program("yaml-language-server")

TEMPLATES = ROOT / "src" / "routekaart" / "cli" / "starting" / "templates"
SETTINGS = {"yaml": {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}}
HEAD = f"""\
# yaml-language-server: $schema={(ROOT / "schema" / "route.schema.json").as_uri()}
routekaart: 1
id: proef
title: Proef
version: "1.0"
start: A
facts:
  heeft_werk: {{type: yes_no}}
"""
TAIL = """\
ends:
  klaar: {title: Klaar, outcome: success}
"""


class Server:
    """A language server, spoken to over its input and output."""

    def __init__(self, settings: dict[str, Any] = SETTINGS) -> None:
        assert SERVER is not None
        self._process = subprocess.Popen([SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._settings = settings
        self._number = 0
        self._documents = 0
        self.ask("initialize", {"processId": None, "rootUri": ROOT.as_uri(), "capabilities": {}})
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": settings})

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()

    def open(self, text: str) -> str:
        self._documents += 1
        uri = f"file:///proef/{self._documents}.yaml"
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def diagnostics(self, text: str) -> list[tuple[int, str]]:
        uri = self.open(text)
        while True:
            message = self._read()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                return [(one["range"]["start"]["line"] + 1, one["message"]) for one in message["params"]["diagnostics"]]

    def at(self, request: str, text: str, mark: str = "|") -> Any:
        """What the server says where the mark stands."""
        before = text[: text.index(mark)]
        position = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        uri = self.open(text.replace(mark, ""))
        return self.ask(f"textDocument/{request}", {"textDocument": {"uri": uri}, "position": position})

    def ask(self, method: str, parameters: object) -> Any:
        self._number += 1
        number = self._number
        self._write({"id": number, "method": method, "params": parameters})
        while True:
            message = self._read()
            if message.get("id") == number and "method" not in message:
                return message["result"]

    def tell(self, method: str, parameters: object) -> None:
        self._write({"method": method, "params": parameters})

    def _write(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        """The next message; what the server asks is answered."""
        assert self._process.stdout is not None
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        if "method" in message and "id" in message:
            asked = message.get("params", {}).get("items", [])
            self._write(
                {"id": message["id"], "result": [self._settings.get(one.get("section"), {}) for one in asked] or None}
            )
        return message


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


def labels(found: Any) -> set[str]:
    return {item["label"] for item in found["items"]}


STEP = HEAD + "steps:\n  A:\n    title: Begin\n"
CONDITION = STEP + "    transitions:\n      - to: klaar\n        when:\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (STEP + "    |\n" + TAIL, {"responsible", "transitions", "otherwise", "policy", "actions", "source"}),
        (STEP + "    policy: |\n" + TAIL, {"unique", "first"}),
        (STEP + "    transitions:\n      - |\n" + TAIL, {"to", "when", "source", "reading"}),
        (CONDITION + "          |\n" + TAIL, {"all", "any", "not"}),
        (CONDITION + "          leeftijd:\n            |\n" + TAIL, {"at_least", "above", "at_most", "below", "not"}),
        (HEAD + "ends:\n  klaar:\n    title: Klaar\n    outcome: |\n", {"success", "transfer", "hand_over", "stopped"}),
        (HEAD.replace("{type: yes_no}", "\n    type: |\n") + TAIL, {"yes_no", "choice", "number", "date", "text"}),
        (HEAD + "|\n" + TAIL, {"steps", "parameters", "partners", "phases", "sources", "readings", "impossible"}),
    ],
    ids=["step", "policy", "transition", "condition", "comparison", "outcome", "type", "top"],
)
def test_an_editor_fills_in_what_can_stand_here(text: str, expected: set[str], server: Server) -> None:
    found = server.at("completion", text)
    assert expected <= labels(found)


@pytest.mark.parametrize(
    ("mistake", "line", "told"),
    [
        ("    titel: Begin\n", 12, "titel"),
        ("    policy: eerste\n", 12, "first"),
        ("    transitions:\n      - {naar: klaar}\n", 13, "to"),
        ("    transitions:\n      - {to: klaar, when: {heeft_werk: {onder: 3}}}\n", 13, "onder"),
        ("    responsible: niemand\n", 12, "n.t.b."),
        ("    checklist: tekst\n", 12, "array"),
    ],
    ids=["key", "value", "missing", "comparison", "unknown yet", "type"],
)
def test_an_editor_says_what_is_wrong_at_the_right_line(mistake: str, line: int, told: str, server: Server) -> None:
    found = server.diagnostics(STEP + mistake + TAIL)
    assert found
    assert {at for at, _ in found} == {line}
    assert told in " ".join(message for _, message in found)


@pytest.mark.slow
def test_an_editor_has_nothing_to_say_of_the_routes(server: Server) -> None:
    for file in sorted((ROOT / "routes").glob("*.yaml")):
        _, _, text = file.read_text(encoding="utf-8").partition("\n")
        beside = file.suffixes[0][1:] if len(file.suffixes) > 1 else None
        kind = beside or ("vocabulary" if file.stem == "begrippen" else "route")
        schema = (ROOT / "schema" / f"{kind}.schema.json").as_uri()
        assert server.diagnostics(f"# yaml-language-server: $schema={schema}\n{text}") == [], file.name


def test_in_a_project_that_init_made_an_editor_fills_in_and_leaves_messages_to_routekaart() -> None:
    written = json.loads((TEMPLATES / "vscode_settings.json").read_text(encoding="utf-8"))
    yaml = {key.removeprefix("yaml."): value for key, value in written.items() if key.startswith("yaml.")}
    del yaml["schemas"]
    server = Server({"yaml": {**SETTINGS["yaml"], **yaml}})
    try:
        assert server.diagnostics(STEP + "    titel: Begin\n" + TAIL) == []
        assert "responsible" in labels(server.at("completion", STEP + "    |\n" + TAIL))
        assert "overgang" in json.dumps(server.at("hover", STEP + "    other|wise: stay\n" + TAIL), ensure_ascii=False)
    finally:
        server.close()


def test_an_editor_shows_what_a_key_means(server: Server) -> None:
    shown = server.at("hover", STEP + "    other|wise: stay\n" + TAIL)
    assert "overgang" in json.dumps(shown, ensure_ascii=False)
