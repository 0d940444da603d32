"""`redlines sweep`: the same bytes whoever works, and going on where an earlier run stopped."""

from __future__ import annotations

import csv
import io
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, repeat
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from runs import DATA, SOURCE, Run, process

from redlines.api.cases import read_case
from redlines.api.gaps import gap
from redlines.api.sweeps import every_world, sweep, swept
from redlines.assumption import NOTHING, Assumption
from redlines.cli import continued as tables
from redlines.cli.main import main
from redlines.cli.workers import workers
from redlines.failure import NotDoneError
from redlines.view.wording import facts

DAYS = ("2024-02-01", "2024-03-01", "2024-04-01", "2024-05-01")
# Two parties, two issues, six disputed statements: 64 worlds from March on.
CASE = """\
redlines: 1
title: Harbour talks
as_of: 2024-05-01
parties: {port: {title: Port}, city: {title: City}}
issues:
  dues: {title: Dues, scale: {none: No dues, low: Low dues, high: High dues}}
  noise: {title: Noise, over: [day, night], scale: {quiet: Quiet, some: Some, loud: Loud}}
positions:
  port:
    - {id: P-1, said: 2024-01-01, refuses: {dues: high}}
    - {id: P-2, said: 2024-01-05, disputed: true, refuses: {dues: low}}
    - {id: P-3, said: 2024-02-15, disputed: true, demands: {noise: loud}}
    - {id: P-4, said: 2024-02-15, disputed: true, refuses: {"noise[night]": quiet}}
  city:
    - {id: C-1, said: 2024-01-02, demands: {dues: high, noise: quiet}}
    - {id: C-2, said: 2024-02-16, disputed: true, refuses: {noise: [some, loud]}}
    - {id: C-3, said: 2024-02-17, disputed: true, accepts: {"noise[day]": some}, vague: true}
    - {id: C-4, said: 2024-02-18, disputed: true, refuses: {dues: none}, basis: law}
"""
ASKED = ("--worlds", "64", "--days", ",".join(DAYS), "--bindings", "all")


@pytest.fixture
def harbour(tmp_path: Path) -> str:
    (tmp_path / "harbour.yaml").write_text(CASE, encoding="utf-8")
    return str(tmp_path / "harbour.yaml")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def one_core(run: Run, *args: str) -> str:
    ran = run("sweep", *args, "--jobs", "1", "-f", "csv")
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def test_a_row_for_each_case_day_basis_world_and_issue(run: Run, harbour: str) -> None:
    found = rows(one_core(run, harbour, *ASKED))
    assert len(found) == (2 + 3 * 64) * 8 * 3
    keys = [tuple(row.values())[:-2] for row in found]
    assert len(set(keys)) == len(keys)
    assert found[0] == {
        "case": harbour, "day": "2024-02-01", "binding": "constitution", "world": "1", "in": "",
        "out": "P-2", "issue": "dues", "verdict": "bridgeable", "at_best": "bridgeable",
    }  # fmt: skip
    # Of Port's red lines one is disputed; with City's none is left, unless City's does not count.
    stuck = [row for row in found if (row["issue"], row["verdict"]) == ("dues", "insurmountable")]
    assert {row["binding"] for row in stuck} == {""}
    assert all({"P-2", "C-4"} <= {*row["in"].split()} for row in stuck)
    assert len(stuck) == 3 * 16


def test_all_in_is_the_file_without_the_word_and_all_out_are_its_disputed_lifted(
    run: Run, harbour: str
) -> None:
    found = rows(one_core(run, harbour, "--worlds", "all"))
    every = ["P-2", "P-3", "P-4", "C-2", "C-3", "C-4"]
    assert {row["world"] for row in found} == {str(number + 1) for number in range(64)}
    file = Path(harbour)
    lifted = [part for own in every for part in ("--lift", own)]
    cases = {"1": (CASE, lifted), "64": (CASE.replace("disputed: true, ", ""), [])}
    for world, (text, lifts) in cases.items():
        file.write_text(text, encoding="utf-8")
        ran = run("gap", "port", "city", "--case", harbour, *lifts, "-f", "json")
        told = {
            own["issue"]: (own["verdict"], own["at_best"]) for own in ran.json["data"]["issues"]
        }
        mine = [row for row in found if row["world"] == world]
        assert {row["issue"]: (row["verdict"], row["at_best"]) for row in mine} == told
        assert mine[0]["in" if world == "64" else "out"].split() == every


def test_the_table_of_the_command_is_that_of_python(run: Run, harbour: str) -> None:
    found = rows(one_core(run, harbour, *ASKED))
    case = read_case(harbour)
    parts = sweep(case, days=DAYS, bindings="all", worlds=every_world)
    mine = [row for part in parts for row in part.rows(swept(part))]
    assert [
        (str(row.day), row.binding or "", row.issue, row.verdict, row.at_best) for row in mine
    ] == [(o["day"], o["binding"], o["issue"], o["verdict"], o["at_best"]) for o in found]


def test_parties_groups_and_issues_are_named_as_everywhere(run: Run) -> None:
    asked = ("bundled:", "--party", "UA", "--group", "europe", "--issue", "territory.donetsk")
    told = run("sweep", *asked, "-f", "json").json
    assert told["data"]["cases"][0]["parties"][0] == "ukraine"
    assert len(told["data"]["cases"][0]["parties"]) > 2
    assert [own["issue"] for own in told["data"]["cases"][0]["counts"][0]["issues"]] == [
        "territory.donetsk"
    ]


def test_worlds_are_drawn_once_for_all_days_and_by_the_seed(run: Run, harbour: str) -> None:
    def drawn(*args: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in rows(one_core(run, harbour, "--worlds", "9", *args)):
            found.setdefault(row["day"], []).append(row["in"])
        return found

    days = ("--days", ",".join(DAYS[1:]))
    first, again, other = drawn(*days), drawn(*days, "--seed", "0"), drawn(*days, "--seed", "5")
    assert first == again != other
    assert first[DAYS[1]] == first[DAYS[2]] == first[DAYS[3]]
    assert len(set(first[DAYS[1]])) == 9


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
@pytest.mark.parametrize("case", ["works", "empty", "broken"])
@pytest.mark.parametrize("args", [(), ("--worlds", "all"), ("--days", "all", "--bindings", "all")])
def test_every_format_on_good_empty_and_broken_input(
    run: Run, valid: Callable[[Any], None], form: str, case: str, args: tuple[str, ...]
) -> None:
    ran = run("sweep", str(DATA / case), *args, "--jobs", "1", "-f", form)
    assert ran.code == (2 if case == "broken" else 0), ran.err
    if form == "json":
        valid(ran.json)
        assert ran.json["status"] == ("error" if ran.code else "ok")
    elif ran.code:
        assert ran.out == ""
    else:
        assert ran.out.endswith("\n")
        assert not ran.out.endswith("\n\n")


def test_outputs_count_worlds_and_tell_of_no_share(run: Run, harbour: str) -> None:
    told = run("sweep", harbour, "--worlds", "all", "-f", "table", "--jobs", "1").out
    assert "✕ insurmountable in 16 of 64" in told
    counts = run("sweep", harbour, "--worlds", "all", "-f", "json").json["data"]["cases"][0]
    [count] = counts["counts"]
    assert (count["worlds"], count["day"], count["binding"]) == (64, "2024-05-01", None)
    assert count["insurmountable"] == {"fewest": 0, "most": 2}
    for own in count["issues"]:
        assert sum(own["verdicts"].values()) == sum(own["at_best"].values()) == 64
    for word in ("%", "probab", "share", "percent"):
        assert word not in told
        assert word not in json.dumps(counts)


def test_python_takes_a_statement_as_if_nobody_disputed_it(harbour: str) -> None:
    case = read_case(harbour)
    plain, sure = (
        gap(case, ["port", "city"], own) for own in (NOTHING, Assumption(undisputed="p-2"))
    )
    assert sure.assumption.undisputed == ("P-2",)
    assert ("as if nobody disputed P-2" in "".join(facts(sure, sure.case))) > (
        "disputed" in "".join(facts(plain, plain.case))
    )
    assert [line.soft for own in sure.issues[0].positions for line in own.red_lines] == [
        *(False, False),
        True,
    ]
    with pytest.raises(NotDoneError, match="P-9"):
        gap(case, ["port", "city"], Assumption(undisputed=["P-9"]))


# Whoever works


def test_several_processes_write_the_same_bytes_as_one(harbour: str) -> None:
    one, two = (process(["sweep", harbour, *ASKED, "--jobs", jobs]) for jobs in ("1", "2"))
    assert (two.returncode, two.stderr) == (0, b"")
    assert two.stdout == one.stdout
    assert len(one.stdout.splitlines()) == 1 + (2 + 3 * 64) * 8 * 3


class Cluster(NamedTuple):
    """A Dask cluster on this machine, and its processes: the scheduler and the workers."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@contextmanager
def cluster(workers: int) -> Iterator[Cluster]:
    """A Dask cluster on this machine with workers as processes of their own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    dask = (sys.executable, "-m", "dask")
    host, port = address.removeprefix("tcp://").split(":")
    calls = [(*dask, "scheduler", "--host", host, "--port", port, "--no-dashboard")]
    alone = ("--nthreads", "1", "--no-nanny", "--no-dashboard")
    calls += [(*dask, "worker", address, *alone)] * workers
    nowhere = subprocess.DEVNULL
    environment = {"PYTHONPATH": str(SOURCE), "PATH": "/usr/bin:/bin"}
    running = [
        subprocess.Popen(call, stdout=nowhere, stderr=nowhere, env=environment) for call in calls
    ]
    try:
        _listening(host, int(port), running[0])
        yield Cluster(address, running[0], running[1:])
    finally:
        for own in running:
            own.kill()
            own.wait()


def _listening(host: str, port: int, scheduler: subprocess.Popen[bytes]) -> None:
    """Wait until a scheduler answers, however long a busy machine takes to start its process."""
    while scheduler.poll() is None:
        with suppress(OSError), socket.create_connection((host, port), timeout=1):
            return
        time.sleep(0.05)


def test_a_dask_cluster_of_two_workers_writes_the_same_bytes_and_goes_on_where_one_core_stopped(
    harbour: str, tmp_path: Path
) -> None:
    args = ["sweep", harbour, *ASKED, "-f", "json"]
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    assert process([*args, "--jobs", "1", "-o", f"csv={one}"]).returncode == 0
    whole = one.read_bytes()
    with cluster(2) as (address, *_):
        ran = process([*args, "--jobs", address, "-o", f"csv={other}"])
        assert ran.returncode == 0, ran.stderr
        assert other.read_bytes() == whole
        other.write_bytes(whole[: len(whole) // 2])
        again = process([*args, "--jobs", address, "-o", f"csv={other}", "-q"])
        assert again.returncode == 0, again.stderr
        assert other.read_bytes() == whole
        assert json.loads(again.stdout)["data"] == json.loads(ran.stdout)["data"]


def test_a_worker_that_ends_before_its_work_is_told_with_the_way_on() -> None:
    ended = pytest.raises(NotDoneError, match="a worker of the sweep ended")
    with ended as told, workers(2, quiet=True) as working:
        list(working(os._exit, [1, 2]))
    assert "`-o csv=PATH` goes on" in (told.value.advice or "")


def test_a_cluster_keeps_the_order_and_does_none_of_the_work_here() -> None:
    asked = [f"({at}, __import__('os').getpid())" for at in range(100)]
    with cluster(1) as own, workers(own.address, quiet=True) as working:
        assert list(working(eval, asked)) == [(at, own.workers[0].pid) for at in range(100)]


@pytest.mark.parametrize("what", ["workers", "scheduler"])
def test_a_cluster_that_is_lost_is_told_the_same_way(
    what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("redlines.cli.workers._WORKER_SECONDS", 1)
    ended = pytest.raises(NotDoneError, match="a worker of the sweep ended")
    with cluster(2) as own, ended as told:  # noqa: SIM117 - the client goes before the cluster
        with workers(own.address, quiet=True) as working:
            found = iter(working(time.sleep, chain([0] * 16, repeat(1, 64))))
            next(found)
            for lost in own.workers if what == "workers" else [own.scheduler]:
                lost.kill()
            list(found)
    assert told.value.code == "worker-lost"
    assert "`-o csv=PATH` goes on" in (told.value.advice or "")


def test_a_scheduler_that_is_not_there_is_told(
    run: Run, harbour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("redlines.cli.workers._SECONDS", 1)
    ran = run("sweep", harbour, "--jobs", "tcp://127.0.0.1:1")
    assert ran.code == 2
    assert "the Dask scheduler at `tcp://127.0.0.1:1` cannot be reached" in ran.err


def test_without_the_extra_one_core_works_and_more_tell_how_to_install_it(
    run: Run, harbour: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = one_core(run, harbour, *ASKED)
    monkeypatch.setitem(sys.modules, "joblib", None)
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.setattr("redlines.cli.workers._FEW", 1)
    ran = run("sweep", harbour, *ASKED)
    assert (ran.code, ran.out) == (0, whole)
    assert "pip install joblib 'dask[distributed]'" in ran.err
    assert one_core(run, harbour, *ASKED) == whole
    for jobs in ("2", "tcp://127.0.0.1:1"):
        ran = run("sweep", harbour, "--jobs", jobs)
        assert (ran.code, ran.out) == (2, "")
        assert "pip install joblib 'dask[distributed]'" in ran.err
        assert "--jobs 1" in ran.err


# Where it stopped


@pytest.fixture
def begun(run: Run, harbour: str, tmp_path: Path) -> tuple[Path, tuple[str, ...], str]:
    """A table on disk, the arguments that wrote it, and the JSON that was told beside it."""
    table = tmp_path / "table.csv"
    days = ("--worlds", "all", "--days", ",".join(DAYS[:2]))
    args = ("sweep", harbour, *days, "--jobs", "1", "-f", "json", "-o", f"csv={table}")
    ran = run(*args)
    assert (ran.code, ran.err) == (0, "")
    assert table.read_text(encoding="utf-8") == one_core(run, harbour, *days)
    return table, args, ran.out


def test_wherever_it_was_broken_off_the_table_ends_with_the_same_bytes(
    run: Run, begun: tuple[Path, tuple[str, ...], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table, args, told = begun
    whole = table.read_bytes()
    monkeypatch.setattr("redlines.engine.worlds.AT_ONCE", 8)
    monkeypatch.setattr("redlines.cli.sweeping._ROWS", 5)
    for at in range(0, len(whole) + 1, 397):
        table.write_bytes(whole[:at])
        ran = run(*args)
        assert (ran.code, ran.out) == (0, told)
        assert table.read_bytes() == whole
        kept = whole[:at].count(b"\n")
        assert ("going on after" in ran.err) == (kept > 1), ran.err


def test_rows_stand_there_as_they_come(
    harbour: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "table.csv"
    args = ["sweep", harbour, *ASKED, "--jobs", "1", "-f", "json", "-o", f"csv={table}"]
    lengths: list[int] = []
    write = tables.Continued.write

    def counting(own: tables.Continued, text: str) -> None:
        write(own, text)
        lengths.append(table.stat().st_size)
        if len(lengths) == 5:
            raise KeyboardInterrupt

    monkeypatch.setattr(tables.Continued, "write", counting)
    assert main(args) == 130
    assert lengths == sorted(set(lengths))
    half = table.read_bytes()
    monkeypatch.setattr(tables.Continued, "write", write)
    assert main(args) == 0
    assert table.read_bytes().startswith(half)
    assert len(table.read_bytes()) > len(half)


def test_killed_half_way_and_asked_again_it_has_the_same_bytes(
    harbour: str, tmp_path: Path
) -> None:
    table, whole = tmp_path / "killed.csv", tmp_path / "whole.csv"
    args = ["sweep", harbour, *ASKED, "-q", "-f", "json"]
    assert process([*args, "-o", f"csv={whole}", "--jobs", "1"]).returncode == 0
    command = [sys.executable, "-m", "redlines", *args, "-o", f"csv={table}", "--jobs", "2"]
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": str(SOURCE)},
    ) as running:
        half = whole.stat().st_size // 2
        while running.poll() is None and not (table.exists() and table.stat().st_size > half):
            time.sleep(0.001)
        running.kill()
    assert whole.read_bytes().startswith(table.read_bytes())
    assert process([*args, "-o", f"csv={table}", "--jobs", "1"]).returncode == 0
    assert table.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (
            lambda table, args: (*args, "--worlds", "9"),
            "it was begun with --worlds all, and this is with --worlds 9\n",
        ),
        (
            lambda table, args: (*args, "--party", "port", "--party", "city"),
            "it was begun without --party, and this is with --party port,city\n",
        ),
        (
            lambda table, args: (*args, "--days", "2024-06-01,2025-01-01"),
            "and this is with --days 2024-06-01,2025-01-01\n",
        ),
        (
            lambda table, args: _edited(Path(args[1]), "refuses: {dues: none}", args),
            " has changed since\n",
        ),
        (lambda table, args: _beside(table, "{", args), "tells of no sweep"),
        (lambda table, args: _beside(table, "[]", args), "tells of no sweep"),
        (lambda table, args: _beside(table, '{"redlines": "0"}', args), "begun by redlines 0\n"),
        (lambda table, args: _edited(table, "insurmountable,", args), "line 2 is none of this"),
        (lambda table, args: _edited(table, "case,", args), "line 1 is none of this sweep"),
        (lambda table, args: _longer(table, args), "line 200 is none of this sweep"),
        (lambda table, args: _alone(table, args), "there is no table.csv.sweep.json beside it"),
    ],
    ids=[
        "worlds",
        "parties",
        "days",
        "case",
        "broken",
        "list",
        "version",
        "row",
        "header",
        "longer",
        "alone",
    ],
)
def test_what_is_not_the_beginning_of_the_same_sweep_is_refused_and_left_as_it_is(
    run: Run, begun: tuple[Path, tuple[str, ...], str], change: Any, why: str
) -> None:
    table, args, _ = begun
    args = change(table, args)
    before = table.read_bytes()
    ran = run(*args)
    assert (ran.code, table.read_bytes()) == (2, before)
    assert why in ran.err
    assert "name another file, or remove this one to begin anew" in ran.err


def _edited(file: Path, words: str, args: tuple[str, ...]) -> tuple[str, ...]:
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    if words == "insurmountable,":
        lines[1] = lines[1].replace("P-2", "P-9")
    else:
        lines = text.replace(words, words.replace("e", "E", 1), 1).splitlines(keepends=True)
        if file.suffix == ".yaml":
            lines = [*text.splitlines(keepends=True), "# one more line\n"]
    file.write_text("".join(lines), encoding="utf-8")
    return args


def _longer(table: Path, args: tuple[str, ...]) -> tuple[str, ...]:
    with table.open("a", encoding="utf-8") as file:
        file.write("one,more\n")
    return args


def _beside(table: Path, text: str, args: tuple[str, ...]) -> tuple[str, ...]:
    table.with_name("table.csv.sweep.json").write_text(text, encoding="utf-8")
    return args


def _alone(table: Path, args: tuple[str, ...]) -> tuple[str, ...]:
    table.with_name("table.csv.sweep.json").unlink()
    return args


def test_the_page_of_tables_has_every_column_and_an_example_that_is_so(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "tables.md").read_text(encoding="utf-8")
    section = page.partition("## Many verdicts in one table")[2].partition("\n## ")[0]
    call, shown = (section.split(f"```{kind}\n")[1].partition("```")[0] for kind in ("sh", "csv"))
    monkeypatch.chdir(tmp_path)
    for line in call.splitlines():
        assert run(*line.split()[1:], "-q").code == 0
    assert (tmp_path / "sweep.csv").read_text(encoding="utf-8") == shown
    told = [word for line in section.splitlines() if line.startswith("| `")
            for word in line.split("|")[1].replace("`", "").replace(",", "").split()]  # fmt: skip
    assert told == shown.splitlines()[0].split(",")


# What goes wrong


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((), "Missing argument"),
        (("CASE", "CASE"), "is named twice"),
        (("CASE", "--worlds", "0"), "--worlds `0` is no number from 1, and not `all`"),
        (("CASE", "--worlds", "some"), "--worlds `some` is no number"),
        (("CASE", "--seed", "1"), "--seed draws worlds"),
        (("CASE", "--worlds", "all", "--seed", "1"), "--seed draws worlds"),
        (("CASE", "--days", "2024-01-01,tomorrow,noon"), "--days `noon` is no day"),
        (("CASE", "--days", "2024-01-01,"), "--days `` is no day"),
        (("CASE", "--days="), "--days is empty"),
        (("CASE", "--bindings", "law,rumour"), "--bindings `rumour` is no basis"),
        (("CASE", "--jobs", "0"), "--jobs `0` is no number of processes"),
        (("CASE", "--jobs", "many"), "--jobs `many` is no number of processes"),
        (("CASE", "--party", "port", "--issue", "due"), "did you mean dues?"),
        (("CASE", "--party", "port"), "sweep needs at least two different parties"),
        (("CASE", "-f", "sarif"), "has no format `sarif`"),
        (("CASE", "-o", "csv=a.csv", "-o", "csv=b.csv"), "`-o csv=` is asked for twice"),
        (("CASE", "-o", "csv=/dev/null"), "it is no file that could be continued"),
        (("CASE", "-o", "csv=CASE"), "which is read or belongs to the case"),
        (("",), "CASE is empty"),
    ],
)
def test_a_call_that_cannot_be_done_says_why(
    run: Run, harbour: str, args: tuple[str, ...], told: str
) -> None:
    ran = run("sweep", *(arg.replace("CASE", harbour) for arg in args))
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_more_than_twelve_disputed_statements_ask_for_a_number(
    run: Run, harbour: str, tmp_path: Path
) -> None:
    more = "".join(
        f"    - {{id: C-1{at}, said: 2024-01-02, disputed: true, accepts: {{dues: low}}}}\n"
        for at in range(7)
    )
    Path(harbour).write_text(CASE + more, encoding="utf-8")
    ran = run("sweep", harbour, "--worlds", "all")
    assert (ran.code, ran.out) == (2, "")
    assert "13 disputed statements make 8,192 worlds" in ran.err
    assert "`--worlds N --seed S` draws some of them" in ran.err
    assert len(rows(one_core(run, harbour, "--worlds", "20"))) == 20 * 3
    assert len(rows(one_core(run, harbour, "--worlds", "9999"))) == 8192 * 3


def test_several_cases_stand_in_one_table_in_the_order_they_are_named(
    run: Run, harbour: str
) -> None:
    cases = (harbour, str(DATA / "works"))
    found = rows(one_core(run, *cases))
    assert list(dict.fromkeys(row["case"] for row in found)) == list(cases)
    told = run("sweep", *cases, "-f", "json", "--jobs", "1").json
    assert [own["case"] for own in told["data"]["cases"]] == list(cases)
    assert len({own["path"] for own in told["inputs"]}) == len(told["inputs"])
    assert told["summary"] == {"cases": 2, "rows": len(found)}
    shown = run("sweep", *cases, "-f", "table", "--jobs", "1").out
    assert "Harbour talks" in shown
