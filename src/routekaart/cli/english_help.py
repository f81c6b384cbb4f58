"""The help of each command in English; an empty name is that of routekaart itself."""

COMMANDS_IN_ENGLISH = {
    "check": "Read and check route files.",
    "cohort": "Find the next step of all students in a file, and count them.",
    "completion": "Give the script by which a shell completes names.",
    "decide": "Find the next step of a student.",
    "diff": "Compare two versions of a route.",
    "explain": "Explain what a rule checks.",
    "export": "Write a route as data with which other programs decide.",
    "format": "Put route files in one layout.",
    "init": "Begin a folder with routes: a first route, and all that editors and CI need.",
    "list": "List the routes that come with routekaart.",
    "map": "Draw a route: as svg, png, mermaid, dot or text.",
    "new": "Begin a new route.",
    "outlook": "Show when time alone changes a decision.",
    "page": "Make a web page of a route, for people without routekaart.",
    "partners": "Show who does what, in which route.",
    "path": "Show a shortest way through a route.",
    "reach": "Show what is needed to go to a target.",
    "readings": "Show where the sources are silent, and who goes elsewhere if something else is meant.",
    "schema": "Give the JSON Schema of what routekaart reads or writes.",
    "show": "Show a route, or a step of it.",
    "site": "Make pages with an index of all routes in a folder.",
    "simulate": "Let made-up students go through a route for years, and count.",
    "test": "Run the tests beside routes, and show what they do not show.",
    "types": "Write the facts and the names of a route as types of Python.",
}
"""The one-line summary of each command."""

HELP_IN_ENGLISH = {
    "": """Routes as data: who goes where, who does what, and on which conditions.

\b
Examples:
  routekaart decide roc_bbl P3 --fact heeft_werkplek=nee
  routekaart show roc_bbl P11
  routekaart check routes/
""",
    "check": """Read and check route files and vocabularies.

PATH is a file or a folder; without PATH it is the folder routes/. What a project has chosen once stands in
routekaart.toml or under [tool.routekaart] in pyproject.toml, in the folder of the file or above it.

\b
Exit status: 0 without errors, 1 with errors (see --fail-on), 2 for wrong use, 3 for a fault
in routekaart itself.

\b
Examples:
  routekaart check
  routekaart check routes/mijn_route.yaml --format short
  routekaart check routes/ --format github -o sarif=check.sarif -o junit=check.xml
  routekaart check routes/ --fix --diff
  routekaart check routes/ --baseline bekend.json --update-baseline
  routekaart check routes/mijn_route.yaml --watch --map mijn_route.svg
""",
    "cohort": """Find the next step of each student in a file, and count how many students go where.

FILE has a row for each student and a column for each fact: .csv, .xlsx or .parquet. A CSV file may be larger than
memory. What is written otherwise but is sure (names of columns, commas in numbers, dates such as 31-12-2026, J and
N) is told and then read. An empty place is an unknown fact, which never counts as no. Columns that are not facts
stay. A row with a value that cannot be is not left out: it gets the outcome refused, and why.

\b
Examples:
  echo leeftijd,stap > studenten.csv
  echo 17,P11 >> studenten.csv
  routekaart cohort roc_bbl studenten.csv --step P11 --on 2026-03-01
  routekaart cohort roc_bbl studenten.csv --step stap --by leeftijd --no-changes
""",
    "completion": """Give the script by which a shell completes commands, routes, steps, facts and rules.

\b
Examples:
  routekaart completion bash > routekaart.bash
  routekaart completion zsh > _routekaart
  routekaart completion fish > routekaart.fish

\b
Put the result where your shell reads it, for instance:
  bash: add to ~/.bashrc: source ~/routekaart.bash
  zsh:  add to ~/.zshrc:  source ~/_routekaart
  fish: keep it as ~/.config/fish/completions/routekaart.fish
""",
    "decide": """Find the next step of a student, with the reasons.

ROUTE is the name of a route that comes with routekaart, or the path of a file. STEP is the step in which the student is
now. A fact that you do not give is unknown, which never counts as no. What stands with --fact goes before --facts.

\b
Examples:
  routekaart decide roc_bbl P3 --fact heeft_werkplek=nee
  routekaart decide roc_bbl P11 --fact geboortedatum=2009-03-01 --on 2026-03-01
  echo '{"wil_bol": false}' | routekaart decide roc_bbl P10 --facts -
""",
    "diff": """Compare two versions of a route: what is written otherwise, and which students get another next step.

OLD and NEW are a file, a folder, a route that comes with routekaart, or a file or folder in a revision of git, such as
HEAD~1:routes/roc_bbl.yaml. When OLD is only a revision, such as HEAD~1, it is NEW as that was then.

\b
Exit status: 0 when the meaning is proven the same, 1 when it changed or that is not proven, 2 for wrong
use or a file that is no route, 3 for an internal fault.

\b
Examples:
  routekaart diff HEAD routes/mijn_route.yaml
  routekaart diff HEAD routes/ --format markdown --exit-zero
  routekaart diff roc_bbl entree --format json --exit-zero
""",
    "explain": """Explain what a rule checks, why, and how to mend it.

RULE is a name or a code; without RULE you get the list of all rules.

\b
Examples:
  routekaart explain gap
  routekaart explain RK303
  routekaart explain
""",
    "format": """Put route files and vocabularies in one layout.

The keys of each part get one order, each level is indented by 2 spaces, and quotes stand where they are needed. Names
of steps and facts keep the order of the author. Each comment stays with what it explains. A file is only written when
it is proven to say the same.

PATH is a file or a folder; without PATH it is the folder routes/.

\b
Exit status: 0, or 1 when a file would become otherwise with --check or --diff,
2 when one cannot be formatted.

\b
Examples:
  routekaart format
  routekaart format routes/mijn_route.yaml --diff
  routekaart format --check
""",
    "init": """Make everything in FOLDER (otherwise here) to begin with routes.

\b
That is:
  a first route that passes the check, with tests beside it (routes/)
  the first ten minutes, for who writes too, in Dutch (README.md)
  the schema for editors (schema/), and tasks and messages for VS Code (.vscode/)
  a check for each commit (.pre-commit-config.yaml)
  a check in GitHub (.github/workflows/) and GitLab (.gitlab-ci.yml)
  what this project chooses (routekaart.toml), and what does not belong in git (.gitignore)

What is there already stays as it is. To a project that was begun nothing is added: what you took away stays away. Only
what you name with --add is made then.

\b
Examples:
  routekaart init
  routekaart init mijn-routes --id naar_werk --title "Van school naar werk"
  routekaart init --without gitlab --without vscode
  routekaart init --add github
""",
    "list": """List the routes and vocabularies that come with routekaart.

\b
Example:
  routekaart list
""",
    "map": """Draw a route: phases as bands, the main line straight, each condition in full.

ROUTE is the name of a route that comes with routekaart, or the path of a file. A file with errors is drawn too, as far
as it can be read, with the errors in it.

The file with --student is YAML or JSON: a stored journey, or step, facts and on. Facts of the student do not come
into the picture; where the student is does.

With --reading the picture shows what is new, falls away or changes then, with that reading below it.

\b
Exit status: 0 when there is a picture, 1 when no route can be read in the file, 2 for wrong use.

\b
Examples:
  routekaart map roc_bbl
  routekaart map roc_bbl --format mermaid
  routekaart map roc_bbl -o roc_bbl.svg
  routekaart map roc_bbl --reading A-31=strikt -o andere_lezing.svg
  routekaart map doorstroompunt -o kaart.svg --paper a3
  routekaart map doorstroompunt --with tasks --with contacts
  routekaart map routes/mijn_route.yaml --no-check --lang en
""",
    "new": """Begin a new route that passes the check at once.

What is there already stays as it is. Tests come once it has its steps: with routekaart test --generate.

\b
Examples:
  routekaart new naar_werk
  routekaart new naar_werk --title "Van school naar werk" --folder routes
""",
    "outlook": """Show on which later dates the decision becomes another one when only time passes, and why.

ROUTE is the name of a route that comes with routekaart, or the path of a file. STEP is the step in which the student is
now.

\b
Examples:
  routekaart outlook roc_bbl P11 --fact geboortedatum=2009-03-01 --fact startkwalificatie=nee --on 2026-03-01
  routekaart outlook roc_bbl P9 --fact heeft_werkplek=nee --fact zoekperiode_gestart_op=2026-01-31 --on 2026-02-01
""",
    "partners": """Show who does what, in which step of which route.

PARTNER is the name of a partner as it stands in a route file; without PARTNER you get all of them. Without --routes it
is about the routes that come with routekaart.

\b
Examples:
  routekaart partners doorstroompunt
  routekaart partners --format markdown
  routekaart partners --sheets bladen
""",
    "path": """Show a shortest way through a route, with what must hold at each step.

TARGET is a step or an end.

\b
Examples:
  routekaart path roc_bbl voortzetting_bol
  routekaart path roc_bbl P15 --step P9 --fact geboortedatum=2009-03-01 --on 2026-03-01
""",
    "reach": """Show what must change or turn out to go from a step to a target, or that it cannot be.

TARGET is a step or an end to which a transition of STEP leads, or STEP itself to stay there.

\b
Examples:
  routekaart reach roc_bbl P11 P14 --fact geboortedatum=2009-03-01 --fact startkwalificatie=nee --on 2026-03-01
  routekaart reach entree stap_4 stap_5a
""",
    "schema": """Give the JSON Schema of a route file, a vocabulary, tests or distributions (simulation), for an editor.

Also of a stored journey (journey), and of each answer that is written as JSON.

\b
Examples:
  routekaart schema > route.schema.json
  routekaart schema vocabulary > vocabulary.schema.json
  routekaart schema tests > tests.schema.json
  routekaart schema simulation > simulation.schema.json
  routekaart schema journey > journey.schema.json
  routekaart schema decision > decision.schema.json
""",
    "readings": """Show where the sources are silent, what was chosen, and who goes elsewhere if another thing is meant.

Of each alternative that can be run it is proven whether each student gets the same answer, or for whom it is another.
With --students it says how many made-up students that is; that is no prediction.

\b
Examples:
  routekaart readings roc_bbl A-31
  routekaart readings roc_bbl --to-confirm
  routekaart readings entree --to-confirm --format markdown
  routekaart readings doorstroompunt --json
""",
    "export": """Write a route as data, with which a program in another language decides the same.

docs/portable.md says what it holds. With --interpreter a module of JavaScript is added that decides with it.
What would be otherwise under another reading of the source stands in it too; with --reading that is what is decided.

\b
Examples:
  routekaart export roc_bbl -o roc_bbl.json
  routekaart export roc_bbl -o roc_bbl.json --interpreter .
  routekaart export roc_bbl --reading A-31=strikt
""",
    "page": """Make a web page of a route: where does a student go, who does what, and the map.

The page is one file. It opens with a double click and works without internet, account or installation. What
somebody fills in is not kept or sent. docs/page.md says how to publish it.

With --pdf comes a PDF: the map on one A3, and a sheet for each step and each partner. For that there must be a
browser such as Chromium or Chrome.

\b
Examples:
  routekaart page roc_bbl -o roc_bbl.html
  routekaart page roc_bbl --pdf roc_bbl.pdf
  routekaart page roc_bbl -o roc_bbl.html --reading A-31=strikt
  routekaart page routes/mijn_route.yaml -o mijn_route.html
""",
    "show": """Show a route, or a step of it: who, what, where to and on which condition.

ROUTE may be a vocabulary too: then you see what a route can use from it.

\b
Examples:
  routekaart show roc_bbl
  routekaart show roc_bbl P11
  routekaart show roc_bbl --parameters
  routekaart show routekaart/begrippen
""",
    "site": """Make pages that belong together of all routes in a folder, with an index.

The index names the routes, their hand-overs, the partners with what they do where, the terms that they share and the
readings that are still to be confirmed. In each page a hand-over to another route is a link. All files work without
internet.

\b
Examples:
  routekaart site routes -o site
""",
    "simulate": """Let made-up students go through a route for years: how many end where, and how long they wait.

It is not a prediction. The students are made up; the report says which distributions were given, and which assumed.
With --parameter or --against the same students go through the route as it is then, too.

\b
Examples:
  routekaart simulate roc_bbl --on 2026-03-01 --students 1000
  routekaart simulate roc_bbl --on 2026-03-01 --step P15 --parameter leeftijdsgrens_exitgesprek=27
  routekaart simulate routes/mijn_route.yaml --on 2026-03-01 --against HEAD:routes/mijn_route.yaml --format json
""",
    "test": """Run the tests beside routes: students and journeys, with what must become of them.

The tests of roc_bbl.yaml stand in roc_bbl.tests.yaml. PATH is such a file, a route, a folder or the name of a route
that comes with routekaart; without PATH it is the folder routes/.

\b
Exit status: 0 when all is well, 1 when something else comes out, 2 for wrong use.

\b
Examples:
  routekaart test
  routekaart test routes/mijn_route.tests.yaml -k plek
  routekaart test entree --coverage
  routekaart test routes/mijn_route.yaml --generate > voorstel.tests.yaml
""",
    "types": """Write a module of Python with the types of a route, for mypy, pyright and an editor.

Facts is a TypedDict of the facts that you can give. Step, End and Place are the names of steps and ends. Each choice
has a type with its options.

\b
Examples:
  routekaart types roc_bbl > roc_bbl_types.py
  routekaart types roc_bbl -o roc_bbl_types.py
""",
}
"""The text of `--help` of each command, before the options."""
