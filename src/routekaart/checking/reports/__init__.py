"""Reports of a check: for a person, and in the forms that editors and CI systems read."""

from collections.abc import Callable
from typing import TypeAlias

from routekaart.checking.reports.as_json import as_json
from routekaart.checking.reports.as_junit import as_junit
from routekaart.checking.reports.github import github
from routekaart.checking.reports.gitlab import gitlab
from routekaart.checking.reports.markdown import markdown
from routekaart.checking.reports.sarif import sarif
from routekaart.checking.reports.text import short, text
from routekaart.diagnostics.diagnostic import Report
from routekaart.foundation.language import Language

Writer: TypeAlias = Callable[[Report, Language | None], str]

WRITERS: dict[str, Writer] = {
    "text": text,
    "short": short,
    "json": as_json,
    "github": github,
    "sarif": sarif,
    "gitlab": gitlab,
    "junit": as_junit,
    "markdown": markdown,
}
"""The writer of each format; a language of None means that of each file."""
