"""Properties of the views that hold for any case."""

from hypothesis import given
from hypothesis import strategies as st
from lake import NONE_LATER
from rich.cells import cell_len

from random_cases import cases
from redlines.engine.gaps import gap
from redlines.view.as_markdown import as_markdown
from redlines.view.as_terminal import as_terminal
from redlines.view.gap_document import gap_document
from redlines.view.reasons import because
from redlines.view.show_document import issue_document
from redlines.view.tracks import CELLS, Mark, stretches, track
from redlines.view.wording import verdict_message


@given(cases(), st.sampled_from([None, 40, 60, 80, 120]), st.booleans())
def test_any_case_can_be_told(case, width, ascii_only):
    report = gap(case, list(case.parties)) if len(case.parties) > 1 else None
    if report is None:
        return
    document = gap_document(report, case)
    text = as_terminal(document, width=width, color=False, ascii_only=ascii_only)
    assert all(cell_len(line) <= (width or 10_000) for line in text.split("\n"))
    assert as_markdown(document).endswith("\n")
    for item in report.issues:
        held_back = sum(len(p.held_back) for p in item.positions)
        assert 1 <= len(because(item, case)) <= 3 + held_back
        assert verdict_message(item, case)
    for name in case.headings:
        page = issue_document(name, case, case.as_of, NONE_LATER)
        text = as_terminal(page, width=width, color=False, ascii_only=ascii_only)
        assert text.endswith("\n")


@given(cases())
def test_a_track_says_of_every_outcome_what_the_position_says(case):
    if len(case.parties) < 2:
        return
    for item in gap(case, list(case.parties)).issues:
        cells = stretches(item.issue.outcomes, item.positions)
        assert len(cells) <= CELLS
        assert [at for c in cells for at in range(c.first, c.last + 1)] == list(
            range(len(item.issue.outcomes.names))
        )
        for position in item.positions:
            marks = iter(track(position, cells))
            if position.silent:
                continue
            for cell in cells:
                (mark,) = {next(marks) for _ in range(cell.cells)}
                span = item.issue.outcomes.span(cell.first, cell.last)
                if mark is Mark.REFUSED:
                    assert span <= position.firmly_refused
                elif mark is Mark.SOFTLY_REFUSED:
                    assert span <= position.refused - position.firmly_refused
                    assert not span & position.softly_offered
                elif mark is Mark.SOFTLY_BOTH:
                    assert span <= position.refused - position.firmly_refused
                    assert span <= position.softly_offered
                elif mark is Mark.DEMANDED:
                    assert span <= position.demanded
                elif mark is Mark.ACCEPTED:
                    assert span <= position.accepted - position.demanded
                elif mark is Mark.SOFT:
                    assert span <= position.softly_offered
                elif mark is Mark.NEITHER:
                    assert not span & (position.refused | position.accepted)
