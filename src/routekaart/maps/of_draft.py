"""The picture of a file with errors: whatever can be read in it."""

from collections.abc import Iterator

from routekaart.diagnostics.diagnostic import PartPath
from routekaart.files.reader.read_file import Draft, ReadFile
from routekaart.files.source.nodes import Scalar, Sequence, YamlNode
from routekaart.foundation.arguments import checked
from routekaart.foundation.language import Language
from routekaart.maps.of_route import picture_of
from routekaart.maps.picture import Picture


def picture_of_draft(read: ReadFile, draft: Draft, lang: Language | None = None) -> Picture:
    """The picture of a draft, including targets that are not defined; unreadable conditions are shown as written.

    Args:
        read: the result of reading the file.
        draft: the draft in that result.
        lang: the language of the words around the route's own texts; by default that of the route.

    Raises:
        WrongTypeError: an argument is of another type.
        WrongValueError: `lang` is not "nl" or "en".
    """
    checked("read", read, ReadFile)
    checked("draft", draft, Draft)
    return picture_of(draft.route, lang, as_written=dict(_unread_conditions(read)), in_file=draft.in_file)


def _unread_conditions(read: ReadFile) -> Iterator[tuple[PartPath, str]]:
    """Each condition with an error in it, as it is written."""
    document = read.documents[0]
    for diagnostic in read.diagnostics:
        if diagnostic.file == document.file and "when" in diagnostic.part:
            part = diagnostic.part[: diagnostic.part.index("when") + 1]
            node = document.node(part)
            if node is not None:
                yield part, _written(node)


def _written(node: YamlNode) -> str:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return f"[{', '.join(map(_written, node.items))}]"
    return "{" + ", ".join(f"{key}: {_written(value)}" for key, (_, value) in node.entries.items()) + "}"
