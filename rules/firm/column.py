"""Which header of a table of firms means what (列的识别)."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from rules.roll.label import flat
from rules.roll.row import letter


class Column(StrEnum):
    """What one column of the file holds (列)."""

    COMPOUND = "compound"  # 小区
    FIRM = "firm"  # 企业名称
    CREDIT = "credit"  # 统一社会信用代码
    KIND = "kind"  # 企业性质
    BEGINS = "begins"  # 合同开始
    ENDS = "ends"  # 合同结束
    LEVEL = "level"  # 服务等级
    FEE = "fee"  # 物业费，元/㎡·月
    TYPE = "type"  # 小区类型
    YEAR = "year"  # 建成年份


# Tried from the top; the first that fits takes the column.
_HEADERS: tuple[tuple[Column, str], ...] = (
    (Column.CREDIT, r"信用代码|credit.?code"),
    (Column.KIND, r"企业(性质|类型|类别)|firm.?kind|^kind$"),
    (Column.TYPE, r"小区(类型|性质|类别)|房屋类型|^type$|compound.?type"),
    (Column.YEAR, r"建成|竣工|年份|年代|built|^year$"),
    (Column.BEGINS, r"开始|起始|起$|签订|进驻|^begins?|^from$|^since$"),
    (Column.ENDS, r"结束|截止|到期|终止|止$|^ends?|^until$|^to$"),
    (Column.LEVEL, r"等级|级别|^level$"),
    (Column.FEE, r"费|收费|单价|^fee"),
    (Column.FIRM, r"企业|公司|物业|firm|company"),
    (Column.COMPOUND, r"小区|项目|compound|^place$"),
)
_PATTERNS = [(column, re.compile(pattern, re.IGNORECASE)) for column, pattern in _HEADERS]
HEADER_WITHIN = 10  # rows: a title or two may stand above the header
_ENOUGH = 2


def meaning(header: str) -> Column | None:
    """What a column with this header holds, as far as its words tell."""
    words = flat(header)
    return next((column for column, pattern in _PATTERNS if pattern.search(words)), None)


def header_row(rows: Sequence[Sequence[str]]) -> int:
    """Which of the first rows names the columns (0 is the first of the file)."""
    counts = [len({meaning(cell) for cell in row} - {None}) for row in rows[:HEADER_WITHIN]]
    best = max(counts, default=0)
    return counts.index(best) if best >= _ENOUGH else 0


def columns_of(headers: Sequence[str]) -> dict[Column, int]:
    """Which column holds what; each meaning once, from the left."""
    found: dict[Column, int] = {}
    for index, header in enumerate(headers):
        column = meaning(header) if header.strip() else None
        if column is not None:
            found.setdefault(column, index)
    return found


def letter_of(columns: Mapping[Column, int], column: Column) -> str:
    """The letter over a column; empty where the file has none."""
    return letter(columns[column]) if column in columns else ""
