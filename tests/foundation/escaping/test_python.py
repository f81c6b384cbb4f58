"""Text in the code of Python says the same, whatever it holds."""

import ast

from hypothesis import given
from hypothesis import strategies as st

from routekaart.foundation.escaping.letters import hides
from routekaart.foundation.escaping.machines import python_docs, python_text


@given(text=st.text())
def test_a_text_in_code_is_that_text_and_hides_nothing(text: str) -> None:
    written = python_text(text)
    assert ast.literal_eval(written) == text
    assert not hides(written)


@given(text=st.text())
def test_no_text_ends_a_docstring(text: str) -> None:
    (module,) = ast.parse(f'"""{python_docs(text)}"""').body
    assert isinstance(module, ast.Expr)
    assert isinstance(module.value, ast.Constant)
