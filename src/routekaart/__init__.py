"""Policy routes as data: load a route, decide a student's next step, and see why.

>>> import routekaart
>>> route = routekaart.load("roc_bbl")
>>> decision = route.decide("P3", {"heeft_werkplek": "nee"})
>>> decision.target
'P7'
"""

from routekaart.bundled import bundled_names
from routekaart.decision import Decision, Outcome
from routekaart.diagnostic import Diagnostic, Report, RouteError, Span
from routekaart.duties import ActionDuty, Duties, PartnerDuty, SupportDuty
from routekaart.facts import FactType
from routekaart.journeys.due import Due
from routekaart.journeys.history import Happening
from routekaart.journeys.journey import Correction, Difference, Journey
from routekaart.journeys.log import JourneyError, Origin, RouteVersion
from routekaart.journeys.migration import Migration, PastDecision, migrate
from routekaart.language import Text
from routekaart.library import check, load, network
from routekaart.networks import Arrival, Link, Network, Part, Transfer
from routekaart.outlook import Change
from routekaart.parameters import Parameter
from routekaart.paths import Path, PathStep
from routekaart.reach import Reach, Way
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
    "Arrival",
    "Change",
    "Correction",
    "Decision",
    "Diagnostic",
    "Difference",
    "Due",
    "Duties",
    "End",
    "FactError",
    "FactProblem",
    "FactType",
    "HandOver",
    "Happening",
    "Journey",
    "JourneyError",
    "Link",
    "Migration",
    "Network",
    "Origin",
    "Outcome",
    "Parameter",
    "Part",
    "Partner",
    "PartnerDuty",
    "PastDecision",
    "Path",
    "PathStep",
    "Reach",
    "Reading",
    "Reason",
    "ReferenceDateError",
    "Report",
    "Route",
    "RouteError",
    "RouteVersion",
    "Severity",
    "Span",
    "Step",
    "SupportDuty",
    "Text",
    "Transfer",
    "Transition",
    "UnknownNameError",
    "Way",
    "Witness",
    "__version__",
    "bundled_names",
    "check",
    "load",
    "migrate",
    "network",
]
