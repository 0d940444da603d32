"""The start of `redlines --version` and of completion against `python -c "import typer"`."""

from __future__ import annotations

import sys

from benchmarks.measuring import SCRIPTS, Row, import_times, in_turn, process, script

# What bash sets when somebody presses the tabulator.
COMPLETION = {
    "_REDLINES_COMPLETE": "complete_bash",
    "COMP_WORDS": "redlines ga",
    "COMP_CWORD": "1",
}


# An application of typer with two commands that do nothing.
EMPTY = """
import typer
app = typer.Typer()
@app.command()
def gap(): pass
@app.command()
def show(): pass
app(prog_name="redlines")
"""


def rows() -> tuple[Row, ...]:
    """Processor time of the processes.

    Typer imports pydantic before it completes anything, so no application of it can come near
    the import alone; the last row tells what redlines adds.
    """
    typer = [sys.executable, "-c", "import typer"]
    empty = [sys.executable, "-c", EMPTY]
    own = str(SCRIPTS / "redlines")
    return (
        _row("`redlines --version`", [own, "--version"], '`python -c "import typer"`', typer),
        _row("completion", [own], '`python -c "import typer"`', typer, COMPLETION),
        _row("completion", [own], "completion of an empty typer application", empty, COMPLETION),
    )


def _row(
    what: str,
    own: list[str],
    against: str,
    other: list[str],
    extra: dict[str, str] | None = None,
) -> Row:
    medians = in_turn(
        lambda: process(own, extra).milliseconds, lambda: process(other, extra).milliseconds, 31
    )
    return Row(what, against, "ms", *medians, target=1.15)


def profile() -> str:
    """What is imported, by `--version` and for completion."""
    command = str(SCRIPTS / "redlines")
    return f"{import_times([command, '--version'])}\n\n{import_times([command], COMPLETION)}"


if __name__ == "__main__":
    script(rows, profile)
