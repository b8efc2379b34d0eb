"""Sheets for A4, by typst (打印): notices, posters, rows, as PDF; a row as a picture too.

The same sheet gives the same bytes, in every process and on every machine: the letters come
from a Python package and not from the system, the moment is that of the posting, and all text
reaches the template as data. What people wrote can therefore run nothing. PDF/A-2a keeps it
readable for the archive, PDF/UA-1 for those who listen to it.
"""

import json
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import typst

TEMPLATES = Path(__file__).parent
STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
MOST_KEPT_BYTES = 16_000_000

MOST_PICTURES = 4  # pages of one sheet that are shown beside its editor

_queue = threading.BoundedSemaphore(8)  # readers at a time; the next is asked to come again
_press = threading.Lock()  # and one sheet at a time: many readers do not take all the memory
_kept: OrderedDict[str, bytes] = OrderedDict()


class Busy(Exception):
    """Too many sheets are asked for at once (繁忙)."""


def sheet(shown: Mapping[str, Any], posted_at: datetime, template: str = "notice") -> bytes:
    """The PDF of what is ``shown``, kept for the next reader of the same."""
    text = json.dumps(shown, ensure_ascii=False, sort_keys=True)
    if not _queue.acquire(blocking=False):
        raise Busy
    try:
        with _press:
            return _remembered(text, posted_at, template)
    finally:
        _queue.release()


def _remembered(text: str, posted_at: datetime, template: str) -> bytes:
    key = f"{template} {posted_at.isoformat()} {text}"
    if key not in _kept:
        _kept[key] = printed(text, posted_at, template)
        while len(_kept) > 1 and sum(map(len, _kept.values())) > MOST_KEPT_BYTES:
            _kept.popitem(last=False)
    _kept.move_to_end(key)
    return _kept[key]


def printed(text: str, posted_at: datetime, template: str = "notice") -> bytes:
    """The bytes of the PDF; the same for the same text and moment.

    A letter so rare that our letters lack it is shown as an empty box, and then the sheet is
    no archive copy: the standards want every letter. The page and the JSON have it whole.
    """
    try:
        return _made(text, posted_at, template, STANDARDS)
    except typst.TypstError:
        return _made(text, posted_at, template, [])


def _made(
    text: str, posted_at: datetime, template: str, standards: "list[typst.PDFStandard]"
) -> bytes:
    made = _compiler().compile(
        input=_template(template),
        format="pdf",
        sys_inputs={"notice": text},
        pdf_standards=standards,
        timestamp=int(posted_at.timestamp()),
    )
    assert isinstance(made, bytes)
    return made


def pictures(shown: Mapping[str, Any], template: str, sharpness: float = 110) -> list[bytes]:
    """The first pages of a sheet as PNG, for whoever draws it up."""
    text = json.dumps(shown, ensure_ascii=False, sort_keys=True)
    with _press:
        made = _compiler().compile(
            input=_template(template), format="png", ppi=sharpness, sys_inputs={"notice": text}
        )
    pages = made if isinstance(made, list) else [made]
    return [page for page in pages[:MOST_PICTURES] if isinstance(page, bytes)]


@cache
def _template(name: str) -> bytes:
    return (TEMPLATES / f"{name}.typ").read_bytes()


@cache
def _compiler() -> typst.Compiler:
    """Two families of letters and an empty folder: nothing else can be read from here."""
    folder = str(pylopdf_fonts_zh_cn.sans_path().parent)
    letters = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )
    empty = tempfile.mkdtemp(prefix="house-pdf-")
    return typst.Compiler(root=empty, font_paths=letters, ignore_system_fonts=True)


def sides(section: Mapping[str, Any]) -> list[str]:
    """Columns of figures stand to the right, all else to the left."""
    columns = list(zip(*section["rows"], strict=True)) or [()] * len(section["columns"])
    return ["left", *("right" if all(map(is_figure, cells)) else "left" for cells in columns[1:])]


def is_figure(cell: str) -> bool:
    """Whether a cell is a number, a sum, a share, or the sign that there is none."""
    return not cell or cell[0] in "0123456789¥−–+"
