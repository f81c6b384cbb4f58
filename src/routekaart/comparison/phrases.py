"""The sentences of a report on two versions, shared by all forms of report."""

from collections.abc import Iterator

from routekaart.comparison.changes import (
    AdmissionChange,
    DutyChange,
    FollowChange,
    Group,
    NextStepChange,
    Note,
    PlaceChange,
    Region,
    grouped,
)
from routekaart.comparison.comparison import Compared, Comparison
from routekaart.comparison.written import PARTS
from routekaart.foundation.language import Text, counted
from routekaart.model.fact_values import write_value

SAME = Text(
    "De betekenis is dezelfde: elke student krijgt in elke stap en op elke peildatum hetzelfde antwoord. "
    "Dat is bewezen.",
    "The meaning is the same: every student gets the same answer at every step and on every reference date. "
    "That is proven.",
)
SAME_BUT_IN_TIME = Text(
    "In elke stap en op elke peildatum krijgt elke student hetzelfde antwoord. Dat is bewezen. "
    "Maar van stap tot stap of van dag tot dag gaat het anders.",
    "At every step and on every reference date every student gets the same answer. That is proven. "
    "But from step to step or from day to day there are differences.",
)
IDENTICAL = Text("De twee versies zijn woord voor woord gelijk.", "The two versions are the same in every word.")
ONLY_WORDS = Text(
    "Alleen woorden zijn anders: een reis gaat zonder migrate verder in de nieuwe versie.",
    "Only words differ: a journey goes on in the new version without migrate.",
)
NOT_PROVEN = Text(
    "Er is geen verschil gevonden, maar dat de betekenis dezelfde is, is niet bewezen.",
    "No difference was found, but that the meaning is the same is not proven.",
)
NEXT_STEPS = Text("Andere volgende stap", "Another next step")
DUTIES = Text("Wie en wat", "Who and what")
_ADMISSIONS = Text("Wie er wordt geaccepteerd", "Who is accepted")
_FOLLOWS = Text("Wat er anders volgt", "What follows differently")
_IN_TIME = Text("Wat in de tijd anders gaat", "What goes differently over time")
_ELSE = Text("Wat er verder verandert", "What else changes")
_UNPROVEN = Text("Niet bewezen", "Not proven")
TEXTS = Text("Wat er anders staat", "What is written differently")


def conclusion(found: Comparison) -> Iterator[Text]:
    """The conclusion, in one or a few sentences."""
    yield from _about_meaning(found)
    old, new = found.old.id, found.new.id
    if old != new:
        yield Text(
            f"Let op: het id is anders ({old} en {new}); het kunnen twee verschillende routes zijn.",
            f"Note: the ids differ ({old} and {new}); these may be two different routes.",
        )


def _about_meaning(found: Comparison) -> Iterator[Text]:
    if found.same_meaning is True:
        yield IDENTICAL if found.same_text else SAME
        if found.only_words:
            yield ONLY_WORDS
        return
    if found.same_at_each_step is True:
        yield SAME_BUT_IN_TIME
        return
    if found.same_meaning is None:
        yield NOT_PROVEN
        return
    yield Text("De betekenis is veranderd.", "The meaning changed.")
    moved, served = len(grouped(found.next_steps)), len(grouped(found.duties))
    if moved:
        kinds, plural = _kinds(moved), moved > 1
        yield Text(
            f"{kinds.nl} {'krijgen' if plural else 'krijgt'} een andere volgende stap.",
            f"{kinds.en} {'get' if plural else 'gets'} another next step.",
        )
    if served:
        kinds = _kinds(served)
        yield Text(
            f"Voor {kinds.nl} verandert wie handelt of wat er moet gebeuren.",
            f"For {kinds.en} it changes who acts or what must be done.",
        )
    if found.admissions or found.follows:
        yield Text("Er worden andere gegevens geaccepteerd of geweigerd.", "Other facts are accepted or refused.")


def _kinds(number: int) -> Text:
    """The number of kinds of students, in words."""
    return counted(number, Text("soort studenten", "kind of students"), Text("soorten studenten", "kinds of students"))


def lists(found: Comparison) -> Iterator[tuple[Text, list[tuple[Text, Region | None]]]]:
    """The sections that are a plain list: a title, and sentences with the students whom each is about, if any."""
    yield _ADMISSIONS, [(_admission(one), one.region) for one in found.admissions]
    yield _FOLLOWS, [(_follows(one), one.region) for one in found.follows]
    yield _ELSE, [*((_note(one), None) for one in found.others), *((_place(one), None) for one in found.places)]
    yield _IN_TIME, [(_note(one), None) for one in found.in_time]
    yield _UNPROVEN, [(_note(one), None) for one in found.unproven]


def next_step(change: NextStepChange, *, reading: bool = False) -> Text:
    """The old and the new answer at a step; for another reading, the answer now and the answer then."""
    was, now = change.was.text, change.becomes.text
    if reading:
        return Text(f"{change.named}: nu {was.nl}, dan {now.nl}", f"{change.named}: now {was.en}, then {now.en}")
    return Text(f"{change.named}: was {was.nl}, nu {now.nl}", f"{change.named}: was {was.en}, now {now.en}")


def duty(change: DutyChange, *, reading: bool = False) -> Text:
    """The duty that is removed, added or changed, without the step; for another reading, the duty now and then."""
    if reading:
        return _duty_then(change)
    if change.was is None and change.becomes is not None:
        return Text(f"erbij: {change.becomes.nl}", f"new: {change.becomes.en}")
    if change.becomes is None and change.was is not None:
        return Text(f"weg: {change.was.nl}", f"gone: {change.was.en}")
    assert change.was is not None
    assert change.becomes is not None
    return Text(f"was {change.was.nl}; wordt {change.becomes.nl}", f"was {change.was.en}; becomes {change.becomes.en}")


def _duty_then(change: DutyChange) -> Text:
    was, then = change.was, change.becomes
    if was is None and then is not None:
        return Text(f"dan ook {then.nl}", f"then also {then.en}")
    assert was is not None
    if then is None:
        return Text(f"dan niet meer {was.nl}", f"then no longer {was.en}")
    return Text(f"nu {was.nl}; dan {then.nl}", f"now {was.en}; then {then.en}")


def duties_by_steps(group: Group[DutyChange], *, reading: bool = False) -> Iterator[tuple[str, tuple[Text, ...]]]:
    """The titles of steps with the changes of duties there; steps with the same changes are put together."""
    in_step: dict[str, list[Text]] = {}
    for change in group.changes:
        in_step.setdefault(change.named, []).append(duty(change, reading=reading))
    found: dict[tuple[Text, ...], list[str]] = {}
    for named, texts in in_step.items():
        found.setdefault(tuple(texts), []).append(named)
    yield from ((", ".join(steps), texts) for texts, steps in found.items())


def _admission(change: AdmissionChange) -> Text:
    """The students who are now refused or accepted."""
    who = change.region.text
    if change.refused:
        return Text(f"de nieuwe versie weigert: {who.nl}", f"the new version refuses: {who.en}")
    return Text(f"de nieuwe versie accepteert ook: {who.nl}", f"the new version also accepts: {who.en}")


def _follows(change: FollowChange) -> Text:
    """The old and the new value of a fact that follows, with the students."""
    was, becomes, who = write_value(change.was), write_value(change.becomes), change.region.text
    such_as = Text("", "") if isinstance(change.was, bool) else Text("bijvoorbeeld ", "for instance ")
    return Text(
        f"{change.new_fact} was {such_as.nl}{was} en is nu {becomes}: {who.nl}",
        f"{change.new_fact} was {such_as.en}{was} and is now {becomes}: {who.en}",
    )


def _place(change: PlaceChange) -> Text:
    """A step or end that was added or removed, and what that means."""
    label = PARTS[change.part]
    called = Text(f"{label.nl} {change.named}", f"{label.en} {change.named}")
    leading = ", ".join(change.from_steps)
    if not change.added:
        gone = Text(
            "wie daar is, heeft in de nieuwe versie geen plek; met routekaart.migrate wijst u die aan",
            "a student who is there has no place in the new version; routekaart.migrate lets you choose one",
        )
        return Text(f"{called.nl} is weg: {gone.nl}", f"{called.en} is gone: {gone.en}")
    if leading:
        return Text(f"{called.nl} is nieuw, vanuit {leading}", f"{called.en} is new, from {leading}")
    return Text(f"{called.nl} is nieuw; geen stap leidt ernaartoe", f"{called.en} is new; no step leads to it")


def _note(one: Note) -> Text:
    """A note, with the part that it is about."""
    if one.part == "route":
        return one.text
    label = PARTS[one.part]
    return Text(f"{label.nl} {one.name}: {one.text.nl}", f"{label.en} {one.name}: {one.text.en}")


def and_more(number: int) -> Text:
    """The remark that a list is cut."""
    return Text(f"en nog {number}; --format json geeft alles", f"and {number} more; --format json gives everything")


def came_or_went(one: Compared) -> Text:
    """The sentence for a route that only one side has."""
    if one.only == "new":
        return Text("Deze route is nieuw.", "This route is new.")
    return Text("Deze route is weg.", "This route is gone.")


def versions(found: Comparison) -> str:
    """The title of the route with both versions, and the alternatives that they use."""
    old, new = found.old, found.new
    if old.id != new.id:
        numbers = f"{old.id} {old.version} → {new.id} {new.version}"
    elif old.version != new.version:
        numbers = f"{new.id} {old.version} → {new.version}"
    else:
        numbers = f"{new.id} {new.version}"
    chosen = [", ".join(f"{name}={one}" for name, one in version.chosen.items()) or "-" for version in (old, new)]
    readings = f": {chosen[0]} → {chosen[1]}" if old.chosen != new.chosen else ""
    return f"{new.title} ({numbers}){readings}"
