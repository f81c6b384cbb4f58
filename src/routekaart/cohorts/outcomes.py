"""What the column `outcome` can say."""

from typing import get_args

from routekaart.decision import Outcome

REFUSED = "refused"
"""The outcome of a row that cannot be decided about; its problem is told."""
OUTCOMES: tuple[str, ...] = (*get_args(Outcome), REFUSED)
