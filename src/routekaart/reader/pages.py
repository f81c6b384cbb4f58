"""What a person can read about the rules of the file format."""

from routekaart.language import Text
from routekaart.page import Page

READER_PAGES: tuple[Page, ...] = (
    Page(
        "unknown-fact",
        Text("een gegeven dat nergens is gedefinieerd", "a fact that is defined nowhere"),
        Text(
            "Een voorwaarde, een termijn of een afleiding noemt een gegeven dat niet onder `facts` staat, niet in de "
            "route en niet in de gedeelde begrippen.",
            "A condition, a term or a derivation names a fact that does not stand under `facts`, in the route or in "
            "its vocabularies.",
        ),
        Text(
            "Een verschreven naam zou anders nooit waar zijn, zonder dat iemand het merkt.",
            "A misspelt name would otherwise never be true, without anybody noticing.",
        ),
        Text(
            "Verbeter de naam (de melding noemt de naam die er het meest op lijkt) of zet het gegeven onder `facts`.",
            "Correct the name (the message gives the nearest one) or add the fact under `facts`.",
        ),
    ),
)
