"""Routes of any shape for the tests of pictures: phases, loops, hand-overs, long conditions and hostile titles."""

from hypothesis import strategies as st

from routekaart.foundation.frozen import frozen
from routekaart.model.condition import ALWAYS, All, AnyOf, Condition, FactTest
from routekaart.model.fact_types import FactType
from routekaart.model.step import STAY, Action, End, HandOver, Involvement, Partner, Step, Term, Transition
from routekaart.route import Route

HOSTILE = (
    "Werk zoeken",
    "Een titel die veel langer is dan wat er in een vak past, en dan nog een stuk",
    "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichenfabrik",
    "<script>alert(1)</script> & \"aanhaling\" 'enkel' `schuin` %%{init}%% #quot; ; \\N \\",
    "مرحبا بالعالم",
    "\u202eomgekeerd\u202c \x00\x07 tekens",
    "家族の仕事",
    "😀🏳️‍🌈 feest",
    "]]> --> end subgraph",
    "ﷺ ﷽",
)
_FACTS = {name: FactType(name, "yes_no", title) for name, title in zip("abcd", HOSTILE, strict=False)}


@st.composite
def map_routes(draw: st.DrawFn, most: int = 12) -> Route:
    """A route in which steps lead anywhere, also to places that do not exist."""
    count = draw(st.integers(1, most))
    ids = [f"S{number}" for number in range(count)]
    ends = [f"einde_{number}" for number in range(draw(st.integers(0, 3)))]
    phases = [f"fase_{number}" for number in range(draw(st.integers(0, 4)))]
    targets = [*ids, *ends, "nergens"]
    steps = {name: draw(_steps(name, targets, phases)) for name in ids}
    return Route(
        id="bedacht",
        title=draw(st.sampled_from(HOSTILE)),
        version="1",
        language=draw(st.sampled_from(["nl", "en"])),
        start=draw(st.sampled_from([ids[0], ids[-1]])),
        steps=frozen(steps),
        ends=frozen({name: End(id=name, title=name, outcome="success", hand_over=_ELSEWHERE[0]) for name in ends}),
        facts=frozen(_FACTS),
        parameters=frozen({}),
        partners=frozen({"slb": Partner("slb", "SLB'er")}),
        readings=frozen({}),
        sources=frozen({}),
        phases=frozen({name: draw(st.sampled_from(HOSTILE)) for name in phases}),
        impossible=(),
    )


_ELSEWHERE = (HandOver(route="ander", step="S1"), HandOver(outside="MAS"))


def _condition(width: int) -> Condition:
    if not width:
        return ALWAYS
    pairs = [
        All((FactTest(first, "one_of", (True,)), FactTest(second, "one_of", (False,))))
        for first in _FACTS
        for second in _FACTS
    ]
    return AnyOf(tuple(pairs[:width]))


@st.composite
def _steps(draw: st.DrawFn, name: str, targets: list[str], phases: list[str]) -> Step:
    leading = draw(st.lists(st.sampled_from(targets), max_size=4))
    return Step(
        id=name,
        title=draw(st.sampled_from(HOSTILE)),
        phase=draw(st.sampled_from([*phases, None, "onbekend"])) if phases else None,
        responsible=tuple(
            Involvement(partners=(one,)) for one in draw(st.lists(st.sampled_from(["slb", "weg"]), max_size=3))
        ),
        responsible_unknown=draw(st.booleans()),
        actions=tuple(
            Action(text="Draag over", hand_over=where, when=_condition(draw(st.integers(0, 2))))
            for where in draw(st.lists(st.sampled_from(_ELSEWHERE), max_size=2))
        ),
        terms=(Term(title="Drie maanden"),) if draw(st.booleans()) else (),
        policy=draw(st.sampled_from(["unique", "first"])),
        transitions=tuple(Transition(to=to, when=_condition(draw(st.sampled_from([0, 1, 3, 16])))) for to in leading),
        otherwise=draw(st.sampled_from([None, STAY, targets[0], targets[-1]])),
    )
