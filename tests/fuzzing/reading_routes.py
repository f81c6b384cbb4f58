"""What reads a route: every command that takes one, and the library."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import routekaart
from routekaart import Route, RouteError

from .actions import Action, call, command
from .sources import loaded
from .students import SECRETS, facts_for, pairs_for, reference_day

_REPORTS = (("json", "json"), ("sarif", "json"), ("gitlab", "json"), ("junit", "xml"), ("github", ""), ("markdown", ""))
_MAPS = (("text", ""), ("mermaid", ""), ("dot", ""), ("svg", "xml"))
_LANGUAGES = ((), (), ("--lang", "nl"), ("--lang", "en"))


def of_route(name: str, chance: Random, *, deep: int = 4) -> Iterator[Action]:
    """Some of what can be done with a file that may be a route.

    Args:
        deep: how much is done with it when it is one.
    """
    yield call("load", lambda: load_twice(name))
    yield command("check", name, "--format", "short")
    lang = chance.choice(_LANGUAGES)
    yield from chance.sample(_shallow(name, chance, lang), 2)
    route = loaded(name)
    if route is not None:
        for make in chance.sample(_DEEP, deep):
            yield from make(name, route, chance, lang)


def load_twice(name: str) -> None:
    """The route, again out of its compiled copy, and out of what is kept without its file; it is the same route."""
    first = routekaart.load(f"./{name}")
    again = routekaart.load(f"./{name}")
    if first != again:
        raise AssertionError("the compiled copy is another route")
    if Route.from_dict(json.loads(json.dumps(first.to_dict()))) != first:
        raise AssertionError("what is kept without its file is another route")


def load_and_check(name: str) -> None:
    """Whether `load` and `check` agree on what keeps a file from being a route."""
    broken = sorted(one.text.nl for one in routekaart.check(name).diagnostics if one.breaks_file)
    try:
        routekaart.load(f"./{name}")
        told = []
    except RouteError as error:
        told = sorted(one.text.nl for one in error.diagnostics if one.breaks_file)
    if bool(told) != bool(broken):
        raise AssertionError("load and check do not agree")


def mend(name: str) -> None:
    """What `check --fix=all` writes is a route when it was one before."""
    before = loaded(name)
    was = Path(name).read_bytes()
    made = command("check", name, "--fix=all").do()
    if made.error is not None:
        raise made.error
    after = loaded(name)
    Path(name).write_bytes(was)
    if before is not None and after is None:
        raise AssertionError("after --fix=all it is no route")


def _shallow(name: str, chance: Random, lang: tuple[str, ...]) -> list[Action]:
    report, report_form = chance.choice(_REPORTS)
    picture, picture_form = chance.choice(_MAPS)
    return [
        call("load and check", lambda: load_and_check(name)),
        call("check --fix=all", lambda: mend(name)),
        command("check", name, "--format", report, *lang, form=report_form),
        command("check", name, "--info", *lang),
        command("check", name, "--fix", "--diff"),
        command("check", name, "--fix=all", "--diff"),
        command("map", name, "--format", picture, *lang, form=picture_form),
        command("map", name, "--format", "svg", form="xml"),
        command("show", name, *lang),
        command("test", name, "--generate", "--on", "2026-03-01"),
        command("test", "."),
        command("diff", name, name),
        command("partners", "--routes", ".", "--format", chance.choice(("text", "json", "markdown"))),
    ]


def _map(name: str, route: Route, chance: Random, lang: tuple[str, ...]) -> Iterator[Action]:
    for picture, form in _MAPS:
        yield command("map", name, "--format", picture, *lang, form=form)


def _show(name: str, route: Route, chance: Random, lang: tuple[str, ...]) -> Iterator[Action]:
    yield command("show", name, *lang)
    yield command("show", name, chance.choice((*route.steps, *route.ends)), *lang)


def _diff(name: str, route: Route, chance: Random, lang: tuple[str, ...]) -> Iterator[Action]:
    form = chance.choice(("text", "markdown", "json"))
    if Path("was.yaml").exists():
        yield command("diff", "was.yaml", name, "--format", form, *lang, form="json" if form == "json" else "")
    else:
        yield command("diff", name, name, "--format", form, *lang, form="json" if form == "json" else "")


def _decide(name: str, route: Route, chance: Random, lang: tuple[str, ...]) -> Iterator[Action]:
    step, facts, day = chance.choice((*route.steps, *route.ends)), facts_for(route, chance), reference_day(chance)
    pairs = pairs_for(route, chance)
    yield call("decide", lambda: loaded_route(name).decide(step, facts, on=day), SECRETS)
    yield call("decide without a date", lambda: loaded_route(name).decide(step, facts), SECRETS)
    yield command("decide", name, step, *pairs, "--on", day, *lang)
    yield command("decide", name, step, *pairs, "--on", day, "--json", form="json")


def _outlook(name: str, route: Route, chance: Random, lang: tuple[str, ...]) -> Iterator[Action]:
    step, facts, day = chance.choice(list(route.steps)), facts_for(route, chance), reference_day(chance)
    yield call("outlook", lambda: loaded_route(name).outlook(step, facts, on=day), SECRETS)
    yield command("outlook", name, step, *pairs_for(route, chance), "--on", day, *lang)


def _reach(name: str, route: Route, chance: Random, lang: tuple[str, ...]) -> Iterator[Action]:
    step = chance.choice(list(route.steps))
    target = chance.choice((*route.steps[step].targets, step))
    facts, day = facts_for(route, chance), reference_day(chance)
    yield call("reach", lambda: loaded_route(name).reach(step, target, facts, on=day), SECRETS)
    yield command("reach", name, step, target, *pairs_for(route, chance), "--on", day, *lang)


def _path(name: str, route: Route, chance: Random, lang: tuple[str, ...]) -> Iterator[Action]:
    to = chance.choice((*route.steps, *route.ends))
    facts, day = facts_for(route, chance), reference_day(chance)
    yield call("path", lambda: loaded_route(name).path(facts, to=to, on=day), SECRETS)
    yield command("path", name, to, *pairs_for(route, chance), "--on", day, *lang)


def _resolve(name: str, route: Route, chance: Random, lang: tuple[str, ...]) -> Iterator[Action]:
    step, facts, day = chance.choice(list(route.steps)), facts_for(route, chance), reference_day(chance)
    yield call("duties", lambda: loaded_route(name).duties(step, facts, on=day), SECRETS)
    yield call("resolve", lambda: loaded_route(name).resolve(facts, on=day), SECRETS)
    yield call("explain", lambda: _explained(loaded_route(name), step, facts, day), SECRETS)


def _explained(route: Route, step: str, facts: dict[str, object], day: str) -> None:
    decision = route.decide(step, facts, on=day)
    for written in (decision.explain("nl"), decision.explain("en")):
        assert written
    decision.to_dict()


def _simulate(name: str, route: Route, chance: Random, lang: tuple[str, ...]) -> Iterator[Action]:
    how = ("--on", reference_day(chance), "--students", "50", "--years", "1")
    yield command("simulate", name, *how, *lang)
    yield command("simulate", name, *how, "--every", "week", "--format", "json", form="json")


def _generate(name: str, route: Route, chance: Random, lang: tuple[str, ...]) -> Iterator[Action]:
    yield command("test", name, "--generate", "--on", "2026-03-01", *lang)
    yield call("generate and test", lambda: generate_and_test(name))


def generate_and_test(name: str) -> None:
    """The students that are proposed come out as they were proposed."""
    written = Path(f"{Path(name).stem}.tests.yaml")
    if written.exists():
        return
    made = command("test", name, "--generate", "--on", "2026-03-01", "-o", str(written)).do()
    if made.error is None and written.exists():
        made = command("test", name, "--no-coverage").do()
        told = f"{made.out[-500:]}{made.err[-500:]}"
        written.unlink()
        if made.error is None and made.status != 0:
            raise AssertionError(f"the proposed students do not come out: {told}")
    if made.error is not None:
        raise made.error


def _journey(name: str, route: Route, chance: Random, lang: tuple[str, ...]) -> Iterator[Action]:
    facts = facts_for(route, chance)
    yield call("journey", lambda: follow(loaded_route(name), facts), SECRETS)


def follow(route: Route, facts: dict[str, object]) -> None:
    """A journey of a student, as far as she comes."""
    journey = routekaart.Journey.start(route, on="2026-03-01").learn(facts, on="2026-03-01")
    journey = journey.advance(on="2026-03-01", steps="all").advance(on="2026-09-01", steps="all")
    for written in (journey.history, journey.due, journey.duties, journey.decision, journey.outlook()):
        assert written is not NotImplemented
    again = routekaart.Journey.from_dict(journey.to_dict(), route)
    assert again == journey


def loaded_route(name: str) -> Route:
    return routekaart.load(f"./{name}")


_Deep = Callable[[str, Route, Random, tuple[str, ...]], Iterator[Action]]
_DEEP: tuple[_Deep, ...] = (
    _map,
    _show,
    _diff,
    _decide,
    _decide,
    _outlook,
    _reach,
    _path,
    _resolve,
    _simulate,
    _generate,
    _journey,
)
