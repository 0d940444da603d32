"""The words of the page: what a reader looks for is there, and a word says one thing."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

from lake import lake
from lake_plans import draft, revision

from redlines.assumption import NOTHING, Assumption
from redlines.case import Case
from redlines.engine.changes import diff
from redlines.engine.deals import deal
from redlines.engine.gaps import gap
from redlines.engine.plans import check
from redlines.view.as_html import as_html
from redlines.view.document import Document
from redlines.view.report_document import Analyses, report_document

BOTH = ("north", "south")


def drafted() -> Case:
    """The lake with more drafts than stand open."""
    case = lake()
    for own in (draft(), revision(), replace(draft(), id="third", title="Third")):
        case.plans[own.id] = own
    return case


def page(case: Case, assumption: Assumption = NOTHING, **more: Any) -> Document:
    drafts = list(case.plans.values())
    told = Analyses(
        gap(case, BOTH, assumption),
        deal(case, BOTH, assumption),
        tuple(check(case, own, assumption) for own in drafts),
        tuple(deal(case, BOTH, assumption, given=own) for own in drafts),
        tuple(diff(case, one, two) for one, two in pairwise(drafts)),
        **more,
    )
    return report_document(told, case)


# Drafts


def test_a_draft_is_found_by_its_id_and_its_row_leads_to_it() -> None:
    case = drafted()
    text = as_html(page(case))
    for id_ in case.plans:
        assert text.count(f'<a href="#plan-{id_}">') == 1
        assert text.count(f' id="plan-{id_}"') == 1
        assert re.search(rf'<th scope="row"[^>]*>[^\n]*>{id_}<', text), "its row names it"


def test_who_follows_the_row_of_a_draft_sees_it_open(blank: Any) -> None:
    blank.set_content(as_html(page(drafted())))
    fold = blank.locator("details:has(> #plan-third)")
    assert fold.get_attribute("open") is None
    blank.locator('a[href="#plan-third"]').click()
    assert fold.get_attribute("open") is not None
    assert fold.locator("summary").first.is_visible()


def test_a_point_is_named_by_its_number_and_quoted_and_its_id_stands_small() -> None:
    text = as_html(page(drafted()))
    large = re.sub(r'<span class="w-id">[^<]*</span>', "", text)
    for own in draft().points:
        if own.terms:
            named = f'<b>{own.number} </b><span class="w-dim">{own.text} </span>'
            assert f'{named}<span class="w-id">{own.id}</span>' in text
        assert f">{own.number} {own.id}<" not in large
