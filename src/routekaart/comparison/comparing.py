"""The door: compare two versions of a route."""

from routekaart.comparison.comparison import Comparison, Version
from routekaart.comparison.in_time import in_time
from routekaart.comparison.joining import joint_of
from routekaart.comparison.meaning import meaning_of
from routekaart.comparison.texts import texts_of
from routekaart.foundation.arguments import ROUTE, checked, text
from routekaart.foundation.errors import wrong_type
from routekaart.foundation.language import Text
from routekaart.route import Route

_CALLED = Text("een tuple van twee teksten", "a tuple of two texts")


def compare(old: Route, new: Route, *, called: tuple[str, str] | None = None) -> Comparison:
    """What is otherwise in the new version of a route: in its text, and for students.

    Every student is looked at: everybody whom both versions accept, at each step, on every reference date. What goes
    otherwise from one step or day to the next is told beside it. That two
    versions mean the same is proven; that they do not is shown with a student, whom both versions were really asked.

    Args:
        called: the names or paths by which the versions can be loaded, for the commands that are shown; without them,
            the ids of the routes.

    Raises:
        WrongTypeError: `old` or `new` is not a route, or `called` is not two texts.
    """
    checked("old", old, Route, ROUTE)
    checked("new", new, Route, ROUTE)
    names = (old.id, new.id) if called is None else _two_texts(called)
    joint = joint_of(old, new)
    found = meaning_of(joint, names)
    return Comparison(
        old=_version(old, names[0]),
        new=_version(new, names[1]),
        texts=tuple(texts_of(joint)),
        next_steps=tuple(found.next_steps),
        duties=tuple(found.duties),
        admissions=tuple(found.admissions),
        follows=tuple(found.follows),
        places=tuple(found.places),
        others=tuple(found.others),
        in_time=tuple(in_time(joint)),
        unproven=tuple(found.unproven),
    )


def _two_texts(called: object) -> tuple[str, str]:
    if not isinstance(called, tuple) or len(called) != 2:
        raise wrong_type("called", called, _CALLED)
    old, new = called
    return text("called", old, _CALLED), text("called", new, _CALLED)


def _version(route: Route, called: str) -> Version:
    return Version(route.id, route.version, route.title, called, route.digest)
