"""Names, the order of maps and the order of the parties asked mean nothing."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import yaml

from drawing import drawn
from redlines.cli.main import main

ROOT = Path(__file__).parent.parent
ORDERED = {"scale", "options", "issues"}


def data_of(capfd, *words: str) -> dict:
    assert main([*words, "-f", "json"]) == 0
    return json.loads(capfd.readouterr().out)["data"]


def shuffled(value, chance: random.Random, *, keep: bool = False):
    """The same value with every map in another order, but for those whose order means something."""
    if isinstance(value, list):
        return [shuffled(item, chance) for item in value]
    if not isinstance(value, dict):
        return value
    keys = list(value)
    if not keep:
        chance.shuffle(keys)
    return {key: shuffled(value[key], chance, keep=key in ORDERED) for key in keys}


def renamed(value, names: dict[str, str]):
    """The same value with the parties under other names, wherever they are named."""
    if isinstance(value, list):
        return [renamed(item, names) for item in value]
    if isinstance(value, dict):
        return {names.get(key, key): renamed(item, names) for key, item in value.items()}
    return names.get(value, value) if isinstance(value, str) else value


def without_places(value):
    if isinstance(value, list):
        return [without_places(item) for item in value]
    if isinstance(value, dict):
        return {key: without_places(item) for key, item in value.items() if key != "place"}
    return value


def in_no_order(value):
    if isinstance(value, dict):
        return {key: in_no_order(item) for key, item in value.items()}
    if isinstance(value, list):
        return sorted((in_no_order(item) for item in value), key=json.dumps)
    return value


@pytest.mark.parametrize("seed", range(1, 1 + drawn(1, full=3)))
def test_names_of_parties_and_order_of_maps_mean_nothing(seed, tmp_path, capfd):
    chance = random.Random(seed)
    document = yaml.load((ROOT / "data/positions.yaml").read_text("utf-8"), yaml.BaseLoader)
    names = {party: f"p{chance.randrange(10**9)}" for party in document["parties"]}
    for party in document["parties"].values():
        party.pop("aliases", None)
        if "member_of" in party:
            party["member_of"] = names[party["member_of"]]
        party["title"] = f"Somebody {chance.randrange(10**6)}"
    for key in ("parties", "positions"):
        document[key] = {names[party]: entry for party, entry in document[key].items()}
    sources = yaml.load((ROOT / "data/sources.yaml").read_text("utf-8"), yaml.BaseLoader)
    for name, content in (("positions", document), ("sources", sources)):
        content.pop("redlines")
        mixed = {"redlines": "1"} | shuffled(content, chance)
        text = yaml.safe_dump(mixed, sort_keys=False, allow_unicode=True)
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    asked = ("russia", "ukraine", "europe")
    plain = data_of(capfd, "gap", *asked, "--case", str(ROOT / "data"))
    other = data_of(capfd, "gap", *(names[p] for p in asked), "--case", str(tmp_path))
    back = renamed(other, {new: old for old, new in names.items()})
    for data in (back, plain):
        assert set(data["titles"].pop("parties")) == set(asked)
    assert without_places(back) == without_places(plain)


@pytest.mark.parametrize("asked", [("russia", "ukraine"), ("ukraine", "europe", "united_states")])
def test_the_order_of_the_parties_asked_means_nothing(asked, capfd):
    case = ("--case", str(ROOT / "data"))
    one = data_of(capfd, "gap", *asked, *case)
    other = data_of(capfd, "gap", *reversed(asked), *case)
    assert one["parties"] == list(reversed(other["parties"]))
    assert in_no_order(one) == in_no_order(other)


def test_groups_differ_where_they_should(capfd):
    case = ("--case", str(ROOT / "data"))
    verdicts = {}
    for asked in (
        ("russia", "ukraine"),
        ("russia", "ukraine", "europe"),
        ("ukraine", "europe", "united_states"),
    ):
        data = data_of(capfd, "gap", *asked, *case)
        verdicts[asked] = {item["issue"]: item["verdict"] for item in data["issues"]}
    two, three, west = verdicts.values()
    assert two["nato_membership"] == three["nato_membership"] == "insurmountable"
    assert west["nato_membership"] != "insurmountable"
    assert west["foreign_troops"] != "insurmountable"
    assert two["territory.donetsk"] == three["territory.donetsk"] == "insurmountable"
