"""`routekaart check`: read and check route files."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from routekaart.cli.common import fail, lang_option, say
from routekaart.diagnostic import Diagnostic, Report
from routekaart.language import Language, Text
from routekaart.linter import examine
from routekaart.rules import Severity
from routekaart.shelf import route_files

FINDINGS = 1
_SEVERITIES: tuple[tuple[Severity, Text, Text], ...] = (
    ("error", Text("fout", "error"), Text("fouten", "errors")),
    ("warning", Text("waarschuwing", "warning"), Text("waarschuwingen", "warnings")),
    ("info", Text("keer info", "info"), Text("keer info", "infos")),
)


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PAD]...")
@click.option("--json", "as_json", is_flag=True, help="Geef alles als JSON.")
@click.option("--info", "with_info", is_flag=True, help="Toon ook wat alleen ter informatie is.")
@lang_option
def command(paths: tuple[Path, ...], as_json: bool, with_info: bool, lang: Language | None) -> None:
    """Lees en controleer routebestanden en gedeelde begrippen.

    PAD is een bestand of een map; zonder PAD is het de map routes/.

    \b
    Uitgang: 0 als er geen fouten zijn, 1 als er fouten zijn, 2 bij verkeerd gebruik.
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
    shown = [diagnostic for diagnostic in report.diagnostics if with_info or diagnostic.severity != "info"]
    if as_json:
        found = [diagnostic.to_dict(language) for diagnostic in shown]
        content = {"format": "routekaart.check", "format_version": 1, "files": list(report.files), "diagnostics": found}
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        for diagnostic in shown:
            click.echo(diagnostic.render(language))
        click.echo(_summary(report, shown, language), err=True)
    raise SystemExit(FINDINGS if report.errors else 0)


def _summary(report: Report, shown: Sequence[Diagnostic], lang: Language) -> str:
    """How many files were checked, and what was found in them."""
    files = _counted(len(report.files), Text("bestand", "file"), Text("bestanden", "files"), lang)
    counts = Counter(diagnostic.severity for diagnostic in shown)
    found = [
        _counted(counts[severity], one, more, lang) for severity, one, more in _SEVERITIES if counts[severity]
    ] or [say(lang, "alles in orde", "all clear")]
    return f"{files}: {', '.join(found)}"


def _counted(number: int, one: Text, more: Text, lang: Language) -> str:
    return f"{number} {(one if number == 1 else more).in_language(lang)}"
