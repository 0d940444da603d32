"""JUnit XML against the schema in tests/schemas, read by a small checker of what it uses."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lake_plans import WORSE, hostile_drafts
from test_github import findings, thousand

from redlines.problems import Level
from redlines.view.junit import junit_xml

SCHEMA = Path(__file__).parents[1] / "schemas" / "junit.xsd"
XS = "{http://www.w3.org/2001/XMLSchema}"
TYPES = {"xs:string": r"(?s:.*)", "xs:nonNegativeInteger": r"\d+", "xs:decimal": r"-?\d+(\.\d+)?"}


def faults(element: ElementTree.Element, schema: ElementTree.Element) -> list[str]:
    """What the schema does not allow of an element and of all inside it."""
    declared = next(d for d in schema.findall(f"{XS}element") if d.get("name") == element.tag)
    kind = declared.find(f"{XS}complexType")
    if kind is None:
        return [f"{element.tag} is a text"] if len(element) or element.attrib else []
    known = {a.get("name"): a for a in kind.findall(f"{XS}attribute")}
    found = [f"{element.tag} {name}" for name in element.attrib if name not in known]
    for name, attribute in known.items():
        value = element.get(str(name))
        if value is None:
            found += [f"{element.tag} without {name}"] if attribute.get("use") else []
        elif not re.fullmatch(TYPES[attribute.get("type", "")], value):
            found.append(f"{element.tag} {name}={value}")
    if kind.get("mixed") != "true" and (element.text or "").strip():
        found.append(f"text in {element.tag}")
    children = [child.tag for child in element]
    for part in kind.findall(f"{XS}sequence/{XS}element"):
        count = 0
        while children and children[0] == part.get("ref"):
            children.pop(0)
            count += 1
        if part.get("maxOccurs") != "unbounded" and count > int(part.get("maxOccurs", "1")):
            found.append(f"{count} of {part.get('ref')}")
    found += [f"{tag} in {element.tag}" for tag in children]
    return found + [fault for child in element for fault in faults(child, schema)]


def written(found, message, **options):
    """The report where a pipeline knows the files by the names that the findings have."""
    return junit_xml(found, message, links=[finding.place for finding in found], **options)


def valid(text: str) -> ElementTree.Element:
    root = ElementTree.fromstring(text)
    assert faults(root, ElementTree.parse(SCHEMA).getroot()) == []
    return root


def cases(root: ElementTree.Element) -> list[ElementTree.Element]:
    return list(root.iter("testcase"))


def test_the_checker_finds_what_is_wrong():
    schema = ElementTree.parse(SCHEMA).getroot()
    bad = ElementTree.fromstring(
        '<testsuites tests="x" odd="1"><testsuite name="a"><failure type="b"/></testsuite>t'
        "</testsuites>"
    )
    assert {
        "testsuites odd",
        "testsuites tests=x",
        "testsuite without tests",
        "failure in testsuite",
    } <= set(faults(bad, schema))


@pytest.mark.parametrize("fail_on", [*Level, "never", None])
def test_failures_are_what_is_at_or_above_the_level(fail_on):
    found, message = findings()
    root = valid(written(found, message, suite="spring-draft", fail_on=fail_on))
    order = list(Level)
    due = [f for f in found if fail_on in order and order.index(f.level) <= order.index(fail_on)]
    assert len(root.findall(".//failure")) == len(due)
    suite = root.find("testsuite")
    assert suite.get("failures") == root.get("failures") == f"{len(due)}"
    assert len(cases(root)) == len(found) == int(suite.get("tests"))


def test_every_one_of_a_thousand_findings_is_a_test_case():
    found, message = thousand()
    root = valid(written(found, message, suite="many", fail_on="error"))
    assert len(cases(root)) == 1000
    ids = [case.get("name").partition(": ")[0] for case in cases(root)]
    assert ids == [finding.id for finding in found]
    assert len({(case.get("classname"), case.get("name")) for case in cases(root)}) == 1000


def test_an_accepted_finding_is_skipped_with_its_reason():
    found, message = findings()
    crossing = next(own for own in found if own.level is Level.ERROR)
    text = written([replace(crossing, ignored="agreed")], message, suite="s", fail_on="info")
    root = valid(text)
    assert root.find(".//skipped").get("message") == "agreed"
    assert root.find(".//failure") is None
    assert root.find("testsuite").get("skipped") == "1"


def test_no_findings_are_one_case_that_passes_and_says_what_was_judged():
    root = valid(written([], str, suite="redlines check calm", fail_on="error"))
    [case] = cases(root)
    assert root.get("tests") == root.find("testsuite").get("tests") == "1"
    assert root.get("failures") == "0"
    assert case.get("name") == "no findings listed: redlines check calm"
    assert [*case] == []


def test_a_case_has_the_file_and_line_that_the_pipeline_knows():
    found, message = findings()
    crossing = next(own for own in found if own.id == "check-crosses")
    link = replace(crossing.place, file="repo/plans/spring.yaml", line=7)
    options = {"suite": "s", "fail_on": "error"}
    [case] = cases(valid(junit_xml([crossing], message, links=[link], **options)))
    assert (case.get("file"), case.get("line")) == ("repo/plans/spring.yaml", "7")
    assert case.find("failure").text.startswith("repo/plans/spring.yaml:7:")
    [case] = cases(valid(junit_xml([crossing], message, links=[None], **options)))
    assert {"file", "line"}.isdisjoint(case.attrib)
    assert case.find("failure").text.startswith("plans/spring.yaml:11:")


def test_hostile_texts_are_well_formed_and_visible():
    found, message = findings(hostile_drafts)
    marked = [replace(found[0], ignored=WORSE, plan=WORSE), *found[1:]]
    text = written(marked, message, suite=WORSE, fail_on="warn")
    root = valid(text)
    assert not re.search("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    assert "\\x1b" in root.find("testsuite").get("name")
    assert "\\uffff" in root.find("testsuite").get("name")
    assert "]]>" in root.find(".//skipped").get("message")
