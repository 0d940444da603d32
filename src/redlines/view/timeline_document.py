"""Verdicts over time as a document: how many moved, what stood when, and what moved them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from redlines.case import Case, Claim
from redlines.history import Timeline, Turn, VerdictSpan
from redlines.verdicts import Verdict
from redlines.view.document import (
    NO_VERDICT,
    TURNED,
    Block,
    Document,
    Head,
    Line,
    Packed,
    Section,
    Stay,
    Strip,
    Strips,
    Table,
    Word,
    Words,
    answer,
    cell,
    remarks,
    titled,
    words,
)
from redlines.view.gap_document import sign_of
from redlines.view.phrases import act, conjoined, counted, issue_names, softness
from redlines.view.wording import MEANINGS, assumed, known_texts, later_text, parties_text

# In a strip a sign has one column: there the star of what only soft red lines do stands alone.
_SOFTLY = Word("*", "worst")
# What `gap` tells apart and a verdict does not.
_EVEN = {Verdict.BRIDGEABLE: ", contested or not"}
_PLUS, _MINUS = Word("+"), Word("−", ascii="-")
# The columns that a day takes at the beginning of a line.
_DAY = 12


def timeline_document(report: Timeline, case: Case, *, every: bool = False) -> Document:
    """The verdicts over time: the answer first, then strips, then the moves day by day.

    `every` keeps all strips on a screen, and lists coverage too.
    """
    head = Head(case.title, tuple(_facts(report, case)))
    sentences = tuple(map(answer, _sentences(report, every=every)))
    known = remarks(*known_texts(report, case, later_text(report.later)))
    strips = tuple(_strips(report, case, folded=None if every else "No move (--all)"))
    coverage = [own for own in report.turns if own.coverage] if every else []
    legend = tuple(_legend(report)) if strips else ()
    return Document(
        screen=(
            head,
            *sentences,
            *known,
            *([Section("", ())] if strips else ()),
            *strips,
            *([Section("", tuple(_lines(report.moves, case)))] if report.moves else ()),
            *titled("Coverage: no move", _lines(coverage, case)),
            *([Section("", legend)] if legend else ()),
        ),
        page=(
            head,
            *known,
            *sentences,
            *strips,
            *legend,
            *titled("Moves", _table(report.moves, case)),
            *titled("Coverage: no move", _table(coverage, case), fold=True),
        ),
    )


def _facts(report: Timeline, case: Case) -> Iterator[str]:
    """Who, from when to when, and under which assumption."""
    last = report.assumption.day
    days = f"{report.since} to {last}" if report.since else f"up to {last}"
    yield parties_text(report.parties, case)
    yield from assumed(report.assumption, days if last else "undated", case)


# What is told first


def _sentences(report: Timeline, *, every: bool) -> Iterator[str]:
    """How often verdicts moved, which way and when; then what is no move."""
    moves, headings, without = report.moves, report.by_heading(), report.unstated()
    verdicts = [own for own in moves if not own.at_best_alone]
    alone = len(moves) - len(verdicts)
    stated = len(headings) - len(without)
    if verdicts:
        issues = len({issue.heading for own in verdicts for issue in own.issues})
        on = f" on {issues} of the {stated} issues that have one," if stated > 1 else ""
        worse = sum(own.worse for own in verdicts)
        ways = ((worse, "for the worse"), (len(verdicts) - worse, "for the better"))
        told = [f"{_times(number)} {way}" for number, way in ways if number]
        moved = f"{_times(len(verdicts))}: {conjoined(told)}," if len(told) > 1 else told[0]
        also = f"; {_times(alone)} at best alone" if alone else ""
        yield f"The verdict moved {moved}{on} {_between(verdicts)}{also}."
    elif report.assumption.day is None:
        yield "Nothing is dated, so no verdict moved; `redlines gap` tells what they are."
    elif alone:
        yield f"No verdict moved but at best: {_times(alone)} {_between(moves)}."
    else:
        yield "No verdict moved."
    rest = []
    if others := len(report.turns) - len(moves):
        hint = "" if every else " (--all)"
        rest.append(
            f"Coverage and no move: {counted(others, 'change')} where the record begins, ends or "
            f"is thin{hint}."
        )
    if without:
        rest.append(f"No verdict on any day: {counted(len(without), 'issue')}.")
    if rest:
        yield " ".join(rest)


def _between(turns: Sequence[Turn]) -> str:
    first, last = turns[0].day, turns[-1].day
    return f"from {first} to {last}" if first != last else f"on {first}"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


# Strips


def strips_section(report: Timeline, case: Case) -> tuple[Section, ...]:
    """The strips under a title that names the parties; nothing where there is no verdict."""
    strips = tuple(_strips(report, case))
    blocks = (*strips, *_legend(report)) if strips else ()
    return titled(f"Verdicts over time: {parties_text(report.parties, case)}", blocks)


def _strips(report: Timeline, case: Case, *, folded: str | None = None) -> Iterator[Strips]:
    """A strip for each issue with a verdict, areas with the same history together."""
    alike = [own for strands in report.strands().values() for own in strands if own[0].stated]
    days = [span.from_ for own in alike for span in own[0].spans if span.from_]
    first, last = report.since or min(days, default=None), report.assumption.day
    if first is None or last is None:
        return
    moved = {issue.id for turn in report.moves for issue in turn.issues}
    rows = []
    for own in alike:
        heading = case.headings[own[0].issue.heading]
        whole = len(own) == len(heading.issues)
        areas = () if whole else tuple(item.issue.title for item in own)
        rank = 0 if moved & {item.issue.id for item in own} else 1 if heading.headline else 2
        rows.append(Strip(heading.title, areas, tuple(map(_stay, own[0].spans)), rank))
    # Where nothing folds the line is told whole.
    focus = report.moves[0].day if report.moves and folded else first
    yield Strips(first, focus, last, tuple(rows), folded)


def _stay(span: VerdictSpan) -> Stay:
    return Stay(span.from_, span.until, _sign(span), not span.coverage)


def _sign(span: VerdictSpan) -> Word | None:
    """The sign of a verdict in one column; None where there is none."""
    if span.verdict is Verdict.UNSTATED:
        return None
    return _SOFTLY if _softly(span) else sign_of(span.verdict)


def _softly(span: VerdictSpan) -> bool:
    """Whether only soft red lines leave nothing."""
    return span.verdict is Verdict.INSURMOUNTABLE and span.at_best is not span.verdict


# Moves and coverage


def _change(turn: Turn) -> Words:
    """The verdict before and after; where nothing of it is another, those at best."""
    before, after = (_verdict(own.verdict, soft=_softly(own)) for own in (turn.before, turn.after))
    if before != after:
        return words(*before, TURNED, *after)
    before, after = (_verdict(own.at_best) for own in (turn.before, turn.after))
    return words("at best ", *before, TURNED, *after)


def _verdict(verdict: Verdict, *, soft: bool = False) -> Words:
    """A verdict as `gap` shows it."""
    if verdict is Verdict.UNSTATED:
        return words("none")
    return words(sign_of(verdict), "*" if soft else "")


def _lines(turns: Iterable[Turn], case: Case) -> Iterator[Line]:
    """What turned on a day and what began and ended with it, one turn after the other."""
    for turn in turns:
        named = Word(_names(turn, case), "bold")
        why = "; ".join(_why(turn))
        told: list[str | Word] = [f"  ({why})"] if why else []
        for cause in _causes(turn):
            told += ["  ", *cause]
        yield Line(words(named, "  ", *_change(turn), *told), hang=_DAY, lead=f"{turn.day}  ")


def _table(turns: Sequence[Turn], case: Case) -> Iterator[Table]:
    rows = tuple(
        (
            words(str(turn.day)),
            words(_names(turn, case)),
            _change(turn),
            cell([*map(words, _why(turn)), *_causes(turn)]),
        )
        for turn in turns
    )
    if rows:
        yield Table(("day", "issue", "verdict", "what began (+) and ended (−)"), rows)


def _names(turn: Turn, case: Case) -> str:
    return issue_names([issue.id for issue in turn.issues], case)


def _why(turn: Turn) -> Iterator[str]:
    """Why a turn is coverage; nothing where it is a move."""
    was, now = conjoined(turn.after.entered), conjoined(turn.after.left)
    if was:
        yield f"{was} {'was' if len(turn.after.entered) == 1 else 'were'} silent before"
    if now:
        yield f"{now} {'is' if len(turn.after.left) == 1 else 'are'} silent now"
    told = {*turn.after.entered, *turn.after.left}
    if thin := [party for party in turn.after.thin if party not in told]:
        yield f"thin record of {conjoined(thin)}"


def _causes(turn: Turn) -> Iterator[Words]:
    """By party what it began to say (+) and what ended of it (−), each with its speaker."""
    signed = ((_PLUS, turn.after.began), (_MINUS, turn.after.ended))
    for party in dict.fromkeys(own.party for _, claims in signed for own in claims):
        told: list[str | Word] = []
        for sign, claims in signed:
            for said in _said(sign, [own for own in claims if own.party == party]):
                told += ["; " if told else f"{party}: ", *said]
        yield words(*told)


def _said(sign: Word, claims: Iterable[Claim]) -> Iterator[Words]:
    """Statements with what they say and who made them, those of one act together."""
    statements: dict[str, list[Claim]] = {}
    for claim in claims:
        statements.setdefault(claim.statement.id, []).append(claim)
    acts: dict[tuple[str, ...], list[str]] = {}
    for id_, own in statements.items():
        said = own[0].statement
        who = (*([said.by] if said.by else ()), *act(said), *softness(own))
        verbs = conjoined([*dict.fromkeys(claim.verb for claim in own)])
        acts.setdefault(who, []).append(f"{id_} {verbs}")
    for who, told in acts.items():
        each = [part for at, text in enumerate(told) for part in (", " * (at > 0), sign, text)]
        yield words(*each, f" ({', '.join(who)})" if who else "")


def _legend(report: Timeline) -> Iterator[Block]:
    """The signs in use, the worst first, and what stands between them."""
    spans = [span for item in report.issues for span in item.spans]
    entries = [words(TURNED, " a move")] if report.moves else []
    entries.append(words(NO_VERDICT, " no verdict"))
    for verdict in sorted({own.verdict for own in spans}, key=lambda own: own.severity):
        if verdict is not Verdict.UNSTATED:
            told = f"{verdict}{_EVEN.get(verdict, '')}: {MEANINGS[verdict]}"
            entries.append(words(sign_of(verdict), f" {told}"))
        if verdict is Verdict.INSURMOUNTABLE and any(map(_softly, spans)):
            soft = " (in a strip *): only by soft red lines"
            entries.append(words(*_verdict(verdict, soft=True), soft))
    yield Packed(tuple(entries))
