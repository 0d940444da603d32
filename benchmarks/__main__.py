"""`python -m benchmarks [--profile] [--large]`: every row, each script in a process of its own."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from importlib.metadata import version

from benchmarks.measuring import HEADER, Row

SCRIPTS = (
    "start_up",
    "gap_process",
    "reading",
    "verdict",
    "plans_growth",
    "packages",
    "matrix",
    "memory",
    "scale",
    "page",
    "sweep",
)
PACKAGES = ("typer", "pydantic", "pyyaml", "rich")


def main() -> None:
    """Print the machine, the table and, with `--profile`, what explains the rows missed."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    print(
        f"{platform.system()}, {platform.machine()}, {os.cpu_count()} cores; "
        f"{platform.python_implementation()} {platform.python_version()}; {packages}\n"
    )
    print(HEADER)
    missed = []
    large = ["--large"] if "--large" in sys.argv else []
    for name in SCRIPTS:
        rows = [Row(**row) for row in json.loads(_run(name, "--json", *large))]
        print("\n".join(row.line() for row in rows), flush=True)
        if not all(row.met for row in rows):
            missed.append(name)
    if "--profile" in sys.argv:
        for name in missed:
            print(f"\n## {name}\n\n{_run(name, '--profile')}")


def _run(name: str, *asked: str) -> str:
    """What one script prints.

    A process of its own, for a child begins with the memory of its parent on its account.
    """
    command = [sys.executable, "-m", f"benchmarks.{name}", *asked]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


if __name__ == "__main__":
    main()
