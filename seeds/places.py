"""Where the demo lies, and what the owners' rolls of its two compounds say (演示地方)."""

from sqlmodel import Session

from models.choice import Silence
from models.place import Place, PlaceKind
from seeds.names import invented
from seeds.rolls import written
from services.place import plant, voting_rule
from services.trail import HOUSE

TREE = (
    # kind, name, code, above
    (PlaceKind.DISTRICT, "江城区", "jiangcheng", None),
    (PlaceKind.STREET, "赭麓街道", "zhelu", "jiangcheng"),
    (PlaceKind.COMMUNITY, "枫园社区", "fengyuan-community", "zhelu"),
    (PlaceKind.COMPOUND, "枫园小区", "fengyuan", "fengyuan-community"),
    (PlaceKind.GRID, "枫园第一网格", "fengyuan-grid-1", "fengyuan"),
    (PlaceKind.COMMUNITY, "清河社区", "qinghe-community", "zhelu"),
    (PlaceKind.COMPOUND, "清河里", "qinghe", "qinghe-community"),
    (PlaceKind.GRID, "清河第一网格", "qinghe-grid-1", "qinghe"),
)
CLAUSE = "《清河里业主大会议事规则》第十二条：已送达而未表决的，计入已表决的多数意见。"
FLATS_A_FLOOR = 4
MINHANG_HEADS = 1291


def plant_tree(session: Session) -> dict[str, Place]:
    """Every place of the demo, by its code."""
    planted: dict[str, Place] = {}
    for kind, name, code, above in TREE:
        parent = planted[above] if above else None
        planted[code] = plant(session, HOUSE, kind, name, code, parent)
    rule = voting_rule(session, planted["qinghe"].id or 0)
    rule.silence, rule.silence_clause = Silence.MAJORITY, CLAUSE
    session.add(rule)
    return planted


def fengyuan_roll(owners: dict[str, str]) -> bytes:
    """240 homes in six buildings, 12 shops, 40 parking spaces; ``owners`` by label are fixed."""
    rows: list[tuple[object, ...]] = []
    n = 0
    for building in range(1, 7):
        for floor in range(1, 11):
            for flat in range(1, FLATS_A_FLOOR + 1):
                n += 1
                label = f"{building}-{floor}{flat:02d}"
                area = (89.5, 106.25, 121.8, 143.06)[flat - 1]
                owner = owners.get(label, invented(n))
                if n % 29 == 0:
                    owner = f"{owner}、{invented(n + 500)}"
                rows.append((label, f"{building} 号楼", "住宅", area, "登记", owner, "已交付"))
    for shop in range(1, 13):
        rows.append((f"S-{shop:02d}", "商铺", "商铺", 48.6, "登记", invented(600 + shop), "已交付"))
    rows[231:240] = [(*row[:5], "枫园置业有限公司", "未售") for row in rows[231:240]]
    for space in range(1, 41):
        label = f"P-{space:03d}"
        rows.append((label, "地下车库", "车位", 12.5, "测绘", invented(space), "已交付"))
    return written(rows)


def qinghe_roll() -> bytes:
    """1,291 homes, each with an owner of its own: the assembly of Minhang case 1."""
    rows: list[tuple[object, ...]] = []
    for n in range(MINHANG_HEADS):
        building, rest = divmod(n, 72)
        floor, flat = divmod(rest, FLATS_A_FLOOR)
        label = f"{building + 1}-{floor + 1}{flat + 1:02d}"
        area = (68.4, 82.15, 90.55, 104.3)[flat]
        owner = f"{invented(n)}（{label}）"
        rows.append((label, f"{building + 1} 号楼", "住宅", area, "登记", owner, "已交付"))
    return written(rows)
