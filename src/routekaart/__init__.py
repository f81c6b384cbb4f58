"""Policy routes as data: load a route, decide a student's next step, and see why.

>>> import routekaart
>>> route = routekaart.load("roc_bbl")
>>> decision = route.decide("P3", {"heeft_werkplek": "nee"})
>>> decision.target
'P7'
"""

from importlib import import_module

from routekaart.version import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from routekaart.bundled import bundled_names
    from routekaart.decision import Decision
    from routekaart.diagnostic import Diagnostic, Report, RouteError
    from routekaart.duties import ActionDuty, Duties, PartnerDuty, SupportDuty
    from routekaart.edits import Span
    from routekaart.errors import RoutekaartError
    from routekaart.facts import FactType
    from routekaart.journeys import Journey, JourneyError, migrate
    from routekaart.language import Text
    from routekaart.library import check, cohort, load, network, simulate
    from routekaart.networks import Network
    from routekaart.outcomes import Outcome
    from routekaart.outlook import Change
    from routekaart.parameters import Parameter
    from routekaart.reasons import Reason
    from routekaart.route import Route, UnknownNameError
    from routekaart.rules import Severity
    from routekaart.situation import FactError, FactProblem, ReferenceDateError
    from routekaart.step import Action, End, HandOver, Partner, Reading, Step, Transition
    from routekaart.witness import Witness

__version__ = VERSION

__all__ = [
    "Action",
    "ActionDuty",
    "Change",
    "Decision",
    "Diagnostic",
    "Duties",
    "End",
    "FactError",
    "FactProblem",
    "FactType",
    "HandOver",
    "Journey",
    "JourneyError",
    "Network",
    "Outcome",
    "Parameter",
    "Partner",
    "PartnerDuty",
    "Reading",
    "Reason",
    "ReferenceDateError",
    "Report",
    "Route",
    "RouteError",
    "RoutekaartError",
    "Severity",
    "Span",
    "Step",
    "SupportDuty",
    "Text",
    "Transition",
    "UnknownNameError",
    "Witness",
    "bundled_names",
    "check",
    "cohort",
    "load",
    "migrate",
    "network",
    "simulate",
]

_HOMES = {
    "Action": "step",
    "ActionDuty": "duties",
    "Change": "outlook",
    "Decision": "decision",
    "Diagnostic": "diagnostic",
    "Duties": "duties",
    "End": "step",
    "FactError": "situation",
    "FactProblem": "situation",
    "FactType": "facts",
    "HandOver": "step",
    "Journey": "journeys",
    "JourneyError": "journeys",
    "Network": "networks",
    "Outcome": "outcomes",
    "Parameter": "parameters",
    "Partner": "step",
    "PartnerDuty": "duties",
    "Reading": "step",
    "Reason": "reasons",
    "ReferenceDateError": "situation",
    "Report": "diagnostic",
    "Route": "route",
    "RouteError": "diagnostic",
    "RoutekaartError": "errors",
    "Severity": "rules",
    "Span": "edits",
    "Step": "step",
    "SupportDuty": "duties",
    "Text": "language",
    "Transition": "step",
    "UnknownNameError": "route",
    "Witness": "witness",
    "bundled_names": "bundled",
    "check": "library",
    "cohort": "library",
    "load": "library",
    "migrate": "journeys",
    "network": "library",
    "simulate": "library",
}
"""The module of each public name. They are imported when they are first asked for: who follows a route needs few."""

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
