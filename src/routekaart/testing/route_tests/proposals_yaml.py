"""Writes proposed students as YAML: a new tests file, or additions that leave an existing one as it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from textwrap import shorten, wrap

from routekaart.deciding.decision import Decision
from routekaart.deciding.duties import Duties
from routekaart.deciding.outcome_words import REFUSED, outcome_text
from routekaart.files.source import parse_document
from routekaart.files.source.nodes import Mapping as MappingNode
from routekaart.files.source.nodes import Sequence as SequenceNode
from routekaart.files.source.scalars import as_scalar
from routekaart.foundation.edits import split_lines, with_ends
from routekaart.foundation.escaping.letters import flat
from routekaart.foundation.language import Language, Text, counted, say
from routekaart.model.condition import Value
from routekaart.model.fact_types import Elapsed
from routekaart.model.fact_values import write_value
from routekaart.model.wording import Wording
from routekaart.route import Route
from routekaart.testing.route_tests.expecting import acting, written_partners
from routekaart.testing.route_tests.generating import Proposal
from routekaart.testing.route_tests.tests_file import RouteTests
from routekaart.testing.route_tests.tests_format import VERSION_KEY

MODELINE = "# yaml-language-server: $schema=../schema/tests.schema.json"
_WIDTH = 118
_NAMED_WIDTH = 72
"""The most characters of the known facts in the name of a student; the first fact is always named."""
_TOLD = ("transitions", "ends", "conditions", "values", "impossible")


def new_file(route: Route, named: str, proposals: Sequence[Proposal]) -> str:
    """A whole tests file with the proposed students; `named` is the name of the route in it."""
    head = [MODELINE, f"{VERSION_KEY}: 1", f"route: {as_scalar(named)}", ""]
    return "\n".join([*head, *_comment(_CONFIRM, route.language), "students:", *_items(route, proposals, ())]) + "\n"


def added_to(tests: RouteTests, text: str, proposals: Sequence[Proposal]) -> str:
    """The text of a tests file with the proposed students at the end of its students."""
    lines = with_ends(text)
    taken = [student.name for student in tests.students]
    place, column, has_students = _end_of_students(text, lines)
    items = [" " * column + line if line else line for line in _items(tests.route, proposals, taken, indent=0)]
    comment = [" " * column + line for line in _comment(_CONFIRM, tests.route.language)]
    inserted = ["", *([] if has_students else ["students:"]), *comment, *items]
    return "".join([*_closed(lines[:place]), *(line + _line_end(lines) for line in inserted), *lines[place:]])


def _line_end(lines: Sequence[str]) -> str:
    """The line ending of most lines of a file."""
    return "\r\n" if 2 * sum(line.endswith("\r\n") for line in lines) > len(lines) else "\n"


def _closed(lines: Sequence[str]) -> Sequence[str]:
    """The lines, with an ending for the last one too."""
    return [*lines[:-1], lines[-1] + _line_end(lines)] if lines and not lines[-1].endswith(("\r", "\n")) else lines


_CONFIRM = Text(
    "Voorgesteld door routekaart test --generate, met wat de route nu geeft. Ga bij elke student na of dat is wat de"
    " bron zegt, en haal dan deze regels weg.",
    "Proposed by routekaart test --generate, with what the route gives today. Check for each student that this is what"
    " the source says, and then take these lines out.",
)


def _end_of_students(text: str, lines: Sequence[str]) -> tuple[int, int, bool]:
    """The line after which students are added, their indentation, and whether there are students already."""
    entries = parse_document(text, "").root.entries
    written = entries.get("students")
    if written is None:
        return _before_blanks(lines, len(lines)), 2, False
    _, node = written
    following = [key.span.line for key, _ in entries.values() if key.span.line > written[0].span.line]
    end = min(following, default=len(lines) + 1) - 1
    while end and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    first = node.items[0] if isinstance(node, SequenceNode) and node.items else None
    indent = len(lines[first.span.line - 1]) - len(lines[first.span.line - 1].lstrip()) if first else 2
    return end, indent, True


def in_block_style(text: str) -> bool:
    """Whether students can be added to a tests file as lines: its students, if any, are listed one below the other."""
    entries = parse_document(text, "").root.entries
    if "students" not in entries:
        return True
    key, node = entries["students"]
    return (
        isinstance(node, SequenceNode)
        and bool(node.items)
        and all(isinstance(item, MappingNode) for item in node.items)
        and node.span.line > key.span.line
        and not split_lines(text)[node.span.line - 1].lstrip().startswith("[")
    )


def _before_blanks(lines: Sequence[str], end: int) -> int:
    while end and not lines[end - 1].strip():
        end -= 1
    return end


def _items(route: Route, proposals: Sequence[Proposal], taken: Iterable[str], *, indent: int = 2) -> Iterator[str]:
    names = set(taken)
    for proposal in proposals:
        name = _unused(_name(route, proposal), names)
        names.add(name)
        for line in _item(route, proposal, name):
            yield " " * indent + line


def _item(route: Route, proposal: Proposal, name: str) -> Iterator[str]:
    yield f"# {_shown(proposal, route.language)}"
    yield f"- name: {as_scalar(name, inside=False)}"
    yield f"  step: {proposal.step_id}"
    yield f"  on: {proposal.on}"
    yield from _facts(proposal.facts)
    if proposal.refusal is not None:
        yield f"  refused: {as_scalar(refused_words(proposal, route.language))}"
    if proposal.decision is not None and proposal.duties is not None:
        yield from _expected(route, proposal.decision, proposal.duties)


def _shown(proposal: Proposal, lang: Language) -> str:
    """The first thing that a student shows, and how many more, in one line."""
    told = [goal.text for goal in proposal.shows if goal.kind in _TOLD] or [goal.text for goal in proposal.shows]
    first = say(lang, f"Laat zien: {told[0].nl}", f"Shows: {told[0].en}")
    more = "" if len(told) == 1 else say(lang, f"; en nog {len(told) - 1} andere", f"; and {len(told) - 1} more")
    return shorten(flat(first), _WIDTH - 4 - len(more), placeholder=" ...") + more


def _facts(facts: Mapping[str, Value]) -> Iterator[str]:
    pairs = [f"{name}: {_fact(value)}" for name, value in facts.items()]
    line = f"  facts: {{{', '.join(pairs)}}}"
    if len(line) <= _WIDTH:
        yield line
    else:
        yield "  facts:"
        yield from (f"    {pair}" for pair in pairs)


def _fact(value: Value) -> str:
    return as_scalar(value) if isinstance(value, str) else write_value(value)


def _expected(route: Route, decision: Decision, duties: Duties) -> Iterator[str]:
    step = route.steps[decision.step_id]
    yield f"  outcome: {decision.outcome}"
    if decision.target is not None:
        yield f"  target: {decision.target}"
    if decision.outcome == "needs_facts":
        yield from _listed("missing", decision.missing)
        yield from _listed("possible", decision.possible)
    if step.responsible:
        yield from _as_list("responsible", [written_partners(one) for one in acting(duties, "responsible")])
    if step.contacts:
        yield from _as_list("contacts", [written_partners(one) for one in acting(duties, "contact")])
    if step.actions:
        yield from _listed("do", [duty.text for duty in duties.actions if duty.holds])
    if step.supports:
        yield from _listed("supports", [duty.title for duty in duties.supports if duty.holds])


def _listed(key: str, values: Sequence[str]) -> Iterator[str]:
    return _as_list(key, [as_scalar(value) for value in values])


def _as_list(key: str, written: Sequence[str]) -> Iterator[str]:
    line = f"  {key}: [{', '.join(written)}]"
    if len(line) <= _WIDTH:
        yield line
    else:
        yield f"  {key}:"
        yield from (f"    - {value}" for value in written)


def refused_words(proposal: Proposal, lang: Language) -> str:
    """The first line of a refusal, by which it can be recognised."""
    assert proposal.refusal is not None
    return proposal.refusal.message(lang).splitlines()[0]


def _name(route: Route, proposal: Proposal) -> str:
    """What a proposed student shows, in one line: "P11 naar P12 (leeftijd is 17 jaar)"."""
    said = _said(route, proposal.facts, proposal.on)
    who = ", ".join(said) or Text("elke student", "every student").in_language(route.language)
    return f"{_what_happens(proposal).in_language(route.language)} ({who})"


def _said(route: Route, facts: Mapping[str, Value], on: date) -> list[str]:
    wording = Wording(route.facts, route.parameters, route.language)
    phrases = [wording.value(*_as_counted(route, name, value, on)) for name, value in facts.items()]
    fitting = [len(", ".join(phrases[:count])) <= _NAMED_WIDTH for count in range(1, len(phrases) + 1)]
    named = max(1, fitting.count(True))
    if named >= len(phrases):
        return phrases
    left = counted(len(phrases) - named, Text("gegeven", "fact"), Text("gegevens", "facts"))
    return [*phrases[:named], Text(f"nog {left.nl}", f"{left.en} more").in_language(route.language)]


def _as_counted(route: Route, name: str, value: Value, on: date) -> tuple[str, Value]:
    """An age for a birth date: the count off a date, if the route has just one count off it."""
    counts = [one for one in route.vocabulary.read_off(name) if isinstance(route.facts[one.name].derivation, Elapsed)]
    if len(counts) == 1 and isinstance(value, date):
        return counts[0].name, counts[0].chain.read(value, on)
    return name, value


def _what_happens(proposal: Proposal) -> Text:
    decision = proposal.decision
    if decision is None:
        return outcome_text(REFUSED, "with_step")
    return outcome_text(decision.outcome, "with_step", step=proposal.step_id, target=decision.target)


def _unused(name: str, taken: set[str]) -> str:
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name} ({number})"
    return found


def _comment(text: Text, lang: Language) -> list[str]:
    return [f"# {line}" for line in wrap(flat(text.in_language(lang)), _WIDTH - 4, break_long_words=False)]
