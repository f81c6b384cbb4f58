"""Who acts: what is asked is what parts of a step wait for; once it is told nothing is open to the engine either."""

import json
import subprocess
from pathlib import Path

import pytest
from support.portable import NODE, interpreter
from support.profiles import SLOW
from support.strategies import REAL_ROUTES, real_route

from routekaart.portable import portable

ASKING = Path(__file__).with_name("asking.mjs")
ON = "2026-12-01"


@pytest.mark.slow
@pytest.mark.parametrize("name", REAL_ROUTES if SLOW else ("roc_bbl",))
def test_what_parts_wait_for_is_asked_once_and_settles_them(name: str, tmp_path: Path) -> None:
    route = real_route(name)
    file = tmp_path / "route.json"
    file.write_text(json.dumps(portable(route)), encoding="utf-8")
    command = [str(NODE), str(ASKING), str(interpreter()), str(file), ON]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for line in done.stdout.splitlines():
        found = json.loads(line)
        assert found["open"] == 0
        assert len(found["asked"]) == len(set(found["asked"]))
        duties = route.duties(found["step"], found["facts"], on=ON)
        holding = [one.holds for one in duties.partners] + [one.holds for one in duties.actions]
        assert None not in holding + [one.holds for one in duties.supports], line
        assert [one.text for one in duties.actions] == found["actions"], line
