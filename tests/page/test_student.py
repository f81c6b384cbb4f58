"""Where does this student go? Clicked through as a caseworker does, with a student at the desk."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from support.browser import IN_A_BROWSER, PHONE, opened
from support.portable import questions
from support.profiles import SLOW
from support.strategies import REAL_ROUTES, real_route

from routekaart import Decision, FactError, Journey, Route
from routekaart.cli import main
from routekaart.foundation.language import Language
from routekaart.maps.spoken_names import place_name
from routekaart.model.fact_types import FactType
from routekaart.page import web

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FileOf = Callable[..., Path]
CLICKING = Path(__file__).with_name("clicking.mjs")
pytestmark = IN_A_BROWSER


def test_a_student_of_17_whose_bbl_stops(chromium: "Browser", file_of: FileOf) -> None:
    with opened(chromium, file_of("roc_bbl"), size=PHONE) as seen:
        seen.choose("P11")
        assert seen.question() == "Wat is de geboortedatum?"
        seen.date(year=2009, month=3, day=1)
        assert seen.question() == "Is er een startkwalificatie (een diploma havo, vwo of mbo niveau 2 of hoger)?"
        seen.answer("nee")
        seen.answer("nee")
        assert seen.question() is None
        assert seen.text("#result") == "P12 Jonger dan 18 en kwalificatieplichtig"
        assert "Trajectbegeleider of Opleidingscoördinator" in seen.text(".tasks")
        assert "1 maart 2027" in seen.text(".result")
        assert "naar P13 Vanaf 18 jaar zonder startkwalificatie" in seen.text(".later")
        assert "leeftijd wordt 18 jaar" in seen.text(".later")
        seen.page.click("#go_on")
        assert seen.text("#title") == "P12 Jonger dan 18 en kwalificatieplichtig"
        assert "P11 De BBL-opleiding stopt" in seen.text(".way")
        assert not seen.is_wider_than_the_window()
        seen.page.click("#back_0")
        assert seen.text("#result") == "P12 Jonger dan 18 en kwalificatieplichtig"


def test_a_pupil_of_pro_who_lost_work_at_24(chromium: "Browser", file_of: FileOf) -> None:
    with opened(chromium, file_of("pro_vso"), size=PHONE) as seen:
        seen.choose("stap_c_nazorg_arbeid")
        assert seen.question() == "Is er op dit moment werk?"
        seen.answer("nee")
        asked = []
        answers = {"Op welke datum was de uitschrijving?": (2020, 7, 1), "Wat is de geboortedatum?": (2002, 6, 1)}
        while (question := seen.question()) is not None:
            asked.append(question)
            if question in answers:
                year, month, day = answers[question]
                seen.date(year=year, month=month, day=day)
            else:
                seen.answer("nee")
        assert seen.text("#result") == "Geen werk"
        seen.page.click("#go_on")
        assert "Doorstroompunt" in seen.text(".tasks")
        assert "Neem contact op met de leerling" in seen.text(".tasks")
        assert not seen.is_wider_than_the_window()


def test_an_entree_student_who_stops(chromium: "Browser", file_of: FileOf) -> None:
    with opened(chromium, file_of("entree"), size=PHONE) as seen:
        seen.choose("stap_2")
        seen.answer("stoppen")
        assert seen.text("#result") == "Stoppen zonder diploma: exitgesprek"
        seen.page.click("#go_on")
        assert seen.question() == "Heeft de school het exitgesprek met de student gevoerd?"
        seen.answer("ja")
        assert seen.question() == "Welke richting kiest de student na Entree?"
        seen.answer("onderwijs")
        seen.date(year=2008, month=10, day=2)
        seen.answer("nee")
        assert seen.text("#result") == "Overgedragen aan het Doorstroompunt"
        assert seen.text(".result .eyebrow") == "Einde van de route"


def test_answers_can_be_changed_removed_and_not_known(chromium: "Browser", file_of: FileOf) -> None:
    with opened(chromium, file_of("roc_bbl")) as seen:
        seen.choose("P11")
        seen.page.click("#save")
        assert seen.text("#wrong") == "Vul het jaar in met vier cijfers, zoals 2009."
        seen.date(year=2999)
        assert "van 1 januari 1850 tot en met 31 december 2199" in seen.text("#wrong")
        seen.date(year=2030)
        assert seen.text("#wrong") == "Geboortedatum: verwacht wordt een datum op of voor 1 december 2026"
        seen.date(year=2008)
        assert "2008" in seen.text(".answers")
        assert seen.text("#answer_not_known") == "Preciezer weet ik het niet"
        seen.answer("not_known")
        assert "2008" in seen.text(".answers")
        seen.answer("not_known")
        seen.answer("not_known")
        assert seen.question() is None
        assert "Zoek dit uit" in seen.text(".result")
        seen.page.click("#change_startkwalificatie")
        seen.answer("ja")
        seen.page.click("#change_geboortedatum")
        seen.date(year=2000)
        assert seen.text("#result") == "P15 Vanaf 18 jaar met startkwalificatie"
        seen.page.click("#change_startkwalificatie")
        seen.page.click("#take_back")
        assert seen.question() == "Is er een startkwalificatie (een diploma havo, vwo of mbo niveau 2 of hoger)?"
        seen.page.click("#new_student")
        assert seen.page.input_value("#step") == ""
        assert "2000" not in seen.text()


def test_what_is_saved_is_read_by_decide(chromium: "Browser", file_of: FileOf, tmp_path: Path) -> None:
    with opened(chromium, file_of("roc_bbl")) as seen:
        seen.choose("P11")
        seen.date(year=2009, month=3)
        seen.answer("nee")
        with seen.page.expect_download() as download:
            seen.page.click("#download")
        file = tmp_path / "feiten.json"
        download.value.save_as(file)
    assert json.loads(file.read_text()) == {"geboortedatum": "2009-03", "startkwalificatie": "nee"}
    asked = ["decide", "roc_bbl", "P11", "--facts", str(file), "--on", "2026-12-01", "--strict"]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 0, done.output
    journey = Journey.start(real_route("roc_bbl"), on="2026-12-01", step="P11")
    assert journey.learn(json.loads(file.read_text()), on="2026-12-01").facts["startkwalificatie"] is False


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_what_is_copied_says_what_the_engine_explains(chromium: "Browser", file_of: FileOf, lang: Language) -> None:
    facts = {"geboortedatum": "2009-03", "startkwalificatie": "nee", "vrijstelling_kwalificatieplicht": "nee"}
    explained = real_route("roc_bbl").decide("P11", facts, on="2026-12-01").explain(lang).splitlines()
    with opened(chromium, file_of("roc_bbl", lang)) as seen:
        seen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        seen.choose("P11")
        seen.date(year=2009, month=3)
        seen.answer("nee")
        seen.answer("nee")
        seen.page.click("#copy")
        seen.wait_until_said("Gekopieerd" if lang == "nl" else "Copied")
        copied = seen.page.evaluate("navigator.clipboard.readText()")
        assert "P12 Jonger dan 18 en kwalificatieplichtig" in copied
        reasons = [line.strip(" -") for line in explained if line.startswith(("Waarom", "Why", "  - "))]
        read_so = [line for line in explained if " A-" in line]
        assert reasons
        assert read_so
        assert [line for line in (*reasons, *read_so) if line not in copied] == []
        assert "2009" in copied


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_who_does_what_names_the_readings_that_it_hangs_on(
    chromium: "Browser", file_of: FileOf, lang: Language
) -> None:
    facts = {"geboortedatum": "2009-03-01", "startkwalificatie": "nee", "vrijstelling_kwalificatieplicht": "nee"}
    hangs_on = real_route("roc_bbl").contested_duties("P11", facts, on="2026-12-01")
    assert {one.reading for one in hangs_on} == {"A-44"}
    with opened(chromium, file_of("roc_bbl", lang), size=PHONE) as seen:
        seen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        seen.choose("P11")
        seen.date(year=2009, month=3, day=1)
        seen.answer("nee")
        seen.answer("nee")
        seen.page.click(".tasks > details > summary")
        told = seen.text(".tasks > details li")
        assert "A-44" in told
        assert [one.text for one in hangs_on if one.text.rstrip(".") not in told] == []
        assert seen.page.get_attribute(".tasks > details li a", "href") == "#reference/readings/A-44"
        assert seen.violations() == []
        seen.page.click("#copy")
        seen.wait_until_said("Gekopieerd" if lang == "nl" else "Copied")
        assert told.removesuffix(web.words(lang)["about_reading"].replace("{reading}", "A-44")).strip() in " ".join(
            seen.page.evaluate("navigator.clipboard.readText()").split()
        )


def test_where_copying_is_not_allowed_the_text_is_shown(chromium: "Browser", file_of: FileOf) -> None:
    with opened(chromium, file_of("roc_bbl")) as seen:
        seen.choose("P11")
        seen.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
        seen.page.click("#copy")
        seen.page.wait_for_selector("#copy_text")
        assert "Zoek dit uit:\n- Wat is de geboortedatum?" in seen.page.input_value("#copy_text")


def test_what_cannot_be_together_is_said_in_the_words_of_the_engine(chromium: "Browser", file_of: FileOf) -> None:
    facts = {"geboortedatum": "2009", "leeftijd": "40"}
    with pytest.raises(FactError) as refused:
        real_route("roc_bbl").decide("P11", facts, on="2026-12-01")
    said = refused.value.problems[0].message("nl")
    with opened(chromium, file_of("roc_bbl")) as seen:
        seen.choose("P11")
        seen.date(year=2009)
        seen.page.click("#change_geboortedatum")
        seen.page.click("#instead_leeftijd")
        seen.page.fill("#value", "40")
        seen.page.click("#save")
        assert seen.text("#result") == "Deze antwoorden kunnen niet samen waar zijn"
        assert said[1:] in seen.text(".result")
        assert seen.violations() == []
        seen.page.click("#mend_geboortedatum")
        seen.date(year=1986, month=1)
        assert seen.question() == "Is er een startkwalificatie (een diploma havo, vwo of mbo niveau 2 of hoger)?"


def test_nothing_is_asked_of_a_network_and_nothing_is_kept(chromium: "Browser", file_of: FileOf) -> None:
    file = file_of("roc_bbl")
    with opened(chromium, file) as seen:
        seen.choose("P11")
        seen.date(year=2009)
        assert seen.asked == [file.as_uri()]
        assert seen.page.evaluate("location.href") == file.as_uri()
        assert seen.page.evaluate("document.cookie") == ""
        seen.page.reload()
        assert seen.page.input_value("#step") == ""


def test_everything_works_with_a_keyboard(chromium: "Browser", file_of: FileOf) -> None:
    with opened(chromium, file_of("roc_bbl")) as seen:
        keyboard = seen.page.keyboard
        seen.page.focus("#step")
        keyboard.type("P11")
        while seen.page.evaluate("document.activeElement.id") != "begin":
            keyboard.press("Tab")
        keyboard.press("Enter")
        assert seen.page.evaluate("document.activeElement.id") == "question"
        for text in ("1", "3", "2009"):
            keyboard.press("Tab")
            keyboard.type(text)
        keyboard.press("Enter")
        assert seen.question() == "Is er een startkwalificatie (een diploma havo, vwo of mbo niveau 2 of hoger)?"
        assert seen.page.evaluate("document.activeElement.id") == "question"
        keyboard.press("Tab")
        keyboard.press("Tab")
        keyboard.press("Enter")
        assert "Nee" in seen.text(".answers")


@pytest.mark.parametrize("name", REAL_ROUTES if SLOW else ["roc_bbl", "entree"])
def test_the_page_comes_out_where_the_engine_does(chromium: "Browser", file_of: FileOf, name: str) -> None:
    """A student at every step, clicked through; that the interpreter does so for thousands is tested apart."""
    route = real_route(name)
    asked = {one.step: one for one in questions(route, 600, seed=8)}
    types = {one.name: {"type": one.kind, "question": _question(one)} for one in route.facts.values()}
    assert set(asked) == set(route.steps)
    clicking = CLICKING.read_text(encoding="utf-8")
    with opened(chromium, file_of(name)) as seen:
        for one in asked.values():
            known: dict[str, str] = seen.page.evaluate(clicking, {**one.to_dict(), "types": types})
            decision = route.decide(one.step, known, on=one.on)
            assert seen.text("#result") == _result(route, decision), one.step


def _question(fact: FactType) -> str:
    question = fact.question or f"Wat is {fact.title}?"
    return question[0].upper() + question[1:]


def _result(route: Route, decision: Decision) -> str:
    if decision.target is None:
        assert decision.outcome == "needs_facts"
        return "Er is nog iets nodig om dit te weten"
    place = route.steps.get(decision.target) or route.ends[decision.target]
    return place_name(place.id, place.title)
