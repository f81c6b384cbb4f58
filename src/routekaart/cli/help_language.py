"""The language of help and of messages about wrong use: that of `--lang`, wherever it is given; else Dutch."""

from collections.abc import Sequence

import click

from routekaart.foundation.language import LANGUAGES, Language


def asked_language(arguments: Sequence[str]) -> Language:
    """The language that the arguments of a command line ask for, before they are read."""
    found: Language = "nl"
    for number, one in enumerate(arguments):
        if one == "--":
            break
        name, _, value = one.partition("=")
        if name == "--lang":
            given = value or (arguments[number + 1] if number + 1 < len(arguments) else "")
            found = next((lang for lang in LANGUAGES if lang == given), found)
    return found


def spoken(context: click.Context | None) -> Language:
    """The language of help and of messages about wrong use of a command."""
    return "en" if context is not None and context.obj == "en" else "nl"
