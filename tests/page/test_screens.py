"""Every screen of a page: the map, the sheets, what if and the lists; and that nothing stands in anybody's way."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.browser import DESK, IN_A_BROWSER, PHONE, Seen, opened
from support.profiles import SLOW
from support.strategies import REAL_ROUTES, real_route

from routekaart.page import web

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FileOf = Callable[..., Path]
pytestmark = IN_A_BROWSER
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
    "p { margin-bottom: 2em !important }"
)
LOST = """() => {
  const shown = [...document.querySelectorAll("header *, main *, footer *")].filter(
    (one) => one.getClientRects().length && one.checkVisibility() && !one.closest("svg, .unseen, select"),
  );
  const told = (one) => `${one.tagName}.${one.className}: ${one.textContent.slice(0, 40)}`;
  const hides = (one) => ["hidden", "clip"].some((how) => getComputedStyle(one).overflow.includes(how));
  const isLarger = (one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
  const cut = shown.filter((one) => hides(one) && isLarger(one));
  const wide = shown.filter((one) => one.getBoundingClientRect().right > innerWidth + 1);
  const isText = (part) => part.nodeType === Node.TEXT_NODE && part.textContent.trim();
  const texts = shown.filter((one) => [...one.childNodes].some(isText));
  const boxes = texts.map((one) => [one, one.getBoundingClientRect()]);
  const over = boxes.flatMap(([one, box], at) => boxes.slice(at + 1).filter(([other, its]) =>
    !one.contains(other) && !other.contains(one) &&
    getComputedStyle(one).display !== "inline" && getComputedStyle(other).display !== "inline" &&
    Math.min(box.right, its.right) - Math.max(box.left, its.left) > 2 &&
    Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top) > 2));
  return [...cut.map(told), ...wide.map(told), ...over.map(([one]) => told(one))];
}"""
"""What cannot be read on a screen: texts that are cut off, that stand beside it, or that lie over each other."""
LISTS = ("facts", "partners", "parameters", "readings", "sources")


def told(chromium: "Browser", file: Path, at: str) -> str:
    with opened(chromium, file, at) as seen:
        return seen.text()


def test_no_screen_has_a_barrier(chromium: "Browser", file_of: FileOf) -> None:
    found = []
    with opened(chromium, file_of("doorstroompunt"), size=PHONE) as seen:
        for at in (
            "",
            "#map",
            "#step/S3",
            "#end/traject_geevalueerd",
            "#what_if",
            *(f"#reference/{one}" for one in LISTS),
        ):
            seen.page.evaluate(f"location.hash = '{at}'")
            found += [f"{at}: {one}" for one in seen.violations()]
    with opened(chromium, file_of("roc_bbl"), size=DESK) as seen:
        seen.choose("P11")
        seen.date(year=2009)
        found += seen.violations()
        seen.answer("nee")
        seen.answer("nee")
        seen.page.click("summary >> nth=0")
        found += seen.violations()
        seen.page.evaluate("location.hash = 'what_if'")
        seen.page.select_option("#other", "fact leeftijd")
        seen.page.fill("#other_value", "20")
        seen.page.click("#what_if")
        found += seen.violations()
    assert found == []


@pytest.mark.parametrize("name", REAL_ROUTES if SLOW else ["pro_vso"])
def test_no_screen_scrolls_sideways(chromium: "Browser", file_of: FileOf, name: str) -> None:
    """Also not at 320 pixels, which is what a window of 1280 pixels is at 400 %."""
    route = real_route(name)
    screens = ["", "#map", "#what_if", *(f"#reference/{one}" for one in LISTS)]
    screens += [*(f"#step/{one}" for one in route.steps), *(f"#end/{one}" for one in route.ends)]
    with opened(chromium, file_of(name), size=PHONE) as seen:
        for at in screens:
            seen.page.evaluate(f"location.hash = '{at}'")
            assert not seen.is_wider_than_the_window(), at


def test_the_list_of_steps_leads_where_the_map_does(chromium: "Browser", file_of: FileOf) -> None:
    route = real_route("roc_bbl")
    places = {*(f"#step/{one}" for one in route.steps), *(f"#end/{one}" for one in route.ends)}
    with opened(chromium, file_of("roc_bbl"), "#map") as seen:
        for where in ("main .links", "svg.rk"):
            links = seen.page.eval_on_selector_all(f"{where} a", "all => all.map(one => one.getAttribute('href'))")
            assert set(links) == places


def test_a_step_is_chosen_on_the_map_with_mouse_and_keyboard(chromium: "Browser", file_of: FileOf) -> None:
    with opened(chromium, file_of("roc_bbl"), "#map") as seen:
        seen.page.click('svg.rk a[href="#step/P3"]')
        assert seen.text("#title") == "P3 Is er een werkplek?"
        assert seen.page.get_attribute('svg.rk a[href="#step/P3"]', "aria-current") == "step"
        seen.page.focus('svg.rk a[href="#step/P15"]')
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_selector("#title >> text=P15 Vanaf 18 jaar met startkwalificatie")
        assert seen.page.evaluate("document.activeElement.id") == "title"
        seen.page.go_back()
        seen.page.wait_for_selector("#title >> text=P3 Is er een werkplek?")
        seen.page.click("#student_here")
        assert seen.text("#title") == "P3 Is er een werkplek?"
        assert seen.question() is not None


def test_each_screen_has_a_title_and_the_content_is_one_key_away(chromium: "Browser", file_of: FileOf) -> None:
    with opened(chromium, file_of("roc_bbl"), "#map") as seen:
        assert seen.page.title() == "De hele route - BBL-route van ROC Rivor"
        seen.page.keyboard.press("Tab")
        seen.page.keyboard.press("Enter")
        assert seen.page.evaluate("document.activeElement.id") == "main"
        assert seen.text("#title") == "De hele route"


def test_a_sheet_says_all_of_a_step(chromium: "Browser", file_of: FileOf) -> None:
    route = real_route("roc_bbl")
    said = told(chromium, file_of("roc_bbl"), "#step/P15")
    for action in route.steps["P15"].actions:
        assert action.text in said
    for title in ("P16 Exitgesprek", "als: jonger dan 23 jaar", "Trajectbegeleider of SLB'er", "23 jaar", "UWV"):
        assert title in said


def test_limits_are_told_with_the_days_on_which_they_change(chromium: "Browser", file_of: FileOf) -> None:
    said = told(chromium, file_of("roc_bbl"), "#reference/parameters")
    assert "Leeftijdsgrens van het Doorstroompunt 27 jaar, vanaf 1 januari 2026 23 jaar, tot 1 januari 2026" in said


def test_a_partner_reads_what_to_do_in_which_step(chromium: "Browser", file_of: FileOf) -> None:
    with opened(chromium, file_of("roc_bbl"), "#reference/partners/bpv_bureau") as seen:
        said = seen.text('[id="partners/bpv_bureau"]')
    assert "P3 Is er een werkplek? is verantwoordelijk doet: Ga na of de student een werkplek heeft" in said


def test_what_if_marks_what_differs(chromium: "Browser", file_of: FileOf) -> None:
    with opened(chromium, file_of("roc_bbl")) as seen:
        seen.choose("P11")
        seen.date(year=2009, month=3, day=1)
        seen.answer("nee")
        seen.answer("nee")
        seen.page.click("nav a[href='#what_if']")
        seen.page.select_option("#other", "fact startkwalificatie")
        seen.page.select_option("#other_value", "ja")
        seen.page.click("#what_if")
        assert "De volgende stap is P12" in seen.text(".side >> nth=0")
        assert "De volgende stap is P14 Jonger dan 18 zonder kwalificatieplicht. anders" in seen.text(".side >> nth=1")
        seen.page.select_option("#other_value", "nee")
        seen.page.click("#what_if")
        assert "Er verandert niets." in seen.text(".side >> nth=1")
        seen.page.click("nav a[href='#student']")
        assert seen.text("#result") == "P12 Jonger dan 18 en kwalificatieplichtig"


def test_a_reading_of_the_source_can_be_changed(chromium: "Browser", file_of: FileOf) -> None:
    strict = real_route("roc_bbl").under({"A-31": "strikt"})
    facts = {"geboortedatum": "2003-06-01"}
    with opened(chromium, file_of("roc_bbl"), "#reference/readings/A-31") as seen:
        seen.page.click("#read_A-31_strikt")
        assert "U kijkt nu met een andere lezing van de bron." in seen.text(".banner")
        seen.page.click("nav a[href='#student']")
        seen.choose("P15")
        seen.date(year=2003, month=6, day=1)
        assert strict.decide("P15", facts, on="2026-12-01").target == "P16"
        assert seen.text("#result") == "P16 Exitgesprek"
        seen.page.click("#read_as_chosen")
        assert seen.text("#result") == "P17 Nazorg en uitschrijving"
        seen.page.click("nav a[href='#what_if']")
        seen.page.select_option("#other", "reading A-31 strikt")
        seen.page.click("#what_if")
        assert "De volgende stap is P17" in seen.text(".side >> nth=0")
        assert "De volgende stap is P16" in seen.text(".side >> nth=1")


def test_a_reading_that_gives_way_to_another_is_named(chromium: "Browser", file_of: FileOf) -> None:
    with opened(chromium, file_of("roc_bbl"), "#reference/readings") as seen:
        seen.page.eval_on_selector_all("details.entry", "all => all.forEach(one => { one.open = true; })")
        seen.page.click("#read_A-22_met_18_minderjarig")
        seen.page.click("#read_A-01_direct_naar_p3")
        assert seen.page.query_selector("#readings_dropped") is None
        seen.page.click("#read_A-32_grens_van_de_wet")
        assert "samen met de andere lezing van A-22" in seen.text("#readings_dropped")
        assert [one for one in ("A-01:", "A-22:", "A-32:") if one in seen.text(".banner ul")] == ["A-01:", "A-32:"]
        assert seen.violations() == []
        seen.page.click("#read_as_chosen")
        assert seen.page.query_selector(".banner") is None


def test_titles_that_want_to_be_more_are_shown_as_text(chromium: "Browser", hostile: Path) -> None:
    with opened(chromium, hostile, size=PHONE) as seen:
        seen.choose("A")
        said = seen.question()
        assert said is not None
        assert said.startswith("</script><script>alert(1)</script> \"x\" 'y' & achterstevoren <!-- ${a} {title} <img")
        seen.answer("ja")
        for at in ("#map", "#step/A", "#reference/partners", "#print/all", "#%E0%A4%A", "#step/__proto__", "#what_if"):
            seen.page.evaluate(f"location.hash = {at!r}")
            assert not seen.is_wider_than_the_window(), at
        assert seen.page.query_selector_all("img, main script") == []
        assert seen.asked == [hostile.as_uri()]


def test_everything_is_seen_in_forced_colours(chromium: "Browser", file_of: FileOf) -> None:
    with opened(chromium, file_of("roc_bbl")) as seen:
        seen.page.emulate_media(forced_colors="active", reduced_motion="reduce")
        seen.choose("P11")
        assert seen.page.eval_on_selector(".question", "one => getComputedStyle(one).borderTopStyle") == "solid"
        assert seen.page.evaluate("document.getAnimations().length") == 0


def test_nothing_is_lost_at_four_times_the_size(chromium: "Browser", file_of: FileOf) -> None:
    """WCAG 1.4.10: a window of 1280 pixels by 1024 at 400 % is one of 320 by 256 with four pixels for each."""
    with opened(chromium, file_of("roc_bbl"), size=(320, 256)) as seen:
        walked = [*walk(seen)]
        assert [at for at, lost in walked if lost] == []
        assert len(walked) > 12


def test_nothing_is_lost_with_more_room_between_letters_and_lines(chromium: "Browser", file_of: FileOf) -> None:
    """WCAG 1.4.12: what a reader can set, on a phone and on a desk."""
    for size in (PHONE, DESK):
        with opened(chromium, file_of("roc_bbl"), size=size, bypass_csp=True) as seen:
            seen.page.add_style_tag(content=SPACED)
            assert [(at, lost) for at, lost in walk(seen) if lost] == []


def walk(seen: Seen) -> Iterator[tuple[str, list[str]]]:
    """Every kind of screen, with what of it cannot be read: what is cut off, what lies over something else."""
    yield "start", seen.page.evaluate(LOST)
    seen.choose("P11")
    yield "question", seen.page.evaluate(LOST)
    seen.date(year=2009, month=3, day=1)
    yield "choice", seen.page.evaluate(LOST)
    seen.answer("nee")
    seen.answer("nee")
    for one in seen.page.query_selector_all("summary"):
        one.click()
    yield "result", seen.page.evaluate(LOST)
    seen.page.evaluate("location.hash = 'what_if'")
    seen.page.select_option("#other", "fact startkwalificatie")
    seen.page.select_option("#other_value", "ja")
    seen.page.click("#what_if")
    yield "what_if", seen.page.evaluate(LOST)
    for at in ("map", "step/P13", "end/uitgeschreven", *(f"reference/{one}" for one in LISTS), "print/steps/P15"):
        seen.page.evaluate(f"location.hash = '{at}'")
        seen.page.wait_for_selector("#title")
        yield at, seen.page.evaluate(LOST)


def test_text_that_is_cut_off_or_hidden_is_found(chromium: "Browser", file_of: FileOf) -> None:
    changes = (
        "document.querySelector('#title').style.cssText = 'height: 1rem; overflow: hidden'",
        "document.querySelector('#begin').style.cssText = 'width: 20px; white-space: nowrap; overflow: hidden'",
        "document.querySelector('.lead').style.cssText = 'width: 900px'",
        "document.querySelector('#begin').style.cssText = 'margin-top: -3rem; position: relative'",
    )
    for change in changes:
        with opened(chromium, file_of("roc_bbl"), size=(320, 256)) as seen:
            seen.page.evaluate(change)
            assert seen.page.evaluate(LOST) != [], change


def test_nothing_moves_for_who_asked_for_that(chromium: "Browser", file_of: FileOf) -> None:
    with opened(chromium, file_of("roc_bbl")) as seen:
        seen.page.emulate_media(reduced_motion="reduce")
        for at, _ in walk(seen):
            assert seen.page.evaluate("document.getAnimations().length") == 0, at
            moving = "all => all.filter(one => parseFloat(getComputedStyle(one).transitionDuration) > 0).length"
            assert seen.page.eval_on_selector_all("body *", moving) == 0, at
            assert seen.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_what_is_chosen_is_seen_in_forced_colours(chromium: "Browser", file_of: FileOf) -> None:
    """Of what is chosen another thing than a colour of ours tells it apart from what is not."""
    style = "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).borderBottomColor].join()"
    with opened(chromium, file_of("roc_bbl"), "#reference/partners") as seen:
        seen.page.emulate_media(forced_colors="active")
        chosen = seen.page.eval_on_selector("nav a[aria-current]", style)
        others = seen.page.eval_on_selector_all("nav a:not([aria-current])", f"all => all.map({style})")
        assert chosen not in others
        assert seen.violations() == []


def test_a_page_in_english(chromium: "Browser", file_of: FileOf) -> None:
    words = web.words("en")
    with opened(chromium, file_of("roc_bbl", "en")) as seen:
        seen.choose("P11")
        seen.date(year=2000)
        seen.answer("ja")
        assert words["label_next"] in seen.text(".result")
        assert "version" in seen.text(".top_about").lower()
        assert "undefined" not in seen.text("body")
