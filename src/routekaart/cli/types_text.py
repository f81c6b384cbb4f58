"""The types of a route as the text of a Python module: its facts, and the names of its steps, ends and options."""

from collections.abc import Collection, Iterator, Mapping
from keyword import iskeyword
from textwrap import wrap

from routekaart.foundation.escaping.machines import python_docs, python_text
from routekaart.model.fact_types import FactType
from routekaart.route import Route

_WIDTH = 80
_ALIASES = {"YesNo": 'bool | Literal["ja", "nee"]', "Amount": "float | Decimal", "Day": "date | str"}
"""Type aliases. Their names begin with a capital, so that no fact has the same name."""
_IMPORTS = {"Day": "from datetime import date", "Amount": "from decimal import Decimal"}
_HIDING = ("int", "str")
"""Names of fields that would hide the type of the fields after them."""
_CLOSED = '{"extra": "forbid", "use_attribute_docstrings": True}'


def types_text(route: Route) -> str:
    """The text of a module, as formatters of Python write it; the same text for the same route."""
    options = _options(route)
    kinds = {name: options.get(name) or _kind(fact) for name, fact in route.facts.items()}
    aliases = [name for name in _ALIASES if name in kinds.values()]
    lines = [
        f'"""The facts and the names of route {route.id}, as types. `routekaart types` makes this file from the route.',
        "",
        f"route: {route.id}",
        f"version: {python_docs(route.version)}",
        f"digest: {route.digest}",
        '"""',
        "",
        *(_IMPORTS[name] for name in ("Day", "Amount") if name in aliases),
        f"from typing import Literal, {'' if route.ends else 'Never, '}TypeAlias",
        "",
        "from typing_extensions import TypedDict",
        "",
        *_literal("Step", route.steps),
        *(_literal("End", route.ends) if route.ends else ("End: TypeAlias = Never",)),
        "Place: TypeAlias = Step | End",
        *(f"{name}: TypeAlias = {_ALIASES[name]}" for name in aliases),
        *(line for name, alias in options.items() for line in _literal(alias, route.facts[name].options)),
        *_facts(route.facts, kinds),
    ]
    return "\n".join(lines) + "\n"


def _options(route: Route) -> dict[str, str]:
    """The name of the type for the options of each choice, with a number where two would be equal."""
    named: dict[str, str] = {}
    for fact in (one for one in route.facts.values() if one.kind == "choice"):
        alias = "".join(word.capitalize() for word in fact.name.split("_")) + "Option"
        alike = sum(other.rstrip("0123456789") == alias for other in named.values())
        named[fact.name] = f"{alias}{alike + 1}" if alike else alias
    return named


def _kind(fact: FactType) -> str:
    """The type of the values of a fact that is not a choice."""
    match fact.kind:
        case "yes_no":
            return "YesNo"
        case "date":
            return "Day"
        case "number":
            return "Amount" if fact.decimals else "int"
        case _:
            return "str"


def _literal(name: str, words: Collection[str]) -> Iterator[str]:
    written = [python_text(word) for word in words]
    if len(written) == 1:
        yield f"{name}: TypeAlias = Literal[{written[0]}]"
        return
    yield f"{name}: TypeAlias = Literal["
    yield from (f"    {word}," for word in written)
    yield "]"


def _facts(facts: Mapping[str, FactType], kinds: Mapping[str, str]) -> Iterator[str]:
    """The facts as a typed dict; facts whose names cannot be fields are in a base class."""
    apart = [name for name in facts if iskeyword(name) or name in _HIDING]
    if apart:
        yield "_Apart = TypedDict("
        yield '    "_Apart",'
        yield "    {"
        yield from (f'        "{name}": {kinds[name]} | None,' for name in apart)
        yield "    },"
        yield "    total=False,"
        yield ")"
    yield from ("", "")
    yield f"class Facts({'_Apart' if apart else 'TypedDict'}, total=False):"
    yield '    """What is known of a student: what is absent or None is unknown."""'
    for name, fact in facts.items():
        if name not in apart:
            yield from _field(name, kinds[name], fact.question)
    yield from ("", "", "# With this, pydantic refuses a name that is no fact, and tells the questions.")
    yield f"Facts.__pydantic_config__ = {_CLOSED}  # type: ignore[attr-defined]"


def _field(name: str, kind: str, question: str | None) -> Iterator[str]:
    yield ""
    yield f"    {name}: {kind} | None"
    if question is not None:
        first, *more = wrap(python_docs(question), _WIDTH)
        if not more:
            yield f'    """{first}"""'
            return
        yield f'    """{first}'
        yield from (f"    {line}" for line in more)
        yield '    """'
