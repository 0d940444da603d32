"""Verdicts over time as a document: how many moved, what stood when, and what moved them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
from redlines.view.phrases import act, conjoined, counted, issue_names, softness, times, turned_told
from redlines.view.wording import MEANINGS, assumed, known_texts, later_text, parties_text

# In a strip a sign has one column: there the star of what only soft red lines do stands alone.
_SOFTLY = Word("*", "worst")
# What `gap` tells apart and a verdict does not.
_EVEN = {Verdict.BRIDGEABLE: ", contested or not"}
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
    moves = [[own] for own in report.moves] if every else _together(report.moves)
    sentences = tuple(map(answer, _sentences(report, case, every=every, hinted=hinted)))
    known = remarks(*known_texts(report, case, later_text(report.later)))
    strips = tuple(_strips(report, case, folded=None if every else "Not drawn, no move (--all)"))
    coverage = [own for own in report.turns if own.coverage] if every else []
    legend = tuple(_legend(report)) if strips else ()
    return Document(
        screen=(
            head,
            *sentences,
            *known,
            *([Section("", ())] if strips else ()),
            *strips,
            *([Section("", ())] if report.moves else ()),
            *([_moves(report, moves, case, every=every)] if report.moves else ()),
            *titled("Coverage: no move", (_line([own], case) for own in coverage)),
            *([Section("", legend)] if legend else ()),
        ),
        page=(
            head,
            *known,
            *sentences,
            *strips,
            *legend,
            *titled("Moves", _table(moves, case)),
            *titled("Coverage: no move", _table([[own] for own in coverage], case), fold=True),
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
        also = f"; {alone} more at best alone" if alone else ""
        yield (f"The verdict moved {moved},{on} {_between(verdicts, case)}{also}.")
    elif report.assumption.day is None:
        yield "Nothing is dated, so no verdict moved; `redlines gap` tells what they are."
    elif alone:
        yield f"No verdict moved but at best: {times(alone)} {_between(moves, case)}."
    else:
        yield "No verdict moved."
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


def _between(turns: Sequence[Turn], case: Case) -> str:
    first, last = _day(turns[:1], case), _day(turns[-1:], case)
    if first != last:
        return f"from {first} to {last}"
    return f"{'on' if first == str(turns[0].day) else 'in'} {first}"


def _day(turns: Sequence[Turn], case: Case) -> str:
    """The day of some turns as the file dates what began and ended."""
    began = [claim for own in turns for claim in own.after.began]
    ended = [claim for own in turns for claim in own.after.ended]
    return turned_told(turns[0].day, began, ended, case)


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
        stuck = own[0].spans[-1].verdict is Verdict.INSURMOUNTABLE
        kept = stuck or moved & {item.issue.id for item in own}
        rank = 0 if kept else 1 if heading.headline else 2
        rows.append(Strip(heading.title, areas, tuple(map(_stay, own[0].spans)), rank))
    # Where nothing folds the line is told whole, else from the year of the first move.
    focus = report.moves[0].day if report.moves and folded else first
    first = max(first, date(focus.year, 1, 1))
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
    return span.verdict.softly(span.at_best)


# Moves and coverage


def _moves(
    report: Timeline, together: Sequence[Sequence[Turn]], case: Case, *, every: bool
) -> Entries:
    """The moves day by day; left out last is the newest, then what is stuck since, then newer ones.

    Of an issue the latest move comes before the others, and one at best alone after all.
    """
    latest = {issue.id: own for own in report.moves if _shown(own) for issue in own.issues}
    hard = {
        own.issue.id for own in report.issues if own.spans[-1].at_best is Verdict.INSURMOUNTABLE
    }
    entries = []
    for at, turns in enumerate(together, 1):
        final = {issue.id for own in turns for issue in own.issues if latest.get(issue.id) is own}
        newest = at == len(together)
        kinds = (newest, bool(final & hard), bool(final), any(map(_shown, turns)), True)
        rank = kinds.index(True) * len(together) - at
        entries.append(Entry(_line(turns, case), rank, f"in {turns[0].day.year}"))
    return Entries(tuple(entries), None if every else "Not told (--all)")


def _together(turns: Iterable[Turn]) -> list[list[Turn]]:
    """Turns of one day by the same acts to the same verdicts, together."""
    found: dict[object, list[Turn]] = {}
    for turn in turns:
        signed = ((True, turn.after.began), (False, turn.after.ended))
        acts = {
            (began, own.party, own.statement.by, act(own.statement), own.replaced_by)
            for began, claims in signed
            for own in claims
        }
        found.setdefault((turn.day, _change(turn), frozenset(acts)), []).append(turn)
    return list(found.values())


def _shown(turn: Turn) -> bool:
    """Whether the verdict turned, or whether only soft red lines leave nothing."""
    return _stands(turn.before) != _stands(turn.after)


def _stands(span: VerdictSpan) -> Words:
    """A verdict as `gap` shows it, with a star where it is so only by soft red lines."""
    return _verdict(span.verdict, soft=_softly(span))


def _change(turn: Turn) -> Words:
    """The verdict before and after; where it stays, those at best."""
    shown = (*_stands(turn.before), TURNED, *_stands(turn.after)) if _shown(turn) else ()
    if not turn.at_best_alone:
        return words(*shown)
    before, after = (_verdict(own.at_best) for own in (turn.before, turn.after))
    return words(*shown, ", " if shown else "", "at best ", *before, TURNED, *after)


def _verdict(verdict: Verdict, *, soft: bool = False) -> Words:
    """A verdict as `gap` shows it."""
    if verdict is Verdict.UNSTATED:
        return words("none")
    return words(sign_of(verdict), "*" if soft else "")


def _line(turns: Sequence[Turn], case: Case) -> Line:
    """What turned on a day, and what began and ended with it."""
    named = Word(_names(turns, case), "bold")
    why = "; ".join(_why(turns[0]))
    told: list[str | Word] = [f"  ({why})"] if why else []
    for cause in _causes(turns, case, most=_ENDED):
        told += ["  ", *cause]
    line = words(named, "  ", *_change(turns[0]), *told)
    return Line(line, hang=_DAY, lead=_day(turns, case).ljust(_DAY))


def _table(together: Sequence[Sequence[Turn]], case: Case) -> Iterator[Table]:
    rows = tuple(
        (
            words(_day(own, case)),
            words(_names(own, case)),
            _change(own[0]),
            cell([*map(words, _why(own[0])), *_causes(own, case)]),
        )
        for own in together
    )
    if rows:
        yield Table(("day", "issue", "verdict", "what began (+) and ended (−)"), rows)


def _names(turns: Sequence[Turn], case: Case) -> str:
    return issue_names([issue.id for own in turns for issue in own.issues], case)


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


def _causes(turns: Sequence[Turn], case: Case, *, most: int | None = None) -> Iterator[Words]:
    """By party what it began to say (+) and what ended of it (−), each with who did that.

    Of more than `most` ended statements it is not told who made them.
    """
    spans = [own.after for own in turns]
    began = list(dict.fromkeys(claim for own in spans for claim in own.began))
    ended = list(dict.fromkeys(claim for own in spans for claim in own.ended))
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
    """Statements with what they say, those of one act together, and who made or ended them."""
    statements: dict[str, list[Claim]] = {}
    for claim in claims:
        statements.setdefault(claim.statement.id, []).append(claim)
    acts: dict[str, dict[str, list[str]]] = {}
    for id_, own in statements.items():
        verbs = conjoined([*dict.fromkeys(claim.verb for claim in own)])
        ended = sign is _MINUS
        who = _replacing(own[0], known, case) if ended else _who(own[0].statement, softness(own))
        if ended and not who and not bare:
            who = _who(own[0].statement, softness(own))
        acts.setdefault(who, {}).setdefault(verbs, []).append(id_)
    for who, told in acts.items():
        found: list[str | Word] = []
        for verbs, ids in told.items():
            for id_ in ids:
                found += [", " if found else "", sign, id_]
            found.append(f" {verbs}")
        yield words(*found, f" ({who})" if who else "")


def _replacing(claim: Claim, known: set[str], case: Case) -> str:
    """Which statement took the place of an ended claim, and who made it unless that is known."""
    if not claim.replaced_by:
        return ""
    said = case.statements.get(claim.replaced_by)
    who = _who(said) if said and said.id not in known else ""
    return f"for {claim.replaced_by}{': ' * bool(who)}{who}"


def _who(said: Statement, soft: Sequence[str] = ()) -> str:
    """Who made a statement, by what act, and in which ways it is soft."""
    return ", ".join((*([said.by] if said.by else ()), *act(said), *soft))


def _legend(report: Timeline) -> Iterator[Block]:
    """The signs in use, the worst first, and what stands between them."""
    spans = [span for item in report.issues for span in item.spans]
    entries = []
    if report.moves:
        entries.append(words(TURNED, " a move led to the sign behind it"))
        entries.append(words(_PLUS, " began  ", _MINUS, " ended"))
    if any(own.coverage for own in report.turns):
        entries.append(words("without ", TURNED, ": the record begins, ends or is thin, no move"))
    entries.append(words(NO_VERDICT, " no verdict"))
    if any(own.at_best_alone for own in report.moves):
        entries.append(words(AT_BEST))
    for verdict in sorted({own.verdict for own in spans}, key=lambda own: own.severity):
        if verdict is not Verdict.UNSTATED:
            told = f"{verdict}{_EVEN.get(verdict, '')}: {MEANINGS[verdict]}"
            entries.append(words(sign_of(verdict), f" {told}"))
        if verdict is Verdict.INSURMOUNTABLE and any(map(_softly, spans)):
            soft = " (in a strip *): only by soft red lines"
            entries.append(words(*_verdict(verdict, soft=True), soft))
    yield Packed(tuple(entries))
