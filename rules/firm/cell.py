"""What single cells of a table of firms say, or why they cannot be read (单元格).

A cell that cannot be read raises ``Refused`` with a sentence that follows on “Row 17, column C:”.
"""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from models.firm import FirmKind
from rules.firm.register import (
    COMMODITY,
    HIGHEST_LEVEL,
    LOWEST_LEVEL,
    MIXED,
    OLD,
    RESETTLED,
    must_be_a_year,
)
from rules.refusal import N_, Refused
from rules.roll.cell import QUOTED, member_of, said
from rules.roll.label import flat

_DAY = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D?")
_CLOCK = re.compile(r"\s+\d{1,2}:\d{2}.*$")
_OPEN_END = frozenset(["长期", "不定期", "无固定期限", "至今", "open"])
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5}
_PER = re.compile(r"元.*$|/.*$")
FEN = 100

KINDS = {
    "物业服务企业": FirmKind.COMPANY,
    "物业企业": FirmKind.COMPANY,
    "企业": FirmKind.COMPANY,
    "公司": FirmKind.COMPANY,
    "市场化": FirmKind.COMPANY,
    "company": FirmKind.COMPANY,
    "党组织领办": FirmKind.PARTY_LED,
    "红色物业": FirmKind.PARTY_LED,
    "兜底": FirmKind.PARTY_LED,
    "兜底服务": FirmKind.PARTY_LED,
    "party_led": FirmKind.PARTY_LED,
}
KIND_WORDS = {FirmKind.COMPANY: "物业服务企业", FirmKind.PARTY_LED: "党组织领办"}
TYPES = {
    "商品房": COMMODITY,
    "商品住宅": COMMODITY,
    "commodity": COMMODITY,
    "安置房": RESETTLED,
    "回迁房": RESETTLED,
    "安置小区": RESETTLED,
    "resettled": RESETTLED,
    "老旧小区": OLD,
    "老旧": OLD,
    "old": OLD,
    "混合": MIXED,
    "mixed": MIXED,
}

TYPE_WORDS = {COMMODITY: "商品房", RESETTLED: "安置房", OLD: "老旧小区", MIXED: "混合"}


def day(cell: Any) -> date | None:
    """A day, however it is written; ``None`` for an empty cell and for a contract without end."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = said(cell)
    if not text or flat(text).lower() in _OPEN_END:
        return None
    found = _DAY.fullmatch(flat(_CLOCK.sub("", text)))
    try:
        if found is not None:
            return date(*(int(part) for part in found.groups()))
    except ValueError:
        pass
    raise Refused(N_("“{text}” is not a day: write it like 2024-01-31."), text=text[:QUOTED])


def level(cell: Any) -> int:
    """A level of service, 1 to 5; one where nothing is said."""
    text = flat(said(cell)).removesuffix("级")
    if not text:
        return LOWEST_LEVEL
    number = _NUMERALS.get(text, int(text) if text.isascii() and text.isdigit() else 0)
    if not LOWEST_LEVEL <= number <= HIGHEST_LEVEL:
        raise Refused(N_("“{text}” is not a level from 1 to 5."), text=text[:QUOTED])
    return number


def fee_fen(cell: Any) -> int:
    """The fee per m² and month in fen, from yuan; nothing where nothing is said."""
    text = said(cell)
    if not text:
        return 0
    try:
        given = Decimal(_PER.sub("", flat(text)).lstrip("¥￥").replace(",", "")) * FEN
    except InvalidOperation:
        raise Refused(N_("the fee “{text}” is not a number."), text=text[:QUOTED]) from None
    if not given.is_finite() or given != given.to_integral_value():
        raise Refused(N_("the fee “{text}” is not a sum in yuan and fen."), text=text[:QUOTED])
    return int(given)


def kind(cell: Any) -> FirmKind | None:
    """What kind of firm it is."""
    return member_of(KINDS, cell, N_("“{text}” is no kind of firm: 物业服务企业 or 党组织领办."))


def type_(cell: Any) -> str | None:
    """What kind of compound it is."""
    unknown = N_("“{text}” is no kind of compound: 商品房, 安置房, 老旧小区 or 混合.")
    return member_of(TYPES, cell, unknown)


def year(cell: Any) -> int | None:
    """The year in which it was built."""
    text = flat(said(cell)).removesuffix("年")
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        raise Refused(N_("“{text}” is not a year."), text=text[:QUOTED])
    return must_be_a_year(int(text))
