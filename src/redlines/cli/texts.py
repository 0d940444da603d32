"""The texts of a document that a command prints, in every format that it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, assert_never

from redlines.cli.delivery import Format, Printout
from redlines.cli.streams import Look

if TYPE_CHECKING:
    from redlines import InputFile
    from redlines.view.as_html import Live
    from redlines.view.document import Document


def printed(
    files: Iterable[InputFile],
    document: Callable[[], Document],
    json: Callable[[], str],
    csv: Callable[[], str] | None = None,
) -> Printout[Format]:
    """What a command prints that finds nothing to fail on, and the files that it rests on."""
    text = partial(text_of, document=document, json=json, csv=csv)
    return Printout(text, 0, read=tuple(file.location for file in files))


def text_of(
    form: Format,
    look: Look,
    document: Callable[[], Document],
    json: Callable[[], str],
    csv: Callable[[], str] | None,
    *,
    page: Callable[[], Document] | None = None,
    comment: bool = False,
) -> str:
    """The text of one format; without `csv` no table is left to write.

    `page` makes the document for Markdown and HTML where it differs from that of a screen; as a
    `comment` Markdown is bounded in size.
    """
    match form:
        case Format.TABLE:
            return on_screen(document(), look)
        case Format.MARKDOWN:
            from redlines.view.as_markdown import COMMENT_LIMIT

            return on_page((page or document)(), COMMENT_LIMIT if comment else None)
        case Format.HTML:
            return in_browser((page or document)())
        case Format.JSON:
            return json()
        case Format.CSV:
            return csv() if csv else ""
        case _ as never:
            assert_never(never)


def on_screen(document: Document, look: Look) -> str:
    """The text of a document on a screen."""
    from redlines.view.as_terminal import as_terminal
    from redlines.view.shortened import shortened

    return as_terminal(
        document if look.full else shortened(document),
        width=look.width,
        color=look.color,
        ascii_only=look.ascii_only,
        encoding=look.encoding,
    )


def on_page(document: Document, limit: int | None = None) -> str:
    """The text of a document on a page, within a number of bytes."""
    from redlines.view.as_markdown import as_markdown

    return as_markdown(document, limit=limit)


def in_browser(document: Document, live: Live | None = None) -> str:
    """The text of a document as a page of HTML, with the script of what is live in it."""
    from redlines.view.as_html import as_html

    return as_html(document, live=live)
