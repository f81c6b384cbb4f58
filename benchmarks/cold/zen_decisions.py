"""Routes as zen decisions in JSON, read and compiled by zen-engine. Prints how many tables."""

import sys
from pathlib import Path

import zen

texts = [Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]]
decisions = [zen.ZenDecisionContent(text) for text in texts]
print(sum(text.count('"decisionTableNode"') for text in texts))
