"""Verdicts over time as a document: how many moved, what stood when, and what moved them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from redlines.case import Case, Claim, Statement
from redlines.history import Timeline, Turn, VerdictSpan
from redlines.verdicts import Verdict
from redlines.view.document import (
    NO_VERDICT,
    TURNED,
    Block,
    Document,
    Entries,
    Entry,
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
from redlines.view.gap_document import AT_BEST, sign_of
from redlines.view.phrases import (
    act,
    conjoined,
    counted,
    issue_names,
    said_text,
    softness,
    times,
    turned_told,
)
from redlines.view.wording import MEANINGS, assumed, known_texts, later_text, parties_text

# In a strip a sign has one column: there the star of what only soft red lines do stands alone.
_SOFTLY = Word("*", "worst")
# What `gap` tells apart and a verdict does not.
_EVEN = {Verdict.BRIDGEABLE: ", contested or not"}
_MOVED = " one move or more in that span, without it none; behind it the sign at its end"
_PLUS, _MINUS = Word("+"), Word("−", ascii="-")
# The columns that a day takes at the beginning of a line.
_DAY = 12
# Of more ended statements than these a screen does not tell who made them.
_ENDED = 2


def timeline_document(
    report: Timeline, case: Case, *, every: bool = False, hinted: bool = True
) -> Document:
    """The verdicts over time: the answer first, then strips, then the moves day by day.

    `every` keeps all strips on a screen, and lists coverage too. It is `hinted` where the reader
    can run commands.
    """
    head = Head(case.title, tuple(_facts(report, case)))
    sentences = tuple(map(answer, _sentences(report, case, every=every, hinted=hinted)))
    known = remarks(*known_texts(report, case, later_text(report.later)))
    strips = tuple(_strips(report, case, folded=None if every else "Not drawn, no move (--all)"))
    coverage = [own for own in report.turns if own.coverage] if every else []
    told = (
        f"Moves of positions that changed no verdict: redlines show {report.parties[0]} --history"
    )
    history = (Line(words(told)),) if hinted else ()
    letters = tuple(_letters(report))
    return Document(
        screen=(
            head,
            *sentences,
            *known,
            *([Section("", ())] if strips else ()),
            *strips,
            *([Section("", ())] if report.moves else ()),
            *([_moves(report, case, every=every), *history] if report.moves else ()),
            *titled("Coverage: no move", (_line(own, case) for own in coverage)),
            *([Section("", (_whole_legend(report),))] if strips else ()),
        ),
        page=(
            head,
            *known,
            *sentences,
            *(replace(own, letters=letters) for own in strips),
            *([Packed(tuple(_legend(report)))] if strips else ()),
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


def _sentences(report: Timeline, case: Case, *, every: bool, hinted: bool) -> Iterator[str]:
    """How often verdicts moved, which way and when; then what is no move."""
    moves, headings, without = report.moves, report.by_heading(), report.unstated()
    verdicts = [own for own in moves if not own.at_best_alone]
    alone = len(moves) - len(verdicts)
    stated = len(headings) - len(without)
    starred = sum(own.at_best_alone and _shown(own) for own in moves)
    star = f" ({starred} of them by gaining or losing the *)" if starred else ""
    if verdicts:
        issues = len({issue.heading for own in verdicts for issue in own.issues})
        on = f" on {issues} of the {stated} issues that have one," if stated > 1 else ""
        worse = [own for own in verdicts if own.worse]
        softly = sum(_softly(own.after) for own in worse)
        only = f" ({softly}* only by soft red lines)" if softly else ""
        ways = (
            (len(worse), f"for the worse{only}"),
            (len(verdicts) - len(worse), "for the better"),
        )
        told = [f"{number} {way}" for number, way in ways if number]
        if len(told) > 1:
            moved = f"{len(verdicts)} times: {conjoined(told)}"
        else:
            moved = f"{times(len(verdicts))} {ways[not worse][1]}"
        also = f"; {alone} more at best alone{star}" if alone else ""
        yield (f"The verdict moved {moved},{on} {_between(verdicts, case)}{also}.")
    elif report.assumption.day is None:
        yield "Nothing is dated, so no verdict moved; `redlines gap` tells what they are."
    elif alone:
        yield f"No verdict moved but at best: {times(alone)} {_between(moves, case)}{star}."
    else:
        yield "No verdict moved."
    if silent := _silent(report, case):
        has = "has" if len(silent) == 1 else "have"
        asked = "" if len(report.issues) == len(case.issues) else " on what is asked about"
        yield f"{conjoined(silent)} {has} said nothing{asked} by {report.assumption.day}."
    rest = []
    if others := len(report.turns) - len(moves):
        thin = next((own.after.thin[0] for own in report.turns if own.after.thin), None)
        hints = (
            *([] if every else ["--all"]),
            *([f"redlines show {thin}: when it is dense"] if thin else []),
        )
        hint = f" ({'; '.join(hints)})" if hints and hinted else ""
        rest.append(
            f"Coverage and no move: {counted(others, 'change')} as the record begins, ends or is "
            f"thin{hint}."
        )
    if without:
        rest.append(f"No verdict on any day: {counted(len(without), 'issue')}.")
    if rest:
        yield " ".join(rest)


def _silent(report: Timeline, case: Case) -> list[str]:
    """The parties that have said nothing by the last day on any of the issues."""
    day, asked = report.assumption.day, {own.issue.id for own in report.issues}
    heard = {
        claim.party
        for said in case.statements.values()
        if day is None or said.said.day is None or said.said.day <= day
        for claim in said.claims
        if claim.issue in asked
    }
    return [party for party in report.parties if party not in heard] if day else []


def _between(turns: Sequence[Turn], case: Case) -> str:
    first, last = _day(turns[0], case), _day(turns[-1], case)
    if first != last:
        return f"from {first} to {last}"
    return f"{'on' if first == str(turns[0].day) else 'in'} {first}"


def _day(turn: Turn, case: Case) -> str:
    """The day of a turn as the file dates what began and ended with it."""
    return turned_told(turn.day, turn.after.began, turn.after.ended, case)


# Strips


def strips_section(report: Timeline, case: Case) -> tuple[Section, ...]:
    """The strips under a title that names the parties; nothing where there is no verdict."""
    letters, legend = tuple(_letters(report)), Packed(tuple(_legend(report)))
    strips = (replace(own, letters=letters) for own in _strips(report, case))
    blocks: list[Block] = [block for own in strips for block in (own, legend)]
    return titled(f"Verdicts over time: {parties_text(report.parties, case)}", blocks)


def _strips(report: Timeline, case: Case, *, folded: str | None = None) -> Iterator[Strips]:
    """A strip for each issue with a verdict, areas with the same history together."""
    alike = [own for strands in report.strands().values() for own in strands if own[0].stated]
    days = [span.from_ for own in alike for span in own[0].spans if span.from_]
    first, day = report.since or min(days, default=None), report.assumption.day
    if first is None or day is None:
        return
    last = min(day, max(first, _recorded(case) or first))
    moved = {issue.id for turn in report.moves for issue in turn.issues}
    rows = []
    for own in alike:
        heading = case.headings[own[0].issue.heading]
        whole = len(own) == len(heading.issues)
        areas = () if whole else tuple(item.issue.title for item in own)
        stuck = own[0].spans[-1].verdict is Verdict.INSURMOUNTABLE
        kept = stuck or moved & {item.issue.id for item in own}
        rank = 0 if kept else 1 if heading.headline else 2
        rows.append(Strip(heading.title, areas, tuple(map(_stay, own[0].spans)), rank))
    # Where nothing folds the line is told whole, else from the year of the first move.
    focus = report.moves[0].day if report.moves and folded else first
    first = max(first, date(focus.year, 1, 1))
    yield Strips(first, focus, last, tuple(rows), folded)


def _recorded(case: Case) -> date | None:
    """The last day on which anything begins or ends, or the case's own: what stands then stays."""
    claims = [claim for said in case.statements.values() for claim in said.claims]
    days = (case.as_of, *(x for own in claims for x in (own.statement.said.day, own.until)))
    return max(filter(None, days), default=None)


def _stay(span: VerdictSpan) -> Stay:
    return Stay(span.from_, span.until, _sign(span), not span.coverage)


def _sign(span: VerdictSpan) -> Word | None:
    """The sign of a verdict in one column; None where there is none."""
    if span.verdict is Verdict.UNSTATED:
        return None
    return _SOFTLY if _softly(span) else sign_of(span.verdict)


def _softly(span: VerdictSpan) -> bool:
    """Whether only soft red lines leave nothing."""
    return span.verdict.softly(span.at_best)


# Moves and coverage


def _moves(report: Timeline, case: Case, *, every: bool) -> Entries:
    """The moves day by day; the older are left out first.

    Last are left out those since which a headline issue is insurmountable, and then the newest.
    """
    since = {
        own.issue.id: own.stands(None).from_
        for own in report.issues
        if own.spans[-1].verdict is Verdict.INSURMOUNTABLE
        and case.headings[own.issue.heading].headline
    }
    entries, firsts, most = [], False, None if every else _ENDED
    for at, own in enumerate(report.moves, 1):
        first = any(since.get(issue.id) == own.day for issue in own.issues)
        firsts |= first
        rank = (0 if first or at == len(report.moves) else len(report.moves)) - at
        entries.append(Entry(_line(own, case, most=most), rank, f"in {own.day.year}"))
    too = " and since when headline issues are insurmountable" if firsts else ""
    left = f"Told is what fits, first the newest{too}; not told (--all)"
    return Entries(tuple(entries), None if every else left)


def _shown(turn: Turn) -> bool:
    """Whether the verdict turned, or whether only soft red lines leave nothing."""
    return _stands(turn.before) != _stands(turn.after)


def _stands(span: VerdictSpan, *, spelt: bool = False) -> Words:
    """A verdict as `gap` shows it, with a star where it is so only by soft red lines."""
    return _verdict(span.verdict, soft=_softly(span), spelt=spelt)


def _change(turn: Turn, *, spelt: bool = False) -> Words:
    """The verdict before and after; where it stays, those at best. `spelt` adds the words."""
    turned = (" ", TURNED, " ") if spelt else (TURNED,)
    before, after = (_stands(own, spelt=spelt) for own in (turn.before, turn.after))
    shown = (*before, *turned, *after) if _shown(turn) else ()
    if not turn.at_best_alone:
        return words(*shown)
    before, after = (_verdict(own.at_best, spelt=spelt) for own in (turn.before, turn.after))
    return words(*shown, ", " if shown else "", "at best ", *before, *turned, *after)


def _verdict(verdict: Verdict, *, soft: bool = False, spelt: bool = False) -> Words:
    """A verdict as `gap` shows it; `spelt` with its word."""
    if verdict is Verdict.UNSTATED:
        return words("none")
    return words(sign_of(verdict), "*" if soft else "", f" {verdict}" if spelt else "")


def _line(turn: Turn, case: Case, *, most: int | None = None) -> Line:
    """What turned on a day, and what began and ended with it."""
    why = "; ".join(_why(turn))
    told: list[str | Word] = [f"  ({why})"] if why else []
    for cause in _causes(turn, case, most=most):
        told += ["  ", *cause]
    line = words(Word(_names(turn, case), "bold"), "  ", *_change(turn), *told)
    return Line(line, hang=_DAY, lead=_day(turn, case).ljust(_DAY))


def _table(turns: Sequence[Turn], case: Case) -> Iterator[Table]:
    rows = tuple(
        (
            words(_day(own, case)),
            words(_names(own, case)),
            _change(own, spelt=True),
            cell([*map(words, _why(own)), *_causes(own, case)]),
        )
        for own in turns
    )
    if rows:
        yield Table(("day", "issue", "verdict", "what began (+) and ended (−)"), rows)


def _names(turn: Turn, case: Case) -> str:
    return issue_names([own.id for own in turn.issues], case)


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


def _causes(turn: Turn, case: Case, *, most: int | None = None) -> Iterator[Words]:
    """By party what it began to say (+) and what ended of it (−), each with who did that.

    Of more than `most` ended statements it is not told who made them.
    """
    began, ended = turn.after.began, turn.after.ended
    signed = ((_PLUS, began), (_MINUS, ended))
    bare = most is not None and len({own.statement.id for own in ended}) > most
    known = {own.statement.id for own in began}
    for party in dict.fromkeys(own.party for _, claims in signed for own in claims):
        told: list[str | Word] = []
        for sign, claims in signed:
            own = [each for each in claims if each.party == party]
            for said in _said(sign, own, known, case, bare=bare):
                told += ["; " if told else f"{party}: ", *said]
        yield words(*told)


def _said(
    sign: Word, claims: Sequence[Claim], known: set[str], case: Case, *, bare: bool
) -> Iterator[Words]:
    """Statements with what they say, those of one act together, and who made them.

    Of what ended it is told when it was said, and what took its place; unless `bare` who said it.
    """
    statements: dict[str, list[Claim]] = {}
    for claim in claims:
        statements.setdefault(claim.statement.id, []).append(claim)
    ended = sign is _MINUS
    acts: dict[tuple[str, str], dict[str, list[Statement]]] = {}
    for own in statements.values():
        verbs = conjoined([*dict.fromkeys(claim.verb for claim in own)])
        said, after = own[0].statement, _replacing(own[0], known, case)
        who = "" if ended and (bare or after) else _who(said, softness(own))
        acts.setdefault((who, after if ended else ""), {}).setdefault(verbs, []).append(said)
    for (who, after), by_verbs in acts.items():
        found: list[str | Word] = []
        for verbs, told in by_verbs.items():
            for each in told:
                found += [", " if found else "", sign, each.id]
            found.append(f" {verbs}")
        # A screen has no room for the days of what something that is dated took the place of.
        dated = ended and not (bare and after)
        days = _days([each for told in by_verbs.values() for each in told]) if dated else ""
        how = ", ".join(filter(None, (who, days, after)))
        yield words(*found, f" ({how})" if how else "")


def _days(statements: Sequence[Statement]) -> str:
    """When some statements were said, as the file dates them: the first and the last day."""
    dated = [own for own in statements if own.said.day]
    days = [said_text(own.said) for own in sorted(dated, key=lambda own: str(own.said.day))]
    return f"said {' to '.join(dict.fromkeys((days[0], days[-1])))}" if days else ""


def _replacing(claim: Claim, known: set[str], case: Case) -> str:
    """Which statement took the place of an ended claim, and who made it unless that is known."""
    if not claim.replaced_by:
        return ""
    said = case.statements.get(claim.replaced_by)
    who = _who(said) if said and said.id not in known else ""
    return f"replaced by {claim.replaced_by}{': ' * bool(who)}{who}"


def _who(said: Statement, soft: Sequence[str] = ()) -> str:
    """Who made a statement, by what act, and in which ways it is soft."""
    return ", ".join((*([said.by] if said.by else ()), *act(said), *soft))


def _whole_legend(report: Timeline) -> Packed:
    """All signs, where strips are rows of them."""
    *turned, none = _letters(report)
    return Packed((*turned, *_legend(report), none))


def _letters(report: Timeline) -> Iterator[Words]:
    """What stands in a strip between the signs of verdicts, and last where there is none."""
    if report.moves:
        yield words(TURNED, _MOVED)
    elif any(own.coverage for own in report.turns):
        yield words("without ", TURNED, ": the record begins, ends or is thin, no move")
    yield words(NO_VERDICT, " no verdict")


def _legend(report: Timeline) -> Iterator[Words]:
    """The signs in use, the worst first."""
    spans = [span for item in report.issues for span in item.spans]
    if report.moves:
        yield words(_PLUS, " began  ", _MINUS, " ended")
    if any(own.at_best_alone for own in report.moves):
        yield words(AT_BEST)
    for verdict in sorted({own.verdict for own in spans}, key=lambda own: own.severity):
        if verdict is not Verdict.UNSTATED:
            told = f"{verdict}{_EVEN.get(verdict, '')}: {MEANINGS[verdict]}"
            yield words(sign_of(verdict), f" {told}")
        if verdict is Verdict.INSURMOUNTABLE and any(map(_softly, spans)):
            soft = (" or ", _SOFTLY, ": soft red lines alone")
            yield words(*_verdict(verdict, soft=True), *soft)
