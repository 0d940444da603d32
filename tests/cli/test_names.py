"""What a name on the command line means: ids, aliases and titles, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from runs import DATA, Run

WORKS = ("--case", str(DATA / "works"))
CASE = """redlines: 1
title: Zölle
parties:
  kö: {title: Königreich, aliases: [Crown Estate]}
  guild: {title: Guild of Weavers}
  guild_two: {title: Guild of Weavers}
issues:
  order: {title: Order of steps, scale: {first: first, last: last}}
  toll:
    title: Toll roads
    over: [north, south]
    scale: {low: low, high: high}
  tax:
    title: Toll-Roads
    over: [south]
    scale: {low: low, high: high}
positions:
  kö:
    - {id: A-1, by: Minister Anna Berg, demands: {order: first}}
    - {id: B.1, by: "Karl Berg, for the crown", demands: {tax: low}}
    - {id: C, by: Anna Weber, refuses: {order: last}}
  guild:
    - {id: D, by: Anna Weber, said: 2025-01-01, refuses: {toll: high}}
    - {id: E, by: Guild, refuses: {tax: high}}
not_coded:
  F-1: {reason: names_no_outcome, note: It weighs the toll.}
  f.2: {same_act_as: B, note: The same letter.}
"""
PLAN = "redlines: 1\nplan: {}\ntitle: {}\npoints: [{{id: a, text: b, sets: {{order: first}}}}]\n"


@pytest.fixture
def case(tmp_path: Path) -> tuple[str, ...]:
    (tmp_path / "positions.yaml").write_text(
        CASE.replace("title: Zölle", "title: Zölle\nas_of: 2025-06-30"), encoding="utf-8"
    )
    (tmp_path / "plans").mkdir()
    for id_, title in (("p1", "First draft"), ("p2", "Second draft"), ("p3", "Second Draft")):
        (tmp_path / "plans" / f"{id_}.yaml").write_text(PLAN.format(id_, title), encoding="utf-8")
    return ("--case", str(tmp_path))


@pytest.mark.parametrize(
    "name",
    ["kö", "KÖ", "ko\u0308", "Königreich", "konigreich".replace("o", "ö"), "KO\u0308NIGREICH",
     "crown estate", "Crown-Estate", "crown_ESTATE", " crown  estate ", "party:Crown estate"],
)  # fmt: skip
def test_a_party_is_named_by_id_alias_and_title(run: Run, case: tuple[str, ...], name: str) -> None:
    ran = run("show", name, *case, "-f", "json")
    assert ran.code == 0, ran.err
    assert ran.json["data"]["party"]["id"] == "kö"


@pytest.mark.parametrize(
    ("name", "issue"),
    [
        ("Order of steps", "order"),
        ("order_of-STEPS", "order"),
        ("north", "toll.north"),
        ("Toll.North", "toll.north"),
        ("toll roads: north", "toll.north"),
        ("Toll roads (north)", "toll.north"),
        ("toll", "toll"),
    ],
)
def test_an_issue_and_an_area_are_named_by_their_titles(
    run: Run, case: tuple[str, ...], name: str, issue: str
) -> None:
    ran = run("gap", "kö", "guild", "--issue", name, *case, "-f", "json")
    assert ran.code == 0, ran.err
    found = {own["issue"] for own in ran.json["data"]["issues"]}
    assert found == ({issue} if issue != "toll" else {"toll.north", "toll.south"})


@pytest.mark.parametrize(
    ("args", "ids"),
    [
        (("gap", "kö", "guild of weavers"), ["guild", "guild_two"]),
        (("gap", "kö", "guild", "--issue", "toll roads"), ["toll", "tax"]),
        (("gap", "kö", "guild", "--issue", "South"), ["toll.south", "tax.south"]),
        (("check", "second draft"), ["p2", "p3"]),
        (("show", "Berg"), ["Minister Anna Berg", "Karl Berg, for the crown"]),
        (("show", "Anna"), ["Minister Anna Berg", "Anna Weber"]),
        (("show", "party:Guild of Weavers"), ["guild", "guild_two"]),
    ],
)
def test_a_title_of_several_is_ambiguous(
    run: Run, case: tuple[str, ...], args: tuple[str, ...], ids: list[str]
) -> None:
    ran = run(*args, *case, "-f", "json")
    assert ran.code == 2
    assert [own["id"] for own in ran.json["errors"]] == ["ambiguous-name"]
    assert ran.json["errors"][0]["suggestions"] == ids
    assert str(len(ids)) in ran.json["errors"][0]["message"]


def test_an_id_comes_before_a_title(run: Run, case: tuple[str, ...]) -> None:
    """A speaker is called Guild, and so is a party by its id."""
    assert run("show", "Guild", *case, "-f", "json").json["data"]["kind"] == "party"
    assert run("show", "speaker:Guild", *case, "-f", "json").json["data"]["kind"] == "speaker"


def test_a_plan_is_named_by_its_title(run: Run, case: tuple[str, ...]) -> None:
    for command in (("check",), ("diff", "p2"), ("show",)):
        ran = run(*command, "first-DRAFT", *case, "-f", "json")
        assert ran.code == 0, ran.err


@pytest.mark.parametrize(
    ("name", "speaker"),
    [
        ("Anna Berg", "Minister Anna Berg"),
        ("minister-anna_berg", "Minister Anna Berg"),
        ("Karl Berg for the crown", "Karl Berg, for the crown"),
        ("weber", "Anna Weber"),
    ],
)
def test_a_speaker_is_shown_by_name_or_part_of_it(
    run: Run, case: tuple[str, ...], name: str, speaker: str
) -> None:
    ran = run("show", name, *case, "-f", "json")
    assert ran.code == 0, ran.err
    said = [own["id"] for own in ran.json["data"]["statements"]]
    assert ran.json["data"]["speaker"] == speaker
    assert said == {"Minister Anna Berg": ["A-1"], "Anna Weber": ["C", "D"]}.get(speaker, ["B.1"])


def test_what_a_speaker_said_stands_under_the_party_spoken_for(
    run: Run, case: tuple[str, ...]
) -> None:
    text = run("show", "Weber", *case, "--as-of", "2024-01-01").out
    assert text.index("Königreich (kö)") < text.index("C ·") < text.index("not in force")
    assert "from 2025-01-01  D guild refuses" in text
    assert "1 statement said later does not count" in text
    assert "Guild of Weavers (guild)" not in text


def test_no_part_of_a_word_names_a_speaker(run: Run, case: tuple[str, ...]) -> None:
    ran = run("show", "Web", *case, "-f", "json")
    assert ran.json["errors"][0]["id"] == "unknown-name"


@pytest.mark.parametrize(
    ("args", "unknown"),
    [
        (("gap", "x1", "x2", "--issue", "x3", "--issue", "x4"), ["party"] * 2 + ["issue"] * 2),
        (("gap", "kö", "x2", "--issue", "order"), ["party"]),
        (("gap", "kö", "guild", "--issue", "x3"), ["issue"]),
        (("check", "x1", "--party", "x2", "--issue", "x3"), ["plan", "party", "issue"]),
        (("check", "p1", "--party", "x2", "--party", "x3"), ["party"] * 2),
        (("diff", "x1", "x2", "--party", "x3"), ["plan", "plan", "party"]),
        (("diff", "p1", "x2", "--issue", "x3"), ["plan", "issue"]),
        (("diff", "p1", "p2", "--party", "x3", "--issue", "x4"), ["party", "issue"]),
    ],
)
def test_all_unknown_names_of_a_call_are_told_at_once(
    run: Run,
    valid: Callable[[Any], None],
    case: tuple[str, ...],
    args: tuple[str, ...],
    unknown: list[str],
) -> None:
    ran = run(*args, *case, "-f", "json")
    assert ran.code == 2
    valid(ran.json)
    assert [own["id"] for own in ran.json["errors"]] == [f"unknown-{what}" for what in unknown]
    told = [own["message"] for own in ran.json["errors"]]
    assert all(sum(f"`{arg}`" in text for text in told) == 1 for arg in args if arg[0] == "x")
    assert [f"error: {text}" in ran.err for text in told] == [True] * len(told)


@pytest.mark.parametrize(
    ("args", "near"),
    [
        (("show", "Crown Estat"), ["kö"]),
        (("gap", "kö", "Giuld of Weavers"), ["guild", "guild_two"]),
        (("gap", "kö", "guild", "--issue", "ordr of steps"), ["order"]),
        (("check", "frist draft"), ["p1"]),
        (("show", "Webber"), ["Anna Weber"]),
    ],
)
def test_an_unknown_name_is_near_a_title(
    run: Run, case: tuple[str, ...], args: tuple[str, ...], near: list[str]
) -> None:
    suggestions = run(*args, *case, "-f", "json").json["errors"][0]["suggestions"]
    assert set(near) <= set(suggestions)
    assert len(suggestions) <= 3


def test_a_name_that_is_like_no_other_is_told_where_to_look(
    run: Run, case: tuple[str, ...]
) -> None:
    err = run("show", "xxxxxxxx", *case).err
    assert "`redlines list KIND " in err
    assert "names them all; KIND is parties, issues, statements, sources or plans\n" in err


def test_what_is_not_coded_is_shown_with_its_reason(
    run: Run, valid: Callable[[Any], None], case: tuple[str, ...]
) -> None:
    text = run("show", "f_1", *case).out
    assert "not coded  names_no_outcome" in text
    assert "It weighs the toll." in text
    assert "coded as   B.1" in run("show", "F.2", *case).out
    shown = run("show", "f-1", *case, "-f", "json").json
    valid(shown)
    assert shown["data"]["kind"] == "not_coded"
    assert shown["data"]["not_coded"]["reason"] == "names_no_outcome"


def test_what_is_not_coded_is_near_an_unknown_name(run: Run, case: tuple[str, ...]) -> None:
    near = run("show", "F-3", *case, "-f", "json").json["errors"][0]["suggestions"]
    assert "F-1" in near


@pytest.mark.parametrize(
    ("command", "wrong"),
    [
        ("gap russai ukraine --group bar --issue foo --lift X", "russai bar foo X"),
        ("check us-28 --party russai --issue foo --lift X", "russai foo X"),
        ("check us-28x --party russai --issue foo --lift X", "us-28x russai foo X"),
        ("diff us-28 us-28x --group bar --set russia:foo=1", "us-28x bar foo"),
        ("deal russai ukraine --given us-28x --issue foo --lift X", "russai foo X us-28x"),
    ],
)
def test_all_that_a_call_names_wrongly_is_told_at_once(run: Run, command: str, wrong: str) -> None:
    ran = run(*command.split(), "--case", "bundled:")
    assert ran.code == 2
    told = [line for line in ran.err.splitlines() if line.startswith("redlines: error: ")]
    assert [re.findall(r"`(.+?)`", line)[0] for line in told] == wrong.split()
