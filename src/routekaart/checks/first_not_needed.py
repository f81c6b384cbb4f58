"""first-not-needed: `policy: first` where the order of the transitions makes no difference.

What: The step says that its earliest transition that holds wins, but for no student do two transitions to different
places hold at once.

Why: Whoever reads it thinks that the order matters, and does not dare to change it. And a later change that makes two
transitions overlap is not told: under `policy: first` the earlier one silently wins.

Fix: Remove `policy: first`, so that the transitions must exclude each other. If the source gives an order and it
should stay visible, leave it as it is.

Nederlands: `policy: first` waar de volgorde van de overgangen niets uitmaakt.

Wat: De stap zegt dat de eerste overgang die geldt voorgaat, maar voor geen enkele student gelden twee overgangen naar
verschillende plekken tegelijk.

Waarom: Wie het leest, denkt dat de volgorde ertoe doet en durft die niet te veranderen. En gaan twee overgangen later
overlappen, dan wordt dat niet gemeld: bij `policy: first` gaat de eerdere stilzwijgend voor.

Herstel: Haal `policy: first` weg, dan moeten de overgangen elkaar uitsluiten. Geeft de bron een volgorde en moet die
zichtbaar blijven, laat het dan zo.

Wrong example:

    steps:
      begin:
        title: Heeft de student werk?
        policy: first
        transitions:
          - {to: werk, when: {heeft_werk: ja}}
          - {to: school, when: {heeft_werk: nee}}

Right example:

    steps:
      begin:
        title: Heeft de student werk?
        transitions:
          - {to: werk, when: {heeft_werk: ja}}
          - {to: school, when: {heeft_werk: nee}}
"""

from collections.abc import Iterator

from routekaart.checks.proving import AtStep, Proof, each_step
from routekaart.checks.subject import Subject
from routekaart.diagnostic import Finding
from routekaart.language import Text

RULE = "first-not-needed"


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each such step."""
    return each_step(subject, check_step)


def check_step(at: AtStep) -> Iterator[Finding]:
    """The same for one step."""
    step = at.step
    if step.policy == "first" and all(proof.grid.same_every_day and _never_two(proof) for proof in at.proofs()):
        text = Text(
            f"policy: first doet in stap {step.id} niets: er gelden nooit twee overgangen naar verschillende plekken",
            f"policy: first does nothing in step {step.id}: two transitions to different places never hold at once",
        )
        yield Finding(("steps", step.id, "policy"), text, at_key=True, needless=True)


def _never_two(proof: Proof) -> bool:
    rows = proof.table.rows
    return all(proof.find(rows[one].formula, rows[other].formula) is None for one, other in proof.table.may_overlap())
