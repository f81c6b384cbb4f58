"""What a person can read about the rules of the text of a file: RK001 and on."""

from routekaart.disk import limits
from routekaart.language import Text, grouped
from routekaart.page import Page
from routekaart.source.building import MAX_ALIASED, MAX_DEPTH, MAX_NODES

_MB = limits.ROUTE // 1_048_576

TEXT_PAGES: tuple[Page, ...] = (
    Page(
        "file-not-found",
        Text("een bestand dat er niet is", "a file that is not there"),
        Text("Op de plaats die u noemt, staat geen bestand.", "There is no file at the place that you name."),
        Text("Er is dus niets om te lezen of te controleren.", "So there is nothing to read or to check."),
        Text(
            "Controleer de naam en de map. Een pad telt vanaf de map waarin u de opdracht geeft.",
            "Check the name and the folder. A path counts from the folder in which you give the command.",
        ),
    ),
    Page(
        "file-unreadable",
        Text("een bestand dat niet te lezen is", "a file that cannot be read"),
        Text(
            "De computer kan of mag het bestand niet openen, of zo kan een bestand niet heten. De melding zegt waarom.",
            "The computer cannot or may not open the file, or no file can have this name. The message says why.",
        ),
        Text(
            "Zonder de tekst van het bestand is er niets te controleren.",
            "Without the text of the file there is nothing to check.",
        ),
        Text(
            "Zorg dat u het bestand mag lezen, of verbeter de naam.",
            "Make sure that you are allowed to read the file, or correct the name.",
        ),
    ),
    Page(
        "not-a-file",
        Text("geen bestand maar iets anders", "no file but something else"),
        Text(
            "Op de plaats van een bestand staat een map, of iets anders dat geen gewoon bestand is.",
            "In the place of a file stands a folder, or something else that is no plain file.",
        ),
        Text("Een route staat altijd in een bestand.", "A route always stands in one file."),
        Text("Noem het bestand zelf, niet de map.", "Name the file itself, not the folder."),
    ),
    Page(
        "file-too-large",
        Text("een bestand dat te groot is", "a file that is too large"),
        Text(
            f"Het bestand is groter dan {_MB} MB en wordt daarom niet gelezen.",
            f"The file is larger than {_MB} MB and is therefore not read.",
        ),
        Text(
            "Zelfs een route van duizenden stappen is veel kleiner. Zo groot is meestal een ander soort bestand.",
            "Even a route of thousands of steps is much smaller. A file this large is mostly of another kind.",
        ),
        Text(
            "Noem het juiste bestand, of verdeel de route over meer bestanden.",
            "Name the right file, or divide the route over more files.",
        ),
    ),
    Page(
        "empty-file",
        Text("een bestand waar niets in staat", "a file with nothing in it"),
        Text(
            "Het bestand is leeg, of er staat alleen commentaar in.",
            "The file is empty, or it holds nothing but comments.",
        ),
        Text(
            "Misschien is het bestand niet goed opgeslagen, of is dit niet het bestand dat u bedoelt.",
            "Perhaps the file was not saved well, or this is not the file that you mean.",
        ),
        Text(
            "Schrijf de route in het bestand, of haal het bestand weg.",
            "Write the route in the file, or remove the file.",
        ),
    ),
    Page(
        "not-utf-8",
        Text("tekst die niet als UTF-8 is opgeslagen", "text that is not saved as UTF-8"),
        Text(
            "Het bestand bevat tekens die geen UTF-8 zijn. UTF-8 is de gewone manier om tekst op te slaan.",
            "The file holds characters that are not UTF-8. UTF-8 is the usual way to save text.",
        ),
        Text(
            "Letters als ë en é zouden anders verkeerd gelezen worden.",
            "Letters such as ë and é would otherwise be read wrongly.",
        ),
        Text(
            "Open het bestand in een teksteditor en sla het op als UTF-8.",
            "Open the file in a text editor and save it as UTF-8.",
        ),
    ),
    Page(
        "control-character",
        Text("een onzichtbaar teken dat niet in tekst hoort", "an invisible character that does not belong in text"),
        Text(
            "In het bestand staat een stuurteken. De melding noemt de code van het teken.",
            "The file holds a control character. The message gives the code of the character.",
        ),
        Text(
            "U ziet het niet, maar het maakt een naam of tekst anders dan die lijkt.",
            "You do not see it, but it makes a name or a text different from what it looks like.",
        ),
        Text(
            "Haal het teken weg, of typ de regel opnieuw. Staat het helemaal aan het begin van het bestand, sla het "
            "bestand dan op als UTF-8.",
            "Remove the character, or type the line again. If it stands at the very start of the file, save the file "
            "as UTF-8.",
        ),
    ),
    Page(
        "yaml-syntax",
        Text("tekst die geen YAML is", "text that is not YAML"),
        Text(
            "De tekst volgt de schrijfwijze van YAML niet. De melding zegt wat er op die plaats mis is.",
            "The text does not follow the way YAML is written. The message says what is wrong at that place.",
        ),
        Text(
            "Vanaf die plaats is niet te zeggen wat de tekst betekent, dus de rest wordt niet gelezen.",
            "From that place on nobody can say what the text means, so the rest is not read.",
        ),
        Text(
            "Kijk naar haakjes, aanhalingstekens en de inspringing. Zet tekst met een dubbele punt tussen "
            "aanhalingstekens.",
            "Look at the brackets, the quotes and the indentation. Put text with a colon between quotes.",
        ),
        wrong="title: Fase 1: werk zoeken",
        right='title: "Fase 1: werk zoeken"',
    ),
    Page(
        "yaml-version",
        Text("een regel `%YAML` met een andere versie", "a line `%YAML` with another version"),
        Text(
            "Het bestand zegt dat het YAML van een andere versie dan 1.2 is.",
            "The file says that it is YAML of another version than 1.2.",
        ),
        Text(
            "In een andere versie kan dezelfde tekst iets anders betekenen. Routekaart leest alleen YAML 1.2.",
            "In another version the same text can mean something else. Routekaart reads YAML 1.2 only.",
        ),
        Text("Haal de regel `%YAML` weg.", "Remove the line `%YAML`."),
        wrong="%YAML 1.1\n---\nroutekaart: 1",
        right="routekaart: 1",
    ),
    Page(
        "tag-not-allowed",
        Text("een tag van YAML, zoals `!!str`", "a tag of YAML, such as `!!str`"),
        Text(
            "Voor een waarde staat een tag: een woord dat met `!` begint.",
            "Before a value stands a tag: a word that begins with `!`.",
        ),
        Text(
            "Met een tag kan een bestand een programma iets laten uitvoeren. Daarom leest routekaart geen tags.",
            "With a tag a file can make a program do something. That is why routekaart reads no tags.",
        ),
        Text(
            "Haal de tag weg. Zet een waarde die tekst moet zijn tussen aanhalingstekens.",
            "Remove the tag. Put a value that must be text between quotes.",
        ),
        wrong="version: !!str 1.0",
        right='version: "1.0"',
    ),
    Page(
        "several-documents",
        Text("meer dan een document in een bestand", "more than one document in a file"),
        Text(
            "Een regel met `---` begint een tweede document in hetzelfde bestand.",
            "A line with `---` starts a second document in the same file.",
        ),
        Text(
            "Een bestand is een route, of een bestand met gedeelde begrippen. Een tweede deel zou niemand lezen.",
            "A file is one route or one vocabulary. Nobody would read a second part.",
        ),
        Text(
            "Haal de regel `---` weg, of zet het tweede deel in een eigen bestand.",
            "Remove the line `---`, or put the second part in a file of its own.",
        ),
    ),
    Page(
        "nested-too-deep",
        Text("te veel lagen in elkaar", "too many levels of nesting"),
        Text(
            f"Lijsten en groepen staan meer dan {MAX_DEPTH} lagen diep in elkaar.",
            f"Lists and mappings stand more than {MAX_DEPTH} levels deep in each other.",
        ),
        Text(
            "Zo diep is een route nooit, en een mens kan het niet meer lezen.",
            "A route is never that deep, and a person can no longer read it.",
        ),
        Text(
            "Maak de voorwaarde eenvoudiger, of geef een deel ervan een naam als afgeleid gegeven (`derive`).",
            "Make the condition simpler, or give a part of it a name as a derived fact (`derive`).",
        ),
    ),
    Page(
        "too-many-parts",
        Text("een bestand met te veel delen", "a file with too many parts"),
        Text(
            f"Het bestand heeft meer dan {grouped(MAX_NODES).nl} delen, of de verwijzingen (`*`) erin staan samen voor "
            f"meer dan {grouped(MAX_ALIASED).nl} delen.",
            f"The file has more than {grouped(MAX_NODES).en} parts, or the aliases (`*`) in it stand for more than "
            f"{grouped(MAX_ALIASED).en} parts together.",
        ),
        Text(
            "Zo'n bestand kan het geheugen van de computer vullen. Een echte route blijft daar ver onder.",
            "Such a file can fill the memory of the computer. A real route stays far below that.",
        ),
        Text(
            "Verdeel het over meer bestanden, en gebruik minder verwijzingen.",
            "Divide it over more files, and use fewer aliases.",
        ),
    ),
    Page(
        "duplicate-key",
        Text("een sleutel die er twee keer staat", "a key that stands there twice"),
        Text(
            "In dezelfde groep staat een sleutel twee keer. De melding noemt de regel van de eerste.",
            "In one mapping a key stands twice. The message gives the line of the first.",
        ),
        Text("Er kan er maar een gelden, en niemand ziet welke.", "Only one of them can count, and nobody sees which."),
        Text(
            "Haal er een weg, of geef er een de naam die het moest zijn.",
            "Remove one of them, or give one the name that was meant.",
        ),
        wrong="when: {leeftijd: {at_least: 16}, leeftijd: {below: 18}}",
        right="when: {leeftijd: {at_least: 16, below: 18}}",
    ),
    Page(
        "key-not-text",
        Text("een sleutel die geen naam is", "a key that is not a name"),
        Text(
            "Op de plaats van een sleutel staat een lijst of een groep.",
            "In the place of a key stands a list or a mapping.",
        ),
        Text(
            "Een sleutel is altijd een naam. Meestal staat er een haakje te veel.",
            "A key is always a name. Most often there is a bracket too many.",
        ),
        Text("Haal de extra haakjes weg.", "Remove the extra brackets."),
        wrong="when: {{heeft_werk}: ja}",
        right="when: {heeft_werk: ja}",
    ),
    Page(
        "not-a-mapping",
        Text("een bestand zonder sleutels", "a file without keys"),
        Text(
            "Het bestand is een lijst of losse tekst. Een route begint met sleutels, zoals `routekaart: 1`.",
            "The file is a list or plain text. A route begins with keys, such as `routekaart: 1`.",
        ),
        Text("Zonder sleutels is niet te zeggen wat wat is.", "Without keys nobody can say what is what."),
        Text(
            "Noem het juiste bestand, of haal het streepje voor `routekaart` weg.",
            "Name the right file, or remove the dash before `routekaart`.",
        ),
        wrong="- routekaart: 1\n- id: proef",
        right="routekaart: 1\nid: proef",
    ),
    Page(
        "format-version",
        Text("een bestand zonder `routekaart: 1`", "a file without `routekaart: 1`"),
        Text(
            "De sleutel `routekaart` ontbreekt, of noemt een andere versie van het formaat dan deze routekaart leest.",
            "The key `routekaart` is missing, or gives another version of the format than this routekaart reads.",
        ),
        Text(
            "Zo blijft een bestand hetzelfde betekenen als het formaat later verandert.",
            "This keeps the meaning of a file the same when the format changes later.",
        ),
        Text(
            "Schrijf `routekaart: 1`, zonder aanhalingstekens. Is het bestand voor een hogere versie gemaakt, gebruik "
            "dan een nieuwere routekaart.",
            "Write `routekaart: 1`, without quotes. If the file was made for a higher version, use a newer routekaart.",
        ),
        wrong='routekaart: "1"',
        right="routekaart: 1",
    ),
    Page(
        "not-a-route",
        Text("gedeelde begrippen in plaats van een route", "a vocabulary instead of a route"),
        Text(
            "Er is een route nodig, maar dit bestand bevat gedeelde begrippen (`vocabulary`).",
            "A route is needed, but this file is a vocabulary (`vocabulary`).",
        ),
        Text(
            "Gedeelde begrippen hebben geen stappen, dus er is niets te beslissen of te tonen.",
            "A vocabulary has no steps, so there is nothing to decide or to show.",
        ),
        Text(
            "Noem de route die deze begrippen gebruikt (`uses`).",
            "Name the route that takes the vocabulary in (`uses`).",
        ),
    ),
    Page(
        "unknown-route",
        Text("een route die er niet is", "a route that is not there"),
        Text(
            "De naam is niet die van een route die bij routekaart hoort.",
            "The name is not that of a route that comes with routekaart.",
        ),
        Text(
            "Een naam zonder pad betekent altijd een route die bij routekaart hoort, nooit een bestand.",
            "A name without a path always means a route that comes with routekaart, never a file.",
        ),
        Text(
            "Verbeter de naam; de melding noemt de bekende routes. Bedoelt u een bestand, schrijf dan het pad, zoals "
            "`./proef.yaml`.",
            "Correct the name; the message gives the known routes. If you mean a file, write its path, such as "
            "`./proef.yaml`.",
        ),
    ),
)
