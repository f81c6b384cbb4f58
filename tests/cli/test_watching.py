"""`routekaart check --watch`: each change is told, and nothing is lost when it is stopped."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.places import ROOT

from routekaart.cli import main

GOOD = (ROOT / "tests" / "data" / "routes" / "ok" / "anders_naar_stap.yaml").read_text(encoding="utf-8")
BROKEN = GOOD.replace("start: ", "start: nergens_", 1)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "routes").mkdir()
    (tmp_path / "routes" / "anders_naar_stap.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs the command; in each pause the next thing happens, and after the last of them somebody stops it."""

    def run(arguments: list[str], *happens: Callable[[], object]) -> Result:
        to_come = [*happens]

        def sleep(_: float) -> None:
            if not to_come:
                raise KeyboardInterrupt
            to_come.pop(0)()

        monkeypatch.setattr("routekaart.cli.watching.sleep", sleep)
        return CliRunner().invoke(main, ["check", "--watch", *arguments])

    return run


def route(text: str, name: str = "anders_naar_stap") -> Callable[[], object]:
    return lambda: Path("routes", f"{name}.yaml").write_text(text, encoding="utf-8")


def nothing() -> None:
    """Nobody does anything."""


def test_each_change_is_told(watched: Callable[..., Result]) -> None:
    done = watched([], route(BROKEN), nothing, nothing, route(GOOD), nothing)
    assert done.stdout.count("error[unknown-target]") == 1
    assert done.exit_code == 0
    assert done.stderr.splitlines()[1] == "ik kijk mee; Ctrl-C stopt"
    assert len(done.stderr.splitlines()) == 4


def test_the_status_is_that_of_the_last_check(watched: Callable[..., Result]) -> None:
    assert watched([], route(BROKEN)).exit_code == 1
    assert watched(["--exit-zero"], route(BROKEN)).exit_code == 0


def test_a_change_with_the_same_date_and_size_is_seen_in_the_second_look(watched: Callable[..., Result]) -> None:
    file = Path("routes", "anders_naar_stap.yaml")

    def unnoticed() -> None:
        date = file.stat().st_mtime_ns
        text = file.read_bytes()
        with file.open("r+b") as open_file:
            open_file.write(text.replace(b"title", b"titel", 1))
        os.utime(file, ns=(date, date))

    done = watched([], route(GOOD + "\n# later\n"), unnoticed)
    assert "error[unknown-key]" in done.stdout


def test_a_file_that_comes_or_goes_is_seen(watched: Callable[..., Result]) -> None:
    other = BROKEN.replace("id: anders_naar_stap", "id: later", 1)
    done = watched(["--format", "short"], route(other, "later"), lambda: Path("routes", "later.yaml").unlink(), nothing)
    assert "routes/later.yaml" in done.stdout
    assert done.exit_code == 0


def test_settings_that_are_broken_for_a_moment_end_nothing(watched: Callable[..., Result]) -> None:
    settings = Path("routekaart.toml")
    done = watched(
        [],
        lambda: settings.write_text("select = [", encoding="utf-8"),
        lambda: settings.write_text('lang = "en"', encoding="utf-8"),
        route(BROKEN),
    )
    assert "routekaart.toml" in done.stderr
    assert "unknown step" in done.stdout
    assert done.exit_code == 1


def test_settings_that_are_wrong_from_the_start_end_it(watched: Callable[..., Result]) -> None:
    Path("routekaart.toml").write_text("select = [", encoding="utf-8")
    assert watched([]).exit_code == 2


def test_the_map_follows(watched: Callable[..., Result]) -> None:
    pictures: list[str] = []

    def then(text: str) -> Callable[[], object]:
        def happens() -> None:
            pictures.append(Path("route.svg").read_text(encoding="utf-8"))
            route(text)()

        return happens

    done = watched(
        ["routes/anders_naar_stap.yaml", "--map", "route.svg"], then(BROKEN), then("a: ["), then(GOOD), then(GOOD)
    )
    good, broken, unreadable, again = pictures
    assert done.exit_code == 0
    assert good == again != broken == unreadable


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--watch", "--fix"], "--watch is voor wie meeleest"),
        (["--watch", "--format", "json"], "--watch is voor wie meeleest"),
        (["--watch", "-o", "json=a.json"], "--watch is voor wie meeleest"),
        (["--map", "route.svg"], "--map hoort bij --watch"),
        (["--watch", "--map", "route.doc", "routes/anders_naar_stap.yaml"], "kies een naam die eindigt op"),
        (["--watch", "--map", "routes/anders_naar_stap.yaml", "routes/anders_naar_stap.yaml"], "kies een naam"),
    ],
)
def test_what_does_not_go_together_is_refused(arguments: list[str], told: str) -> None:
    done = CliRunner().invoke(main, ["check", *arguments])
    assert done.exit_code == 2
    assert told in done.stderr


def test_a_map_is_of_one_route(watched: Callable[..., Result]) -> None:
    route(GOOD.replace("id: anders_naar_stap", "id: later", 1), "later")()
    assert "noem een bestand" in watched(["--map", "route.svg"]).stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent in another way")
def test_ctrl_c_ends_it_quietly(folder: Path) -> None:
    command = [sys.executable, "-u", "-m", "routekaart", "check", "--watch", "routes/anders_naar_stap.yaml"]
    with subprocess.Popen(
        [*command, "--map", "route.svg"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline()
        assert "Ctrl-C" in process.stderr.readline()
        route(BROKEN)()
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "error[unknown-target]" in out
    assert "Traceback" not in err
    assert (folder / "route.svg").read_text(encoding="utf-8").rstrip().endswith("</svg>")
