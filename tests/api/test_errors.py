"""How the library says no: no error holds another, each has a code that stands in the manual, and text must be text."""

import ast
import copy
import pickle
import re
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from support.error_codes import codes_in_source
from support.places import ROOT

import routekaart
from routekaart import FactError, Journey, Route, RoutekaartError, UnknownNameError
from routekaart.foundation.errors import WrongTypeError, WrongValueError
from routekaart.journeys import Origin, Versions, version_of

SOURCE = ROOT / "src"
ON = "2026-03-01"
HALF = "a\ud800"
"""Text that cannot be written: half of a character."""
HOLDING = {
    # In a context manager an error always holds the one that came in; neither of these was about a student.
    ("routekaart/files/git.py", "_running"),
    ("routekaart/cli/route_argument.py", "shown_as_given"),
}


@pytest.fixture(scope="module")
def bbl() -> Route:
    return routekaart.load("roc_bbl")


@pytest.fixture(scope="module")
def journey(bbl: Route) -> Journey:
    return Journey.start(bbl, on=ON)


def raised_while_handling(tree: ast.Module) -> Iterator[tuple[str, ast.Raise]]:
    """Each new error that is raised while another one is handled, with the function it is raised in."""
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)):
        for handler in (node for node in ast.walk(function) if isinstance(node, ast.ExceptHandler)):
            for node in (node for part in handler.body for node in ast.walk(part)):
                if isinstance(node, ast.Raise) and node.exc is not None:
                    yield function.name, node


@pytest.mark.slow
def test_no_error_is_raised_while_another_one_is_handled() -> None:
    """`from None` hides the other error and keeps it: a tool that reports errors would find a value of a fact in it."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for function, node in raised_while_handling(ast.parse(path.read_text(encoding="utf-8"))):
            # The end of the program is no error that anybody reports.
            if not ast.unparse(node).startswith("raise SystemExit("):
                found.add((path.relative_to(SOURCE).as_posix(), function))
    assert found == HOLDING


def test_the_law_sees_what_it_forbids() -> None:
    wrong = "def f():\n  try:\n    g()\n  except KeyError:\n    if x:\n      raise ValueError from None\n"
    right = "def f():\n  try:\n    g()\n  except KeyError:\n    raise\n"
    assert [name for name, _ in raised_while_handling(ast.parse(wrong))] == ["f"]
    assert list(raised_while_handling(ast.parse(right))) == []


@pytest.mark.slow
def test_every_code_stands_in_the_manual_and_no_other() -> None:
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z-]+)` \|", page, flags=re.MULTILINE)) == codes_in_source()


def subclasses(kind: type[RoutekaartError]) -> Iterator[type[RoutekaartError]]:
    for one in kind.__subclasses__():
        yield one
        yield from subclasses(one)


def errors(bbl: Route) -> dict[str, Callable[[], object]]:
    """Calls that are refused."""
    journey = Journey.start(bbl, on=ON)
    return {
        "wrong-type": lambda: bbl.step(17),  # type: ignore[arg-type]
        "wrong-value": lambda: bbl.decide("P3", {}, unknown_facts="skip"),  # type: ignore[arg-type]
        "unknown-name": lambda: bbl.step("P0"),
        "facts-refused": lambda: bbl.decide("P3", {"leeftijd": "oud"}),
        "reference-date": lambda: bbl.resolve({}),
        "no-route": lambda: routekaart.load("weg.yaml"),
        "no-cohort": lambda: routekaart.cohort(bbl, "P3", [1], on=ON),
        "no-simulation": lambda: routekaart.simulate(bbl, students=1, seed=1, on="2199-06-01"),
        "too-early": lambda: journey.at("2026-02-28"),
        "no-reason": lambda: journey.place("P3", on=ON, because=" "),
        "wrong-period": lambda: journey.correct({}, on=ON, until=ON),
        "date-needed": lambda: journey.correct({"leeftijd": 17}, on=ON),
        "corrupt": lambda: Journey.from_dict({}, bbl),
        "newer-format": lambda: Journey.from_dict({**journey.to_dict(), "format_version": 10**30}, bbl),
        "other-route": lambda: Journey.from_dict(journey.to_dict(), routekaart.load("entree")),
        "other-version": lambda: Journey.from_dict(journey.to_dict(), replace(bbl, start="P2")),
        "unknown-step": lambda: Journey.from_dict(_in_a_step_that_is_not_there(journey), bbl),
        "unknown-version": lambda: Versions().current("roc_bbl"),
        "no-hand-over": lambda: _network_of(bbl).hand_over(journey, _network_of(bbl).links[0], on=ON),
    }


def _in_a_step_that_is_not_there(journey: Journey) -> dict[str, Any]:
    data: Any = copy.deepcopy(journey.to_dict())
    data["log"][0]["step"] = "P99"
    return dict(data)


def _network_of(route: Route) -> routekaart.Network:
    return routekaart.Network({**routekaart.network(ROOT / "routes").routes, route.id: route})


WHERE = {
    "wrong-type": ("name",),
    "wrong-value": ("unknown_facts",),
    "unknown-name": ("name",),
    "facts-refused": ("leeftijd",),
    "reference-date": ("on",),
    "no-route": ("weg.yaml",),
    "no-cohort": ("frame",),
    "no-simulation": ("on", "years"),
    "too-early": ("on",),
    "no-reason": ("because",),
    "wrong-period": ("since", "until"),
    "date-needed": ("leeftijd",),
    "corrupt": (),
    "newer-format": (),
    "other-route": ("route",),
    "other-version": ("route",),
    "unknown-step": ("log.0",),
    "unknown-version": ("roc_bbl",),
    "no-hand-over": ("route", "step"),
}
"""What each of those errors is about."""


@pytest.mark.parametrize("code", sorted(errors(routekaart.load("roc_bbl"))))
def test_an_error_has_the_code_of_what_is_wrong(code: str, bbl: Route) -> None:
    with pytest.raises(RoutekaartError) as raised:
        errors(bbl)[code]()
    error = raised.value
    assert error.code == code
    assert error.__cause__ is error.__context__ is None
    assert error.where == WHERE[code]
    assert str(error) == error.text.nl or isinstance(error, routekaart.RouteError)
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.code, again.text, str(again)) == (type(error), code, error.text, str(error))
    assert again.where == error.where


def test_an_error_about_a_type_names_what_was_expected_and_what_came(bbl: Route) -> None:
    with pytest.raises(WrongTypeError) as raised:
        bbl.decide(["P3"], {})  # type: ignore[arg-type]
    error = raised.value
    assert (error.parameter, error.expected.en, error.given) == ("step", "text", "list")
    assert (error.text.nl, error.text.en) == (
        "step: verwacht wordt tekst, niet list",
        "step: expected text, not list",
    )
    assert isinstance(error, TypeError)


def test_an_error_says_what_it_is_about(bbl: Route, journey: Journey) -> None:
    about: dict[tuple[str, ...], Callable[[], object]] = {
        ("step",): lambda: bbl.decide("P0", {}),
        ("target",): lambda: bbl.reach("P3", "P17", {}, on=ON),
        ("to",): lambda: bbl.path({}, to="P99", on=ON),
        ("leeftjd", "startkwalificatie"): lambda: bbl.decide("P11", {"leeftjd": 1, "startkwalificatie": "x"}, on=ON),
        ("kwalificatieplicht", "startkwalificatie"): lambda: bbl.decide(
            "P11", {"kwalificatieplicht": "ja", "startkwalificatie": "ja"}, on=ON
        ),
        ("until",): lambda: bbl.outlook("P11", {}, on=ON, until="2026-02-01"),
        ("since",): lambda: journey.correct({}, on=ON, since="gisteren"),
        ("steps.P1.title",): lambda: Route.from_dict(_without_a_title(bbl)),
        ("log.0.step", "log.0.surprise", "log"): lambda: Journey.from_dict(_damaged(journey), bbl),
    }
    for where, call in about.items():
        with pytest.raises(RoutekaartError) as raised:
            call()
        assert raised.value.where == where


def _without_a_title(route: Route) -> dict[str, Any]:
    data = copy.deepcopy(route.to_dict())
    data["steps"]["P1"]["title"] = 17
    return data


def _damaged(journey: Journey) -> dict[str, Any]:
    data: Any = copy.deepcopy(journey.to_dict())
    data["log"][0].update(step=17, surprise=1)
    return dict(data)


def test_an_error_about_a_word_does_not_repeat_it(bbl: Route) -> None:
    with pytest.raises(WrongValueError) as raised:
        bbl.decide("P3", {}, unknown_facts="1987-06-05")  # type: ignore[arg-type]
    assert str(raised.value) == "unknown_facts: verwacht wordt 'error' of 'ignore'"
    assert raised.value.parameter == "unknown_facts"


def test_a_fact_that_the_quick_way_did_not_know_is_in_no_error(bbl: Route) -> None:
    """The quick way looks up the birth date, and Python would keep the error of that beside ours."""
    for _ in range(10):
        bbl.decide("P11", {"geboortedatum": date(2009, 3, 1)}, on=ON)
    born = date.fromisoformat("1987-06-05")
    with pytest.raises(FactError) as raised:
        bbl.decide("P11", {"geboortedatum": born, "leeftijd": 12}, on=ON)
    assert raised.value.__context__ is None
    assert "1987" not in "".join(traceback.format_exception(raised.value))
    with pytest.raises(FactError) as raised:
        bbl.decide("P11", {"geboortedatum": date(2026, 3, 2)}, on=ON)
    assert raised.value.__context__ is None


def test_a_step_that_is_no_name_is_not_taken_for_the_first(bbl: Route) -> None:
    first = bbl.path({}, to="P2", on=ON)
    assert bbl.path({}, to="P2", step=None, on=ON) == first
    with pytest.raises(UnknownNameError):
        bbl.path({}, to="P2", step="", on=ON)
    wrong: tuple[Any, ...] = ([], {}, 0, False)
    for odd in wrong:
        with pytest.raises(WrongTypeError, match=r"^step: "):
            bbl.path({}, to="P2", step=odd, on=ON)


TEXTS: dict[str, tuple[str, Callable[[Journey, Any], object]]] = {
    "start by": ("by", lambda journey, text: Journey.start(journey.route, on=ON, by=text)),
    "learn by": ("by", lambda journey, text: journey.learn({}, on=ON, by=text)),
    "advance by": ("by", lambda journey, text: journey.advance(on=ON, by=text)),
    "place by": ("by", lambda journey, text: journey.place("P3", on=ON, because="x", by=text)),
    "place because": ("because", lambda journey, text: journey.place("P3", on=ON, because=text)),
    "correct by": ("by", lambda journey, text: journey.correct({}, on=ON, by=text)),
    "handed over by": ("by", lambda journey, text: journey.handed_over("entree", "stap_1", on=ON, by=text)),
    "migration by": (
        "by",
        lambda journey, text: routekaart.migrate(journey, replace(journey.route, version="2")).journey(by=text),
    ),
    "migration because": (
        "because",
        lambda journey, text: routekaart.migrate(journey, journey.route).journey(step="P3", because=text),
    ),
    "hand-over reference": (
        "reference",
        lambda journey, text: _network_of(journey.route).hand_over(
            journey, _network_of(journey.route).links[0], on=ON, reference=text
        ),
    ),
    "origin reference": (
        "reference",
        lambda journey, text: Journey.start(
            journey.route,
            on=ON,
            origin=Origin(route=version_of(journey.route), place="P3", on=date(2026, 3, 1), reference=text),
        ),
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
def test_what_is_kept_in_a_log_must_be_text_that_can_be_written(name: str, journey: Journey) -> None:
    parameter, call = TEXTS[name]
    for odd in (17, b"balie", ["balie"], object()):
        with pytest.raises(WrongTypeError) as of_type:
            call(journey, odd)
        assert of_type.value.parameter == parameter
    with pytest.raises(WrongValueError) as of_value:
        call(journey, HALF)
    assert of_value.value.parameter == parameter
    assert HALF not in str(of_value.value)


def test_where_a_student_comes_from_must_be_an_origin(bbl: Route) -> None:
    with pytest.raises(WrongTypeError, match=r"^origin: verwacht wordt Origin, niet dict"):
        Journey.start(bbl, on=ON, origin={"place": "P3"})  # type: ignore[arg-type]


def test_a_fact_that_could_not_be_written_is_refused_at_once(bbl: Route) -> None:
    with pytest.raises(FactError) as raised:
        Journey.start(bbl, on=ON).learn({"gemeente": HALF}, on=ON)
    assert raised.value.message(values=True).encode()


def test_a_name_that_could_not_be_written_is_told_without_that_part(bbl: Route) -> None:
    with pytest.raises(FactError) as of_fact:
        bbl.decide("P3", {f"leeft{HALF}": 17})
    with pytest.raises(UnknownNameError) as of_step:
        bbl.step(HALF)
    assert str(of_fact.value).encode()
    assert of_fact.value.where == (of_fact.value.problems[0].fact,) == ("leefta\\ud800",)
    assert str(of_step.value).encode()


def test_an_error_about_a_value_that_cannot_be_pickled_can(bbl: Route) -> None:
    given = (number for number in range(3))
    with pytest.raises(FactError) as refused:
        bbl.decide("P11", {"leeftijd": given}, on=ON)
    again = pickle.loads(pickle.dumps(refused.value))
    assert again.message("en", values=True) == refused.value.message("en", values=True)
