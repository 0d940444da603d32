"""Reports as GitHub-flavoured Markdown; every text from a file is escaped in `clean`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from redlines.case import Case
from redlines.findings import GapReport, IssueGap, Position
from redlines.problems import Problem
from redlines.view.clean import markdown_link, markdown_text
from redlines.view.content import Page, listed
from redlines.view.phrases import conjoined, issue_name, region_text, said_text
from redlines.view.reasons import because, retreat_text
from redlines.view.tracks import REFUSALS, Mark, marked
from redlines.view.wording import (
    facts,
    headline,
    problem_help,
    problem_sentence,
    verdict_sign,
)

_FOLD = "<details><summary>"
_NAMED = 8
_SHORT = 80
_WORDS = {
    Mark.DEMANDED: "demands",
    Mark.ACCEPTED: "accepts",
    Mark.SOFT: f"{Mark.SOFT.word}:",
    Mark.REFUSED: "refuses",
    Mark.SOFTLY_REFUSED: "softly refuses",
    Mark.SOFTLY_BOTH: f"{Mark.SOFTLY_BOTH.word}:",
}
# The longest note, and the ends of as many folds as lie within each other.
_MOST_OF_A_NOTE = 1000


def gap_markdown(report: GapReport, case: Case) -> str:
    """The gap between parties as a document: what, issue by issue why, and the statements cited."""
    blocks = [
        f"# {markdown_text(case.title)}",
        " · ".join(markdown_text(fact) for fact in facts(report, case)),
        "\n".join(f"- {markdown_text(sentence)}" for sentence in headline(report, case)),
    ]
    sections: dict[str | None, list[IssueGap]] = {}
    for item in report.issues:
        sections.setdefault(case.headings[item.issue.heading].section, []).append(item)
    for section, items in sections.items():
        title = case.sections.get(section, section) if section else "Other issues"
        if len(sections) > 1 or section:
            blocks.append(f"## {markdown_text(title)}")
        header = ("issue", "verdict", *report.parties, "because")
        blocks.append(table(header, [_cells(item, case) for item in items]))
    if statements := _statements(report, case):
        blocks += ["## Statements", statements]
    return document(blocks)


def _cells(item: IssueGap, case: Case) -> list[str]:
    retreats = retreat_text(item)
    reasons = (*because(item, case), *([retreats] if retreats else []))
    return [
        markdown_text(issue_name(item.issue, case)),
        f"{verdict_sign(item.verdict)} {item.verdict}",
        *(_position(position) for position in item.positions),
        "<br>".join(markdown_text(reason) for reason in reasons),
    ]


def _position(position: Position) -> str:
    """What a party does with the outcomes, mark by mark, in words."""
    if position.silent:
        return "no data"
    regions = marked(position)
    return "<br>".join(
        f"{word} {markdown_text(region_text(regions[mark], others=mark in REFUSALS))}"
        for mark, word in _WORDS.items()
        if regions[mark]
    )


def _statements(report: GapReport, case: Case) -> str:
    """The statements behind the report as a list, each with its sources."""
    ids = {
        claim.statement.id: None
        for item in report.issues
        for position in item.positions
        for claim in position.claims
    }
    lines = []
    for name in case.statements:
        if name not in ids:
            continue
        s = case.statements[name]
        parts = [f"{s.party}, {said_text(s.said)}", s.by, s.basis]
        told = markdown_text(", ".join(part for part in parts if part))
        note = f": {markdown_text(s.note)}" if s.note else ""
        lines.append(f"- **{markdown_text(name)}** ({told}){note}{_sources(s.sources, case)}")
    return "\n".join(lines)


def _sources(names: Sequence[str], case: Case) -> str:
    links = []
    for name in names:
        source = case.sources.get(name)
        text = f"{name}: {source.publisher or source.title}" if source else name
        links.append(markdown_link(text, source.url if source else None))
    return f" [{'; '.join(links)}]" if links else ""


def page_markdown(page: Page) -> str:
    """A page of `show` as a document; `content` makes the pages."""
    blocks = [f"# {markdown_text(page.title)}", _bullets(page.rows)]
    for part in page.parts:
        blocks.append(f"## {markdown_text(part.title)}")
        for entry in part.entries:
            if entry.title:
                blocks.append(f"### {markdown_text(entry.title)}")
            blocks.append(_bullets(entry.rows))
    return document(blocks)


def _bullets(rows: Iterable[tuple[str, str]]) -> str:
    lines: list[str] = []
    for label, text in rows:
        told = markdown_link(text, text) if text.startswith(("http://", "https://")) else None
        told = told or markdown_text(text)
        if label:
            lines.append(f"- {markdown_text(label)}: {told}")
        elif lines:
            lines.append(f"  {told}")
        else:
            lines.append(f"- {told}")
    return "\n".join(lines)


def listing_markdown(kind: str, case: Case, day: date | None) -> str:
    """All parties, issues, statements or sources as one table; ValueError for another kind."""
    header, *rows = listed(kind, case, day)
    cells = [[markdown_text(cell) for cell in row] for row in rows]
    return document([f"# {markdown_text(case.title)}: {kind}", table(header, cells)])


def problems_markdown(problems: Sequence[Problem]) -> str:
    """The problems as one table, by place."""
    if not problems:
        return document(["# Problems", "No problems."])
    rows = []
    for problem in sorted(problems, key=lambda p: (p.place, p.code)):
        place = f"{problem.place.file}:{problem.place.line}:{problem.place.column}"
        advice = problem_help(problem)
        rows.append(
            [
                f"{problem.level}",
                markdown_text(problem.code),
                markdown_text(place),
                markdown_text(problem_sentence(problem)),
                markdown_text(advice) if advice else "",
            ]
        )
    return document(["# Problems", table(("level", "id", "place", "what", "help"), rows)])


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are already escaped; the header is escaped here."""
    lines = [[markdown_text(title) for title in header], ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def document(blocks: Iterable[str]) -> str:
    """Blocks with an empty line between them; empty ones are left out."""
    return "\n\n".join(block for block in blocks if block) + "\n"


def folded(title: str, blocks: Iterable[str]) -> str:
    """Blocks that are shown on a click, under a title; nothing where there are none."""
    shown = [block for block in blocks if block]
    head = f"<details><summary>{markdown_text(title)}</summary>"
    return "\n\n".join((head, *shown, "</details>")) if shown else ""


def fitted(markdown: str, limit: int) -> str:
    """Markdown cut to a number of bytes at the end of a line, with a word on what is left out.

    What is folded open is closed again.
    """
    if _size(markdown) <= limit:
        return markdown
    lines = markdown.rstrip("\n").split("\n")
    spare = limit - _MOST_OF_A_NOTE
    kept, used, open_folds = 0, 0, 0
    for line in lines:
        used += _size(line) + 1
        if used > spare:
            break
        kept += 1
        open_folds += line.startswith("<details>") - line.startswith("</details>")
    return document(["\n".join(lines[:kept]), *["</details>"] * open_folds, _note(lines[kept:])])


def _note(lines: Sequence[str]) -> str:
    """How many lines are left out, and under which titles as far as that is short."""
    marked = ("# ", "## ", "### ", _FOLD)
    titles = [line for line in lines if line.startswith(marked)]
    short = [title.removeprefix(_FOLD).removesuffix("</summary>").lstrip("# ") for title in titles]
    named = [title for title in short if _size(title) <= _SHORT][:_NAMED]
    rest = len(titles) - len(named)
    about = conjoined([*named, *([f"{rest} more"] if rest else [])])
    told = f"{len(lines)} lines are left out to keep within what fits here"
    return f"_{told}{f': {about}' if about else ''}. Run redlines itself to see all._"


def _size(text: str) -> int:
    return len(text.encode("utf-8"))
