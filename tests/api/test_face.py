"""The public face as one text: what applications, scripts and editors rely on, wherever the code behind it lives."""

import inspect
import re
from collections.abc import Iterator
from typing import Any, get_args

import click
import pytest
from support.places import DATA
from typing_extensions import is_typeddict

import routekaart
import routekaart.comparison
import routekaart.errors
import routekaart.testing
import routekaart.types
from routekaart.cli import main

EXPECTED = DATA / "face.txt"
DOCUMENTED = (routekaart, routekaart.testing, routekaart.comparison, routekaart.errors)
"""The modules that the documents name."""


def public_names(module: Any) -> list[str]:
    return list(getattr(module, "__all__", ["Comparison", "compare"]))


def signature(value: Any) -> str:
    """Names, kinds and defaults of parameters. Types are mypy's: the names of private ones may change."""
    try:
        whole = inspect.signature(value)
    except ValueError:
        return "(...)"
    bare = [one.replace(annotation=inspect.Parameter.empty) for one in whole.parameters.values()]
    return str(inspect.Signature(bare))


def described(name: str, value: Any) -> Iterator[str]:
    if inspect.isclass(value):
        parents = ", ".join(parent.__name__ for parent in value.__mro__[1:-1])
        yield f"class {name}{signature(value)} of {parents or 'object'}"
        for member in sorted(dir(value)):
            if not member.startswith("_"):
                kept = inspect.getattr_static(value, member)
                found = getattr(kept, "__func__", kept)
                yield f"    {member}{signature(found) if inspect.isfunction(found) else ''}"
    elif callable(value):
        yield f"def {name}{signature(value)}"
    else:
        yield name


def types() -> Iterator[str]:
    """The values that `routekaart` does not name itself, the keys of shapes, and the words of aliases."""
    named: dict[str, Any] = vars(routekaart.types)
    for name, value in sorted(named.items()):
        if name.startswith("_") or name in routekaart.__all__:
            continue
        if is_typeddict(value):
            keys = [key + "?" * (key in value.__optional_keys__) for key in value.__annotations__]
            yield f"shape {name}: {', '.join(keys)}"
        elif inspect.isclass(value) and value.__module__.startswith("routekaart."):
            yield from described(name, value)
        else:
            yield f"{name}: {', '.join(getattr(one, '__name__', str(one)) for one in get_args(value))}"


def commands(command: click.Command, name: str) -> Iterator[str]:
    yield name
    for one in command.params:
        names = " ".join([*one.opts, *one.secondary_opts])
        yield f"    {one.param_type_name} {names}: {one.type}{' required' if one.required else ''}"
    if isinstance(command, click.Group):
        context = click.Context(command)
        for sub in command.list_commands(context):
            found = command.get_command(context, sub)
            assert found is not None
            yield from commands(found, f"{name} {sub}")


def face() -> Iterator[str]:
    for module in DOCUMENTED:
        yield f"# {module.__name__}"
        for name in public_names(module):
            yield from described(name, getattr(module, name))
        yield ""
    yield f"# {routekaart.types.__name__}"
    yield from types()
    yield ""
    yield "# the command line, and its options"
    yield from commands(main, "routekaart")


def test_the_public_face_is_what_it_was(request: pytest.FixtureRequest) -> None:
    found = re.sub(r" object at 0x[0-9a-f]+", "", "\n".join(face())) + "\n"
    if request.config.getoption("--update-expected"):
        EXPECTED.write_text(found, encoding="utf-8")
    assert found == EXPECTED.read_text(encoding="utf-8")
