"""Reports of a check: for a person, and in the forms that editors and CI systems read."""

from collections.abc import Callable
from typing import TypeAlias

from routekaart.diagnostic import Report
from routekaart.language import Language
from routekaart.reports.as_json import as_json
from routekaart.reports.as_junit import as_junit
from routekaart.reports.github import github
from routekaart.reports.gitlab import gitlab
from routekaart.reports.markdown import markdown
from routekaart.reports.sarif import sarif
from routekaart.reports.text import short, text

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
"""What writes each format; a language of None is that of each file."""
