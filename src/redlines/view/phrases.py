"""Regions, statements and conditions in words: what the sentences of `wording` are made of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import islice

from redlines.case import Basis, Case, Claim, Condition, Issue, Said, Statement, Verb
from redlines.region import UNLIMITED, Calendar, Grid, Number, Outcomes, Region, Unit
from redlines.view.spoken import Text, fill
from redlines.view.spoken import number_text as number_text

# A region of more pieces than this is told by the first of them.
_TOLD = 20
_FIRST = 10
# What says how much, whether or where. A title that begins so would be read as the sentence's own
# words: who "refuses no limits" would seem to refuse nothing.
_OPENING = re.compile(
    r"\W*(?:$|(?:all|another|any|anybody|anyone|anything|both|each|either|enough|every|everybody|"
    r"everyone|everything|few|fewer|half|least|less|many|more|most|much|neither|never|no|"
    r"nobody|none|nor|not|nothing|nowhere|only|other|others|several|some|somebody|someone|"
    r"something|such|he|her|him|his|it|its|she|that|their|them|they|these|this|those|us|we|"
    r"what|whichever|who|about|above|after|against|also|among|around|as|at|because|before|"
    r"behind|below|beneath|beside|besides|between|beyond|but|by|despite|down|during|even|"
    r"except|for|from|if|in|inside|into|just|like|of|off|on|or|out|outside|over|past|per|"
    r"since|than|through|till|to|toward|towards|under|unless|until|up|upon|when|where|while|"
    r"with|within|without)\b(?!-))",
    re.IGNORECASE,
)
# Of more names than `MANY` the `FIRST` are told and how many more there are.
MANY, FIRST = 50, 20
# What joins or parts the outcomes of an enumeration.
_JOINING = re.compile(r"[,;→]|\b(?:and|but|or|to)\b", re.IGNORECASE)


def issue_name(issue: Issue, case: Case) -> str:
    """The title of an issue with its area."""
    title = case.headings[issue.heading].title
    return title if issue.area is None else f"{title} ({issue.title})"


def party_name(party: str, case: Case) -> str:
    """The title of a party, its id where the case has it no more."""
    return case.parties[party].title if party in case.parties else party


def issue_names(issues: Sequence[str], case: Case, starred: Collection[str] = ()) -> str:
    """Issues by title; areas behind their heading, left out where all of them are meant.

    A star marks those `starred`, each area for itself unless it is all of them.
    """
    groups: dict[str, list[str]] = {}
    for issue in issues:
        groups.setdefault(case.issues[issue].heading, []).append(issue)
    parts = []
    for heading, own in groups.items():
        title = case.headings[heading].title
        stars = {issue in starred for issue in own}
        if len(set(own)) == len(case.headings[heading].issues) and len(stars) == 1:
            parts.append(title + "*" * stars.pop())
        else:
            areas = dict.fromkeys(case.issues[i].title + "*" * (i in starred) for i in own)
            parts.append(f"{title} ({', '.join(areas)})")
    return ", ".join(first_of(parts))


def first_of(names: Sequence[str], many: int = MANY, first: int = FIRST) -> tuple[str, ...]:
    """Names, of more than `many` the `first` ones and how many more there are.

    >>> first_of(("a", "b", "c", "d"), many=3, first=2)
    ('a', 'b', '2 more')
    """
    if len(names) <= many:
        return tuple(names)
    return (*names[:first], f"{number_text(str(len(names) - first))} more")


def conjoined(words: Sequence[str], link: str = Text.AND) -> str:
    """Words as an enumeration: `a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {link} {words[-1]}"


def silent_text(parties: Sequence[str]) -> str:
    """Which parties have no claim in force on what is told."""
    return fill(Text.IS_SILENT, who=conjoined(parties), number=len(parties))


def counted(number: int, noun: str) -> str:
    """A number with its noun in the singular or plural.

    >>> counted(1, "point"), counted(2, "point")
    ('1 point', '2 points')
    """
    return f"{number_text(str(number))} {noun}{'s'[: number != 1]}"


def times(number: int) -> str:
    """How often something is: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(number, counted(number, "time"))


def region_text(
    region: Region, *, others: bool = False, bare: bool = False, but: Text = Text.ALL_BUT
) -> str:
    """A region as people read it; `others` words what a refusal leaves over or where it begins.

    `bare` names the two ends of a range alone, where no verb stands before it. `but` words a region
    by what it leaves out.

    >>> levels = Outcomes.scale(["low", "mid", "high", "top"])
    >>> region_text(levels.region(["high", "top"]))
    'high, top'
    >>> region_text(levels.region(["mid", "high", "top"]))
    'all but low'
    """
    outcomes, rest = region.outcomes, ~region
    if not region:
        return fill(Text.NOTHING)
    if not rest:
        return fill(Text.EVERYTHING)
    direct = _runs_text(region, bare)
    negated = fill(but, rest=conjoined(_pieces(rest, bare=True)))
    if not outcomes.ordered:
        return negated if len(rest) < len(region) else direct
    if len(region) == 1:
        return direct
    if len(rest) == 1 and (others or outcomes.grid is None):
        return negated
    if len(rest) == 1 and [*rest] == [outcomes.unlimited]:
        # The last number of the grid is no figure that anybody named.
        number = Text.ANY_NUMBER_OF if outcomes.unit_name else Text.ANY_NUMBER
        but = Text.BUT_NOT if outcomes.free == UNLIMITED else Text.EXCEPT
        free = in_sentence(outcomes, next(iter(rest)))
        text = Text.ANY_DATE if has_dates(outcomes) else number
        return fill(text, unit=outcomes.unit_name, but=but, free=free)
    if region.stretches == 1:
        return _half_text(region) if others and outcomes.grid else direct
    if max(region.stretches, rest.stretches) > _TOLD:
        return negated if rest.stretches < region.stretches else direct
    return min(direct, negated, key=len)


def _half_text(region: Region) -> str:
    """One stretch as refused: `refuses at most` would sound like the most that is refused."""
    outcomes = region.outcomes
    ((first, last),) = region.runs()
    dates = has_dates(outcomes)
    after = Text.AND_LATER if dates else Text.AND_MORE
    before = Text.AND_EARLIER if dates else Text.AND_LESS
    if first == 0:
        if rounder(outcomes, last + 1, than=last):
            return _runs_text(region)
        return fill(before, bound=span_text(outcomes, last, last))
    if last == len(outcomes.names) - 1:
        if rounder(outcomes, first - 1, than=first):
            return _runs_text(region)
        return fill(after, bound=span_text(outcomes, first, first))
    return _runs_text(region)


def _runs_text(region: Region, bare: bool = False) -> str:
    """The stretches of a region one after the other."""
    outcomes = region.outcomes
    if region.stretches == 2:
        first, second = region.runs()
        if second == (outcomes.unlimited, outcomes.unlimited):
            free = span_text(outcomes, *second)
            return fill(Text.EITHER, first=_run_text(outcomes, *first), last=free)
    pieces = _pieces(region, bare=bare)
    return conjoined(pieces) if _scattered(region) else ", ".join(pieces)


def _scattered(region: Region) -> bool:
    """Whether a region has so many pieces that it is told by the first of them and a count."""
    return _count(region) > _TOLD


def _count(region: Region) -> int:
    """How many stretches a region has; without an order each outcome stands alone."""
    return region.stretches if region.outcomes.ordered else len(region)


def _pieces(region: Region, *, bare: bool = False) -> list[str]:
    """The stretches of a region; of more than can be told the first, and how many more."""
    outcomes = region.outcomes
    most = _FIRST if _scattered(region) else None
    if outcomes.ordered:
        runs = islice(region.runs(), most)
        found = [piece for first, last in runs for piece in _ends(outcomes, first, last, bare)]
    else:
        found = [in_sentence(outcomes, at) for at in islice(region, most)]
    if most is None:
        return found
    return [*found, fill(Text.MORE, number=_count(region) - most)]


def _ends(outcomes: Outcomes, first: int, last: int, bare: bool) -> list[str]:
    """A stretch in a list, two neighbours as two: an enumeration adds its own `and`."""
    pair = last == first + 1 and outcomes.grid is None
    ends = [(first, first), (last, last)] if pair else [(first, last)]
    told = span_text if bare and outcomes.grid is None else _run_text
    return [told(outcomes, *run) for run in ends]


def _run_text(outcomes: Outcomes, first: int, last: int) -> str:
    """A stretch from end to end: of levels it is not said which are more, as it is of numbers."""
    end = len(outcomes.names) - 1
    if outcomes.grid is None and last > first + 1:
        # "refuses membership to moratorium" would sound like membership that is not granted.
        return fill(Text.ANYTHING, span=span_text(outcomes, first, last))
    if outcomes.grid is None or first == last or (first == 0 and last == end):
        return span_text(outcomes, first, last)
    if last == end:
        if rounder(outcomes, first - 1, than=first):
            bound = span_text(outcomes, first - 1, first - 1)
            return fill(Text.MORE_THAN, bound=bound)
        bound = span_text(outcomes, first, first)
        return fill(Text.OR_LATER if has_dates(outcomes) else Text.AT_LEAST, bound=bound)
    if first == 0:
        if rounder(outcomes, last + 1, than=last):
            return fill(Text.BELOW, bound=span_text(outcomes, last + 1, last + 1))
        bound = span_text(outcomes, last, last)
        return fill(Text.OR_EARLIER if has_dates(outcomes) else Text.AT_MOST, bound=bound)
    return span_text(outcomes, first, last)


def rounder(outcomes: Outcomes, at: int, *, than: int) -> bool:
    """Whether a neighbour on a coarse grid is the number that was named: it is much rounder.

    What is below 800,000 ends on a grid of 5,000 with 795,000, a figure that nobody said.
    """
    grid = outcomes.grid
    if not isinstance(grid, Grid) or grid.step == 1 or outcomes.unlimited in (at, than):
        return False
    figures = [len(str(abs(grid.start + i * grid.step)).strip("0")) for i in (at, than)]
    return figures[0] + 2 <= figures[1]


def span_text(
    outcomes: Outcomes, first: int, last: int, *, unit: bool = True, apart: bool = True
) -> str:
    """The outcomes from one position to another: `a`, `a, b` for neighbours, `a to z`.

    `apart` sets titles apart from a sentence that they would be lost in.
    """
    told = in_sentence if apart else outcome_text
    word = outcomes.unit.of(outcomes.names[last]) if outcomes.unit else ""
    tail = f" {word}" if unit and word and last != outcomes.unlimited else ""
    if first == last:
        return told(outcomes, first) + tail
    ends = told(outcomes, first), told(outcomes, last)
    pair = last == first + 1 and outcomes.grid is None
    return (", ".join(ends) if pair else fill(Text.TO, first=ends[0], last=ends[1])) + tail


def outcome_text(outcomes: Outcomes, at: int) -> str:
    """One outcome where it stands alone: its title, its date, or its number with separators."""
    if outcomes.grid is None or at == outcomes.unlimited:
        return outcomes.title(at)
    name = outcomes.names[at]
    return number_text(name) if isinstance(outcomes.grid, Grid) else name


def in_sentence(outcomes: Outcomes, at: int) -> str:
    """One outcome in a sentence, in quotes where it could be read as words of the sentence.

    >>> places = Outcomes.options(["none", "town_hall", "inn_or_mill"])
    >>> [in_sentence(places, at) for at in range(3)]
    ['“none”', 'town hall', '“inn or mill”']
    """
    told = outcome_text(outcomes, at)
    if outcomes.grid and at != outcomes.unlimited:
        return told
    return f"“{told}”" if _OPENING.match(told) or _JOINING.search(told) else told


def has_dates(outcomes: Outcomes) -> bool:
    """Whether the grid of a quantity is of dates."""
    return isinstance(outcomes.grid, Calendar)


def apart_text(outcomes: Outcomes, steps: int) -> str:
    """How far apart so many steps are: in the unit of a quantity, in days or months, or in steps.

    >>> apart_text(Outcomes.scale(["low", "mid"]), 1)
    '1 step'
    """
    return f"{amount_text(outcomes, steps)} {amount_unit(outcomes, steps)}"


def amount_text(outcomes: Outcomes, steps: int) -> str:
    """The number of a distance, without what is counted."""
    grid = outcomes.grid if outcomes.counted_in and outcomes.counted_in.other else None
    return number_text(grid.amount(steps) if grid else str(steps))


def amount_unit(outcomes: Outcomes, steps: int) -> str:
    """What a distance of so many steps is counted in."""
    unit = outcomes.counted_in or Unit("", "")
    word = unit.of(outcomes.grid.amount(steps)) if outcomes.grid else ""
    return word or f"step{'s'[: steps != 1]}"


def step_text(step: str) -> str:
    """How far outcomes of a quantity lie apart: a number, or the word of a calendar."""
    return number_text(step) if Number.parse(step) else step


# Statements


def said_text(said: Said) -> str:
    """When something was said, as the file dates it, or `undated`."""
    return said.text or (said.day.isoformat() if said.day else "undated")


def day_told(said: Said) -> tuple[str, ...]:
    """When something was said, as the file dates it; nothing where it does not."""
    return (said_text(said),) if said.text or said.day else ()


def end_told(day: date, by: str | None, case: Case) -> str:
    """The day on which something ends, as the file dates what ends it: maybe a month or a year."""
    ending = case.statements.get(by) if by else None
    return said_text(ending.said) if ending else day.isoformat()


def end_text(day: date, by: str | None, case: Case) -> str:
    """When something ends: on a day, or in a month or a year."""
    told = end_told(day, by, case)
    return f"{'on' if told == day.isoformat() else 'in'} {told}"


def turned_told(
    day: date | None, begun: Iterable[Claim], ended: Iterable[Claim], case: Case
) -> str:
    """The day on which some claims begin and others end, as the file dates all of them."""
    told = {said_text(own.statement.said) for own in begun}
    told |= {end_told(own.until, own.replaced_by, case) for own in ended if own.until}
    return told.pop() if len(told) == 1 else said_text(Said(day=day))


def begun_told(day: date, issue: str, parties: Iterable[str], case: Case) -> str:
    """A day as the file dates all that some parties begin to say on it about an issue."""
    claims = (claim for party in parties for claim in case.claims.get((issue, party), ()))
    told = {said_text(own.statement.said) for own in claims if own.statement.said.day == day}
    return told.pop() if len(told) == 1 else day.isoformat()


def act(statement: Statement) -> tuple[str, ...]:
    """What an act is called and its basis; where it has a name, that it is a document is in it."""
    named = (statement.name,) if statement.name else ()
    told = statement.basis and not (named and statement.basis is Basis.DOCUMENT)
    return (*named, *((str(statement.basis),) if told else ()))


def marks(
    statement: Statement, verb: Verb | None, case: Case | None = None, *, end: bool = False
) -> tuple[str, ...]:
    """What qualifies a statement: act, ultimatum, disputed, vague, its end, its conditions.

    A condition is told for the verb it belongs to, and only where a case is given. The end is told
    only where it is asked for: what a report cites is in force on its day, and how long it lasts
    nobody knew on that day.
    """
    found = [*act(statement)]
    if statement.ultimatum and verb in (None, Verb.REFUSES):
        found.append("ultimatum")
    if statement.disputed:
        found.append("disputed")
    if statement.vague:
        found.append("vague")
    if end and statement.until and any(c.until == statement.until for c in statement.claims):
        found.append(f"in force until {statement.until.isoformat()}")
    condition = statement.unless if verb is Verb.REFUSES else statement.given
    if verb and condition and case:
        word = "unless" if verb is Verb.REFUSES else "if"
        found.append(f"{word} {condition_text(condition, case)}")
    if verb and case and statement.proviso:
        found.append(f"if {statement.proviso}")
    return tuple(found)


def replaced_by_text(claim: Claim, case: Case) -> str | None:
    """Which later statement ended a claim, and when; None where none did."""
    if claim.replaced_by is None or claim.until is None:
        return None
    return f"ended by {claim.replaced_by} {end_text(claim.until, claim.replaced_by, case)}"


def replaces_texts(statement: Statement, case: Case) -> tuple[str, ...]:
    """The earlier statements that one ends, each with the issues where it does not end all."""
    found = []
    for own in statement.replaces:
        on = f" on {issues_text(own.issues, case)}" if own.issues is not None else ""
        found.append(f"{own.statement}{on}")
    return tuple(found)


def replaced_texts(statement: Statement, case: Case) -> tuple[str, ...]:
    """When which later statements ended what one says, for whom and on what where not all of it."""
    about = {issue for _, issue, _ in statement.terms}
    ends: dict[tuple[date, str], dict[str, list[str]]] = {}
    for own in statement.replaced:
        ends.setdefault((own.day, own.by), {}).setdefault(own.party, []).append(own.issue)
    found = []
    for (day, by), shares in sorted(ends.items()):
        text = f"{end_text(day, by, case)} by {by}"
        groups: dict[tuple[str, ...], list[str]] = {}
        for party, issues in shares.items():
            groups.setdefault(tuple(issues), []).append(party)
        for ended, parties in groups.items():
            told = text
            if set(parties) != set(statement.parties):
                told += f" for {conjoined(parties)}"
            if set(ended) != about:
                told += f" on {issues_text(ended, case)}"
            found.append(told)
    return tuple(found)


def issues_text(issues: Iterable[str], case: Case) -> str:
    """Some issues by their titles, with areas where not all of them are among these."""
    headings: dict[str, list[Issue]] = {}
    for id_ in issues:
        headings.setdefault(case.issues[id_].heading, []).append(case.issues[id_])
    told = []
    for heading, own in headings.items():
        whole = len(own) == len(case.headings[heading].issues)
        areas = [] if whole else [issue.title for issue in own if issue.area]
        place = f" in {conjoined(areas)}" if areas else ""
        told.append(f"{case.headings[heading].title}{place}")
    return conjoined(told)


def dated(claims: Sequence[Claim], told: Sequence[str]) -> str:
    """The first of some claims in brackets, how many statements say so too, and its day."""
    said = claims[0].statement
    more = len({claim.statement.id for claim in claims}) - 1
    name = f"{said.id} and {more} more" if more else said.id
    return f"({', '.join((name, *told, *day_told(said.said)))})"


def claim_text(
    statement: Statement,
    case: Case,
    issues: Iterable[str] | None = None,
    *,
    named: bool | None = None,
) -> tuple[tuple[Verb, str], ...]:
    """What a statement does, verb by verb: the regions, with areas that share one told together.

    `issues` keeps only what is about these, which then need not be `named`.
    """
    chosen = None if issues is None else set(issues)
    named = chosen is None if named is None else named
    found = []
    for verb in Verb:
        terms = [
            (issue, region)
            for v, issue, region in statement.terms
            if v is verb and (chosen is None or issue in chosen)
        ]
        refusing = verb is Verb.REFUSES
        for heading, areas, region in _grouped(terms, case, others=refusing):
            name = f"{heading}: " if named else ""
            place = f" in {conjoined(areas)}" if areas else ""
            found.append((verb, f"{name}{region}{place}"))
    return tuple(found)


def terms_texts(terms: Iterable[tuple[str, Region]], case: Case) -> tuple[str, ...]:
    """What is settled, issue by issue, with areas that share a region told together."""
    return tuple(
        f"{heading}: {region}{f' in {conjoined(areas)}' if areas else ''}"
        for heading, areas, region in _grouped(terms, case)
    )


def condition_text(condition: Condition, case: Case) -> str:
    """A condition in words, with areas that share a region told together.

    "NATO membership is all but membership" would sound like nearly a member.
    """
    parts = []
    for heading, areas, region in _grouped(condition.terms, case, but=Text.ANYTHING_BUT):
        place = f" in {conjoined(areas)}" if areas else ""
        parts.append(f"{heading}{place} is {region}")
    return " and ".join(parts)


def _grouped(
    terms: Iterable[tuple[str, Region]],
    case: Case,
    *,
    others: bool = False,
    but: Text = Text.ALL_BUT,
) -> list[tuple[str, list[str], str]]:
    """Heading, areas (none where all share the region) and region of some terms, in order."""
    groups: dict[tuple[str, str], list[Issue]] = {}
    for name, region in terms:
        issue = case.issues[name]
        told = region_text(region, others=others, but=but)
        groups.setdefault((issue.heading, told), []).append(issue)
    found = []
    for (heading, text), issues in groups.items():
        whole = len(issues) == len(case.headings[heading].issues)
        areas = [] if whole else [issue.title for issue in issues if issue.area]
        found.append((case.headings[heading].title, areas, text))
    return found


def softness(claims: Sequence[Claim]) -> tuple[str, ...]:
    """In which ways some claims of one statement are soft."""
    said = claims[0].statement
    ways = {
        "conditional": bool(said.proviso) or any(claim.condition for claim in claims),
        "disputed": said.disputed,
        "vague": said.vague,
    }
    return tuple(word for word, true in ways.items() if true)
