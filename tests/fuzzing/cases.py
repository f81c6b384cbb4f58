"""A file to try, with what lies beside it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Literal, TypeAlias

from .actions import Action
from .odd import JSON_RAWS, RAWS, Tree
from .texts import changed_bytes
from .trees import Changer
from .writing import json_text, toml_text, yaml_text

ROOT = Path(__file__).parents[2]
Form: TypeAlias = Literal["yaml", "json", "toml", "other"]


@dataclass(frozen=True)
class Case:
    """A folder with the file that is tried.

    Attributes:
        name: how the file is called.
        beside: the other files, by name.
        form: what it is written in, so that it can be made smaller.
        tree: what stands in it, as plain data, unless its text was changed too.
    """

    name: str
    content: bytes
    beside: Mapping[str, bytes] = field(default_factory=dict)
    form: Form = "yaml"
    tree: Tree = None

    def files(self) -> dict[str, bytes]:
        return {**self.beside, self.name: self.content}

    def with_content(self, content: bytes, tree: Tree = None) -> "Case":
        return replace(self, content=content, tree=tree)


@dataclass(frozen=True)
class Kind:
    """One kind of file.

    Attributes:
        make: a case.
        actions: what reads the file of a case, in its folder.
        weight: how many cases there are of it beside those of others.
    """

    name: str
    make: Callable[[Random], Case]
    actions: Callable[[Case, Random], Iterable[Action]]
    weight: int = 1


def written(tree: Tree, form: Form, chance: Random | None = None) -> bytes:
    """A tree as the text of a file."""
    match form:
        case "json":
            text = json_text(tree, chance.choice((None, 1, 2)) if chance else 1)
        case "toml":
            text = toml_text(tree) if isinstance(tree, dict) else str(tree)
        case _:
            text = yaml_text(tree, chance)
    return text.encode("utf-8", "surrogatepass")


def spoilt(
    chance: Random,
    name: str,
    tree: Tree,
    form: Form,
    beside: Mapping[str, bytes],
    *,
    text: bytes | None = None,
    sound: float = 0.15,
) -> Case:
    """A case of a tree after changes of its structure, its bytes, or both.

    Args:
        text: how it was written by a person; then sometimes that is changed.
        sound: how many stay as they are: what is right and unusual goes further than what is wrong.
    """
    if chance.random() < sound:
        return Case(name, written(tree, form, chance if form != "toml" else None), beside, form, tree)
    raws = {"yaml": RAWS, "json": JSON_RAWS, "toml": RAWS}.get(form, ())
    changer = Changer(chance, raws if chance.random() < 0.5 else (), aliases=form == "yaml" and chance.random() < 0.3)
    how = chance.random()
    if how < 0.2:
        return Case(name, changed_bytes(chance, text or written(tree, form, chance)), beside, form)
    changed = changer.changed(tree)
    content = written(changed, form, chance if form != "toml" else None)
    if how > 0.95:
        return Case(name, changed_bytes(chance, content), beside, form)
    return Case(name, content, beside, form, changed)
