"""JUnit XML, the format in which build servers read test results."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from routekaart.foundation.escaping.machines import xml_document, xml_text


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a case did not pass.

    Attributes:
        message: a summary in one line.
        text: the full description.
        kind: the kind of problem, in one word.
    """

    message: str
    text: str
    kind: str = "failure"


@dataclass(frozen=True, slots=True)
class Case:
    """One test case. It fails when what it tests is wrong, and is an error when the test could not be run.

    Attributes:
        group: cases of one group are shown together; build servers call it the class.
        seconds: how long the case took; None if unknown.
    """

    name: str
    group: str
    failures: tuple[Problem, ...] = ()
    errors: tuple[Problem, ...] = ()
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Suite:
    """Cases that belong together, such as those of one file."""

    name: str
    cases: tuple[Case, ...]


def to_xml(suites: Iterable[Suite]) -> str:
    """The suites as JUnit XML, without characters that XML cannot hold."""
    root = Element("testsuites")
    for suite in suites:
        _add(root, suite)
    indent(root)
    return xml_document('<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n")


def _add(root: Element, suite: Suite) -> None:
    element = SubElement(
        root,
        "testsuite",
        name=xml_text(suite.name),
        tests=str(len(suite.cases)),
        failures=str(sum(bool(case.failures) for case in suite.cases)),
        errors=str(sum(bool(case.errors) for case in suite.cases)),
        skipped="0",
    )
    for case in suite.cases:
        one = SubElement(element, "testcase", name=xml_text(case.name), classname=xml_text(case.group))
        if case.seconds is not None:
            one.set("time", str(Decimal(case.seconds).quantize(Decimal("0.001"))))
        for tag, problems in (("error", case.errors), ("failure", case.failures)):
            for problem in problems:
                child = SubElement(one, tag, type=xml_text(problem.kind), message=xml_text(problem.message))
                child.text = xml_text(problem.text)
