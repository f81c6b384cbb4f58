"""Every rule that a file or a route can break: its name, its code and its severity.

A code never changes its meaning and is never used again. The hundreds say what kind of rule it is: 0 the text of a
file, 1 its keys and names, 2 how steps are connected, 3 what can happen to a student at a step, 4 what can happen to a
student on the way, 5 upkeep, 6 what is ignored, 9 the checks themselves.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Severity: TypeAlias = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, by its name in plain words and by its short code."""

    name: str
    code: str
    severity: Severity = "error"

    @property
    def breaks_file(self) -> bool:
        """Whether a file that breaks it is not a route."""
        return self.code[2] in "01" and self.severity == "error"

    @property
    def can_be_ignored(self) -> bool:
        """Whether an author may choose to ignore it: a file that breaks it is still a route."""
        return self.code[2] in "23459" or (self.code[2] != "6" and self.severity != "error")


_ALL = (
    Rule("file-not-found", "RK001"),
    Rule("file-unreadable", "RK002"),
    Rule("not-a-file", "RK003"),
    Rule("file-too-large", "RK004"),
    Rule("empty-file", "RK005"),
    Rule("not-utf-8", "RK006"),
    Rule("control-character", "RK007"),
    Rule("yaml-syntax", "RK008"),
    Rule("yaml-version", "RK009"),
    Rule("tag-not-allowed", "RK010"),
    Rule("several-documents", "RK011"),
    Rule("nested-too-deep", "RK012"),
    Rule("too-many-parts", "RK013"),
    Rule("duplicate-key", "RK014"),
    Rule("key-not-text", "RK015"),
    Rule("not-a-mapping", "RK016"),
    Rule("format-version", "RK017"),
    Rule("not-a-route", "RK018"),
    Rule("unknown-route", "RK019"),
    Rule("ambiguous-scalar", "RK020", "warning"),
    Rule("missing-modeline", "RK021", "info"),
    Rule("lost-text", "RK022", "warning"),
    Rule("unknown-key", "RK101"),
    Rule("missing-key", "RK102"),
    Rule("wrong-value", "RK103"),
    Rule("misplaced-key", "RK104"),
    Rule("invalid-name", "RK105"),
    Rule("reserved-name", "RK106"),
    Rule("duplicate-name", "RK107"),
    Rule("unknown-fact", "RK111"),
    Rule("unknown-parameter", "RK112"),
    Rule("unknown-partner", "RK113"),
    Rule("unknown-phase", "RK114"),
    Rule("unknown-reading", "RK115"),
    Rule("unknown-source", "RK116"),
    Rule("unknown-target", "RK117"),
    Rule("unknown-vocabulary", "RK118"),
    Rule("unknown-operator", "RK119"),
    Rule("wrong-operator", "RK121"),
    Rule("unit-mismatch", "RK122"),
    Rule("wrong-derivation", "RK123"),
    Rule("derivation-cycle", "RK124"),
    Rule("parameter-dates", "RK125"),
    Rule("self-transition", "RK126"),
    Rule("alternative-broken", "RK127"),
    Rule("unreachable-step", "RK201"),
    Rule("dead-end", "RK202"),
    Rule("closed-cycle", "RK203"),
    Rule("no-end-reachable", "RK204"),
    Rule("unknown-hand-over", "RK205"),
    Rule("receiver-absent", "RK206"),
    Rule("nobody-possible", "RK301"),
    Rule("gap", "RK302"),
    Rule("overlap", "RK303"),
    Rule("impossible-condition", "RK304"),
    Rule("always-true-condition", "RK305"),
    Rule("shadowed-transition", "RK306"),
    Rule("unreachable-otherwise", "RK307"),
    Rule("redundant-test", "RK308", "warning"),
    Rule("needless-transition", "RK309", "warning"),
    Rule("first-not-needed", "RK310", "info"),
    Rule("step-for-nobody", "RK401"),
    Rule("transition-for-nobody", "RK402", "warning"),
    Rule("duty-for-nobody", "RK403", "warning"),
    Rule("no-way-out", "RK404"),
    Rule("endless-loop", "RK405"),
    Rule("endless-wait", "RK406"),
    Rule("wait-without-term", "RK407", "info"),
    Rule("refused-hand-over", "RK408"),
    Rule("not-handed-over", "RK409"),
    Rule("unused-fact", "RK501", "warning"),
    Rule("unused-parameter", "RK502", "warning"),
    Rule("unused-partner", "RK503", "warning"),
    Rule("unused-end", "RK504", "warning"),
    Rule("unused-reading", "RK505", "warning"),
    Rule("recorded-fact-decides", "RK506"),
    Rule("responsible-unknown", "RK507", "warning"),
    Rule("missing-source", "RK508", "warning"),
    Rule("two-meanings", "RK509", "warning"),
    Rule("text-compared", "RK510", "warning"),
    Rule("term-differs", "RK511", "warning"),
    Rule("out-of-date", "RK512", "warning"),
    Rule("unused-in-vocabulary", "RK513", "info"),
    Rule("reading-to-confirm", "RK514", "info"),
    Rule("alternative-means-the-same", "RK515", "warning"),
    Rule("alternative-unsound", "RK516", "info"),
    Rule("not-asked", "RK517", "warning"),
    Rule("wrong-ignore", "RK601"),
    Rule("unused-ignore", "RK602", "warning"),
    Rule("expired-ignore", "RK603", "warning"),
    Rule("unused-baseline", "RK604", "warning"),
    Rule("not-proven", "RK901"),
    Rule("ways-not-proven", "RK902", "warning"),
    Rule("remark-not-proven", "RK903", "info"),
)

RULES = {rule.name: rule for rule in _ALL}
"""Every rule by its name."""

STOPS_CHECKS = frozenset({"nobody-possible", "not-proven", "ways-not-proven", "remark-not-proven"})
"""The rules, besides those that keep a file from being a route, that say that not every check was finished."""

_BY_CODE = {rule.code: rule for rule in _ALL}


def rule_named(name_or_code: str) -> Rule | None:
    """A rule by its name or its code, in capitals or not; None when there is no such rule."""
    wanted = name_or_code.strip()
    return RULES.get(wanted.lower()) or _BY_CODE.get(wanted.upper())
