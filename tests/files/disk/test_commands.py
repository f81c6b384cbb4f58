"""Each command that writes: killed, or with a full disk, it leaves every file as it was or as it should become.

`PYTHONPATH=tests python tests/files/disk/killing.py --times 200` does the same many more times.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.places import DATA
from support.profiles import SLOW, sample

KILLING = Path(__file__).with_name("killing.py")
OFTEN = ["--times", "20"] if SLOW else ["--times", "1", "--few"]
NAMES = (
    "fix check diff map calendar table parquet chart simulation junit generate init new baseline",
    "new baseline",
    "generate anew",
)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot kill a process halfway as the test does")
@pytest.mark.parametrize("name", sample([*NAMES[0].split(), *NAMES[1:]], 2))
def test_nothing_is_lost(name: str) -> None:
    # In a process of its own: one with threads should not be forked.
    command = [sys.executable, str(KILLING), *OFTEN, "--only", name]
    paths = os.pathsep.join([str(DATA.parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": paths}, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
