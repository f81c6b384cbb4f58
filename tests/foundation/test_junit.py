"""JUnit XML: valid by the schema that build servers use, and nothing of it lost.

`tests/data/schemas/junit-10.xsd` is the schema of the xUnit plugin of Jenkins, with which pytest tests its own
output (MIT license, in the file).
"""

from xml.etree.ElementTree import fromstring

import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st
from support.places import DATA
from support.profiles import examples, use_profile

from routekaart.foundation.junit import Case, Problem, Suite, to_xml

use_profile()
SCHEMA = xmlschema.XMLSchema(DATA / "schemas" / "junit-10.xsd")

problems = st.lists(st.builds(Problem, st.text(), st.text(), st.text()), max_size=2).map(tuple)
cases = st.builds(
    Case,
    st.text(),
    st.text(),
    problems,
    problems,
    st.none() | st.floats(0, 10_000, allow_nan=False, allow_infinity=False),
)
suites = st.builds(Suite, st.text(), st.lists(cases, max_size=3).map(tuple))


@given(made=st.lists(suites, max_size=3))
@examples()
def test_any_text_gives_valid_xml_that_counts_right(made: list[Suite]) -> None:
    xml = to_xml(made)
    SCHEMA.validate(xml)
    root = fromstring(xml)
    assert [int(one.attrib["tests"]) for one in root] == [len(suite.cases) for suite in made]
    assert [int(one.attrib["failures"]) for one in root] == [sum(bool(c.failures) for c in s.cases) for s in made]
    assert [int(one.attrib["errors"]) for one in root] == [sum(bool(c.errors) for c in s.cases) for s in made]


def test_what_is_told_of_a_failure_is_all_there() -> None:
    failure = Problem("a < b & 'c'", "regel 1\nregel 2\x00\ud800", "verschil")
    root = fromstring(to_xml([Suite("s", (Case("één", "groep", (failure,), seconds=0.12345),))]))
    (case,) = root.iter("testcase")
    assert dict(case.attrib) == {"name": "één", "classname": "groep", "time": "0.123"}
    (told,) = case
    assert dict(told.attrib) == {"type": "verschil", "message": "a < b & 'c'"}
    assert told.text == "regel 1\nregel 2"


def test_without_cases_there_is_an_empty_suite() -> None:
    root = fromstring(to_xml([Suite("leeg", ())]))
    assert [one.attrib["tests"] for one in root] == ["0"]


def test_the_schema_refuses_what_is_no_junit() -> None:
    with pytest.raises(xmlschema.XMLSchemaValidationError):
        SCHEMA.validate("<testsuites><testcase/></testsuites>")
