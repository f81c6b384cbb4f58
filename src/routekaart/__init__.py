"""Policy routes as data: load a route, decide a student's next step, and see why.

>>> import routekaart
>>> route = routekaart.load("roc_bbl")
>>> decision = route.decide("P3", {"heeft_werkplek": "nee"})
>>> decision.target
'P7'
"""

from importlib import import_module

from routekaart.foundation.version import VERSION

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
    from routekaart.model.fact_problems import FactError, FactProblem, ReferenceDateError
    from routekaart.model.fact_types import FactType
    from routekaart.model.parameters import Parameter
    from routekaart.model.source_readings import Reading
    from routekaart.model.step import Action, End, HandOver, Partner, Step, Transition
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

_NAMES_OF = {
    "deciding.decision": "Decision",
    "deciding.duties": "ActionDuty Duties PartnerDuty SupportDuty",
    "deciding.outcome_words": "Outcome",
    "deciding.reasons": "Reason",
    "diagnostics.diagnostic": "Diagnostic Report RouteError",
    "diagnostics.rules": "Severity",
    "diagnostics.witness": "Witness",
    "files.bundled": "bundled_names",
    "foresight.outlook": "Change",
    "foundation.edits": "Span",
    "foundation.errors": "RoutekaartError",
    "foundation.language": "Text",
    "journeys": "Journey JourneyError migrate",
    "library": "check cohort load network simulate",
    "model.fact_types": "FactType",
    "model.parameters": "Parameter",
    "model.fact_problems": "FactError FactProblem ReferenceDateError",
    "model.source_readings": "Reading",
    "model.step": "Action End HandOver Partner Step Transition",
    "networks": "Network",
    "route": "Route UnknownNameError",
}
"""The public names of each module. They are imported when they are first asked for: who follows a route needs few."""
_HOMES = {name: module for module, names in _NAMES_OF.items() for name in names.split()}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
