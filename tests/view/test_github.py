import re
from dataclasses import replace
from functools import partial

import pytest
from lake import HOSTILE
from lake_plans import WORSE, drafts, hostile_drafts
from test_plan_tables import accepted

from redlines.engine.changes import diff
from redlines.engine.finding import findings_of
from redlines.engine.plans import check
from redlines.problems import Level
from redlines.view.github import (
    PER_LEVEL,
    github_annotations,
    github_outputs,
)
from redlines.view.sentences import sentence

COMMAND = re.compile(r"::(error|warning|notice) ([^:\n]*)::(.*)")


def findings(make=drafts):
    case, base, new = make()
    found = (*findings_of(check(case, base), case), *findings_of(diff(case, base, new), case))
    return found, partial(sentence, case=case)


def thousand():
    """A thousand findings of every level."""
    found, message = findings()
    many = [found[at % len(found)] for at in range(1000)]
    return [replace(finding, point=f"p{at}") for at, finding in enumerate(many)], message


def lines_of(found, message):
    text = github_annotations(found, message, summarized=True)
    assert text.endswith("\n")
    return [COMMAND.fullmatch(line) for line in text[:-1].split("\n")]


def test_a_finding_is_one_command_with_its_place():
    found, message = findings()
    crossing = next(finding for finding in found if finding.id == "check-crosses")
    (line,) = github_annotations([crossing], message, summarized=True).splitlines()
    assert line.startswith(
        "::error file=plans/spring.yaml,line=11,endLine=11,col=9,endColumn=13,title=check-crosses"
        "::Shore (East): closed water crosses South’s red line: "
    )


def test_no_findings_are_no_commands():
    assert github_annotations([], str, summarized=True) == ""


def test_a_finding_over_lines_has_no_columns():
    found, message = findings()
    place = replace(found[0].place, end_line=99)
    text = github_annotations([replace(found[0], place=place)], message, summarized=True)
    assert "endLine=99,title=" in text
    assert "col=" not in text


def test_the_limits_are_kept_and_every_finding_is_accounted_for():
    found, message = thousand()
    lines = lines_of(found, message)
    counts = {level: sum(line[1] == level for line in lines) for level in ("error", "warning")}
    assert counts == {"error": PER_LEVEL, "warning": PER_LEVEL}
    assert sum(line[1] == "notice" for line in lines) == PER_LEVEL
    *shown, last = lines
    total = int(re.match(r"(\d+) more findings", last[3])[1])
    assert len(shown) + total == 1000
    told = {id_: int(n) for n, id_ in re.findall(r"(\d+) ([a-z-]+)(?:,|$)", last[3])}
    assert sum(told.values()) == total
    ids = {line[2].rpartition("title=")[2] for line in shown}
    assert ids | set(told) == {finding.id for finding in found}


def test_without_a_summary_every_finding_is_a_command_and_nothing_points_elsewhere():
    found, message = thousand()
    lines = github_annotations(found, message, summarized=False).splitlines()
    assert len(lines) == 1000
    assert all(map(COMMAND.fullmatch, lines))
    assert "summary" not in "".join(lines)


def test_the_worst_are_shown():
    found, message = thousand()
    shown = [line[1] for line in lines_of(found, message)]
    assert shown == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10


def test_accepted_findings_are_notices_with_their_reason():
    found, message = findings()
    crossing = next(own for own in found if own.id == "check-crosses")
    (line,) = lines_of([replace(crossing, ignored="agreed")], message)
    assert line[1] == "notice"
    assert line[3].startswith("accepted (agreed): ")


@pytest.mark.parametrize("text", [HOSTILE, WORSE, "%0A::error::x", "a,b=c:d", "\r\n::error::x\n"])
def test_hostile_texts_stay_inside_their_command(text):
    found, _ = findings(hostile_drafts)
    place = replace(found[0].place, file=text)
    own = replace(found[0], place=place)
    (line,) = lines_of([own], lambda _: text)
    assert line is not None
    properties = dict(part.split("=", 1) for part in line[2].split(","))
    assert list(properties) == ["file", "line", "endLine", "col", "endColumn", "title"]
    assert "%" not in re.sub(r"%(25|3A|2C)", "", line[0])
    assert all(lines_of(*findings(hostile_drafts)))


def test_the_outputs_count_and_name_for_whom_it_is_worst():
    found, _ = findings()
    crossing = next(own for own in found if own.id == "check-crosses")
    case, base, _ = drafts()
    text = github_outputs(accepted((crossing, *findings_of(check(case, base), case))))
    assert text == ("errors=2\nwarnings=9\ninfos=7\nignored=1\nstatus=error\nworst-for=south\n")


def test_outputs_of_nothing():
    assert github_outputs([]) == (
        "errors=0\nwarnings=0\ninfos=0\nignored=0\nstatus=clean\nworst-for=\n"
    )


def test_outputs_keep_to_a_line_each():
    found, _ = findings(hostile_drafts)
    lines = github_outputs(found)[:-1].split("\n")
    assert [line.split("=")[0] for line in lines] == [
        "errors",
        "warnings",
        "infos",
        "ignored",
        "status",
        "worst-for",
    ]
    assert {finding.level for finding in found} == set(Level)
