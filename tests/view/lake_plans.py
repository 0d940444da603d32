"""Two drafts about the lake for the view's tests, and the same with hostile texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lake import CATCH, DAM, HOSTILE, PATROL, SHORE, hostile, lake

from redlines.case import Basis, Case, Condition, Place, Plan, Point, Statement
from redlines.region import Region

# What GitHub, XML, a spreadsheet or a terminal would act on.
WORSE = (
    f"{HOSTILE} ::error::x %0A ]]> =cmd() \x1b]8;;https://x.example\x07 ##[error]y "
    "</details> <!-- \ufffe \uffff"
)


def draft() -> Plan:
    """The first draft: it crosses red lines of both shores."""
    return Plan(
        "spring-draft",
        "Spring draft",
        (
            _point(
                "east",
                "1",
                "Nobody from across fishes in the east.",
                ("shore.east", SHORE.region(["closed_water"])),
                ("shore.pond", SHORE.region(["closed_water"])),
            ),
            _point(
                "west", "2", "Both fish in the west.", ("shore.west", SHORE.region(["shared_zone"]))
            ),
            _point(
                "dam",
                "3",
                "There is a dam, built by both or by the north.",
                ("dam", DAM.region(["joint_dam", "northern_dam"])),
            ),
            _point("catch", "4", "Each takes at most 50 tonnes.", ("catch", CATCH.span(0, 10))),
            _point("boats", "5", "Boats carry lamps."),
            _point("bells", "6", "Bells are rung at dusk."),
            _point("truce", "7", "Nobody cuts nets."),
        ),
        version="first text",
        day=date(2024, 5, 1),
        status="handed over",
        basis=Basis.DRAFT,
        by=("mill",),
        place=Place("plans/spring.yaml", 3, 7, 3, 19),
    )


def revision() -> Plan:
    """The second draft: another west, a narrower dam, a patrol, and a point that is not known."""
    return Plan(
        "summer-draft",
        "Summer draft",
        (
            _point(
                "west",
                "1",
                "Anyone fishes in the west.",
                ("shore.west", SHORE.region(["open_water"])),
            ),
            _point(
                "dam",
                "3",
                "There is a dam, built by both.",
                ("dam", DAM.region(["joint_dam"])),
            ),
            _point(
                "catch", "4", "Each takes no more than 50 tonnes.", ("catch", CATCH.span(0, 10))
            ),
            _point("patrol", "5", "A patrol without arms.", ("patrol", PATROL.region(["unarmed"]))),
            _point("boats", "6", "Boats carry lamps."),
            replace(
                _point(
                    "armed",
                    "7",
                    "It is armed if so agreed.",
                    ("patrol", PATROL.region(["unarmed"])),
                ),
                given=Condition((("dam", DAM.region(["northern_dam"])),)),
            ),
        ),
        version="second text",
        day=date(2024, 6, 15),
        unknown=("truce",),
        place=Place("plans/summer.yaml", 3, 7, 3, 19),
    )


def _point(id_: str, number: str, text: str, *terms: tuple[str, Region]) -> Point:
    kept = tuple(
        (issue, region.cut_to(lake().issues[issue].outcomes) if issue == "shore.pond" else region)
        for issue, region in terms
    )
    place = Place("plans/spring.yaml", 10 + int(number), 9, 10 + int(number), 9 + len(id_))
    return Point(id_, text, number, terms=kept, place=place)


def drafts() -> tuple[Case, Plan, Plan]:
    """The lake and its two drafts."""
    return lake(), draft(), revision()


def hostile_drafts() -> tuple[Case, Plan, Plan]:
    """The hostile lake and its two drafts with hostile texts in every field."""
    case = hostile()
    outcomes = {issue.id: issue.outcomes for issue in case.issues.values()}

    def bad(text: str | None) -> str:
        return f"{HOSTILE}{text}"

    def terms(old: tuple[tuple[str, Region], ...]) -> tuple[tuple[str, Region], ...]:
        return tuple((bad(i), replace(r, outcomes=outcomes[bad(i)])) for i, r in old)

    def point(old: Point) -> Point:
        return replace(
            old,
            id=f"{WORSE}{old.id}",
            text=f"{WORSE} {old.text}",
            number=f"{WORSE}{old.number}",
            topic=WORSE,
            sources=(WORSE,),
            terms=terms(old.terms),
            given=old.given and Condition(terms(old.given.terms)),
            note=WORSE,
            place=Place(WORSE, 1, 1, 1, 2),
        )

    def plan(old: Plan) -> Plan:
        return replace(
            old,
            id=f"{WORSE}{old.id}",
            title=WORSE,
            version=WORSE,
            status=WORSE,
            points=tuple(map(point, old.points)),
            unknown=tuple(f"{WORSE}{id_}" for id_ in old.unknown),
            place=Place(WORSE, 1, 1, 1, 2),
        )

    return case, plan(draft()), plan(revision())


def moved(case: Case) -> Case:
    """The case with red lines tightened, added and dropped, and a source taken away."""
    north, *rest = case.statements.values()
    catch = next(s for s in rest if s.id.endswith("S-02"))
    west = next(s for s in rest if s.id.endswith("N-02"))

    def changed(s: Statement) -> Statement | None:
        if s is north:
            wider = tuple((v, i, r.outcomes.everything) for v, i, r in s.terms)
            return replace(s, terms=wider, sources=())
        if s is catch:
            return None
        if s is west:
            refused = next(r for v, i, r in s.terms if v == "refuses" and i.endswith("dam"))
            fewer = tuple(
                (v, i, refused.outcomes.everything - refused if r is refused else r)
                for v, i, r in s.terms
            )
            return replace(s, terms=fewer)
        return s

    kept = {s.id: new for s in case.statements.values() if (new := changed(s))}
    return replace(case, statements=kept)
