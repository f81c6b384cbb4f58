"""What is done with a file: a command, as in a terminal, or a call of the library."""

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from routekaart import RoutekaartError
from routekaart.cli import main

_SAY_LITTLE = (
    "--lang",
    "--fact",
    "--facts",
    "--on",
    "--years",
    "--students",
    "--format",
    "--routes",
    "--step",
    "--info",
)


@dataclass(frozen=True)
class Said:
    """What came of an action.

    Attributes:
        error: what was raised and is no error that a caller expects; for a command, also what it caught itself.
        refused: the error of the library, where that is what came of it.
        status, out, err: of a command.
    """

    error: BaseException | None = None
    refused: RoutekaartError | None = None
    status: int = 0
    out: str = ""
    err: str = ""


@dataclass(frozen=True)
class Action:
    """Something to do in the folder of a case, which is the working directory.

    Attributes:
        name: what it is, in a few words; findings are grouped by it.
        shown: how a person does the same.
        do: does it.
        may_write: the files that it may make or change.
        form: what its output must be readable as.
        secrets: what no message may hold.
    """

    name: str
    shown: str
    do: Callable[[], Said]
    may_write: Collection[str] = ()
    form: str = ""
    secrets: Collection[str] = ()
    statuses: Collection[int] = (0, 1, 2)


def command(*args: str, writes: Collection[str] = (), form: str = "", secrets: Collection[str] = ()) -> Action:
    """A command of the command line.

    Args:
        writes: the files that it may make or change.
    """
    told = [one for one in args if one.startswith("--") and one not in _SAY_LITTLE]
    chosen = [args[args.index(one) + 1] for one in ("--format",) if one in args]
    name = " ".join((args[0], *dict.fromkeys((*told, *chosen))))
    return Action(name, _shown(args), lambda: _invoked(args), writes, form, secrets)


def call(name: str, do: Callable[[], Any], secrets: Collection[str] = ()) -> Action:
    """A call of the library; what it gives is thrown away."""

    def done() -> Said:
        try:
            do()
        except RoutekaartError as error:
            return Said(refused=error)
        except Exception as error:
            return Said(error=error)
        return Said()

    return Action(name, name, done, secrets=secrets)


def _shown(args: tuple[str, ...]) -> str:
    return " ".join(
        ("routekaart", *(one if one.isascii() and one.isprintable() and " " not in one else repr(one) for one in args))
    )


def _invoked(args: tuple[str, ...]) -> Said:
    run = CliRunner().invoke(main, list(args))
    error = run.exception
    if isinstance(error, SystemExit):
        # A command that catches a fault of its own ends with this status; what it caught is still there.
        error = error.__context__ if run.exit_code not in (0, 1, 2) else None
    return Said(error=error, status=run.exit_code, out=run.stdout, err=run.stderr)


def misread(form: str, text: str) -> str | None:
    """Why an output is not what it should be; None when it is."""
    try:
        if form == "json":
            json.loads(text, parse_constant=_no_number)
        elif form == "xml":
            ElementTree.fromstring(text)
    except (ValueError, ElementTree.ParseError, RecursionError) as error:
        return f"{type(error).__name__}: {error}"
    return None


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is not JSON")


def read_json(name: str) -> Any:
    """What an application reads out of its own file; what is no JSON comes no further."""
    try:
        return json.loads(Path(name).read_bytes())
    except (ValueError, RecursionError):
        return None
