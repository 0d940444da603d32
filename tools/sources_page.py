"""Writes docs/sources.md from the data: `python -m tools.sources_page [--check]`.

The prose stands here, every number and every table comes from `data/`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from redlines import Assumption, Case, GapReport, Source, Statement, Verdict, gap, read_case
from redlines.verdicts import OtherVerdict, RemovalKind
from redlines.view.clean import markdown_text
from redlines.view.method_document import SOURCE_GRADES
from tools.pages import ROOT, run, share, table

PAGE = ROOT / "docs" / "sources.md"
POSITIONS = ROOT / "data" / "positions.yaml"

RUSSIAN_STATE, PRO_KREMLIN, RUSSIAN = "Russian state", "pro-Kremlin", "other Russian"
UKRAINIAN_STATE, UKRAINIAN = "Ukrainian state", "other Ukrainian"
EUROPEAN, NONE = "European institutions", "no side"

# On whose side a publisher stands, by its type alone. A type that is missing here stops the
# script, so that nobody is without a side by oversight.
SIDES: dict[str, tuple[str, ...]] = {
    RUSSIAN_STATE: ("Russian state agency", "Russian state media", "Russian state media reprint"),
    PRO_KREMLIN: ("pro-Kremlin aggregator", "pro-Russian site"),
    RUSSIAN: ("Russian agency", "Russian media", "Russian newspaper", "Russian brokerage blog"),
    UKRAINIAN_STATE: ("Ukrainian state agency", "Ukrainian state media"),
    UKRAINIAN: (
        "Ukrainian agency",
        "Ukrainian media",
        "Ukrainian media, machine-written (low confidence)",
        "Ukrainian rights group",
        "Ukrainian rights media",
        "Ukrainian think-tank",
    ),
    EUROPEAN: (),
    NONE: (
        "Albanian media",
        "Algerian media",
        "Armenian media",
        "Austrian newspaper",
        "Azerbaijani agency",
        "Azerbaijani media",
        "Bangladeshi media",
        "Belarusian opposition media",
        "Belgian newspaper",
        "Brazilian media",
        "Bulgarian media",
        "Chinese state media",
        "Croatian media",
        "EU defence media",
        "EU media",
        "French newspaper",
        "German agency",
        "German public broadcaster",
        "German public radio",
        "Greek media",
        "Hungarian newspaper",
        "Indian media",
        "Iranian agency",
        "Iranian media",
        "Iranian state media",
        "Iraqi Kurdish media",
        "Israeli media",
        "Italian agency",
        "Italian media",
        "Japanese media",
        "Jordanian media",
        "Kosovo media",
        "Latvian media",
        "Lebanese media",
        "Lithuanian media",
        "Moldovan public radio",
        "Nigerian media",
        "Pakistani newspaper",
        "Polish defence media",
        "Polish media",
        "Polish public radio",
        "Qatari media",
        "Romanian agency",
        "Romanian media",
        "Rwandan media",
        "Saudi media",
        "Slovak media",
        "Spanish partisan media",
        "Swedish media",
        "Swiss media",
        "Turkish media",
        "Turkish state agency",
        "Turkish state media",
        "UK media",
        "UK newspaper",
        "UK public broadcaster",
        "US advocacy media",
        "US conservative media",
        "US media",
        "US partisan media",
        "US-funded media",
        "Uzbek media",
        "Vietnamese media",
        "Zambian media",
        "agency reprint",
        "aggregator",
        "aggregator (low confidence)",
        "analysis",
        "blog",
        "business media",
        "copy of an official record",
        "diaspora media",
        "independent Russian media",
        "law firm",
        "law media",
        "law society",
        "legal text copy",
        "machine-written summary (low confidence)",
        "media",
        "media reprint",
        "newspaper",
        "newspaper reprint",
        "opinion",
        "partisan US media",
        "press release",
        "reprint of an official text",
        "rights group",
        "social media copy",
        "think-tank",
        "think-tank (critical of Russia)",
        "unsigned analysis (low confidence)",
    ),
}
# A page of a publisher that tells what another one reported, or has its text, is not its own.
RELAY = ", relay"
# Official sites stand where their owners stand.
OFFICIAL = {
    "EEAS": EUROPEAN,
    "European Parliament OEIL": EUROPEAN,
    "Ministry of Foreign Affairs of Ukraine": UKRAINIAN_STATE,
    "President of Ukraine": UKRAINIAN_STATE,
    "Russian mission to the EU": RUSSIAN_STATE,
    "UN News": NONE,
    "Verkhovna Rada site": UKRAINIAN_STATE,
}
# What a statement rests on, if all its sources stand on these sides: the first that holds.
RESTS_ON: dict[str, frozenset[str]] = {
    "Russian state or pro-Kremlin": frozenset({RUSSIAN_STATE, PRO_KREMLIN}),
    "Russian": frozenset({RUSSIAN_STATE, PRO_KREMLIN, RUSSIAN}),
    "Ukrainian state": frozenset({UKRAINIAN_STATE}),
    "Ukrainian": frozenset({UKRAINIAN_STATE, UKRAINIAN}),
    "European institutions": frozenset({EUROPEAN}),
    "no side": frozenset({NONE}),
}
SEVERAL = "several"

MOST = 8
PAIRS = (("russia", "ukraine"), ("russia", "europe"), ("ukraine", "united_states"))
LATER = date(2026, 3, 1)

HEAD = """\
# Sources of the bundled case

This page is written by `python -m tools.sources_page` from `data/sources.yaml` and \
`data/positions.yaml`.

`data/sources.yaml` lists every source once. Its `publisher_type` is kept as it was recorded, and \
the `grade` follows from that type alone, by the tables below; sources with the prefix `PL-`, \
those of the plans, were graded with their list and agree with it, but for relays. Nobody graded \
a single page by hand, so a grade says what kind of page carried a statement and not whether the \
statement was well reported.
"""

CAUTIONS = """\
Four things to keep in mind:

* State media and state agencies are graded A because they are the first publishers of what their \
own governments say. The type names the state, so that a reader can weigh them. Networks that \
relay for one side are C whatever side that is.
* The type describes the publisher, not the page, with one exception. A page that tells what \
somebody else reported, or has that text, says so in brackets, as in "LIGA (on Axios)"; it is a \
*relay*, is graded B at best and stands on the side of the publisher that carries it. A text of \
TASS that a third site reprints, and whose type is a reprint, is of no side.
* Titles are in our own words. A date is a day, a month or a year; where the page shows none it is \
left out, and where it was inferred the entry has a note that begins with "date approximate". Only \
the opening of most pages was read.
* The sources are those that were found. A second source may repeat the first, and one source may \
be the record of the words themselves.
"""

TYPES = """\
## Publisher types, their side and their grade

The side says on which side of the war a publisher stands or under whose law it works, as far as \
its type tells, with the number of its sources. Russian media that publish from exile count as of \
no side. An official site stands where its owner stands.
"""

SINGLE = """\
## Statements on one source, or on weak ones

"Without A" means that no source of grade A carries the statement, "C only" that none of grade B \
does either. Plans cite sources too; here and below only statements are counted, whatever their \
date.
"""

SIDED = """\
## Whose outlets carry whose words

A statement counts in the first column that holds for all its sources, so "Russian" is Russian \
outlets, not all of them of the state or pro-Kremlin. "Several" are statements whose sources do \
not all stand on one side.
"""

CARRIED = """\
## The sources that carry most statements

"Alone" are the statements that cite nothing else. Of sources that carry equally many, those that \
carry more alone come first, then by id.
"""

FRAGILE = """\
## Fragile verdicts

What `redlines gap --fragile` finds for three pairs on two days (see \
[method](method.md#what-a-verdict-rests-on)): the statements, the sources and the grades without \
which a verdict would be another. A statement falls with a source if it cites no other, and with \
a grade if all that it cites have that grade. Each name in a row changes the verdict on its own, \
to the word before it. A statement that rests on one page of grade B or C, or on pages of grade C \
alone, has that grade beside it: there a verdict hangs on one weak statement. *Unstated* means \
that nothing else of that party is on record there. Issues and areas with the same result share a \
row; a verdict that no removal changes has none.

The counts are of issues with a verdict; an issue over areas counts once, and as fragile if one of \
its areas is.
"""


def page(case: Case) -> str:
    """The whole page."""
    return "\n".join(
        [
            HEAD,
            _grades(case) + "\n",
            CAUTIONS,
            TYPES,
            _types(case) + "\n",
            SINGLE,
            _single(case) + "\n",
            _weak(case) + "\n",
            SIDED,
            _sided(case) + "\n",
            _crossed(case) + "\n",
            CARRIED,
            _carried(case) + "\n",
            FRAGILE,
            _fragile(case),
        ]
    )


def side(source: Source) -> str:
    """On whose side the publisher of a source stands; ValueError where no table says."""
    if source.publisher_type == "official":
        if source.publisher not in OFFICIAL:
            raise ValueError(f"{source.id}: say in OFFICIAL whose site {source.publisher!r} is")
        return OFFICIAL[source.publisher]
    kind = (source.publisher_type or "").removesuffix(RELAY)
    for name, types in SIDES.items():
        if kind in types:
            return name
    raise ValueError(f"{source.id}: give the type {source.publisher_type!r} a side in SIDES")


def rests_on(statement: Statement, case: Case) -> str:
    """What a statement rests on, by the sides of its sources."""
    sides = {side(case.sources[id_]) for id_ in statement.sources}
    return next((name for name, own in RESTS_ON.items() if sides <= own), SEVERAL)


def _grades(case: Case) -> str:
    counted = Counter(source.grade for source in case.sources.values())
    rows = [(grade, meaning, counted[grade]) for grade, meaning in SOURCE_GRADES.items()]
    return table(["grade", "meaning", "sources"], rows)


def _types(case: Case) -> str:
    """Sides and grades, with the types of publishers and how many sources each has."""
    counted: dict[tuple[str, str], Counter[str]] = {}
    for source in case.sources.values():
        name = source.publisher_type or ""
        if name == "official":
            name = f"official site: {source.publisher}"
        counted.setdefault((side(source), source.grade or ""), Counter())[name] += 1
    rows = []
    for stand in SIDES:
        for grade in SOURCE_GRADES:
            if types := counted.get((stand, grade)):
                ranked = sorted(types.items(), key=lambda item: (-item[1], item[0].casefold()))
                told = ", ".join(f"{markdown_text(name)} ({count})" for name, count in ranked)
                rows.append((stand, grade, types.total(), told))
    return table(["side", "grade", "sources", "publisher types"], rows)


def _by_party(case: Case) -> dict[str, list[Statement]]:
    """The statements of every party that has some, by its title."""
    found: dict[str, list[Statement]] = {}
    for party in case.parties.values():
        own = [s for s in case.statements.values() if party.id in s.parties]
        if own:
            found[party.title] = own
    return found


def best(statement: Statement, case: Case) -> str:
    """The best grade among the sources of a statement; empty where it cites none."""
    return min((case.sources[id_].grade or "" for id_ in statement.sources), default="")


def _single(case: Case) -> str:
    counted = Counter(len(own.sources) for own in case.statements.values())
    cited = {id_ for own in case.statements.values() for id_ in own.sources}
    planned = {id_ for plan in case.plans.values() for id_ in plan.sources}
    planned |= {id_ for plan in case.plans.values() for own in plan.points for id_ in own.sources}
    several = ", ".join(f"{n} on {count}" for count, n in sorted(counted.items()) if count > 1)
    alone = counted[1]
    parts = [
        f"{len(case.statements)} statements rest on {len(cited)} of the {len(case.sources)} "
        f"sources; {len(planned - cited)} more serve plans alone. {alone} statements rest on one "
        f"source ({share(alone, len(case.statements))}), {several}.\n"
    ]
    rows = [
        _single_row(title, own, case)
        for title, own in [*_by_party(case).items(), ("all", list(case.statements.values()))]
    ]
    header = ["party", "statements", "on one source", "share", "grade A", "B", "C"]
    return "\n".join([*parts, table([*header, "without A", "C only"], rows)])


def _single_row(title: str, statements: list[Statement], case: Case) -> list[object]:
    alone = [own for own in statements if len(own.sources) == 1]
    grades = Counter(best(own, case) for own in alone)
    bests = Counter(best(own, case) for own in statements)
    counts = [len(statements), len(alone), share(len(alone), len(statements))]
    return [
        title,
        *counts,
        *(grades[g] for g in SOURCE_GRADES),
        bests["B"] + bests["C"],
        bests["C"],
    ]


def _weak(case: Case) -> str:
    rows = []
    for title, statements in _by_party(case).items():
        cells = [_ids(own for own in statements if best(own, case) == grade) for grade in "BC"]
        if any(cells):
            rows.append([title, *cells])
    return table(["party", "at best B", "C only"], rows)


def _ids(statements: Iterable[Statement]) -> str:
    return ", ".join(own.id for own in statements)


def _sided(case: Case) -> str:
    columns = [*RESTS_ON, SEVERAL]
    rows = []
    for title, own in _by_party(case).items():
        counted = Counter(rests_on(statement, case) for statement in own if statement.sources)
        rows.append([title, len(own), *(counted[column] for column in columns)])
    return table(["party", "statements", *columns], rows)


# Which statements a reader may want to weigh: of whom, on what alone.
WEIGHED = (
    ("russia", "Ukrainian outlets", ("Ukrainian state", "Ukrainian")),
    ("ukraine", "Russian or pro-Kremlin outlets", ("Russian state or pro-Kremlin", "Russian")),
    ("russia", "the Russian state or pro-Kremlin outlets", ("Russian state or pro-Kremlin",)),
    ("ukraine", "the Ukrainian state", ("Ukrainian state",)),
)


def _crossed(case: Case) -> str:
    lines = []
    for party, outlets, kinds in WEIGHED:
        own = [
            s
            for s in case.statements.values()
            if party in s.parties and s.sources and rests_on(s, case) in kinds
        ]
        title = case.parties[party].title
        lines.append(f"* {title}, on {outlets} alone: {len(own)}{': ' * bool(own)}{_ids(own)}.")
    return "\n".join(lines)


def _carried(case: Case) -> str:
    said = case.statements.values()
    every = Counter(id_ for own in said for id_ in own.sources)
    alone = Counter(own.sources[0] for own in said if len(own.sources) == 1)
    ranked = sorted(every, key=lambda id_: (-every[id_], -alone[id_], id_))
    rows = []
    for id_ in ranked[:MOST]:
        own = case.sources[id_]
        name = markdown_text(own.publisher or own.title)
        kind = markdown_text(own.publisher_type or "")
        rows.append((id_, name, kind, own.grade or "", every[id_], alone[id_]))
    return table(["source", "publisher", "type", "grade", "statements", "alone"], rows)


# How a kind of removal is told.
WAYS = {
    RemovalKind.STATEMENT: "one statement",
    RemovalKind.SOURCE: "one source",
    RemovalKind.GRADE: "one grade",
}
# A kind of what is taken out, the name of what is, and the verdict that it turns.
Change = tuple[RemovalKind, str, OtherVerdict]


def _fragile(case: Case) -> str:
    days = [day for day in (case.as_of, LATER) if day]
    counts, tables = [], []
    for pair in PAIRS:
        title = "–".join(case.parties[party].title for party in pair)
        effects: dict[date, tuple[Change, ...]] = {}
        for day in days:
            report = gap(case, pair, Assumption(day), fragile=True)
            effects[day] = changes(report)
            totals = report.totals()
            stated = sum(totals.values()) - totals[Verdict.UNSTATED]
            found = report.fragile.resting_on if report.fragile else lambda _: ()
            counts.append((title, day, stated, *(len(found(kind)) for kind in WAYS)))
        rows = fragile_rows(case, effects)
        told = table(["issue", "day", "verdict", *WAYS.values()], rows) if rows else "None."
        tables.append(f"### {title}\n\n{told}\n")
    summary = table(["parties", "day", "verdicts", *WAYS.values()], counts)
    return "\n".join([summary + "\n", *tables]).rstrip("\n") + "\n"


def changes(report: GapReport) -> tuple[Change, ...]:
    """What turns which verdict, removal by removal."""
    found = report.fragile.removals if report.fragile else ()
    return tuple((own.kind, own.name, turn) for own in found for turn in own.verdicts)


def fragile_rows(case: Case, effects: Mapping[date, tuple[Change, ...]]) -> list[tuple[str, ...]]:
    """Rows of issue, day, verdict and what changes it in each way, equal ones together.

    Areas of a heading with equal results share a row, and so do days.
    """
    results: dict[tuple[str, Verdict, tuple[str, ...]], dict[str, list[date]]] = {}
    for issue, item in case.issues.items():
        for day, every in effects.items():
            own = [change for change in every if change[2].issue.id == issue]
            if own:
                cells = tuple(_cell(own, kind, case) for kind in WAYS)
                key = (item.heading, own[0][2].before, cells)
                results.setdefault(key, {}).setdefault(issue, []).append(day)
    rows = []
    for (heading, word, cells), found in results.items():
        together: dict[tuple[date, ...], list[str]] = {}
        for issue, days in found.items():
            together.setdefault(tuple(days), []).append(issue)
        for on, issues in together.items():
            told = "both" if len(on) == len(effects) > 1 else ", ".join(map(str, on))
            rows.append((_issues(case, heading, issues), told, str(word), *cells))
    return rows


def _issues(case: Case, heading: str, issues: list[str]) -> str:
    """A heading, with the areas in the spelling of the file where not all are meant."""
    if len(issues) == len(case.headings[heading].issues):
        return f"`{heading}`"
    return f"`{heading}[{', '.join(case.issues[issue].area or '' for issue in issues)}]`"


def weak(statement: Statement, case: Case) -> str:
    """The grade of a statement on one page below grade A or on pages of grade C; else empty."""
    grade = best(statement, case)
    return grade if grade == "C" or (grade == "B" and len(statement.sources) == 1) else ""


def _cell(changes: Iterable[Change], kind: RemovalKind, case: Case) -> str:
    """What of a kind changes a verdict, by what it becomes: from the best word to the worst."""
    named: dict[Verdict, list[str]] = {verdict: [] for verdict in Verdict}
    for of, name, turn in changes:
        if of is kind:
            grade = weak(case.statements[name], case) if kind is RemovalKind.STATEMENT else ""
            named[turn.after].append(f"{name} ({grade})" if grade else name)
    return "; ".join(f"{verdict}: {', '.join(own)}" for verdict, own in named.items() if own)


def bundled(path: Path = POSITIONS) -> Case:
    """The bundled case; ValueError with its problems where it cannot be read."""
    reading = read_case(path)
    if reading.case is None:
        raise ValueError(f"{path.name} cannot be read; see redlines validate {path.parent.name}")
    return reading.case


def main() -> int:
    """Write the page, or compare it."""
    return run("Write docs/sources.md from the data.", PAGE, lambda: page(bundled()))


if __name__ == "__main__":
    raise SystemExit(main())
