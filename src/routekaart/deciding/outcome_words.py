"""The words for every outcome of a decision, in Dutch and English.

Everything that shows an outcome takes its words from the table `WORDS`: explanations, outlooks, histories, tables,
pictures, simulations, comparisons and the names of proposed students.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

from routekaart.foundation.language import Text, enumerate_words

Outcome: TypeAlias = Literal["next", "stay", "end", "needs_facts", "ambiguous", "stuck"]

REFUSED = "refused"
"""The word in place of an outcome for facts that cannot be decided about."""

Form: TypeAlias = Literal["sentence", "after_place", "answer", "label", "with_step", "noun", "because", "rule"]
"""Where the words are used:

sentence: first in an explanation.
after_place: in a sentence after one that says in which step the student is.
answer: after a date or an arrow.
label: before a number of students.
with_step: in a history, or as the name of a student.
noun: after "was" or "now", if there is no target.
because: after "omdat" or "because", about several students.
rule: in a statement about a step, for everybody.
"""

WORDS: Mapping[str, Mapping[Form, Text]] = {
    "next": {
        "sentence": Text("Van {step} naar {target}.", "From {step} to {target}."),
        "after_place": Text("De volgende stap is {target}.", "The next step is {target}."),
        "answer": Text("naar {target}", "to {target}"),
        "label": Text("naar {target}", "to {target}"),
        "with_step": Text("{step} naar {target}", "{step} to {target}"),
    },
    "end": {
        "sentence": Text("Van {step} naar het einde {target}.", "From {step} to the end {target}."),
        "after_place": Text("De volgende stap is het einde {target}.", "The next step is the end {target}."),
        "answer": Text("naar einde {target}", "to end {target}"),
        "label": Text("naar einde {target}", "to end {target}"),
        "with_step": Text("{step} naar einde {target}", "{step} to end {target}"),
    },
    "stay": {
        "sentence": Text("Blijft in {step}.", "Stays in {step}."),
        "after_place": Text("De student blijft in deze stap.", "The student stays in this step."),
        "answer": Text("blijft in {step}", "stays in {step}"),
        "label": Text("blijft", "stays"),
        "with_step": Text("blijft in {step}", "stays in {step}"),
        "rule": Text("blijft in deze stap", "stays in this step"),
    },
    "needs_facts": {
        "sentence": Text(
            "Nog niet te bepalen vanuit {step}. Mogelijk zijn: {possible}.",
            "Not decided yet from {step}. Possible are: {possible}.",
        ),
        "after_place": Text(
            "Nog niet te bepalen. Mogelijk zijn: {possible}.", "Not decided yet. Possible are: {possible}."
        ),
        "answer": Text("{possible}, dat hangt af van {missing}", "{possible}, depending on {missing}"),
        "label": Text("nog niet te bepalen", "not decided yet"),
        "with_step": Text("nog niet te bepalen vanuit {step}", "not decided yet from {step}"),
    },
    "ambiguous": {
        "sentence": Text(
            "Vanuit {step} gelden overgangen naar {together} tegelijk: de route spreekt zichzelf tegen.",
            "From {step} transitions to {together} hold at once: the route contradicts itself.",
        ),
        "after_place": Text(
            "Overgangen naar {together} gelden tegelijk: de route spreekt zichzelf tegen.",
            "Transitions to {together} hold at once: the route contradicts itself.",
        ),
        "answer": Text("de route spreekt zichzelf tegen", "the route contradicts itself"),
        "label": Text("de route spreekt zichzelf tegen", "the route contradicts itself"),
        "with_step": Text("de route spreekt zichzelf tegen in {step}", "the route contradicts itself in {step}"),
        "noun": Text("een tegenspraak in de route", "a contradiction in the route"),
        "because": Text("de route zichzelf tegenspreekt", "the route contradicts itself"),
    },
    "stuck": {
        "sentence": Text(
            "Vanuit {step} geldt geen enkele overgang: de route heeft hier een gat.",
            "From {step} no transition holds: the route has a gap here.",
        ),
        "after_place": Text(
            "Geen enkele overgang geldt: de route heeft hier een gat.", "No transition holds: the route has a gap here."
        ),
        "answer": Text("de route heeft hier een gat", "the route has a gap here"),
        "label": Text("de route heeft hier een gat", "the route has a gap here"),
        "with_step": Text("de route heeft een gat in {step}", "the route has a gap in {step}"),
        "noun": Text("een gat in de route", "a gap in the route"),
        "because": Text("de route een gat heeft", "the route has a gap"),
    },
    # What stops a student beside a single decision.
    "circle": {
        "with_step": Text("zou in een kring rondgaan: {circle}", "would go round in a circle: {circle}"),
        "because": Text("zij op een dag in een kring zouden rondgaan", "they would go round in a circle on one day"),
    },
    REFUSED: {
        "label": Text("niet te beoordelen", "cannot be decided about"),
        "with_step": Text("kan niet samen", "cannot be true together"),
        "because": Text("er volgens de route niemand kan zijn zoals zij", "by the route nobody can be as they are"),
    },
}


def outcome_text(
    outcome: str,
    form: Form,
    *,
    step: str = "",
    target: str | None = None,
    possible: Iterable[str] = (),
    missing: Iterable[str] = (),
    circle: Iterable[str] = (),
) -> Text:
    """An outcome in one of its forms.

    Args:
        step: the step that decided, by the name to show; the same for the other places.
        target: where the student goes.
        possible: where the student can go.
        missing: the facts that are asked for.
        circle: the steps of a circle that the student would go round in.
    """
    words, places, around = WORDS[outcome][form], list(possible), list(circle)
    names = {
        "step": step,
        "target": target or "",
        "missing": ", ".join(missing),
        "circle": " → ".join((*around, *around[:1])),
    }

    def filled(template: str, one_of: str, all_of: str) -> str:
        listed = {"possible": enumerate_words(places, one_of), "together": enumerate_words(places, all_of)}
        return template.format(**names, **listed)

    return Text(filled(words.nl, "of", "en"), filled(words.en, "or", "and"))
