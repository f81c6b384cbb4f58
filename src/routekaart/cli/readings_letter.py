"""A letter to the owner of a source: each open question, and what each answer would mean for students."""

from collections.abc import Iterator

from routekaart.cli.readings_text import made_up_texts
from routekaart.comparison import phrases
from routekaart.comparison.changes import grouped
from routekaart.comparison.comparison import Comparison
from routekaart.foundation.escaping.markdown import markdown
from routekaart.foundation.language import Language, Text, counted, say
from routekaart.model.step import document_in
from routekaart.route import Route
from routekaart.simulation.other_readings_counted import AlternativeFound, ReadingFound, ReadingsFound

_MOST = 8
_MADE_UP = Text(
    "De aantallen gaan over verzonnen studenten. Het is geen voorspelling: ze laten zien welke vraag veel studenten "
    "raakt en welke weinig.",
    "The numbers are about made-up students. They are not a forecast: they show which question touches many students "
    "and which few.",
)
_ABOUT = Text(
    "Deze brief is voor wie over de bronnen van deze route gaat. Een route zegt stap voor stap waar een student heen "
    "gaat en wie wat doet. Op sommige plekken zegt de bron niet wat er moet gebeuren, of zegt ze twee dingen. Daar is "
    "iets gekozen. Hieronder staat per vraag wat er niet duidelijk is, wat er nu gekozen is, wat er ook bedoeld kan "
    "zijn, en wat er dan voor studenten verandert. Wilt u bij elke vraag aankruisen wat er bedoeld is?",
    "This letter is for the owner of the sources of this route. A route says step by step where a student goes and "
    "who does what. In some places the source does not say what must be done, or says two things. There something was "
    "chosen. Below stands for each question what is not clear, what is chosen now, what else can be meant, and what "
    "would change for students then. Please mark at each question what was meant.",
)
_NOBODY = Text(
    "Dan verandert er voor niemand iets. Dat is bewezen.", "Nothing changes for anybody then. That is proven."
)
_ONLY_DUTIES = Text(
    "Elke student gaat dan dezelfde weg; anders is alleen wie er handelt of wat er moet gebeuren.",
    "Every student goes the same way then; only who acts or what must be done is different.",
)
_UNPROVEN = Text(
    "Er is niemand gevonden voor wie er iets verandert, maar bewezen is dat niet.",
    "Nobody was found for whom anything changes, but that is not proven.",
)
_NOT_WORKED_OUT = Text(
    "Wat er dan voor studenten verandert, is niet uitgewerkt.", "What would change for students then is not worked out."
)


def letter(found: ReadingsFound, lang: Language) -> Iterator[str]:
    """The lines of the letter, in Markdown."""
    route = found.route
    title = markdown(route.title)
    yield say(lang, f"# Vragen over: {title}", f"# Questions about: {title}")
    yield ""
    yield _ABOUT.in_language(lang)
    yield ""
    count = counted(len(found.readings), Text("vraag", "question"), Text("vragen", "questions"))
    yield say(lang, f"Er {'is' if len(found.readings) == 1 else 'zijn'} {count.nl}.", f"There are {count.en}.")
    cited = dict.fromkeys(document_in(place) for one in found.readings for place in one.sources)
    named = [markdown(route.sources[name].title) for name in cited if name in route.sources]
    if named:
        yield say(lang, f"Ze gaan over: {'; '.join(named)}.", f"They are about: {'; '.join(named)}.")
    yield ""
    if any(other.made_up for one in found.readings for other in one.alternatives):
        yield _MADE_UP.in_language(lang)
        yield ""
    for number, one in enumerate(found.readings, start=1):
        yield from _question(number, one, route, lang)
    yield say(
        lang,
        f"Gemaakt van {markdown(route.id)} {markdown(route.version)}.",
        f"Made of {markdown(route.id)} {markdown(route.version)}.",
    )


def _question(number: int, found: ReadingFound, route: Route, lang: Language) -> Iterator[str]:
    one = found.reading
    yield say(lang, f"## Vraag {number} ({markdown(one.id)})", f"## Question {number} ({markdown(one.id)})")
    yield ""
    yield markdown(one.problem)
    yield ""
    if found.sources:
        places = markdown("; ".join(found.sources))
        yield say(lang, f"Het gaat om: {places}.", f"It is about: {places}.")
        yield ""
    yield say(lang, "**Zo is het nu.** ", "**So it is now.** ") + markdown(one.chosen)
    yield say(lang, "Waarom: ", "Why: ") + markdown(one.because)
    yield ""
    for other in found.alternatives:
        yield from _other(other, route, lang)
    yield say(lang, "**Wat is er bedoeld?**", "**What was meant?**")
    yield ""
    yield f"- [ ] {say(lang, 'Zo is het nu: ', 'As it is now: ')}{markdown(one.chosen)}"
    yield from (f"- [ ] {markdown(other.alternative.text)}" for other in found.alternatives)
    yield f"- [ ] {say(lang, 'Iets anders, namelijk:', 'Something else, namely:')}"
    yield ""


def _other(found: AlternativeFound, route: Route, lang: Language) -> Iterator[str]:
    """Lines with what one of the answers would mean."""
    text = markdown(found.alternative.text)
    yield say(lang, f"**Het kan ook zijn: {text}**", f"**It can also be: {text}**")
    yield ""
    comparison = found.comparison
    if comparison is None:
        yield _NOT_WORKED_OUT.in_language(lang)
        yield ""
        return
    if comparison.same_meaning is not False:
        yield (_NOBODY if comparison.same_meaning else _UNPROVEN).in_language(lang)
        yield ""
        return
    if found.made_up:
        yield " ".join(markdown(text.in_language(lang)) for text in made_up_texts(found.made_up, route))
        yield ""
    if comparison.duties and not _moves_somebody(comparison):
        yield _ONLY_DUTIES.in_language(lang)
        yield ""
    yield say(lang, "Wat er dan verandert:", "What would change:")
    yield ""
    yield from (f"- {line}" for line in _changes(comparison, lang))
    yield ""


def _moves_somebody(found: Comparison) -> bool:
    """Whether some student may go another way, or it is not proven that none does."""
    moved = found.next_steps, found.admissions, found.places, found.others, found.in_time, found.unproven
    return any(moved)


def _changes(found: Comparison, lang: Language) -> Iterator[str]:
    """Lines with each change and the students concerned; a long list is cut."""
    told: list[str] = []
    for group in grouped(found.next_steps):
        who = markdown(group.region.text.in_language(lang))
        answers = "; in ".join(
            markdown(phrases.next_step(change, reading=True).in_language(lang)) for change in group.changes
        )
        told.append(
            say(lang, f"Voor wie dit geldt: {who}. In {answers}.", f"For whom this holds: {who}. In {answers}.")
        )
    for duties in grouped(found.duties):
        who = markdown(duties.region.text.in_language(lang))
        for steps, texts in phrases.duties_by_steps(duties, reading=True):
            what = "; ".join(markdown(text.in_language(lang)) for text in texts)
            told.append(
                say(
                    lang,
                    f"Wie en wat in {markdown(steps)}, voor {who}: {what}.",
                    f"Who acts and what is done in {markdown(steps)}, for {who}: {what}.",
                )
            )
    for _, others in phrases.lists(found):
        told += [f"{markdown(text.in_language(lang))}." for text, _ in others]
    yield from told[:_MOST]
    if len(told) > _MOST:
        more = len(told) - _MOST
        yield say(lang, f"En nog {more} andere veranderingen.", f"And {more} other changes.")
