"""Why a table of students cannot be decided about as a whole."""

from routekaart.language import Text


class CohortError(ValueError):
    """A table, a column or a step that cannot be used; what is wrong with single rows is told in those rows.

    Attributes:
        text: what is wrong and what was expected, in both languages. Never a value of a student.
    """

    def __init__(self, text: Text) -> None:
        super().__init__(text.nl)
        self.text = text

    def __reduce__(self) -> tuple[type["CohortError"], tuple[Text]]:
        return CohortError, (self.text,)
