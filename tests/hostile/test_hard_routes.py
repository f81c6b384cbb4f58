"""Small files that are hard: each question is answered, or refused plainly, within a bounded amount of work."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hard_routes import CASES, answer
from support.profiles import sample

import routekaart
from routekaart.files.reader import scopes
from routekaart.foundation.errors import TooHardError
from routekaart.logic.budget import Budget

MOST_WORK = 45_000_000
"""In parts of formulas: some ten seconds, for whatever is asked."""

ASKED = [(name, one) for name, case in CASES.items() for one in case.asked]
REFUSED = {
    ("xor_chain 16", "reach"),
    ("xor_chain 16", "path"),
    ("written_out_xor 10", "reach"),
    ("pigeonholes 10", "decide"),
    ("two_choices 150", "reach"),
}
"""What takes more than one question may; everything else is answered."""


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """All work that was spent, each amount once: of each budget with none around it, what is not left."""
    opened: list[tuple[int, Budget]] = []
    made = Budget.__init__

    def noted(budget: Budget, work: int, outer: Budget | None = None, step_id: str | None = None) -> None:
        made(budget, work, outer, step_id)
        if outer is None:
            opened.append((work, budget))

    monkeypatch.setattr(Budget, "__init__", noted)
    return lambda: sum(work - budget.left for work, budget in opened)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "question"), sample(ASKED, 2))
def test_a_question_about_a_hard_file_takes_a_bounded_amount_of_work(
    name: str, question: str, tmp_path: Path, work: Callable[[], int]
) -> None:
    file = tmp_path / "zwaar.yaml"
    file.write_text(CASES[name].text, encoding="utf-8")
    route = routekaart.load(file)
    found = answer(question, route, file)
    assert (found == "too hard") == ((name, question) in REFUSED)
    assert work() <= MOST_WORK


@pytest.mark.slow
def test_what_is_refused_names_the_step_and_no_fact(tmp_path: Path) -> None:
    file = tmp_path / "zwaar.yaml"
    file.write_text(CASES["pigeonholes 10"].text, encoding="utf-8")
    route = routekaart.load(file)
    with pytest.raises(TooHardError) as raised:
        route.decide("s", {"p0_0": "ja"}, on="2026-03-01")
    assert raised.value.step_id == "s"
    assert "stap s:" in raised.value.text.nl
    assert "p0_0" not in str(raised.value)


def test_a_file_is_not_kept_waiting_by_what_lies_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "zwaar.yaml").write_text(CASES["all_yes 20"].text, encoding="utf-8")
    for number in range(3):
        other = CASES["written_out_xor 10"].text.replace("zwaar", f"ander_{number}")
        (tmp_path / f"ander_{number}.yaml").write_text(other, encoding="utf-8")
    read: list[str] = []
    read_file = scopes.read_file

    def noted(path: Path) -> scopes.Scope | scopes.Unusable:
        read.append(path.name)
        return read_file(path)

    monkeypatch.setattr("routekaart.files.reader.read_file.read_file", noted)
    assert not routekaart.check(tmp_path / "zwaar.yaml").errors
    assert read == ["zwaar.yaml"]
