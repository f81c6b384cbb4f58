"""What a person can read about the rules of keys, values and the names that a file makes: RK101 and on."""

from routekaart.language import Text
from routekaart.page import Page

KEY_PAGES: tuple[Page, ...] = (
    Page(
        "unknown-key",
        Text("een sleutel die het formaat niet kent", "a key that the format does not know"),
        Text(
            "Op deze plaats heeft het formaat geen sleutel met deze naam.",
            "The format has no key of this name at this place.",
        ),
        Text(
            "Een verschreven sleutel zou anders stil overgeslagen worden.",
            "A misspelt key would otherwise be passed over in silence.",
        ),
        Text(
            "Verbeter de sleutel, of haal die weg. Staat de dubbele punt vast aan de waarde, zet er dan een spatie "
            "achter.",
            "Correct the key or remove it. If the colon touches the value, put a space after it.",
        ),
        wrong="- {to: werk, if: {heeft_werk: ja}}",
        right="- {to: werk, when: {heeft_werk: ja}}",
    ),
    Page(
        "missing-key",
        Text("een sleutel die ontbreekt", "a key that is missing"),
        Text(
            "Dit deel heeft een sleutel nodig die er niet staat.",
            "This part needs a key that is not there.",
        ),
        Text(
            "Zonder die sleutel is het deel niet af, en is niet te zeggen wat het betekent.",
            "Without that key the part is not complete, and nobody can say what it means.",
        ),
        Text(
            "Voeg de sleutel toe die de melding noemt.",
            "Add the key that the message gives.",
        ),
        wrong="werk: {title: Aan het werk}",
        right="werk: {title: Aan het werk, outcome: success}",
    ),
    Page(
        "wrong-value",
        Text("een waarde die hier niet kan", "a value that is not possible here"),
        Text(
            "De waarde is niet van de soort die hier hoort, of er staat niets. De melding zegt wat er verwacht wordt.",
            "The value is not of the kind that belongs here, or there is nothing. The message says what is expected.",
        ),
        Text(
            "Met zo'n waarde zegt de route niets, of iets anders dan u bedoelt.",
            "With such a value the route says nothing, or something else than you mean.",
        ),
        Text(
            "Schrijf wat volgens de melding verwacht wordt. Zet een getal dat tekst moet zijn tussen aanhalingstekens.",
            "Write what the message says is expected. Put a number that must be text between quotes.",
        ),
        wrong="- {to: werk, when: {heeft_werk: misschien}}",
        right="- {to: werk, when: {heeft_werk: ja}}",
    ),
    Page(
        "misplaced-key",
        Text("een sleutel die niet bij dit gegeven hoort", "a key that does not belong to this fact"),
        Text(
            "Een gegeven heeft een sleutel die alleen bij een ander type hoort, of die niet samengaat met `derive`.",
            "A fact has a key that belongs to another type only, or that does not go together with `derive`.",
        ),
        Text(
            "De sleutel zou niets doen, terwijl de lezer denkt van wel.",
            "The key would do nothing, while the reader thinks that it does.",
        ),
        Text(
            "Haal de sleutel weg, of verbeter het `type` van het gegeven.",
            "Remove the key, or correct the `type` of the fact.",
        ),
        wrong="heeft_werk: {type: yes_no, min: 0}",
        right="heeft_werk: {type: yes_no}",
    ),
    Page(
        "invalid-name",
        Text("een naam met tekens die niet kunnen", "a name with characters that are not possible"),
        Text(
            "Een naam begint met een letter en heeft alleen kleine letters, cijfers en `_`. Bij stappen, einden en "
            "lezingen mogen ook hoofdletters, bij lezingen ook `-`.",
            "A name begins with a letter and has only lower-case letters, digits and `_`. For steps, ends and readings "
            "capitals are allowed too, for readings also `-`.",
        ),
        Text(
            "Zo zijn namen overal hetzelfde te schrijven, ook in een programma.",
            "So names can be written in the same way everywhere, in a program too.",
        ),
        Text(
            "Verander de naam, overal waar die staat. Wat mensen lezen, schrijft u onder `title`.",
            "Change the name, everywhere it stands. Write what people read under `title`.",
        ),
        wrong="heeft werk: {type: yes_no}",
        right="heeft_werk: {type: yes_no, title: heeft werk}",
    ),
    Page(
        "reserved-name",
        Text("een naam die het formaat zelf gebruikt", "a name that the format itself uses"),
        Text(
            "Een gegeven, stap of einde heet als een woord van het formaat, zoals `not` of `stay`.",
            "A fact, step or end has the name of a word of the format, such as `not` or `stay`.",
        ),
        Text(
            "In een voorwaarde of een overgang is dan niet te zien wat er bedoeld wordt.",
            "In a condition or a transition nobody could see which is meant.",
        ),
        Text("Kies een andere naam.", "Choose another name."),
        wrong="stay: {title: Blijft op school, outcome: success}",
        right="blijft_op_school: {title: Blijft op school, outcome: success}",
    ),
    Page(
        "duplicate-name",
        Text("een naam die twee keer gemaakt is", "a name that is defined twice"),
        Text(
            "Twee dingen hebben dezelfde naam: in de route en de gedeelde begrippen, bij een stap en een einde, of bij "
            "twee routes in een map. Of een naam staat twee keer in een lijst, of twee opties van een gegeven "
            "verschillen alleen in hoofdletters of spaties.",
            "Two things have one name: in the route and its vocabularies, a step and an end, or two routes in one "
            "folder. Or a name stands twice in a list, or two options of a fact differ in capitals or spaces only.",
        ),
        Text(
            "Wie de naam noemt, kan dan twee dingen bedoelen.",
            "Whoever uses the name could then mean two things.",
        ),
        Text(
            "Geef een van de twee een andere naam, of haal er een weg.",
            "Give one of the two another name, or remove one.",
        ),
        wrong="heeft_werk: {type: choice, options: [ja, nee, ja]}",
        right="heeft_werk: {type: choice, options: [ja, nee]}",
    ),
)
