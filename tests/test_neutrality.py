"""Names and orders mean nothing, and no word of the case or of the tool is that of one side."""

from __future__ import annotations

import ast
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from drawing import drawn
from redlines.cli.main import main

ROOT = Path(__file__).parent.parent
ORDERED = {"scale", "options", "issues"}
# Words by which one side names an act, a place or the other side: a text may tell that somebody
# uses one, and has none of its own.
ONE_SIDED = re.compile(
    r"aggressor|annex(?:ation|ed|ing)|occup(?:ied|ation|ier)|liberat|regime\b|terroris|illegal"
    r"|puppet|militant|separatis|special (?:military )?operation|collective west|\bkiev\b"
    r"|surrender|capitulat|stolen|abduct|kidnap|deport|hostage|genocid|reunif|recaptur|reconquer"
    r"|denazif|nationalist|barbar|hostile|\benem(?:y|ies)\b|invaders?\b|so[- ]called|just peace",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"\b(?:calls?|called|says?|said)\b|in (?:its|his|her|their) words|as the text puts it"
    r"|[\"“”]|^[\w' ]+: ",
)
# Words that take what one party demands as the measure of the other.
MEASURING = re.compile(
    r"\b(?:concessions?|conced\w+|compromis\w+|generous|reasonable|maximalist|unrealistic"
    r"|intransigen\w+|stubborn|spoilers?|goodwill|makes? peace|give in|gives in)\b",
    re.IGNORECASE,
)


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


def texts(value: object) -> Iterator[str]:
    """Every text of a document, with the keys of its maps: ids are printed too."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key not in {"sources", "url", "by", "publisher"}:
                yield str(key)
                yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, str):
        yield value


def read(path: Path) -> dict:
    return yaml.load(path.read_text("utf-8"), getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def sentences(*documents: object) -> Iterator[str]:
    for text in (text for document in documents for text in texts(document)):
        yield from re.split(r"(?<=[.;]) ", text.replace("_", " ").replace("-", " "))


def printed() -> Iterator[str]:
    """Every text in the code of what is printed, and the files of the page."""
    for room in ("view", "cli", "api"):
        for path in sorted((ROOT / "src/redlines" / room).rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
            yield from (node.value for node in constants if isinstance(node.value, str))
    for suffix in ("html", "js"):
        for path in sorted((ROOT / "src/redlines/view/page").rglob(f"*.{suffix}")):
            yield path.read_text("utf-8")


def test_no_word_of_one_side_is_the_own_word_of_the_case() -> None:
    case = read(ROOT / "data/positions.yaml")
    case.pop("not_coded")
    sources = read(ROOT / "data/sources.yaml")
    plans = [read(path) for path in sorted((ROOT / "data/plans").glob("*.yaml"))]
    found = [own for own in sentences(case, sources, *plans) if ONE_SIDED.search(own)]
    # Some are told as the words of others, or nothing would be looked at.
    assert len(found) > len([own for own in found if not TOLD.search(own)])
    assert [own for own in found if not TOLD.search(own)] == []


def test_no_word_of_one_side_and_none_that_measures_is_printed() -> None:
    issues = read(ROOT / "data/positions.yaml")["issues"]
    every = [*printed(), *sentences(issues)]
    assert any("red lines" in own for own in every)
    for words in (ONE_SIDED, MEASURING):
        assert {found[0] for own in every for found in words.finditer(own)} == set()


def mirrored(text: str) -> str:
    """A text with the two countries in each other's place."""
    other = {"russia": "ukraine", "ukraine": "russia", "russian": "ukrainian"}
    other |= {"ukrainian": "russian"}

    def swapped(found: re.Match[str]) -> str:
        word = other[found[0].lower()]
        return word.capitalize() if found[0][0].isupper() else word

    return re.sub(r"(?:russia|ukrain)(?:ian|n|e)?", swapped, text, flags=re.IGNORECASE)


def test_outcomes_that_mirror_each_other_are_told_in_mirrored_words() -> None:
    pairs = []
    for name, issue in read(ROOT / "data/positions.yaml")["issues"].items():
        levels = issue.get("scale") or issue.get("options") or {}
        ends = {*list(levels)[:: max(1, len(levels) - 1)]} if "scale" in issue else {*levels}
        for one in levels:
            other = mirrored(one)
            if one < other and other in levels:
                pairs.append((name, one))
                told = [
                    (own["title"], own["text"]) if isinstance(own, dict) else ("", own)
                    for own in (levels[one], levels[other])
                ]
                assert mirrored(told[0][0]) == told[1][0]
                if {one, other} <= ends:
                    assert mirrored(told[0][1]) == told[1][1], (name, one)
    assert {name for name, _ in pairs} == {"territory", "nuclear_plant", "power_share"}


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """The bundled case with the two countries under two other names, and under these exchanged."""
    made = {}
    for one, other in (("aaa", "bbb"), ("bbb", "aaa")):
        document = read(ROOT / "data/positions.yaml")
        names = {"russia": one, "ukraine": other}
        document["parties"] |= {party: {"title": name} for party, name in names.items()}
        folder = tmp_path_factory.mktemp(one)
        (folder / "plans").mkdir()
        (folder / "sources.yaml").write_bytes((ROOT / "data/sources.yaml").read_bytes())
        plan = read(ROOT / "data/plans/us-28.yaml")
        for path, own in (("positions.yaml", document), ("plans/us-28.yaml", plan)):
            text = yaml.safe_dump(renamed(own, names), sort_keys=False, allow_unicode=True)
            (folder / path).write_text(text, encoding="utf-8")
        made[one, other] = str(folder)
    return made


@pytest.mark.parametrize(
    "words",
    [
        ("gap", "{}", "{}"),
        ("deal", "{}", "{}"),
        ("deal", "{}", "{}", "--given", "us-28"),
        ("check", "us-28", "--party", "{}", "--party", "{}"),
    ],
    ids=" ".join,
)
def test_what_is_told_to_one_side_is_told_to_the_other_in_the_same_words(
    words: tuple[str, ...],
    sides: dict[tuple[str, str], str],
    capfd: pytest.CaptureFixture[str],
) -> None:
    told = []
    for names, case in sides.items():
        asked = iter(names)
        call = [next(asked) if word == "{}" else word for word in words]
        assert main([*call, "--case", case, "--width", "120"]) == 0
        told.append(capfd.readouterr().out)
    swapped = re.sub("aaa|bbb", lambda found: {"aaa": "bbb", "bbb": "aaa"}[found[0]], told[1])
    assert "aaa" in told[0]
    assert swapped == told[0]
