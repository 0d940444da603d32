"""Writes an agreement.md from two codings of the same rows, in docs/coding/ and in second-file/.

`python -m tools.agreement [--check]` reads both folders, the second once its second coding is
there. What is counted, each over all rows of the sample, and where red lines were drawn as well,
over those drawn at random and over the red lines (a row of both draws counts in each):

1. *Coded or not.* Units are rows. The share on which both codings agree whether the row is coded
   at all, and alpha (nominal).
2. *Reasons.* Units are rows that neither codes. The share with the same reason, and alpha
   (nominal); for `same_act_as` the row that it names is left aside.
3. *Claims.* A claim of a row is a party, a verb, an issue and the areas that it is said of. All
   that a row says of one issue with one verb is one claim, whatever the number of its areas and
   of the statements into which the row is split. Units are rows that both code: the share with
   the same set of claims. Then over the claims that either coding has of these rows: the share
   that both have (Jaccard), and the same without regard to areas. Then over the claims that both
   have: the share with the same region in every area. Last the share of rows with the same claims
   and regions throughout.
4. *Verbs and ends.* Verbs: units are (row, party, issue) on which both codings claim something,
   whatever the areas; the value is the verb, or all verbs where there are several; alpha (nominal).
   Ends: units are (row, party, verb, issue) of scales and quantities that both codings have. Each
   area that both name is compared by itself, and areas with equal ends in both codings count once.
   The near end of a region is its first outcome in the order of the issue, the far end its last;
   an open end is the end of the list, since `at_least: x` says that it reaches that far. Places
   are counted in the list of the heading, so that areas with fewer outcomes can be compared. For
   each end the share that is equal and alpha (ordinal), kept within issues and pooled as
   `tools/alpha.py` says and gives reasons for. Regions with a hole are compared by their ends.
5. *Marks.* Units are (row, party, verb, issue) that both codings have, areas aside. For each mark
   how often each coding sets it, the share on which they agree, and alpha (nominal), for a mark
   that is rare is agreed on by chance. Basis: units are rows that both code, the share with the
   same basis (the same ones, where a row is split).

Undefined values are shown as a dash: a share of nothing, an alpha of values that are all the same.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from redlines import Kind
from redlines.view.clean import markdown_text
from tools.alpha import Pair, alpha, nominal_alpha, pooled_alpha
from tools.codings import MARKS, Claimed, Codings, Key, Row, read_codings
from tools.pages import ROOT, run, share, table
from tools.spelling import statement_yaml

FOLDER = ROOT / "docs" / "coding"
SECOND = FOLDER / "second-file"

DRAWS: dict[str, tuple[str, ...]] = {
    "all rows": ("sample", "both", "red_line"),
    "random sample": ("sample", "both"),
    "red lines": ("red_line", "both"),
}

Pairs = Sequence[tuple[Row, Row]]
_Claim = TypeVar("_Claim", bound=Hashable)


@dataclass(frozen=True, slots=True)
class End:
    """The ends of one region in both codings, as places in the list of its issue."""

    issue: str
    near: Pair
    far: Pair


def both_coded(pairs: Pairs) -> Pairs:
    """The rows that both codings code."""
    return [(one, other) for one, other in pairs if one.coded and other.coded]


def neither_coded(pairs: Pairs) -> Pairs:
    """The rows that neither coding codes."""
    return [(one, other) for one, other in pairs if not one.coded and not other.coded]


def claims(row: Row) -> set[tuple[Key, frozenset[str]]]:
    """The claims of a row: what they are about, and the areas."""
    return {(key, claimed.areas) for key, claimed in row.claimed.items()}


def shared(pairs: Pairs) -> list[tuple[str, Key, Claimed, Claimed]]:
    """What both codings claim of the same rows, areas aside: row, key, and the two."""
    return [
        (one.id, key, one.claimed[key], other.claimed[key])
        for one, other in both_coded(pairs)
        for key in one.claimed
        if key in other.claimed
    ]


def verbs(pairs: Pairs) -> list[tuple[str, str]]:
    """The verbs of both codings for every row, party and issue on which both claim something."""
    found: list[tuple[str, str]] = []
    for rows in both_coded(pairs):
        about: list[dict[tuple[str, str], list[str]]] = []
        for row in rows:
            own: dict[tuple[str, str], list[str]] = {}
            for key in row.claimed:
                own.setdefault((key.party, key.heading), []).append(key.verb)
            about.append(own)
        first, second = about
        found += [
            (" ".join(sorted(first[unit])), " ".join(sorted(second[unit])))
            for unit in first
            if unit in second
        ]
    return found


def ends(codings: Codings, pairs: Pairs) -> list[End]:
    """The ends of the regions that both codings have, areas with equal ends together."""
    found: list[End] = []
    for _, key, one, other in shared(pairs):
        own: dict[End, None] = {}
        for issue in sorted(one.areas & other.areas):
            outcomes = codings.outcomes(issue)
            if outcomes.kind is Kind.OPTIONS:
                continue
            places = [
                [outcomes.positions[name] for name in claimed.regions[issue].names]
                for claimed in (one, other)
            ]
            first, second = places
            own[End(key.heading, (first[0], second[0]), (first[-1], second[-1]))] = None
        found += own
    return found


def by_issue(found: Iterable[End]) -> dict[str, list[End]]:
    """The ends of every issue."""
    groups: dict[str, list[End]] = {}
    for end in found:
        groups.setdefault(end.issue, []).append(end)
    return groups


# Measures in cells


def _of(equal: int, whole: int) -> str:
    return f"{equal} of {whole} ({share(equal, whole)})" if whole else ""


def _equal(pairs: Sequence[tuple[Hashable, Hashable]]) -> str:
    return _of(sum(one == other for one, other in pairs), len(pairs))


def _number(value: float | None) -> str:
    """A coefficient with two decimals, or nothing where it is undefined."""
    return "" if value is None else f"{round(value, 2) + 0.0:.2f}"


def _coded_rows(pairs: Pairs) -> list[tuple[str, str]]:
    coded = [(one.coded, other.coded) for one, other in pairs]
    reasons = [(one.reason_word, other.reason_word) for one, other in neither_coded(pairs)]
    return [
        ("rows", str(len(pairs))),
        ("coded by both", str(coded.count((True, True)))),
        ("by the first alone", str(coded.count((True, False)))),
        ("by the second alone", str(coded.count((False, True)))),
        ("by neither", str(coded.count((False, False)))),
        ("agreement on coded or not", _equal(coded)),
        ("alpha", _number(nominal_alpha(coded))),
        ("same reason, of rows coded by neither", _equal(reasons)),
        ("alpha of the reason", _number(nominal_alpha(reasons))),
    ]


def _claim_rows(pairs: Pairs) -> list[tuple[str, str]]:
    rows = both_coded(pairs)
    sets = [(claims(one), claims(other)) for one, other in rows]
    keys = [(set(one.claimed), set(other.claimed)) for one, other in rows]
    held = [
        (one.regions, other.regions)
        for _, _, one, other in shared(pairs)
        if one.areas == other.areas
    ]
    same = sum(
        one.claimed.keys() == other.claimed.keys()
        and all(one.claimed[key].regions == other.claimed[key].regions for key in one.claimed)
        for one, other in rows
    )
    return [
        ("rows coded by both", str(len(rows))),
        ("with the same set of claims", _of(sum(a == b for a, b in sets), len(rows))),
        ("claims of either that both have", _jaccard(sets)),
        ("the same, areas aside", _jaccard(keys)),
        ("same region, of claims that both have", _of(sum(a == b for a, b in held), len(held))),
        ("rows with the same claims and regions", _of(same, len(rows))),
    ]


def _jaccard(sets: Sequence[tuple[set[_Claim], set[_Claim]]]) -> str:
    return _of(sum(len(a & b) for a, b in sets), sum(len(a | b) for a, b in sets))


def _end_rows(codings: Codings, pairs: Pairs) -> list[tuple[str, str]]:
    said = verbs(pairs)
    found = ends(codings, pairs)
    groups = by_issue(found).values()
    near = pooled_alpha([end.near for end in own] for own in groups)
    far = pooled_alpha([end.far for end in own] for own in groups)
    return [
        ("same verb, of rows and issues that both claim", _equal(said)),
        ("alpha of the verb", _number(nominal_alpha(said))),
        ("issues with ends to compare", str(len(groups))),
        ("same near end", _equal([end.near for end in found])),
        ("alpha of the near end, pooled", _number(near)),
        ("same far end", _equal([end.far for end in found])),
        ("alpha of the far end, pooled", _number(far)),
    ]


def _issue_rows(codings: Codings, pairs: Pairs) -> list[tuple[str, ...]]:
    """Every issue with its units, the shares of equal ends, and the alphas of both ends."""
    rows: list[tuple[str, ...]] = []
    for issue, own in sorted(by_issue(ends(codings, pairs)).items()):
        near, far = [end.near for end in own], [end.far for end in own]
        alphas = [_number(alpha(end, "ordinal")) for end in (near, far)]
        rows.append((f"`{issue}`", str(len(own)), _equal(near), alphas[0], _equal(far), alphas[1]))
    return rows


def _mark_rows(pairs: Pairs) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    held = shared(pairs)
    for mark in MARKS:
        set_by = [(mark in one.marks, mark in other.marks) for _, _, one, other in held]
        counts = [str(sum(pair[coder] for pair in set_by)) for coder in (0, 1)]
        agreed = (str(set_by.count((True, True))), _equal(set_by), _number(nominal_alpha(set_by)))
        rows.append((mark, *counts, *agreed))
    return rows


def _basis_rows(pairs: Pairs) -> list[tuple[str, str]]:
    return [
        (
            "same basis, of rows coded by both",
            _equal([(a.bases, b.bases) for a, b in both_coded(pairs)]),
        )
    ]


# The page

INTRO = """\
# Agreement of two codings

This page is written by `python -m tools.agreement` from the files beside it. Some rows of the \
{file} were coded twice, the second time without sight of the first coding. `sample.csv` lists \
them: 60 drawn at random from all rows{drawn}. `first.yaml` is the \
first coding of these rows as it stood before the two were compared, `second.yaml` the second; the \
lists `first_not_coded.csv` and `second_not_coded.csv` hold the rows that each leaves out, with \
its reasons.

Alpha is Krippendorff's (2011): 1 is perfect agreement, 0 is what chance gives. He asks for 0.80, \
and for 0.67 where tentative conclusions will do (2004, *Content analysis*). {stands} \
Each measure is defined in full at the head of `tools/agreement.py`.
"""
WITH_RED_LINES = {
    "file": "fact file",
    "drawn": " but those in which nothing was found, and all rows of Russia and Ukraine, in force "
    "on 2025-12-09, that the fact file calls red lines or in which the first coding, as far as it "
    "had gone when the rows were drawn, has a refusal",
    "stands": "The red lines were chosen for their weight and stand for themselves; the random "
    "sample stands for the whole file.",
}
AT_RANDOM = {
    "file": "second fact file",
    "drawn": " of it before any was coded",
    "stands": "The sample stands for that file.",
}

ENDS = """\
### Near and far ends, issue by issue

The near end of a region is its first outcome in the order of the issue, the far end its last. Of \
all rows; most issues have too few units for an alpha of their own to mean much, so the pooled \
alpha above keeps chance and distance within each issue and adds up over issues.
"""


def page(codings: Codings) -> str:
    """The whole page."""
    drawn = set(codings.drawn.values())
    columns = DRAWS if len(drawn) > 1 else {"all rows": DRAWS["all rows"]}
    by_draw = {name: codings.pairs(draws) for name, draws in columns.items()}
    every = by_draw["all rows"]

    def measured(title: str, measures: Sequence[Sequence[tuple[str, str]]]) -> str:
        rows = [(own[0][0], *(cell for _, cell in own)) for own in zip(*measures, strict=True)]
        return f"## {title}\n\n{table(['', *by_draw], [(name, *cells) for name, *cells in rows])}\n"

    return "\n".join(
        [
            INTRO.format(**(WITH_RED_LINES if len(drawn) > 1 else AT_RANDOM)),
            measured("Coded or not", [_coded_rows(own) for own in by_draw.values()]),
            measured("Claims", [_claim_rows(own) for own in by_draw.values()]),
            measured("Verbs and ends", [_end_rows(codings, own) for own in by_draw.values()]),
            ENDS,
            table(
                ["issue", "units", "same near end", "alpha", "same far end", "alpha"],
                _issue_rows(codings, every),
            )
            + "\n",
            measured("Basis", [_basis_rows(own) for own in by_draw.values()]),
            *(_marks(name, own) for name, own in by_draw.items()),
            _differences(codings),
        ]
    )


def _marks(name: str, pairs: Pairs) -> str:
    header = ["mark", "first", "second", "both", "agreement", "alpha"]
    return f"### Soft marks, {name}\n\n{table(header, _mark_rows(pairs))}\n"


def differ(one: Row, other: Row) -> bool:
    """Whether two codings of a row differ in anything that is counted."""
    if not one.coded or not other.coded:
        return one.coded != other.coded or one.reason_word != other.reason_word
    return one.claimed != other.claimed or one.bases != other.bases


def _differences(codings: Codings) -> str:
    rows = []
    for one, other in codings.pairs(DRAWS["all rows"]):
        if differ(one, other):
            cells = [_told(row, codings, at) for at, row in enumerate((one, other))]
            rows.append((one.id, codings.drawn[one.id].replace("_", " "), *cells))
    head = (
        f"## Rows on which the codings differ\n\n{len(rows)} of {len(codings.drawn)} rows differ "
        "in being coded, in the reason, in a claim, a region, a mark or the basis.\n"
    )
    return f"{head}\n{table(['row', 'drawn', 'first coding', 'second coding'], rows)}\n"


def _told(row: Row, codings: Codings, at: int) -> str:
    """What one coding says of a row."""
    if not row.coded:
        reason = f"not coded: `{row.reason}`"
        return f"{reason}. {markdown_text(row.sentence)}" if row.sentence else reason
    parts = []
    for own in row.statements:
        marks = [own.basis or "no basis"]
        marks += [
            mark
            for mark, has in (
                ("ultimatum", own.ultimatum),
                ("disputed", own.disputed),
                ("vague", own.vague),
            )
            if has
        ]
        split = f"{own.id}, " if len(row.statements) > 1 else ""
        body = statement_yaml(own, codings.cases[at])
        parts.append(f"{split}{', '.join(own.parties)}, {', '.join(marks)}: `{body}`")
    return "<br>".join(parts)


def committed(folder: Path = FOLDER) -> str:
    """The page that the files in a folder give."""
    return page(read_codings(folder))


def folders() -> list[Path]:
    """The folders in which both codings lie."""
    return [own for own in (FOLDER, SECOND) if (own / "second.yaml").exists()]


def main() -> int:
    """Write the pages, or compare them."""
    about = "Write docs/coding/agreement.md, and the like for the second file, from two codings."
    return max(run(about, own / "agreement.md", partial(committed, own)) for own in folders())


if __name__ == "__main__":
    raise SystemExit(main())
