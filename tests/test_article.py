"""What docs/article.md claims of the record: its commands print what stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest

from redlines.case import Case
from redlines.cli.main import main
from redlines.reading.build import read_case

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "article.md").read_text(encoding="utf-8")
ID = re.compile(r"\b[A-Z]{2,4}-\d+[a-z]?\b")


class Claim(NamedTuple):
    number: str
    said: str
    command: str
    printed: str
    statements: str
    differs: str


CLAIMS = [
    Claim(*(cell.strip() for cell in line.strip("|").split("|")))
    for line in PAGE.splitlines()
    if re.match(r"\| \d+ \|", line)
]


@pytest.fixture(scope="module")
def case() -> Case:
    reading = read_case(ROOT / "data" / "positions.yaml")
    assert reading.case is not None, reading.problems
    return reading.case


def output(command: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> str:
    """What a command prints about the bundled case, on lines that are as long as they need be."""
    monkeypatch.delenv("REDLINES_CASE", raising=False)
    monkeypatch.chdir(ROOT)
    program, *args = shlex.split(command)
    assert program == "redlines"
    capfd.readouterr()
    assert main([*args, "--width", "200"]) == 0
    return " ".join(capfd.readouterr().out.split())


def test_ten_claims_are_told() -> None:
    assert [claim.number for claim in CLAIMS] == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.number)
def test_one_command_shows_what_the_record_has_on_a_claim(
    claim: Claim, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    printed = output(claim.command.strip("`"), monkeypatch, capfd)
    assert claim.printed in printed
    named = set(ID.findall(claim.statements))
    assert named, claim.statements
    assert named <= set(ID.findall(printed))


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.number)
def test_a_claim_names_what_the_case_holds(claim: Claim, case: Case) -> None:
    assert set(ID.findall(claim.statements)) <= case.statements.keys()
    cited = set(ID.findall(claim.differs))
    assert cited <= case.statements.keys() | case.not_coded.keys()
    assert set(re.findall(r"plan `([\w-]+)`", claim.differs)) <= case.plans.keys()


def test_the_first_screen_has_the_land_and_the_statements_that_block_each_other(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    screen = output("redlines gap russia ukraine", monkeypatch, capfd)
    for issue in ("Territory", "NATO membership", "Recognition", "Security guarantees"):
        assert issue in screen
    assert {"SEQ-01", "DON-01", "NATO-02"} <= set(ID.findall(screen))
