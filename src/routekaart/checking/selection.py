"""The part of a report that a project shows, in which language, and whether it fails the run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from routekaart.checking.baseline import Baseline, empty_baseline, read_baseline
from routekaart.checking.settings import Settings, Threshold, settings_for
from routekaart.diagnostics.diagnostic import Diagnostic, Report
from routekaart.files.disk.reading import exists
from routekaart.foundation.language import Language


@dataclass(frozen=True, slots=True)
class Options:
    """The options of one run, which override the settings of a project.

    Attributes:
        select, ignore, fail_on, baseline, lang: as in the settings; empty or None leaves a setting as it is.
        info: whether to report findings that are only info too.
    """

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    fail_on: Threshold | None = None
    baseline: Path | None = None
    lang: Language | None = None
    info: bool = False

    def over(self, settings: Settings) -> Settings:
        """The settings with these options in their place."""
        return replace(
            settings,
            select=self.select or settings.select,
            ignore=settings.ignore | self.ignore,
            fail_on=self.fail_on or settings.fail_on,
            baseline=self.baseline or settings.baseline,
            lang=self.lang or settings.lang,
        )


@dataclass(frozen=True, slots=True)
class Selection:
    """What is reported of each file.

    Attributes:
        settings: the settings for each checked file, by its path.
    """

    settings: Mapping[str, Settings]
    info: bool

    def of(self, one: Diagnostic) -> Settings:
        """The settings for a diagnostic; those of the first file for one in another file, such as a baseline."""
        return self.settings.get(one.file) or next(iter(self.settings.values()))

    @property
    def files(self) -> frozenset[Path]:
        """The files with the settings and baselines."""
        chosen = self.settings.values()
        return frozenset(file for one in chosen for file in (one.file, one.baseline) if file is not None)

    @property
    def recheck_after(self) -> dict[str, int]:
        """By file, for files with this setting, after how many months sources and parameters must be checked again."""
        return {name: one.recheck_after for name, one in self.settings.items() if one.recheck_after is not None}

    def may_mend(self, one: Diagnostic) -> bool:
        """Whether the rule of a diagnostic is reported, so that its fix is wanted."""
        return self.of(one).reports(one.rule)

    def reported(self, report: Report) -> Report:
        """The report with only the rules that are reported, and each file in its chosen language."""
        texts = {
            name: replace(source, language=chosen.lang)
            if (chosen := self.settings.get(name)) and chosen.lang
            else source
            for name, source in report.texts.items()
        }
        return replace(report, diagnostics=tuple(filter(self._is_reported, report.diagnostics)), texts=texts)

    def fails(self, report: Report) -> bool:
        """Whether some reported diagnostic is severe enough to fail the run."""
        return any(self.of(one).fails(one.severity) for one in report.diagnostics)

    def without_known(self, report: Report) -> Report:
        """The report without the findings in baselines.

        Raises:
            BaselineError: a baseline cannot be read.
        """
        for file, names in self._baselines().items():
            report = read_baseline(file).without_known(report, names)
        return report

    def update_baselines(self, report: Report) -> list[Baseline]:
        """The updated baselines: without stale entries; a baseline without a file gets every reported finding.

        Raises:
            BaselineError: a baseline cannot be read.
        """
        return [
            read_baseline(file).renewed(report)
            if exists(file)
            else empty_baseline(file).first(self._of_files(self.reported(report), names))
            for file, names in self._baselines().items()
        ]

    def _baselines(self) -> dict[Path, list[str]]:
        """By baseline, the files that it is for."""
        found: dict[Path, list[str]] = {}
        for name, chosen in self.settings.items():
            if chosen.baseline is not None:
                found.setdefault(chosen.baseline, []).append(name)
        return found

    def _of_files(self, report: Report, names: list[str]) -> Report:
        return replace(report, diagnostics=tuple(one for one in report.diagnostics if one.file in names))

    def _is_reported(self, one: Diagnostic) -> bool:
        chosen = self.of(one)
        asked = self.info or chosen.fail_on == "info" or one.rule in (chosen.select or ())
        return chosen.reports(one.rule) and (one.severity != "info" or asked)


def selection(files: Iterable[Path], options: Options) -> Selection:
    """What is reported of files, by the settings of their projects and the options that override them.

    Raises:
        SettingsError: a settings file cannot be used.
    """
    listed = list(files)
    by_folder = {folder: options.over(settings_for(folder)) for folder in {file.parent for file in listed}}
    return Selection({str(file): by_folder[file.parent] for file in listed}, options.info)
