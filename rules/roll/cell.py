"""What single cells say, or why they cannot be read (单元格).

A cell that cannot be read raises ``Refused`` with a sentence that follows on “Row 17, column C:”.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, TypeVar

from rules.refusal import N_, Refused
from rules.roll.label import composed_label, flat, normal_label
from rules.spreadsheet import undone

T = TypeVar("T")

CM2 = 10_000  # in one square metre
GRAIN, DUST = Decimal("0.01"), Decimal("0.00001")  # m²; dust is what spreadsheets leave behind
LARGEST_M2 = 1_000_000
LONGEST_NAME, QUOTED = 80, 40
EXACT_DIGITS, MOST_DIGITS = 15, 18
NOTHING = frozenset(
    ["", "-", "--", "/", "\\", "无", "没有", "不详", "未知", "暂无", "空", "none", "n/a", "null"]
)

_SEPARATORS = re.compile(r"[、;；,，\n|]")
_UNIT_OF_AREA = re.compile(r"(平方米|平米|平方|m2|平)$", re.IGNORECASE)
_HAN_GAP = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_PHONE, _MOBILE = re.compile(r"\d{7,12}"), re.compile(r"1\d{10}")
_CITIZEN = re.compile(r"[1-8]\d{16}[\dX]|9\d{5}(19|20)\d{9}[\dX]")  # 9: a firm, or a foreigner
_OTHER_PAPER = re.compile(r"[0-9A-Z()/-]{5,20}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def written(cell: Any) -> str:
    """A cell as people read it: 501 and not 501.0, no space around, no quote against formulas."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**MOST_DIGITS:
        return str(int(cell))
    return undone(str(cell).strip())


def said(cell: Any) -> str:
    """The text of a cell; empty where it only says that there is nothing to say (无, —, /)."""
    text = written(cell)
    return "" if text.lower() in NOTHING else text


def label(cell: Any, building: str = "", entrance: str = "", *, whole: bool = True) -> str:
    """The label of a unit: whole, or a room with its building and entrance before it."""
    if isinstance(cell, date):
        raise Refused(N_("the unit number was turned into a date; make the cell text."))
    text = said(cell)
    if not text:
        raise Refused(N_("there is no unit number."))
    found = normal_label(text) if whole else composed_label(building, entrance, text)
    if not found:
        raise Refused(N_("“{text}” cannot be a unit number."), text=text[:QUOTED])
    return found


def area(cell: Any) -> tuple[int, bool] | None:
    """The area in cm² at the grain of 0.01 m², and whether something was rounded away."""
    text = said(cell)
    if not text:
        return None
    try:
        given = Decimal(_UNIT_OF_AREA.sub("", flat(text)).replace(",", ""))
    except InvalidOperation:
        raise Refused(N_("the area “{text}” is not a number."), text=text[:QUOTED]) from None
    if not given.is_finite() or not GRAIN / 2 <= given <= LARGEST_M2:
        raise Refused(N_("the area “{text}” cannot be right."), text=text[:QUOTED])
    kept = given.quantize(GRAIN, ROUND_HALF_UP)
    return int(kept * CM2), abs(kept - given) > DUST


def member_of(words: Mapping[str, T], cell: Any, unknown: str) -> T | None:
    """What the cell's word stands for in a closed list; ``unknown`` is the sentence if nothing."""
    text = said(cell)
    if not text:
        return None
    found = words.get(flat(text).lower())
    if found is None:
        raise Refused(unknown, text=text[:QUOTED])
    return found


def names(cell: Any) -> list[str]:
    """The names in a cell, one by one."""
    parts = _SEPARATORS.split(said(cell))
    found = [_HAN_GAP.sub("", " ".join(part.split())) for part in parts]
    if any(len(name) > LONGEST_NAME for name in found):
        raise Refused(N_("the name is longer than {most} signs."), most=LONGEST_NAME)
    return [name for name in found if name.lower() not in NOTHING]


def marks(cell: Any, wanted: int) -> list[str]:
    """One mark for each of ``wanted`` owners; a single one is the first owner's."""
    parts = [part.strip() for part in _SEPARATORS.split(said(cell))]
    parts = ["" if part.lower() in NOTHING else part for part in parts]
    if len(parts) not in {1, wanted}:
        sentence = N_("{given} numbers for {wanted} owners; it is not clear whose they are.")
        raise Refused(sentence, given=len(parts), wanted=wanted)
    return parts + [""] * (wanted - len(parts))


def id_numbers(cell: Any, wanted: int) -> list[str | None]:
    """The owners' identity numbers (证件号)."""
    if isinstance(cell, float) and len(written(cell)) > EXACT_DIGITS:
        raise Refused(N_("the ID number became a rounded number; make the cell text."))
    return [id_number(mark) if mark else None for mark in marks(cell, wanted)]


def id_number(text: str) -> str:
    """An identity number with the right check digit (GB 11643), or another paper's number."""
    number = flat(text).upper()
    if _CITIZEN.fullmatch(number):
        total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17]))
        if _CHECKS[total % 11] != number[17]:
            raise Refused(N_("the last digit of the ID number does not fit the others."))
    elif not _OTHER_PAPER.fullmatch(number) or not any(sign.isdigit() for sign in number):
        raise Refused(N_("the ID number cannot be right."))
    return number


def phones(cell: Any, wanted: int) -> list[str | None]:
    """The owners' telephone numbers."""
    return [phone(mark) if mark else None for mark in marks(cell, wanted)]


def phone(text: str) -> str:
    """A telephone number as digits, without the country's code."""
    digits = re.sub(r"[\s().-]", "", flat(text)).removeprefix("+")
    if digits.startswith("86") and _MOBILE.fullmatch(digits[2:]):
        digits = digits[2:]
    if not _PHONE.fullmatch(digits):
        raise Refused(N_("the phone number “{text}” cannot be right."), text=text[:QUOTED])
    return digits
