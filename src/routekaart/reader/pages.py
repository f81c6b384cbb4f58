"""What a person can read about the rules that have no check: those of the file format, and of the checks themselves."""

from routekaart.language import Text
from routekaart.page import Page
from routekaart.reader.key_pages import KEY_PAGES
from routekaart.reader.name_pages import NAME_PAGES
from routekaart.reader.text_pages import TEXT_PAGES

_NOT_PROVEN = Page(
    "not-proven",
    Text("een controle zonder zeker antwoord", "a check without a certain answer"),
    Text(
        "Een controle was te veel werk en is niet afgemaakt. Of de controle vond een student als "
        "voorbeeld, maar de route besliste over die student iets anders.",
        "A check was too much work and was not finished. Or the student whom the check found as an example turned out "
        "to be none when the decision was replayed.",
    ),
    Text(
        "Er kan een fout in de route zitten, maar zeker is dat niet. Routekaart meldt het, en noemt de route nooit in "
        "orde als dat niet vaststaat.",
        "There may be a mistake in the route, but that is not certain. Routekaart tells it, and never calls a route "
        "sound when that is not sure.",
    ),
    Text(
        "Verdeel de stap over meer stappen, of maak de voorwaarden eenvoudiger. Vraagt de melding om dit als fout te "
        "melden, doe dat dan.",
        "Divide the step into more steps, or make the conditions simpler. If the message asks you to report this as a "
        "fault, please do.",
    ),
)

_WAYS_NOT_PROVEN = Page(
    "ways-not-proven",
    Text("de wegen door de route zijn niet helemaal nagelopen", "the ways through the route were not all followed"),
    Text(
        "Wat er onderweg met een student kan gebeuren, was te veel werk om helemaal uit te zoeken. De stappen zelf "
        "zijn wel bewezen.",
        "What can become of a student on the way was too much work to find out completely. The steps themselves are "
        "proven.",
    ),
    Text(
        "Er kan nog een kring, een eindeloos wachten of een stap voor niemand in de route zitten.",
        "There may still be a circle, an endless wait or a step for nobody in the route.",
    ),
    Text(
        "Verdeel de route in kleinere routes met een overdracht, of laat stappen naar minder gegevens kijken.",
        "Divide the route into smaller routes with a hand-over, or let steps look at fewer facts.",
    ),
)

READER_PAGES: tuple[Page, ...] = (*TEXT_PAGES, *KEY_PAGES, *NAME_PAGES, _NOT_PROVEN, _WAYS_NOT_PROVEN)
"""The pages of the file format in the order of their codes, and those of checks that gave no certain answer."""
