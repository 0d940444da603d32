import unicodedata

import pytest
from lake import HOSTILE

from redlines.view.clean import csv_cell, in_encoding, markdown_link, markdown_text, visible

HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def ascii_text(text: str) -> str:
    return in_encoding(visible(text), "ascii")


@pytest.mark.parametrize("clean", [visible, ascii_text, csv_cell, markdown_text])
def test_no_control_or_invisible_character_is_emitted(clean):
    every = "".join(map(chr, range(0x11000))) + "\U000e0041\U000f0000\ud800"
    assert not HIDDEN & {unicodedata.category(char) for char in clean(every + HOSTILE)}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "\\x1b[31m"),
        ("a\u202eb", "a\\u202eb"),
        ("\u2028", "\\u2028"),
        ("\x00\x9b", "\\x00\\x9b"),
        ("a\r\nb\nc\td", "a b c d"),
        ("\r", "\\x0d"),
        ("\U000e0041", "\\U000e0041"),
        ("Zürich 漢字", "Zürich 漢字"),
    ],
)
def test_visible_shows_what_would_act(text, shown):
    assert visible(text) == shown


def test_ascii_text_is_ascii_and_readable():
    assert ascii_text("Orbán – “peace” … →") == 'Orban - "peace" ... ->'
    assert ascii_text(HOSTILE).isascii()


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-cmd()", "'-cmd()"),
        ("\t=1", "' =1"),
        ("\r=1", "'\\x0d=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("-5", "-5"),
        ("-0.25", "-0.25"),
        ("-5\n", "'-5 "),
        ("-5 -4", "'-5 -4"),
        ("-5..-4 2030..2040 unlimited", "-5..-4 2030..2040 unlimited"),
        ("-5..-0.5 -0.25 7", "-5..-0.5 -0.25 7"),
        ("-5..-5 -4 7", "-5..-5 -4 7"),
        ("-5 -A1", "'-5 -A1"),
        ("-1-1", "'-1-1"),
        ("+1+1", "'+1+1"),
        ("-\u0664", "'-\u0664"),
        ("-5..cmd()", "'-5..cmd()"),
        ("-5..4+1", "'-5..4+1"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_a_spreadsheet_calculates_nothing(text, cell):
    assert csv_cell(text) == cell


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b", "a\\|b"),
        ("<script>", "&lt;script&gt;"),
        ("@name", "@&#8203;name"),
        ("&#64;name", "&amp;\\#64;name"),
        ("a_b *c* `d` [e](f)", "a\\_b \\*c\\* \\`d\\` \\[e\\](f)"),
        ("back\\slash", "back\\\\slash"),
        ("1. item", "1\\. item"),
        ("- item", "\\- item"),
        ("-5", "-5"),
        ("   - item", "   \\- item"),
        ("  12. item", "  12\\. item"),
        ("see https://x.example/a_b_c.", "see <https://x.example/a_b_c>."),
        ("(http://x.example:8/a_b?c=d_e&f=~g#h_i)", "(<http://x.example:8/a_b?c=d_e&f=~g#h_i>)"),
        ("[https://x.example/a_b]", "\\[<https://x.example/a_b>\\]"),
        ("https://x.example/a_b*c*", "<https://x.example/a_b>\\*c\\*"),
        ("https://x.example/@name&copy;", "<https://x.example/%40name&copy>;"),
        ("https://x.example><script>", "<https://x.example>&gt;&lt;script&gt;"),
        ("xhttps://x.example/a_b", "xhttps://x.example/a\\_b"),
        ("https://x_y/z_", "https://x\\_y/z\\_"),
    ],
)
def test_markdown_interprets_nothing(text, escaped):
    assert markdown_text(text) == escaped


def test_only_web_addresses_become_links():
    assert markdown_link("a", "javascript:alert(1)") == "a"
    assert markdown_link("a", None) == "a"
    assert markdown_link("https://x.example/a_b", "https://x.example/a_b") == (
        "[https://x.example/a\\_b](https://x.example/a_b)"
    )
    assert markdown_link("a|b", "https://x.example/(a b)|<") == (
        "[a\\|b](https://x.example/%28a%20b%29%7C%3C)"
    )
