"""Opening a workbook in a process of its own (独立进程读表).

A damaged or hostile workbook can make the reader ask for more memory than there is, which
ends the process it runs in. So it runs in a child with a limit, and only the child ends.
``python -P services/child.py services/roll/workbook.py ROWS < book.xlsx``: the sheets as JSON.
"""

import io
import json
import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

MOST_SECONDS = 60
LOCKED, BROKEN, TOO_MANY = 3, 4, 5  # exit codes
MOST_CELL = 2_000  # signs
ROOT = Path(__file__).parent.parent.parent
CHILD = str(ROOT / "services" / "child.py")

Rows = list[list[Any]]


class Unreadable(Exception):
    """The child could not read the workbook; ``code`` says why (无法读取)."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def read_workbook(content: bytes, most_rows: int) -> list[tuple[str, Rows]]:
    """The visible sheets of a workbook with their rows, read in a child process."""
    try:
        child = subprocess.run(
            [sys.executable, "-P", CHILD, __file__, str(most_rows)],
            input=content,
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "RUST_BACKTRACE": "0"},
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(TOO_MANY) from error
    if child.returncode:
        raise Unreadable(child.returncode if child.returncode in {LOCKED, TOO_MANY} else BROKEN)
    return [(name, rows) for name, rows in json.loads(child.stdout, object_hook=_revived)]


def _revived(tagged: dict[str, str]) -> date:
    moment = datetime.fromisoformat(tagged["date"])
    return moment if len(tagged["date"]) > len("2026-01-01") else moment.date()


def _tagged(cell: Any) -> dict[str, str] | str:
    return {"date": cell.isoformat()} if isinstance(cell, date) else str(cell)


def _cell(cell: Any) -> Any:
    return cell[:MOST_CELL] if isinstance(cell, str) else cell


def _sheets(content: bytes, most_rows: int) -> list[tuple[str, Rows]]:
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        found = []
        for about in book.sheets_metadata:
            shown = about.visible is SheetVisibleEnum.Visible
            if not shown or about.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            if sheet.total_height > most_rows:
                raise Unreadable(TOO_MANY)
            rows = sheet.to_python(skip_empty_area=False)
            found.append((about.name, [[_cell(cell) for cell in row] for row in rows]))
        return found


def main() -> int:
    """What the child does."""
    try:
        sheets = _sheets(sys.stdin.buffer.read(), int(sys.argv[1]))
    except PasswordError:
        return LOCKED
    except (CalamineError, MemoryError):
        return BROKEN
    except Unreadable as unreadable:
        return unreadable.code
    json.dump(sheets, sys.stdout, default=_tagged, ensure_ascii=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
