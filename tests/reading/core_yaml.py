"""YAML as editors load it: the core schema of YAML 1.2 on top of PyYAML's safe loader."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml


class CoreLoader(yaml.SafeLoader):
    """Resolves null, booleans, integers and floats as YAML 1.2 does; dates stay text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own name


_CORE = (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        list("-+.0123456789"),
    ),
)
for _name, _pattern, _first in _CORE:
    CoreLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_name}", re.compile(rf"(?:{_pattern})\Z"), _first
    )


def _integer(loader: CoreLoader, node: yaml.ScalarNode) -> int:
    text = node.value
    return int(text[2:], 8 if text[1] == "o" else 16) if text[:2] in ("0o", "0x") else int(text)


CoreLoader.add_constructor("tag:yaml.org,2002:int", _integer)


def load_core(text: str) -> Any:
    """The value of a YAML text under the core schema."""
    return yaml.load(text, CoreLoader)  # a subclass of the safe loader


def load_core_file(path: Path) -> Any:
    """The value of a YAML file under the core schema."""
    return load_core(path.read_text(encoding="utf-8-sig"))
