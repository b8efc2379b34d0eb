"""Pictures for the README (截图): taken where ``SCREENSHOTS`` names a folder, as tests go by."""

import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

PICTURES = os.environ.get("SCREENSHOTS", "")
COLOURS = 128  # all that a page has; a third of the size


def picture(page: Page, name: str) -> None:
    """Keep what the window shows."""
    if not PICTURES:
        return
    page.wait_for_timeout(800)
    path = Path(PICTURES) / f"{name}.png"
    page.screenshot(path=path)
    lighten(path)


def lighten(path: Path) -> None:
    """The same picture with fewer colours."""
    with Image.open(path) as taken:
        light = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    light.save(path, optimize=True)
