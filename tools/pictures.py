"""The pictures of the README: the first screen of the page and of the terminal.

`python -m tools.pictures` draws them anew, the page in the chromium of the system. What stands in
them is kept beside: a test compares it with what is printed now, and no pixels.
"""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from html import unescape
from io import StringIO
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from tools.pages import ROOT

FOLDER = ROOT / "docs" / "pictures"
TERMINAL, PAGE = FOLDER / "terminal.svg", FOLDER / "page.png"
PARTIES = ("russia", "ukraine")
# Of the many drafts two: what is drawn is the same.
_DRAFTS = ("--plan", "us-28", "--plan", "e3-counter")
_WIDTH = 100
_SIZE = (1200, 1010)
# A picture loads no font.
_FORMAT = re.sub(r"@font-face \{\{.*?\}\}\n", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
_PNG = b"\x89PNG\r\n\x1a\n"


def _printed(*args: str) -> str:
    command = [sys.executable, "-m", "redlines", *args, "--case", str(ROOT / "data"), "-q"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()  # noqa: S603


def terminal_svg() -> str:
    """The first screen of the terminal, as text in its colours."""
    text = _printed("gap", *PARTIES, "--width", str(_WIDTH), "--color", "always")
    console = Console(record=True, width=_WIDTH, file=StringIO())
    console.print(Text.from_ansi(f"$ redlines gap {' '.join(PARTIES)}\n{text}"), end="")
    return console.export_svg(title="redlines", code_format=_FORMAT, unique_id="redlines")


def page() -> str:
    """The page whose first screen is drawn."""
    return _printed("report", *PARTIES, *_DRAFTS)


def first_screen(html: str) -> str:
    """What stands on the first screen of a page, as words alone: up to the issues that follow."""
    body = html[html.index("<main") : html.index("Other issues")]
    shown = re.sub(r"<div [^>]*hidden>.*?</div>", " ", body)
    words = unescape(re.sub(r"<[^>]+>", " ", shown)).split()
    return " ".join(words)


def with_text(png: bytes, text: str) -> bytes:
    """A PNG that holds a text besides, in a chunk of its own behind the head."""
    data = b"Text\0\0" + zlib.compress(text.encode())
    chunk = b"zTXt" + data
    made = struct.pack(">I", len(data)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    end = len(_PNG) + 25  # the length of the head chunk is fixed
    return png[:end] + made + png[end:]


def text_of(png: bytes) -> str:
    """The text that a PNG holds."""
    at = len(_PNG)
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"zTXt":
            return zlib.decompress(png[at + 8 : at + 8 + size].partition(b"\0\0")[2]).decode()
        at += size + 12
    return ""


def page_png() -> bytes:
    """The first screen of the page in the browser of the system, with its words beside."""
    from playwright.sync_api import sync_playwright

    html = page()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "page.html"
        path.write_text(html, encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox"]
        )
        width, height = _SIZE
        shown = browser.new_page(viewport={"width": width, "height": height})
        shown.goto(path.as_uri())
        png = shown.screenshot()
        browser.close()
    return with_text(png, first_screen(html))


def main() -> None:
    """Draws both."""
    FOLDER.mkdir(exist_ok=True)
    TERMINAL.write_text(terminal_svg(), encoding="utf-8")
    PAGE.write_bytes(page_png())


if __name__ == "__main__":
    main()
