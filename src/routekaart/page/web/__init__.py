"""The parts of a page: its skeleton, its style sheet, its words in two languages and the modules of its script."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from routekaart.files.disk import limits
from routekaart.files.disk.reading import read_bytes
from routekaart.foundation.escaping.web import html_text
from routekaart.foundation.language import Language

_PLACE = re.compile(r"\{(\w+)\}")

FIRST = "main"
"""The first module that the page runs."""

MODULES = (
    "app",
    "deciding",
    "dom",
    "duties",
    "explained",
    "main",
    "map",
    "opening",
    "packing",
    "page",
    "paper",
    "past",
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
    """The text of a file that is part of a page."""
    return read_bytes(Path(__file__).with_name(name), limits.OWN).decode("utf-8")


def filled_in(name: str, lang: Language, filled: Mapping[str, str]) -> str:
    """A skeleton filled with the words of a language and with other content.

    Args:
        filled: the other content by place, as HTML; it takes precedence over the words.
    """
    said = {key: html_text(text) for key, text in words(lang).items() if "{" not in text}
    places = {**said, "lang": lang, **filled}

    def made(file: str) -> str:
        return _PLACE.sub(lambda place: places[place[1]], text_of(file))

    places["head"] = made("head.html")
    return made(name)


def modules() -> dict[str, str]:
    """The modules of the script, by name."""
    return {name: text_of(f"{name}.mjs") for name in MODULES}


def words(lang: Language) -> dict[str, str]:
    """The words of the page in a language, by key."""
    return {key: texts[lang] for key, texts in json.loads(text_of("words.json")).items()}
