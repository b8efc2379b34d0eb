"""What the columns of a roll may hold, and which header means which (列的识别)."""

import re
from collections.abc import Sequence
from enum import StrEnum

from models.roll import AreaSource
from rules.roll.label import flat


class Column(StrEnum):
    """What one column of the file holds (列)."""

    LABEL = "label"  # 户号（完整）：3-2-501
    BUILDING = "building"  # 楼栋
    ENTRANCE = "entrance"  # 单元
    ROOM = "room"  # 室号：501，前面加楼栋和单元
    AREA = "area"  # 专有面积
    SOURCE = "source"  # 面积来源
    OWNER = "owner"  # 业主
    CO_OWNER = "co_owner"  # 共有人
    ID_NUMBER = "id_number"  # 证件号
    PHONE = "phone"  # 手机
    KIND = "kind"  # 类型
    STATUS = "status"  # 状态


# Tried from the top; the first that fits takes the column. 单元 alone is an entrance.
_HEADERS: tuple[tuple[Column, str], ...] = (
    (Column.SOURCE, r"面积.*(来源|依据)|数据来源|来源|area.?source|source"),
    (Column.ID_NUMBER, r"身份证|证件|信用代码|identity|id.?(card|number|no)|^id$"),
    (Column.CO_OWNER, r"(共有|共同)(?!.*(面积|电话|手机))|co.?owner"),
    (Column.PHONE, r"手机|电话|联系方式|phone|mobile|^tel"),
    (Column.STATUS, r"状态|交付|交房|销售情况|status|delivered"),
    (Column.KIND, r"类型|用途|性质|类别|kind|type|^use$"),
    (Column.AREA, r"^(?!.*(公摊|分摊|共有)).*(面积|平方|area|m2)"),
    (Column.OWNER, r"业主|产权人|权利人|户主|姓名|所有权人|owner|name"),
    (Column.BUILDING, r"楼栋|栋号|楼号|幢号|座号|^楼$|^[栋幢座]$|building|block"),
    (Column.ENTRANCE, r"^单元(号)?$|梯号|entrance"),
    (Column.LABEL, r"户号|房屋(编号|坐落|号)|单元.*(室|房|户)|完整房号|unit|label"),
    (Column.ROOM, r"房号|室号|房间|门牌|^[室房]$|room"),
)
_PATTERNS = [(column, re.compile(pattern, re.IGNORECASE)) for column, pattern in _HEADERS]
_SOURCES = (
    (AreaSource.CONTRACT, "合同"),
    (AreaSource.SURVEY, "测绘"),
    (AreaSource.SURVEY, "实测"),
    (AreaSource.SURVEY, "预测"),
)
# A file may give several areas: the exclusive one counts, then the one on the certificate.
_AREAS = ("专有", "建筑面积", "产权", "登记", "面积")
HEADER_WITHIN = 10  # rows: a title or two may stand above the header
_ENOUGH = 2


def meaning(header: str) -> Column | None:
    """What a column with this header holds, as far as its words tell."""
    words = flat(header)
    return next((column for column, pattern in _PATTERNS if pattern.search(words)), None)


def header_row(rows: Sequence[Sequence[str]]) -> int:
    """Which of the first rows names the columns (0 is the first of the file)."""

    def known(row: Sequence[str]) -> int:
        return len({meaning(cell) for cell in row if cell.strip()} - {None})

    counts = [known(row) for row in rows[:HEADER_WITHIN]]
    best = max(counts, default=0)
    return counts.index(best) if best >= _ENOUGH else 0


def guess(headers: Sequence[str], samples: Sequence[Sequence[str]]) -> dict[Column, int]:
    """Which column holds what; each meaning once, from the left.

    房号 may be a whole label (3-2-501) or a room (501): the samples decide.
    """
    found: dict[Column, int] = {}
    for index, header in enumerate(headers):
        column = meaning(header) if header.strip() else None
        if column is not None:
            found.setdefault(column, index)
    if Column.AREA in found:
        found[Column.AREA] = _area_column(headers)
    _settle_the_label(found, samples)
    return found


def _area_column(headers: Sequence[str]) -> int:
    def preference(index: int) -> int:
        words = flat(headers[index])
        return next((n for n, word in enumerate(_AREAS) if word in words), len(_AREAS))

    areas = [i for i, header in enumerate(headers) if meaning(header) is Column.AREA]
    return min(areas, key=preference)


def _settle_the_label(found: dict[Column, int], samples: Sequence[Sequence[str]]) -> None:
    apart = Column.BUILDING in found or Column.ENTRANCE in found
    if Column.LABEL in found:
        found.pop(Column.ROOM, None)
    elif Column.ROOM in found:
        index = found[Column.ROOM]
        texts = [row[index] for row in samples if index < len(row) and row[index].strip()]
        whole = bool(texts) and all(re.search(r"\d\D+\d", flat(text)) for text in texts)
        if whole or not apart:
            found[Column.LABEL] = found.pop(Column.ROOM)
    elif Column.ENTRANCE in found:  # 单元 where no column names rooms: the unit itself
        found[Column.LABEL] = found.pop(Column.ENTRANCE)


def guess_source(header: str) -> AreaSource:
    """Where areas under this header come from; the register unless it says otherwise."""
    return next((source for source, word in _SOURCES if word in header), AreaSource.REGISTER)
