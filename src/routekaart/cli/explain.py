"""`routekaart explain`: what a rule looks for, why, and how to mend it."""

import click

from routekaart.cli import completing
from routekaart.cli.common import fail, lang_option, say
from routekaart.language import Language
from routekaart.pages import PAGES, markdown, page_of
from routekaart.rules import RULES
from routekaart.suggest import did_you_mean


@click.command("explain")
@click.argument("rule", required=False, metavar="[REGEL]", shell_complete=completing.rules)
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
        click.echo(markdown(language), nl=False)
        return
    if rule is None:
        for page in PAGES.values():
            click.echo(page.line(language))
        return
    found = page_of(rule)
    if found is None:
        meant = did_you_mean(rule, [*RULES, *(one.code for one in RULES.values())])
        fail(say(language, f"er is geen regel {rule}{meant.nl}", f"there is no rule {rule}{meant.en}"))
    click.echo(found.text(language), nl=False)
