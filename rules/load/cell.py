"""What single cells say, by the kind of their column, or why they cannot be taken (单元格解析).

Cells come as spreadsheets give them: text, floats, days, moments. What has no meaning raises
``Unfit`` with one sentence. An empty cell is ``None``.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from unicodedata import normalize

from rules.asking import Unfit
from rules.calendar import SHANGHAI
from rules.entity import Kind
from rules.refusal import N_
from rules.spreadsheet import undone

Parser = Callable[[Any], Any]

LONGEST_TEXT = 10_000  # signs of one cell
LARGEST = 10**15
EXACT = 10**15  # whole numbers up to here survive a spreadsheet's floats
FIRST_DAY = date(1899, 12, 30)  # day 0 of a spreadsheet's calendar
_SERIALS = range(10_000, 100_000)  # 1927 to 2173, as spreadsheets count days
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_AFTER = re.compile(r"(?<=\d)\s*[^\d.\s万]{1,4}$")  # 12 人, 3 户
_MONEY = re.compile(r"^(RMB|CNY)|[¥￥元圆\s]", re.IGNORECASE)
_AREA = re.compile(r"(平方米|平米|平方|m2|㎡|\s)", re.IGNORECASE)
_DAY = re.compile(
    r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?|(\d{2})(\d{2}))"
)
_TIME = re.compile(r"[T\s]*(\d{1,2})[:：时点](\d{1,2})?(?:[:：分](\d{1,2})?(?:\.\d+)?)?秒?")
_SEVERAL = re.compile(r"[、,，;；|/\n]+")
_YES = frozenset(["是", "有", "真", "对", "yes", "y", "true", "t", "1", "√", "✓", "✔", "on"])
_NO = frozenset(["否", "无", "假", "错", "不是", "没有", "no", "n", "false", "f", "0"])
_CROSSES = frozenset(["×", "✗", "✘", "x"])
_TEN_THOUSAND = "万"


def flat(text: str) -> str:
    """Without what only the eye sees: full-width signs, case, spaces at the ends."""
    return normalize("NFKC", text).strip().lower()


def text_of(cell: Any) -> str:
    """A cell as people read it: 501 and not 501.0, without the quote against formulas."""
    if isinstance(cell, str):
        return undone(cell.strip())
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < EXACT:
        return str(int(cell))
    return str(cell)


def text(cell: Any) -> str | None:
    """Text; whether it is one that may be kept, its column says."""
    said = text_of(cell)
    if len(said) > LONGEST_TEXT:
        raise Unfit("longest", N_("At most {n} characters."), n=LONGEST_TEXT)
    return said or None


_NO_NUMBER = N_("This is not a whole number.")
_NO_MONEY = N_("This is not a sum in yuan with at most two decimals.")
_NO_AREA = N_("This is not an area in m² with at most four decimals.")
_NO_DAY = N_("This is not a day, such as 2026-06-10.")
_NO_MOMENT = N_("This is not a moment: write it like 2026-01-31 09:30.")


def number(cell: Any) -> int | None:
    """A whole number, with or without separators and a unit behind it."""
    if isinstance(cell, float | int):
        return _scaled(_exact(cell), 0, _NO_NUMBER)
    said = _AFTER.sub("", flat(text_of(cell)).replace(",", ""))
    return None if not said else _scaled(_large(said, _NO_NUMBER), 0, _NO_NUMBER)


def money(cell: Any) -> int | None:
    """A sum in yuan as fen: nothing is rounded away but the dust of a spreadsheet's floats."""
    if isinstance(cell, float | int):
        return _scaled(_exact(cell), 2, _NO_MONEY)
    said = flat(_MONEY.sub("", text_of(cell))).replace(",", "")
    return None if not said else _scaled(_large(said, _NO_MONEY), 2, _NO_MONEY)


def area(cell: Any) -> int | None:
    """An area in m² as cm²: nothing is rounded away but the dust of a spreadsheet's floats."""
    if isinstance(cell, float | int):
        return _scaled(_exact(cell), 4, _NO_AREA)
    said = flat(_AREA.sub("", text_of(cell))).replace(",", "").removesuffix("m2")
    return None if not said else _scaled(_large(said, _NO_AREA), 4, _NO_AREA)


def _exact(cell: float) -> Decimal:
    """A float of a spreadsheet without its dust: 0.1 + 0.2 is 0.3."""
    return Decimal(f"{cell:.6f}") if abs(cell) < EXACT else Decimal("NaN")


def _large(said: str, sentence: str) -> Decimal:
    """A number that may be counted in ten thousands (1.2 万)."""
    bare = said.removesuffix(_TEN_THOUSAND)
    if not _NUMBER.fullmatch(bare):
        raise Unfit("kind", sentence)
    return Decimal(bare).scaleb(4 if bare != said else 0)


def _scaled(given: Decimal, digits: int, sentence: str) -> int:
    try:
        small = given.scaleb(digits)
        if abs(small) <= LARGEST and small == small.to_integral_value():
            return int(small)
    except InvalidOperation:  # also: not a number at all
        pass
    raise Unfit("kind", sentence)


def day(cell: Any) -> date | None:
    """A day in one of the forms people here write."""
    found = moment(cell, _NO_DAY)
    return None if found is None else found.date()


def moment(cell: Any, sentence: str = _NO_MOMENT) -> datetime | None:
    """A moment on the clocks of this country; the beginning of the day where no time is given."""
    if isinstance(cell, datetime):
        return cell if cell.tzinfo else cell.replace(tzinfo=SHANGHAI)
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day, tzinfo=SHANGHAI)
    if isinstance(cell, float | int) and int(cell) in _SERIALS:
        seconds = round((cell - int(cell)) * 86_400)
        return moment(
            datetime.combine(FIRST_DAY, datetime.min.time())
            + timedelta(days=int(cell), seconds=seconds)
        )
    said = text_of(cell)
    if not said:
        return None
    said = normalize("NFKC", said)
    found = _DAY.match(said)
    rest = _TIME.fullmatch(said[found.end() :]) if found else None
    if found is None or (rest is None and said[found.end() :].strip()):
        raise Unfit("kind", sentence)
    year, month, on = int(found[1]), int(found[2] or found[4]), int(found[3] or found[5])
    hour, minute, second = (int(part or 0) for part in rest.groups()) if rest else (0, 0, 0)
    try:
        return datetime(year, month, on, hour, minute, second, tzinfo=SHANGHAI)
    except ValueError:
        raise Unfit("kind", sentence) from None


def yes_no(cell: Any) -> bool | None:
    """Yes or no, in words or signs."""
    said = flat(text_of(cell))
    if not said:
        return None
    if said in _YES:
        return True
    if said in _NO or said in _CROSSES:
        return False
    raise Unfit("kind", N_("This is neither yes nor no."))


def one_of(words: dict[str, str]) -> Parser:
    """One of a closed list: ``words`` are its codes by everything they may be called."""
    known = ", ".join(dict.fromkeys(words.values()))

    def parse(cell: Any) -> str | None:
        said = flat(text_of(cell))
        if not said:
            return None
        found = words.get(said)
        if found is None:
            raise Unfit("choice", N_("This is not in the list."), known=known)
        return found

    return parse


def some_of(words: dict[str, str]) -> Parser:
    """Several of a closed list, with a sign between them."""
    one = one_of(words)

    def parse(cell: Any) -> list[str] | None:
        parts = [part for part in _SEVERAL.split(text_of(cell)) if part.strip()]
        return list(dict.fromkeys(one(part) for part in parts)) or None

    return parse


PARSERS: dict[Kind, Parser] = {
    Kind.TEXT: text,
    Kind.LONG_TEXT: text,
    Kind.NUMBER: number,
    Kind.MONEY: money,
    Kind.AREA: area,
    Kind.DATE: day,
    Kind.MOMENT: moment,
    Kind.YES_NO: yes_no,
    Kind.PERSON: text,  # by what it is called; who that is, the database says
    Kind.PLACE: text,
    Kind.ROW: text,
}
