"""The codes of errors, as the source has them."""

import ast
from pathlib import Path
from typing import get_args

from routekaart.files.disk.refusals import WritingRefusal
from routekaart.journeys.log import JourneyProblem
from routekaart.model.applied_readings import AlternativeProblem

SOURCE = Path(__file__).parents[2] / "src"


def codes_in_source() -> set[str]:
    """Every code that an error can have."""
    found: set[str] = {*get_args(JourneyProblem), *get_args(WritingRefusal), *get_args(AlternativeProblem)}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and "Error" in node.name:
                found |= {
                    part.value.value
                    for part in node.body
                    if isinstance(part, ast.Assign | ast.AnnAssign)
                    and isinstance(part.value, ast.Constant)
                    and isinstance(part.value.value, str)
                    and "code" in ast.unparse(part).split("=")[0]
                }
    return found - {"refused"}
