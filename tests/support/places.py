"""Where things stand in the repository."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
"""The top of the repository."""
DATA = ROOT / "tests" / "data"
"""Files that tests read: corpora, golden outputs, published schemas."""
