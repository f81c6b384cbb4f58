"""The settings and baselines of a project, as commands use them."""

from collections.abc import Iterator
from contextlib import contextmanager

from routekaart.checking.baseline import BaselineError
from routekaart.checking.settings import SettingsError
from routekaart.cli.exits import fail
from routekaart.foundation.language import Language


@contextmanager
def settings_refused_plainly(lang: Language) -> Iterator[None]:
    """Ends the command when settings or a baseline cannot be used."""
    try:
        yield
    except SettingsError as error:
        fail(*(line.in_language(lang) for line in error.lines))
    except BaselineError as error:
        fail(error.text.in_language(lang))
