"""The colours and fonts of a drawn picture. A page can set each of them as a CSS custom property."""

FONT = "'Noto Sans','Segoe UI',Roboto,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif"
SEVERITY: dict[str, str] = {"error": "#a4161a", "warning": "#7a4d00", "info": "#1d4f91"}
BANDS = (
    ("#edf3fb", "#1d4a80"),
    ("#fdf5e8", "#7a4d06"),
    ("#ecf6ef", "#1d6337"),
    ("#f4effa", "#56307d"),
    ("#e8f5f6", "#12595f"),
    ("#fbeef1", "#872c44"),
)
"""The background of each band and the colour of its text; after the last one, they start again."""
COLOURS: dict[str, str] = {
    "paper": "#ffffff",
    "ink": "#1b2733",
    "muted": "#4a5868",
    "box": "#ffffff",
    "start": "#173f70",
    "start-ink": "#ffffff",
    "dimmed": "#f4f5f7",
    "line": "#46546a",
    "label": "#ffffff",
    "label-line": "#b6c0cc",
    "here": "#7a0c4b",
    "changed": "#8a3b00",
    **SEVERITY,
    **{f"band-{number}": ground for number, (ground, _) in enumerate(BANDS, 1)},
    **{f"band-{number}-ink": ink for number, (_, ink) in enumerate(BANDS, 1)},
}
"""The colour of each custom property, by its name without the prefix."""
_RULES = (
    (".rk_paper", "fill:paper"),
    ("text", "fill:ink"),
    (".rk_muted", "fill:muted"),
    (".rk_box", "fill:box"),
    (".rk_start .rk_box", "fill:start stroke:start"),
    (".rk_start text", "fill:start-ink"),
    (".rk_out .rk_box", "fill:dimmed"),
    (".rk_out text", "fill:muted"),
    (".rk_line", "stroke:line"),
    (".rk_tip", "fill:line"),
    (".rk_label", "fill:label stroke:label-line"),
    (".rk_taken", "stroke:here"),
    ("path.rk_taken-tip", "fill:here"),
    (".rk_place .rk_box", "stroke:here"),
    (".rk_otherwise .rk_line", "stroke:changed"),
    (".rk_otherwise .rk_tip", "fill:changed"),
    ("text.rk_change", "fill:changed"),
    (".rk_gone text", "fill:muted"),
    ("text.rk_here", "fill:here"),
    (".rk_start text.rk_here", "fill:start-ink"),
    (".rk_start text.rk_change", "fill:start-ink"),
    (".rk_out text.rk_here", "fill:muted"),
    (".rk_missing .rk_box", "stroke:error"),
)
_OF_SEVERITY = (
    (".rk_{}", "fill:{}"),
    (".rk_node text.rk_{}", "fill:{}"),
    (".rk_{}-pill", "fill:paper stroke:{}"),
)
_OF_BAND = (
    (".rk_band-{}", "fill:band-{}"),
    (".rk_edge-{}", "fill:band-{}-ink"),
    (".rk_in-{} .rk_box", "stroke:band-{}-ink"),
)
_LAST_RULES = (
    (".rk_in-0 .rk_box", "stroke:muted"),
    (".rk_start .rk_box", "stroke:start"),
    (".rk_missing .rk_box", "stroke:error"),
    (".rk_out .rk_box", "stroke:muted"),
    (".rk_otherwise .rk_box", "stroke:changed"),
    (".rk_place .rk_box", "stroke:here"),
)
"""Rules that override the colour of a band, so they come after it."""


def css(*, tokens: bool) -> str:
    """The style sheet; with `tokens`, each colour is a CSS custom property that the page can set."""

    def declared(key: str, name: str, value: str) -> str:
        # The plain value comes first, for programs that do not know custom properties.
        return f"{key}:{value};" + (f"{key}:var(--rk-{name},{value});" if tokens else "")

    rules = [*_RULES]
    rules += [(rule.format(one), body.format(one)) for one in SEVERITY for rule, body in _OF_SEVERITY]
    rules += [(rule.format(one), body.format(one)) for one in range(1, len(BANDS) + 1) for rule, body in _OF_BAND]
    rules += _LAST_RULES
    sheet = [f".rk{{{declared('font-family', 'font', FONT)}}}"]
    for selector, body in rules:
        pairs = (declaration.split(":") for declaration in body.split())
        sheet.append(f".rk {selector}{{{''.join(declared(key, name, COLOURS[name]) for key, name in pairs)}}}")
    return "".join(sheet)
