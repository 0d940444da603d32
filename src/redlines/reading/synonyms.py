"""Keys, words and shapes that people write for those of the format."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from redlines.reading.notes import near
from redlines.reading.yaml_marks import Value

# Only what can mean nothing else in a map that has the key.
_KEYS: dict[str, tuple[str, ...]] = {
    "demands": ("wants", "asks", "asks_for", "requires", "insists", "insists_on", "claims"),
    "accepts": ("offers", "concedes", "allows", "agrees", "agrees_to", "tolerates"),
    "refuses": ("rejects", "excludes", "opposes", "denies", "forbids", "red_line", "red_lines"),
    "if": ("provided", "provided_that", "condition", "conditions", "given", "only_if"),
    "unless": ("except", "except_if", "until_settled"),
    "proviso": ("caveat", "reservation", "subject_to"),
    "said": ("date", "day", "when", "on", "dated"),
    "as_of": ("date", "day", "today", "asof"),
    "until": ("end", "ends", "expires", "valid_until", "withdrawn", "to"),
    "by": ("who", "speaker", "author", "from"),
    "name": ("title", "called", "act"),
    "basis": ("type", "kind", "level"),
    "sources": ("source", "ref", "refs", "references", "cites", "bibliography"),
    "note": ("comment", "comments", "remark", "remarks", "description", "notes", "quote"),
    "title": ("name", "label"),
    "text": ("content", "wording", "body", "clause", "description", "meaning", "means"),
    "scale": ("level", "levels", "ladder", "steps", "values"),
    "options": ("choices", "alternatives", "values"),
    "quantity": ("number", "numbers", "range", "amount", "values"),
    "from": ("min", "minimum", "start", "low"),
    "to": ("max", "maximum", "end", "high", "stop"),
    "step": ("by", "increment", "every", "steps"),
    "over": ("areas", "regions", "places", "zones"),
    "parties": ("actors", "sides", "players", "party"),
    "issues": ("topics", "questions", "items", "issue"),
    "positions": ("statements", "claims", "stances", "position"),
    "redlines": ("version", "format"),
    "aliases": ("alias", "synonyms", "aka"),
    "url": ("link", "href", "web"),
    "sets": ("settles", "outcome", "outcomes", "terms"),
    "plan": ("id",),
    "reason": ("why", "note", "comment"),
    "party": ("actor", "side", "player", "country", "state", "member"),
    "issue": ("topic", "question", "item", "area"),
    "verb": ("does", "stance", "claim"),
    "region": ("position", "outcome", "outcomes", "value", "level"),
}
# Words of a field are few, and another word is more often another thing than a slip of the hand:
# "conclusions" is no "constitution".
_SLIP = 0.7
_TRUE, _FALSE = ("yes", "y", "on", "1", "true", "t"), ("no", "n", "off", "0", "false", "f")
_PLAIN = re.compile(r"[\w.-][\w. -]{0,60}")
_PAIR = re.compile(r"([\w.-]{1,60})\s*[:= ]\s*([\w.-]{1,60})")


def keys_meant(
    key: str, known: Sequence[str], present: Collection[str], *, alike: bool = True
) -> tuple[str, ...]:
    """The keys of a map that another one may stand for: those it means, else those `alike`."""
    folded = key.strip().casefold().replace("-", "_").replace(" ", "_")
    same = [own for own in known if own == folded]
    meant = same or [own for own in known if folded in _KEYS.get(own, ()) and own not in present]
    return tuple(meant) or (near(key, known) if alike else ())


def words_meant(word: str, known: Sequence[str]) -> tuple[str, ...]:
    """The words of a field that another one may stand for."""
    folded = word.strip().casefold()
    if "true" in known and folded in (*_TRUE, *_FALSE):
        return ("true" if folded in _TRUE else "false",)
    return tuple(own for own in known if own == folded) or near(word, known, alike=_SLIP)


def shapes_meant(expected: str, value: Value, *, of: str) -> tuple[str, ...]:
    """A short value in the shape that is asked for, as it would be written.

    `of` is the key that asks.
    """
    if expected == "a list" and isinstance(value, str):
        parts = [part.strip() for part in value.split(",")]
        return (f"[{', '.join(parts)}]",) if all(map(_PLAIN.fullmatch, parts)) else ()
    if expected == "text" and isinstance(value, list) and len(value) == 1:
        return (value[0],) if isinstance(value[0], str) and _PLAIN.fullmatch(value[0]) else ()
    if expected != "a map":
        return ()
    if isinstance(value, str):
        pair = _PAIR.fullmatch(value)
        return (f"{{{pair[1]}: {pair[2]}}}",) if pair and of in _CLAIMS else ()
    return tuple(_joined(value, of))


_CLAIMS = ("demands", "accepts", "refuses", "if", "unless", "sets")
_NAMED = {"parties": "{}", "scale": "…", "options": "…"}


def _joined(value: Value, of: str) -> Iterator[str]:
    """A map of the entries of a list: of maps of one key each, or of names where names do."""
    if not isinstance(value, list) or not 0 < len(value) <= 8:
        return
    maps = [part for part in value if isinstance(part, dict)]
    if of == "positions":
        speakers = [part.get("party") for part in maps]
        spoken = [name for name in speakers if isinstance(name, str) and _PLAIN.fullmatch(name)]
        if len(spoken) == len(value):
            yield f"{{{', '.join(f'{name}: […]' for name in dict.fromkeys(spoken))}}}"
            return
    pairs = [(key, inner) for part in maps for key, inner in part.items()]
    plain = all(isinstance(own, str) and _PLAIN.fullmatch(own) for pair in pairs for own in pair)
    if len(maps) == len(value) and plain and len({key for key, _ in pairs}) == len(pairs):
        yield f"{{{', '.join(f'{key}: {inner}' for key, inner in pairs)}}}"
    names = [part for part in value if isinstance(part, str) and _PLAIN.fullmatch(part)]
    if len(names) == len(value) and of in _NAMED:
        yield f"{{{', '.join(f'{name}: {_NAMED[of]}' for name in names)}}}"
