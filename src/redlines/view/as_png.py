"""A picture as PNG, by a library that most installations do without."""

from __future__ import annotations

from redlines.failure import NotDoneError

# A screen of today draws two points where one is meant.
_SCALE = 2.0
_PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">x</text></svg>'


def as_png(svg: str) -> bytes:
    """The bytes of a PNG of an SVG, twice as wide in pixels.

    Raises NotDoneError without the extra `png`, and where no font is installed: the picture would
    be one without words.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise NotDoneError(
            "a PNG needs the extra `png`",
            code="no-extra",
            advice="install it: `pip install 'redline-gap[png]'`; SVG needs nothing",
        ) from error
    if svg_to_bytes(svg_string=_PROBE) == svg_to_bytes(svg_string=_PROBE, skip_system_fonts=True):
        raise NotDoneError(
            "no font is installed that a PNG could be written in",
            code="no-font",
            advice="install one, as in `apt-get install fonts-dejavu`; SVG needs none",
        )
    return svg_to_bytes(svg_string=svg, zoom=_SCALE)
