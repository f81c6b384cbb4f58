"""What a person can read about the rules of how a file is written: RK020 and on."""

from routekaart.language import Text
from routekaart.page import Page

_WRONG = """\
steps:
  keuze:
    title: Heeft de student werk?
    transitions:
      - {to: werk, when: {heeft_werk: yes}}
      - {to: school, when: {heeft_werk: nee}}"""

WRITING_PAGES: tuple[Page, ...] = (
    Page(
        "ambiguous-scalar",
        Text("een waarde die andere programma's anders lezen", "a value that other programs read in another way"),
        Text(
            "Een waarde zonder aanhalingstekens is in YAML 1.2, zoals routekaart leest, gewoon tekst. Veel andere "
            "programma's lezen YAML 1.1: daar is `yes` een ja/nee-waarde, `0123` een achttallig getal, `12:30` een "
            "aantal seconden en `685_230.15` een getal. Een datum zoals `2009-03-01` wordt alleen gemeld waar hij voor "
            "routekaart tekst is, bijvoorbeeld als optie.",
            "A value without quotes is plain text in YAML 1.2, which routekaart reads. Many other programs read YAML "
            "1.1: there `yes` is true, `0123` an octal number, `12:30` a number of seconds and `685_230.15` a number. "
            "A date such as `2009-03-01` is only told where it is text to routekaart, such as an option.",
        ),
        Text(
            "Wie het bestand in een ander programma opent of bewaart, krijgt iets anders terug.",
            "Whoever opens or saves the file in another program gets something else back.",
        ),
        Text(
            "Zet de waarde tussen aanhalingstekens, of schrijf `ja` of `nee`. `routekaart check --fix` zet de "
            "aanhalingstekens.",
            "Put the value between quotes, or write `ja` or `nee`. `routekaart check --fix` writes the quotes.",
        ),
        _WRONG,
        _WRONG.replace("yes", "ja"),
    ),
    Page(
        "missing-modeline",
        Text("een bestand zonder regel voor editors", "a file without the line for editors"),
        Text(
            "Bovenaan ontbreekt `# yaml-language-server: $schema=...`, met het pad naar het schema.",
            "At the top `# yaml-language-server: $schema=...` is missing, with the path to the schema.",
        ),
        Text(
            "Met die regel vult een editor sleutels aan en meldt hij fouten al tijdens het typen.",
            "With that line an editor completes keys and tells mistakes while you type.",
        ),
        Text(
            "Zet de regel bovenaan. `routekaart check --fix` doet dat als er een map `schema` is met het schema erin; "
            "`routekaart schema route` maakt het schema.",
            "Write the line at the top. `routekaart check --fix` does so where there is a folder `schema` with the "
            "schema in it; `routekaart schema route` makes the schema.",
        ),
    ),
)
"""The pages of these rules in the order of their codes."""
