"""All benchmarks in one command, with RESULTS.md as what is kept of them.

Run: uv run --group bench python benchmarks [--quick] [--only decide,loading] [--json]
"""

import argparse
import json
import sys
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

from findings import Part, part_of_rows
from results import Results, versions

PARTS = (
    "decide",
    "decide_new",
    "explain",
    "page",
    "journey",
    "one_step",
    "loading",
    "check",
    "key_stroke",
    "growth",
    "cohort",
    "cohort_files",
)
"""Modules with `measure(quick)`, which gives a `Part` or the rows of a table, and `PACKAGES`: what takes part."""
RESULTS = Path(__file__).with_name("RESULTS.md")
ALWAYS = ("routekaart",)


def main() -> None:
    options = _options()
    parts: dict[str, Part] = {}
    skipped: dict[str, str] = {}
    packages = list(ALWAYS)
    for name in options.only:
        print(f"{name} ...", file=sys.stderr, flush=True)
        try:
            module = import_module(name)
        except ModuleNotFoundError as missing:
            skipped[name] = f"there is no {missing.name}; `uv run --group bench` installs the packages"
            print(f"  not measured: {skipped[name]}", file=sys.stderr)
            continue
        measured = module.measure(options.quick)
        title = name.replace("_", " ").capitalize()
        if isinstance(measured, Part):
            parts[name] = measured
        else:
            figures = module.figures(measured) if hasattr(module, "figures") else {}
            parts[name] = replace(part_of_rows(title, module.__doc__ or "", measured), figures=figures)
        packages += getattr(module, "PACKAGES", ())
        for reason in parts[name].skipped:
            print(f"  not measured: {reason}", file=sys.stderr)
    results = Results(options.date, options.quick, parts, skipped, versions(list(dict.fromkeys(packages))))
    page = "\n".join(results.markdown())
    print(json.dumps(results.as_json(), indent=1) if options.json else page)
    whole = tuple(options.only) == PARTS and not options.quick
    if place := options.output or (RESULTS if whole else None):
        place.write_text(page + "\n", encoding="utf-8")
        print(f"written: {place}", file=sys.stderr)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds and small sizes, to see that all of it works")
    parser.add_argument("--only", type=_names, default=PARTS, help=f"some of {', '.join(PARTS)}")
    parser.add_argument("--json", action="store_true", help="print JSON instead of Markdown")
    parser.add_argument("--date", type=date.fromisoformat, default=date.today(), help="the day that the page names")
    parser.add_argument("--output", type=Path, help="write the page here; without it, a whole run writes RESULTS.md")
    return parser.parse_args()


def _names(text: str) -> tuple[str, ...]:
    chosen = text.split(",")
    if unknown := [name for name in chosen if name not in PARTS]:
        raise argparse.ArgumentTypeError(f"there is no {', '.join(unknown)}; there are {', '.join(PARTS)}")
    return tuple(name for name in PARTS if name in chosen)


if __name__ == "__main__":
    main()
