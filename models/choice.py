"""The closed lists that a vote is made of (表决要素)."""

from enum import StrEnum


class Choice(StrEnum):
    """The three answers a voter may give (选项)."""

    FOR = "for"  # 赞成
    AGAINST = "against"  # 反对
    ABSTAIN = "abstain"  # 弃权


class Silence(StrEnum):
    """How a ballot paper that was delivered and not returned is read (未表决的处理)."""

    STRICT = "strict"  # 不计入参与
    ABSTAIN = "abstain"  # 计入参与，视为弃权
    MAJORITY = "majority"  # 计入已表决的多数意见


class Parking(StrEnum):
    """Whether parking spaces and stalls count as exclusive parts (车位是否计入)."""

    COUNT = "count"  # 计入
    EXCLUDE = "exclude"  # 不计入


class Overlap(StrEnum):
    """How A counts who owns one unit alone and another with B (重叠共有的计法)."""

    SEPARATE = "separate"  # 分别计票
    MERGE = "merge"  # 合并为一人


class Regime(StrEnum):
    """Under which rule a motion is decided (决定方式)."""

    ADVISORY = "advisory"  # 意见征询
    RESIDENTS = "residents"  # 居民会议
    OWNERS = "owners"  # 业主共同决定（民法典第 278 条）
    COMMITTEE = "committee"  # 业主委员会
    UNANIMITY = "unanimity"  # 有利害关系的业主一致同意（民法典第 279 条）


class UnitKind(StrEnum):
    """What a unit is used for (专有部分类型)."""

    HOME = "home"  # 住宅
    SHOP = "shop"  # 商铺
    PARKING = "parking"  # 车位


class UnitStatus(StrEnum):
    """Whether a unit has been sold and handed over (交付状态)."""

    DELIVERED = "delivered"  # 已交付
    UNDELIVERED = "undelivered"  # 已售未交付
    UNSOLD = "unsold"  # 未售
