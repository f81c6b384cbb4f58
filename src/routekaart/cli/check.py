"""`routekaart check`: read and check route files."""

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from routekaart.checking.fixing import Extent, mended
from routekaart.checking.linter import examine
from routekaart.checking.reports import WRITERS
from routekaart.checking.reports.text import summary
from routekaart.checking.reports.text import text as text_report
from routekaart.checking.selection import Options, Selection, selection
from routekaart.checking.settings import THRESHOLDS, Threshold, rules_in
from routekaart.cli import completion
from routekaart.cli.exits import fail, refuse
from routekaart.cli.mending import FixWithoutValue, patch_of, write_mended
from routekaart.cli.options import gathered_in, lang_option
from routekaart.cli.output_files import check_output_file, encoded, write_file, written_plainly
from routekaart.cli.printing import give, give_patch, show, show_message, show_painted
from routekaart.cli.project_settings import settings_refused_plainly
from routekaart.diagnostics.diagnostic import Report
from routekaart.files.disk.reading import is_folder, real_path
from routekaart.files.disk.writing import change_file, create_file
from routekaart.files.route_files import route_files, stands_beside
from routekaart.foundation.escaping.letters import file_name
from routekaart.foundation.language import Language, Text, say

FINDINGS = 1
_FOR_A_PERSON = ("text", "short")


@dataclass(frozen=True, slots=True)
class _Asked:
    """The arguments and options of the command, each by its name."""

    paths: tuple[Path, ...]
    form: str | None
    as_json: bool
    outputs: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    with_info: bool
    fail_on: Threshold | None
    exit_zero: bool
    baseline: Path | None
    update_baseline: bool
    fix: Extent | None
    as_diff: bool
    watching: bool
    map_file: Path | None
    on: date | None
    lang: Language | None

    @property
    def language(self) -> Language:
        """The language of messages about the command itself."""
        return self.lang or "nl"

    @property
    def today(self) -> date:
        """The day of `--on`, or today."""
        return date(self.on.year, self.on.month, self.on.day) if self.on else date.today()

    def options(self) -> Options:
        """The options that override the settings of a project."""
        select, ignore = (
            _rules(names, option, self.language) for names, option in ((self.select, "select"), (self.ignore, "ignore"))
        )
        return Options(select, ignore, self.fail_on, self.baseline, self.lang, self.with_info)


@click.command("check", cls=FixWithoutValue)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PAD]...")
@click.option("--format", "form", type=click.Choice(list(WRITERS)), help="De vorm van de uitvoer; anders text.")
@click.option("--json", "as_json", is_flag=True, help="Hetzelfde als --format json.")
@click.option(
    "--output",
    "-o",
    "outputs",
    multiple=True,
    metavar="VORM=BESTAND",
    help="Schrijf ook deze vorm; u mag dit herhalen.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="REGEL",
    shell_complete=completion.rules,
    help="Meld alleen deze regels; u mag dit herhalen, of komma's gebruiken.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="REGEL",
    shell_complete=completion.rules,
    help="Meld deze regels niet; u mag dit herhalen, of komma's gebruiken.",
)
@click.option("--info", "with_info", is_flag=True, help="Toon ook wat alleen ter informatie is.")
@click.option("--fail-on", type=click.Choice(THRESHOLDS), help="Vanaf welke ernst de uitgang 1 is; anders error.")
@click.option("--exit-zero", is_flag=True, help="De uitgang is 0, ook als er iets te melden is.")
@click.option("--baseline", type=click.Path(path_type=Path), metavar="BESTAND", help="Meld niet wat hierin staat.")
@click.option("--update-baseline", is_flag=True, help="Maak de baseline, of haal eruit wat niet meer voorkomt.")
@click.option("--fix", type=click.Choice(["safe", "all"]), help="Herstel wat zeker is (--fix), of alles (--fix=all).")
@click.option(
    "--diff", "as_diff", is_flag=True, help="Toon wat --fix zou veranderen; schrijf niets. Uitgang 1 als er iets is."
)
@click.option("--watch", "watching", is_flag=True, help="Controleer opnieuw na elke wijziging, tot Ctrl-C.")
@click.option(
    "--map",
    "map_file",
    type=click.Path(path_type=Path),
    metavar="BESTAND",
    help="Teken bij --watch ook de route, met wat er mis is, zoals route.svg.",
)
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATUM", help="De dag van vandaag, voor until= en valid_until."
)
@lang_option
@gathered_in(_Asked)
def command(asked: _Asked) -> None:
    """Lees en controleer routebestanden en gedeelde begrippen.

    PAD is een bestand of een map; zonder PAD is het de map routes/. Wat een project vast kiest, staat in
    routekaart.toml of onder [tool.routekaart] in pyproject.toml, in de map van het bestand of daarboven.

    \b
    Uitgang: 0 als er geen fouten zijn, 1 als er fouten zijn (zie --fail-on), 2 bij verkeerd gebruik, 3 bij een fout
    in routekaart zelf.

    \b
    Voorbeelden:
      routekaart check
      routekaart check routes/mijn_route.yaml --format short
      routekaart check routes/ --format github -o sarif=check.sarif -o junit=check.xml
      routekaart check routes/ --fix --diff
      routekaart check routes/ --baseline bekend.json --update-baseline
      routekaart check routes/mijn_route.yaml --watch --map mijn_route.svg
    """
    language = asked.language
    if asked.watching or asked.map_file is not None:
        raise SystemExit(_watch(asked))
    targets = _targets(asked.outputs, language)
    options = asked.options()
    files = _files(asked.paths, language)
    with settings_refused_plainly(language):
        chosen = selection(files, options)
        inputs = [*files, *chosen.files]
        for _, file in targets:
            check_output_file(file, language, inputs)
        report = _examined(files, asked, chosen)
        if asked.update_baseline:
            _update_baselines(chosen, report, language)
        reported = chosen.reported(chosen.without_known(report))
    for target, file in targets:
        write_file(file, WRITERS[target](reported, asked.lang), language, inputs)
    _print(reported, "json" if asked.as_json else asked.form or "text", asked.lang)
    raise SystemExit(FINDINGS if chosen.fails(reported) and not asked.exit_zero else 0)


def _watch(asked: _Asked) -> int:
    """Checks after each change until Ctrl-C; the exit status is that of the last check."""
    language, form = asked.language, asked.form or "text"
    once = asked.as_json or asked.outputs or asked.update_baseline or asked.fix or asked.as_diff
    if not asked.watching:
        refuse(language, "--map hoort bij --watch", "--map goes with --watch")
    if once or form not in _FOR_A_PERSON:
        refuse(
            language,
            "--watch is voor wie meeleest: het gaat alleen samen met --format text of short, en niet met --output, "
            "--update-baseline, --fix of --diff",
            "--watch is for a reader: it goes with --format text or short only, and not with --output, "
            "--update-baseline, --fix or --diff",
        )
    # Imported here so that a single check does not wait for the modules that draw.
    from routekaart.cli.watching import WatchedCheck, watch

    lang = asked.lang
    watched = WatchedCheck(
        files=lambda: _files(asked.paths, language),
        options=asked.options(),
        today=lambda: asked.today,
        show=lambda report: _print(report, form, lang),
        summarise=lambda report: _summarise(report, lang),
        map_file=asked.map_file,
        lang=lang,
    )
    watch(watched.look)
    return FINDINGS if watched.fails and not asked.exit_zero else 0


def _examined(files: tuple[Path, ...], asked: _Asked, chosen: Selection) -> Report:
    """The report on the files after `--fix` has mended them. With `--diff`, prints the patch and ends the command."""
    report = examine(files, today=asked.today, recheck_after=chosen.recheck_after)
    if not asked.fix and not asked.as_diff:
        return report
    changes = mended(report, asked.fix or "safe", chosen.may_mend)
    if asked.as_diff:
        patch = patch_of(changes)
        give_patch(patch)
        raise SystemExit(FINDINGS if patch and not asked.exit_zero else 0)
    write_mended(changes, asked.language)
    return examine(files, today=asked.today, recheck_after=chosen.recheck_after)


def _targets(outputs: Iterable[str], lang: Language) -> list[tuple[str, Path]]:
    """Each format of `--output` with its file; ends the command if one is wrong."""
    found: list[tuple[str, Path]] = []
    for one in outputs:
        form, _, file = one.partition("=")
        if form not in WRITERS or not file:
            known = ", ".join(WRITERS)
            refuse(
                lang,
                f"--output {file_name(one)}: verwacht wordt VORM=BESTAND, met een vorm uit {known}",
                f"--output {file_name(one)}: expected FORMAT=FILE, with a format out of {known}",
            )
        if any(real_path(other) == real_path(Path(file)) for _, other in found):
            refuse(
                lang,
                f"--output {one}: in dit bestand komt al een andere vorm; kies een andere naam",
                f"--output {one}: another format goes to this file; choose another name",
            )
        found.append((form, Path(file)))
    return found


def _rules(names: Iterable[str], option: str, lang: Language) -> frozenset[str]:
    """The rules that an option lists by name or code."""
    listed = [name.strip() for one in names for name in one.split(",") if name.strip()]
    problems: list[Text] = []
    found = rules_in({option: listed}, option, problems)
    if problems:
        fail(*(f"--{one.in_language(lang)}" for one in problems))
    return found


def _files(paths: tuple[Path, ...], lang: Language) -> tuple[Path, ...]:
    if not paths and not is_folder(Path("routes")):
        refuse(
            lang,
            "er is hier geen map routes; noem het bestand of de map die u wilt controleren",
            "there is no folder routes here; name the file or folder to check",
        )
    asked = paths or (Path("routes"),)
    files = route_files(asked)
    if not files and all(map(stands_beside, asked)):
        show(
            say(
                lang,
                "hier is geen route bij: bestanden met tests (routekaart test) en met verdelingen "
                "(routekaart simulate) worden niet gecontroleerd",
                "there is no route among these: files with tests (routekaart test) and with distributions "
                "(routekaart simulate) are not checked",
            )
        )
        raise SystemExit(0)
    if not files:
        listed = ", ".join(file_name(path) for path in asked)
        refuse(lang, f"geen routebestanden gevonden in {listed}", f"no route files found in {listed}")
    return files


def _update_baselines(chosen: Selection, report: Report, lang: Language) -> None:
    baselines = chosen.update_baselines(report)
    if not baselines:
        refuse(lang, "--update-baseline: noem ook --baseline BESTAND", "--update-baseline: give --baseline FILE too")
    for one in baselines:
        content = encoded(one.text())
        with written_plainly(one.file, lang):
            if one.was is None:
                create_file(one.file, content)
            else:
                change_file(one.file, content, one.was)


def _print(report: Report, form: str, lang: Language | None) -> None:
    if form == "text":
        show_painted(text_report(report, lang, color=_in_color()))
    elif form == "short":
        show(WRITERS[form](report, lang), newline=False)
    else:
        give(WRITERS[form](report, lang))
    if form in _FOR_A_PERSON:
        _summarise(report, lang)


def _summarise(report: Report, lang: Language | None) -> None:
    first = report.texts.get(report.files[0])
    show_message(summary(report, lang or (first.language if first else "nl")))


def _in_color() -> bool:
    """Whether to write in colour: only to a terminal, and not if NO_COLOR is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
