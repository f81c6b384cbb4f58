"""A made route as the text of a route file, in the words and on the lines a person would choose."""

from collections.abc import Iterator

from routekaart.model.condition import All, Condition, FactTest, Operand, ParameterRef
from routekaart.model.fact_types import Elapsed, FactType
from routekaart.model.fact_values import write_value
from routekaart.model.step import Action, Conditional, End, Step
from routekaart.route import Route


def route_text(route: Route) -> str:
    """The text of a route of `generated`: reading it gives the same steps, ends and facts.

    Raises:
        ValueError: the route has something that made routes do not have.
    """
    return "\n".join(_lines(route)) + "\n"


def _lines(route: Route) -> Iterator[str]:
    yield "routekaart: 1"
    yield f"id: {route.id}"
    yield f"title: {route.title}"
    yield f'version: "{route.version}"'
    yield f"start: {route.start}"
    yield "facts:"
    for fact in route.facts.values():
        yield f"  {fact.name}: {{{', '.join(_fact(fact))}}}"
    if route.partners:
        yield "partners:"
        for partner in route.partners.values():
            yield f"  {partner.id}: {{title: {partner.title}}}"
    yield "steps:"
    for step in route.steps.values():
        yield from _step(step)
    yield "ends:"
    for end in route.ends.values():
        yield f"  {end.id}: {_end(end)}"


def _fact(fact: FactType) -> Iterator[str]:
    yield f"type: {fact.kind}"
    if fact.options:
        yield f"options: [{', '.join(fact.options)}]"
    yield f"title: {fact.title}"
    if fact.minimum is not None and fact.derivation is None:
        yield f"min: {fact.minimum}"
    if fact.maximum is not None:
        yield f"max: {fact.maximum}"
    if fact.past:
        yield "past: true"
    if fact.changes != "freely":
        yield f"changes: {fact.changes}"
    if fact.lifetime != "lasting":
        yield f"lifetime: {fact.lifetime}"
    if isinstance(fact.derivation, Elapsed):
        yield f"derive: {{{fact.derivation.unit}_{fact.derivation.direction}: {fact.derivation.date_fact}}}"
    elif fact.derivation is not None:
        raise ValueError(f"{fact.name}: a made route has no such derivation")


def _step(step: Step) -> Iterator[str]:
    yield f"  {step.id}:"
    yield f"    title: {step.title}"
    if step.responsible_unknown:
        yield "    responsible: n.t.b."
    elif step.responsible:
        yield f"    responsible: [{', '.join(name for one in step.responsible for name in one.partners)}]"
    if step.actions:
        yield "    actions:"
        yield from (f"      - {_with_when(_action(action), action)}" for action in step.actions)
    if step.transitions:
        yield "    transitions:"
        yield from (f"      - {_with_when(f'to: {one.to}', one)}" for one in step.transitions)
    if step.otherwise is not None:
        yield f"    otherwise: {step.otherwise}"


def _action(action: Action) -> str:
    return f"do: {action.text}, with: [{', '.join(action.partners)}]"


def _with_when(text: str, part: Conditional) -> str:
    tests = _tests(part.when)
    return f"{{{text}, when: {{{', '.join(tests)}}}}}" if tests else f"{{{text}}}"


def _end(end: End) -> str:
    return f"{{title: {end.title}, outcome: {end.outcome}}}"


def _tests(condition: Condition) -> list[str]:
    """The tests of a condition, each as a key with what it is compared with; two limits of one fact stand together."""
    match condition:
        case FactTest(name, "one_of", (only,)):
            return [f"{name}: {_operand(only)}"]
        case FactTest(name, "one_of", operands):
            return [f"{name}: [{', '.join(map(_operand, operands))}]"]
        case FactTest(name):
            return [f"{name}: {{{_limit(condition)}}}"]
        case All(parts):
            limits: dict[str, list[str]] = {}
            for part in parts:
                if not isinstance(part, FactTest):
                    break
                limits.setdefault(part.fact, []).append(
                    _tests(part)[0].partition(": ")[2] if part.operator == "one_of" else _limit(part)
                )
            else:
                return [f"{name}: {_together(name, parts, found)}" for name, found in limits.items()]
    raise ValueError(f"a made route has no {condition}")


def _together(name: str, parts: tuple[Condition, ...], found: list[str]) -> str:
    ordered = any(isinstance(part, FactTest) and part.fact == name and part.operator != "one_of" for part in parts)
    return f"{{{', '.join(found)}}}" if ordered else found[0]


def _limit(test: FactTest) -> str:
    return f"{test.operator}: {_operand(test.operands[0])}"


def _operand(operand: Operand) -> str:
    return f"${operand.name}" if isinstance(operand, ParameterRef) else str(write_value(operand))
