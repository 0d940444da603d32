"""The pictures of the README show what is printed now: their words are compared, no pixels."""

from __future__ import annotations

from pathlib import Path

from tools.pictures import PAGE, TERMINAL, first_screen, page, terminal_svg, text_of, with_text

README = Path(__file__).parent.parent / "README.md"
HINT = "`python -m tools.pictures` draws them anew"


def test_the_terminal_shows_what_is_printed() -> None:
    fresh = terminal_svg()
    assert TERMINAL.read_text(encoding="utf-8") == fresh, HINT
    assert "url(" not in fresh.replace("url(#", "")


def test_the_page_shows_what_its_first_screen_says() -> None:
    assert text_of(PAGE.read_bytes()) == first_screen(page()), HINT


def test_the_readme_shows_both() -> None:
    text = README.read_text(encoding="utf-8")
    for picture in (PAGE, TERMINAL):
        assert f"](docs/pictures/{picture.name})" in text


def test_a_picture_keeps_its_words() -> None:
    png = PAGE.read_bytes()
    assert text_of(with_text(png[:33] + png[-12:], "Красные линии")) == "Красные линии"
