"""Codes of statements on a page: each is a link to where the page tells what was said.

A statement is told once in each panel of an issue that it is about, at the id `CODE@ISSUE`, and in
what changed when, at `CODE@`. So that links are short, the first place of a code has the id `CODE`
too: the first of those where it is in force, if there is one. `page/codes.js` does the same for
what is drawn anew.
"""

from __future__ import annotations

import re

# A text has no `<` of its own: it is escaped.
_TAG = re.compile(r"(<[^>]*>)")
_ID = re.compile(r' id="([^"@]+)"')
_PLACE = re.compile(r'<(?:li|tr) id="([^"]*)@([^"@]*)"')
_PANEL = re.compile(r'<div class="panel" data-issues="([^" ]*)')
# A word with a digit; a point or a stroke behind it is none of it.
_WORD = re.compile(r"(?<![\w.-])(?=[\w.-]*\d)\w(?:[\w.-]*\w)?")
# What is a link, is pressed or is the code itself, and what is not seen or not read.
_QUIET = ("<a ", "<summary", "<pre", "<caption", '<span class="id"', '<span class="vh"')
_HIDDEN = 'aria-hidden="true"'
_VOID = ("<br", "<meta")


def linked(body: str) -> str:
    """The elements of a page, with every code in its texts as a link to where it is told.

    In a panel that is the place in the same panel, if there is one.
    """
    places, homes = _places(body)
    found: list[str] = []
    quiet: list[bool] = []
    rows: set[str] = set()
    told = first = panel = ""

    def link(word: re.Match[str]) -> str:
        code = word[0]
        here = f"{code}@{panel}"
        place = here if here in places else code
        known = here in places or code in homes
        return f'<a href="#{place}">{code}</a>' if known and code != told else code

    for part in _TAG.split(body):
        if not part.startswith("<"):
            found.append(part if not quiet or quiet[-1] else _WORD.sub(link, part))
            continue
        tag = part
        if tag.startswith("</"):
            quiet.pop()
            told = "" if tag in ("</li>", "</tr>") else told
            panel = "" if tag == "</section>" else panel
        elif not tag.startswith(_VOID):
            quiet.append(bool(quiet and quiet[-1]) or tag.startswith(_QUIET) or _HIDDEN in tag)
        if own := _PANEL.match(tag):
            panel = own[1]
        elif own := _PLACE.match(tag):
            told, place = own.groups()
            first = told if homes.get(told) == place else ""
            if not place:
                tag = f'<tr id="{told}">' if first and told not in rows else "<tr>"
                rows.add(told)
                first = ""
        elif first and tag.startswith("<i "):
            tag, first = f'<i id="{first}"{tag[2:]}', ""
        found.append(tag)
    return "".join(found)


def _places(body: str) -> tuple[set[str], dict[str, str]]:
    """All places where codes are told, and of each code the issue of the first, empty for a row."""
    taken = set(_ID.findall(body))
    found = [own for own in _PLACE.findall(body) if is_code(own[0]) and own[0] not in taken]
    found.reverse()  # so that of each code the first stays
    rows = {code: place for code, place in found if not place}
    sayings = {code: place for code, place in found if place}
    return {f"{code}@{place}" for code, place in found if place}, rows | sayings


def is_code(text: str) -> bool:
    """Whether an id is not taken for a word or a number of a text: it has a letter and a digit.

    >>> [is_code(own) for own in ("TER-22", "territory", "2025")]
    [True, False, False]
    """
    return any(own.isalpha() for own in text) and any(own.isdigit() for own in text)
