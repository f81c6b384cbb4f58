"""Where a diagnostic points."""

import re

from routekaart.foundation.edits import Span


def lies_inside(span: Span, text: str) -> bool:
    """Whether a span begins and ends in a text; the end of a line, and the line after the last, count as inside."""
    lines = [*re.split("\r\n|[\n\r]", text), ""]

    def inside(line: int, column: int) -> bool:
        return 1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1

    starts_first = (span.line, span.column) <= (span.end_line, span.end_column)
    return starts_first and inside(span.line, span.column) and inside(span.end_line, span.end_column)
