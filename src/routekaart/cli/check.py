"""`routekaart check`: read and check route files."""

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from difflib import unified_diff
from pathlib import Path

import click

from routekaart.baseline import Baseline, BaselineError, empty_baseline, read_baseline
from routekaart.cli import completing
from routekaart.cli.common import fail, lang_option, say, write_file
from routekaart.diagnostic import Diagnostic, Report
from routekaart.fixing import Extent, Mended, mended
from routekaart.language import Language, Text
from routekaart.linter import examine
from routekaart.reports import WRITERS
from routekaart.reports.counting import summary
from routekaart.reports.places import relative
from routekaart.reports.text import text as text_report
from routekaart.settings import THRESHOLDS, Settings, SettingsError, Threshold, rules_in, settings_for
from routekaart.shelf import route_files

FINDINGS = 1
_FOR_A_PERSON = ("text", "short")


class _FixWithoutValue(click.Command):
    """A command in which `--fix` may stand without a value, also before a path."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, with the value that `--fix` alone stands for."""
        end = args.index("--") if "--" in args else len(args)
        return super().parse_args(ctx, [*("--fix=safe" if one == "--fix" else one for one in args[:end]), *args[end:]])


@dataclass(frozen=True, slots=True)
class _Choices:
    """What the options say, laid over the settings of each file."""

    select: frozenset[str]
    ignore: frozenset[str]
    fail_on: Threshold | None
    baseline: Path | None
    lang: Language | None
    info: bool

    def over(self, settings: Settings) -> Settings:
        return replace(
            settings,
            select=self.select or settings.select,
            ignore=settings.ignore | self.ignore,
            fail_on=self.fail_on or settings.fail_on,
            baseline=self.baseline or settings.baseline,
            lang=self.lang or settings.lang,
        )


@click.command("check", cls=_FixWithoutValue)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PAD]...")
@click.option("--format", "form", type=click.Choice(list(WRITERS)), help="De vorm van de uitvoer; anders text.")
@click.option("--json", "as_json", is_flag=True, help="Hetzelfde als --format json.")
@click.option(
    "--output", "-o", "outputs", multiple=True, metavar="VORM=BESTAND", help="Schrijf ook deze vorm; mag vaker."
)
@click.option(
    "--select",
    multiple=True,
    metavar="REGEL",
    shell_complete=completing.rules,
    help="Meld alleen deze regels; mag vaker, of met komma's.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="REGEL",
    shell_complete=completing.rules,
    help="Meld deze regels niet; mag vaker, of met komma's.",
)
@click.option("--info", "with_info", is_flag=True, help="Toon ook wat alleen ter informatie is.")
@click.option("--fail-on", type=click.Choice(THRESHOLDS), help="Vanaf welke ernst de uitgang 1 is; anders error.")
@click.option("--exit-zero", is_flag=True, help="De uitgang is 0, ook als er iets te melden is.")
@click.option("--baseline", type=click.Path(path_type=Path), metavar="BESTAND", help="Meld niet wat hierin staat.")
@click.option("--update-baseline", is_flag=True, help="Maak de baseline, of haal eruit wat niet meer voorkomt.")
@click.option("--fix", type=click.Choice(["safe", "all"]), help="Herstel wat zeker is (--fix), of alles (--fix=all).")
@click.option("--diff", "as_diff", is_flag=True, help="Toon wat --fix zou veranderen; schrijf niets.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATUM", help="De dag van vandaag, voor until=.")
@lang_option
def command(
    paths: tuple[Path, ...],
    form: str | None,
    as_json: bool,
    outputs: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    with_info: bool,
    fail_on: Threshold | None,
    exit_zero: bool,
    baseline: Path | None,
    update_baseline: bool,
    fix: Extent | None,
    as_diff: bool,
    on: date | None,
    lang: Language | None,
) -> None:
    """Lees en controleer routebestanden en gedeelde begrippen.

    PAD is een bestand of een map; zonder PAD is het de map routes/. Wat een project vast kiest, staat in
    routekaart.toml of onder [tool.routekaart] in pyproject.toml, in de map van het bestand of daarboven.

    \b
    Uitgang: 0 als er geen fouten zijn, 1 als er fouten zijn (zie --fail-on), 2 bij verkeerd gebruik, 3 bij een fout
    in routekaart zelf.
    \b
    Voorbeelden:
      routekaart check
      routekaart check routes/roc_bbl.yaml --format short
      routekaart check routes/ --format github -o sarif=check.sarif -o junit=check.xml
      routekaart check routes/ --fix --diff
      routekaart check routes/ --baseline bekend.json --update-baseline
    """
    language = lang or "nl"
    targets = _targets(outputs, language)
    problems: list[Text] = []
    choices = _Choices(
        rules_in({"select": _split(select)}, "select", problems),
        rules_in({"ignore": _split(ignore)}, "ignore", problems),
        fail_on,
        baseline,
        lang,
        with_info,
    )
    if problems:
        fail(*(f"--{one.in_language(language)}" for one in problems))
    files = _files(paths, language)
    today = date(on.year, on.month, on.day) if on else date.today()
    settings = _settings(files, choices, language)
    report = examine(files, today=today)
    if fix or as_diff:
        changes = mended(report, fix or "safe", lambda one: _of(settings, one).tells(one.rule))
        if as_diff:
            _show_difference(changes)
        _write_all(changes, language)
        report = examine(files, today=today)
    known = _known(_in_chosen_language(report, settings), settings, choices, update_baseline, language)
    shown = replace(known, diagnostics=tuple(one for one in known.diagnostics if _is_shown(one, settings, choices)))
    for target, file in targets:
        write_file(file, WRITERS[target](shown, lang), language)
    _print(shown, "json" if as_json else form or "text", lang)
    failing = any(_of(settings, one).fails(one.severity) for one in shown.diagnostics)
    raise SystemExit(FINDINGS if failing and not exit_zero else 0)


def _targets(outputs: Iterable[str], lang: Language) -> list[tuple[str, Path]]:
    """The formats that go to a file."""
    found: list[tuple[str, Path]] = []
    for one in outputs:
        form, _, file = one.partition("=")
        if form not in WRITERS or not file:
            known = ", ".join(WRITERS)
            fail(
                say(
                    lang,
                    f"--output {one}: verwacht wordt VORM=BESTAND, met een vorm uit {known}",
                    f"--output {one}: expected FORMAT=FILE, with a format out of {known}",
                )
            )
        found.append((form, Path(file)))
    return found


def _split(names: Iterable[str]) -> list[str]:
    return [name.strip() for one in names for name in one.split(",") if name.strip()]


def _files(paths: tuple[Path, ...], lang: Language) -> tuple[Path, ...]:
    if not paths and not Path("routes").is_dir():
        fail(
            say(
                lang,
                "er is hier geen map routes; noem het bestand of de map die u wilt controleren",
                "there is no folder routes here; name the file or folder to check",
            )
        )
    asked = paths or (Path("routes"),)
    files = route_files(asked)
    if not files:
        listed = ", ".join(str(path) for path in asked)
        fail(say(lang, f"geen routebestanden gevonden in {listed}", f"no route files found in {listed}"))
    return files


def _settings(files: Iterable[Path], choices: _Choices, lang: Language) -> dict[str, Settings]:
    """The settings of each file, with the options laid over them."""
    try:
        return {str(file): choices.over(settings_for(file)) for file in files}
    except SettingsError as error:
        fail(*(line.in_language(lang) for line in error.lines))


def _in_chosen_language(report: Report, settings: dict[str, Settings]) -> Report:
    """The report with each file in the language of its settings, where those choose one."""
    texts = {
        name: replace(source, language=chosen.lang) if (chosen := settings.get(name)) and chosen.lang else source
        for name, source in report.texts.items()
    }
    return replace(report, texts=texts)


def _of(settings: dict[str, Settings], one: Diagnostic) -> Settings:
    """The settings of a diagnostic; one of another file, such as a baseline, has those of the first file."""
    return settings.get(one.file) or next(iter(settings.values()))


def _is_shown(one: Diagnostic, settings: dict[str, Settings], choices: _Choices) -> bool:
    chosen = _of(settings, one)
    asked = choices.info or chosen.fail_on == "info" or one.rule in (chosen.select or ())
    return chosen.tells(one.rule) and (one.severity != "info" or asked)


def _known(report: Report, settings: dict[str, Settings], choices: _Choices, update: bool, lang: Language) -> Report:
    """The report without what stands in a baseline; with `update` the baselines are made or shortened first."""
    files = dict.fromkeys(one.baseline for one in settings.values() if one.baseline is not None)
    if update and not files:
        fail(say(lang, "--update-baseline: noem ook --baseline BESTAND", "--update-baseline: give --baseline FILE too"))
    for file in files:
        try:
            baseline = empty_baseline(file) if update and not file.exists() else read_baseline(file)
        except BaselineError as error:
            fail(error.text.in_language(lang))
        if update:
            baseline = _updated(baseline, report, lambda one: _is_shown(one, settings, choices))
            write_file(file, baseline.text(), lang)
        report = baseline.without_known(report)
    return report


def _updated(baseline: Baseline, report: Report, shown: Callable[[Diagnostic], bool]) -> Baseline:
    if baseline.file.exists():
        return baseline.renewed(report)
    return baseline.first(replace(report, diagnostics=tuple(filter(shown, report.diagnostics))))


def _show_difference(changes: Iterable[Mended]) -> None:
    """Prints what would change, as a patch, and ends: 1 when there is something, as `diff` does."""
    changed = False
    for one in changes:
        name = relative(str(one.file))
        for line in unified_diff(
            one.before.splitlines(keepends=True), one.after.splitlines(keepends=True), f"a/{name}", f"b/{name}"
        ):
            changed = True
            click.echo(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n", nl=False)
    raise SystemExit(FINDINGS if changed else 0)


def _write_all(changes: Iterable[Mended], lang: Language) -> None:
    for one in changes:
        try:
            one.write()
        except OSError as error:
            reason = error.strerror or "?"
            fail(say(lang, f"{one.file}: niet te schrijven: {reason}", f"{one.file}: cannot be written: {reason}"))
        click.echo(
            say(lang, f"{one.file}: hersteld ({one.fixes})", f"{one.file}: mended ({one.fixes})"),
            err=True,
        )


def _print(report: Report, form: str, lang: Language | None) -> None:
    if form == "text":
        click.echo(text_report(report, lang, color=_in_color()), nl=False)
    else:
        click.echo(WRITERS[form](report, lang), nl=False)
    if form in _FOR_A_PERSON:
        first = report.texts.get(report.files[0])
        click.echo(summary(report, lang or (first.language if first else "nl")), err=True)


def _in_color() -> bool:
    """Whether to write in colour: to a terminal, unless the reader asked for none (NO_COLOR)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
