"""Pages of routes in a browser without a window, as who has no routekaart sees them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from support import needs
from support.places import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
"""The browser that the machine has."""
AXE = ROOT / "build" / "tools" / "node_modules" / "axe-core" / "axe.min.js"
ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE, DESK = (320, 640), (1440, 900)
IN_A_BROWSER = [
    needs.that(PROGRAM is not None, "Chromium or Chrome"),
    needs.package("playwright"),
    needs.file(AXE),
    pytest.mark.slow,
]
"""The marks of a test that opens a page."""


@dataclass
class Seen:
    """A page that is open, and what it did: what it asked of a network, and what went wrong."""

    page: "Page"
    asked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def choose(self, step: str) -> None:
        """Chooses the step in which the student is."""
        self.page.select_option("#step", step)
        self.page.click("#begin")

    def answer(self, value: str) -> None:
        """Presses the answer to the question that is asked."""
        self.page.click(f"#answer_{value}")

    def date(self, *, year: int, month: int | None = None, day: int | None = None) -> None:
        """Answers a question about a date."""
        for name, value in (("year", year), ("month", month), ("day", day)):
            self.page.fill(f"#{name}", "" if value is None else str(value))
        self.page.click("#save")

    def text(self, selector: str = "main") -> str:
        """What is read there, with blanks for line ends."""
        return " ".join(self.page.inner_text(selector).split())

    def question(self) -> str | None:
        """The question that is asked; None when there is none."""
        return self.text("#question") if self.page.query_selector("#question") else None

    def wait_until_said(self, text: str) -> None:
        """Waits for what a screen reader is told."""
        # No script of ours: the policy of the page refuses to evaluate text while it waits.
        self.page.locator("#announcement", has_text=text).wait_for(state="attached")

    def violations(self) -> list[str]:
        """What axe-core finds wrong for people with a disability."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: dict[str, Any] = self.page.evaluate("axe.run()")
        return [f"{one['id']}: {node['html']}" for one in found["violations"] for node in one["nodes"]]

    def is_wider_than_the_window(self) -> bool:
        """Whether one would have to scroll sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@contextmanager
def browser() -> Iterator["Browser"]:
    """Chromium as the machine has it."""
    from playwright.sync_api import sync_playwright

    assert PROGRAM is not None, "no browser is installed"
    with sync_playwright() as made:
        opened = made.chromium.launch(executable_path=PROGRAM, args=list(ARGUMENTS))
        yield opened
        opened.close()


@contextmanager
def opened(
    browser: "Browser",
    file: Path,
    at: str = "",
    size: tuple[int, int] = DESK,
    title: str = "#title",
    *,
    bypass_csp: bool = False,
) -> Iterator[Seen]:
    """A page from its file, on a screen of some size.

    Args:
        at: what stands behind the name of the file, such as "#map".
        title: what is waited for.
        bypass_csp: whether style can be added that the policy of the page does not know.
    """
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="nl-NL", bypass_csp=bypass_csp)
    seen = Seen(context.new_page())
    seen.page.clock.set_fixed_time("2026-12-01T10:00:00")
    seen.page.on("request", lambda one: seen.asked.append(one.url))
    seen.page.on("pageerror", lambda error: seen.wrong.append(str(error)))
    seen.page.on("console", lambda message: seen.wrong.append(message.text) if message.type == "error" else None)
    seen.page.goto(file.as_uri() + at)
    seen.page.wait_for_selector(title)
    yield seen
    assert seen.wrong == []
    context.close()
