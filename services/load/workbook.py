"""A workbook as a stream of rows, read in a process of its own (流式读表).

A damaged or hostile workbook ends the process that reads it; so it is read in a child with a limit
of memory, which hands over some rows at a time: here they never stand all together.
``python -P services/child.py services/load/workbook.py ROWS < book.xlsx``: rows as JSON a line.
"""

import io
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

MOST_SECONDS = 90
LOCKED, BROKEN, TOO_MANY, TOO_WIDE = 3, 4, 5, 6  # exit codes
ROWS = 1_000  # in one line
MOST_COLUMNS = 100
MOST_CELL = 10_001  # signs: one more than may be kept, so that it shows
ROOT = Path(__file__).parent.parent.parent
CHILD = str(ROOT / "services" / "child.py")

Rows = list[list[Any]]


class Unreadable(Exception):
    """The child could not read the workbook; ``code`` says why (无法读取)."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def read_workbook(content: bytes, most_rows: int) -> Iterator[Rows]:
    """The rows of the first visible sheet that has any, some at a time; the first is row 1."""
    with tempfile.TemporaryFile() as given:
        given.write(content)
        given.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-P", CHILD, __file__, str(most_rows)],
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={**os.environ, "RUST_BACKTRACE": "0"},
        )
    late = threading.Timer(MOST_SECONDS, child.kill)
    late.start()
    try:
        assert child.stdout is not None
        for line in child.stdout:
            yield json.loads(line, object_hook=_revived)
        code = child.wait()
        if code:
            raise Unreadable(code if code in {LOCKED, TOO_MANY, TOO_WIDE} else BROKEN)
    finally:
        late.cancel()
        child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()


def _revived(tagged: dict[str, str]) -> date:
    moment = datetime.fromisoformat(tagged["date"])
    return moment if len(tagged["date"]) > len("2026-01-01") else moment.date()


def _tagged(cell: Any) -> dict[str, str] | str:
    return {"date": cell.isoformat()} if isinstance(cell, date) else str(cell)


def _cell(cell: Any) -> Any:
    if isinstance(cell, str):
        return cell[:MOST_CELL]
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"  # never taken for a number
    return str(cell) if isinstance(cell, time) else cell


def _written(content: bytes, most_rows: int) -> None:
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        for about in book.sheets_metadata:
            shown = about.visible is SheetVisibleEnum.Visible
            if not shown or about.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            if not sheet.height:
                continue
            if sheet.total_height > most_rows:
                raise Unreadable(TOO_MANY)
            if sheet.width > MOST_COLUMNS:
                raise Unreadable(TOO_WIDE)
            _print(sheet)
            return


def _print(sheet: Any) -> None:
    rows = iter(sheet.iter_rows())
    while part := [[_cell(cell) for cell in row] for row in islice(rows, ROWS)]:
        json.dump(part, sys.stdout, default=_tagged, ensure_ascii=True)
        sys.stdout.write("\n")


def main() -> int:
    """What the child does."""
    try:
        _written(sys.stdin.buffer.read(), int(sys.argv[1]))
    except PasswordError:
        return LOCKED
    except (CalamineError, MemoryError):
        return BROKEN
    except Unreadable as unreadable:
        return unreadable.code
    return 0


if __name__ == "__main__":
    sys.exit(main())
