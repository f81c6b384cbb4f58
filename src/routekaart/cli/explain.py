"""`routekaart explain`: what a rule looks for, why, and how to mend it."""

import click

from routekaart.checking.rule_pages import all_pages, markdown, page_named
from routekaart.cli import completion
from routekaart.cli.exits import refuse
from routekaart.cli.options import Command, lang_option
from routekaart.cli.printing import give, show
from routekaart.diagnostics.rules import RULES
from routekaart.foundation.escaping.letters import one_line
from routekaart.foundation.language import Language
from routekaart.foundation.suggest import did_you_mean


@click.command("explain", cls=Command)
@click.argument("rule", required=False, metavar="[REGEL]", shell_complete=completion.rules)
@click.option("--markdown", "as_markdown", is_flag=True, help="Geef alle regels als een Markdown-document.")
@lang_option
def command(rule: str | None, as_markdown: bool, lang: Language | None) -> None:
    """Leg uit wat een regel controleert, waarom, en hoe u een fout herstelt.

    REGEL is een naam of een code; zonder REGEL krijgt u de lijst van alle regels.

    \b
    Voorbeelden:
      routekaart explain gap
      routekaart explain RK303
      routekaart explain
    """
    language = lang or "nl"
    if as_markdown:
        give(markdown(language))
        return
    if rule is None:
        for page in all_pages(language):
            show(page.line())
        return
    found = page_named(rule, language)
    if found is None:
        shown = one_line(rule) or "''"
        meant = did_you_mean(rule, [*RULES, *(one.code for one in RULES.values())])
        refuse(language, f"er is geen regel {shown}{meant.nl}", f"there is no rule {shown}{meant.en}")
    show(found.text(), newline=False)
