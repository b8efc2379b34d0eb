"""Days, moments and sums as statements write them (对账单单元格)."""

import re
from datetime import date, datetime, time
from typing import Any

from rules.calendar import SHANGHAI
from rules.money import MOST_FEN

_SUM = re.compile(r"([+-]?)[¥￥]?([+-]?)(\d{1,12})(?:\.(\d{1,2})0*)?(?:元)?")
_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?|(\d{2})(\d{2})(\d{2})")
_NOTHING = re.compile(r"[-/\s]*")
DUST = 1e-6  # yuan: what a spreadsheet's floats leave behind


def text(cell: Any) -> str:
    """What a cell says; empty where it only draws a line (----, /)."""
    if cell is None:
        return ""
    said = str(cell).strip()
    return "" if _NOTHING.fullmatch(said) else said


def fen(cell: Any) -> int | None:
    """A sum in fen, signed as it is written; ``None`` where there is none."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return _whole(float(cell))
    said = str(cell if cell is not None else "").strip().replace(",", "").replace("，", "")
    found = _SUM.fullmatch(said)
    if found is None:
        return None
    sign = -1 if "-" in (found[1], found[2]) else 1
    return sign * (int(found[3]) * 100 + int((found[4] or "").ljust(2, "0")))


def _whole(yuan: float) -> int | None:
    if not abs(yuan) <= MOST_FEN / 100:  # also: not a number
        return None
    nearest = round(yuan * 100)
    return nearest if abs(nearest / 100 - yuan) < DUST else None


def day(cell: Any) -> date | None:
    """The day in a cell, also one with a time behind it; ``None`` where there is none."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    said = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    found = _DAY.match(said)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2] or found[4]), int(found[3] or found[5]))
    except ValueError:
        return None


def moment(on: date, cell: Any) -> datetime | None:
    """The moment on that day, where the cell gives a time."""
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=SHANGHAI)
    if isinstance(cell, time):
        return datetime.combine(on, cell, SHANGHAI)
    said = str(cell).strip()
    begun = _DAY.match(said)
    found = _TIME.fullmatch(said[begun.end() :].strip() if begun else said)
    if found is None:
        return None
    hour, minute, second = (
        int(part or 0) for part in (found.groups()[:3] if found[1] else found.groups()[3:])
    )
    try:
        return datetime(on.year, on.month, on.day, hour, minute, second, tzinfo=SHANGHAI)
    except ValueError:
        return None
