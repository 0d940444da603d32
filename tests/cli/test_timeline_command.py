"""`redlines timeline` and the strips of `show`: options, numbers that agree, what is refused."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from runs import Run

PAIR = ("timeline", "russia", "ukraine", "--as-of", "2026-03-01")


def test_the_formats_tell_the_same_spans(run: Run, valid: Callable[[Any], None]) -> None:
    told = run(*PAIR, "-f", "json").json
    valid(told)
    spans = [(own["issue"], x) for own in told["data"]["issues"] for x in own["spans"]]
    rows = list(csv.DictReader(io.StringIO(run(*PAIR, "-f", "csv").out)))
    assert [(issue, x["from"] or "", x["until"] or "", x["verdict"]) for issue, x in spans] == [
        (row["issue"], row["from"], row["until"], row["verdict"]) for row in rows
    ]
    assert [json.dumps(x["coverage"]) for _, x in spans] == [row["coverage"] for row in rows]
    assert [" ".join(x["began"]) for _, x in spans] == [row["began"] for row in rows]
    cited = {own["id"] for own in told["data"]["statements"]}
    assert cited == {id_ for _, x in spans for id_ in (*x["began"], *x["ended"])}


def test_the_summary_counts_what_the_screen_lists(run: Run) -> None:
    summary = run(*PAIR, "-f", "json").json["summary"]
    lines = run(*PAIR, "--all", "-q").out.splitlines()
    start = lines.index("── Coverage: no move ──")
    listed = [at for at, line in enumerate(lines) if line[:2] == "20" and line[4] == "-"]
    assert summary["moves"] == sum(at < start for at in listed)
    assert summary["coverage"] == sum(at > start for at in listed)
    assert summary["moves"] == summary["worse"] + summary["better"] + summary["at_best"]


def test_the_options_of_an_assumption_count_on_every_day(run: Run) -> None:
    def moves(*options: str) -> int:
        found: int = run(*PAIR, "-f", "json", *options).json["summary"]["moves"]
        return found

    every = moves()
    assert moves("--binding", "constitution") < every
    assert moves("--lift", "russia:sequence") < every
    assert moves("--issue", "language") == 1
    assert moves("--since", "2025-12-11") < every
    assert run(*PAIR, "--set", "russia:language=eu_rules", "--issue", "language").code == 0


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("timeline", "russia"), "timeline needs at least two different parties"),
        (("timeline", "russia", "Moscow"), "are the same party"),
        (("timeline", "russia", "ukrain"), "did you mean ukraine"),
        ((*PAIR, "--since", "2026-03-01"), "nothing changes after 2026-03-01"),
        ((*PAIR, "--since", "spring"), "--since `spring` is no day"),
        ((*PAIR, "--since="), "--since is empty"),
        ((*PAIR, "-f", "github"), "has no format `github`"),
        ((*PAIR, "--issue", "natoo"), "unknown issue `natoo`"),
        (("show", "russia", "--party", "ukraine"), "--party is for an issue"),
        (("show", "sequence", "--party", "ukraine"), "at least two different parties"),
        (("show", "sequence", "--party", "ukrain"), "did you mean ukraine"),
    ],
)
def test_what_cannot_be_done_says_why(run: Run, args: tuple[str, ...], words: str) -> None:
    ran = run(*args)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_show_draws_an_issue_for_all_that_spoke_or_for_those_named(run: Run) -> None:
    every = run("show", "sequence").out
    assert "Verdicts over time: russia, ukraine, united_states, europe" in every
    named = run("show", "sequence", "--party", "RU", "--party", "UA").out
    assert "Verdicts over time: russia, ukraine ──" in named
    # One party alone has no verdict with anybody.
    assert "Verdicts over time" not in run("show", "voters_in_russia").out
