"""What stopped or misled a caseworker who had only the file, clicked through as she did."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.browser import DESK, IN_A_BROWSER, PHONE, Seen, opened
from support.profiles import sample
from support.strategies import real_route

from routekaart.foundation.language import Language
from routekaart.page import web

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog

FileOf = Callable[..., Path]
pytestmark = IN_A_BROWSER


def is_in_view(seen: Seen, selector: str) -> bool:
    """Whether all of it stands on the screen as it is scrolled now."""
    inside = "one => { const { top, bottom } = one.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }"
    return bool(seen.page.eval_on_selector(selector, inside))


@pytest.mark.parametrize("lang", sample(["nl", "en"], 2))
def test_who_does_what_is_asked_once_it_is_known_where_she_goes(
    chromium: "Browser", file_of: FileOf, lang: Language
) -> None:
    words = web.words(lang)
    perhaps = words["perhaps_if"].split("{")[0]
    with opened(chromium, file_of("roc_bbl", lang), size=PHONE) as seen:
        seen.choose("P14")
        assert seen.text("#result") == "P16 Exitgesprek"
        assert seen.question() is None
        assert words["question_tasks"] in seen.text(".tasks .question")
        seen.page.click(".tasks .part button >> nth=0")
        assert seen.text("#task_question") == "Komt de student van het praktijkonderwijs of van het VSO?"
        facts = {"komt_van_pro_vso": "nee"}
        seen.answer("nee")
        while seen.page.query_selector("#task_question"):
            assert seen.page.evaluate("document.activeElement.id") == "task_question"
            assert is_in_view(seen, ".tasks .question h4")
            if seen.page.query_selector("#year"):
                seen.date(year=2009, month=6, day=1)
                facts["geboortedatum"] = "2009-06-01"
            else:
                seen.answer("ja")
        assert seen.page.evaluate("document.activeElement.id") == "tasks"
        assert perhaps not in seen.text(".tasks")
        assert "Voormalige school" not in seen.text(".tasks")
        assert seen.text("#result") == "P16 Exitgesprek"
        assert seen.violations() == []
    facts |= dict.fromkeys(("startkwalificatie", "wil_betaald_werken", "kan_betaald_werken"), "ja")
    duties = real_route("roc_bbl").duties("P14", {**facts, "begeleiding_nodig": "ja"}, on="2026-12-01")
    assert [one.text for one in duties.actions] == [
        "Meld de student aan bij de gemeente voor begeleiding naar betaald werk"
    ]


def test_what_holds_already_is_left_out_of_perhaps(chromium: "Browser", file_of: FileOf) -> None:
    with opened(chromium, file_of("roc_bbl")) as seen:
        seen.choose("P13")
        assert "Beantwoord eerst de vraag hierboven." in seen.text(".tasks")
        seen.page.click(".later_questions summary")
        seen.page.click("#ask_geboortedatum")
        seen.date(year=2005, month=1, day=1)
        said = seen.text(".tasks")
        assert "Alleen als: valt onder het Doorstroompunt en stapt niet over" in said
        assert "is niet kwalificatieplichtig" not in said


def test_the_question_is_in_view_and_back_undoes_one_thing(chromium: "Browser", file_of: FileOf) -> None:
    file = file_of("roc_bbl")
    with opened(chromium, file, size=PHONE) as seen:
        seen.choose("P11")
        seen.date(year=2009, month=3, day=14)
        assert is_in_view(seen, "#answer_nee")
        seen.answer("nee")
        seen.page.go_back()
        assert seen.question() == "Is er een startkwalificatie (een diploma havo, vwo of mbo niveau 2 of hoger)?"
        assert "14 maart 2009" in seen.text(".answers")
        seen.page.go_forward()
        seen.answer("nee")
        assert is_in_view(seen, "#go_on")
        seen.page.click("#go_on")
        assert is_in_view(seen, "#question")
        assert is_in_view(seen, "#answer_nee")
        assert "P12" in seen.text("#announcement")
        seen.page.click("#day_details summary")
        seen.page.fill("#on", "2027-03-14")
        seen.page.click("#set_day")
        seen.answer("nee")
        seen.page.click("#back_0")
        assert seen.text("#title") == "P11 De BBL-opleiding stopt"
        assert "14 maart 2027" in seen.text("#day_details")
        assert seen.text("#result") == "P13 Vanaf 18 jaar zonder startkwalificatie"
        seen.page.click("#go_forward")
        assert seen.text("#title") == "P12 Jonger dan 18 en kwalificatieplichtig"
        assert "2009" not in json.dumps(seen.page.evaluate("[history.state, location.href]"))
        seen.page.click("#new_student")
        seen.page.go_back()
        assert seen.page.input_value("#step") == ""
        assert seen.page.evaluate("document.body.innerText.includes('2009')") is False


def test_the_browser_asks_before_answers_are_lost(chromium: "Browser", file_of: FileOf) -> None:
    asked = []
    with opened(chromium, file_of("roc_bbl")) as seen:

        def accept(one: "Dialog") -> None:
            asked.append(one.type)
            one.accept()

        seen.page.on("dialog", accept)
        seen.choose("P11")
        seen.page.reload()
        assert asked == []
        seen.choose("P11")
        seen.date(year=2009)
        seen.page.reload()
        assert asked == ["beforeunload"]


def test_who_stays_reads_what_to_do_on_the_day_that_changes_it(chromium: "Browser", file_of: FileOf) -> None:
    with opened(chromium, file_of("roc_bbl")) as seen:
        seen.choose("P12")
        for _ in range(4):
            if seen.page.query_selector("#year"):
                seen.date(year=2009, month=3, day=14)
            elif seen.question():
                seen.answer("nee")
        assert seen.text(".tasks_later summary") == "Op 14 maart 2027 verandert vanzelf wie wat doet"
        seen.page.click(".tasks_later summary")
        told = seen.text(".tasks_later li:last-child")
        assert told.startswith("Doen: Bekijk stap P11 opnieuw; de kwalificatieplicht is voorbij; door ")
        assert told.endswith("komt erbij")
        assert seen.text("a[href='#reference/readings/A-24']") == "Meer over A-24"


def test_a_date_that_lies_ahead_is_remarked_and_an_age_leads_back_to_the_date(
    chromium: "Browser", file_of: FileOf
) -> None:
    with opened(chromium, file_of("pro_vso")) as seen:
        seen.choose("stap_c_nazorg_arbeid")
        seen.answer("nee")
        while seen.question() != "Op welke datum was de uitschrijving?":
            seen.answer("nee") if seen.page.query_selector("#answer_nee") else seen.answer("not_known")
        seen.date(year=2027, month=7, day=1)
        assert "1 juli 2027 Ligt na de dag waarop u kijkt." in seen.text(".answers")
    with opened(chromium, file_of("roc_bbl")) as seen:
        seen.choose("P11")
        seen.page.click("#instead_leeftijd")
        assert seen.text("label[for='value']") == "Leeftijd (jaar)"
        seen.page.fill("#value", "2002")
        seen.page.click("#save")
        assert seen.text("#wrong") == "Leeftijd: verwacht wordt een heel getal van 0 tot en met 130"
        seen.page.click("#instead_date")
        assert seen.question() == "Wat is de geboortedatum?"


def test_another_reading_is_switched_on_where_one_stands_and_is_told_everywhere(
    chromium: "Browser", file_of: FileOf
) -> None:
    with opened(chromium, file_of("roc_bbl"), "#reference/readings/A-24", size=PHONE) as seen:
        seen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        pressed, *_ = seen.page.eval_on_selector_all("[id^='read_A-24_']", "all => all.map(one => '#' + one.id)")
        seen.page.locator(pressed).scroll_into_view_if_needed()
        before = seen.page.eval_on_selector(pressed, "one => one.getBoundingClientRect().top")
        seen.page.click(pressed)
        assert abs(seen.page.eval_on_selector(pressed, "one => one.getBoundingClientRect().top") - before) < 2
        assert seen.text("[id='readings/A-24']").count("nu zo gelezen") == 1
        assert "andere lezing" in seen.text("#announcement")
        assert "ook voor een nieuwe student" in seen.text(".banner")
        assert seen.violations() == []
        seen.page.click("nav a[href='#student']")
        seen.choose("P11")
        seen.page.click("#copy")
        seen.wait_until_said("Gekopieerd")
        assert "Andere lezing: A-24: " in seen.page.evaluate("navigator.clipboard.readText()")
        seen.page.click("#new_student")
        assert "A-24" in seen.text(".banner")


def test_what_if_asks_again_for_what_cannot_be(chromium: "Browser", file_of: FileOf) -> None:
    with opened(chromium, file_of("roc_bbl")) as seen:
        seen.choose("P11")
        seen.date(year=2009, month=3, day=14)
        seen.page.click("nav a[href='#what_if']")
        seen.page.select_option("#other", "fact leeftijd")
        for value, said in (
            ("-5", "Leeftijd: verwacht wordt een heel getal van 0 tot en met 130"),
            ("", "Vul iets in, of kies: weet ik niet."),
            (
                "1.000",
                "Bedoelt u 1000? Schrijf dat zonder punt of komma. Bedoelt u decimalen? Laat nullen aan het eind weg.",
            ),
            ("zestien", "Vul een getal in, zoals 3."),
        ):
            seen.page.fill("#other_value", value)
            seen.page.click("#what_if")
            assert seen.text("#wrong") == said
            assert seen.page.query_selector(".side") is None
        seen.page.fill("#other_value", "30")
        seen.page.click("#what_if")
        assert "Geboortedatum: 14 maart 2009" in seen.text(".side >> nth=0")
        assert "Leeftijd: Weet ik niet" not in seen.text(".side >> nth=0")
        assert "Leeftijd: 30 jaar (In plaats van: geboortedatum.)" in seen.text(".side >> nth=1")
        seen.page.click("#other_not_known")
        assert "Leeftijd: Weet ik niet" in seen.text(".side >> nth=1")
        seen.page.select_option("#other", "reading A-16 negentig_dagen")
        problem = real_route("roc_bbl").readings["A-16"].problem
        assert problem in seen.text(".about_reading")


def test_what_was_kept_is_opened_again(chromium: "Browser", file_of: FileOf, tmp_path: Path) -> None:
    kept, other, none = tmp_path / "a.json", tmp_path / "b.json", tmp_path / "c.json"
    kept.write_text(
        '{"geboortedatum": "2009-03-14", "startkwalificatie": false, "vrijstelling_kwalificatieplicht": null}'
    )
    other.write_text('{"gewicht_van_de_tas": 3}')
    none.write_text("<html>")
    file = file_of("roc_bbl")
    with opened(chromium, file) as seen:
        seen.page.click("#open_file summary")
        seen.page.set_input_files("#file", kept)
        seen.page.wait_for_selector("main > .notice")
        seen.page.click("#new_student")
        seen.choose("P11")
        assert "Onthoud zelf de stap (P11 De BBL-opleiding stopt) en de dag (1 december 2026)" in seen.text(".saving")
        seen.page.click("#open_file summary")
        seen.page.set_input_files("#file", none)
        seen.page.locator("#file_wrong", has_text="Dit is geen bestand met antwoorden.").wait_for()
        seen.page.set_input_files("#file", other)
        seen.page.locator("#file_wrong", has_text="gewicht_van_de_tas").wait_for()
        assert len(seen.page.query_selector_all("#file_wrong wbr")) == 3
        seen.page.set_input_files("#file", kept)
        seen.page.wait_for_selector("#known")
        assert "14 maart 2009" in seen.text(".answers")
        assert seen.question() == "Is er een vrijstelling of ontheffing van de kwalificatieplicht?"
        seen.page.click("#other_step")
        assert "De 2 antwoorden die u gaf, blijven." in seen.text(".notice")
        assert seen.asked == [file.as_uri()]
        seen.page.click("#new_student")
        assert seen.page.query_selector("main > .notice") is None


def test_a_list_is_found_by_a_word_and_by_what_is_to_be_confirmed(chromium: "Browser", file_of: FileOf) -> None:
    readings = real_route("roc_bbl").readings.values()
    open_ones = [one.id for one in readings if one.to_confirm]
    with opened(chromium, file_of("roc_bbl"), "#reference/readings", size=PHONE) as seen:
        shown = "all => all.filter(one => !one.hidden).map(one => one.id.split('/')[1])"
        assert len(seen.page.eval_on_selector_all("details.entry", shown)) == len(list(readings))
        assert seen.page.evaluate("document.body.scrollHeight") < 9_000
        seen.page.check("#only_readings")
        assert seen.page.eval_on_selector_all("details.entry", shown) == open_ones
        seen.page.uncheck("#only_readings")
        seen.page.fill("#find_readings", "uitschrijving")
        found = seen.page.eval_on_selector_all("details.entry", shown)
        assert "A-24" in found
        assert len(found) < len(list(readings))
        assert seen.violations() == []
        seen.page.evaluate("location.hash = 'step/P13'")
        seen.page.click("details.part_of_sheet summary")
        assert real_route("roc_bbl").readings["A-22"].problem in seen.text("details.part_of_sheet")


def test_the_limit_of_now_stands_first_and_terms_are_limits_too(chromium: "Browser", file_of: FileOf) -> None:
    with opened(chromium, file_of("roc_bbl"), "#reference/parameters") as seen:
        said = seen.text()
        assert "27 jaar, vanaf 1 januari 2026 23 jaar, tot 1 januari 2026 (geldt niet meer)" in said
        assert "P9 " in said.split("Termijnen in de stappen")[1]
    with opened(chromium, file_of("pro_vso"), "#reference/parameters") as seen:
        terms = [term.title for step in real_route("pro_vso").steps.values() for term in step.terms]
        assert [one for one in terms if one not in seen.text()] == []


def test_the_map_comes_first_on_a_phone_and_fits(chromium: "Browser", file_of: FileOf) -> None:
    with opened(chromium, file_of("roc_bbl"), "#map", size=PHONE) as seen:
        top = seen.page.eval_on_selector("#map_frame", "one => one.getBoundingClientRect().top")
        assert top < PHONE[1]
        assert seen.page.eval_on_selector("#map_frame", "one => one.scrollLeft") >= 0
        seen.page.click("#zoom_fit")
        assert seen.page.eval_on_selector("#map_frame", "one => one.scrollWidth <= one.clientWidth") is True
        assert seen.violations() == []
    with opened(chromium, file_of("roc_bbl"), "#map", size=DESK) as seen:
        letters = "all => Math.min(...all.map(one => one.getBoundingClientRect().height))"
        assert seen.page.eval_on_selector_all("svg.rk text", letters) > 11


def test_on_paper_a_student_has_the_route_and_all_that_is_folded(chromium: "Browser", file_of: FileOf) -> None:
    with opened(chromium, file_of("roc_bbl")) as seen:
        seen.choose("P14")
        for media in ("screen", "print"):
            seen.page.emulate_media(media=media)
            is_shown = "BBL-route van ROC Rivor · versie" in seen.text("main")
            assert is_shown is (media == "print")
        seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert seen.page.query_selector("main .result details:not([open])") is None
        assert "Lezing A-30" in seen.text(".result")
        seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert seen.page.query_selector("main .result details[open]") is None
        seen.page.evaluate("location.hash = 'print'")
        assert (
            seen.text("main") == "Er is niets gekozen om af te drukken. Kies bij Afdrukken eerst wat u op papier wilt."
        )


def test_buttons_are_large_and_long_words_break_where_they_may(chromium: "Browser", file_of: FileOf) -> None:
    with opened(chromium, file_of("pro_vso"), size=PHONE) as seen:
        assert seen.page.evaluate("getComputedStyle(document.body).hyphens") == "auto"
        seen.choose("stap_c_nazorg_arbeid")
        seen.answer("nee")
        height = seen.page.eval_on_selector("#change_heeft_werk", "one => one.getBoundingClientRect().height")
        assert height >= 44
        assert seen.page.query_selector_all(".answer_tools button")[1:] == []
