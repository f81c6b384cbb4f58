"""Which fields of a route are words: people read them, and no decision depends on them. The rest is its meaning.

A change of words alone leaves `meaning_digest` as it was, so that a journey goes on without a migration. A place in a
source and the name of a reading are not words: the log of a journey records on which of them each move was based. Nor
are the text of an action and the title of a support, which say what is done (nobody can prove that two texts ask the
same), or other spellings of an option, which say what is accepted. The date on which something was last checked counts
as words. The alternatives that a route uses are no meaning by themselves: their changes are in its steps and facts.
"""

from collections.abc import Mapping

from routekaart.foundation.digest import Leaving

WORDS: Mapping[str, frozenset[str]] = {
    "Route": frozenset(
        {"title", "version", "language", "description", "readings", "sources", "phases", "chosen", "base_digest"}
    ),
    "Step": frozenset({"title", "description", "checklist", "ask", "note"}),
    "End": frozenset({"title", "description", "note"}),
    "Transition": frozenset({"note"}),
    "Involvement": frozenset({"note"}),
    "Action": frozenset({"note"}),
    "Support": frozenset({"note"}),
    "Term": frozenset({"title", "note"}),
    "FactType": frozenset({"title", "question", "description", "option_titles", "phrases"}),
    "Parameter": frozenset({"title", "description", "checked", "valid_until"}),
    "Impossible": frozenset({"because"}),
    "Partner": frozenset({"title", "functions", "description"}),
}
"""The words of each class of a route. Readings, sources and phases are words as a whole."""
UNORDERED: Mapping[str, frozenset[str]] = {"Route": frozenset({"steps", "ends", "parameters", "partners"})}
"""The sections whose order decides nothing."""
LEAVING_WORDS = Leaving(WORDS, UNORDERED)
