"""The forty compounds of 赭麓街道: where they lie, what they are, how well they are served.

``level`` says in points of 100 how good the service was in each of the last three half-years; all
that is measured scatters around it. Who comes on a list is not said here: the rule says it.
"""

from dataclasses import dataclass

COMMUNITIES = {
    # code: name; the first two are planted with the neighbourhood
    "fengyuan-community": "枫园社区",
    "qinghe-community": "清河社区",
    "zheshan-community": "赭山社区",
    "wangjiang-community": "望江社区",
    "beiqiao-community": "北桥社区",
}
NONE = (0, 0, 0)  # not rated
COMMODITY, OLD, RESETTLED, MIXED = "commodity", "old", "resettled", "mixed"


@dataclass(frozen=True)
class Compound:
    """One compound, and how it was served in three half-years (演示小区)."""

    code: str
    name: str
    community: str
    type: str
    built_in: int
    homes: int
    firm: str
    fee_fen: int
    levels: tuple[int, int, int]


COMPOUNDS = tuple(
    Compound(code, name, f"{community}-community", type_, built_in, homes, firm, fee_fen, levels)
    for community, code, name, type_, built_in, homes, firm, fee_fen, levels in (
        ("fengyuan", "fengyuan", "枫园小区", COMMODITY, 2008, 240, "anju", 180, (82, 84, 86)),
        ("fengyuan", "guiyuan", "桂苑小区", COMMODITY, 2009, 132, "anju", 160, (78, 74, 52)),
        ("fengyuan", "fenglin", "枫林苑", COMMODITY, 2012, 96, "lvzhou", 185, (76, 77, 78)),
        ("fengyuan", "hongye", "红叶里", COMMODITY, 2006, 84, "xinhe", 120, (71, 72, 70)),
        ("fengyuan", "qiushi", "秋实园", COMMODITY, 2017, 108, "heshun", 220, (80, 81, 82)),
        ("fengyuan", "shifan", "师范新村", OLD, 1992, 60, "chengtou", 70, (91, 92, 91)),
        ("fengyuan", "fengqiao", "枫桥公寓", MIXED, 2015, 72, "chengtou", 190, (80, 81, 80)),
        ("fengyuan", "dongmen", "东门大院", OLD, 1986, 30, "", 0, NONE),
        ("qinghe", "qinghe", "清河里", COMMODITY, 2004, 1291, "xinhe", 130, (54, 53, 70)),
        ("qinghe", "qinghewan", "清河湾", COMMODITY, 2011, 120, "tianheng", 165, (75, 74, 76)),
        ("qinghe", "hepan", "河畔花园", COMMODITY, 2010, 96, "heshun", 175, (77, 79, 77)),
        ("qinghe", "shuian", "水岸名邸", COMMODITY, 2019, 144, "jiangpan", 260, (84, 83, 85)),
        ("qinghe", "fangzhi", "纺织厂宿舍", OLD, 1984, 48, "zhongcheng", 40, (68, 50, 74)),
        ("qinghe", "yinran", "印染厂新村", OLD, 1988, 40, "hongtai", 45, (69, 70, 71)),
        ("qinghe", "qingyuan", "清源里", OLD, 1990, 36, "xinhe", 50, (72, 73, 72)),
        ("qinghe", "qingbo", "清波苑", RESETTLED, 2013, 96, "wanjia", 80, (79, 78, 80)),
        ("zheshan", "zheshan", "赭山花园", COMMODITY, 2007, 120, "anju", 140, (74, 76, 75)),
        ("zheshan", "yunqi", "云栖里", COMMODITY, 2016, 84, "lvzhou", 210, (79, 78, 80)),
        ("zheshan", "shanyu", "山语城", COMMODITY, 2014, 560, "chengtou", 195, (81, 82, 81)),
        ("zheshan", "banshan", "半山公馆", COMMODITY, 2018, 48, "ruijing", 320, (86, 85, 84)),
        ("zheshan", "songtao", "松涛苑", RESETTLED, 2012, 108, "lvzhou", 75, (78, 77, 79)),
        ("zheshan", "zheshanxin", "赭山新村", OLD, 1989, 60, "zhongcheng", 45, (73, 74, 75)),
        ("zheshan", "gongren", "工人新村", OLD, 1979, 72, "hongtai", 35, (51, 67, 73)),
        ("zheshan", "shiqiao", "石桥头小区", OLD, 1983, 44, "hongse", 20, NONE),
        ("wangjiang", "wangjiangfu", "望江府", COMMODITY, 2020, 120, "ruijing", 350, (93, 94, 95)),
        ("wangjiang", "wangjiang", "望江苑", COMMODITY, 2005, 108, "anju", 125, (72, 71, 72)),
        ("wangjiang", "jiangjing", "江景花园", COMMODITY, 2008, 90, "tianheng", 150, (71, 69, 74)),
        ("wangjiang", "jincheng", "锦江名城", COMMODITY, 2013, 160, "xinhe", 170, (75, 76, 77)),
        ("wangjiang", "binjiang", "滨江壹号", COMMODITY, 2021, 132, "jiangpan", 380, (83, 85, 93)),
        ("wangjiang", "changdi", "长堤里", OLD, 1991, 48, "tianheng", 55, (74, 73, 74)),
        ("wangjiang", "chaoping", "潮平小区", OLD, 1995, 54, "zhongcheng", 60, (76, 75, 77)),
        ("wangjiang", "yugang", "渔港新村", OLD, 1981, 40, "hongse", 20, NONE),
        ("beiqiao", "beiqiao1", "北桥家园一区", RESETTLED, 2011, 60, "wanjia", 70, (77, 78, 76)),
        ("beiqiao", "beiqiao2", "北桥家园二区", RESETTLED, 2011, 60, "wanjia", 70, (77, 76, 78)),
        ("beiqiao", "cuihu", "翠湖花园", COMMODITY, 2015, 150, "ruijing", 240, (93, 93, 86)),
        ("beiqiao", "heping", "和平里", OLD, 1987, 24, "zhongcheng", 40, (70, 71, 70)),
        ("beiqiao", "tielu", "铁路新村", OLD, 1985, 36, "zhongcheng", 45, (75, 76, 74)),
        ("beiqiao", "yinxing", "银杏苑", MIXED, 2016, 84, "wanjia", 180, (81, 80, 82)),
        ("beiqiao", "xuefu", "学府雅居", COMMODITY, 2017, 96, "heshun", 205, (78, 80, 79)),
        ("beiqiao", "laojie", "北桥老街", OLD, 1976, 26, "", 0, NONE),
    )
)
SETTLED = ("fengyuan", "qinghe")  # planted, with a roll, before
NEW = tuple(one for one in COMPOUNDS if one.code not in SETTLED)
BY_CODE = {one.code: one for one in COMPOUNDS}
