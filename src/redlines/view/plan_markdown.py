"""Checks and comparisons as Markdown for a comment: for whom and why first, the rest folded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from redlines.case import Case
from redlines.catalogue import Direction
from redlines.plan_findings import (
    CheckReport,
    EffectKind,
    Finding,
    GradeWord,
    PlanDiff,
    PositionDiff,
)
from redlines.view.as_markdown import fitted
from redlines.view.clean import markdown_text
from redlines.view.diff_outline import (
    ChangeBlock,
    DiffOutline,
    Edit,
    EffectRow,
    Piece,
    diff_outline,
)
from redlines.view.markdown import document, folded, table
from redlines.view.plan_outline import GradeRow, PointBlock, check_outline, unknown_text
from redlines.view.plan_wording import judged, plan_name
from redlines.view.plan_words import (
    CLAIM_WORDS,
    EFFECT_MEANINGS,
    EFFECT_WORDS,
    GRADE_MEANINGS,
    counted,
    direction_sign,
    grade_sign,
    grade_word,
)
from redlines.view.position_outline import position_outline
from redlines.view.sentences import sentence

# What GitHub takes as a comment, counted in bytes to be on the safe side.
COMMENT_LIMIT = 65_536


def check_markdown(
    report: CheckReport,
    case: Case,
    *,
    findings: Sequence[Finding] = (),
    shown: CheckReport | None = None,
    note: str | None = None,
    limit: int = COMMENT_LIMIT,
) -> str:
    """The grades of a plan: whose red lines it crosses and why, then everything else folded."""
    outline = check_outline(report, case, shown)
    blocks = (*outline.crossing, *outline.others)
    crossing = [
        (f"**{markdown_text(party)}**", *cells)
        for party in report.parties
        for cells in _crossings(party, outline.crossing)
    ]
    rest = "; ".join(t for t in (outline.other_points, unknown_text(report.plan)) if t)
    summaries = [
        text
        for s in outline.summaries
        for text in (
            f"**{markdown_text(s.party)}**",
            _bullets(f"{label}: {text}" for label, text in s.rows),
        )
    ]
    words = {grade.word for grade in (shown or report).grades}
    meanings = [
        f"{grade_sign(word)} check-{word.replace('_', '-')}: {meaning}"
        for word, meaning in GRADE_MEANINGS.items()
        if word in words
    ]
    parts = [
        *_opening(plan_name(report.plan), judged(report, case), note, outline.sentences),
        table(("whose", "red line", "crossed by"), crossing) if crossing else "",
        folded("By party: what is crossed, met, not settled and unstated", summaries),
        folded("Point by point", [text for block in blocks for text in _point(block)]),
        markdown_text(rest),
        *_set_aside(findings, case),
        folded("What the words mean", [_bullets(meanings)]),
    ]
    return fitted(document(parts), limit)


def _opening(
    title: str, facts: Iterable[str], note: str | None, sentences: Iterable[str]
) -> list[str]:
    """The title, who and when, and the answer in a sentence each."""
    told = []
    for line in sentences:
        label, colon, rest = line.partition(":")
        bold = "**" if colon else ""
        told.append(f"- {bold}{markdown_text(label)}{colon}{bold}{markdown_text(rest)}")
    return [
        f"## {markdown_text(title)}",
        " · ".join(markdown_text(fact) for fact in facts),
        markdown_text(note or ""),
        "\n".join(told),
    ]


def _crossings(party: str, blocks: Iterable[PointBlock]) -> Iterable[tuple[str, str]]:
    """The red lines of a party that are crossed, each once, and by which points to what."""
    found: dict[tuple[str, ...], list[str]] = {}
    for block in blocks:
        for row in block.rows:
            for grade in row.grades:
                if party in grade.parties and grade.word is GradeWord.CROSSES:
                    by = f"{markdown_text(block.title)}: {markdown_text(row.name)}, "
                    by += f"**{markdown_text(row.settled)}**"
                    found.setdefault(grade.reasons, []).append(by)
    for reasons, by_points in found.items():
        yield _lines(reasons), "<br>".join(by_points)


def _lines(texts: Iterable[str]) -> str:
    return "<br>".join(markdown_text(text) for text in texts)


def _bullets(texts: Iterable[str]) -> str:
    return "\n".join(f"- {markdown_text(text)}" for text in texts)


def _point(block: PointBlock) -> list[str]:
    """Points with what they say, what that settles, and a table of the grades."""
    parts = [f"#### {markdown_text(block.title)}"]
    parts += [f"> {markdown_text(text)}" for text in block.texts]
    for row in block.rows:
        parts.append(f"{markdown_text(row.name)}: **{markdown_text(row.settled)}**")
        if row.grades:
            parts.append(table(("grade", "who", "why"), map(_grade, row.grades)))
    return parts


def _grade(row: GradeRow) -> tuple[str, str, str]:
    word = f"{grade_sign(row.word)} {grade_word(row.word)}"
    return word, markdown_text(", ".join(row.parties)), _lines(row.reasons)


def _set_aside(findings: Sequence[Finding], case: Case) -> list[str]:
    """What was accepted, with the reasons, and what is wrong with the list of it."""
    ignored = [finding for finding in findings if finding.ignored is not None]
    rows = [
        (own.id, markdown_text(sentence(own, case)), markdown_text(own.ignored or ""))
        for own in ignored
    ]
    faults = [own for own in findings if own.id.startswith("ignore-")]
    told = [f"{own.id}: {sentence(own, case)}" for own in faults]
    title = f"Accepted: {counted(len(ignored), 'finding')}"
    return [
        folded(title, [table(("id", "finding", "reason"), rows)]) if rows else "",
        folded(f"In the ignore file: {counted(len(faults), 'warning')}", [_bullets(told)])
        if told
        else "",
    ]


# Comparisons


def diff_markdown(
    diff: PlanDiff,
    case: Case,
    *,
    findings: Sequence[Finding] = (),
    shown: PlanDiff | None = None,
    note: str | None = None,
    limit: int = COMMENT_LIMIT,
) -> str:
    """What changed between two plans: for whom it is worse and why, then everything folded."""
    outline = diff_outline(diff, case, shown)
    base, revision = diff.base.plan, diff.revision.plan
    sentences = outline.sentences if diff.changes else ("Nothing changed.",)
    gaps = [f"{plan.title}: {unknown_text(plan)}" for plan in (base, revision)]
    parts = [
        *_opening(
            f"{plan_name(base)} → {plan_name(revision)}", judged(diff, case), note, sentences
        ),
        _worse(outline, diff.revision.parties),
        folded("For whom: better, worse and not known, by party", _balances(outline)),
        *(
            folded(
                f"{part.title}: {counted(part.count, 'point')}",
                [
                    *(text for block in part.blocks for text in _change(block)),
                    markdown_text(part.brief),
                ],
            )
            for part in outline.sections
        ),
        _bullets(gap for gap in gaps if not gap.endswith(": ")),
        *_set_aside(findings, case),
        _effect_meanings({effect.kind for effect in diff.effects}),
    ]
    return fitted(document(parts), limit)


def _worse(outline: DiffOutline, parties: Iterable[str]) -> str:
    """Why it is worse, party by party and the gravest first, as one table."""
    blocks = [block for section in outline.sections for block in section.blocks]
    rows = []
    for party in parties:
        own = [
            (effect, block)
            for block in blocks
            for effect in block.effects
            if party in effect.parties and effect.kind.direction is Direction.WORSE
        ]
        for effect, block in sorted(own, key=lambda entry: entry[0].kind.severity):
            moved = [f"{name}: {before} → {after}" for name, before, after in block.moved]
            where = _lines((block.title, *([effect.where] if effect.where else moved)))
            who, why = f"**{markdown_text(party)}**", _lines(effect.reasons)
            rows.append((who, _effect_word(effect.kind), where, why))
    return table(("worse for", "what", "where", "why"), rows) if rows else ""


def _effect_word(kind: EffectKind) -> str:
    return f"{direction_sign(kind.direction)} {EFFECT_WORDS[kind]}"


def _balances(outline: DiffOutline) -> list[str]:
    parts = []
    for balance in outline.balances:
        rows = [f"{direction_sign(way)} {label}: {text}" for way, label, text in balance.rows]
        parts += [f"**{markdown_text(balance.party)}**", _bullets(rows)]
    if outline.silent:
        told = (
            f"no statement in force on what changed, or nothing moved: {', '.join(outline.silent)}"
        )
        parts.append(markdown_text(told))
    return parts


def _change(block: ChangeBlock) -> list[str]:
    """A point with its words, what it settles, and a table of what that does."""
    parts = [f"#### {markdown_text(block.title)}"]
    if block.words:
        parts.append(f"> {_words(block.words)}")
    parts.append(
        "\n".join(
            f"- {markdown_text(name)}: {markdown_text(before)} → **{markdown_text(after)}**"
            for name, before, after in block.moved
        )
    )
    for label, ids in (("judged with", block.together), ("effects at", block.elsewhere)):
        if ids:
            parts.append(f"{label} {markdown_text(', '.join(ids))}")
    if block.effects:
        parts.append(table(("what it does", "to whom", "why"), map(_effect, block.effects)))
    return parts


def _effect(row: EffectRow) -> tuple[str, str, str]:
    who = f"{', '.join(row.parties)}{f' on {row.where}' if row.where else ''}"
    return _effect_word(row.kind), markdown_text(who), _lines(row.reasons)


def _words(pieces: Sequence[Piece]) -> str:
    """Words woven together, the old ones struck out and the new ones underlined."""
    told = []
    for edit, text in pieces:
        shown = markdown_text(text)
        tag = {Edit.SAME: "", Edit.OLD: "del", Edit.NEW: "ins"}[edit]
        told.append(f"<{tag}>{shown}</{tag}>" if tag else shown)
    return " ".join(told)


def _effect_meanings(kinds: set[EffectKind]) -> str:
    meanings = [
        f"{direction_sign(kind.direction)} diff-{kind}: {meaning}"
        for kind, meaning in EFFECT_MEANINGS.items()
        if kind in kinds
    ]
    return folded("What the words mean", [_bullets(meanings)])


def position_diff_markdown(
    diff: PositionDiff,
    case: Case,
    *,
    findings: Sequence[Finding] = (),
    shown: PositionDiff | None = None,
    note: str | None = None,
    limit: int = COMMENT_LIMIT,
) -> str:
    """What changed between two states of the positions, and the verdicts that changed with it."""
    outline = position_outline(shown or diff, case)
    told = [
        f"{CLAIM_WORDS[kind].capitalize()} (position-{kind}): {len(rows)}"
        for kind, rows in outline.changes
    ]
    nothing = ("No red line, source or verdict changed.",)
    title = f"{case.title}: changes of positions"
    changes = [
        (CLAIM_WORDS[kind], *map(markdown_text, (row.party, row.where, row.text, row.cited)))
        for kind, rows in outline.changes
        for row in rows
    ]
    verdicts = [
        (markdown_text(v.where), f"{v.before} → {v.after}", markdown_text("; ".join(v.pairs)))
        for v in outline.verdicts
    ]
    changed = diff.changes or diff.verdicts
    parts = [
        *_opening(title, judged(diff, case), note, told if changed else nothing),
        table(("what", "party", "issue", "the change", "statement"), changes) if changes else "",
        "### Verdicts that change (position-verdict)" if verdicts else "",
        table(("issue", "verdict", "between"), verdicts) if verdicts else "",
        *_set_aside(findings, case),
    ]
    return fitted(document(parts), limit)
