"""What a person can read about the rules of what names refer to: RK111 and on."""

from routekaart.language import Text
from routekaart.page import Page

NAME_PAGES: tuple[Page, ...] = (
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
        wrong="- {to: werk, when: {heeft_wrek: ja}}",
        right="- {to: werk, when: {heeft_werk: ja}}",
    ),
    Page(
        "unknown-parameter",
        Text("een parameter die nergens is gedefinieerd", "a parameter that is defined nowhere"),
        Text(
            "Een voorwaarde noemt met `$` een parameter die niet onder `parameters` staat, niet in de route en niet in "
            "de gedeelde begrippen.",
            "A condition names with `$` a parameter that does not stand under `parameters`, in the route or in its "
            "vocabularies.",
        ),
        Text("Zonder waarde valt er niets te vergelijken.", "Without a value there is nothing to compare with."),
        Text(
            "Verbeter de naam, of zet de parameter met een waarde onder `parameters`.",
            "Correct the name, or add the parameter with a value under `parameters`.",
        ),
        wrong="- {to: werk, when: {leeftijd: {at_least: $grenz}}}",
        right="- {to: werk, when: {leeftijd: {at_least: $grens}}}",
    ),
    Page(
        "unknown-partner",
        Text("een partner die nergens is gedefinieerd", "a partner that is defined nowhere"),
        Text(
            "Een stap noemt een partner die niet onder `partners` staat, niet in de route en niet in de gedeelde "
            "begrippen.",
            "A step names a partner that does not stand under `partners`, in the route or in its vocabularies.",
        ),
        Text(
            "Niemand weet dan wie er iets moet doen.",
            "Then nobody knows who has to act.",
        ),
        Text(
            "Verbeter de naam, of zet de partner met een titel onder `partners`.",
            "Correct the name, or add the partner with a title under `partners`.",
        ),
        wrong="partners:\n  gemeente: {title: Gemeente}\nsteps:\n  zoeken:\n    responsible: [gemeent]",
        right="partners:\n  gemeente: {title: Gemeente}\nsteps:\n  zoeken:\n    responsible: [gemeente]",
    ),
    Page(
        "unknown-phase",
        Text("een fase die nergens is gedefinieerd", "a phase that is defined nowhere"),
        Text(
            "Een stap hoort bij een fase die niet onder `phases` staat.",
            "A step belongs to a phase that does not stand under `phases`.",
        ),
        Text(
            "De stap komt dan in geen enkele fase van de route terecht.",
            "The step then falls in no phase of the route.",
        ),
        Text(
            "Verbeter de naam, of zet de fase met een titel onder `phases`.",
            "Correct the name, or add the phase with a title under `phases`.",
        ),
        wrong="phases:\n  werkplek: Een werkplek vinden\nsteps:\n  zoeken:\n    phase: wekplek",
        right="phases:\n  werkplek: Een werkplek vinden\nsteps:\n  zoeken:\n    phase: werkplek",
    ),
    Page(
        "unknown-reading",
        Text("een lezing die nergens staat", "a reading that stands nowhere"),
        Text(
            "`reading` noemt een lezing die niet onder `readings` van hetzelfde bestand staat.",
            "`reading` names a reading that does not stand under `readings` in the same file.",
        ),
        Text(
            "Niemand kan dan nalezen waarom er zo gekozen is.",
            "Then nobody can look up why this was chosen.",
        ),
        Text(
            "Verbeter de naam, of zet de lezing onder `readings`.",
            "Correct the name, or add the reading under `readings`.",
        ),
        wrong="- {to: werk, when: {heeft_werk: ja}, reading: A-1}",
        right="- {to: werk, when: {heeft_werk: ja}, reading: A-01}",
    ),
    Page(
        "unknown-source",
        Text("een bron die nergens staat", "a source that stands nowhere"),
        Text(
            "Het eerste woord na `source` is de naam van een bron. Deze naam staat niet onder `sources`, niet in de "
            "route en niet in de gedeelde begrippen.",
            "The first word after `source` is the name of a source. This name does not stand under `sources`, in the "
            "route or in its vocabularies.",
        ),
        Text(
            "Niemand kan dan nalezen waar deze regel vandaan komt.",
            "Then nobody can look up where this rule comes from.",
        ),
        Text(
            "Schrijf eerst de naam van de bron en dan de plaats erin, of zet de bron onder `sources`.",
            "Write the name of the source first and then the place in it, or add the source under `sources`.",
        ),
        wrong="sources:\n  wet: {title: De wet}\nsteps:\n  zoeken:\n    source: artikel 3",
        right="sources:\n  wet: {title: De wet}\nsteps:\n  zoeken:\n    source: wet artikel 3",
    ),
    Page(
        "unknown-target",
        Text("een stap of einde dat er niet is", "a step or end that is not there"),
        Text(
            "Een overgang, `otherwise` of `start` noemt een stap of einde dat de route niet heeft. Een route begint in "
            "een stap, niet in een einde.",
            "A transition, `otherwise` or `start` names a step or end that the route does not have. A route starts in "
            "a step, not in an end.",
        ),
        Text(
            "De student zou nergens heen gaan.",
            "The student would go nowhere.",
        ),
        Text(
            "Verbeter de naam; hoofdletters tellen mee. Of voeg de stap of het einde toe.",
            "Correct the name; capitals make a difference. Or add the step or the end.",
        ),
        wrong="steps:\n  zoeken:\n    transitions:\n      - {to: Werk}\n"
        "ends:\n  werk: {title: Aan het werk, outcome: success}",
        right="steps:\n  zoeken:\n    transitions:\n      - {to: werk}\n"
        "ends:\n  werk: {title: Aan het werk, outcome: success}",
    ),
    Page(
        "unknown-vocabulary",
        Text("gedeelde begrippen die er niet zijn", "a vocabulary that is not there"),
        Text(
            "`uses` noemt gedeelde begrippen, maar naast de route staat geen bestand met die naam, of dat bestand is "
            "zelf een route.",
            "`uses` names a vocabulary, but beside the route there is no file of that name, or that file is itself a "
            "route.",
        ),
        Text(
            "De gegevens, parameters en partners uit dat bestand ontbreken dan in de route.",
            "The facts, parameters and partners of that file are then missing from the route.",
        ),
        Text(
            "Verbeter de naam, zonder `.yaml`, of zet het bestand in dezelfde map als de route.",
            "Correct the name, without `.yaml`, or put the file in the same folder as the route.",
        ),
        wrong="uses: [begripen]",
        right="uses: [begrippen]",
    ),
    Page(
        "unknown-operator",
        Text("een vergelijking die het formaat niet kent", "a comparison that the format does not know"),
        Text(
            "Een voorwaarde vergelijkt met een ander woord dan `at_least`, `above`, `at_most`, `below`, `is` of `not`.",
            "A condition compares with another word than `at_least`, `above`, `at_most`, `below`, `is` or `not`.",
        ),
        Text(
            "Alleen van deze woorden staat vast wat ze betekenen, ook precies op de grens.",
            "Only of these words it is certain what they mean, also exactly at the limit.",
        ),
        Text(
            "Gebruik een van deze woorden. `at_least` is dit getal of meer, `below` is minder dan dit getal.",
            "Use one of these words. `at_least` is this number or more, `below` is less than this number.",
        ),
        wrong="when: {leeftijd: {minstens: 27}}",
        right="when: {leeftijd: {at_least: 27}}",
    ),
    Page(
        "wrong-operator",
        Text("een vergelijking die niet bij dit gegeven past", "a comparison that does not suit this fact"),
        Text(
            "`at_least`, `above`, `at_most` of `below` staat bij een gegeven dat geen getal en geen datum is.",
            "`at_least`, `above`, `at_most` or `below` stands with a fact that is not a number and not a date.",
        ),
        Text(
            "Ja en nee, keuzes en tekst hebben geen volgorde; er is geen meer of minder.",
            "Yes and no, choices and text have no order; there is no more or less.",
        ),
        Text(
            "Schrijf een waarde, een lijst van waarden, `is` of `not`.",
            "Write a value, a list of values, `is` or `not`.",
        ),
        wrong="when: {heeft_werk: {at_least: ja}}",
        right="when: {heeft_werk: ja}",
    ),
    Page(
        "unit-mismatch",
        Text("eenheden die niet bij elkaar passen", "units that do not fit together"),
        Text(
            "Een parameter of een afleiding telt in een andere eenheid dan het gegeven. Of een parameter staat bij een "
            "gegeven dat geen getal is.",
            "A parameter or a derivation counts in another unit than the fact. Or a parameter stands with a fact that "
            "is not a number.",
        ),
        Text(
            "Maanden vergelijken met jaren geeft een verkeerd antwoord.",
            "Comparing months with years gives a wrong answer.",
        ),
        Text(
            "Geef de parameter dezelfde `unit` als het gegeven, of verbeter de afleiding. Gebruik een parameter alleen "
            "bij een getal.",
            "Give the parameter the same `unit` as the fact, or correct the derivation. Use a parameter with a number "
            "only.",
        ),
        wrong="leeftijd: {type: number, unit: months, derive: {years_since: geboortedatum}}",
        right="leeftijd: {type: number, unit: years, derive: {years_since: geboortedatum}}",
    ),
    Page(
        "wrong-derivation",
        Text("een afleiding die niet bij het gegeven past", "a derivation that does not suit the fact"),
        Text(
            "Wat onder `derive` staat, geeft een ander type dan het gegeven heeft, of telt vanaf een gegeven dat geen "
            "datum is.",
            "What stands under `derive` gives another type than the fact has, or counts from a fact that is no date.",
        ),
        Text(
            "Het gegeven zou dan nooit een waarde krijgen.",
            "The fact would then never get a value.",
        ),
        Text(
            "Verbeter het `type` of de afleiding: een voorwaarde geeft `yes_no`, een telling `number`, een verschoven "
            "datum `date`.",
            "Correct the `type` or the derivation: a condition gives `yes_no`, a count `number`, a moved date `date`.",
        ),
        wrong="volwassen: {type: number, derive: {leeftijd: {at_least: 18}}}",
        right="volwassen: {type: yes_no, derive: {leeftijd: {at_least: 18}}}",
    ),
    Page(
        "derivation-cycle",
        Text("gegevens die in een kring van elkaar afhangen", "facts that follow from each other"),
        Text(
            "Een gegeven volgt via `derive` uit zichzelf, langs andere gegevens of rechtstreeks. Of het volgt langs te "
            "veel tussenstappen.",
            "A fact follows from itself through `derive`, by way of other facts or directly. Or it follows through too "
            "many other facts.",
        ),
        Text(
            "Zo is de waarde nooit te vinden.",
            "The value can never be found in this way.",
        ),
        Text(
            "Haal `derive` weg bij een van de gegevens, zodat die gevraagd wordt. Of maak de keten korter.",
            "Remove `derive` from one of the facts, so that it is asked for. Or make the chain shorter.",
        ),
        wrong="jong: {type: yes_no, derive: {oud: nee}}\noud: {type: yes_no, derive: {jong: nee}}",
        right="jong: {type: yes_no}\noud: {type: yes_no, derive: {jong: nee}}",
    ),
    Page(
        "parameter-dates",
        Text("waarden van een parameter die niet op elkaar aansluiten", "values of a parameter that do not follow on"),
        Text(
            "De eerste waarde van een parameter begint met `from: null`, en elke volgende op een latere datum. Dat "
            "klopt hier niet.",
            "The first value of a parameter begins with `from: null`, and each next one on a later date. That is not "
            "so here.",
        ),
        Text(
            "Op een dag zou er dan geen waarde zijn, of meer dan een.",
            "On some day there would then be no value, or more than one.",
        ),
        Text(
            "Schrijf `from: null` bij de eerste waarde, en zet de andere op volgorde van datum.",
            "Write `from: null` with the first value, and put the others in the order of their dates.",
        ),
        wrong="values:\n  - {from: 2026-01-01, value: 27}",
        right="values:\n  - {from: null, value: 23}\n  - {from: 2026-01-01, value: 27}",
    ),
    Page(
        "self-transition",
        Text("een overgang naar de stap zelf", "a transition to the step itself"),
        Text(
            "Een overgang of `otherwise` noemt de stap waar de student al is, of een overgang heeft `to: stay`.",
            "A transition or `otherwise` names the step where the student already is, or a transition has `to: stay`.",
        ),
        Text(
            "Een overgang leidt altijd ergens anders heen. Blijven schrijft u met `otherwise: stay`, zodat elke route "
            "het op dezelfde manier zegt.",
            "A transition always leads elsewhere. Staying is written as `otherwise: stay`, so that every route says it "
            "in the same way.",
        ),
        Text(
            "Haal de overgang weg, en schrijf `otherwise: stay` bij de stap.",
            "Remove the transition, and write `otherwise: stay` in the step.",
        ),
        wrong="transitions:\n  - {to: werk, when: {heeft_werk: ja}}\notherwise: zoeken",
        right="transitions:\n  - {to: werk, when: {heeft_werk: ja}}\notherwise: stay",
    ),
    Page(
        "two-meanings",
        Text("een gegeven met twee betekenissen", "a fact with two meanings"),
        Text(
            "Twee routes waarvan de ene studenten aan de andere overdraagt, maken een gegeven met dezelfde naam, maar "
            "met een ander type, andere keuzes of een andere afleiding.",
            "Two routes, one of which hands students over to the other, define a fact with the same name, but with "
            "another type, other options or another derivation.",
        ),
        Text(
            "Bij een overdracht gaat het gegeven niet mee. En wie een dossier voor alle routes bijhoudt, kan de twee "
            "niet uit elkaar houden.",
            "In a hand-over the fact does not go along. And who keeps one record for all routes cannot tell the two "
            "apart.",
        ),
        Text(
            "Betekenen ze hetzelfde, zet het gegeven dan in gedeelde begrippen. Geef anders een van de twee een andere "
            "naam.",
            "If they mean the same, put the fact in a vocabulary. If not, rename one of them.",
        ),
        wrong="# een.yaml\nfacts:\n  status: {type: choice, options: [loopt, klaar]}\n"
        "# twee.yaml\nfacts:\n  status: {type: yes_no}",
        right="# begrippen.yaml\nfacts:\n  status: {type: choice, options: [loopt, klaar]}",
    ),
)
