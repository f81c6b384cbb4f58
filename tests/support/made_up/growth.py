"""What a made-up route can have beside: spellings of options, ends of school years, one of several, who acts."""

from copy import deepcopy

from .dice import Dice
from .routes import Data

PARTNERS = ["slb", "school"]


def with_growth(seed: int, number: int, route: Data, *, new: bool = False) -> Data:
    """The route with some of this; both versions have the same in the same places, but for a few of a new version."""
    grown = deepcopy(route)

    def chosen(place: str, one_in: int) -> bool:
        left_out = new and Dice(seed, f"{number} new {place}").one_in(8)
        return not left_out and Dice(seed, f"{number} grown {place}").one_in(one_in)

    for name, fact in grown["facts"].items():
        derive = fact.get("derive", {})
        if isinstance(fact.get("options"), list) and chosen(name, 2):
            fact["options"] = {option: _option(option) for option in fact["options"]}
        elif "date" in derive and chosen(name, 3):
            derive["to"] = "end_of_school_year"
            if chosen(f"{name} alone", 2):
                del derive["plus" if "plus" in derive else "minus"]
    for name, step in grown["steps"].items():
        for section in ("responsible", "contacts"):
            for index, one in enumerate(step.get(section, ())):
                if chosen(f"{name} {section} {index}", 3):
                    del one["partner"]
                    one["one_of"] = PARTNERS
        for index, action in enumerate(step.get("actions", ())):
            if chosen(f"{name} actions {index}", 3):
                action["by"] = ["school"]
    return grown


def _option(option: str) -> Data:
    return {"title": f"de keuze {option.strip()}", "also": [f"code {option.strip()}"]}
