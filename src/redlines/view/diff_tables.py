"""The tables of `diff`: for whom it got better or worse first, then what changed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from redlines.case import Case
from redlines.catalogue import Direction
from redlines.plan_findings import (
    EffectKind,
    Finding,
    PlanDiff,
    PositionDiff,
)
from redlines.view.diff_outline import (
    Balance,
    ChangeBlock,
    Edit,
    EffectRow,
    Piece,
    diff_outline,
)
from redlines.view.paint import Lines, Paint
from redlines.view.plan_outline import unknown_text
from redlines.view.plan_tables import labelled, legend_line, opening, reasoned, section, set_aside
from redlines.view.plan_wording import judged, plan_name
from redlines.view.plan_words import CLAIM_WORDS, EFFECT_MEANINGS, EFFECT_WORDS, direction_sign
from redlines.view.position_outline import position_outline

_STYLES = {
    Direction.WORSE: "bold red",
    Direction.BETTER: "green",
    Direction.UNKNOWN: "yellow",
    Direction.NEUTRAL: "dim",
}
_EDITS = {Edit.SAME: "", Edit.OLD: "red", Edit.NEW: "green"}
_KIND = max(len(word) for word in EFFECT_WORDS.values()) + 2


def diff_table(
    diff: PlanDiff,
    case: Case,
    *,
    findings: Sequence[Finding] = (),
    shown: PlanDiff | None = None,
    note: str | None = None,
    width: int | None,
    color: bool,
    ascii_only: bool,
) -> str:
    """What changed between two plans and for whom; `findings` adds those that were accepted.

    `shown` is what is left of the effects change by change; the summary is of all of them.
    """
    paint = Paint(width, color, ascii_only)
    outline = diff_outline(diff, case, shown)
    base, revision = diff.base.plan, diff.revision.plan
    pair = f"{plan_name(base)} → {plan_name(revision)}"
    sentences = outline.sentences if diff.changes else ()
    lines = opening((pair, *judged(diff, case)), sentences, paint)
    lines += paint.wrap(paint.text(note, "dim")) if note else []
    for plan in (base, revision):
        if gap := unknown_text(plan):
            lines += paint.wrap(paint.text(f"{plan.title}: {gap}", "dim"), rest="  ")
    if not diff.changes:
        lines += [Text(), paint.text("Nothing changed.")]
        return paint.page([*lines, *set_aside(findings, case, paint)])
    lines += section("For whom", paint)
    for balance in outline.balances:
        lines += [Text(), *_balance(balance, paint)]
    if outline.silent:
        told = (
            f"no statement in force on what changed, or nothing moved: {', '.join(outline.silent)}"
        )
        lines += [Text(), *paint.wrap(paint.text(told, "dim"), rest="  ")]
    for part in outline.sections:
        lines += section(part.title, paint)
        for block in part.blocks:
            lines += [Text(), *_block(block, paint)]
        if part.brief:
            lines += [Text(), *paint.wrap(paint.text(part.brief, "dim"), rest="  ")]
    lines += set_aside(findings, case, paint)
    kinds = {effect.kind for effect in diff.effects}
    return paint.page([*lines, Text(), *_legend(kinds, paint)])


def _balance(balance: Balance, paint: Paint) -> Lines:
    rows = [
        (f"{direction_sign(direction, ascii_only=paint.ascii_only)} {label}", text)
        for direction, label, text in balance.rows
    ]
    styles = [_STYLES[direction] for direction, _, _ in balance.rows]
    return labelled(balance.party, rows, paint, styles)


def _block(block: ChangeBlock, paint: Paint) -> Lines:
    """A point with what it settles, its words, and what that does to each party."""
    lines = paint.wrap(paint.text(block.title, "bold"), rest="  ")
    if block.words:
        lines += paint.wrap(_words(block.words, paint), first="  ", rest="  ")
    for name, before, after in block.moved:
        told = paint.join(paint.text(name, "underline"), f": {before} → {after}")
        lines += paint.wrap(told, first="  ", rest="    ")
    for label, ids in (("judged with", block.together), ("effects at", block.elsewhere)):
        if ids:
            told = paint.text(f"{label} {', '.join(ids)}", "dim")
            lines += paint.wrap(told, first="  ", rest="    ")
    for effect in block.effects:
        lines += _effect(effect, paint)
    return lines


def _words(pieces: Sequence[Piece], paint: Paint) -> Text:
    """Words woven together: [-old-] and {+new+}, so that colour adds nothing but ease."""
    told = Text()
    for edit, text in pieces:
        marked = {Edit.SAME: text, Edit.OLD: f"[-{text}-]", Edit.NEW: f"{{+{text}+}}"}[edit]
        told = paint.join(told, " " if told else "", paint.text(marked, _EDITS[edit]))
    return told


def _effect(row: EffectRow, paint: Paint) -> Lines:
    direction = row.kind.direction
    sign = direction_sign(direction, ascii_only=paint.ascii_only)
    word = Text(f"{sign} {EFFECT_WORDS[row.kind]}", _STYLES[direction])
    who = f"{', '.join(row.parties)}{f' on {row.where}' if row.where else ''}"
    return reasoned(word, _KIND, who, row.reasons, paint)


def _legend(kinds: set[EffectKind], paint: Paint) -> Lines:
    lines: Lines = []
    for kind, meaning in EFFECT_MEANINGS.items():
        if kind in kinds:
            direction = kind.direction
            sign = Text(
                f"{direction_sign(direction, ascii_only=paint.ascii_only)} ", _STYLES[direction]
            )
            lines += legend_line(sign, f"diff-{kind}: {meaning}", paint)
    hint = "redlines check PLAN: all grades of one plan; redlines rules ID: what an effect means"
    return [*lines, *paint.wrap(paint.text(hint, "dim"))]


def position_diff_table(
    diff: PositionDiff,
    case: Case,
    *,
    findings: Sequence[Finding] = (),
    shown: PositionDiff | None = None,
    note: str | None = None,
    width: int | None,
    color: bool,
    ascii_only: bool,
) -> str:
    """What changed between two states of the positions, then the verdicts that changed with it."""
    paint = Paint(width, color, ascii_only)
    outline = position_outline(shown or diff, case)
    lines = opening((case.title, "changes of positions", *judged(diff, case)), (), paint)
    lines += paint.wrap(paint.text(note, "dim")) if note else []
    if not diff.changes and not diff.verdicts:
        lines += [Text(), paint.text("No red line, source or verdict changed.")]
    for kind, rows in outline.changes:
        title = f"{CLAIM_WORDS[kind].capitalize()} (position-{kind}): {len(rows)}"
        lines += section(title, paint)
        for row in rows:
            where = f"{row.where}: " if row.where else ""
            told = paint.join(paint.text(row.party, "bold"), f" {where}{row.text} ({row.cited})")
            lines += paint.wrap(told, first="  ", rest="    ")
    if outline.verdicts:
        lines += section("Verdicts that change (position-verdict)", paint)
    for verdict in outline.verdicts:
        told = paint.join(
            paint.text(verdict.where, "bold"),
            f": {verdict.before} → {verdict.after} for {'; '.join(verdict.pairs)}",
        )
        lines += paint.wrap(told, first="  ", rest="    ")
    return paint.page([*lines, *set_aside(findings, case, paint)])
