"""What the statutes say, in their own words (法条). Public texts, quoted short."""

from dataclasses import dataclass

from models.choice import Regime
from rules.refusal import N_

# Civil Code, Article 278, first paragraph, items 1 to 9.
MATTERS = {
    1: N_("Make or change the rules of procedure of the owners' assembly"),
    2: N_("Make or change the management covenant"),
    3: N_("Elect the owners' committee or replace its members"),
    4: N_("Hire or dismiss the property company"),
    5: N_("Use the maintenance fund"),
    6: N_("Raise money for the maintenance fund"),
    7: N_("Rebuild or reconstruct buildings and their facilities"),
    8: N_("Change the use of common parts, or do business on them"),
    9: N_("Other major matters of common ownership"),
}


@dataclass(frozen=True)
class Article:
    """One article, with what decides here (条文)."""

    title: str
    text: str  # in Chinese, as published


_278 = Article(
    N_("Civil Code, Article 278"),
    "业主共同决定事项，应当由专有部分面积占比三分之二以上的业主且人数占比三分之二以上的业主参与表决。"
    "决定前款第六项至第八项规定的事项，应当经参与表决专有部分面积四分之三以上的业主且参与表决人数"
    "四分之三以上的业主同意。决定前款其他事项，应当经参与表决专有部分面积过半数的业主且参与表决人数"
    "过半数的业主同意。",
)
_ITEMS = {
    1: "（一）制定和修改业主大会议事规则；",
    2: "（二）制定和修改管理规约；",
    3: "（三）选举业主委员会或者更换业主委员会成员；",
    4: "（四）选聘和解聘物业服务企业或者其他管理人；",
    5: "（五）使用建筑物及其附属设施的维修资金；",
    6: "（六）筹集建筑物及其附属设施的维修资金；",
    7: "（七）改建、重建建筑物及其附属设施；",
    8: "（八）改变共有部分的用途或者利用共有部分从事经营活动；",
    9: "（九）有关共有和共同管理权利的其他重大事项。",
}
_279 = Article(
    N_("Civil Code, Article 279"),
    "业主不得违反法律、法规以及管理规约，将住宅改变为经营性用房。业主将住宅改变为经营性用房的，"
    "除遵守法律、法规以及管理规约外，应当经有利害关系的业主一致同意。",
)
_MEETING = Article(
    N_("Organic Law of Residents' Committees (2018), Article 9"),
    "居民会议由十八周岁以上的居民组成。居民会议可以由全体十八周岁以上的居民或者每户派代表参加，"
    "也可以由每个居民小组选举代表二至三人参加。"
    "居民会议必须有全体十八周岁以上的居民、户的代表或者居民小组选举的代表的过半数出席，才能举行。"
    "会议的决定，由出席人的过半数通过。",
)


def article(regime: Regime, matter: int | None = None) -> Article | None:
    """The article that a vote rests on; ``None`` for an opinion poll and for a committee."""
    if regime is Regime.OWNERS:
        return Article(_278.title, f"{_ITEMS.get(matter or 0, '')}\n\n{_278.text}")
    return {Regime.UNANIMITY: _279, Regime.RESIDENTS: _MEETING}.get(regime)
