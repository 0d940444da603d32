"""`redlines chart`: one picture of an analysis, as SVG or PNG."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Literal, assert_never

import typer

from redlines.cli import options
from redlines.cli.delivery import ChartFormat, Printout, deliver, delivery
from redlines.cli.drawn import Picture, drawn
from redlines.cli.streams import Look
from redlines.failure import NotDoneError
from redlines.view.clean import visible

if TYPE_CHECKING:
    from redlines.view.chart import Sheet

FORMATS = tuple(ChartFormat)
_THEMES: tuple[Literal["auto", "light", "dark"], ...] = ("auto", "light", "dark")
_LEAST, _MOST = 320, 4000


def chart(
    picture: Annotated[
        str,
        typer.Argument(metavar="PICTURE", help=f"What is drawn: {', '.join(Picture)}."),
    ],
    name: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME", help="Parties; for `issue` the issue first, then parties if not all."
        ),
    ] = None,
    *,
    asking: options.Asking,
    width: Annotated[
        int, typer.Option("--width", metavar="PX", help="How wide the picture is, in pixels.")
    ] = 960,
    theme: Annotated[
        str,
        typer.Option(
            "--theme", metavar="THEME", help="light, dark, or auto: as the reader's page is."
        ),
    ] = "auto",
    full: Annotated[
        bool, typer.Option("--full", help="In `gap`: every issue, also where nothing is refused.")
    ] = False,
    form: Annotated[
        str | None, options.format_option("Default: svg, or nothing where -o names a file.")
    ] = None,
    output: options.OutputOption = None,
    telling: options.Telling,
) -> int:
    """One picture of an analysis, as SVG that stands for itself.

    It has its words, its day and its source in it, loads nothing and runs nothing. `--width` lays
    it out anew: 640 for a column, 360 for a telephone.

    \b
      redlines chart gap russia ukraine > gap.svg
      redlines chart issue territory.donetsk russia ukraine --width 640 > donetsk.svg
      redlines chart plan us-28 --theme light -o png=us-28.png
    """  # noqa: D301
    to = delivery("chart", FORMATS, options.Printing(form or ChartFormat.SVG, output), telling)

    def work() -> Printout[ChartFormat]:
        from redlines.cli.opened import open_case

        missing = f"there is no picture `{visible(picture)}`"
        what = options.word_of(picture, tuple(Picture), missing)
        sheet = _sheet(width, theme)
        case, files = open_case(asking.case, to)

        @cache
        def svg() -> str:
            return drawn(what, case, name or (), asking, sheet, full=full)

        def text(form: ChartFormat, _: Look) -> str | bytes:
            match form:
                case ChartFormat.SVG:
                    return svg()
                case ChartFormat.PNG:
                    from redlines.view.as_png import as_png

                    return as_png(svg())
                case _ as never:
                    assert_never(never)

        read = tuple(file.location for file in files)
        return Printout(text, 0, read=read, for_files=form is None)

    return deliver(to, work)


def _sheet(width: int, theme: str) -> Sheet:
    from redlines.view.chart import Sheet

    if not _LEAST <= width <= _MOST:
        raise NotDoneError(f"--width is a number of pixels from {_LEAST} to {_MOST}")
    for own in _THEMES:
        if theme == own:
            return Sheet(width, own)
    raise NotDoneError(
        f"--theme is auto, light or dark, not `{visible(theme)}`", code="unknown-word"
    )
