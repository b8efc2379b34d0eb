"""A file that somebody uploaded, as a stream of rows (读取数据文件).

What it is, its content decides and never its name. It is read from the top as often as needed, some
rows at a time, so that a long one takes no more memory than a short one. Whatever cannot be read
is refused with one sentence that says what to do.
"""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import Any

from rules.packed import BROKEN_ZIP
from rules.refusal import N_, Refused
from services.load import workbook
from services.load.workbook import MOST_COLUMNS, Rows, Unreadable
from services.roll.sheet import (
    BAD,
    NOT_A_TABLE,
    PASSWORD,
    TOO_LONG,
    TOO_WIDE,
    ZIP,
    Limits,
    is_workbook,
)

MOST_BYTES, MOST_ROWS = 50 * 1024 * 1024, 200_000
MOST_UNPACKED = 500 * 1024 * 1024
HEADROOM = 20  # rows above the headings
ROWS = 1_000  # in one part
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_DELIMITERS = ",\t;|"
_TOP = 20_000  # characters in which the delimiter shows itself
_PIECE = 1 << 20
_EXTENT = re.compile(rb'<dimension ref="[A-Z]+\d+:[A-Z]+(\d{1,7})"')


def parts(content: bytes) -> Iterator[Rows]:
    """The rows of a file, some at a time; the first is row 1. Raises ``Refused``."""
    if is_workbook(content, Limits(MOST_BYTES, MOST_UNPACKED, MOST_ROWS)):
        yield from _workbook(content)
    else:
        yield from _delimited(content)


def _workbook(content: bytes) -> Iterator[Rows]:
    empty = True
    try:
        for part in workbook.read_workbook(content, MOST_ROWS + HEADROOM):
            empty = False
            yield part
    except Unreadable as unreadable:
        if unreadable.code == workbook.TOO_MANY:
            raise Refused(TOO_LONG, most=MOST_ROWS) from unreadable
        if unreadable.code == workbook.TOO_WIDE:
            raise Refused(TOO_WIDE, most=MOST_COLUMNS) from unreadable
        raise Refused(PASSWORD if unreadable.code == workbook.LOCKED else BAD) from unreadable
    if empty:
        raise Refused(N_("The file has no rows."))


def encoding_of(content: bytes) -> str:
    """How the text of a file is written: marked UTF-8 or UTF-16, else UTF-8, else GB18030."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        tried = ["utf-16"]
    else:
        tried = ["utf-8-sig", "gb18030"]
    for encoding in tried:
        known = _decodes(content, encoding)
        if known is not None:
            if known:
                return encoding
            break
    raise Refused(NOT_A_TABLE)


def _decodes(content: bytes, encoding: str) -> bool | None:
    """Whether it is text in this encoding; ``None`` where another may be tried."""
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(content), _PIECE):
        try:
            piece = decoder.decode(content[start : start + _PIECE])
        except UnicodeDecodeError:
            return None
        if _CONTROL.search(piece):
            return False
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise Refused(N_("The file stops in the middle of a character.")) from error
    return True


def _delimited(content: bytes) -> Iterator[Rows]:
    """Rows of a text file, whatever sign stands between its cells."""
    text = io.TextIOWrapper(io.BytesIO(content), encoding=encoding_of(content), newline="")
    top = text.read(_TOP)
    text.seek(0)
    delimiter = max(_DELIMITERS, key=top.count)
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    done = 0
    while part := _part(reader, done):
        done += len(part)
        if done > MOST_ROWS + HEADROOM:
            raise Refused(TOO_LONG, most=MOST_ROWS)
        yield part


def _part(reader: Any, done: int) -> Rows:
    rows: Rows = []
    try:
        for row in islice(reader, ROWS):
            if len(row) > MOST_COLUMNS:
                raise Refused(TOO_WIDE, most=MOST_COLUMNS)
            rows.append(row)
    except csv.Error as error:
        raise Refused(
            N_("Row {row} of the file cannot be read: a quotation mark is missing its partner."),
            row=done + len(rows) + 1,
        ) from error
    return rows


def lines_about(content: bytes) -> int:
    """About how many rows there are, for a bar that shows how far one is; 0 where nobody knows."""
    if not content.startswith(ZIP):
        return content.count(b"\n")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            named = (n for n in archive.namelist() if n.startswith("xl/worksheets/sheet"))
            sheet = next(named, None)
            if sheet is None:
                return 0
            with archive.open(sheet) as part:
                found = _EXTENT.search(part.read(4_000))
    except BROKEN_ZIP:
        return 0
    return int(found[1]) if found else 0
