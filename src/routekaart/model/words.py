"""Which fields of a route are words: what people read, and nothing is decided by. All else is what the route means.

A change of words alone leaves `meaning_digest` as it was, so that a journey goes on without a migration. The place in
a source and the name of a reading are no words: the log of a journey tells on which of them each move rested. Nor are
the text of an action and the title of a support, which say what is done (nobody can prove that two texts ask the same),
or other spellings of an option, which say what is accepted. When somebody last checked something is like a word. Which
readings a route takes otherwise is no meaning by itself: what it says then stands in its steps and facts.
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
"""The sections of which the order decides nothing."""
LEAVING_WORDS = Leaving(WORDS, UNORDERED)
