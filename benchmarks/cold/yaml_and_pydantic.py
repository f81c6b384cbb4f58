"""What somebody would write to read route files: PyYAML (C) and pydantic models. Prints how many steps."""

import sys
from pathlib import Path
from typing import Any, Literal, TypeAlias

import yaml
from pydantic import BaseModel, ConfigDict, Field

Scalar: TypeAlias = bool | int | float | str
Condition: TypeAlias = dict[str, Any]
Many: TypeAlias = str | list[str]


class Closed(BaseModel):
    """No other keys than those that are named."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Fact(Closed):
    """What is asked of a student."""

    type: Literal["yes_no", "choice", "number", "date", "text"]
    title: str | None = None
    description: str | None = None
    question: str | None = None
    phrases: dict[Scalar, str] | None = None
    options: list[Scalar] | dict[Scalar, str | dict[str, Any]] | None = None
    asked_of: list[str] | None = None
    sensitive: bool = False
    titles: dict[Scalar, str] | None = None
    unit: str | None = None
    min: float | None = None
    max: float | None = None
    decimals: int | None = None
    past: bool = False
    changes: Literal["never", "grows", "once", "freely"] = "freely"
    lifetime: Literal["visit", "route", "lasting"] = "lasting"
    only_recorded: bool = False
    derive: Condition | None = None
    source: Many | None = None
    reading: Many | None = None
    renamed_from: Many | None = None


class Involved(Closed):
    """A partner, and when she is there."""

    partner: str | None = None
    one_of: list[str] | None = None
    when: Condition | None = None
    note: str | None = None
    source: Many | None = None
    reading: Many | None = None


class Action(Closed):
    """What is done."""

    do: str
    with_: list[str] | None = Field(None, alias="with")
    by: Many | None = None
    via: list[str] | None = None
    when: Condition | None = None
    hand_over: dict[str, str] | None = None
    optional: bool = False
    note: str | None = None
    source: Many | None = None
    reading: Many | None = None


class Support(Closed):
    """What can be used."""

    title: str
    via: list[str] | None = None
    when: Condition | None = None
    note: str | None = None
    source: Many | None = None
    reading: Many | None = None


class Transition(Closed):
    """Where it leads, and when."""

    to: str
    when: Condition | None = None
    title: str | None = None
    implicit: bool = False
    note: str | None = None
    source: Many | None = None
    reading: Many | None = None


class Step(Closed):
    """One step."""

    title: str
    description: str | None = None
    phase: str | None = None
    ask: list[str] | None = None
    responsible: str | Involved | list[str | Involved] | None = None
    contacts: list[str | Involved] | None = None
    actions: list[str | Action] | None = None
    supports: list[str | Support] | None = None
    checklist: list[str] | None = None
    terms: list[dict[str, Any]] | None = None
    transitions: list[Transition] | None = None
    otherwise: str | None = None
    policy: Literal["unique", "first"] = "unique"
    source: Many | None = None
    reading: Many | None = None
    renamed_from: Many | None = None


class End(Closed):
    """Where a route ends."""

    title: str
    outcome: str
    description: str | None = None
    hand_over: dict[str, str] | None = None
    source: Many | None = None
    reading: Many | None = None


class File(Closed):
    """A route or a vocabulary."""

    routekaart: int
    id: str | None = None
    vocabulary: str | None = None
    title: str | None = None
    description: str | None = None
    version: str | None = None
    language: Literal["nl", "en"] = "nl"
    uses: list[str] = []
    sources: dict[str, dict[str, Any]] = {}
    phases: dict[str, str] = {}
    start: str | None = None
    facts: dict[str, Fact] = {}
    parameters: dict[str, dict[str, Any]] = {}
    partners: dict[str, dict[str, Any]] = {}
    impossible: list[dict[str, Any]] = []
    steps: dict[str, Step] = {}
    ends: dict[str, End] = {}
    readings: dict[str, dict[str, Any]] = {}


print(sum(len(File(**yaml.load(Path(name).read_bytes(), yaml.CSafeLoader)).steps) for name in sys.argv[1:]))
