"""The colours, lines and letters of a drawn picture. A page can set each of them as a CSS custom property."""

from routekaart.rules import Severity

FONT = "'Noto Sans','Segoe UI',Roboto,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif"
INK = "#1b2733"
MUTED = "#4a5868"
LINE = "#46546a"
PAPER = "#ffffff"
START = "#173f70"
HERE = "#7a0c4b"
DIMMED = "#f4f5f7"
SEVERITY: dict[Severity, str] = {"error": "#a4161a", "warning": "#7a4d00", "info": "#1d4f91"}
BANDS = (
    ("#edf3fb", "#1d4a80"),
    ("#fdf5e8", "#7a4d06"),
    ("#ecf6ef", "#1d6337"),
    ("#f4effa", "#56307d"),
    ("#e8f5f6", "#12595f"),
    ("#fbeef1", "#872c44"),
)
"""The ground of each band, and the line and title on it; after the last, the first again."""
PLAIN = (PAPER, MUTED)
"""The colours of a route without phases."""


def css(*, tokens: bool) -> str:
    """The style sheet; with `tokens`, each colour is a property that the page around it can set."""

    def token(name: str, value: str) -> str:
        return f"var(--rk-{name},{value})" if tokens else value

    def rule(selector: str, **declared: tuple[str, str]) -> str:
        body = "".join(
            # The plain value comes first, for programs that do not know custom properties.
            f"{key.replace('_', '-')}:{value};" + (f"{key.replace('_', '-')}:{token(name, value)};" if tokens else "")
            for key, (name, value) in declared.items()
        )
        return f".rk {selector}{{{body}}}"

    rules = [
        f".rk{{font-family:{FONT};" + (f"font-family:{token('font', FONT)};" if tokens else "") + "}",
        rule(".rk-paper", fill=("paper", PAPER)),
        rule("text", fill=("ink", INK)),
        rule(".rk-muted", fill=("muted", MUTED)),
        rule(".rk-box", fill=("box", PAPER)),
        rule(".rk-start .rk-box", fill=("start", START), stroke=("start", START)),
        rule(".rk-start text", fill=("start-ink", PAPER)),
        rule(".rk-out .rk-box", fill=("dimmed", DIMMED)),
        rule(".rk-out text", fill=("muted", MUTED)),
        rule(".rk-line", stroke=("line", LINE)),
        rule(".rk-tip", fill=("line", LINE)),
        rule(".rk-label", fill=("label", PAPER), stroke=("label-line", "#b6c0cc")),
        rule(".rk-taken", stroke=("here", HERE)),
        rule("path.rk-taken-tip", fill=("here", HERE)),
        rule(".rk-place .rk-box", stroke=("here", HERE)),
        rule("text.rk-here", fill=("here", HERE)),
        rule(".rk-start text.rk-here", fill=("start-ink", PAPER)),
        rule(".rk-out text.rk-here", fill=("muted", MUTED)),
        rule(".rk-missing .rk-box", stroke=("error", SEVERITY["error"])),
    ]
    for severity, colour in SEVERITY.items():
        rules.append(rule(f".rk-{severity}", fill=(severity, colour)))
        rules.append(rule(f".rk-{severity}-pill", fill=("paper", PAPER), stroke=(severity, colour)))
    for number, (ground, ink) in enumerate(BANDS, start=1):
        rules.append(rule(f".rk-band-{number}", fill=(f"band-{number}", ground)))
        rules.append(rule(f".rk-edge-{number}", fill=(f"band-{number}-ink", ink)))
        rules.append(rule(f".rk-in-{number} .rk-box", stroke=(f"band-{number}-ink", ink)))
    rules.append(rule(".rk-in-0 .rk-box", stroke=("muted", MUTED)))
    # What is more special comes last, so that it wins of the colour of the band.
    rules.append(rule(".rk-start .rk-box", stroke=("start", START)))
    rules.append(rule(".rk-missing .rk-box", stroke=("error", SEVERITY["error"])))
    rules.append(rule(".rk-out .rk-box", stroke=("muted", MUTED)))
    rules.append(rule(".rk-place .rk-box", stroke=("here", HERE)))
    return "".join(rules)
