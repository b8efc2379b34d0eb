"""A file that somebody uploaded, as sheets of cells (读取表格文件).

What it is, its content decides and never its name. Whatever cannot be read is refused
with one sentence that says what to do.
"""

import codecs
import csv
import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

from rules.packed import BROKEN_ZIP
from rules.refusal import N_, Refused
from services.roll.workbook import LOCKED, MOST_CELL, TOO_MANY, Unreadable, read_workbook

MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 20 * 1024 * 1024, 50_000, 100
MOST_UNPACKED = 300 * 1024 * 1024
HEADROOM = 20  # rows above and below the table
ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WEB_PAGE = re.compile(rb"\s*<(!doctype|html|table|meta|\?xml)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_DELIMITERS = ",\t;|"
_LOOSE_QUOTE = re.compile(r'(?<=[^\n,;|])"[\t ]+(?=[,;|\r\n])')  # "398" , as WeChat writes
TOP = 40  # lines in which the delimiter shows itself

NOT_A_TABLE = N_("This is not a table. Please choose an .xlsx, .xls or .csv file.")
BAD = N_("The workbook is damaged or incomplete. Open it, save it again, and choose it anew.")
PASSWORD = N_("The workbook is locked with a password. Save it without one, and choose it anew.")
TOO_LONG = N_("The table is too large: at most {most} rows at a time. Please split it.")
TOO_WIDE = N_("The table is too wide: at most {most} columns.")


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows of cells, the first of them row 1 (工作表)."""

    name: str
    rows: list[list[Any]]


@dataclass(frozen=True)
class Limits:
    """How much a file may hold (文件上限): bytes as it is, bytes unpacked, rows."""

    packed: int
    unpacked: int
    rows: int


def read_file(content: bytes, most: int | None = None) -> list[Sheet]:
    """The sheets of a file that have anything in them. Raises ``Refused``."""
    most = MOST_ROWS if most is None else most
    if is_workbook(content, Limits(MOST_BYTES, MOST_UNPACKED, most)):
        sheets = _workbook(content, most)
    else:
        sheets = [Sheet("", _delimited(_text(content), most))]
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise Refused(N_("The file has no rows."))
    for sheet in sheets:
        _limit(len(sheet.rows), max(map(len, sheet.rows)), most)
    return sheets


def _limit(rows: int, columns: int, most: int) -> None:
    if rows > most + HEADROOM:
        raise Refused(TOO_LONG, most=most)
    if columns > MOST_COLUMNS:
        raise Refused(TOO_WIDE, most=MOST_COLUMNS)


def is_workbook(content: bytes, limits: Limits) -> bool:
    """Whether this is a workbook, and not delimited text.

    Raises:
        Refused: it is empty, too large, locked, or no table at all.
    """
    if len(content) > limits.packed:
        raise Refused(N_("The file is larger than {most} MB."), most=limits.packed // 1024 // 1024)
    if not content.strip(b"\0\r\n\t "):
        raise Refused(N_("The file is empty."))
    if content.startswith(ZIP):
        _measure(content, limits)
        return True
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise Refused(PASSWORD)
        return True
    if _WEB_PAGE.match(content):
        raise Refused(
            N_("This is a web page that calls itself a table. Open it and save it as .xlsx.")
        )
    return False


def _measure(content: bytes, limits: Limits) -> None:
    """Refuse a workbook that would unpack to far more than it shows (压缩炸弹)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if "xl/workbook.xml" not in archive.namelist():
                raise Refused(NOT_A_TABLE)
            if sum(part.file_size for part in parts) > limits.unpacked:
                raise Refused(TOO_LONG, most=limits.rows)
    except BROKEN_ZIP as error:
        raise Refused(BAD) from error


def _workbook(content: bytes, most: int) -> list[Sheet]:
    try:
        return [Sheet(*found) for found in read_workbook(content, most + HEADROOM)]
    except Unreadable as unreadable:
        if unreadable.code == TOO_MANY:
            raise Refused(TOO_LONG, most=most) from unreadable
        raise Refused(PASSWORD if unreadable.code == LOCKED else BAD) from unreadable


def _text(content: bytes) -> str:
    """The text of a file: marked UTF-8 or UTF-16, else UTF-8, else GB18030."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            if error.end >= len(content) - 1 and error.start > len(content) - 4:
                raise Refused(N_("The file stops in the middle of a character.")) from error
            continue
        if _CONTROL.search(text):
            break
        return text
    raise Refused(NOT_A_TABLE)


def _delimited(text: str, most: int) -> list[list[Any]]:
    """Rows of a text file, whatever sign stands between its cells."""
    text = _LOOSE_QUOTE.sub('"', text)
    top = "".join(text.splitlines(keepends=True)[:TOP])
    delimiter = max(_DELIMITERS, key=top.count)
    rows: list[list[Any]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            rows.append([cell[:MOST_CELL] for cell in row])
            if len(rows) > most + HEADROOM:
                raise Refused(TOO_LONG, most=most)
    except csv.Error as error:
        raise Refused(
            N_("Row {row} of the file cannot be read: a quotation mark is missing its partner."),
            row=len(rows) + 1,
        ) from error
    return rows
