"""What people write where a number or a region is asked for, in the form that they mean.

Every form that is named is one that the format reads; where none fits, none is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from redlines.case import fold
from redlines.reading.dates import days_meant, months_meant
from redlines.reading.notes import says_nothing
from redlines.reading.yaml_marks import Value
from redlines.region import (
    UNLIMITED,
    Calendar,
    DateStep,
    Grid,
    Number,
    OtherPrecision,
    Outcomes,
)

# Longer texts are no slips of the hand, and some patterns look at a text more than once.
_LONGEST = 60
_SPACES = re.compile(r"(?<=\d)[\s'\u2019](?=\d{3}(?:\D|\Z))")
_NUMBER = re.compile(
    r"[€$£¥]?\s*([+\u2212-]?\d[\d.,_]*)\s*(k|thousand|m|mn|mio|million|bn|billion|tn|trillion)?"
    r"(?:\s*[€$£¥%‰°]|\s+(?!or |and )[^\d\s<>=][^\d<>=]*)?",
    re.IGNORECASE,
)
_GROUP = 3  # digits between the marks of thousands
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}_\d{3}")
_ZEROS = {
    **dict.fromkeys(("k", "thousand"), 3),
    **dict.fromkeys(("m", "mn", "mio", "million"), 6),
    **dict.fromkeys(("bn", "billion"), 9),
    **dict.fromkeys(("tn", "trillion"), 12),
}
_SIGNS = {
    "at_most": r"<=|=<|≤|(?:at[ _-]?most|up to|until|max(?:imum)?|(?:no|not) more than"
    r"|(?:no|not) later than|not after)[ :]",
    "at_least": r">=|=>|≥|(?:at[ _-]?least|min(?:imum)?|from|(?:no|not) less than"
    r"|(?:no|not) earlier than|not before)[ :]",
    "above": r">|(?:above|over|after|more than|greater than)[ :]",
    "below": r"<|(?:below|under|before|less than|fewer than)[ :]",
    "none_of": r"!=?|≠|(?:not|anything but|all but|none[ _]of|except)[ :]",
}
_BEFORE = {word: re.compile(rf"(?:{sign})\s*(.+)", re.IGNORECASE) for word, sign in _SIGNS.items()}
_BEHIND = {
    "at_least": re.compile(r"(.+?)(?:\s*\+|\s+(?:or|and) (?:more|higher|above|over|later))"),
    "at_most": re.compile(r"(.+?)\s+(?:or|and) (?:less|fewer|lower|below|under|earlier)"),
}
_RANGE = re.compile(r"\s*(?:\.\.\.?|…|[-\u2013\u2014]|(?<=\s)(?:to|and)(?=\s))\s*")
_PARTS = re.compile(r"\s*[,;/|]\s*|\s+(?:or|and)\s+")
_EVERYTHING = ("all", "everything", "anything", "whatever", "*")
# Keys of a map that are words for a comparison; `is` and `in` need no map.
_SYNONYMS = {
    **dict.fromkeys(("min", "minimum", "from", "gte", "ge", ">=", "not_less_than"), "at_least"),
    **dict.fromkeys(("max", "maximum", "to", "lte", "le", "<=", "up_to", "until"), "at_most"),
    **dict.fromkeys(("more_than", "over", "gt", ">", "greater_than"), "above"),
    **dict.fromkeys(("less_than", "under", "lt", "<", "fewer_than"), "below"),
    **dict.fromkeys(("not", "not_in", "except", "all_but", "exclude", "but", "!="), "none_of"),
    **dict.fromkeys(("range", "within"), "between"),
    **dict.fromkeys(("is", "equals", "eq", "=", "exactly", "in", "one_of", "any_of", "or"), "is"),
}
_LOWER, _UPPER = ("at_least", "above"), ("at_most", "below")
_PLAIN = re.compile(r"[\w.+-][\w.+ -]*")


def numbers_meant(text: str, unit: str = "") -> tuple[str, ...]:
    """The numbers that a text may write in another notation, with a unit or in thousands.

    Where numbers are counted in a `unit` of thousands or more, those of another such word are
    told in it.

    >>> numbers_meant("1.3 trillion", "bn euros")
    ('1300',)
    """
    if len(text) > _LONGEST:
        return ()
    match = _NUMBER.fullmatch(_SPACES.sub("_", text.strip()))
    if match is None:
        return ()
    digits, scale = match[1].replace("\u2212", "-"), (match[2] or "").casefold()
    read = [(written, Number.parse(written)) for written in _read(digits)]
    counted = _ZEROS.get(unit.casefold().partition(" ")[0], 0)
    zeros = _ZEROS[scale] - counted if scale else 0
    found = [_times(number, zeros) if zeros else own for own, number in read if number]
    return tuple(number for number in dict.fromkeys(found) if number != text)


def readings(text: str, outcomes: Outcomes) -> tuple[str, ...]:
    """Both readings of a number whose point may stand before decimals or between thousands.

    Empty where only one can be meant: the numbers of the quantity have as many decimals, or none
    of them is so large. The first reading is left out where it is no outcome.
    """
    grid = outcomes.grid
    if text[-4:-3] != "." or not isinstance(grid, Grid) or grid.places >= _GROUP:
        return ()
    large = text.replace(".", "_")
    if not _THOUSANDS.fullmatch(large) or not isinstance(outcomes.find(large), int):
        return ()
    small = outcomes.find(text)
    return (*([outcomes.names[small]] if isinstance(small, int) else ()), large)


def _read(digits: str) -> Iterator[str]:
    """A number with points or commas, between thousands and before decimals."""
    commas, points = digits.count(","), digits.count(".")
    if commas and points:
        decimal = max(",.", key=digits.rfind)
        thousands = "," if decimal == "." else "."
        yield digits.replace(thousands, "_").replace(decimal, ".")
    elif mark := "," if commas else "." if points > 1 else "":
        if re.fullmatch(rf"[+-]?[1-9]\d{{0,2}}(?:\{mark}\d{{3}})+", digits):
            yield digits.replace(mark, "_")
        if digits.count(mark) == 1:
            yield digits.replace(mark, ".")
    else:
        yield digits


def _times(number: Number, zeros: int) -> str:
    up, down = 10 ** max(zeros, 0), max(-zeros, 0)
    written = Number.write(number.digits * up, number.places + down)
    return written.rstrip("0").rstrip(".") if "." in written else written


def text_meant(text: str, outcomes: Outcomes) -> tuple[str, ...]:
    """The regions that a text may mean, which is no outcome as it stands."""
    text = text.strip()
    if len(text) > _LONGEST:
        return ()
    if text.casefold() in _EVERYTHING:
        return ("any",)
    found = [*_outcome(text, outcomes), *_compared(text, outcomes), *_listed(text, outcomes)]
    return tuple(dict.fromkeys(found))


def _outcome(text: str, outcomes: Outcomes) -> tuple[str, ...]:
    """The outcomes that a text names by a number or a name in another notation, or tells.

    What tells an outcome is its title, else what it means. A number that is no outcome is no help.
    """
    grid = outcomes.grid
    if text in outcomes.positions or (isinstance(grid, Grid) and Number.parse(text)):
        return (text,)
    if grid:
        if outcomes.unlimited is not None and fold(text) == fold(outcomes.free):
            return (UNLIMITED,)
        numbers = _told(text, grid, outcomes.unit_name or "")
        return tuple(own for own in numbers if isinstance(outcomes.find(own), int))
    # On a screen a title may stand in quotes.
    bare = fold(text.strip("“”"))
    for told in (outcomes.names, outcomes.titles, outcomes.descriptions):
        found = [outcomes.names[at] for at, own in enumerate(told) if own and fold(own) == bare]
        if found:
            return tuple(found)
    return ()


def _told(text: str, grid: Grid | Calendar, unit: str) -> tuple[str, ...]:
    """The numbers, days or months that a text writes in another notation or precision."""
    if isinstance(grid, Grid):
        return numbers_meant(text, unit)
    if isinstance(other := grid.find(text), OtherPrecision):
        return other.meant
    return days_meant(text) if grid.unit is DateStep.DAY else months_meant(text)


def _compared(text: str, outcomes: Outcomes) -> Iterator[str]:
    """Comparisons in signs or words, before what is compared or behind it, and ranges."""
    for word, pattern in (*_BEFORE.items(), *_BEHIND.items()):
        if (outcomes.ordered or word == "none_of") and (match := pattern.fullmatch(text)):
            for end in _outcome(match[1].strip(), outcomes):
                yield f"{{{word}: {end}}}"
            return
    if not outcomes.ordered:
        return
    text = re.sub(r"\A(?:between|from)\s+", "", text)
    for cut in _RANGE.finditer(text):
        first = _outcome(text[: cut.start()], outcomes)
        last = _outcome(text[cut.end() :], outcomes)
        if first and last:
            # Of a year or a month that a date of more precision is meant by, the end counts.
            end = last[-1] if isinstance(outcomes.grid, Calendar) else last[0]
            yield f"{{between: [{first[0]}, {end}]}}"
            return


def _listed(text: str, outcomes: Outcomes) -> Iterator[str]:
    """Outcomes with commas or words between them; `000` is no outcome but the end of a number."""
    parts = _PARTS.split(text)
    known = all(isinstance(outcomes.find(part), int) for part in parts)
    if len(parts) > 1 and known and not any(re.fullmatch(r"0\d+", part) for part in parts):
        yield f"[{', '.join(parts)}]"


def map_meant(form: dict[str, Value], outcomes: Outcomes) -> tuple[str, ...]:
    """The regions that a map may mean whose keys are other words, or two comparisons.

    One key without a value is a text in braces, as is `{at_most:3}` without a blank.
    """
    if len(form) == 1 and all(map(says_nothing, form.values())):
        return text_meant(next(iter(form)), outcomes)
    if len(form) > 2:
        return ()
    words = [_SYNONYMS.get(fold(key), fold(key)) for key in form]
    values = [_flow(value) for value in form.values()]
    if None in values:
        return ()
    told = [str(value) for value in values]
    if len(words) == 1:
        [word], [value] = words, told
        if word == "is":
            return (value,)
        if word in ("at_least", "above", "at_most", "below", "none_of", "between"):
            return (f"{{{word}: {value}}}",)
        return ()
    if words[0] in _UPPER:
        words.reverse()
        told.reverse()
    if not outcomes.ordered or words[0] not in _LOWER or words[1] not in _UPPER:
        return ()
    return _stretch(words, told, outcomes)


def _stretch(words: list[str], ends: list[str], outcomes: Outcomes) -> tuple[str, ...]:
    """The stretch between two comparisons; both apart where they leave none between them."""
    first, last = (outcomes.find(end) for end in ends)
    if not isinstance(first, int) or not isinstance(last, int):
        return (f"{{between: [{', '.join(ends)}]}}",) if outcomes.grid else ()
    if first > last:
        low, high = (f"{{{word}: {end}}}" for word, end in zip(words, ends, strict=True))
        return (f"[{high}, {low}]",)
    names = list(ends)
    if words[0] == "above":
        first += 1
        names[0] = outcomes.names[min(first, len(outcomes.names) - 1)]
    if words[1] == "below":
        last -= 1
        names[1] = outcomes.names[max(last, 0)]
    if first == last:
        return (names[0],)
    return (f"{{between: [{', '.join(names)}]}}",) if first < last else ()


def ends_meant(value: Value, outcomes: Outcomes) -> tuple[str, ...]:
    """The list of two outcomes that something else may mean where `between` asks for one."""
    if isinstance(value, dict):
        found = map_meant(value, outcomes)
    else:
        found = text_meant(value, outcomes) if isinstance(value, str) else ()
    known = (*(re.fullmatch(r"\{between: (\[[^\[\]]*\])\}", own) for own in found),)
    listed = [own for own in found if own.startswith("[") and own.count(",") == 1]
    return (*(own[1] for own in known if own), *(own for own in listed if "{" not in own))


def _flow(value: Value) -> str | None:
    """A short value as it stands between braces, or None."""
    if isinstance(value, str):
        return value if len(value) <= _LONGEST and _PLAIN.fullmatch(value) else None
    if isinstance(value, list) and len(value) <= 10:
        parts = [_flow(part) for part in value if isinstance(part, str)]
        whole = [part for part in parts if part is not None]
        return f"[{', '.join(whole)}]" if len(whole) == len(value) else None
    return None
