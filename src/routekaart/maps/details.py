"""More details of a route in its picture: the limits that a step uses, its tasks, and its contacts."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal, TypeAlias, get_args

from routekaart.foundation.arguments import ROUTE, checked, option, parts
from routekaart.foundation.language import Language, Text, enumerate_words, say
from routekaart.maps.picture import Picture
from routekaart.model.condition import ALWAYS, Condition
from routekaart.model.fact_values import write_value
from routekaart.model.step import Step, partner_titles
from routekaart.model.wording import UNIT_WORDS, Wording
from routekaart.route import Route
from routekaart.usage import parameters_of

Detail: TypeAlias = Literal["parameters", "tasks", "contacts"]
DETAILS: tuple[Detail, ...] = get_args(Detail)
_DETAILS = Text("een rij van parameters, tasks of contacts", "a sequence of parameters, tasks or contacts")


def with_details(picture: Picture, route: Route, details: Iterable[Detail]) -> Picture:
    """The picture with details in the box of each step: limits with their values, tasks with who does them, contacts.

    Args:
        route: the route that it is the picture of.
        details: the kinds of details to add.

    Raises:
        WrongTypeError: an argument is of another type.
        WrongValueError: there is no such detail.
    """
    checked("picture", picture, Picture)
    checked("route", route, Route, ROUTE)
    named = {option("details", one, DETAILS) for one in parts("details", details, _DETAILS)}
    asked = [one for one in DETAILS if one in named]
    made = _Details(route, picture.lang)
    nodes = (
        replace(node, remarks=(*node.remarks, *made.of(route.steps[node.id], asked)))
        if node.part == ("steps", node.id) and node.id in route.steps
        else node
        for node in picture.nodes
    )
    return replace(picture, nodes=tuple(nodes))


class _Details:
    """Makes the remarks about the steps of a route."""

    def __init__(self, route: Route, lang: Language) -> None:
        self._route, self._lang = route, lang
        self._wording = Wording(route.facts, route.parameters, lang)

    def of(self, step: Step, asked: Iterable[Detail]) -> Iterator[str]:
        """The remarks about a step."""
        makers = {"parameters": self._limits, "tasks": self._tasks, "contacts": self._contacts}
        for detail in asked:
            yield from makers[detail](step)

    def _limits(self, step: Step) -> Iterator[str]:
        for name in parameters_of(self._route, step):
            parameter = self._route.parameters[name]
            unit = f" {UNIT_WORDS[parameter.unit].in_language(self._lang)}" if parameter.unit else ""
            since = say(self._lang, " vanaf ", " from ")
            values = (
                write_value(one.value) + unit + (f"{since}{one.start.isoformat()}" if one.start else "")
                for one in parameter.values
            )
            yield f"{say(self._lang, 'grens', 'limit')}: {parameter.title}: {', '.join(values)}"

    def _tasks(self, step: Step) -> Iterator[str]:
        for action in step.actions:
            # All parts of the responsible act together; of one part with several partners, one of them acts.
            who: list[tuple[str, ...]] = [(one,) for one in action.by]
            who = who or [part.partners for part in step.responsible]
            rest = [
                say(self._lang, "mag", "optional") if action.optional else "",
                f"{say(self._lang, 'door', 'by')} {self._all(map(self._partners, who))}" if who else "",
                f"{say(self._lang, 'met', 'with')} {self._all(partner_titles(self._route.partners, action.partners))}"
                if action.partners
                else "",
                self._only(action.when),
            ]
            told = "; ".join(filter(None, rest))
            yield f"{say(self._lang, 'taak', 'task')}: {action.text}" + (f" ({told})" if told else "")

    def _contacts(self, step: Step) -> Iterator[str]:
        for contact in step.contacts:
            rest = "; ".join(filter(None, [contact.note or "", self._only(contact.when)]))
            yield f"{say(self._lang, 'contact met', 'contact')}: {self._partners(contact.partners)}" + (
                f" ({rest})" if rest else ""
            )

    def _only(self, when: Condition) -> str:
        return "" if when == ALWAYS else say(self._lang, "alleen: ", "only: ") + self._wording.condition(when)

    def _partners(self, names: Iterable[str]) -> str:
        return enumerate_words(partner_titles(self._route.partners, names), say(self._lang, "of", "or"))

    def _all(self, texts: Iterable[str]) -> str:
        return enumerate_words(texts, say(self._lang, "en", "and"))
