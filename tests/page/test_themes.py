"""The look of a page can be set, as long as everybody can read it."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from routekaart.cli import main
from routekaart.page.themes import COLOURS, Theme, ThemeError, contrast

COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOUR, COLOUR)
def test_contrast_is_the_same_both_ways(one: str, other: str) -> None:
    assert 1 <= contrast(one, other) == contrast(other, one) <= 21
    assert contrast(one, one) == 1


def test_contrast_is_what_wcag_says_of_known_colours() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@given(st.dictionaries(st.sampled_from(sorted(COLOURS)), COLOUR, max_size=3))
def test_a_theme_is_readable_or_refused(colours: dict[str, str]) -> None:
    try:
        css = Theme.of(colours).css()
    except ThemeError:
        return
    assert all(f"--{name}:{value}" in css for name, value in colours.items())
    assert contrast(colours.get("ink", COLOURS["ink"]), colours.get("paper", COLOURS["paper"])) >= 4.5


@pytest.mark.parametrize(
    ("tokens", "said"),
    [
        ({"primary": "#9fc5ff"}, "primary (#9fc5ff) is slecht te lezen op paper (#ffffff): het contrast is 1,"),
        ({"primary": "blauw"}, "primary: verwacht wordt een kleur zoals #173f70, niet blauw"),
        ({"primay": "#000000"}, "onbekende kleur primay; bedoelde u primary?"),
        ({"font": "x}</style><script>"}, "font: verwacht worden namen van lettertypen"),
    ],
)
def test_what_is_wrong_with_a_theme_is_told(tokens: dict[str, str], said: str) -> None:
    with pytest.raises(ThemeError) as caught:
        Theme.of(tokens)
    assert caught.value.lines[0].nl.startswith(said)


def made(folder: Path, *options: str) -> "tuple[int, str]":
    done = CliRunner().invoke(main, ["page", "doorstroompunt", "-o", str(folder / "d.html"), *options])
    return done.exit_code, done.stderr


@pytest.mark.slow
def test_a_theme_comes_from_a_file_or_from_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "routekaart.toml").write_text('[theme]\nprimary = "#00563f"\n', encoding="utf-8")
    (tmp_path / "andere.toml").write_text("[theme]\nfont = \"Arial, 'Noto Sans'\"\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert made(tmp_path) == (0, "")
    assert "--primary:#00563f" in (tmp_path / "d.html").read_text(encoding="utf-8")
    assert made(tmp_path, "--theme", "andere.toml") == (0, "")
    assert "--font:Arial, 'Noto Sans'" in (tmp_path / "d.html").read_text(encoding="utf-8")


def test_a_theme_that_is_hard_to_read_makes_no_page(tmp_path: Path) -> None:
    file = tmp_path / "licht.toml"
    file.write_text('[theme]\nink = "#bbbbbb"\n', encoding="utf-8")
    code, said = made(tmp_path, "--theme", str(file))
    assert code == 2
    assert "licht.toml: theme: ink (#bbbbbb) is slecht te lezen op paper" in said
    assert not (tmp_path / "d.html").exists()
    assert made(tmp_path, "--theme", str(tmp_path / "geen.toml"))[0] == 2
