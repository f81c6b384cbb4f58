"""What columns say together of one date: a birth date, the age, and whatever else is read off it.

The date itself and each count is a stretch of days that it can be. What is known is the days that are in all of them.
"""

from collections.abc import Mapping
from datetime import date

import narwhals as nw

from routekaart.cohorts.bench import Bench
from routekaart.cohorts.calendar import Day, day_number, days_of_count, month_and_day, moved_from
from routekaart.cohorts.plain import Count, Days, Number, Refusal, count_of
from routekaart.facts import Elapsed, Shifted, accepted_values
from routekaart.language import Text, enumerate_text
from routekaart.logic.axes import date_domain, passes
from routekaart.logic.grids import Grids
from routekaart.logic.possible import possible_stretches
from routekaart.vocabulary import DateChain, ReadOff, Vocabulary


def of_one_date(
    bench: Bench, vocabulary: Vocabulary, root: str, known: Mapping[str, Days | Number], on: date
) -> tuple[Days | Count, list[Refusal]]:
    """What a date can be in each row, and the rows in which what is said of it cannot be.

    Args:
        known: what the columns of the date, of its counts and of the dates that follow from it say, in the order of
            the table.
    """
    if len(known) == 1:
        ((name, plain),) = known.items()
        chain = vocabulary.date_chain(name)
        if isinstance(plain, Number) and chain is not None and len(chain.steps) == 1:
            return _counted(bench, vocabulary, name, plain, chain, on)
    return _days_of(bench, vocabulary, root, known, on)


def days_by_themselves(bench: Bench, grids: Grids, root: str, days: Days, on: date) -> Days:
    """The days that a date can be by what is told of it, whatever else is told; as `logic.possible` has it for one row.

    Raises:
        TooHardError: it would take too much work.
    """
    stretches = [] if days.exact else possible_stretches(grids, root, on)
    first, last = days.first, days.last
    for low, high in map(_numbered, reversed(stretches)):
        first = nw.when(days.first <= high).then(nw.max_horizontal(days.first, nw.lit(low))).otherwise(first)
    for low, high in map(_numbered, stretches):
        last = nw.when(days.last >= low).then(nw.min_horizontal(days.last, nw.lit(high))).otherwise(last)
    if not stretches:
        return days
    first, last = bench.put_all([first, last])
    return Days(first, last, exact=False)


def _counted(
    bench: Bench, vocabulary: Vocabulary, name: str, plain: Number, chain: DateChain, on: date
) -> tuple[Count, list[Refusal]]:
    """A count by itself. Each day further it grows by one or not at all, so the counts that can be lie together."""
    domain = date_domain(vocabulary, chain.date_fact, on)
    least, most = sorted(count_of(chain, day, on) for day in domain)
    fact, value, refusals = vocabulary.facts[name], plain.value, list[Refusal]()
    if fact.minimum is None or fact.maximum is None or fact.minimum < least or fact.maximum > most:
        refused = bench.put(((value < least) | (value > most)).fill_null(value=False))
        refusals.append(_no_such_value(name, refused))
        value = bench.put(nw.when(~refused).then(value))

    def as_days() -> Days:
        return _days_of(bench, vocabulary, chain.date_fact, {name: plain}, on)[0]

    return Count(value, chain, on, domain, (least, most), as_days), refusals


def _days_of(
    bench: Bench, vocabulary: Vocabulary, root: str, known: Mapping[str, Days | Number], on: date
) -> tuple[Days, list[Refusal]]:
    refusals: list[Refusal] = []
    stretches: dict[str, Days] = {}
    for name, plain in known.items():
        if name == root:
            assert isinstance(plain, Days)
            stretches[name] = _as_it_can_be(bench, vocabulary, root, plain, on, refusals)
        else:
            stretches[name] = _read_off(bench, vocabulary, name, plain, on, refusals)
    if len(stretches) == 1:
        (only,) = stretches.values()
        return only, refusals
    first, last = bench.put_all(
        [
            nw.max_horizontal(*(one.first for one in stretches.values())),
            nw.min_horizontal(*(one.last for one in stretches.values())),
        ]
    )
    listed = enumerate_text(stretches, every=True)
    apart = Refusal(
        bench.put((first > last).fill_null(value=False)),
        Text(f"{listed.nl} kunnen niet samen waar zijn", f"{listed.en} cannot be true together"),
    )
    refusals.append(apart)
    first, last = bench.put_all([nw.when(first <= last).then(first), nw.when(first <= last).then(last)])
    return Days(first, last, exact=False), refusals


def _as_it_can_be(
    bench: Bench, vocabulary: Vocabulary, root: str, days: Days, on: date, refusals: list[Refusal]
) -> Days:
    """A date within what it can be on the reference date; as `situation.out_of_domain` and `known_days` have it."""
    low, high = map(day_number, date_domain(vocabulary, root, on))
    if days.exact and bench.nowhere((days.first < low) | (days.first > high)):
        return days
    wrong: list[Refusal] = []
    seen: nw.Expr | None = None
    for impossible, text in _limits(vocabulary, root, days, on):
        found = impossible.fill_null(value=False)
        refusal = bench.put(found if seen is None else found & ~seen)
        seen = refusal if seen is None else seen | refusal
        wrong.append(Refusal(refusal, text))
    refusals += wrong
    if seen is None:
        return days
    if days.exact:
        (day,) = bench.put_all([nw.when(~seen).then(days.first)])
        return Days(day, day, exact=True)
    return _clipped(bench, nw.when(~seen).then(days.first), nw.when(~seen).then(days.last), low, high)


def _limits(vocabulary: Vocabulary, root: str, days: Days, on: date) -> list[tuple[nw.Expr, Text]]:
    found = []
    if vocabulary.facts[root].past:
        found.append((days.first > day_number(on), _on_or_before(root, on)))
    for off in vocabulary.read_off(root):
        outside = _outside(off, days, on)
        if outside is not None:
            counted = vocabulary.facts[off.name]
            limits = accepted_values(counted)
            text = Text(
                f"{root}: verwacht wordt een datum die voor {counted.title} geeft: {limits.nl}",
                f"{root}: expected a date that gives for {counted.title}: {limits.en}",
            )
            found.append((outside, text))
    return found


def _outside(off: ReadOff, days: Days, on: date) -> nw.Expr | None:
    """Whether no day in the stretch gives a count within its domain; None when every day does."""
    if not any(isinstance(step, Elapsed) for step in off.chain.steps):
        return None
    parts = []
    for bound, is_minimum in ((off.minimum, True), (off.maximum, False)):
        if bound is None:
            continue
        first, beyond = passes(off.chain, on, bound)
        if is_minimum == off.chain.rising:
            parts.append(nw.lit(value=True) if first is None else days.last < day_number(first))
        elif beyond is not None:
            parts.append(days.first >= day_number(beyond))
    return nw.any_horizontal(*parts, ignore_nulls=True) if parts else None


def _read_off(
    bench: Bench, vocabulary: Vocabulary, name: str, plain: Days | Number, on: date, refusals: list[Refusal]
) -> Days:
    """The days that a date can be by what is said of something that is read off it."""
    chain = vocabulary.date_chain(name)
    assert chain is not None
    if isinstance(plain, Days):
        days = _not_later(bench, name, plain, on, refusals) if vocabulary.facts[name].past else plain
        known, first, last = days.first, days.first, days.last
    else:
        elapsed = chain.steps[-1]
        assert isinstance(elapsed, Elapsed)
        known = plain.value
        first, last = bench.put_all(days_of_count(bench.put, known, on, elapsed.unit, elapsed.direction))
    for step in reversed(chain.steps):
        for unit, amount in reversed(step.amounts if isinstance(step, Shifted) else ()):
            first, last = bench.put_all(moved_from(bench.put, _day(bench, first), _day(bench, last), amount, unit))
    low, high = map(day_number, date_domain(vocabulary, chain.date_fact, on))
    impossible = nw.max_horizontal(first, nw.lit(low)) > nw.min_horizontal(last, nw.lit(high))
    refused = bench.put(impossible & ~known.is_null())
    refusals.append(_no_such_value(name, refused))
    good = ~refused & ~known.is_null()
    return _clipped(bench, nw.when(good).then(first), nw.when(good).then(last), low, high)


def _no_such_value(name: str, refused: nw.Expr) -> Refusal:
    return Refusal(refused, Text(f"{name} kan deze waarde niet hebben", f"{name} cannot have this value"))


def _not_later(bench: Bench, name: str, days: Days, on: date, refusals: list[Refusal]) -> Days:
    """A date that follows from another and may not lie after the reference date."""
    late = bench.put((days.first > day_number(on)).fill_null(value=False))
    refusals.append(Refusal(late, _on_or_before(name, on)))
    day = bench.put(nw.when(~late).then(days.first))
    return Days(day, day, exact=True)


def _on_or_before(name: str, on: date) -> Text:
    return Text(f"{name}: verwacht wordt een datum op of voor {on}", f"{name}: expected a date on or before {on}")


def _numbered(stretch: tuple[date, date]) -> tuple[int, int]:
    return day_number(stretch[0]), day_number(stretch[1])


def _day(bench: Bench, number: nw.Expr) -> Day:
    month, day = month_and_day(bench.put, number)
    return Day(number, month, day)


def _clipped(bench: Bench, first: nw.Expr, last: nw.Expr, low: int, high: int) -> Days:
    """A stretch within the days that a date can be."""
    first, last = bench.put_all([first, last])
    first, last = bench.put_all(
        [
            nw.when(first < low).then(nw.lit(low)).otherwise(first),
            nw.when(last > high).then(nw.lit(high)).otherwise(last),
        ]
    )
    return Days(first, last, exact=False)
