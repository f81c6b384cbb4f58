"""`routekaart check --fix`: mends files, or shows the changes as a patch."""

import re
from collections.abc import Iterable, Iterator
from difflib import unified_diff

import click

from routekaart.checking.fixing import Mended
from routekaart.checking.reports.places import from_here
from routekaart.cli.options import Command
from routekaart.cli.output_files import written_plainly
from routekaart.cli.printing import show_message
from routekaart.foundation.escaping.letters import file_name
from routekaart.foundation.escaping.machines import patch_name
from routekaart.foundation.language import Language, say


class FixWithoutValue(Command):
    """A command in which `--fix` may stand without a value, also before a path."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parses the arguments, in which `--fix` without a value becomes `--fix=safe`."""
        end = args.index("--") if "--" in args else len(args)
        return super().parse_args(ctx, [*("--fix=safe" if one == "--fix" else one for one in args[:end]), *args[end:]])


def write_mended(changes: Iterable[Mended], lang: Language) -> None:
    """Writes the mended files and reports each; ends the command when one cannot be written."""
    for one in changes:
        with written_plainly(one.file, lang):
            one.write()
        show_message(
            say(lang, f"{file_name(one.file)}: hersteld ({one.fixes})", f"{file_name(one.file)}: mended ({one.fixes})")
        )


def patch_of(changes: Iterable[Mended]) -> str:
    """The changes as a patch, which `git apply` can read."""
    return "".join(line for one in changes for line in _patch(one))


def _patch(one: Mended) -> Iterator[str]:
    name = from_here(str(one.file))
    old, new = patch_name(f"a/{name}"), patch_name(f"b/{name}")
    before, after = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in (one.before, one.after))
    for line in unified_diff(before, after, old, new):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
