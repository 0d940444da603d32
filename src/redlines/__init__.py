"""The public API: what the commands use, and the nouns.

Its names are listed once, in the stub beside this file, from which type checkers read them. They
are looked up when they are first used, since every command imports this package first.
"""

from __future__ import annotations

from functools import cache

# No annotation here may need an import: `redlines --version` pays for each.


@cache
def _homes() -> dict[str, str]:
    """The module of each public name."""
    import ast
    from pathlib import Path

    stub = ast.parse(Path(__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
    imports = (node for node in stub.body if isinstance(node, ast.ImportFrom))
    return {alias.name: str(node.module) for node in imports for alias in node.names}


def __getattr__(name: str) -> object:
    if name == "__all__":
        return __dir__()
    if name == "__version__":
        from redlines.installed import version

        return version()
    if home := _homes().get(name):
        from importlib import import_module  # noqa: TID251 - the lazy public API

        return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*_homes(), "__version__"]
