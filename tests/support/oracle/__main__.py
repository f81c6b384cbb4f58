"""`uv run python -m tests.support.oracle --routes 5000 --seed 1`, from the folder of the repository."""

import sys

from ..against.command import main

sys.exit(main())
