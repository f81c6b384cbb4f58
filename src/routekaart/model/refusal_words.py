"""Messages about facts that cannot be used, in Dutch and English."""

from collections.abc import Mapping

from routekaart.foundation.dates import EARLIEST, LATEST
from routekaart.foundation.language import Language, Text

REFUSALS: Mapping[str, Text] = {
    "unknown_fact": Text("onbekend gegeven {fact}", "unknown fact {fact}"),
    "invalid_value": Text("{fact}: verwacht wordt {accepted}", "{fact}: expected {accepted}"),
    "yes_no": Text("ja of nee", "ja (yes) or nee (no)"),
    "choice": Text("een van: {options}", "one of: {options}"),
    "date": Text(
        f"een bestaande datum als 2009-03-01, van {EARLIEST} tot en met {LATEST}, zonder tijd",
        f"an existing date such as 2009-03-01, from {EARLIEST} to {LATEST}, without a time",
    ),
    "text": Text("tekst van 1 tot en met {longest} tekens", "text of 1 to {longest} characters"),
    "not_after": Text("een datum op of voor {date}", "a date on or before {date}"),
    "date_giving": Text("een datum die voor {fact} geeft: {accepted}", "a date that gives for {fact}: {accepted}"),
    "conflict": Text("{facts} kunnen niet samen waar zijn", "{facts} cannot be true together"),
    "conflict_of_one": Text("{facts} kan deze waarde niet hebben", "{facts} cannot have this value"),
    "nobody": Text(
        "volgens deze route kan geen enkele student bestaan: kijk naar impossible en naar min en max",
        "according to this route no student can exist: look at impossible, min and max",
    ),
}
"""Every message, by what is wrong or by what is accepted instead; the names in braces are filled in."""


def refusal(what: str, **filled_in: Text | str) -> Text:
    """A message of `REFUSALS`, filled in; a filled-in text has its own words for each language."""

    def filled(lang: Language) -> str:
        words = {name: one.in_language(lang) if isinstance(one, Text) else one for name, one in filled_in.items()}
        return REFUSALS[what].in_language(lang).format_map(words)

    return Text(filled("nl"), filled("en"))
