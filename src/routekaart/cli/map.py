"""`routekaart map`: a picture of a route, with what is wrong in it and where a student is."""

import re
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click

from routekaart import JourneyError, Route, bundled_names, maps
from routekaart.checking.linter import examine
from routekaart.cli.exits import fail, refuse
from routekaart.cli.facts_options import facts_in_file, reference_date, refused_plainly
from routekaart.cli.map_output import FORMATS, drawn, format_of, marked, paper_asked, picture_of_file
from routekaart.cli.options import Command, lang_option, on_option
from routekaart.cli.output_files import check_output_file, write_file
from routekaart.cli.printing import give, give_bytes, show, show_message
from routekaart.cli.reading_option import reading_option, under_readings
from routekaart.cli.route_argument import load_route
from routekaart.files.bundled import bundled_folder
from routekaart.files.disk import limits
from routekaart.files.reader.read_file import ReadFile, read
from routekaart.foundation.escaping.letters import file_name, one_line
from routekaart.foundation.language import Language, Text, say
from routekaart.foundation.suggest import did_you_mean
from routekaart.journeys import Journey
from routekaart.maps.spoken_names import in_spoken_names
from routekaart.model.applied_readings import readings_text

_BARE_NAME = re.compile(r"[A-Za-z0-9_-]+")
_NO_FILE = frozenset({"file-not-found", "file-unreadable", "not-a-file"})
_NO_ROUTE = 1
_READABLE = 6.0
"""The size in points below which letters are hard to read."""
_NO_DETAILS = Text(
    "van een route met fouten wordt niet meer getekend dan er te lezen is; laat --with weg",
    "of a route with errors no more is drawn than can be read; leave out --with",
)
_NO_DECISION = Text(
    "een route met fouten beslist niets; herstel die eerst", "a route with errors decides nothing; mend it first"
)
_KEYS = ("step", "facts", "on")
_EXPECTED = Text("sleutels zoals step: P1, of een reis", "keys such as step: P1, or a journey")


@click.command("map", cls=Command)
@click.argument("route_name", metavar="ROUTE")
@click.option("--format", "form", type=click.Choice(FORMATS), help="De vorm; anders volgens -o, of text.")
@click.option("-o", "--output", metavar="BESTAND", help="Schrijf naar een bestand, zoals route.svg of route.png.")
@click.option("--paper", type=click.Choice(["a4", "a3"]), help="Maak de kaart voor een blad papier (svg of png).")
@click.option("--landscape", is_flag=True, help="Leg dat blad op zijn kant.")
@click.option(
    "--with",
    "details",
    multiple=True,
    type=click.Choice(maps.DETAILS),
    help="Zet meer in de vakken: grenzen, taken of contacten; u mag dit herhalen.",
)
@click.option("--student", metavar="BESTAND", help="Toon waar een student is: een bewaarde reis, of stap en gegevens.")
@on_option("De peildatum bij --student, zoals 2026-03-01; anders die van het bestand, of vandaag.")
@click.option("--check/--no-check", default=None, help="Toon wat er mis is; bij een bestand staat dit aan.")
@reading_option
@lang_option
def command(
    route_name: str,
    form: str | None,
    output: str | None,
    paper: str | None,
    landscape: bool,
    details: tuple[maps.Detail, ...],
    student: str | None,
    on: str | None,
    check: bool | None,
    readings: tuple[str, ...],
    lang: Language | None,
) -> None:
    """Teken een route: fasen als banden, de hoofdlijn recht, elke voorwaarde voluit.

    ROUTE is de naam van een meegeleverde route of het pad van een bestand. Ook een bestand met fouten wordt getekend,
    voor zover het te lezen is, met de fouten erin.

    Het bestand bij --student is YAML of JSON: een bewaarde reis, of step, facts en on. Gegevens van de student komen
    niet in het beeld, wel waar de student is.

    Met --reading staat in het beeld wat er dan nieuw is, vervalt of verandert, met die lezing eronder.

    \b
    Uitgang: 0 als er een beeld is, 1 als er in het bestand geen route te lezen is, 2 bij verkeerd gebruik.

    \b
    Voorbeelden:
      routekaart map roc_bbl
      routekaart map roc_bbl --format mermaid
      routekaart map roc_bbl -o roc_bbl.svg
      routekaart map roc_bbl --reading A-31=strikt -o andere_lezing.svg
      routekaart map doorstroompunt -o kaart.svg --paper a3
      routekaart map doorstroompunt --with tasks --with contacts
      routekaart map routes/mijn_route.yaml --no-check --lang en
    """
    chosen = form or ("text" if output is None else format_of(output, lang or "nl"))
    if chosen == "png" and output is None and sys.stdout.isatty():
        refuse(lang or "nl", "een png hoort in een bestand; noem het met -o", "a png goes to a file; name it with -o")
    sheet = paper_asked(paper, landscape, chosen, lang or "nl")
    inputs = [Path(name) for name in (route_name, student) if name is not None]
    if output is not None:
        check_output_file(Path(output), lang or "nl", inputs)
    picture, route = _picture(route_name, readings, lang, check=check)
    if details:
        picture = maps.with_details(picture, _sound(route, route_name, picture.lang, _NO_DETAILS), details)
    if student is not None:
        picture = _with_student(picture, _sound(route, route_name, picture.lang, _NO_DECISION), student, on)
    elif on is not None:
        refuse(picture.lang, "--on hoort bij --student", "--on goes with --student")
    try:
        if sheet is not None:
            # A sheet is handed to people who never see the file and its names.
            picture = in_spoken_names(picture)
        content = drawn(picture, chosen, sheet)
        if sheet is not None:
            _tell_small_letters(sheet.letters(maps.draw(picture)), route_name, picture.lang)
    except maps.NotDrawnError as error:
        fail(error.text.in_language(picture.lang))
    _write(content, chosen, output, picture.lang, inputs)


def _sound(route: Route | None, route_name: str, lang: Language, otherwise: Text) -> Route:
    """The route; ends the command where it has errors."""
    if route is None:
        fail(f"{file_name(route_name)}: {otherwise.in_language(lang)}")
    return route


def _tell_small_letters(points: float, route_name: str, lang: Language) -> None:
    """Reports that a map on one sheet is hard to read, with the command that prints it larger."""
    if points >= _READABLE:
        return
    shown = file_name(route_name)
    show_message(
        say(
            lang,
            f"de kleinste letters zijn op dit blad {points:.1f} punt".replace(".", ",")
            + f"; op bladen die aan elkaar passen drukt u de kaart af met routekaart page {shown}",
            f"the smallest letters on this sheet are {points:.1f} points; "
            f"routekaart page {shown} prints the map on sheets that join",
        )
    )


def _with_student(picture: maps.Picture, route: Route, file: str, on: str | None) -> maps.Picture:
    """The picture with the student of a file in it."""
    lang, shown = picture.lang, file_name(file)
    data = facts_in_file(file, lang, limits.JOURNEY, _EXPECTED)
    with refused_plainly(lang):
        if "format" in data:
            try:
                journey = Journey.from_dict(data, route)
                return maps.with_journey(picture, journey.at(on) if on else journey)
            except JourneyError as error:
                fail(f"{shown}: {error.text.in_language(lang)}")
        for key in data:
            if key not in _KEYS:
                meant = did_you_mean(key, _KEYS)
                listed = ", ".join(_KEYS)
                refuse(
                    lang,
                    f"{shown}: onbekende sleutel {one_line(key)}{meant.nl}; verwacht wordt {listed}, of een reis",
                    f"{shown}: unknown key {one_line(key)}{meant.en}; expected {listed}, or a journey",
                )
        step, facts, day = data.get("step"), data.get("facts", {}), on or data.get("on")
        if not isinstance(step, str) or not isinstance(facts, dict) or not isinstance(day, str | None):
            refuse(
                lang,
                f"{shown}: verwacht wordt step: met een stap, en eventueel facts: met gegevens en on: met een datum",
                f"{shown}: expected step: with a step, and where known facts: with facts and on: with a date",
            )
        return maps.with_decision(picture, route.decide(step, facts, on=reference_date(day)))


def _picture(
    name: str, readings: tuple[str, ...], lang: Language | None, *, check: bool | None
) -> tuple[maps.Picture, Route | None]:
    """The picture of a route, and the route if it is sound; a bundled route is only checked if `check` is true."""
    path = bundled_folder() / f"{name}.yaml" if name in bundled_names() else Path(name)
    if path != Path(name) or _BARE_NAME.fullmatch(name):
        route = load_route(name, lang)
        if readings:
            return _other_reading(route, readings, lang)
        return _checked(maps.picture_of(route, lang), path, check=bool(check)), route
    found = read(path)
    if found.route is not None and readings:
        return _other_reading(found.route, readings, lang)
    picture = picture_of_file(found, lang)
    if picture is None:
        _end_without_picture(found, path, lang or "nl")
    if found.route is not None:
        return _checked(picture, path, check=check is not False), found.route
    count = len(found.diagnostics)
    show_message(
        say(
            picture.lang,
            f"{file_name(name)}: deze route heeft fouten ({count}); ze staan in het beeld",
            f"{file_name(name)}: this route has errors ({count}); they stand in the picture",
        )
    )
    return marked(picture, found.diagnostics, path), None


def _other_reading(route: Route, readings: tuple[str, ...], lang: Language | None) -> tuple[maps.Picture, Route]:
    """The picture of a route under other readings, and that route; only a route as it is written is checked."""
    other = under_readings(route, readings, lang)
    picture = maps.picture_of_changes(route, other, lang or route.language)
    said = readings_text(other.chosen).in_language(picture.lang)
    return replace(picture, title=f"{picture.title}. {said}"), other


def _checked(picture: maps.Picture, path: Path, *, check: bool) -> maps.Picture:
    return marked(picture, examine([path]).diagnostics, path) if check else picture


def _end_without_picture(found: ReadFile, path: Path, lang: Language) -> NoReturn:
    """Ends the command because the file holds nothing to draw."""
    problems = [one.render(lang) for one in found.diagnostics]
    if not problems:
        problems = [
            f"{file_name(path)}: "
            + say(
                lang,
                "dit zijn gedeelde begrippen; verwacht wordt een route met steps",
                "this is a vocabulary; expected a route with steps",
            )
        ]
    if any(one.rule in _NO_FILE for one in found.diagnostics):
        fail(*problems)
    show_message(*problems)
    raise SystemExit(_NO_ROUTE)


def _write(content: str | bytes, form: str, output: str | None, lang: Language, inputs: Iterable[Path]) -> None:
    if output is None:
        if isinstance(content, bytes):
            give_bytes(content)
        elif form == "text":
            show(content, newline=False)
        else:
            give(content)
        return
    write_file(Path(output), content, lang, inputs)
