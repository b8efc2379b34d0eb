"""What the street keeps in its registers: who is organised, who looks after what, what came in
(演示台账). The same rows every time; only the days move with today."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import Session, select

from db.revision import moved
from db.session import transaction
from models.claim import ClaimKind, ClaimState
from models.metric import ChartNote
from models.place import Place
from models.register import (
    Dispute,
    DisputeState,
    GridPost,
    OrderSource,
    Organisation,
    OrganisationKind,
    WorkOrder,
)
from models.revision import Area
from models.topic import Category
from rules.calendar import SHANGHAI, day_of
from rules.claim import Size
from seeds.rating.compounds import COMMUNITIES, COMPOUNDS, Compound
from seeds.story import Town
from services.claim.keeping import Matter, register_claim
from services.claim.moving import move_claim, record_recovery
from services.trail import record

YEAR, TWO_YEARS = 365, 730
ASKED_BACK, REFERRED, STILL_OPEN = 0.7, 0.96, 0.02  # how often
A_DAY = 1.1  # work orders of the whole street
HOMES_A_GRID = 400
NO_BRANCH, NO_COMMITTEE = "laojie", "dongmen"  # the two that are still to come
LATE, SELDOM_LATE = 0.07, 0.008
BADLY_SERVED = {"qinghe": 5, "guiyuan": 3, "fangzhi": 2}  # where more comes in, and more is late
TITLES = {
    Category.PARKING: ("占用消防通道停车", "僵尸车长期占位", "非机动车乱停放"),
    Category.LIFT: ("电梯停运", "电梯困人后未说明原因"),
    Category.PETS: ("遛狗不牵绳", "楼道有宠物粪便"),
    Category.REVENUE: ("公共收益没有公示", "广告位租金去向不明"),
    Category.PROPERTY: ("物业不接电话", "保洁不及时", "门禁坏了没人修"),
    Category.REPAIR: ("楼顶漏水", "路灯不亮", "路面破损", "下水道堵塞"),
    Category.SAFETY: ("电动车进楼充电", "楼道堆物", "消火栓没有水"),
    Category.GREEN: ("树枝遮挡窗户", "垃圾清运不及时", "绿地被占用"),
    Category.CARE: ("独居老人需要上门", "助餐点排队太久"),
    Category.OTHER: ("邻居装修噪声", "快递堆放在大堂"),
}
ROOMS = (
    (210, "shanyu", "物业用房被改成中介门店", 860_000),
    (95, "cuihu", "架空层被封闭出租", 1_240_000),
)
QUARRELS = ("楼上漏水赔偿", "装修噪声", "停车位争执", "宠物伤人", "物业费争议", "公共部位占用")
_CATEGORIES = tuple(TITLES)
_OFTEN = (9, 4, 5, 3, 12, 14, 8, 7, 3, 6)  # how often each comes up


def keep(town: Town) -> None:
    """Fill the registers, and note on the charts what happened."""
    today, chance = day_of(town.today), random.Random(1291)
    with transaction() as session:
        places = {place.code: place for place in session.exec(select(Place))}
        known = [one for one in COMPOUNDS if one.code in places]
        session.add_all(_organised(known, places, today, chance))
        session.add_all(_looked_after(known, places))
        session.add_all(_orders(known, places, today, chance))
        session.add_all(_disputes(known, places, today, chance))
        session.add_all(_notes(places, today))
        street = places["zhelu"]
        session.flush()
        record(
            session,
            town.people["qin"],
            "rows.imported",
            f"place:{street.id}",
            street,
            moves=(Area.REGISTER,),
        )
        _tell(session, known, places)
    for days, code, title, area_cm2 in ROOMS:
        _win_back(town, days, Room(places[code].id or 0, title, area_cm2))


@dataclass(frozen=True)
class Room:
    """A room of all owners that somebody else had taken (被占的公共用房)."""

    place_id: int
    title: str
    area_cm2: int


def _win_back(town: Town, days: int, room: Room) -> None:
    """Found, verified, and a month later the keys are handed over."""
    qin, size = town.people["qin"], Size(area_cm2=room.area_cm2)
    evidence = "规划竣工图与不动产登记簿都写明归全体业主共有。"
    with town.at(days + 30), transaction() as session:
        matter = Matter(ClaimKind.ROOM, "G08", room.title, "原建设单位", evidence, size)
        claim_id = register_claim(session, qin, room.place_id, matter).id or 0
        move_claim(session, qin, claim_id, ClaimState.VERIFIED, "街道、社区与业主代表现场核对。")
    with town.at(days), transaction() as session:
        on = day_of(town.moment(days))
        record_recovery(session, qin, claim_id, size, on, "钥匙已移交，房屋腾空。")
        move_claim(session, qin, claim_id, ClaimState.RECOVERED, "已交业委会管理。")


def _tell(session: Session, known: list[Compound], places: dict[str, Place]) -> None:
    for one in known:
        place = places[one.code]
        moved(session, Area.REGISTER, place.id or 0, place.path)


def _organised(
    known: list[Compound], places: dict[str, Place], today: date, chance: random.Random
) -> Iterator[Organisation]:
    """A branch nearly everywhere, a committee or a board nearly everywhere, some volunteers."""
    for n, one in enumerate(known):
        place = places[one.code]
        at: dict[str, Any] = {"place_id": place.id, "path": place.path}
        board = one.type != "commodity"
        elected = OrganisationKind.PROPERTY_BOARD if board else OrganisationKind.COMMITTEE
        kinds = [
            (OrganisationKind.PARTY_BRANCH, f"{one.name}党支部", one.code != NO_BRANCH),
            (elected, f"{one.name}{'物管会' if board else '业委会'}", one.code != NO_COMMITTEE),
            (OrganisationKind.VOLUNTEERS, f"{one.name}志愿服务队", n % 3 == 0),
            (OrganisationKind.SUPERVISORS, f"{one.name}监督委员会", n % 4 == 0),
        ]
        for kind, name, there in kinds:
            founded = today - timedelta(days=chance.randrange(120, TWO_YEARS))
            people = chance.randrange(5, 12)
            if there:
                yield Organisation(**at, kind=kind, name=name, founded_on=founded, people=people)


def _looked_after(known: list[Compound], places: dict[str, Place]) -> Iterator[GridPost]:
    """Each community is divided into grids of about 400 homes."""
    for code, name in COMMUNITIES.items():
        homes = sum(one.homes for one in known if one.community == code)
        if code not in places or not homes:
            continue
        place, grids = places[code], max(1, round(homes / HOMES_A_GRID))
        at: dict[str, Any] = {"place_id": place.id, "path": place.path}
        for n in range(grids):
            of = homes // grids + (1 if n < homes % grids else 0)
            short = name.removesuffix("社区")
            yield GridPost(
                **at, name=f"{short}第{n + 1}网格", households=of, workers=1, volunteers=2 + n
            )


def _orders(
    known: list[Compound], places: dict[str, Place], today: date, chance: random.Random
) -> Iterator[WorkOrder]:
    weights = [one.homes**0.5 * BADLY_SERVED.get(one.code, 1) for one in known]
    for n in range(round(YEAR * A_DAY)):
        received = today - timedelta(days=YEAR - int(n / A_DAY))
        (one,) = chance.choices(known, weights)
        yield _order(places[one.code], one, received, today, (n, chance))


def _order(
    place: Place, one: Compound, received: date, today: date, draw: tuple[int, random.Random]
) -> WorkOrder:
    n, chance = draw
    (category,) = chance.choices(_CATEGORIES, _OFTEN)
    due = received + timedelta(days=chance.choice((5, 7, 10)))
    late = chance.random() < (LATE if one.code in BADLY_SERVED else SELDOM_LATE)
    took = chance.randrange(1, (due - received).days + 1)
    handled: date | None = due + timedelta(days=chance.randrange(1, 9)) if late else None
    handled = handled or received + timedelta(days=took)
    handled = handled if handled <= today else None
    on_time = handled <= due if handled else (False if due < today else None)
    asked = handled is not None and chance.random() < ASKED_BACK
    return WorkOrder(
        number=f"GD{received:%Y%m%d}-{n + 1:04d}",
        place_id=place.id or 0,
        path=place.path,
        title=chance.choice(TITLES[category]),
        category=category,
        source=chance.choices(tuple(OrderSource), (6, 5, 1, 4))[0],
        received_on=received,
        due_on=due,
        handled_on=handled,
        on_time=on_time,
        satisfied=chance.random() < (0.55 if late else 0.94) if asked else None,
        cost_fen=chance.choice((0, 0, chance.randrange(2_000, 300_000))),
        created_at=_nine(received),
    )


def _disputes(
    known: list[Compound], places: dict[str, Place], today: date, chance: random.Random
) -> Iterator[Dispute]:
    weights = [one.homes**0.5 for one in known]
    for n in range(160):
        raised = today - timedelta(days=TWO_YEARS - round(n * TWO_YEARS / 160))
        (one,) = chance.choices(known, weights)
        place = places[one.code]
        settled = raised + timedelta(days=chance.randrange(2, 45))
        fate = chance.random()
        state = DisputeState.REFERRED if fate > REFERRED else DisputeState.SETTLED
        if settled > today or fate < STILL_OPEN:
            state = DisputeState.OPEN
        yield Dispute(
            place_id=place.id or 0,
            path=place.path,
            title=chance.choice(QUARRELS),
            category=chance.choices(_CATEGORIES, _OFTEN)[0],
            state=state,
            raised_on=raised,
            settled_on=settled if state is DisputeState.SETTLED else None,
            created_at=_nine(raised),
        )


def _notes(places: dict[str, Place], today: date) -> Iterator[ChartNote]:
    street = places["zhelu"]
    told = (
        (197, "第二期红黑榜公布", "Second red and black list"),
        (120, "工单办理期限缩短到 5 至 10 天", "Orders are due in 5 to 10 days"),
    )
    for days, words, english in told:
        yield ChartNote(
            place_id=street.id or 0,
            path=street.path,
            day=today - timedelta(days=days),
            words=words,
            words_en=english,
        )


def _nine(day: date) -> datetime:
    return datetime.combine(day, time(9), SHANGHAI)
