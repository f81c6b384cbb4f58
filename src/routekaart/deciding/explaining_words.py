"""The sentences of an explanation, in Dutch and English."""

from collections.abc import Mapping

from routekaart.foundation.language import Language, Text

EXPLAINING: Mapping[str, Text] = {
    "why": Text("Waarom: {condition}.", "Why: {condition}."),
    "why_to": Text("Waarom naar {target}: {condition}.", "Why to {target}: {condition}."),
    "why_always": Text("Waarom: dit is altijd de volgende stap.", "Why: this is always the next step."),
    "why_always_to": Text(
        "Waarom naar {target}: dit is altijd de volgende stap.", "Why to {target}: this is always the next step."
    ),
    "not_certain": Text("{condition} (nog niet zeker)", "{condition} (not certain yet)"),
    "ground": Text("  - {ground}", "  - {ground}"),
    "follows": Text("{ground}, want {facts}", "{ground}, because {facts}"),
    "source": Text("Bron: {source}.", "Source: {source}."),
    "reading": Text("Lezing {reading}: {problem} Gekozen: {chosen}.", "Reading {reading}: {problem} Chosen: {chosen}."),
    "reading_to_confirm": Text(
        "Lezing {reading}: {problem} Gekozen: {chosen}. Nog te bevestigen.",
        "Reading {reading}: {problem} Chosen: {chosen}. Still to be confirmed.",
    ),
    "transitions": Text("Overgangen:", "Transitions:"),
    "other_transitions": Text("Andere overgangen:", "Other transitions:"),
    "outranked": Text(
        "  {target}: een eerdere overgang gaat voor ({condition}).",
        "  {target}: an earlier transition comes first ({condition}).",
    ),
    "open": Text("  {target}: nog onbekend ({condition}).", "  {target}: not known yet ({condition})."),
    "fell_away": Text(
        "  {target}: geldt niet (nodig: {condition}).", "  {target}: does not hold (needed: {condition})."
    ),
    "fell_away_because": Text(
        "  {target}: geldt niet: {because} (nodig: {condition}).",
        "  {target}: does not hold: {because} (needed: {condition}).",
    ),
    "changes_nothing": Text(
        "Wat nog onbekend is, verandert de uitkomst niet.", "What is still unknown does not change the outcome."
    ),
    "ask_first": Text("Vraag eerst:", "Ask first:"),
    "question": Text("  {number}. {question} [{fact}]", "  {number}. {question} [{fact}]"),
    "question_with_remarks": Text(
        "  {number}. {question} [{fact}] ({remarks})", "  {number}. {question} [{fact}] ({remarks})"
    ),
    "asked_of": Text("te vragen aan {partners}", "to be asked of {partners}"),
    "sensitive": Text("bijzonder persoonsgegeven", "special category of personal data"),
    "contested": Text(
        "Deze beslissing hangt af van lezing {reading}, die nog bevestigd moet worden. "
        "In de andere lezing ({text}): {answer}.",
        "This decision depends on reading {reading}, which must still be confirmed. "
        "Under the other reading ({text}): {answer}.",
    ),
    "changes_on": Text("Verandert vanzelf op {date}.", "Changes by itself on {date}."),
    "may_change_on": Text("Kan vanzelf veranderen vanaf {date}.", "May change by itself from {date}."),
}
"""Every sentence by its kind; the names in braces are filled in."""


def explained(what: str, lang: Language, **filled_in: object) -> str:
    """A sentence of `EXPLAINING` in a language."""
    return EXPLAINING[what].in_language(lang).format_map(filled_in)
