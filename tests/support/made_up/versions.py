"""A new version of a made-up route: the same data after one to three changes, each as a person could make it."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from .dice import Dice
from .routes import (
    ENDS,
    SPECIAL_DAYS,
    Conditions,
    Data,
    count_of,
    impossible,
    made_up_action,
    moved_date,
    told_fact,
    transition,
)

Change = Callable[[Dice, Data], None]
_WORDS = ("all", "any", "not")


def new_version(dice: Dice, route: Data) -> Data:
    """The route after some changes; a change may change nothing for anybody, and the outcome may be no right route."""
    new = deepcopy(route)
    for _ in range(dice.number(1, 3)):
        dice.pick(CHANGES)(dice, new)
    return new


def conditions_on(dice: Dice, route: Data, *, without: str | None = None) -> Conditions:
    """Makes conditions on the facts of a route, or on those that do not follow from one of them."""
    facts = route["facts"]
    others = {name: fact for name, fact in facts.items() if without is None or without not in _behind(facts, name)}
    return Conditions(dice, others or {"vraag_9": {"type": "yes_no"}}, route.get("parameters", {}))


def _behind(facts: Data, name: str) -> set[str]:
    """A fact and all that it follows from."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += _named_in(facts[one].get("derive"), facts)
    return found


def _named_in(written: Any, facts: Data) -> list[str]:
    if isinstance(written, dict):
        return [name for key, value in written.items() for name in [key, *_named_in(value, facts)] if name in facts]
    if isinstance(written, list):
        return [name for one in written for name in _named_in(one, facts)]
    return [written] if written in facts else []


# Steps.


def _some_step(dice: Dice, route: Data) -> Data:
    step: Data = dice.pick(list(route["steps"].values()))
    return step


def _transition(dice: Dice, route: Data) -> None:
    step = _some_step(dice, route)
    listed = step.setdefault("transitions", [])
    places = [name for name in (*route["steps"], *ENDS) if route["steps"].get(name) is not step]
    if not listed or dice.one_in(4):
        listed.append(transition(dice, places, conditions_on(dice, route)))
        return
    place = dice.number(0, len(listed) - 1)
    old = listed[place]
    extra = conditions_on(dice, route).one()
    listed[place] = dice.pick(
        (
            {**old, "when": extra},
            {**old, "when": {"all": [old["when"], extra]} if "when" in old else extra},
            {**old, "to": dice.pick(places)},
            {**old, "when": {"not": {"not": old["when"]}}} if "when" in old else old,
        )
    )
    if dice.one_in(5):
        del listed[place]
    if not listed:
        del step["transitions"]
        step.setdefault("otherwise", "stay")


def _order(dice: Dice, route: Data) -> None:
    step = _some_step(dice, route)
    if "transitions" in step:
        step["transitions"].reverse()


def _policy(dice: Dice, route: Data) -> None:
    step = _some_step(dice, route)
    step["policy"] = "unique" if step.get("policy") == "first" else "first"


def _otherwise(dice: Dice, route: Data) -> None:
    step = _some_step(dice, route)
    step["otherwise"] = dice.pick(("stay", "klaar", "gestopt"))
    if "transitions" in step and dice.one_in(3):
        del step["otherwise"]


def _action(dice: Dice, route: Data) -> None:
    step = _some_step(dice, route)
    step["actions"] = [
        made_up_action(dice, dice.number(0, 2), conditions_on(dice, route)),
        *step.get("actions", [])[1:],
    ]


def _title(dice: Dice, route: Data) -> None:
    _some_step(dice, route)["title"] = "Een andere titel"


# Facts.


def _named(dice: Dice, route: Data, *, type_: str | None = None, follows: bool | None = None) -> str | None:
    names = [
        name
        for name, fact in route["facts"].items()
        if type_ in (None, fact["type"]) and follows in (None, "derive" in fact)
    ]
    return dice.pick(names) if names else None


def _definition(dice: Dice, route: Data) -> None:
    name = _named(dice, route, type_="yes_no")
    if name is not None:
        fact = route["facts"][name]
        told = "derive" in fact and dice.one_in(3)
        for key in ("derive", "changes", "lifetime"):
            fact.pop(key, None)
        if not told:
            fact["derive"] = conditions_on(dice, route, without=name).one()


def _reading(dice: Dice, route: Data) -> None:
    """A count or a moved date is read off in another way, or told from now on."""
    name = _named(dice, route, type_=dice.pick(("number", "date")), follows=True)
    if name is not None:
        fact = route["facts"][name]
        dates = [other for other in _behind(route["facts"], name) if route["facts"][other]["type"] == "date"]
        if fact["type"] == "date" or dice.one_in(3):
            other = moved_date(dice, min(dates)) if fact["type"] == "date" else {"type": "number"}
        else:
            other = count_of(dice, min(dates))
        _replace(dice, route, name, other)


def _type(dice: Dice, route: Data) -> None:
    """A fact that is told becomes one of another type, or one that follows."""
    name = _named(dice, route, follows=False)
    if name is None:
        return
    dates = [other for other in route["facts"] if other != name and "telt" not in other and other.startswith("datum")]
    if route["facts"][name]["type"] == "number" and dates and dice.one_in(2):
        _replace(dice, route, name, count_of(dice, dates[0]))
    elif not any(name in _behind(route["facts"], other) for other in route["facts"] if other != name):
        _replace(dice, route, name, told_fact(dice, dice.pick(("yes_no", "choice", "number", "text", "text"))))


def _replace(dice: Dice, route: Data, name: str, fact: Data) -> None:
    """Give a fact another definition, and every condition on it a test that fits that."""
    route["facts"][name] = fact
    own = Conditions(dice, {name: fact}, route.get("parameters", {}))
    for condition in _conditions(route):
        if name in condition:
            condition.update(own.test(name))


def _conditions(written: Any) -> Iterator[Data]:
    """Every mapping in a route: conditions are among them, and nothing else has the name of a fact as a key."""
    if isinstance(written, dict):
        yield written
        for key, value in written.items():
            if key != "facts":
                yield from _conditions(value)
        for fact in written.get("facts", {}).values() if isinstance(written.get("facts"), dict) else ():
            yield from _conditions(fact.get("derive"))
    elif isinstance(written, list):
        for one in written:
            yield from _conditions(one)


def _options(dice: Dice, route: Data) -> None:
    """Another option, one less, or one that only looks like what it was."""
    name = _named(dice, route, type_="choice")
    if name is None:
        return
    fact = route["facts"][name]
    options: list[str] = fact["options"]
    old = dice.pick(options)
    way = dice.pick(("more", "less", "capitals", "spaces", "order"))
    if way == "more":
        options.append("anders")
    elif way == "order":
        options.reverse()
    elif way == "less" and len(options) > 2:
        _rename_option(route, name, old, next(one for one in options if one != old))
        options.remove(old)
    else:
        new = old.swapcase() if way == "capitals" else (old.replace(" ", "  ") if " " in old else f" {old}")
        options[options.index(old)] = new
        _rename_option(route, name, old, new)


def _rename_option(route: Data, name: str, old: str, new: str) -> None:
    for condition in _conditions(route):
        if name in condition:
            condition[name] = _with_option(condition[name], old, new)


def _with_option(written: Any, old: str, new: str) -> Any:
    if isinstance(written, list):
        return list(dict.fromkeys(_with_option(one, old, new) for one in written))
    if isinstance(written, dict):
        return {key: _with_option(value, old, new) for key, value in written.items()}
    return new if written == old else written


def _domain(dice: Dice, route: Data) -> None:
    name = _named(dice, route, type_=dice.pick(("number", "date")))
    if name is None:
        return
    fact = route["facts"][name]
    if fact["type"] == "number":
        end = dice.pick(("min", "max"))
        if end in fact:
            fact[end] = str(int(fact[end]) + dice.pick((-1, 1)))
        else:
            fact[end] = "-1" if end == "min" else "99"
    elif "derive" not in fact:
        fact.pop("past") if "past" in fact else fact.update(past="true")


def _unused(dice: Dice, route: Data) -> None:
    """A fact that nothing uses comes, or gets another definition, or goes."""
    facts = route["facts"]
    if "ongebruikt" in facts and dice.one_in(3):
        del facts["ongebruikt"]
    else:
        facts["ongebruikt"] = {"type": "yes_no", "derive": conditions_on(dice, route, without="ongebruikt").one(1)}


def _gone(dice: Dice, route: Data) -> None:
    """A fact has another name, and nothing says what it was called: it is gone, and another has come."""
    name = _named(dice, route, follows=False)
    if name is not None:
        new = _with_name(route, name, f"{name}_nieuw")
        route.clear()
        route.update(new)


def _with_name(written: Any, old: str, new: str) -> Any:
    if isinstance(written, dict):
        return {new if key == old else key: _with_name(value, old, new) for key, value in written.items()}
    if isinstance(written, list):
        return [_with_name(one, old, new) for one in written]
    return new if written == old else written


# Parameters and what is impossible.


def _limit(dice: Dice, route: Data) -> None:
    values = route.get("parameters", {}).get("grens", {}).get("values")
    if values and dice.one_in(2):
        values[-1]["value"] = str(int(values[-1]["value"]) + dice.pick((-1, 1)))
    elif values:
        later = [day.isoformat() for day in SPECIAL_DAYS if day.isoformat() > values[-1]["from"] or len(values) == 1]
        if later:
            values.append({"from": dice.pick(later), "value": str(dice.number(0, 4))})


def _impossible(dice: Dice, route: Data) -> None:
    rules = route.pop("impossible", [])
    less = bool(rules) and dice.one_in(2)
    rules = rules[1:] if less else [*rules, impossible(dice, conditions_on(dice, route))]
    if rules:
        route["impossible"] = rules


CHANGES: tuple[Change, ...] = (
    _transition, _transition, _transition, _order, _policy, _otherwise, _action, _title, _definition, _definition,
    _reading, _type, _type, _options, _options, _domain, _unused, _unused, _gone, _limit, _impossible,
)  # fmt: skip
