"""Files that cases begin from: those of the repository, and what was made of them."""

from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from routekaart import Route, load
from routekaart.files.source import Unreadable, parse_document, plain

from .cases import ROOT, written
from .growing import Grower
from .odd import Tree

ROUTES = ROOT / "routes"
VOCABULARY = ROUTES / "begrippen.yaml"
REAL = ("doorstroompunt", "entree", "pro_vso", "roc_bbl", "transitieroute")
WORK = ROOT / "tests" / "data" / "route_tests" / "werk.yaml"
"""A small route with a bit of everything."""


@cache
def text_of(file: Path) -> bytes:
    return file.read_bytes()


@cache
def tree_of(file: Path) -> Tree:
    """What stands in a YAML file, as plain data; None when it cannot be read. Nobody may change it."""
    try:
        return plain(parse_document(text_of(file).decode("utf-8-sig"), file.name).root)
    except (Unreadable, UnicodeDecodeError):
        return None


@cache
def corpus(*folders: str) -> tuple[Path, ...]:
    """The small YAML files of the tests that can be read, in these folders."""
    files = (one for folder in folders for one in sorted((ROOT / "tests" / "data" / folder).rglob("*.yaml")))
    return tuple(one for one in files if one.stat().st_size < 10_000 and isinstance(tree_of(one), dict))


def a_route(chance: Random, *, real: float = 0.1, grown: float = 0.5) -> tuple[dict[str, Any], bytes | None]:
    """A route, mostly a small one, with its text where a person wrote it.

    Args:
        real, grown: how many are of the real ones, and of those that were made from nothing.
    """
    which = chance.random()
    if which < grown:
        return Grower(chance).route(), None
    if which < grown + real:
        file = ROUTES / f"{chance.choice(REAL)}.yaml"
    else:
        file = chance.choice((WORK, *corpus("routes/ok", "routes/err", "diffs/voorbeeld", "fixes", "reports")))
    return tree_of(file), text_of(file)


def vocabulary_beside(tree: Tree) -> dict[str, bytes]:
    """The vocabularies that a route may take in."""
    uses = tree.get("uses") if isinstance(tree, dict) else None
    return {"begrippen.yaml": text_of(VOCABULARY)} if isinstance(uses, list) and "begrippen" in uses else {}


def loaded(file: str) -> Route | None:
    """The route in a file of the working directory, when there is one."""
    try:
        return load(Path(file))
    except Exception:
        # Whatever it is: the first action loads the file too, and tells it.
        return None


def sound_route(chance: Random) -> dict[str, Any]:
    """A route from nothing that can be loaded, for what lies beside it."""
    for _ in range(8):
        tree = Grower(chance).route()
        if routekaart_of(written(tree, "yaml")) is not None:
            return tree
    return dict(tree_of(WORK))


def routekaart_of(text: bytes) -> Route | None:
    """The route that a text is; None when it is none."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "proef.yaml"
        file.write_bytes(text)
        return loaded(str(file))


def small_route() -> bytes:
    return text_of(WORK)
