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
    from routekaart.deciding.decision import Decision
    from routekaart.deciding.duties import ActionDuty, Duties, PartnerDuty, SupportDuty
    from routekaart.deciding.outcome_words import Outcome
    from routekaart.deciding.reasons import Reason
    from routekaart.diagnostics.diagnostic import Diagnostic, Report, RouteError
    from routekaart.diagnostics.rules import Severity
    from routekaart.diagnostics.witness import Witness
    from routekaart.files.bundled import bundled_names
    from routekaart.foresight.outlook import Change
    from routekaart.foundation.edits import Span
    from routekaart.foundation.errors import RoutekaartError
    from routekaart.foundation.language import Text
    from routekaart.journeys import Journey, JourneyError, migrate
    from routekaart.library import check, cohort, load, network, simulate
    from routekaart.model.facts import FactType
    from routekaart.model.parameters import Parameter
    from routekaart.model.situation import FactError, FactProblem, ReferenceDateError
    from routekaart.model.step import Action, End, HandOver, Partner, Reading, Step, Transition
    from routekaart.networks import Network
    from routekaart.route import Route, UnknownNameError

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
    "Action": "model.step",
    "ActionDuty": "deciding.duties",
    "Change": "foresight.outlook",
    "Decision": "deciding.decision",
    "Diagnostic": "diagnostics.diagnostic",
    "Duties": "deciding.duties",
    "End": "model.step",
    "FactError": "model.situation",
    "FactProblem": "model.situation",
    "FactType": "model.facts",
    "HandOver": "model.step",
    "Journey": "journeys",
    "JourneyError": "journeys",
    "Network": "networks",
    "Outcome": "deciding.outcome_words",
    "Parameter": "model.parameters",
    "Partner": "model.step",
    "PartnerDuty": "deciding.duties",
    "Reading": "model.step",
    "Reason": "deciding.reasons",
    "ReferenceDateError": "model.situation",
    "Report": "diagnostics.diagnostic",
    "Route": "route",
    "RouteError": "diagnostics.diagnostic",
    "RoutekaartError": "foundation.errors",
    "Severity": "diagnostics.rules",
    "Span": "foundation.edits",
    "Step": "model.step",
    "SupportDuty": "deciding.duties",
    "Text": "foundation.language",
    "Transition": "model.step",
    "UnknownNameError": "route",
    "Witness": "diagnostics.witness",
    "bundled_names": "files.bundled",
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
