"""Properties of the views of plans that hold for any case and any two drafts."""

from functools import partial
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from redlines.engine.finding import findings_of
from redlines.view.as_markdown import as_markdown
from redlines.view.as_terminal import as_terminal
from redlines.view.check_document import check_document
from redlines.view.diff_document import diff_document
from redlines.view.github import PER_LEVEL, github_annotations, github_outputs
from redlines.view.junit import junit_xml
from redlines.view.sentences import sentence
from test_plan_laws import Drafts, drafts


@given(drafts(), st.sampled_from([None, 40, 60, 80, 120]), st.booleans())
def test_any_two_drafts_can_be_told(asked: Drafts, width, ascii_only):
    case = asked.case
    for report, build in (
        (asked.check(asked.base, None), check_document),
        (asked.diff(), diff_document),
    ):
        document = build(report, case)
        text = as_terminal(document, width=width, color=False, ascii_only=ascii_only)
        assert all(cell_len(line) <= (width or 10_000) for line in text.split("\n"))
        shown = as_markdown(document)
        assert shown.count("<details>") == shown.count("</details>")
        found = findings_of(report, case)
        message = partial(sentence, case=case)
        commands = github_annotations(found, message, summarized=True).splitlines()
        assert len(commands) <= 3 * PER_LEVEL
        assert github_outputs(found).count("\n") == 6
        links = [own.place for own in found]
        xml = junit_xml(found, message, suite="any", fail_on="warn", links=links)
        cases = ElementTree.fromstring(xml).findall(".//testcase")
        assert len(cases) == max(len(found), 1)
        for finding in found:
            assert f"{finding.id}: " in text
            assert message(finding).endswith(".")
