"""The colours, lines and letters of a drawn picture. A page can set each of them as a CSS custom property."""

from routekaart.diagnostics.rules import Severity

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


def css(*, tokens: bool) -> str:
    """The style sheet; with `tokens`, each colour is a property that the page around it can set."""

    def token(name: str, value: str) -> str:
        return f"var(--rk-{name.replace('_', '-')},{value})" if tokens else value

    def rule(selector: str, **declared: tuple[str, str]) -> str:
        body = "".join(
            # The plain value comes first, for programs that do not know custom properties.
            f"{key.replace('_', '-')}:{value};" + (f"{key.replace('_', '-')}:{token(name, value)};" if tokens else "")
            for key, (name, value) in declared.items()
        )
        return f".rk {selector}{{{body}}}"

    rules = [
        f".rk{{font-family:{FONT};" + (f"font-family:{token('font', FONT)};" if tokens else "") + "}",
        rule(".rk_paper", fill=("paper", PAPER)),
        rule("text", fill=("ink", INK)),
        rule(".rk_muted", fill=("muted", MUTED)),
        rule(".rk_box", fill=("box", PAPER)),
        rule(".rk_start .rk_box", fill=("start", START), stroke=("start", START)),
        rule(".rk_start text", fill=("start_ink", PAPER)),
        rule(".rk_out .rk_box", fill=("dimmed", DIMMED)),
        rule(".rk_out text", fill=("muted", MUTED)),
        rule(".rk_line", stroke=("line", LINE)),
        rule(".rk_tip", fill=("line", LINE)),
        rule(".rk_label", fill=("label", PAPER), stroke=("label_line", "#b6c0cc")),
        rule(".rk_taken", stroke=("here", HERE)),
        rule("path.rk_taken-tip", fill=("here", HERE)),
        rule(".rk_place .rk_box", stroke=("here", HERE)),
        rule("text.rk_here", fill=("here", HERE)),
        rule(".rk_start text.rk_here", fill=("start_ink", PAPER)),
        rule(".rk_out text.rk_here", fill=("muted", MUTED)),
        rule(".rk_missing .rk_box", stroke=("error", SEVERITY["error"])),
    ]
    for severity, colour in SEVERITY.items():
        rules.append(rule(f".rk_{severity}", fill=(severity, colour)))
        rules.append(rule(f".rk_node text.rk_{severity}", fill=(severity, colour)))
        rules.append(rule(f".rk_{severity}-pill", fill=("paper", PAPER), stroke=(severity, colour)))
    for number, (ground, ink) in enumerate(BANDS, start=1):
        rules.append(rule(f".rk_band-{number}", fill=(f"band-{number}", ground)))
        rules.append(rule(f".rk_edge-{number}", fill=(f"band-{number}-ink", ink)))
        rules.append(rule(f".rk_in-{number} .rk_box", stroke=(f"band-{number}-ink", ink)))
    rules.append(rule(".rk_in-0 .rk_box", stroke=("muted", MUTED)))
    # What is more special comes last, so that it wins of the colour of the band.
    rules.append(rule(".rk_start .rk_box", stroke=("start", START)))
    rules.append(rule(".rk_missing .rk_box", stroke=("error", SEVERITY["error"])))
    rules.append(rule(".rk_out .rk_box", stroke=("muted", MUTED)))
    rules.append(rule(".rk_place .rk_box", stroke=("here", HERE)))
    return "".join(rules)
