"""How much was found, in one line."""

from collections import Counter

from routekaart.diagnostic import Report
from routekaart.language import Language, Text
from routekaart.reports.places import SEVERITIES
from routekaart.rules import Severity

_WORDS: dict[Severity, tuple[Text, Text]] = {
    "error": (Text("fout", "error"), Text("fouten", "errors")),
    "warning": (Text("waarschuwing", "warning"), Text("waarschuwingen", "warnings")),
    "info": (Text("keer info", "info"), Text("keer info", "infos")),
}


def summary(report: Report, lang: Language) -> str:
    """How many files were checked, what was found in them and how much of it is ignored."""
    files = _counted(len(report.files), Text("bestand", "file"), Text("bestanden", "files"), lang)
    counts = Counter(diagnostic.severity for diagnostic in report.diagnostics)
    found = [_counted(counts[one], *_WORDS[one], lang) for one in SEVERITIES if counts[one]]
    told = ", ".join(found) or Text("alles in orde", "all clear").in_language(lang)
    ignored = len(report.ignored)
    known = Text(f" ({ignored} genegeerd)", f" ({ignored} ignored)").in_language(lang) if ignored else ""
    return f"{files}: {told}{known}"


def _counted(number: int, one: Text, more: Text, lang: Language) -> str:
    return f"{number} {(one if number == 1 else more).in_language(lang)}"
