"""Steps and ends by the names that people use: a number that the source uses, and their title.

An id such as `stap_c_werk_kwijt` is a name in a file. People who never see that file know "P11", "stap 5a" and titles.
"""

import re
from dataclasses import replace

from routekaart.foundation.language import Text
from routekaart.maps.picture import MapNode, Picture

_NUMBER = re.compile(r"[A-Za-z]*_?[0-9]+[a-z]?")


def number_of(place: str) -> str:
    """The number by which people know a step or end: "P11", "stap 5a"; empty where its id is only a name in a file."""
    return place.replace("_", " ") if _NUMBER.fullmatch(place) else ""


def place_name(place: str, title: str) -> str:
    """A step or end with its number: "P11 De BBL-opleiding stopt", "Stap 5b Doorstroom naar mbo 2", "Geen werk"."""
    number = number_of(place)
    said = title if number.casefold() == title.casefold() else f"{number} {title}".strip()
    return said[:1].upper() + said[1:]


def in_spoken_names(picture: Picture) -> Picture:
    """The picture without the names that only the file uses."""
    return replace(
        picture,
        id=picture.say(Text("versie", "version")),
        nodes=tuple(map(_with_spoken_name, picture.nodes)),
    )


def _with_spoken_name(node: MapNode) -> MapNode:
    if node.kind == "hand_over":
        return replace(node, name=node.name.replace("_", " "))
    if node.kind == "missing" or not node.title:
        return node
    number = number_of(node.id)
    return replace(node, name="" if number.casefold() == node.title.casefold() else number)
