"""What a route says instead under another reading: the same as a file in which that is written."""

import copy
import json
import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import routekaart
from routekaart import Route
from routekaart.files.compiled_copies import VARIABLE
from routekaart.model.applied_readings import AlternativeError

BASE: dict[str, Any] = {
    "routekaart": 1,
    "id": "proef",
    "title": "Proef",
    "version": "1.0",
    "uses": ["gedeeld"],
    "start": "zoeken",
    "partners": {"slb": {"title": "SLB'er"}, "mentor": {"title": "Mentor"}},
    "parameters": {"grens": {"unit": "years", "values": [{"from": None, "value": 23}]}},
    "facts": {
        "werk": {"type": "yes_no", "title": "werk"},
        "uren": {"type": "number", "unit": "hours", "min": 0, "max": 40},
        "genoeg": {"type": "yes_no", "derive": {"uren": {"at_least": 12}}},
    },
    "impossible": [{"when": {"werk": "nee", "uren": {"above": 0}}, "because": "Zonder werk geen uren."}],
    "steps": {
        "zoeken": {
            "title": "Zoeken",
            "responsible": ["slb"],
            "actions": [{"do": "Bel de student", "when": {"werk": "nee"}}],
            "transitions": [
                {"to": "werken", "when": {"genoeg": "ja"}},
                {"to": "klaar", "when": {"genoeg": "nee", "leeftijd": {"at_least": "$grens"}}},
            ],
            "otherwise": "stay",
        },
        "werken": {
            "title": "Werken",
            "transitions": [{"to": "klaar", "when": {"woont": ["thuis", "elders"]}}],
            "otherwise": "zoeken",
        },
    },
    "ends": {"klaar": {"title": "Klaar", "outcome": "success"}},
}
SHARED: dict[str, Any] = {
    "routekaart": 1,
    "vocabulary": "gedeeld",
    "title": "Gedeeld",
    "facts": {
        "leeftijd": {"type": "number", "unit": "years", "min": 0, "max": 99},
        "woont": {"type": "choice", "options": ["thuis", "zelfstandig", "elders"]},
    },
    "impossible": [{"when": {"leeftijd": {"below": 16}, "woont": "zelfstandig"}, "because": "Te jong."}],
}
Written = Callable[[dict[str, Any], dict[str, Any]], None]


def _set(*path: str, to: Any) -> Written:
    """Writes a value into the route, or after "gedeeld" into the vocabulary."""

    def write(route: dict[str, Any], shared: dict[str, Any]) -> None:
        holder: Any = shared if path[0] == "gedeeld" else route
        names = path[1:] if path[0] == "gedeeld" else path
        for name in names[:-1]:
            holder = holder[name]
        if to is None:
            del holder[names[-1]]
        else:
            holder[names[-1]] = to

    return write


LATER = [{"to": "klaar", "when": {"genoeg": "nee", "leeftijd": {"above": 23}}}]
CASES: dict[str, tuple[dict[str, Any], list[Written]]] = {
    "transitions": ({"steps": {"zoeken": {"transitions": LATER}}}, [_set("steps", "zoeken", "transitions", to=LATER)]),
    "otherwise taken away": (
        {"steps": {"werken": {"otherwise": None, "transitions": [{"to": "klaar"}]}}},
        [_set("steps", "werken", "otherwise", to=None), _set("steps", "werken", "transitions", to=[{"to": "klaar"}])],
    ),
    "nobody responsible": (
        {"steps": {"zoeken": {"responsible": "n.t.b."}}},
        [_set("steps", "zoeken", "responsible", to="n.t.b.")],
    ),
    "no duties": (
        {"steps": {"zoeken": {"actions": None, "responsible": None}}},
        [_set("steps", "zoeken", "actions", to=None), _set("steps", "zoeken", "responsible", to=None)],
    ),
    "a limit": (
        {"parameters": {"grens": {"values": [{"from": None, "value": 23}, {"from": "2026-01-01", "value": 27}]}}},
        [_set("parameters", "grens", "values", to=[{"from": None, "value": 23}, {"from": "2026-01-01", "value": 27}])],
    ),
    "a derivation": (
        {"facts": {"genoeg": {"derive": {"uren": {"above": 12}}}}},
        [_set("facts", "genoeg", "derive", to={"uren": {"above": 12}})],
    ),
    "asked instead of derived": ({"facts": {"genoeg": {"derive": None}}}, [_set("facts", "genoeg", "derive", to=None)]),
    "a fact of the vocabulary": (
        {"facts": {"leeftijd": {"max": 120}}},
        [_set("gedeeld", "facts", "leeftijd", "max", to=120)],
    ),
    "nothing impossible here": ({"impossible": []}, [_set("impossible", to=[])]),
    "a step, an end and a fact come": (
        {
            "facts": {"ziek": {"type": "yes_no"}},
            "steps": {
                "rust": {
                    "title": "Rust",
                    "transitions": [{"to": "weg", "when": {"ziek": "ja"}}],
                    "otherwise": "zoeken",
                },
                "werken": {"otherwise": "rust"},
            },
            "ends": {"weg": {"title": "Weg", "outcome": "stopped"}},
        },
        [
            _set("facts", "ziek", to={"type": "yes_no"}),
            _set(
                "steps",
                "rust",
                to={"title": "Rust", "transitions": [{"to": "weg", "when": {"ziek": "ja"}}], "otherwise": "zoeken"},
            ),
            _set("steps", "werken", "otherwise", to="rust"),
            _set("ends", "weg", to={"title": "Weg", "outcome": "stopped"}),
        ],
    ),
    "a step goes": (
        {"steps": {"werken": None, "zoeken": {"transitions": LATER}}},
        [_set("steps", "werken", to=None), _set("steps", "zoeken", "transitions", to=LATER)],
    ),
    "another beginning": ({"start": "werken"}, [_set("start", to="werken")]),
    "a partner": (
        {"partners": {"slb": {"title": "Begeleider"}, "mentor": None}},
        [_set("partners", "slb", "title", to="Begeleider"), _set("partners", "mentor", to=None)],
    ),
}


def written(folder: Path, route: dict[str, Any], shared: dict[str, Any]) -> Route:
    folder.mkdir(exist_ok=True)
    # Each JSON document is YAML; what is null stays out, but where a limit begins.
    (folder / "gedeeld.yaml").write_text(json.dumps(shared), encoding="utf-8")
    (folder / "proef.yaml").write_text(json.dumps(route), encoding="utf-8")
    return routekaart.load(folder / "proef.yaml")


def reading(**others: Any) -> dict[str, Any]:
    named = {name: {"text": "Anders.", "instead": instead} for name, instead in others.items()}
    return {"problem": "Stil.", "chosen": "Zo.", "because": "Daarom.", "whole_route": True, "others": named}


def with_alternatives(folder: Path, **instead: Any) -> Route:
    """The route with a reading for each alternative, which has the same name."""
    readings = {name: reading(**{name: said}) for name, said in instead.items()}
    return written(folder, {**copy.deepcopy(BASE), "readings": readings}, SHARED)


def by_hand(folder: Path, *changes: Written) -> Route:
    route, shared = copy.deepcopy(BASE), copy.deepcopy(SHARED)
    for change in changes:
        change(route, shared)
    return written(folder, route, shared)


def bare(route: Route) -> Route:
    """The route without its readings and what it goes by."""
    return replace(route, readings={}, chosen={}, base_digest=None)


def alike(one: Route, other: Route) -> None:
    for section in ("start", "steps", "ends", "facts", "parameters", "partners", "impossible"):
        assert getattr(one, section) == getattr(other, section), section
    assert bare(one).meaning_digest == bare(other).meaning_digest


@pytest.mark.parametrize("name", CASES)
def test_an_alternative_is_the_route_in_which_it_is_written(name: str, tmp_path: Path) -> None:
    instead, changes = CASES[name]
    base = with_alternatives(tmp_path / "een", a=instead)
    other = base.under({"a": "a"})
    alike(other, by_hand(tmp_path / "twee", *changes))
    assert (other.chosen, other.base_digest) == ({"a": "a"}, base.digest)
    assert other.digest not in (base.digest, base.base_digest)
    for kept in (
        pickle.loads(pickle.dumps(other)),
        Route.from_dict(json.loads(json.dumps(other.to_dict()))),
        Route.from_dict(json.loads(json.dumps(base.to_dict()))).under({"a": "a"}),
    ):
        assert kept == other
        alike(kept, other)


TOGETHER = [
    (one, other)
    for one, other in (
        ("transitions", "nobody responsible"),
        ("a limit", "a derivation"),
        ("transitions", "nothing impossible here"),
        ("a fact of the vocabulary", "a partner"),
        ("another beginning", "a step, an end and a fact come"),
        ("no duties", "otherwise taken away"),
    )
]


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_two_alternatives_together_are_the_route_with_both(one: str, other: str, tmp_path: Path) -> None:
    base = with_alternatives(tmp_path / "een", a=CASES[one][0], b=CASES[other][0])
    both = base.under({"b": "b", "a": "a"})
    alike(both, by_hand(tmp_path / "twee", *CASES[one][1], *CASES[other][1]))
    assert list(both.chosen.items()) == [("a", "a"), ("b", "b")]
    assert both == base.under({"a": "a"}).under({"b": "b"}) == base.under({"b": "b"}).under({"a": "a"})
    assert both.base_digest == base.digest


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (
            "transitions",
            "a step goes",
            "de lezingen a en b veranderen allebei steps.zoeken.transitions; kies er een van",
        ),
        ("a step goes", "otherwise taken away", "de lezingen a en b veranderen allebei steps.werken.transitions; kies"),
        ("a derivation", "asked instead of derived", "de lezingen a en b veranderen allebei facts.genoeg.derivation"),
        # They change other things, and the step that the one goes to is gone in the other.
        (
            "a step goes",
            "another beginning",
            "de lezingen a, b passen niet bij elkaar: start: verwacht wordt een stap",
        ),
    ],
)
def test_alternatives_that_do_not_go_together_are_refused_with_one_message(
    one: str, other: str, said: str, tmp_path: Path
) -> None:
    base = with_alternatives(tmp_path, a=CASES[one][0], b=CASES[other][0])

    def at_once() -> Route:
        return base.under({"a": "a", "b": "b"})

    def one_by_one() -> Route:
        return base.under({"a": "a"}).under({"b": "b"})

    for ask in (at_once, one_by_one):
        with pytest.raises(AlternativeError) as error:
            ask()
        assert error.value.text.nl.startswith(said)
        assert (error.value.code, error.value.where) == ("readings-conflict", ("a", "b"))


def test_what_is_not_there_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    route = {**copy.deepcopy(BASE), "readings": {"A-01": reading(strikt={"start": "werken"})}}
    route["readings"]["A-01"]["others"]["woorden"] = "Alleen tekst."
    base = written(tmp_path, route, SHARED)
    for choices, code, said in (
        ({"A-1": "strikt"}, "no-reading", "route proef heeft geen lezing A-1; bedoelde u A-01?"),
        ({"A-01": "strict"}, "no-alternative", "lezing A-01 heeft geen alternatief strict; bedoelde u strikt?"),
        ({"A-01": "woorden"}, "only-words", "alternatief woorden van lezing A-01 staat er alleen in woorden"),
    ):
        with pytest.raises(AlternativeError) as error:
            base.under(choices)
        assert error.value.code == code
        assert error.value.text.nl.startswith(said)
        assert pickle.loads(pickle.dumps(error.value)).text == error.value.text
    with pytest.raises(AlternativeError, match="gaat al uit van A-01=strikt"):
        base.under({"A-01": "strikt"}).under({"A-01": "strikt"})
    assert base.under({}) is base


def test_a_reading_in_a_vocabulary_serves_the_route(tmp_path: Path) -> None:
    shared = copy.deepcopy(SHARED)
    shared["readings"] = {"G-01": reading(breder={"facts": {"leeftijd": {"max": 120}}, "impossible": []})}
    shared["facts"]["leeftijd"]["reading"] = "G-01"
    base = written(tmp_path / "een", copy.deepcopy(BASE), shared)
    other = base.under({"G-01": "breder"})
    assert (base.facts["leeftijd"].maximum, other.facts["leeftijd"].maximum) == (99, 120)
    # What is impossible there goes; what is impossible in the route stays.
    assert (len(base.impossible), [one.because for one in other.impossible]) == (2, ["Zonder werk geen uren."])
    assert routekaart.check(tmp_path / "een" / "gedeeld.yaml").errors == ()


def test_an_alternative_is_small_and_leaves_the_meaning_of_the_route_alone(tmp_path: Path) -> None:
    base = with_alternatives(tmp_path, a=CASES["transitions"][0])
    instead = base.readings["a"].executable["a"]
    assert instead.changed == (("steps", "zoeken", "transitions"),)
    assert (instead.steps["zoeken"].responsible, instead.steps["zoeken"].actions) == ((), ())
    assert base.meaning_digest == replace(base, readings={}).meaning_digest
    assert base.digest != replace(base, readings={}).digest


def test_a_compiled_copy_has_the_alternatives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "copies"))
    first = with_alternatives(tmp_path / "een", a=CASES["a derivation"][0])
    again = routekaart.load(tmp_path / "een" / "proef.yaml")
    assert list((tmp_path / "copies").iterdir())
    assert again == first
    assert again.under({"a": "a"}) == first.under({"a": "a"})


@pytest.mark.parametrize(
    "spoil",
    [
        lambda said: said["changed"].append(["steps", "nergens", "title"]),
        lambda said: said["changed"].append(["titel"]),
        lambda said: said["changed"].append(["steps", "zoeken", "bestaat_niet"]),
        lambda said: said["changed"].append(["ends", "klaar"]),
        lambda said: said["changed"].append(["start"]),
        lambda said: said["steps"]["zoeken"]["transitions"][0].update(to="nergens"),
    ],
)
def test_a_stored_route_with_an_unsound_alternative_is_refused(spoil: Any, tmp_path: Path) -> None:
    data = with_alternatives(tmp_path, a=CASES["transitions"][0]).to_dict()
    spoil(data["readings"]["a"]["others"][0]["instead"])
    with pytest.raises(routekaart.RoutekaartError, match=r"niet te lezen: readings\.a\.others\.0\.instead"):
        Route.from_dict(data)


@pytest.mark.parametrize("chosen", [{"a": "b"}, {"b": "a"}])
def test_a_stored_route_that_goes_by_what_it_does_not_have_is_refused(chosen: dict[str, str], tmp_path: Path) -> None:
    data = with_alternatives(tmp_path, a=CASES["transitions"][0]).under({"a": "a"}).to_dict()
    assert data["chosen"] == {"a": "a"}
    with pytest.raises(routekaart.RoutekaartError, match="chosen"):
        Route.from_dict({**data, "chosen": chosen})
