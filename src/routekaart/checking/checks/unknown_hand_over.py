"""unknown-hand-over: a student is handed over to a route or step that does not exist."""

from collections.abc import Iterator

from routekaart.checking.analysis.check_kinds import Check
from routekaart.checking.analysis.subject import Subject
from routekaart.diagnostics.diagnostic import Finding, PartPath
from routekaart.foundation.language import Text
from routekaart.foundation.suggest import hint, meant_or_known
from routekaart.model.step import BUNDLED, HandOver
from routekaart.usage import hand_overs_of


def _check(subject: Subject) -> Iterator[Finding]:
    """One finding for each hand-over whose route or step does not exist."""
    for path, hand_over in hand_overs_of(subject.route):
        route, step = hand_over.called, hand_over.step or ""
        if route not in subject.beside:
            yield _nowhere((*path, "route"), hand_over, subject)
        elif (steps := subject.beside[route]) is not None and step not in steps:
            near = meant_or_known(step, steps)
            text = Text(f"route {route} heeft geen stap {step}{near.nl}", f"route {route} has no step {step}{near.en}")
            yield Finding((*path, "step"), text)


def _nowhere(path: PartPath, hand_over: HandOver, subject: Subject) -> Finding:
    """The finding that a route does not exist, with both remedies: another name, or a route without a file."""
    name, close = hand_over.called, subject.meant.get(hand_over.called)
    what = Text(f"naast dit bestand is er geen route {name}", f"there is no route {name} beside this file")
    if hand_over.bundled:
        name = str(hand_over.route)
        what = Text(
            f"er is geen route {name} die met routekaart meekomt", f"there is no route {name} that routekaart brings"
        )
    if close is None:
        way = Text(
            f"; routekaart list noemt wat meekomt, zoals {BUNDLED}doorstroompunt",
            f"; routekaart list names what comes with it, such as {BUNDLED}doorstroompunt",
        )
    elif close.name.removeprefix(BUNDLED) == hand_over.route:
        way = Text(f"; wel is er {close.name}", f"; there is {close.name}")
    else:
        way = hint(close.name)
    outside = Text("; een route zonder bestand staat bij outside:", "; one without a file is named with outside:")
    sure = close is not None and close.surely and hand_over.step in (subject.beside.get(close.name) or ())
    text = Text(what.nl + way.nl + outside.nl, what.en + way.en + outside.en)
    return Finding(path, text, instead=close.name if close and sure else None)


CHECK = Check("unknown-hand-over", of_route=_check)
