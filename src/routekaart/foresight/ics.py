"""An outlook as a calendar (iCalendar, RFC 5545): an all-day event for each date on which a decision changes."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from routekaart.deciding.surroundings import Surroundings
from routekaart.foresight.outlook import Change
from routekaart.foundation.escaping.letters import flat, writable
from routekaart.foundation.escaping.machines import ics_text
from routekaart.foundation.language import Language

if TYPE_CHECKING:
    import icalendar

_NAMESPACE = uuid5(NAMESPACE_URL, "https://routekaart.invalid/outlook")


def calendar(
    around: Surroundings, step_id: str, changes: Sequence[Change], on: date, *, label: str, lang: Language
) -> bytes:
    """The changes as the bytes of an `.ics` file. It holds no facts of the student except those that the changes name.

    Args:
        on: the reference date; each event has it as the day it was made, so the same outlook gives the same file.
        label: a name for the student, such as a number; it keeps the events of students apart, and may be empty.
    """
    # Only a calendar needs the package; importing it takes longer than deciding.
    import icalendar

    made = icalendar.Calendar()
    made.add("prodid", "-//routekaart//outlook//NL")
    made.add("version", "2.0")
    for change in changes:
        event = icalendar.Event()
        # The same change of the same student keeps its identity when the file is made again, so it is not doubled.
        named = writable(label)
        identity = "|".join([around.route_id, step_id, change.on.isoformat(), named])
        event.add("uid", f"{uuid5(_NAMESPACE, identity)}@routekaart")
        event.add("dtstamp", datetime.combine(on, time(), tzinfo=UTC))
        event.add("dtstart", change.on)
        event.add("dtend", change.on + timedelta(days=1))
        event.add("summary", _summary(around, step_id, change, label, lang))
        event.add("description", ics_text("\n".join(text.in_language(lang) for text in change.because)))
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    if not changes:
        made.add_component(_universal_time())
    return bytes(made.to_ical())


def _universal_time() -> "icalendar.Timezone":
    """An empty time zone, for a calendar without events: RFC 5545 asks for at least one component."""
    import icalendar

    standard = icalendar.TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", timedelta())
    standard.add("tzoffsetto", timedelta())
    zone = icalendar.Timezone()
    zone.add("tzid", "UTC")
    zone.add_component(standard)
    return zone


def _summary(around: Surroundings, step_id: str, change: Change, label: str, lang: Language) -> str:
    return flat(" ".join(filter(None, [label, f"{around.route_id} {step_id}:", change.answer(around, lang)])))
