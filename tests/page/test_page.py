"""A route as one page: what the file holds, and what it does not."""

import json
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.places import ROOT
from support.strategies import REAL_ROUTES, real_route

from routekaart.cli import main
from routekaart.page import web
from routekaart.page.modules import joined_modules
from routekaart.page.packing import packed
from routekaart.portable import portable

FileOf = Callable[..., Path]
WEB = ROOT / "src" / "routekaart" / "page" / "web"


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL_ROUTES)
def test_a_page_is_one_small_file(name: str, file_of: FileOf) -> None:
    text = file_of(name).read_text(encoding="utf-8")
    assert len(text.encode()) < 300_000
    assert not re.search(r'\b(src|action)="|<link|@import|url\(', text)
    assert real_route(name).digest in text
    assert "geen rechten" in text
    assert real_route(name).version in text


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL_ROUTES)
def test_the_foot_names_documents_that_a_reader_can_know(name: str, file_of: FileOf) -> None:
    (named,) = re.findall(r"<p>(Gemaakt op grond van: [^<]*)</p>", file_of(name).read_text(encoding="utf-8"))
    assert not re.search(r"\b(map|bestand|yaml)\b", named, re.IGNORECASE)
    assert not named.endswith("..")


def test_a_route_without_sources_has_no_empty_line_about_them(tmp_path: Path) -> None:
    made = tmp_path / "gewoon.html"
    route = ROOT / "tests" / "data" / "routes" / "ok" / "genegeerd.yaml"
    assert CliRunner().invoke(main, ["page", str(route), "-o", str(made)]).exit_code == 0
    assert "Gemaakt op grond van" not in made.read_text(encoding="utf-8").split("<footer")[1].split("</footer>")[0]


@pytest.mark.slow
def test_only_its_own_script_and_style_may_run(file_of: FileOf) -> None:
    text = file_of("roc_bbl").read_text(encoding="utf-8")
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', text)
    rules = dict(rule.split(" ", 1) for rule in policy.replace("&#x27;", "'").split("; "))
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)

    def digest(of: str) -> str:
        return f"'sha256-{b64encode(sha256(of.encode()).digest()).decode()}'"

    assert rules == {
        "default-src": "'none'",
        "script-src": digest(script),
        "style-src": digest(style),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert not re.search(r' style="| on\w+="', text.replace(script, ""))


@pytest.mark.slow
def test_the_script_stores_sends_and_evaluates_nothing(file_of: FileOf) -> None:
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|localStorage|sessionStorage"
        r"|indexedDB|\.cookie|fetch\(|XMLHttp|WebSocket|sendBeacon|import\("
    )
    assert re.findall(forbidden, file_of("doorstroompunt").read_text(encoding="utf-8")) == []


def test_every_module_is_joined_and_every_word_is_used() -> None:
    assert {path.stem for path in WEB.glob("*.mjs")} == set(web.MODULES)
    script = joined_modules({**web.modules(), "routekaart": "export class Route {}\n"}, web.FIRST)
    assert [name for name in web.MODULES if f"const ${name} = " not in script] == []
    texts = [web.text_of("page.html"), web.text_of("index.html")]
    texts += [(WEB.parent / name).read_text(encoding="utf-8") for name in ("assembling.py", "folder_index.py")]
    source = "\n".join([*web.modules().values(), *texts])
    made_of = set(re.findall(r"[`\"](\w+_)\$?\{", source))
    ends = {key: key.rsplit("_", 1) for key in web.words("nl")}
    used = set(re.findall(r"""["'{](\w+)["'}]""", source))
    assert [key for key, parts in ends.items() if key not in used and not _is_made(key, made_of, parts)] == []


def _is_made(key: str, made_of: set[str], parts: list[str]) -> bool:
    units = parts[-1] in ("one", "more")
    return units or any(key.startswith(one) for one in made_of)


def test_words_stand_in_both_languages_with_the_same_places() -> None:
    nl, en = web.words("nl"), web.words("en")
    places = re.compile(r"\{\w+\}")
    assert [key for key in nl if set(places.findall(nl[key])) != set(places.findall(en[key]))] == []
    assert list(nl) == sorted(nl)


def test_modules_in_a_circle_are_refused() -> None:
    texts = {"a": 'import { b } from "./b.mjs";\n', "b": 'import { a } from "./a.mjs";\n'}
    with pytest.raises(ValueError, match="circle: a, b, a"):
        joined_modules(texts, "a")


def test_text_from_a_route_stays_text(hostile: Path) -> None:
    text = hostile.read_text(encoding="utf-8")
    assert text.count("<script") == text.count("</script>") == 2
    assert "alert(1)</script>" not in text
    assert "\u202e" not in text
    assert "<!--" not in text


@pytest.mark.slow
def test_what_is_packed_is_the_portable_route(file_of: FileOf) -> None:
    (data,) = re.findall(r'id="data">([^<]*)</script>', file_of("doorstroompunt").read_text(encoding="utf-8"))
    content = json.loads(zlib.decompress(b64decode(data)))
    assert content["portable"] == portable(real_route("doorstroompunt"))
    assert packed(content) == data


@pytest.mark.slow
def test_the_command_writes_the_page(tmp_path: Path) -> None:
    file = tmp_path / "d.html"
    done = CliRunner().invoke(main, ["page", "doorstroompunt", "-o", str(file), "--lang", "en"])
    assert done.exit_code == 0, done.output
    assert '<html lang="en">' in file.read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_page_under_another_reading_says_so(tmp_path: Path) -> None:
    file = tmp_path / "d.html"
    done = CliRunner().invoke(main, ["page", "roc_bbl", "-o", str(file), "--reading", "A-31=strikt"])
    assert done.exit_code == 0, done.output
    assert re.search(r'class="top_about">[^<]*A-31', file.read_text(encoding="utf-8"))


def test_a_route_with_errors_is_refused_with_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "kapot.yaml"
    file.write_text("routekaart: 1\nid: kapot\ntitle: Kapot\nversion: 1.0.0\nlanguage: nl\nstart: B\nsteps: {}\n")
    made = tmp_path / "kapot.html"
    done = CliRunner().invoke(main, ["page", str(file), "-o", str(made)])
    assert done.exit_code == 2
    assert "kapot.yaml:" in done.stderr
    assert "[" in done.stderr
    assert not made.exists()
