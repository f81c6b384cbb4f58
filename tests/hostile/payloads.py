"""Texts that would be something else than text in one output or another, and every place that a text can come from."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"

PAYLOADS: dict[str, str] = {
    "link": "[klik](https://kwaad.invalid/a)",
    "image": "![beeld](https://kwaad.invalid/a.png)",
    "reference": "[klik][1] [1]: https://kwaad.invalid",
    "html": '<script>alert(1)</script><img src=x onerror="y">',
    "html comment": "<!-- weg --> </code></details><b>",
    "autolink": "<https://kwaad.invalid>",
    "www": "www.kwaad.invalid",
    "address": "https://kwaad.invalid/?a=1&b=2",
    "mail": "mailto:iemand@kwaad.invalid",
    "mention": "@iedereen @org/team",
    "issue": "#1 GH-1 gh-2 org/repo#3",
    "table": "a | b | c",
    "table escaped": "a \\| b \\\\| c",
    "backticks": "`code` ``` `` '`'",
    "emphasis": "**vet** __vet__ ~~weg~~ *x* _y_ $z$",
    "heading": "# kop",
    "list number": "1. x",
    "list dash": "- x",
    "list star": "* x",
    "rule": "---",
    "newline": "een\ntwee\n\n| a | b |\n| --- | --- |",
    "faked line": "x\nroutes/a.yaml:1:1: error[gap]: verzonnen",
    "carriage return": "veilig\rgevaarlijk",
    "escape": "\x1b[31mrood\x1b[0m\x1b]0;titel\x07",
    "hyperlink": "\x1b]8;;https://kwaad.invalid\x1b\\klik\x1b]8;;\x1b\\",
    "csi in c1": "\x9b2J\x9d0;titel\x9c\x85",
    "nul and bell": "a\x00b\x07c\x7fd",
    "bidi": "a\u202etxt.exe\u202c \u2066b\u2069 \u200fc\u061c",
    "zero width": "ge\u200bheim\ufeff \u2060x\u00ady\u200dz",
    "fillers": "a\u3164b\u115fc\U000e0041\U000e0042\ufe0f\ufe0f",
    "separators": "een\u2028twee\u2029drie",
    "emoji": f"gezin {FAMILY} en \U0001f3f3\ufe0f\u200d\U0001f308",
    "surrogate": "caf\udce9 \ud800",
    "substitution": "$(touch geraakt) `touch geraakt`",
    "shell": "x; touch geraakt & echo '\"' | cat > y",
    "quotes": "'; touch geraakt; '",
    "options": "--help",
    "workflow": "::error file=a::b%0A::error::c",
    "workflow old": "##[error]x ##vso[task.complete]",
    "log": "x\n::add-mask::x\n ::stop-commands::y",
    "cdata": "]]> <![CDATA[ & &amp; &#8203;",
    "placeholders": "{0} {} %s %(x)s @title@ {{x}}",
    "calendar": "x\r\nEND:VEVENT\r\nBEGIN:VEVENT;,\\n",
    "dot": '"]; a -> b; //\\N \\',
    "mermaid": '"] --> B["x"]; %%{init}%% #quot; end',
    "long": "lang" * 250_000,
}
"""By name, what is put in each place."""

ROUTE: dict[str, Any] = {
    "routekaart": 1,
    "id": "klein",
    "title": "Klein",
    "version": "1",
    "description": "Kort",
    "sources": {"bron": {"title": "Bron", "publisher": "Uitgever", "description": "Bron"}},
    "phases": {"begin": "Begin"},
    "start": "A",
    "facts": {
        "w": {"type": "yes_no", "title": "werk", "question": "Werk?", "phrases": {"ja": "werkt", "nee": "werkt niet"}},
        "k": {"type": "choice", "options": ["rood", "blauw"], "title": "kleur", "question": "Kleur?"},
        "n": {"type": "number", "unit": "years", "min": 0, "max": 99, "title": "leeftijd"},
        "vrij": {"type": "text", "title": "vrij"},
    },
    "parameters": {"grens": {"title": "grens", "unit": "years", "values": [{"from": None, "value": 18}]}},
    "impossible": [{"when": {"all": [{"k": "blauw"}, {"n": {"at_least": 90}}]}, "because": "zo oud"}],
    "partners": {"p": {"title": "Partner", "functions": ["functie"]}, "q": {"title": "Ander"}},
    "steps": {
        "A": {
            "title": "Stap",
            "description": "Wat er gebeurt",
            "phase": "begin",
            "source": "bron, p. 1",
            "responsible": ["p"],
            "contacts": [{"partner": "q", "when": {"w": "ja"}, "note": "opmerking", "source": "bron, p. 2"}],
            "actions": [{"do": "Doe iets", "with": ["q"], "hand_over": {"outside": "Elders"}}],
            "supports": [{"title": "Middel", "via": ["p"]}],
            "checklist": ["Nagaan"],
            "terms": [{"title": "Termijn"}],
            "reading": "r1",
            "transitions": [
                {"to": "eind", "when": {"all": [{"w": "ja"}, {"k": "rood"}]}},
                {"to": "B", "when": {"w": "nee"}},
            ],
        },
        "B": {"title": "Tweede", "transitions": [{"to": "eind", "when": {"n": {"at_least": "$grens"}}}]},
    },
    "ends": {"eind": {"title": "Klaar", "outcome": "success"}},
    "readings": {"r1": {"problem": "Onduidelijk", "chosen": "Dit", "because": "Daarom", "others": ["Dat"]}},
}
"""A route with a text in every place, and a gap, an overlap in time and other things to tell."""

TESTS: dict[str, Any] = {
    "routekaart_tests": 1,
    "route": "klein",
    "students": [
        {"name": "test", "step": "A", "on": "2026-03-01", "facts": {"w": "ja", "k": "blauw"}, "outcome": "end"}
    ],
}


@dataclass
class Scene:
    """A folder in which a text stands in one place, with the commands that may show it.

    Attributes:
        commands: each as words.
        file: the name of the route file.
    """

    folder: Path
    commands: list[list[str]] = field(default_factory=list)
    file: str = "klein.yaml"

    def write(self, name: str, content: object) -> None:
        text = content if isinstance(content, str) else json.dumps(content)
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogateescape"))


FORMS = ("text", "short", "json", "github", "sarif", "gitlab", "junit", "markdown")


def commands_on(file: str) -> list[list[str]]:
    """Every command that reads a route, in every format."""
    found = [["check", file, "--info", "--format", form] for form in FORMS]
    found += [["map", file, "--format", form] for form in ("text", "mermaid", "dot", "svg")]
    found += [["diff", "plain/klein.yaml", file, "--format", form] for form in ("text", "markdown", "json")]
    found += [["partners", "--routes", ".", "--format", form] for form in ("text", "markdown", "json")]
    found += [["show", file], ["show", file, "A"], ["show", file, "eind"], ["check", file, "--fix=all", "--diff"]]
    for fact in ("w=ja", "w=nee", "k=rood", "n=17"):
        found += [["decide", file, "A", "--fact", fact, "--on", "2026-03-01"]]
    found += [["decide", file, "A", "--json"], ["reach", file, "A", "B"], ["path", file, "eind"]]
    found += [["outlook", file, "B", "--fact", "n=17"], ["outlook", file, "B", "--json"]]
    found += [["test", file], ["test", file, "--coverage"], ["test", file, "--json"], ["test", file, "--generate"]]
    found += [["test", file, "--junit", "uit.xml"], ["simulate", file, "--on", "2026-03-01", "--students", "5"]]
    found += [["simulate", file, "--on", "2026-03-01", "--students", "5", "--format", "json"]]
    return found


def in_route(*path: str | int, key: bool = False) -> Callable[[Scene, str], None]:
    """The text as a value in the route, or as a key beside it."""

    def put(scene: Scene, text: str) -> None:
        route = deepcopy(ROUTE)
        holder: Any = route
        for one in path[:-1]:
            holder = holder[one]
        if key:
            holder[text] = holder[path[-1]]
        else:
            holder[path[-1]] = text
        scene.write("klein.yaml", route)
        scene.write("klein.tests.yaml", TESTS)
        scene.commands = commands_on("klein.yaml")

    return put


def route_named(scene: Scene, text: str) -> None:
    """The text as the name of the file."""
    scene.file = f"{as_name(text)}.yaml"
    scene.write(scene.file, ROUTE)
    scene.write(f"{as_name(text)}.tests.yaml", TESTS | {"route": as_name(text)})
    scene.commands = [*commands_on(scene.file), ["check"], ["test", "."], ["test", "--generate", scene.file, "-o", "."]]


def folder_named(scene: Scene, text: str) -> None:
    """The text as the name of the folder of a route."""
    scene.file = f"{as_name(text)}/klein.yaml"
    scene.write(scene.file, ROUTE)
    scene.write(f"{as_name(text)}/klein.tests.yaml", TESTS)
    name = as_name(text)
    scene.commands = [*commands_on(scene.file), ["check", name], ["test", name], ["diff", "plain", name]]
    scene.commands += [["new", "nieuw", "--folder", name], ["init", f"{name}/x"], ["partners", "--routes", name]]


def as_name(text: str) -> str:
    """A text as a file can be called."""
    plain = without_halves(text.replace("/", "_").replace("\0", "_"))
    return plain.encode()[:120].decode("utf-8", "ignore") + ("\udce9" if "\udce9" in text else "")


def toml(text: str) -> str:
    """A text as TOML writes it; half a character cannot be written in TOML."""
    return json.dumps(without_halves(text), ensure_ascii=False).replace("\x7f", "\\u007f")


def without_halves(text: str, but: str = "") -> str:
    """A text without halves of characters, except for some."""
    return "".join("_" if "\ud800" <= one <= "\udfff" and one not in but else one for one in text)


def settings(content: str, file: str = "routekaart.toml") -> Callable[[Scene, str], None]:
    """The text in a settings file, in the place of `@`."""

    def put(scene: Scene, text: str) -> None:
        scene.write("klein.yaml", ROUTE)
        scene.write(file, content.replace("@", toml(text)))
        scene.commands = [["check", "klein.yaml", "--format", form] for form in FORMS]

    return put


def baseline(key: str) -> Callable[[Scene, str], None]:
    """The text in a baseline that holds something in vain."""

    def put(scene: Scene, text: str) -> None:
        finding = {"file": "klein.yaml", "rule": "gap", "part": "steps.Z", "count": 1, key: text}
        scene.write("klein.yaml", ROUTE)
        scene.write("b.json", {"format": "routekaart.baseline", "format_version": 1, "findings": [finding]})
        scene.commands = [["check", "klein.yaml", "--baseline", "b.json", "--format", form] for form in FORMS]

    return put


def in_tests(*path: str | int, key: bool = False) -> Callable[[Scene, str], None]:
    """The text in the tests beside a route."""

    def put(scene: Scene, text: str) -> None:
        tests = deepcopy(TESTS)
        holder: Any = tests
        for one in path[:-1]:
            holder = holder[one]
        if key:
            holder[text] = holder[path[-1]]
        else:
            holder[path[-1]] = text
        scene.write("klein.yaml", ROUTE)
        scene.write("klein.tests.yaml", tests)
        ways: tuple[list[str], ...] = (
            [],
            ["--json"],
            ["--junit", "uit.xml"],
            ["--generate"],
            ["--coverage"],
            ["-k", "te"],
        )
        scene.commands = [["test", "klein.yaml", *more] for more in ways]

    return put


def arguments(*commands: str) -> Callable[[Scene, str], None]:
    """The text on the command line, in the place of `@`."""

    def put(scene: Scene, text: str) -> None:
        scene.write("klein.yaml", ROUTE)
        # A program cannot be given a nul, nor half a character that stands for no byte; nor a text without an end.
        given = without_halves(text.replace("\0", "?"), "\udce9")[:100_000]
        scene.commands = [[one.replace("@", given) for one in command.split(" ")] for command in commands]

    return put


def rows(scene: Scene, text: str) -> None:
    """The text in a table: the name of a column, a value, a group and the file."""
    cell = '"' + text.replace('"', '""').replace("\0", "")[:5_000] + '"'
    name = f"{as_name(text)[:40]}.csv"
    content = f"w,k,stap,{cell}\nja,rood,A,x\nja,{cell},A,{cell}\nnee,,{cell},y\n"
    for file in (name, "t.csv"):
        scene.write(file, without_halves(content))
    scene.write("klein.yaml", ROUTE)
    column = text.replace("\0", "")[:5_000]
    for form in ("text", "json"):
        scene.commands += [
            ["cohort", "klein.yaml", "t.csv", "--step", "A", "--by", column, "--format", form],
            ["cohort", "klein.yaml", name, "--step", "stap", "--format", form],
            ["cohort", "klein.yaml", "t.csv", "--step", column, "--format", form],
        ]
    scene.commands.append(["cohort", "klein.yaml", "t.csv", "--step", "A", "--not-fact", column, "--prefix", column])


def facts_file(scene: Scene, text: str) -> None:
    """The text as a fact in a file, and as a key of a student."""
    scene.write("klein.yaml", ROUTE)
    scene.write("f.json", {text: "ja", "w": text})
    scene.write("s.json", {"step": "A", text: 1})
    scene.write("t.json", {"step": text})
    scene.write("j.json", {"format": text, "format_version": 1})
    scene.commands = [["decide", "klein.yaml", "A", "--facts", "f.json"]]
    scene.commands += [["map", "klein.yaml", "--student", file] for file in ("s.json", "t.json", "j.json")]


def comment(scene: Scene, text: str) -> None:
    """The text in a comment that ignores."""
    line = " ".join("".join(one if one.isprintable() else " " for one in text).split())[:1000]
    scene.write(
        "klein.yaml", f"{json.dumps(ROUTE)} # routekaart: ignore[{line}] {line}\n# routekaart: ignore[gap] {line}\n"
    )
    scene.commands = [["check", "klein.yaml", "--format", form] for form in FORMS]


def distributions(scene: Scene, text: str) -> None:
    """The text in a file with distributions."""
    scene.write("klein.yaml", ROUTE)
    contents: tuple[dict[str, Any], ...] = ({"facts": {text: {}}}, {text: 1}, {"facts": {"k": {"values": {text: 1}}}})
    for number, content in enumerate(contents):
        scene.write(f"{number}.yaml", {"routekaart_simulation": 1, **content})
        simulate = ["simulate", "klein.yaml", "--on", "2026-03-01", "--students", "5"]
        scene.commands.append([*simulate, "--distributions", f"{number}.yaml"])


PLACES: dict[str, Callable[[Scene, str], None]] = {
    "title": in_route("title"),
    "description": in_route("description"),
    "version": in_route("version"),
    "id": in_route("id"),
    "start": in_route("start"),
    "phase": in_route("phases", "begin"),
    "title of a step": in_route("steps", "A", "title"),
    "description of a step": in_route("steps", "A", "description"),
    "source of a step": in_route("steps", "A", "source"),
    "title of an end": in_route("ends", "eind", "title"),
    "outcome of an end": in_route("ends", "eind", "outcome"),
    "title of a partner": in_route("partners", "p", "title"),
    "function of a partner": in_route("partners", "p", "functions", 0),
    "partner that is not there": in_route("steps", "A", "responsible", 0),
    "action": in_route("steps", "A", "actions", 0, "do"),
    "hand-over": in_route("steps", "A", "actions", 0, "hand_over", "outside"),
    "support": in_route("steps", "A", "supports", 0, "title"),
    "note": in_route("steps", "A", "contacts", 0, "note"),
    "checklist": in_route("steps", "A", "checklist", 0),
    "term": in_route("steps", "A", "terms", 0, "title"),
    "source": in_route("sources", "bron", "title"),
    "publisher": in_route("sources", "bron", "publisher"),
    "title of a fact": in_route("facts", "w", "title"),
    "question": in_route("facts", "w", "question"),
    "phrase": in_route("facts", "w", "phrases", "ja"),
    "option": in_route("facts", "k", "options", 1),
    "type": in_route("facts", "w", "type"),
    "title of a parameter": in_route("parameters", "grens", "title"),
    "impossible": in_route("impossible", 0, "because"),
    "reading": in_route("readings", "r1", "problem"),
    "choice of a reading": in_route("readings", "r1", "chosen"),
    "reading that is not there": in_route("steps", "A", "reading"),
    "target": in_route("steps", "A", "transitions", 1, "to"),
    "otherwise": in_route("steps", "B", "otherwise"),
    "value in a condition": in_route("steps", "A", "transitions", 0, "when", "all", 1, "k"),
    "limit in a condition": in_route("steps", "B", "transitions", 0, "when", "n", "at_least"),
    "unknown key": in_route("title", key=True),
    "unknown key of a step": in_route("steps", "A", "title", key=True),
    "name of a step": in_route("steps", "B", key=True),
    "name of a fact": in_route("facts", "w", key=True),
    "name of an end": in_route("ends", "eind", key=True),
    "fact in a condition": in_route("steps", "A", "transitions", 1, "when", "w", key=True),
    "operator in a condition": in_route("steps", "B", "transitions", 0, "when", "n", "at_least", key=True),
    "vocabulary": in_route("uses"),
    "file name": route_named,
    "folder name": folder_named,
    "comment": comment,
    "key of routekaart.toml": settings("@ = 1\n"),
    "rule in routekaart.toml": settings("select = [@]\n"),
    "threshold in routekaart.toml": settings("fail-on = @\n"),
    "baseline in routekaart.toml": settings("baseline = @\n"),
    "broken routekaart.toml": settings("@ = = @\n"),
    "key of pyproject.toml": settings("[tool.routekaart]\n@ = 1\n", "pyproject.toml"),
    "file in a baseline": baseline("file"),
    "rule in a baseline": baseline("rule"),
    "part in a baseline": baseline("part"),
    "format of a baseline": baseline("format"),
    "name of a test": in_tests("students", 0, "name"),
    "step of a test": in_tests("students", 0, "step"),
    "route of tests": in_tests("route"),
    "outcome of a test": in_tests("students", 0, "outcome"),
    "key of a test": in_tests("students", 0, "name", key=True),
    "fact of a test": in_tests("students", 0, "facts", "w", key=True),
    "value in a test": in_tests("students", 0, "facts", "k"),
    "route that is not there": arguments(
        "check @", "show @", "decide @ A", "diff @ klein.yaml", "map @", "test @", "map @.yaml", "partners --routes @"
    ),
    "step that is not there": arguments(
        "decide klein.yaml @", "show klein.yaml @", "reach klein.yaml A @", "reach klein.yaml @ B", "path klein.yaml @"
    ),
    "fact that is not there": arguments(
        "decide klein.yaml A --fact @=ja", "decide klein.yaml A --fact @", "outlook klein.yaml A --fact @=ja"
    ),
    "value of a fact": arguments(
        "decide klein.yaml A --fact w=@", "decide klein.yaml A --fact k=@", "decide klein.yaml A --fact vrij=@"
    ),
    "date": arguments("decide klein.yaml A --on @", "outlook klein.yaml A --until @", "check --on @", "test --on @"),
    "revision": arguments("diff @ klein.yaml", "diff @:klein.yaml klein.yaml", "show HEAD:@", "show @:@"),
    "option that is not there": arguments("--@", "check --@", "decide klein.yaml A --@", "check -@"),
    "command that is not there": arguments("@", "@ @"),
    "choice that is not there": arguments(
        "check --format @", "map klein.yaml --format @", "schema @", "decide klein.yaml A --lang @", "completion @"
    ),
    "number": arguments("simulate klein.yaml --on 2026-01-01 --students @", "test --fail-under @"),
    "one argument too many": arguments("show klein.yaml A @", "list @"),
    "rule": arguments("explain @", "check klein.yaml --select @", "check klein.yaml --ignore @"),
    "file to write": arguments(
        "check klein.yaml -o @", "map klein.yaml -o @", "map klein.yaml -o niet/@.svg",
        "test klein.yaml --junit niet/@",
        "diff klein.yaml klein.yaml -o niet/@", "outlook klein.yaml A --ics niet/@",
        "cohort klein.yaml @ --step A",
        "check klein.yaml -o json=niet/@", "check klein.yaml --baseline @", "decide klein.yaml A --facts @",
        "map klein.yaml --student @", "simulate klein.yaml --on 2026-01-01 --distributions @",
    ),
    "name of a new route": arguments("new @", "init --id @"),
    "title of a new route": arguments("new nieuw --title @", "init x --title @"),
    "folder of a new route": arguments("new nieuw --folder klein.yaml/@", "init klein.yaml/@"),
    "partner": arguments("partners @"),
    "text in the name of a test": arguments("test klein.yaml -k @"),
    "parameter": arguments(
        "simulate klein.yaml --on 2026-01-01 --parameter @", "simulate klein.yaml --on 2026-01-01 --parameter @=1",
        "simulate klein.yaml --on 2026-01-01 --parameter grens=@", "simulate klein.yaml --on @",
        "simulate klein.yaml --on 2026-01-01 --step @", "simulate klein.yaml --on 2026-01-01 --against @",
    ),
    "column": arguments(
        "cohort klein.yaml klein.yaml --step A --column @", "cohort klein.yaml klein.csv --step A --column w=@",
    ),
    "label": arguments("outlook klein.yaml B --fact n=17 --on 2026-03-01 --label @ --ics uit.ics"),
    "table": rows,
    "facts in a file": facts_file,
    "distributions": distributions,
}  # fmt: skip
"""By name, how a text comes to stand in each place."""


def cases(every: bool, offset: int = 7) -> Iterator[tuple[str, str, int | None]]:
    """Which text stands where, and which of the commands of that place are run: all (None) or every so manieth."""
    names = list(PAYLOADS)
    for row, place in enumerate(PLACES):
        for column, payload in enumerate(names):
            if every:
                yield place, payload, None
            elif (row * offset + column) % len(names) in (0, 9, 18, 29, 37):
                yield place, payload, row + column
