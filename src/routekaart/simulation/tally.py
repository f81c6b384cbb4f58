"""The counts that are kept while students move."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

CountArray = NDArray[np.int64]


@dataclass
class Tally:
    """Counts over all students. Days are numbers of ticks.

    Attributes:
        visits, students: for each step, how often it was entered, and by how many different students.
        stays: for each step, how many stayed, by the day of entering and the day of leaving.
        ended: for each end, how many reached it, by the day of arrival in the route and the day of reaching the end.
        waiting: for each step and reason, how many are there after the last day, by the day of entering.
        never_moved: for each step, how many began there and never left.
        redrawn: how many draws gave an impossible student.
        refused_changes: how many students kept their facts on a day, because the change gave an impossible student.
    """

    places: int
    ticks: int
    reasons: int
    visits: CountArray = field(init=False)
    students: CountArray = field(init=False)
    stays: dict[int, CountArray] = field(default_factory=dict)
    ended: dict[int, CountArray] = field(default_factory=dict)
    waiting: CountArray = field(init=False)
    never_moved: CountArray = field(init=False)
    circled: int = 0
    redrawn: int = 0
    refused_changes: int = 0

    def __post_init__(self) -> None:
        self.visits = np.zeros(self.places, dtype=np.int64)
        self.students = np.zeros(self.places, dtype=np.int64)
        self.waiting = np.zeros((self.places, self.reasons, self.ticks), dtype=np.int64)
        self.never_moved = np.zeros(self.places, dtype=np.int64)

    def leave(self, place: int, entered: NDArray[np.integer], tick: int) -> None:
        """Count students who leave a step, by the day on which they entered it."""
        self.between(self.stays, place)[:, tick] += np.bincount(entered, minlength=self.ticks)

    def end(self, place: int, arrived: NDArray[np.integer], tick: int) -> None:
        """Count students who reach an end, by the day on which they arrived in the route."""
        self.between(self.ended, place)[:, tick] += np.bincount(arrived, minlength=self.ticks)

    def between(self, counts: dict[int, CountArray], place: int) -> CountArray:
        """The counts of a place by two days, created on first use since a route can have many places."""
        if place not in counts:
            counts[place] = np.zeros((self.ticks, self.ticks), dtype=np.int64)
        return counts[place]
