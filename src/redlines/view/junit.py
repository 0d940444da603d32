"""Findings as JUnit XML: a suite, and a test case for every finding, also those that pass.

Where nothing was found there is one case that passes: what reads such files takes one without
cases for a run that broke.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.etree import ElementTree

from redlines.case import Place
from redlines.findings import Finding
from redlines.problems import Level
from redlines.view.clean import xml_text


def junit_xml(
    findings: Sequence[Finding],
    message: Callable[[Finding], str],
    *,
    suite: str,
    fail_on: str | None,
    links: Sequence[Place | None],
) -> str:
    """One suite; a finding at or above `fail_on` is a failure, an accepted one is skipped.

    `suite` says what was judged. `fail_on` is the word of a level; with any other word, or None,
    nothing fails. `links` are the places of the findings as a pipeline knows the files. Times are
    zero, since no clock is read, and control characters are written out, since XML has none.
    """
    least = Level(fail_on) if fail_on in list(Level) else None
    cases = [
        _case(finding, message(finding), least, link)
        for finding, link in zip(findings, links, strict=True)
    ] or [_nothing(suite)]
    counts = {
        "tests": f"{len(cases)}",
        "failures": f"{sum(case.find('failure') is not None for case in cases)}",
        "errors": "0",
        "skipped": f"{sum(case.find('skipped') is not None for case in cases)}",
        "time": "0",
    }
    # The root has no `skipped`: a widespread schema refuses it there.
    sums = {name: number for name, number in counts.items() if name != "skipped"}
    root = ElementTree.Element("testsuites", {"name": "redlines", **sums})
    ElementTree.SubElement(root, "testsuite", {"name": xml_text(suite), **counts}).extend(cases)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _nothing(suite: str) -> ElementTree.Element:
    """The test case of a run that lists no finding."""
    attributes = {
        "classname": "redlines",
        "name": f"no findings listed: {xml_text(suite)}",
        "time": "0",
    }
    return ElementTree.Element("testcase", attributes)


def _case(
    finding: Finding, told: str, least: Level | None, link: Place | None
) -> ElementTree.Element:
    """A test case named for what the finding is about, so that it is the same one next time."""
    place = link or finding.place
    at = f"{place.file}:{place.line}:{place.column}: " if place else ""
    told = xml_text(f"{at}{told}")
    named = (finding.point, finding.issue, finding.party, *finding.statements)
    where = " · ".join(xml_text(name) for name in named if name)
    attributes = {
        "classname": xml_text(".".join(name for name in (finding.plan, finding.id) if name)),
        "name": f"{finding.id}: {where}" if where else finding.id,
        "time": "0",
    }
    if link is not None:
        # As pytest has them; GitLab and the reporters of GitHub make links of them.
        attributes |= {"file": xml_text(link.file), "line": f"{link.line}"}
    case = ElementTree.Element("testcase", attributes)
    if finding.ignored is not None:
        ElementTree.SubElement(case, "skipped", {"message": xml_text(finding.ignored)})
    elif least is not None and finding.level.reaches(least):
        failure = {"message": told, "type": finding.id}
        ElementTree.SubElement(case, "failure", failure).text = told
    ElementTree.SubElement(case, "system-out").text = f"{finding.level}: {told}"
    return case
