"""Untrusted text made safe for each format; nothing else in the package escapes anything.

Control characters are shown, never emitted: an escape sequence in a note must not reach a
terminal, and a bidi control must not make a sentence read as another one.
"""

from __future__ import annotations

import re
import unicodedata

_SPACES = {"\n": " ", "\t": " "}
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
# A number, or spans of numbers, of which the two points of the first make no formula. `-5 -4` may
# be read as one and shown as -9; `view.csv` writes no such list.
_NEGATIVE = re.compile(
    rf"-{_NUMBER}(?:\.\.-?{_NUMBER}(?: -?{_NUMBER}(?:\.\.-?{_NUMBER})?)*(?: unlimited)?)?"
)
_MARKDOWN = re.compile(r"[\\|*_`\[\]#~$]")
# GitHub looks for mentions after it has resolved entities: only what stands between @ and the
# name keeps somebody from being called.
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "@&#8203;"}
_LIST_START = re.compile(r" *(?:[-+=](?=\s|$|[-+=])|([0-9]+)(?=[.)]))")
# A bare address, of which GitHub makes a link of all up to the next space: a backslash or an entity
# would become part of it. Signs at its end are the sentence's.
_ADDRESS = re.compile(
    r"(?<![^\W_])https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::[0-9]+)?"
    r"(?:[/?#][\w./?=&%#+~:,!()'@-]*)?(?<![.,:!?'_~()&])"
)
_TWINS = {
    "–": "-",
    "—": "-",
    "·": "-",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
    "…": "...",
    "→": "->",
    "─": "-",
    "│": "|",
    "×": "x",
}


def visible(text: str) -> str:
    r"""The text with every control and invisible character written out, on one line.

    >>> visible("a\x1b[31m\nb")
    'a\\x1b[31m b'
    """
    if text.isprintable():
        return text
    return "".join(map(_shown, text.replace("\r\n", "\n")))


def _shown(char: str) -> str:
    if char in _SPACES:
        return _SPACES[char]
    if unicodedata.category(char) not in _HIDDEN:
        return char
    code = ord(char)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def in_encoding(text: str, encoding: str) -> str:
    r"""The text in what an encoding has: else signs by twins and letters without accents.

    What has neither is written out.

    >>> in_encoding("Orbán – Київ", "cp1251"), in_encoding("Orbán – é", "latin-1")
    ('Orban – Київ', 'Orbán - é')
    """
    if text.isascii() or _has(encoding, text):
        return text
    composed = unicodedata.normalize("NFC", text)
    return "".join(char if _has(encoding, char) else _plain(char, encoding) for char in composed)


def _plain(char: str, encoding: str) -> str:
    if char in _TWINS:
        return _TWINS[char]
    parts = unicodedata.normalize("NFKD", char)
    kept = "".join(part for part in parts if not unicodedata.combining(part))
    return kept.encode(encoding, "backslashreplace").decode(encoding)


def _has(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeError:
        return False
    return True


def csv_cell(text: str) -> str:
    """The visible text, with an apostrophe before what a spreadsheet would calculate.

    >>> csv_cell("=1+1"), csv_cell("-5")
    ("'=1+1", '-5')
    """
    shown = visible(text)
    dangerous = text[:1] in {"\t", "\r"} or shown.lstrip()[:1] in set("=+-@＝＋－＠")
    if shown and dangerous and not _NEGATIVE.fullmatch(text):
        return f"'{shown}"
    return shown


def xml_text(text: str) -> str:
    r"""The visible text without the two characters that are left and that XML does not have.

    >>> xml_text("a\x1b]]>\uffff")
    'a\\x1b]]>\\uffff'
    """
    return visible(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")


def workflow_text(text: str, *, value: bool = False) -> str:
    """The visible text of a workflow command, or the value of one of its properties.

    >>> workflow_text("50%: a, b"), workflow_text("50%: a, b", value=True)
    ('50%25: a, b', '50%25%3A a%2C b')
    """
    shown = visible(text).replace("%", "%25")
    return shown.replace(":", "%3A").replace(",", "%2C") if value else shown


def markdown_text(text: str, *, begins: bool = True) -> str:
    r"""The visible text with everything escaped that Markdown or GitHub would interpret.

    Bare addresses of the web become links to just them. Where the text `begins` a line, also what
    would make it an item of a list is escaped.

    >>> markdown_text("a_b | @name https://x.example/a_b")
    'a\\_b \\| @&#8203;name <https://x.example/a_b>'
    """
    shown, found, end = visible(text), [], 0
    for address in _ADDRESS.finditer(shown):
        found += [
            markdown_title(shown[end : address.start()]),
            f"<{address[0].replace('@', '%40')}>",
        ]
        end = address.end()
    escaped = "".join((*found, markdown_title(shown[end:])))
    start = _LIST_START.match(escaped) if begins else None
    if start is None:
        return escaped
    at = start.end() if start[1] else start.end() - len(start[0].lstrip())
    return f"{escaped[:at]}\\{escaped[at:]}"


def markdown_title(text: str) -> str:
    """The visible text escaped, for the words of a link or of a fold, where no link can stand."""
    return "".join(
        _ENTITIES.get(char) or (f"\\{char}" if _MARKDOWN.match(char) else char)
        for char in visible(text)
    )


def web_address(url: str | None) -> str | None:
    """An address where it is one of the web, to which a page may lead; else None.

    >>> web_address("javascript:alert(1)"), web_address("https://x.example/")
    (None, 'https://x.example/')
    """
    return url if url and url.startswith(("https://", "http://")) else None


def markdown_link(text: str, url: str | None) -> str:
    """A Markdown link where the address is one of the web, else the escaped text alone."""
    url = web_address(url)
    if url is None:
        return markdown_text(text)
    from urllib.parse import quote  # which `redlines gap` on a screen does not need

    return f"[{markdown_title(text)}]({quote(url, safe='/:?#&=%+,')})"
