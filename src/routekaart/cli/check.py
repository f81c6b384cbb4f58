"""`routekaart check`: read and check route files."""

import json
from pathlib import Path

import click

from routekaart.cli.common import fail, lang_option, say
from routekaart.language import Language
from routekaart.linter import examine, route_files

FINDINGS = 1


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PAD]...")
@click.option("--json", "as_json", is_flag=True, help="Geef alles als JSON.")
@lang_option
def command(paths: tuple[Path, ...], as_json: bool, lang: Language | None) -> None:
    """Lees en controleer routebestanden en gedeelde begrippen.

    PAD is een bestand of een map; zonder PAD is het de map routes/.

    \b
    Uitgang: 0 als alles in orde is, 1 als er iets gevonden is, 2 bij verkeerd gebruik.
    \b
    Voorbeelden:
      routekaart check
      routekaart check routes/roc_bbl.yaml
    """
    language = lang or "nl"
    asked = paths or (Path("routes"),)
    files = route_files(asked)
    if not files:
        listed = ", ".join(str(path) for path in asked)
        fail(say(language, f"geen routebestanden gevonden in {listed}", f"no route files found in {listed}"))
    if not paths and not Path("routes").is_dir():
        fail(
            say(
                language,
                "er is hier geen map routes; noem het bestand of de map die u wilt controleren",
                "there is no folder routes here; name the file or folder to check",
            )
        )
    report = examine(files)
    if as_json:
        found = [diagnostic.to_dict(language) for diagnostic in report.diagnostics]
        content = {"format": "routekaart.check", "format_version": 1, "files": list(report.files), "diagnostics": found}
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        for diagnostic in report.diagnostics:
            click.echo(diagnostic.render(language))
        _summary(len(report.files), len(report.diagnostics), language)
    raise SystemExit(FINDINGS if report.diagnostics else 0)


def _summary(files: int, found: int, lang: Language) -> None:
    checked = say(lang, f"{files} bestand{'en' if files != 1 else ''}", f"{files} file{'s' if files != 1 else ''}")
    result = say(lang, f"{found} gevonden", f"{found} found") if found else say(lang, "alles in orde", "all clear")
    click.echo(f"{checked}: {result}", err=True)
