"""`routekaart partners`: who does what, in which step of which route."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import click

from routekaart import Network, RouteError, network
from routekaart.cli.exits import fail, refuse
from routekaart.cli.options import Command, lang_option
from routekaart.cli.output_files import check_output_file, write_file, written_plainly
from routekaart.cli.printing import give, show
from routekaart.files.bundled import bundled_folder
from routekaart.files.disk.writing import make_folder
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.escaping.machines import json_text
from routekaart.foundation.escaping.markdown import markdown as as_markdown
from routekaart.foundation.language import Language, Text, enumerate_words, say
from routekaart.foundation.suggest import meant_or_known
from routekaart.model.condition import ALWAYS
from routekaart.model.wording import Wording
from routekaart.networks import Part

_ROLES = {
    "responsible": Text("verantwoordelijk", "responsible"),
    "contact": Text("benaderen", "contact"),
    "action": Text("taak", "action"),
    "with": Text("werkt mee aan", "helps with"),
    "support": Text("middel", "support"),
}
_WHERE_BUNDLED = Text(
    " (gezocht in de meegeleverde routes; met --routes MAP in uw eigen routes)",
    " (sought in the routes that come with routekaart; with --routes FOLDER in your own)",
)


@click.command("partners", cls=Command)
@click.argument("name", required=False, metavar="[PARTNER]")
@click.option("--routes", type=click.Path(path_type=Path), metavar="MAP", help="De map met routes.")
@click.option("--format", "as_", type=click.Choice(["text", "json", "markdown"]), default="text", help="De vorm.")
@click.option("--sheets", type=click.Path(path_type=Path), metavar="MAP", help="Schrijf in MAP een blad per partner.")
@lang_option
def command(name: str | None, routes: Path | None, as_: str, sheets: Path | None, lang: Language | None) -> None:
    """Toon wie wat doet, in welke stap van welke route.

    PARTNER is de naam van een partner zoals die in een routebestand staat; zonder PARTNER krijgt u ze allemaal. Zonder
    --routes gaat het over de routes die meegeleverd zijn.

    \b
    Voorbeelden:
      routekaart partners doorstroompunt
      routekaart partners --format markdown
      routekaart partners --sheets bladen
    """
    language = lang or "nl"
    try:
        found = network(routes or bundled_folder())
    except RouteError as error:
        fail(*(diagnostic.render(language) for diagnostic in error.diagnostics))
    # Leave out bundled routes that only receive students from these routes.
    found = replace(found, routes={name: route for name, route in found.routes.items() if name not in found.bundled})
    names = sorted({part.partner for part in found.parts})
    if name is not None and name not in names:
        where = _WHERE_BUNDLED if routes is None else Text("", "")
        meant, unknown = meant_or_known(name, names), one_line(name)
        refuse(
            language,
            f"onbekende partner {unknown}{meant.nl}{where.nl}",
            f"unknown partner {unknown}{meant.en}{where.en}",
        )
    shown = [name] if name else names
    if sheets is not None:
        _write_sheets(found, shown, sheets, language)
    elif as_ == "json":
        parts = [_as_dict(found, part, language) for part in found.parts if part.partner in shown]
        give(json_text({"format": "routekaart.partners", "format_version": 1, "parts": parts}), newline=True)
    elif as_ == "markdown":
        give("\n".join(_table(found, shown, language)), newline=True)
    elif not names:
        show(say(language, "In deze routes doet geen enkele partner iets.", "No partner acts in these routes."))
    else:
        for line in _text(found, shown, language):
            show(line)


def _write_sheets(found: Network, names: list[str], folder: Path, lang: Language) -> None:
    """Writes a Markdown file for each partner: what that partner does, by route and step."""
    with written_plainly(folder, lang):
        make_folder(folder)
    files = {name: folder / f"{name}.md" for name in names}
    for file in files.values():
        check_output_file(file, lang)
    for name, file in files.items():
        write_file(file, "\n".join(_sheet(found, name, lang)) + "\n", lang)
        show(str(file))


def _parts_by_step(found: Network, name: str) -> Iterator[tuple[tuple[str, str], list[Part]]]:
    mine = (part for part in found.parts if part.partner == name)
    for place, parts in groupby(mine, lambda part: (part.route, part.step)):
        yield place, list(parts)


def _text(found: Network, names: list[str], lang: Language) -> Iterator[str]:
    for position, name in enumerate(names):
        if position:
            yield ""
        yield f"{_title(found, name)} ({name})"
        for (route, step), parts in _parts_by_step(found, name):
            yield f"  {route} {step}: {found.routes[route].steps[step].title}"
            yield from (f"    {_words(found, part, lang)}" for part in parts)


def _sheet(found: Network, name: str, lang: Language) -> Iterator[str]:
    yield f"# {as_markdown(_title(found, name))}"
    last = None
    for (route, step), parts in _parts_by_step(found, name):
        if route != last:
            last = route
            yield ""
            yield f"## {as_markdown(found.routes[route].title)}"
        yield ""
        yield f"### {as_markdown(f'{step}: {found.routes[route].steps[step].title}')}"
        yield ""
        yield from (f"- {as_markdown(_words(found, part, lang))}" for part in parts)


def _table(found: Network, names: list[str], lang: Language) -> Iterator[str]:
    yield say(lang, "| partner | route | stap | wat |", "| partner | route | step | what |")
    yield "| --- | --- | --- | --- |"
    for name in names:
        for (route, step), parts in _parts_by_step(found, name):
            place = found.routes[route].title, f"{step}: {found.routes[route].steps[step].title}"
            for part in parts:
                cells = (_title(found, name), *place, _words(found, part, lang))
                yield "| " + " | ".join(map(as_markdown, cells)) + " |"


def _words(found: Network, part: Part, lang: Language) -> str:
    role = _ROLES[part.role].in_language(lang)
    remarks = [say(lang, "mag", "optional")] if part.optional else []
    if part.when != ALWAYS:
        remarks.append(say(lang, "alleen: ", "only: ") + _when(found, part, lang))
    if part.others:
        others = enumerate_words((_title(found, name) for name in part.others), say(lang, "of", "or"))
        remarks.append(say(lang, f"of {others}", f"or {others}"))
    return role + (f": {part.text}" if part.text else "") + (f" ({'; '.join(remarks)})" if remarks else "")


def _when(found: Network, part: Part, lang: Language) -> str:
    route = found.routes[part.route]
    return Wording(route.facts, route.parameters, lang).condition(part.when)


def _as_dict(found: Network, part: Part, lang: Language) -> dict[str, object]:
    return {
        "partner": part.partner,
        "title": _title(found, part.partner),
        "route": part.route,
        "step": part.step,
        "role": part.role,
        "text": part.text,
        "when": None if part.when == ALWAYS else _when(found, part, lang),
        "optional": part.optional,
        "or": list(part.others),
    }


def _title(found: Network, name: str) -> str:
    return next(route.partners[name].title for route in found.routes.values() if name in route.partners)
