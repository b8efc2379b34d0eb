"""The words that people type for a kind, a status, a source of areas (用语)."""

import re
from collections.abc import Mapping
from typing import TypeVar

from models.choice import UnitKind, UnitStatus
from models.roll import AreaSource
from rules.refusal import N_

T = TypeVar("T")


def _table(lists: Mapping[T, str]) -> dict[str, T]:
    return {word: value for value, words in lists.items() for word in words.split()}


KINDS = _table(
    {
        UnitKind.HOME: """住宅 住房 普通住宅 商品房 公寓 别墅 民用 居住 成套住宅
            home house flat residential""",
        UnitKind.SHOP: """商铺 商业 店铺 门面 门市 底商 商用 非住宅 办公 写字楼 商业服务
            shop office commercial""",
        UnitKind.PARKING: """车位 车库 停车位 地下车位 地上车位 产权车位 parking garage""",
    }
)
STATUSES = _table(
    {
        UnitStatus.DELIVERED: """已交付 交付 已交房 已入住 入住 已售 已售已交付 已办证 空置 出租
            自住 是 delivered yes 1""",
        UnitStatus.UNDELIVERED: """已售未交付 未交付 未交房 待交付 预售 否 undelivered no 0""",
        UnitStatus.UNSOLD: """未售 未出售 待售 未销售 在售 unsold""",
    }
)
SOURCES = _table(
    {
        AreaSource.REGISTER: """登记 不动产登记 不动产登记簿 产权登记 产权证 房产证 不动产权证
            不动产权证书 房屋所有权证 register""",
        AreaSource.SURVEY: """测绘 实测 预测 测绘报告 测绘成果 survey""",
        AreaSource.CONTRACT: """合同 买卖合同 购房合同 商品房买卖合同 contract""",
    }
)
NO_KIND = N_("“{text}” is no kind of unit: write home, shop or parking.")
NO_STATUS = N_("“{text}” is no status: write delivered, undelivered or unsold.")
NO_SOURCE = N_("“{text}” is no source of areas: write register, survey or contract.")

TOTALS = frozenset({"合计", "总计", "小计", "共计", "TOTAL", "SUM"})
_PARKING = re.compile(r"车位|车库|停车")


def is_parking(label: str) -> bool:
    """Whether a label speaks of a parking space."""
    return _PARKING.search(label) is not None
