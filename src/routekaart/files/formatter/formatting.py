"""Formats a file, and proves that its content is the same and no comment is lost."""

from collections import Counter

from routekaart.files.formatter.layout_text import layout_text
from routekaart.files.source import Document, Mapping, Scalar, Unreadable, YamlNode, parse_document, repeats
from routekaart.files.source import Sequence as ListNode
from routekaart.files.source.comments import comments
from routekaart.foundation.language import Text


class NotFormatted(Exception):
    """A file that cannot be formatted; it stays as it is.

    Attributes:
        text: why not.
    """

    def __init__(self, text: Text) -> None:
        super().__init__(text.nl)
        self.text = text


def formatted(document: Document) -> str:
    """The text of a route or a vocabulary in the layout.

    Raises:
        NotFormatted: it is neither, has duplicate keys, anchors or aliases (`&` and `*`), or could not be proven to
            have the same content.
    """
    if "routekaart" not in document.root.entries:
        raise NotFormatted(Text("dit is geen route en geen begrippen", "this is not a route or a vocabulary"))
    if document.problems:
        raise NotFormatted(document.problems[0].text)
    if repeats(document.text):
        raise NotFormatted(
            Text(
                "een bestand met verwijzingen (& en *) wordt niet opgemaakt",
                "a file with anchors and aliases (& and *) is not formatted",
            )
        )
    text = layout_text(document)
    if not _says_the_same(document, text):
        raise NotFormatted(
            Text(
                "niet opgemaakt: het is niet zeker dat dan alles hetzelfde blijft; het bestand is niet veranderd",
                "not formatted: it is not certain that all would stay the same then; the file is not changed",
            )
        )
    return text


def _says_the_same(document: Document, text: str) -> bool:
    try:
        again = parse_document(text, document.file)
    except Unreadable:
        return False
    return not again.problems and _same(document.root, again.root) and _comments(document) == _comments(again)


def _same(one: YamlNode, other: YamlNode) -> bool:
    """Whether two nodes have the same content; the order of keys does not matter, that of lists does."""
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return (type(one.value), one.value) == (type(other.value), other.value)
    if isinstance(one, ListNode) and isinstance(other, ListNode):
        return len(one.items) == len(other.items) and all(map(_same, one.items, other.items))
    if not isinstance(one, Mapping) or not isinstance(other, Mapping) or one.entries.keys() != other.entries.keys():
        return False
    return all(_same(value, other.entries[key][1]) for key, (_, value) in one.entries.items())


def _comments(document: Document) -> Counter[str]:
    return Counter(one.text.strip(" \t\r") for one in comments(document, ""))
