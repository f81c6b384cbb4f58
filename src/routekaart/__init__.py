"""Policy routes as data: load a route, decide a student's next step, and see why.

>>> import routekaart
>>> route = routekaart.load("roc_bbl")
>>> decision = route.decide("P3", {"heeft_werkplek": "nee"})
>>> decision.target
'P7'
"""

from routekaart.bundled import bundled_names
from routekaart.decision import Decision, Outcome
from routekaart.diagnostic import Diagnostic, Report, RouteError
from routekaart.duties import ActionDuty, Duties, PartnerDuty, SupportDuty
from routekaart.edits import Span
from routekaart.facts import FactType
from routekaart.journeys import Journey, JourneyError, migrate
from routekaart.language import Text
from routekaart.library import check, load, network, simulate
from routekaart.networks import Network
from routekaart.outlook import Change
from routekaart.parameters import Parameter
from routekaart.reasons import Reason
from routekaart.route import Route, UnknownNameError
from routekaart.rules import Severity
from routekaart.situation import FactError, FactProblem, ReferenceDateError
from routekaart.step import Action, End, HandOver, Partner, Reading, Step, Transition
from routekaart.witness import Witness

__version__ = "0.1.0"

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
    "Severity",
    "Span",
    "Step",
    "SupportDuty",
    "Text",
    "Transition",
    "UnknownNameError",
    "Witness",
    "__version__",
    "bundled_names",
    "check",
    "load",
    "migrate",
    "network",
    "simulate",
]
