"""What a page is made of: its skeleton, its style sheet, its words in two languages and the modules of its script."""

import json
from pathlib import Path

from routekaart.disk import limits
from routekaart.disk.reading import read_bytes
from routekaart.foundation.language import Language

FIRST = "main"
"""The module that the page begins with."""

MODULES = (
    "app",
    "deciding",
    "dom",
    "duties",
    "explained",
    "main",
    "map",
    "packing",
    "page",
    "paper",
    "question",
    "readings",
    "reference",
    "result",
    "saving",
    "sheet",
    "state",
    "student",
    "what_if",
)


def text_of(name: str) -> str:
    """The text of a file that a page is made of."""
    return read_bytes(Path(__file__).with_name(name), limits.OWN).decode("utf-8")


def modules() -> dict[str, str]:
    """The modules of the script, by name."""
    return {name: text_of(f"{name}.mjs") for name in MODULES}


def words(lang: Language) -> dict[str, str]:
    """The words of the page in a language, by key."""
    return {key: texts[lang] for key, texts in json.loads(text_of("words.json")).items()}
