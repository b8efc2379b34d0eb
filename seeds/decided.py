"""Two matters that cost and bring money: one by 五民, one by 四议两公开 (演示：广告与滑梯)."""

from dataclasses import replace
from datetime import date, timedelta

from db.session import transaction
from models.choice import Choice
from models.meeting import MeetingKind
from rules.calendar import day_of
from rules.spending.request import Request
from seeds import story, stretch
from seeds.story import Town
from seeds.treasury import Paying, Treasury
from services.benefit.publishing import Delivered, publish_benefit
from services.spending.asking import ask_spending
from services.spending.publishing import publish_spending

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN


def advertising(town: Town, ago: int, topic: int) -> None:
    """The decided matter is carried out, rated and shared, like any other."""
    stretch.carry_out(town, ago, topic, "与广告公司重新签约", 100_000)
    scores = [5, 5, 4, 5, 4, 5, 5]
    stretch.rate_it(town, ago - 10, topic, scores, ("早该这样", "收入看得见了", "支持"))
    story.look_again(town, ago - 17, topic)
    with town.at(ago - 18), transaction() as session:
        done = day_of(town.moment(ago - 8))
        said = Delivered(
            title="电梯广告收入归业主",
            summary="八台电梯的广告重新签约，每季度 15,000 元进入公共收益专户。",
            delivered_by="业主委员会",
            done_on=done,
            due_on=done + timedelta(days=5),
            households=239,
            cost_fen=40_000,
        )
        publish_benefit(session, town.people["lin"], topic, said, (), None)


def slide(books: Treasury, begins: date) -> None:
    """四议两公开: the branch proposes, the councils consult, members review, owners resolve."""
    town, people = books.town, books.town.people

    def ago(n: int) -> int:
        """How many days ago the n-th day of the quarter was."""
        return books.ago(begins) - n + 1

    asked = Request(
        title="修理中心花园滑梯",
        reason="滑梯踏板断裂，两名孩子受过轻伤。三家报价中童乐设施最低，质保三年。",
        use="upkeep",
        head="E04",
        payee="童乐设施公司",
        asked_fen=28_600_00,
    )
    with town.at(ago(2)), transaction() as session:
        spending = ask_spending(session, people["wu"], books.book_id, asked)
        spending_id, topic = spending.id or 0, spending.topic_id
    story.decide(town, ago(3), topic, "shi", True, "支部会研究，同意提议")
    for who in ("lin", "wu"):
        story.decide(town, ago(4), topic, who, True, "两委商议，同意")
    called = replace(town, chair="shi")
    meeting = story.call(called, ago(5), ago(10), [topic], "滑梯维修党员大会", MeetingKind.BRANCH)
    story.hold(called, ago(10), meeting, [topic], "到会党员审议了三家报价，一致同意。")
    question = "是否同意使用公共收益 28,600 元修理中心花园滑梯？"
    announced, opens, closes = (ago(n) for n in (11, 27, 37))
    motion = story.put(town, announced, opens, closes, topic, question, 9)
    answers = ([FOR] * 8 + [AGAINST] + [ABSTAIN]) * 30
    story.answer(town, ago(30), motion, answers[:215])
    story.count(town, ago(37), motion)
    stretch.carry_out(town, ago(60), topic, "更换踏板、加固扶手", 28_660_00)
    _paid_and_told(books, begins, spending_id, topic)


def _paid_and_told(books: Treasury, begins: date, spending_id: int, topic: int) -> None:
    """Paid as decided; what came of it is published, and the topic ends."""
    town, people = books.town, books.town.people

    def ago(n: int) -> int:
        """How many days ago the n-th day of the quarter was."""
        return books.ago(begins) - n + 1

    said = Paying(
        begins + timedelta(days=74),
        28_600_00,
        "Expenses:E04",
        "童乐设施公司",
        "修理中心花园滑梯",
        "FP-0375",
    )
    books.pay(said, spending_id=spending_id)
    with town.at(ago(78)), transaction() as session:
        text = "滑梯已修好并验收，按决议支付 28,600 元，质保三年。"
        publish_spending(session, people["lin"], spending_id, text)
    with town.at(ago(79)), transaction() as session:
        done = begins + timedelta(days=67)
        told = Delivered(
            title="中心花园滑梯修好了",
            summary="踏板和扶手全部更换，业委会和党支部到场验收，质保三年。",
            delivered_by="童乐设施公司、业主委员会",
            done_on=done,
            due_on=done + timedelta(days=2),
            households=239,
            cost_fen=28_600_00,
        )
        publish_benefit(session, people["lin"], topic, told, (), None)
