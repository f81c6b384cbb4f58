"""English for the help of the commands, by the Dutch text in the commands. A test keeps it complete."""

from copy import copy

import click

from routekaart.cli.english_help import COMMANDS_IN_ENGLISH, HELP_IN_ENGLISH

METAVARS = {
    "BESTAND": "FILE",
    "BESTAND.csv": "FILE.csv",
    "BESTAND.html": "FILE.html",
    "BESTAND.json": "FILE.json",
    "BESTAND.pdf": "FILE.pdf",
    "DATUM": "DATE",
    "DOEL": "TARGET",
    "GEGEVEN=KOLOM": "FACT=COLUMN",
    "J": "N",
    "KOLOM": "COLUMN",
    "LEZING=ALTERNATIEF": "READING=ALTERNATIVE",
    "MAP": "FOLDER",
    "NAAM": "NAME",
    "NAAM=GETAL": "NAME=NUMBER",
    "NAAM=WAARDE": "NAME=VALUE",
    "NIEUW": "NEW",
    "OUD": "OLD",
    "REGEL": "RULE",
    "STAP": "STEP",
    "STAP|KOLOM": "STEP|COLUMN",
    "TEKEN": "SIGN",
    "TEKST": "TEXT",
    "VORM=BESTAND": "FORMAT=FILE",
    "[LEZING]": "[READING]",
    "[MAP]": "[FOLDER]",
    "[PAD]...": "[PATH]...",
    "[PARTNER]": "[PARTNER]",
    "[REGEL]": "[RULE]",
    "[STAP]": "[STEP]",
    "N": "N",
    "ROUTE": "ROUTE",
    "S": "S",
}
"""The placeholders for values in help."""

OPTIONS = {
    "Alleen wat de eigenaar van de bron nog moet bevestigen.": "Only what the owner of the source must still confirm.",
    "Controleer opnieuw na elke wijziging, tot Ctrl-C.": "Check again after each change, until Ctrl-C.",
    "De eerste dag van de verzonnen studenten; anders vandaag.": (
        "The first day of the made-up students; otherwise today."
    ),
    "De eerste seed van de drie.": "The first seed of the three.",
    "De vorm; markdown is een brief aan de eigenaar van de bron.": (
        "The format; markdown is a letter to the owner of the source."
    ),
    "Hoeveel jaar zij gevolgd worden.": "For how many years they are followed.",
    "Neem een lezing van de bron anders, zoals A-31=strikt; u mag dit herhalen.": (
        "Take a reading of the source otherwise, such as A-31=strikt; may be repeated."
    ),
    "Maak de kaart voor een blad papier (svg of png).": "Make the map for a sheet of paper (svg or png).",
    "Zet meer in de vakken: grenzen, taken of contacten; u mag dit herhalen.": (
        "Put more in the boxes: limits, tasks or contacts; may be repeated."
    ),
    "Leg dat blad op zijn kant.": "Lay that sheet on its side.",
    "Kleuren en lettertype: een bestand zoals routekaart.toml.": "Colours and font: a file such as routekaart.toml.",
    "Schrijf de pagina naar dit bestand.": "Write the page to this file.",
    "Schrijf naar dit bestand wat er op papier komt.": "Write to this file what comes on paper.",
    "Schrijf hierin.": "Write into this.",
    "Schrijf in MAP ook wat er in JavaScript mee beslist.": "Write into FOLDER what decides with it in JavaScript.",
    "Schrijf naar dit bestand.": "Write to this file.",
    "Schrijf naar een bestand.": "Write to a file.",
    "Teken bij --watch ook de route, met wat er mis is, zoals route.svg.": (
        "With --watch, draw the route too, with what is wrong, such as route.svg."
    ),
    "Tel ook op welke lezingen, nog te bevestigen, een antwoord rust.": (
        "Count too on which readings, still to be confirmed, an answer rests."
    ),
    "Tel ook zoveel verzonnen studenten, drie keer.": "Count so many made-up students too, three times.",
    "Alleen tests met deze tekst in hun naam.": "Only tests with this text in their name.",
    "Bereken wanneer een antwoord door de tijd verandert.": "Compute when time alone changes an answer.",
    "De dag van vandaag, voor until= en valid_until.": "Today, for until= and valid_until.",
    "De eerste dag.": "The first day.",
    "De map met routes.": "The folder with routes.",
    "De map voor de route; anders routes/, of deze map.": "The folder for the route; otherwise routes/ or this one.",
    "De naam van de route.": "The name of the route.",
    "De peildatum bij --student, zoals 2026-03-01; anders die van het bestand, of vandaag.": (
        "The reference date with --student, such as 2026-03-01; otherwise that of the file, or today."
    ),
    "De peildatum van de voorgestelde studenten; anders vandaag.": (
        "The reference date of the proposed students; otherwise today."
    ),
    "De peildatum, zoals 2026-03-01; anders vandaag.": "The reference date, such as 2026-03-01; otherwise today.",
    "De stap waarin alle studenten zijn, of de kolom met de stap van elk.": (
        "The step in which all students are, or the column with the step of each."
    ),
    "De stap waarin de student nu is; anders de eerste van de route.": (
        "The step in which the student is now; otherwise the first one of the route."
    ),
    "De titel van de route.": "The title of the route.",
    "De uitgang is 0, ook als er iets te melden is.": "The exit status is 0, also when there is something to report.",
    "De verdelingen; anders het bestand naast de route dat eindigt op .simulation.yaml.": (
        "The distributions; otherwise the file beside the route that ends in .simulation.yaml."
    ),
    "De vorm van de aantallen.": "The format of the counts.",
    "De vorm van de uitvoer; anders text.": "The format of the output; otherwise text.",
    "De vorm van het verslag.": "The format of the report.",
    "De vorm.": "The format.",
    "De vorm; anders volgens -o, of text.": "The format; otherwise by -o, or text.",
    "Deze kolom is geen gegeven; u mag dit herhalen.": "This column is not a fact; may be repeated.",
    "Dezelfde seed: dezelfde studenten.": "The same seed: the same students.",
    "Een gegeven staat in een kolom met een andere naam; u mag dit herhalen.": (
        "A fact stands in a column with another name; may be repeated."
    ),
    "Een gegeven van de student; u mag dit herhalen.": "A fact about the student; may be repeated.",
    "Eindig met 0, ook als de betekenis veranderd is.": "End with 0, also when the meaning changed.",
    "Geef alle regels als een Markdown-document.": "Give all rules as one Markdown document.",
    "Geef alles als JSON.": "Give everything as JSON.",
    "Geef de beslissing als JSON.": "Give the decision as JSON.",
    "Geef de data als JSON.": "Give the dates as JSON.",
    "Geef de weg als JSON.": "Give the way as JSON.",
    "Geef het antwoord als JSON.": "Give the answer as JSON.",
    "Gegevens uit een JSON- of YAML-bestand; - is de invoer.": "Facts from a JSON or YAML file; - is the input.",
    "Herstel wat zeker is (--fix), of alles (--fix=all).": "Mend what is sure (--fix), or everything (--fix=all).",
    "Hetzelfde als --format json.": "The same as --format json.",
    "Hoe de student in de agenda heet, bijvoorbeeld een nummer.": (
        "What the student is called in the calendar, for instance a number."
    ),
    "Hoe vaak gekeken wordt.": "How often is looked.",
    "Hoeveel jaar er gevolgd wordt.": "How many years are followed.",
    "Hoeveel studenten.": "How many students.",
    "Voeg later een onderdeel toe; herhaalbaar.": "Add a part later; may be repeated.",
    "Laat een onderdeel weg; u mag dit herhalen.": "Leave a part out; may be repeated.",
    "Maak de baseline, of haal eruit wat niet meer voorkomt.": (
        "Make the baseline, or take out of it what occurs no more."
    ),
    "Meld alleen deze regels; u mag dit herhalen, of komma's gebruiken.": (
        "Report these rules only; may be repeated, or use commas."
    ),
    "Meld deze regels niet; u mag dit herhalen, of komma's gebruiken.": (
        "Do not report these rules; may be repeated, or use commas."
    ),
    "Meld niet wat hierin staat.": "Do not report what stands in this file.",
    "Noem ook alles wat geen test laat zien, of zwijg over de dekking.": (
        "Name everything that no test shows too, or say nothing of the coverage."
    ),
    "Schrijf de data als agenda (iCalendar) naar een bestand.": "Write the dates to a file, as a calendar (iCalendar).",
    "Schrijf de module naar dit bestand.": "Write the module to this file.",
    "Schrijf de rijen met de antwoorden: .csv of .parquet.": "Write the rows with the answers: .csv or .parquet.",
    "Schrijf de uitslag als JUnit XML.": "Write the results as JUnit XML.",
    "Schrijf het verslag naar een bestand.": "Write the report to a file.",
    "Schrijf in MAP een blad per partner.": "Write a sheet for each partner in FOLDER.",
    "Schrijf naar een bestand, zoals route.svg of route.png.": "Write to a file, such as route.svg or route.png.",
    "Schrijf niets; uitgang 1 als een bestand anders zou worden.": (
        "Write nothing; exit status 1 when a file would become otherwise."
    ),
    "Schrijf ook deze vorm; u mag dit herhalen.": "Write this format too; may be repeated.",
    "Schrijf van elke verzonnen student waar die op het eind is.": "Write where each made-up student is in the end.",
    "Schrijf ze naar een bestand.": "Write them to a file.",
    "Sla gegevens over die deze route niet kent.": "Pass over facts that this route does not know.",
    "Stel studenten voor die laten zien wat nog geen test laat zien.": "Propose students for what no test shows yet.",
    "Taal van de uitvoer; anders die van de route.": "Language of the output; otherwise that of the route.",
    "Taal van hulp en meldingen.": "Language of help and messages.",
    "Taal van hulp en meldingen, en van wat een opdracht zegt.": "Language of help, messages and output.",
    "Teken de route met de aantallen erin: .svg of .png.": "Draw the route with the counts in it: .svg or .png.",
    "Toon de gegevens: wat er gevraagd wordt.": "Show the facts: what is asked.",
    "Toon de grenzen, en wat wanneer verandert.": "Show the parameters, and what changes when.",
    "Toon ook wat alleen ter informatie is.": "Show what is only information too.",
    "Toon waar een student is: een bewaarde reis, of stap en gegevens.": (
        "Show where a student is: a stored journey, or a step and facts."
    ),
    "Toon wat --fix zou veranderen; schrijf niets. Uitgang 1 als er iets is.": (
        "Show what --fix would change; write nothing. Exit status 1 when there is something."
    ),
    "Toon wat er zou veranderen; schrijf niets.": "Show what would change; write nothing.",
    "Toon wat er mis is; bij een bestand staat dit aan.": "Show what is wrong; for a file this is on.",
    "Tot en met welke dag er vooruit gekeken wordt; anders zonder grens.": (
        "The last day that is looked ahead to; otherwise without a limit."
    ),
    "Uitgang 1 bij een dekking onder N %.": "Exit status 1 for a coverage below N %.",
    "Vanaf welke ernst de uitgang 1 is; anders error.": "From which severity the exit status is 1; otherwise error.",
    "Verdeel de aantallen naar een kolom, zoals gemeente.": "Divide the counts by a column, such as gemeente.",
    "Vergelijk met een andere grens.": "Compare with another value of a parameter.",
    "Vergelijk met een andere versie: een bestand of REVISIE:PAD.": "Compare with another version: a file or REV:PATH.",
    "Waar allen beginnen; anders de eerste stap, of wat de verdelingen zeggen.": (
        "Where all begin; otherwise the first step, or what the distributions say."
    ),
    "Wat er voorop staat in datums als 03-04-2009, waar het bestand dat niet zegt.": (
        "What stands first in dates such as 03-04-2009, where the file does not say it."
    ),
    "Weiger gegevens die herkend moeten worden, zoals J of 31-12-2009.": (
        "Refuse facts that must be recognised, such as J or 31-12-2009."
    ),
    "Weiger een bestand waarin iets herkend moet worden.": "Refuse a file in which something must be recognised.",
    "Wat er tussen de kolommen van een CSV-bestand staat: een komma, ;, | of tab.": (
        "What is between the columns of a CSV file: a comma, ;, | or tab."
    ),
    "Zet dit voor de namen van de kolommen met antwoorden.": "Put this before the names of the columns with answers.",
}
"""The help of each option."""

SECTIONS_IN_ENGLISH = {
    "Beslissen": "Decide",
    "Lezen": "Read",
    "Schrijven en controleren": "Write and check",
    "Voor programma's": "For programs",
}

__all__ = ["COMMANDS_IN_ENGLISH", "METAVARS", "OPTIONS", "SECTIONS_IN_ENGLISH", "in_english"]


def in_english(command: click.Command, name: str) -> click.Command:
    """The command with its help in English."""
    spoken = copy(command)
    spoken.help = HELP_IN_ENGLISH[name]
    spoken.params = [_parameter(one) for one in command.params]
    return spoken


def _parameter(parameter: click.Parameter) -> click.Parameter:
    spoken = copy(parameter)
    if spoken.metavar is not None:
        spoken.metavar = METAVARS[spoken.metavar]
    if isinstance(spoken, click.Option) and spoken.help in OPTIONS:
        spoken.help = OPTIONS[spoken.help]
    return spoken
