"""What engines answer about students: compared before anything is timed, counted, and timed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from decision_rows import Decide
from findings import Table
from students import Student
from timing import Task, Timed, in_rounds


@dataclass(frozen=True)
class Count:
    """How often an engine was right about students of whom not everything is known.

    Attributes:
        right: the target that is sure, or no answer where there is none that is sure.
        raises: an error instead of an answer.
        no_answer: none, where there is one.
        wrong: a target that is not sure.
        errors: the kinds of errors.
    """

    right: int = 0
    raises: int = 0
    no_answer: int = 0
    wrong: int = 0
    errors: tuple[type[Exception], ...] = ()

    def __str__(self) -> str:
        return f"{self.right} / {self.raises} / {self.no_answer} / {self.wrong}"


def agree(engines: Mapping[str, Decide], work: Sequence[Student], expected: Decide) -> None:
    """Stops when an engine gives another answer than is expected.

    Raises:
        SystemExit: with the engine, the step and the (made-up) student.
    """
    for name, decide in engines.items():
        for step, facts in work:
            if (given := decide(step, facts)) != (right := expected(step, facts)):
                raise SystemExit(f"{name} answers {given} at {step}, and {right} is right, for {facts}")


def count(decide: Decide, work: Sequence[Student], expected: Decide) -> Count:
    """How an engine does. Each has errors of its own, so every error counts as one."""
    counted = Count()
    for step, facts in work:
        right = expected(step, facts)
        try:
            given = decide(step, facts)
        except Exception as error:
            kinds = dict.fromkeys((*counted.errors, type(error)))
            counted = replace(counted, raises=counted.raises + 1, errors=tuple(kinds))
            continue
        if given == right:
            counted = replace(counted, right=counted.right + 1)
        elif given is None:
            counted = replace(counted, no_answer=counted.no_answer + 1)
        else:
            counted = replace(counted, wrong=counted.wrong + 1)
    return counted


def count_table(title: str, counts: Mapping[str, Sequence[Count]], ways: Sequence[str]) -> Table:
    """A column for the counts in each way of telling that a fact is unknown."""
    rows = tuple((name, *map(str, several)) for name, several in counts.items())
    return Table(title, ("right / raises / no answer / wrong target", *ways), rows)


def timed(
    engines: Mapping[str, Decide], work: Sequence[Student], *, to: str, expected: Decide, quick: bool
) -> dict[str, Timed]:
    """The time of all decisions together for each engine; arguments as for `tasks`.

    Args:
        to: the engine that the others are compared with.
    """
    return in_rounds(tasks(engines, work, expected=expected), to=to, quick=quick)


def tasks(engines: Mapping[str, Decide], work: Sequence[Student], *, expected: Decide) -> dict[str, Task]:
    """All decisions together, for each engine; where it raises an error, that is part of the task.

    Args:
        expected: gives the right answers; an engine that gives another one may do so where facts are unknown only.
    """
    return {name: _task(decide, work, count(decide, work, expected).errors) for name, decide in engines.items()}


def once_each(decide: Decide, batches: Iterator[Sequence[Student]]) -> Task:
    """Decides about other students each time that it is called."""

    def next_batch() -> None:
        for step, facts in next(batches):
            decide(step, facts)

    return next_batch


def _task(decide: Decide, work: Sequence[Student], errors: tuple[type[Exception], ...]) -> Task:
    def all_of_them() -> None:
        for step, facts in work:
            try:
                decide(step, facts)
            except errors:
                continue

    return all_of_them
