"""枫园小区: topics in every step, some late, some failed (演示议题)."""

from sqlmodel import select

from db.session import transaction
from models.meeting import MeetingKind
from models.statement import Stance
from models.topic import Category, Topic
from rules.calendar import day_of
from seeds.story import (
    Town,
    answer,
    call,
    count,
    decide,
    look_again,
    put,
    raise_topic,
    support,
)
from seeds.stretch import (
    ABSTAIN,
    AGAINST,
    DAY,
    FOR,
    THRESHOLD,
    carry_out,
    passed,
    rate_it,
    to_decision,
    to_discussion,
)
from services.benefit.publishing import Delivered, publish_benefit
from services.covenant import Words
from services.statement import answer as take_a_stance
from services.statement import say_something
from services.task.giving import give_task
from services.task.progress import finish_task
from services.topic.ending import merge

STANCES = (Stance.AGREE, Stance.AGREE, Stance.DISAGREE, Stance.PASS)


def tell(town: Town) -> None:
    """All the stories of this compound."""
    _being_raised(town)
    _being_discussed(town)
    _being_voted_on(town)
    _being_carried_out(town)
    _being_rated(town)
    _shared(town)
    _failed(town)
    _reopened(town)
    _declined_and_merged(town)


def _being_raised(town: Town) -> None:
    parking = raise_topic(
        town,
        3,
        "chen",
        "小区东门夜间停车混乱",
        "晚上八点以后，东门两侧消防通道停满了车，救护车和消防车进不来。希望划出禁停线，夜间有人劝导。",
        Category.PARKING,
    )
    support(town, 2, parking, 7)
    slide = raise_topic(
        town,
        12,
        "zhou",
        "儿童滑梯破损",
        "中心花园的滑梯台阶断了两级，扶手松动，已经有孩子划伤。请尽快维修或更换。",
        Category.REPAIR,
    )
    support(town, 9, slide, THRESHOLD + 3)


def _being_discussed(town: Town) -> None:
    lift = to_discussion(
        town,
        15,
        "3 号楼加装电梯",
        "3 号楼有 11 户住着 70 岁以上的老人，上下楼很难。想请大家商量电梯装在哪里、费用怎么分摊。",
        Category.LIFT,
    )
    call(town, 1, -4, [lift], "3 号楼加装电梯议事会", MeetingKind.STOOL)
    with town.at(6), transaction() as session:
        texts = (
            "低层住户也应当受到照顾，比如不分摊费用。",
            "电梯的噪声和采光要先请设计单位说明。",
            "费用按楼层递增分摊比较公平。",
        )
        writers = ("chen", "sun", "he")
        said = [
            say_something(session, town.people[who], lift, text).id or 0
            for who, text in zip(writers, texts)
        ]
        for i, neighbour in enumerate(town.neighbours(9)):
            for j, statement in enumerate(said):
                stance = (Stance.AGREE, Stance.AGREE, Stance.DISAGREE, Stance.PASS)[
                    (i * (j + 1)) % 4
                ]
                take_a_stance(session, neighbour, statement, stance)
    to_discussion(
        town,
        75,
        "楼道堆物清理",
        "各楼道堆放纸箱、旧家具和电动车，消防检查已两次提醒。希望商量一个清理办法和以后怎么管。",
        Category.SAFETY,
    )


def _being_voted_on(town: Town) -> None:
    yard = to_decision(
        town,
        48,
        "公共收益修游乐场",
        "用小区公共收益更换滑梯和地垫，预算 28,000 元，质保三年。",
        Category.REVENUE,
    )
    motion = put(town, 26, 9, -6, yard, "是否同意使用公共收益 28,000 元更换儿童游乐设施？", 9)
    answers = ([FOR] * 6 + [AGAINST] + [FOR] * 2 + [ABSTAIN]) * 12
    answer(town, 4, motion, answers[:118])


def _being_carried_out(town: Town) -> None:
    shed = passed(
        town,
        80,
        "新建电动车充电棚",
        "在 5 号楼北侧空地建 60 个车位的充电棚，杜绝飞线充电。预算 48,600 元。",
        Category.SAFETY,
        "是否同意在 5 号楼北侧建设电动车充电棚？",
        9,
    )
    today = day_of(town.today)
    with town.at(32), transaction() as session:
        wu = town.people["wu"]
        ground = give_task(
            session, wu, shed, "平整场地、铺设电缆", "安居物业", today - 12 * DAY, 1_200_000
        )
        give_task(session, wu, shed, "棚体安装和充电桩调试", "安居物业", today - 3 * DAY, 3_660_000)
        ground_id = ground.id or 0
    with town.at(14), transaction() as session:
        text = "场地已平整，电缆铺设完成，等待棚体进场。"
        finish_task(session, town.people["ma"], ground_id, today - 14 * DAY, 1_180_000, text)


def _being_rated(town: Town) -> None:
    pets = passed(
        town,
        72,
        "文明养宠公约",
        "遛狗牵绳、及时清便、避开早晚高峰乘电梯。设两处宠物便袋箱。",
        Category.PETS,
        "是否同意《枫园小区文明养宠公约》？",
        2,
    )
    carry_out(town, 12, pets, "安装宠物便袋箱、张贴公约", 360_000)
    rate_it(
        town,
        3,
        pets,
        [5, 4, 5, 4, 3, 5, 4, 2, 5],
        ("便袋箱很方便", "比以前干净多了", "希望再加两处"),
    )


def _shared(town: Town) -> None:
    bins = passed(
        town,
        130,
        "垃圾分类亭改造",
        "把露天垃圾桶改成带雨棚、洗手池和监控的分类亭两座。",
        Category.GREEN,
        "是否同意使用公共收益改造垃圾分类亭？",
        9,
    )
    carry_out(town, 72, bins, "两座分类亭施工", 4_860_000)
    rate_it(
        town,
        60,
        bins,
        [5, 5, 4, 4, 5, 5, 3, 4, 5, 4],
        ("干净，没有异味了", "洗手很方便", "灯还可以再亮一点"),
    )
    look_again(town, 54, bins)
    with town.at(50), transaction() as session:
        done = day_of(town.moment(64))
        said = Delivered(
            title="两座垃圾分类亭建成",
            summary="东、西门各建成一座带雨棚、洗手池和监控的分类亭，原有 14 个露天桶全部撤除。",
            delivered_by="安居物业、业主委员会",
            done_on=done,
            due_on=done + 2 * DAY,
            households=239,
            cost_fen=4_800_000,
        )
        words = Words(
            "垃圾分类投放公约",
            "一、每天 7:00 至 9:00、18:00 至 20:00 定时投放。\n"
            "二、厨余垃圾破袋投放。\n三、大件垃圾先预约再清运。",
            day_of(town.moment(50)),
        )
        publish_benefit(session, town.people["lin"], bins, said, (), words)


def _failed(town: Town) -> None:
    garage = to_decision(
        town,
        95,
        "地下车库对外出租",
        "把地下车库空闲的 20 个车位按月租给周边上班的人，收入归全体业主。",
        Category.REVENUE,
    )
    motion = put(town, 74, 58, 45, garage, "是否同意利用地下车库公共车位对外出租？", 8)
    answers = ([FOR] * 6 + [AGAINST] * 3 + [ABSTAIN]) * 30
    answer(town, 50, motion, answers[:205])
    count(town, 45, motion)


def _reopened(town: Town) -> None:
    green = passed(
        town,
        110,
        "中心花园补种绿化",
        "中心花园踩秃的草坪重新补种，加装矮护栏。",
        Category.GREEN,
        "是否同意使用公共收益补种中心花园绿化？",
        9,
    )
    carry_out(town, 50, green, "补种草坪、安装护栏", 900_000)
    rate_it(town, 40, green, [2, 1, 3, 2, 4], ("种下去一个月又枯了", "护栏已经松动", "没有人浇水"))


def _declined_and_merged(town: Town) -> None:
    mast = raise_topic(
        town,
        30,
        "chen",
        "拆除小区旁的移动基站",
        "担心辐射，希望把小区北墙外的基站拆掉。",
        Category.OTHER,
    )
    reason = "基站在小区红线以外，属于市政设施；已请运营商 12 月 5 日来做现场检测并公布结果。"
    decide(town, 27, mast, "lin", False, reason)
    gate = raise_topic(
        town,
        2,
        "sun",
        "东门晚上停车太乱",
        "晚上回家东门根本开不进去，两边都停满了。",
        Category.PARKING,
    )
    with town.at(1), transaction() as session:
        first = session.exec(select(Topic.id).where(Topic.title == "小区东门夜间停车混乱")).one()
        merge(session, town.people["lin"], gate, first or 0, "与“小区东门夜间停车混乱”是同一件事")
    look_again(town, 0, first or 0)
