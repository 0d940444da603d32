"""A small invented negotiation for the view's tests, built with constructors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from redlines.case import (
    Basis,
    Case,
    Condition,
    Heading,
    Issue,
    Party,
    Place,
    Said,
    Source,
    Statement,
    Verb,
)
from redlines.region import Grid, Outcomes, Unit
from redlines.verdicts import Later

DAY = date(2024, 6, 1)
NONE_LATER = Later(0, None)
LEVELS = ("open_water", "shared_zone", "buoyed_zone", "closed_water")
SHORE = Outcomes.scale(
    LEVELS,
    (
        "anyone fishes anywhere",
        "both fish, by turns",
        "a buoy line parts the boats",
        "nobody from across fishes",
    ),
    ("", "shared by turns", "", ""),
)
POND = SHORE.keep(SHORE.region(["open_water", "closed_water"]))
DAM = Outcomes.options(["no_dam", "joint_dam", "northern_dam"])
CATCH = Outcomes.quantity("tonnes", Grid(0, 5, 401, 0), unlimited=True)
PATROL = Outcomes.scale(["none", "unarmed", "armed"])
FEAST = Outcomes.options(["spring", "autumn"])


def lake() -> Case:
    """Two shores and a mill that talk about a lake."""
    refuses, demands, accepts = Verb.REFUSES, Verb.DEMANDS, Verb.ACCEPTS
    beyond = SHORE.region(["buoyed_zone", "closed_water"])
    catch = CATCH.everything
    low, high = CATCH.span(0, 120), CATCH.span(121, 401)
    statements = [
        Statement(
            "N-01",
            ("north",),
            _said(2024, 1, 5),
            basis=Basis.LEADER,
            ultimatum=True,
            by="The mayor of North",
            sources=("S01",),
            note="Only a closed eastern shore ends the strike.",
            terms=((refuses, "shore.east", SHORE.span(0, 2)),),
            place=Place("lake.yaml", 30, 7, 30, 11),
        ),
        Statement(
            "N-02",
            ("north",),
            _said(2024, 2, 1),
            basis=Basis.LAW,
            sources=("S01", "S02"),
            terms=(
                (demands, "shore.west", SHORE.region(["shared_zone"])),
                (demands, "dam", DAM.region(["northern_dam"])),
                (refuses, "dam", DAM.region(["no_dam"])),
                (refuses, "catch", high),
            ),
        ),
        Statement(
            "N-03",
            ("north",),
            _said(2024, 3, 1),
            basis=Basis.REPORT,
            disputed=True,
            terms=((refuses, "patrol", PATROL.region(["armed"])),),
        ),
        Statement(
            "N-04",
            ("north",),
            _said(2023, 3, 1),
            until=date(2024, 2, 1),
            basis=Basis.OFFICIAL,
            terms=((demands, "catch", CATCH.span(0, 20)),),
        ),
        Statement(
            "S-01",
            ("south",),
            _said(2024, 1, 9),
            basis=Basis.OFFICIAL,
            sources=("S02",),
            terms=(
                (refuses, "shore.east", beyond),
                (accepts, "shore.west", SHORE.region(["shared_zone"])),
                (demands, "dam", DAM.region(["no_dam"])),
            ),
        ),
        Statement(
            "S-02",
            ("south",),
            _said(2024, 4, 2),
            basis=Basis.DOCUMENT,
            terms=(
                (refuses, "catch", low),
                (demands, "patrol", PATROL.region(["armed"])),
                (accepts, "patrol", PATROL.region(["unarmed"])),
            ),
            unless=Condition((("shore.west", SHORE.region(["open_water"])),)),
        ),
        Statement(
            "S-03",
            ("south",),
            _said(2024, 4, 3),
            basis=Basis.LEADER,
            vague=True,
            terms=((demands, "catch", catch),),
        ),
        Statement(
            "S-04",
            ("south",),
            _said(2024, 9, 1),
            basis=Basis.LEADER,
            terms=((demands, "feast", FEAST.region(["spring"])),),
        ),
        Statement("M-01", ("mill",), terms=((accepts, "dam", DAM.region(["joint_dam"])),)),
    ]
    headings = [
        _heading("shore", "Shore", "water", ("shore.east", "shore.west", "shore.pond")),
        _heading("dam", "Dam", "water"),
        _heading("catch", "Catch", "boats"),
        _heading("patrol", "Patrol", "boats"),
        _heading("feast", "Feast", None),
    ]
    issues = [
        Issue("shore.east", SHORE, "shore", "East", "east"),
        Issue("shore.west", SHORE, "shore", "West", "west"),
        Issue("shore.pond", POND, "shore", "Pond", "pond"),
        Issue("dam", DAM, "dam", "Dam"),
        Issue("catch", CATCH, "catch", "Catch"),
        Issue("patrol", PATROL, "patrol", "Patrol"),
        Issue("feast", FEAST, "feast", "Feast"),
    ]
    return Case(
        title="Two shores of a lake",
        as_of=DAY,
        parties={
            "north": Party("north", "North", ("N",)),
            "south": Party("south", "South"),
            "mill": Party("mill", "Mill", member_of="south", note="It stands in the water."),
        },
        headings={heading.id: heading for heading in headings},
        issues={issue.id: issue for issue in issues},
        statements={statement.id: statement for statement in statements},
        sources={
            "S01": Source("S01", "Law of the lake", "Gazette", None, "2024-02", None, "A"),
            "S02": Source("S02", "Minutes", "Town hall", None, "2024", "https://x.example/m?a=1"),
        },
        sections={"water": "Water", "boats": "Boats"},
    )


def _said(year: int, month: int, day: int) -> Said:
    at = date(year, month, day)
    return Said(at.isoformat(), at)


def _heading(id_: str, title: str, section: str | None, issues: tuple[str, ...] = ()) -> Heading:
    question = f"What about the {title.lower()}?"
    return Heading(id_, title, section, (), question, None, issues or (id_,))


HOSTILE = (
    "\x1b[31mred\x1b[0m \x1b]8;;https://x.example\x1b\\link\x1b]8;;\x1b\\ \u202egnp.exe "
    "[/x] [red] [bold]b[/bold] :smile: | =cmd() <script>alert(1)</script> @name "
    "\u2028 \x00 \x9b31m \u200b \ufeff `code` **b** ~~s~~ \r\n\t # h ~漢字"
)


def hostile(attack: str = HOSTILE) -> Case:
    """The lake with hostile text in every field that holds text, ids and outcomes included."""
    case = lake()

    def bad(text: str | None) -> str:
        return f"{attack}{text}"

    def outcomes(old: Outcomes) -> Outcomes:
        if old.grid:
            return replace(old, unit=Unit(attack, attack), free=attack)
        return replace(
            old,
            names=tuple(map(bad, old.names)),
            descriptions=(attack,) * len(old.names),
            titles=(*map(bad, old.names[:-1]), ""),
        )

    issues = {
        bad(i.id): replace(
            i,
            id=bad(i.id),
            outcomes=outcomes(i.outcomes),
            heading=bad(i.heading),
            title=bad(i.title),
            area=bad(i.area) if i.area else None,
        )
        for i in case.issues.values()
    }

    def condition(old: Condition | None) -> Condition | None:
        return old and Condition(
            tuple((bad(i), replace(r, outcomes=issues[bad(i)].outcomes)) for i, r in old.terms)
        )

    return Case(
        title=attack,
        as_of=case.as_of,
        parties={
            bad(p.id): Party(bad(p.id), attack, (attack,), bad("south"), attack)
            for p in case.parties.values()
        },
        headings={
            bad(h.id): Heading(
                bad(h.id),
                bad(h.title),
                bad("section"),
                (attack,),
                attack,
                attack,
                tuple(map(bad, h.issues)),
            )
            for h in case.headings.values()
        },
        issues=issues,
        statements={
            bad(s.id): replace(
                s,
                id=bad(s.id),
                parties=tuple(map(bad, s.parties)),
                said=replace(s.said, text=attack),
                by=attack,
                note=attack,
                sources=tuple(map(bad, s.sources)),
                unless=condition(s.unless),
                place=Place(attack, 1, 1, 1, 2),
                terms=tuple(
                    (verb, bad(i), replace(r, outcomes=issues[bad(i)].outcomes))
                    for verb, i, r in s.terms
                ),
            )
            for s in case.statements.values()
        },
        sources={
            bad(s.id): Source(
                bad(s.id), attack, attack, attack, attack, f"https://x.example/{attack}", "A"
            )
            for s in case.sources.values()
        },
        sections={bad("section"): attack},
    )
