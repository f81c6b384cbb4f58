"""A page on paper, as PDF, by a browser on this machine; none is ever downloaded.

The page is our own, so the browser opens nothing that others wrote; it gets a temporary profile of its own, and no
network.
"""

import os
import shutil
import subprocess
from pathlib import Path

from routekaart.files.disk import limits
from routekaart.files.disk.reading import ReadingError, read_bytes
from routekaart.files.disk.scratch import put, scratch_folder
from routekaart.foundation.errors import RoutekaartError
from routekaart.foundation.language import Text

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
"""The names of the programs that can print; the first one that is found is used."""
MOST_SECONDS = 120.0
_PAPER = "#print/all"
_SETTLED = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-pdf-header-footer",
    # The page unpacks its data before it shows anything.
    "--virtual-time-budget=10000",
    # Requests to a network go nowhere.
    "--proxy-server=127.0.0.1:9",
)


class NotPrintedError(RoutekaartError, RuntimeError):
    """There is no browser that can print, or it did not print."""

    code = "not-printed"


def browser() -> str | None:
    """The program that prints; None when there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def printed(html: str) -> bytes:
    """All that a page has for paper, as PDF: the map, a sheet per step, and a sheet per partner.

    Raises:
        NotPrintedError: there is no browser, or it did not print.
    """
    program = browser()
    if program is None:
        names = ", ".join(BROWSERS)
        raise NotPrintedError(
            Text(
                f"voor een PDF is een browser nodig, en er is er geen gevonden ({names}); "
                "u kunt de pagina ook zelf openen en afdrukken",
                f"a PDF needs a browser, and none was found ({names}); you can open the page and print it as well",
            )
        )
    with scratch_folder() as folder:
        page, paper = folder / "page.html", folder / "page.pdf"
        put(page, html.encode("utf-8"))
        found = _paper_of(program, page, paper)
    if found is None:
        shown = Path(program).name
        raise NotPrintedError(Text(f"{shown} maakte geen PDF van de pagina", f"{shown} made no PDF of the page"))
    return found


def _paper_of(program: str, page: Path, paper: Path) -> bytes | None:
    """The PDF that a browser prints of a page; None if it printed nothing."""
    try:
        # A list of arguments, none of which comes from outside; no shell is involved.
        subprocess.run(_command(program, page, paper), capture_output=True, check=True, timeout=MOST_SECONDS)
        return read_bytes(paper, limits.OWN)
    except (OSError, subprocess.SubprocessError, ReadingError):
        return None


def _command(program: str, page: Path, paper: Path) -> list[str]:
    # As root, a browser only runs without its sandbox.
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    profile = f"--user-data-dir={page.with_name('profile')}"
    return [program, *_SETTLED, *as_root, profile, f"--print-to-pdf={paper}", page.as_uri() + _PAPER]
