"""A picture in sentences, for screen readers and for the text formats."""

from routekaart.foundation.language import Text, counted
from routekaart.maps.contents import MISSING, change_words, label_words, sign_words, student_words
from routekaart.maps.legend import DRAFT
from routekaart.maps.picture import MapEdge, MapNode, Picture

_KINDS = {
    "start": Text("begin", "start"),
    "step": Text("stap", "step"),
    "choice": Text("keuze", "choice"),
    "end": Text("einde", "end"),
    "hand_over": Text("overdracht", "handed over to"),
    "missing": MISSING,
}


def title_of(picture: Picture) -> str:
    """The title of the picture, with the place of the student in it."""
    student = f". {picture.highlight.words}" if picture.highlight else ""
    return f"{picture.title} ({picture.id} {picture.version}){student}"


def describe(picture: Picture) -> str:
    """The picture in a few sentences."""
    kinds = [node.kind for node in picture.nodes]
    steps = counted(
        sum(kind in ("start", "step", "choice") for kind in kinds), Text("stap", "step"), Text("stappen", "steps")
    )
    ends = counted(kinds.count("end"), Text("einde", "end"), Text("einden", "ends"))
    ways = counted(len(picture.edges), Text("weg", "way"), Text("wegen", "ways"))
    phases = "; ".join(band.title for band in picture.bands)
    sentences = [
        picture.say(DRAFT) if picture.draft else "",
        picture.say(
            Text(
                f"Een kaart van een route met {steps.nl}, {ends.nl} en {ways.nl} ertussen.",
                f"A map of a route with {steps.en}, {ends.en} and {ways.en} between them.",
            )
        ),
        picture.say(Text(f"De fasen zijn: {phases}.", f"The phases are: {phases}.")) if phases else "",
        picture.highlight.words if picture.highlight else "",
        f"{picture.otherwise.title}." if picture.otherwise else "",
        picture.say(Text(f"Bevindingen: {len(picture.marks)}.", f"Findings: {len(picture.marks)}."))
        if picture.marks
        else "",
    ]
    return " ".join(filter(None, sentences))


def node_label(picture: Picture, node: MapNode) -> str:
    """A node in one sentence: what it is, who acts there, and its remarks and findings."""
    parts = [
        f"{picture.say(_KINDS[node.kind])} {node.name}".rstrip() + (f": {node.title}" if node.title else ""),
        student_words(picture, node),
        change_words(picture, node),
        ", ".join(node.partners),
        *node.remarks,
        node.stay,
        *(f"{sign_words(picture, mark)}: {mark.text}" for mark in picture.marks_at(node.part)),
    ]
    return "; ".join(filter(None, parts))


def edge_label(picture: Picture, edge: MapEdge) -> str:
    """An edge in one sentence, with its whole condition."""
    names = {node.id: node.called for node in picture.nodes}
    source, target = names.get(edge.source, edge.source), names.get(edge.target, edge.target)
    back = picture.say(Text("terug ", "back ")) if edge.back else ""
    words = label_words(edge) or picture.say(Text("altijd", "always"))
    marks = [f"{sign_words(picture, mark)}: {mark.text}" for mark in picture.marks_at(edge.part)]
    to = picture.say(Text(f"van {source} {back}naar {target}", f"from {source} {back}to {target}"))
    change = [change_words(picture, edge)] if edge.change else []
    return "; ".join([f"{to}: {words}", *change, *marks])
