"""The laws by name, and how often each is tried in the usual tests: for one in so many routes."""

from . import checks, cohorts, comparing, deciding, journeys, looking_ahead, paths, reaching
from .compared import Law

LAWS: dict[str, Law] = {
    "decide": deciding.law,
    "outlook": looking_ahead.law,
    "reach": reaching.law,
    "path": paths.law,
    "journey": journeys.law,
    "check": checks.law,
    "diff": comparing.law,
    "cohort": cohorts.law,
}
SHARES = {"decide": 1, "outlook": 1, "reach": 1, "journey": 1, "path": 3, "check": 2, "diff": 2, "cohort": 8}
