"""Charts as files, drawn here and nowhere else (图片导出): PNG and SVG with Chinese letters.

The drawing engine is loaded when the first file is asked for. It fetches nothing: no address is
allowed, and only what the house computed is drawn.
"""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from services.lettering import lighter

SCALE = 2
MOST_WAITING = 8  # who asks for a picture at a time; the next is asked to come again
_queue = threading.BoundedSemaphore(MOST_WAITING)
_one_at_a_time = threading.Lock()
_kept: list[
    tempfile.TemporaryDirectory[str]
] = []  # until the process ends: fonts are read in place


class Busy(Exception):
    """Too many pictures are asked for at once (繁忙)."""


@contextmanager
def _my_turn() -> Iterator[None]:
    """One picture at a time, and a short queue: whoever asks for many holds up no other page."""
    if not _queue.acquire(blocking=False):
        raise Busy
    try:
        with _one_at_a_time:
            yield
    finally:
        _queue.release()


def png(chart: dict[str, Any], scale: int = SCALE) -> bytes:
    """The chart as a PNG, ``scale`` pixels for one."""
    with _my_turn():
        made: bytes = _engine().vegalite_to_png(chart, scale=scale, allowed_base_urls=[])
    return made


def svg(chart: dict[str, Any]) -> str:
    """The chart as an SVG."""
    with _my_turn():
        made: str = _engine().vegalite_to_svg(chart, allowed_base_urls=[])
    return made


@cache
def _engine() -> Any:
    import pylopdf_fonts_zh_cn  # noqa: PLC0415 with the engine: most processes draw no file
    import vl_convert  # noqa: PLC0415 84 MB that most processes never need

    vl_convert.register_font_directory(_letters(pylopdf_fonts_zh_cn.sans_path()))
    return vl_convert


def _letters(font: Path) -> str:
    """A folder with the font in the copy that is drawn from."""
    _kept.append(tempfile.TemporaryDirectory(prefix="house-letters-"))
    folder = Path(_kept[-1].name)
    (folder / font.name).write_bytes(lighter(font.read_bytes()))
    return str(folder)
