"""清河里: the Minhang decision of 2021 as published (case 1), and a topic in six matters.

Of 1,291 heads 417 were for, 278 against, 8 abstained; 584 had their paper and kept silent;
4 were never reached. Strictly there was no quorum; the rules of procedure join silence to
the majority, and a court upheld it.
"""

from sqlmodel import col, select

from db.session import transaction
from models.choice import Choice
from models.meeting import MeetingKind
from models.motion import VoterUnit
from models.place import VotingRule
from models.topic import Category, Topic, TopicState
from seeds.story import Town, accept, answer, call, count, hold, put, raise_topic
from services.motion.delivery import record_delivery
from services.topic.ending import merge
from services.topic.support import endorse

FOR, AGAINST, ABSTAIN, SILENT = 417, 278, 8, 584
SUPPORTERS = 66  # with the proposer 67: 5 % of 1,291 is 64.55


def tell(town: Town) -> None:
    """The decided vote, then a topic that walks another procedure."""
    topic = raise_topic(
        town,
        90,
        "wai",
        "更换物业服务企业",
        "现物业合同到期，服务多次被投诉。业委会建议选聘新的物业服务企业。",
        Category.PROPERTY,
    )
    with town.at(89), transaction() as session:
        endorse(session, town.people["wai"], topic)
        for n in range(SUPPORTERS):
            endorse(session, town.people[f"qinghe-{n + 1:02d}"], topic)
    accept(town, 88, topic, "合同年底到期，事关全体业主，同意受理")
    _join(town, 86, topic)
    meeting = call(town, 85, 80, [topic], "物业选聘业主会议", MeetingKind.COUNCIL)
    hold(town, 80, meeting, [topic], "会议介绍了三家候选企业的方案和报价，同意提交业主共同决定。")
    motion = put(town, 79, 60, 30, topic, "是否同意选聘和顺物业服务有限公司？", 4)
    _deliver(town, 50, motion)
    answer(town, 45, motion, _answers())
    count(town, 30, motion)
    with town.at(20), transaction() as session:
        rule = session.exec(select(VotingRule).where(VotingRule.place_id == town.compound.id)).one()
        rule.procedure_code = "liushi"
        session.add(rule)
    raise_topic(
        town,
        6,
        "wai",
        "清河里路灯维修",
        "7 号楼到 9 号楼之间的路灯坏了五盏，晚上老人走路不安全。",
        Category.REPAIR,
    )


def _join(town: Town, days_ago: int, topic: int) -> None:
    """What the black list put before the owners is the same matter."""
    with town.at(days_ago), transaction() as session:
        listed = select(Topic.id).where(
            Topic.compound_id == town.compound.id,
            Topic.state == TopicState.OPEN,
            Topic.category == Category.PROPERTY,
            Topic.id != topic,
        )
        for other in session.exec(listed).all():
            reason = "两期黑榜提出的去留问题，与“更换物业服务企业”是同一件事，一并商议。"
            merge(session, town.people[town.chair], other or 0, topic, reason)


def _answers() -> list[Choice]:
    """The three answers spread evenly over the buildings, so that areas follow heads."""
    total = FOR + AGAINST + ABSTAIN
    answers: list[Choice] = []
    given = dict.fromkeys(Choice, 0)
    wanted = {Choice.FOR: FOR, Choice.AGAINST: AGAINST, Choice.ABSTAIN: ABSTAIN}
    for n in range(1, total + 1):
        choice = max(wanted, key=lambda c: wanted[c] * n - given[c] * total)
        given[choice] += 1
        answers.append(choice)
    return answers


def _deliver(town: Town, days_ago: int, motion_id: int) -> None:
    """Paper reached everybody but the last four."""
    with town.at(days_ago), transaction() as session:
        labels = session.exec(
            select(VoterUnit.label)
            .where(VoterUnit.motion_id == motion_id)
            .order_by(col(VoterUnit.voter_id))
        ).all()
        reached = labels[: FOR + AGAINST + ABSTAIN + SILENT]  # each owns one home
        how = "楼组长上门送达并签收"
        record_delivery(session, town.people[town.committee], motion_id, reached, how)
