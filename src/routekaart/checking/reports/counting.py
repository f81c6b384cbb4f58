"""How much was found, in one line."""

from collections import Counter

from routekaart.checking.reports.places import SEVERITIES
from routekaart.diagnostics.diagnostic import Report
from routekaart.diagnostics.rules import Severity
from routekaart.foundation.language import Language, Text, counted

_WORDS: dict[Severity, tuple[Text, Text]] = {
    "error": (Text("fout", "error"), Text("fouten", "errors")),
    "warning": (Text("waarschuwing", "warning"), Text("waarschuwingen", "warnings")),
    "info": (Text("keer info", "info"), Text("keer info", "infos")),
}


def summary(report: Report, lang: Language) -> str:
    """How many files were checked, what was found in them and how much of it is ignored."""
    files = counted(len(report.files), Text("bestand", "file"), Text("bestanden", "files")).in_language(lang)
    counts = Counter(diagnostic.severity for diagnostic in report.diagnostics)
    found = [counted(counts[one], *_WORDS[one]).in_language(lang) for one in SEVERITIES if counts[one]]
    told = ", ".join(found) or Text("alles in orde", "all clear").in_language(lang)
    ignored = len(report.ignored)
    known = Text(f" ({ignored} genegeerd)", f" ({ignored} ignored)").in_language(lang) if ignored else ""
    return f"{files}: {told}{known}"
