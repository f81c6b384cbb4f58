"""Output files of commands: checked before the work is done, and written without losing another file."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from routekaart.cli.exits import fail, refuse
from routekaart.files.disk.refusals import WritingError
from routekaart.files.disk.writing import check_output, write_output
from routekaart.foundation.escaping.letters import file_name
from routekaart.foundation.language import Language, enumerate_words


def write_file(file: Path, content: str | bytes, lang: Language, inputs: Iterable[Path] = ()) -> None:
    """Writes the output of a command; ends the command if that cannot be done.

    Args:
        inputs: the files that were read for it; none of them is overwritten.
    """
    with written_plainly(file, lang):
        write_output(file, encoded(content), inputs)


def check_output_file(file: Path, lang: Language, inputs: Iterable[Path] = ()) -> None:
    """Ends the command if writing a file would lose something; called before the work is done."""
    with written_plainly(file, lang):
        check_output(file, inputs)


def check_ending(file: Path, endings: Sequence[str], lang: Language) -> None:
    """Ends the command if the extension of a file is not one of these."""
    if file.suffix.lower() not in endings:
        shown = file_name(file)
        nl, en = enumerate_words(endings, "of"), enumerate_words(endings, "or")
        refuse(lang, f"{shown}: verwacht wordt {nl}", f"{shown}: expected {en}")


@contextmanager
def written_plainly(file: Path, lang: Language) -> Iterator[None]:
    """Ends the command with the reason when a file cannot be written."""
    try:
        yield
    except WritingError as error:
        fail(f"{file_name(file)}: {error.text.in_language(lang)}")


def encoded(content: str | bytes) -> bytes:
    """Text as UTF-8, with escapes for characters that UTF-8 cannot hold; bytes unchanged."""
    return content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
