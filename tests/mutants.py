"""Thirty seeded random mutants of the region algebra and the engine, run against the tests.

Run with `python tests/mutants.py [SEED]`; it prints every mutant and which survive. A survivor is
either a gap in the tests or a change that changes nothing, and is explained in docs/mutants.md.
"""

from __future__ import annotations

import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODULES = (
    "region.py",
    "engine/gaps.py",
    "engine/minimal.py",
    "engine/positions.py",
    "engine/retreats.py",
)
TESTS = ("tests/region", "tests/engine", "tests/test_laws.py", "tests/test_cases.py")
COUNT = 30

_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Mult: ast.Add,
}


def sites(tree: ast.Module) -> list[tuple[ast.AST, str]]:
    """The nodes that can be changed, with the change to make; annotations are left alone."""
    hints = {
        inner
        for node in ast.walk(tree)
        for hint in (getattr(node, "annotation", None), getattr(node, "returns", None))
        if hint is not None
        for inner in ast.walk(hint)
    }
    found: list[tuple[ast.AST, str]] = []
    for node in ast.walk(tree):
        if node in hints:
            continue
        match node:
            case ast.Compare(ops=[op]) if type(op) in _SWAPS:
                found.append((node, "compare"))
            case ast.BinOp(op=op) | ast.BoolOp(op=op) if type(op) in _SWAPS:
                found.append((node, "operator"))
            case ast.Constant(value=bool() | int()):
                found.append((node, "constant"))
            case ast.UnaryOp(op=ast.Not() | ast.Invert()):
                found.append((node, "unary"))
            case ast.IfExp():
                found.append((node, "branches"))
    return found


def change(node: ast.AST, kind: str) -> None:
    """Make one change in place."""
    match kind:
        case "compare":
            node.ops = [_SWAPS[type(node.ops[0])]()]  # type: ignore[attr-defined]
        case "operator":
            node.op = _SWAPS[type(node.op)]()  # type: ignore[attr-defined]
        case "constant":
            value = node.value  # type: ignore[attr-defined]
            node.value = not value if isinstance(value, bool) else value + 1  # type: ignore[attr-defined]
        case "unary":
            node.op = ast.UAdd() if isinstance(node.op, ast.Invert) else ast.Not()  # type: ignore[attr-defined]
            if isinstance(node.op, ast.Not):
                node.operand = ast.UnaryOp(ast.Not(), node.operand)  # type: ignore[attr-defined]
        case _:
            node.body, node.orelse = node.orelse, node.body  # type: ignore[attr-defined]


def mutants(seed: int) -> list[tuple[str, str, str]]:
    """The module, a description and the new source of each mutant."""
    places = [
        (module, i)
        for module in MODULES
        for i in range(len(sites(ast.parse((ROOT / "src/redlines" / module).read_text()))))
    ]
    chosen = sorted(random.Random(seed).sample(places, COUNT))
    made = []
    for module, i in chosen:
        tree = ast.parse((ROOT / "src/redlines" / module).read_text())
        node, kind = sites(tree)[i]
        before = ast.unparse(node)
        change(node, kind)
        told = f"{module}:{getattr(node, 'lineno', 0)} {before}  ->  {ast.unparse(node)}"
        made.append((module, told, ast.unparse(ast.fix_missing_locations(tree))))
    return made


def killed(module: str, source: str) -> bool:
    """Whether some test fails on the package with one module replaced."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "src" / "redlines", Path(folder) / "redlines")
        (Path(folder) / "redlines" / module).write_text(source)
        environ = os.environ | {"PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "--full", *TESTS]
        try:
            done = subprocess.run(
                command, cwd=ROOT, env=environ, capture_output=True, timeout=240, check=False
            )
        except subprocess.TimeoutExpired:
            return True
        return done.returncode == 1 or done.returncode == 2


def main() -> None:
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 20251209
    survivors = 0
    for module, told, source in mutants(seed):
        dead = killed(module, source)
        survivors += not dead
        print("killed  " if dead else "SURVIVED", told, flush=True)  # noqa: T201
    print(f"seed {seed}: {COUNT - survivors} of {COUNT} killed")  # noqa: T201


if __name__ == "__main__":
    main()
