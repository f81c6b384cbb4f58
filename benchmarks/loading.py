"""Start-up: each a process of its own that starts cold, against a Python that does nothing."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import zen
from findings import Part, ratio_table
from peers.zen_routes import route_graph
from students import complete, two_valued
from timing import in_rounds

import routekaart
from routekaart import Route
from routekaart.files.route_files import route_files

ROOT = Path(__file__).parents[1]
COLD = Path(__file__).parent / "cold"
BARE = "bare Python"
PACKAGES = ("pydantic", "pydantic-core", "PyYAML", "ruamel.yaml", "ruamel.yaml.clib", "zen-engine")
DECIDE = (
    *("decide", "roc_bbl", "P11", "--on", "2026-03-01", "--fact", "geboortedatum=2009-03-01"),
    *("--fact", "startkwalificatie=nee", "--fact", "vrijstelling_kwalificatieplicht=nee"),
)


@dataclass(frozen=True)
class Command:
    """What a process does.

    Attributes:
        words: the arguments of Python.
        cached: whether routekaart may use copies of routes that it has read before.
        tells: something that it must print.
    """

    words: tuple[str, ...]
    tells: str = ""
    cached: bool = True


def measure(quick: bool) -> Part:
    """How long it takes until five routes are loaded, and until a command is done."""
    routes = [routekaart.load(name) for name in routekaart.bundled_names()]
    steps = sum(len(route.steps) for route in routes)
    with tempfile.TemporaryDirectory() as folder:
        commands = _commands([route.id for route in routes], steps, _for_zen(routes, Path(folder)))
        tasks = {name: _task(command, Path(folder)) for name, command in commands.items()}
        for task in tasks.values():
            task()  # what it prints is right; and what can be kept for the next time is kept
        taken = in_rounds(tasks, to=BARE, quick=quick, sample=0)
    about = (
        f"{len(routes)} routes of {steps} steps together; each time is that of a whole process, from its start to its "
        "end. A warm cache: copies that routekaart made of routes that it had read before. From text: without those."
    )
    names = {
        "import": "import routekaart",
        "load, warm": LOAD_WARM,
        "load, from text": LOAD_TEXT,
        "decide command": DECIDE_WARM,
        "check command": CHECK,
    }
    figures = {name: taken[task].ratio for name, task in names.items()}
    figures["load, from text to PyYAML"] = taken[LOAD_TEXT].ratio / taken[YAML].ratio
    figures["load, from text to zen"] = taken[LOAD_TEXT].ratio / taken[ZEN].ratio
    return Part("Start-up", about, (ratio_table("A cold process", taken, BARE),), figures)


LOAD_WARM = "routekaart, load five routes, cache warm"
LOAD_TEXT = "routekaart, load five routes from text"
DECIDE_WARM = "`routekaart decide`, cache warm"
CHECK = "`routekaart check routes/`"
YAML = "PyYAML (C) and pydantic, five routes"
ZEN = "zen-engine, five routes in JSON"


def _commands(names: list[str], steps: int, for_zen: list[str]) -> Mapping[str, Command]:
    files = [str(path) for path in route_files([ROOT / "routes"])]
    load = (str(COLD / "routekaart_load.py"), *names)
    return {
        BARE: Command(("-c", "pass")),
        "import routekaart": Command(("-c", "import routekaart")),
        LOAD_WARM: Command(load, f"{steps}"),
        LOAD_TEXT: Command(load, f"{steps}", cached=False),
        YAML: Command((str(COLD / "yaml_and_pydantic.py"), *files), f"{steps}"),
        ZEN: Command((str(COLD / "zen_decisions.py"), *for_zen), f"{steps}"),
        DECIDE_WARM: Command(("-m", "routekaart", *DECIDE), "naar P12"),
        "`routekaart decide` from text": Command(("-m", "routekaart", *DECIDE), "naar P12", cached=False),
        CHECK: Command(("-m", "routekaart", "check", str(ROOT / "routes")), "responsible-unknown"),
    }


def _task(command: Command, folder: Path) -> Callable[[], None]:
    # The cache of this benchmark lies in a folder of its own, that is empty when it starts.
    cache = str(folder / "cache") if command.cached else "off"
    environment = {**os.environ, "ROUTEKAART_CACHE": cache, "XDG_CACHE_HOME": str(folder / "cache")}
    # Python may keep the bytecode of modules, as it does on the machines of those who use a package.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def run() -> None:
        done = subprocess.run(
            [sys.executable, *command.words],
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        if command.tells not in done.stdout:
            raise AssertionError(f"{command.words} prints {done.stdout!r}, without {command.tells}")

    return run


def _for_zen(routes: list[Route], folder: Path) -> list[str]:
    """The routes as files for zen, after it has shown that it decides by them."""
    paths = []
    for route in routes:
        text = json.dumps(route_graph(route))
        path = folder / f"{route.id}.json"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
        if route.id == "roc_bbl":
            _agrees(text)
    return paths


def _agrees(text: str) -> None:
    content = zen.ZenDecisionContent(text)
    engine = zen.ZenEngine({"loader": lambda _: content})
    for step, facts in complete():
        given = engine.evaluate("roc_bbl", dict(facts))["result"].get(step)
        if (step if given == "stay" else given) != (right := two_valued(step, facts)):
            raise SystemExit(f"zen answers {given} at {step}, and {right} is right, for {facts}")
