"""A page whose examples are one session from its top to its end, run and printed anew.

`python tests/sessions.py PAGE` needs nothing but what is installed and the page: in a block of
Python each `>>>` is run, in one of a console each `$`, where jq is that of the package `jq`.
"""

from __future__ import annotations

import doctest
import io
import json
import re
import shlex
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def rerun(page: str) -> str:
    """The text of a page with what its examples print now."""
    names: dict[str, Any] = {}
    runs = {"python": lambda block: python(block, names), "console": console}

    def step(block: re.Match[str]) -> str:
        run = runs.get(block[1])
        return f"```{block[1]}\n{run(block[2])}```" if run else block[0]

    return FENCE.sub(step, page)


def python(block: str, names: dict[str, Any]) -> str:
    """A block of Python with what it prints now; what is no example stays."""
    told = []
    for piece in doctest.DocTestParser().parse(block):
        if isinstance(piece, str):
            told.append(piece)
            continue
        first, *more = piece.source.splitlines()
        told += [f">>> {first}\n", *(f"... {line}".rstrip() + "\n" for line in more)]
        code = compile(piece.source, "<page>", "single")
        told.append(printed(lambda code=code: exec(code, names)))
    return "".join(told)


def console(block: str) -> str:
    """A block of a console with what it prints now; a command may go on over several lines."""
    found = re.match(r"\$ ([^'\n]*(?:'[^']*'[^'\n]*)*)\n", block)
    assert found, block
    words = shlex.split(found[1])
    match words:
        case [*command, ">", file]:
            Path(file).write_text(printed(lambda: redlines(command)), encoding="utf-8")
            return found[0]
        case [*command, "|", "jq", "-r" | "-c" as option, program]:
            return found[0] + jq(option, program, printed(lambda: redlines(command)))
        case _:
            return found[0] + printed(lambda: redlines(words))


def redlines(words: list[str]) -> None:
    from redlines.cli.main import main

    assert words[0] == "redlines"
    assert main(words[1:]) == 0


def jq(option: str, program: str, text: str) -> str:
    """What jq prints of a JSON text: raw texts, or values a line each."""
    import jq as package

    found = package.compile(program).input_text(text)
    if option == "-r":
        return "".join(f"{text}\n" for text in found.all())
    lines = (json.dumps(value, separators=(",", ":"), ensure_ascii=False) for value in found.all())
    return "".join(f"{line}\n" for line in lines)


def printed(run: Callable[[], None]) -> str:
    """What something prints, without the spaces at the ends of lines."""
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding="utf-8", newline="") as out, redirect_stdout(out):
        hook, sys.displayhook = sys.displayhook, sys.__displayhook__
        try:
            run()
        finally:
            sys.displayhook = hook
        out.flush()
        lines = raw.getvalue().decode().splitlines()
        return "".join(f"{line.rstrip()}\n" for line in lines)


if __name__ == "__main__":
    before = Path(sys.argv[1]).read_text(encoding="utf-8")
    after = rerun(before)
    sys.stdout.buffer.write(after.encode())
    sys.exit(after != before)
