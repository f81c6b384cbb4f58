"""What a person can read about the rules of ignoring: RK601 and on."""

from routekaart.language import Text
from routekaart.page import Page

_SOUND = """\
steps:
  keuze:
    title: Heeft de student werk?
    transitions:
      - {to: werk, when: {heeft_werk: ja}}
      - {to: school, when: {heeft_werk: nee}}"""
_WITHOUT_REASON = _SOUND.replace("  keuze:", "  keuze:  # routekaart: ignore[gap]")
_NEEDLESS = _SOUND.replace("  keuze:", "  keuze:  # routekaart: ignore[gap] wie 18 is, komt hier nooit")

IGNORING_PAGES: tuple[Page, ...] = (
    Page(
        "wrong-ignore",
        Text("een opmerking die niets kan negeren", "a comment that cannot ignore anything"),
        Text(
            "Een opmerking `# routekaart: ignore[regel] reden` noemt geen bestaande regel, geen reden, of iets anders "
            "dan `ignore`. Of de regel is er een die niet te negeren is: met die fout is het bestand geen route.",
            "A comment `# routekaart: ignore[rule] reason` names no rule that exists, no reason, or something else "
            "than `ignore`. Or the rule cannot be ignored: with that mistake the file is no route.",
        ),
        Text(
            "Zonder reden weet later niemand meer of de melding nog mag blijven staan.",
            "Without a reason nobody knows later whether the finding may still stay.",
        ),
        Text(
            "Schrijf `# routekaart: ignore[naam van de regel] waarom dit mag`, op de regel zelf of op een eigen regel "
            "erboven. Met `until=2027-08-01` houdt het vanzelf op.",
            "Write `# routekaart: ignore[name of the rule] why this is allowed`, on the line itself or on a line of "
            "its own above it. With `until=2027-08-01` it ends by itself.",
        ),
        _WITHOUT_REASON,
        _SOUND,
    ),
    Page(
        "unused-ignore",
        Text("een opmerking die niets meer negeert", "a comment that ignores nothing any more"),
        Text(
            "Op deze regel is er geen melding van de regel die de opmerking noemt.",
            "On this line there is no finding of the rule that the comment names.",
        ),
        Text(
            "De fout is opgelost of staat ergens anders. Een volgende fout op deze regel zou ongezien blijven.",
            "The mistake is mended or stands elsewhere. A next mistake on this line would stay unseen.",
        ),
        Text(
            "Haal de opmerking weg; `routekaart check --fix` doet het.",
            "Take the comment out; `routekaart check --fix` does it.",
        ),
        _NEEDLESS,
        _SOUND,
    ),
    Page(
        "expired-ignore",
        Text("een opmerking waarvan de dag voorbij is", "a comment whose day has passed"),
        Text(
            "De dag die achter `until=` staat, is voorbij. De melding zelf komt weer terug.",
            "The day that stands after `until=` has passed. The finding itself comes back.",
        ),
        Text(
            "Iemand heeft gekozen om dit voor die dag op te lossen.",
            "Somebody chose to mend this before that day.",
        ),
        Text(
            "Los de melding op en haal de opmerking weg, of kies een nieuwe dag.",
            "Mend the finding and take the comment out, or choose a new day.",
        ),
    ),
    Page(
        "unused-baseline",
        Text("een baseline met iets dat niet meer voorkomt", "a baseline with something that is not found any more"),
        Text(
            "Het bestand met meldingen die er al waren, noemt er een die er niet meer is, of minder vaak.",
            "The file with findings that were there already names one that is gone, or that is found fewer times.",
        ),
        Text(
            "De lijst mag alleen korter worden. Blijft de naam staan, dan kan dezelfde fout ongezien terugkomen.",
            "The list may only become shorter. If the name stays, the same mistake can come back unseen.",
        ),
        Text(
            "Draai `routekaart check --baseline BESTAND --update-baseline`.",
            "Run `routekaart check --baseline FILE --update-baseline`.",
        ),
    ),
)
"""The pages of these rules in the order of their codes."""
