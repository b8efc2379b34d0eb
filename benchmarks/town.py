"""A compound of 1,291 homes with a topic in every step (样本小区), all of it done by the services.

What the benchmarks of pages measure begins here; ``benchmarks.crowd`` makes many of it.
"""

from dataclasses import dataclass

from sqlmodel import Session, col, insert, select

from benchmarks.ballots import UNITS, compound
from db import session as database
from models.base import now
from models.choice import Choice, Regime
from models.meeting import MeetingKind
from models.member import Grant, Role
from models.motion import Voter, VoterOwner
from models.place import Place
from models.roll import Owner, Ownership, Unit
from models.sign_in import SignInSession
from models.statement import Stance
from models.topic import Category
from rules.calendar import day_of
from rules.motion import Terms
from seeds import story
from seeds.story import Town
from seeds.stretch import carry_out, rate_it
from services.benefit.publishing import Delivered, publish_benefit
from services.motion.casting import cast_ballot
from services.motion.opening import open_motion
from services.motion.putting import put_motion
from services.procedure.shipping import ship
from services.sign_in import digest
from services.statement import answer as take_a_stance
from services.statement import say_something
from services.visitor import visitor

VOTERS = 500  # owners with an account
OFFICIALS = {"lin": Role.COUNCIL, "wu": Role.COMMITTEE, "ma": Role.MANAGER}
SUPPORTERS = 66  # 5 % of 1,291 is 64.55
LISTENERS = 12


@dataclass(frozen=True)
class Settled:
    """What the measurements need to know of it (样本)."""

    place_id: int
    path: str
    voting: int  # the topic with the open motion
    originals: tuple[int, ...]  # one topic of every kind, to be multiplied
    members: tuple[int, ...]  # owners who live here and have not voted yet


def settle() -> Settled:
    """Fill the house that this process lives in: the compound, its people, their stories."""
    with database.transaction() as session:
        ship(session)
        place, members = compound(session, UNITS, VOTERS)
        _grant(session, place, members)
    with database.glance() as session:
        names = [*OFFICIALS, *(f"neighbour-{n:03}" for n in range(len(OFFICIALS), VOTERS))]
        people = {name: visitor(session, one) for name, one in zip(names, members)}
    people["zhou"] = people["neighbour-003"]
    town = Town(now(), place, people, chair="lin", committee="wu")
    voting = _being_voted_on(town)
    originals = (*_on_the_way(town), *_decided(town))
    path, place_id = place.path, place.id or 0
    return Settled(place_id, path, voting, originals, tuple(members[VOTERS // 2 :]))


def _grant(session: Session, place: Place, members: list[int]) -> None:
    """The first three serve (the first has its grant already), all others live in their homes."""
    for member_id, role in list(zip(members, OFFICIALS.values()))[1:]:
        session.add(Grant(member_id=member_id, role=role, place_id=place.id or 0))
    homes = session.exec(
        select(Owner.member_id, Unit.place_id)
        .join(Ownership, col(Ownership.owner_id) == Owner.id)
        .join(Unit, col(Unit.id) == Ownership.unit_id)
        .where(col(Owner.member_id).in_(members[len(OFFICIALS) :]))
    )
    rows = [
        {"member_id": member, "role": Role.RESIDENT, "place_id": home, "created_at": now()}
        for member, home in homes
    ]
    session.execute(insert(Grant), rows)


def cookies(members: tuple[int, ...]) -> list[str]:
    """One browser signed in for each of ``members``: their cookies."""
    made = [f"benchmark-{member}" for member in members]
    rows = [
        {
            "cookie_hash": digest(cookie),
            "member_id": member,
            "token_version": 0,
            "browser": "",
            "seen_at": now(),
            "created_at": now(),
        }
        for cookie, member in zip(made, members)
    ]
    with database.transaction() as session:
        session.execute(insert(SignInSession), rows)
    return made


def _raised(town: Town, ago: int, title: str, kind: Category, supporters: int) -> int:
    body = f"{title}：邻居们已经反映多次，希望大家一起商量一个办法，尽快解决。"
    topic = story.raise_topic(town, ago, "zhou", title, body, kind)
    story.support(town, ago, topic, supporters)
    return topic


def _accepted(town: Town, ago: int, title: str, kind: Category) -> int:
    topic = _raised(town, ago, title, kind, SUPPORTERS)
    story.accept(town, ago, topic, "属于小区公共事务，同意受理")
    return topic


def _discussed(town: Town, ago: int, title: str, kind: Category) -> int:
    topic = _accepted(town, ago, title, kind)
    _argued(town, ago, topic)
    called = (f"{title}议事会", MeetingKind.COUNCIL)
    meeting = story.call(town, ago - 1, ago - 8, [topic], *called)
    story.hold(town, ago - 8, meeting, [topic], f"会议讨论了“{title}”，同意提交表决。")
    return topic


def _on_the_way(town: Town) -> tuple[int, ...]:
    """Before the vote."""
    waits = _accepted(town, 12, "楼道堆物清理", Category.SAFETY)
    called = _accepted(town, 13, "加装电梯怎么分摊", Category.LIFT)
    story.call(town, 1, -6, [called], "加装电梯议事会", MeetingKind.STOOL)
    return (
        _raised(town, 1, "东门夜间停车混乱", Category.PARKING, 20),
        _raised(town, 2, "儿童滑梯破损", Category.REPAIR, SUPPORTERS),
        waits,
        called,
        _discussed(town, 20, "公共收益怎么用", Category.REVENUE),
        _discussed(town, 21, "文明养宠公约", Category.PETS),
    )


def _decided(town: Town) -> tuple[int, ...]:
    """After the vote, which the committee took: one at work, one rated, one to share, one done."""
    working = _passed(town, 60, "新建电动车充电棚", Category.SAFETY)
    rated = _passed(town, 61, "补种中心花园绿化", Category.GREEN)
    carry_out(town, 20, rated, "补种草坪、安装护栏", 900_000)
    rate_it(town, 3, rated, [5, 4, 3], ("比以前好多了",))
    shared = [
        _passed(town, 62 + n, title, Category.GREEN)
        for n, title in enumerate(("垃圾分类亭改造", "路灯维修"))
    ]
    for topic in shared:
        carry_out(town, 30, topic, "施工", 4_860_000)
        rate_it(town, 18, topic, [5, 5, 4, 4, 5, 3], ("干净，没有异味了", "晚上亮堂了"))
        story.look_again(town, 10, topic)
    with town.at(5), database.transaction() as session:
        done = day_of(town.moment(8))
        said = Delivered("路灯亮了", "全部路灯已修复。", "安居物业", done, done, 1_291, 4_800_000)
        publish_benefit(session, town.people["lin"], shared[-1], said)
    return (working, rated, *shared)


def _passed(town: Town, ago: int, title: str, kind: Category) -> int:
    """Decided by the owners' committee."""
    topic = _discussed(town, ago, title, kind)
    opens, closes = town.moment(ago - 10, 0), town.moment(ago - 18, 20)
    with town.at(ago - 9), database.transaction() as session:
        terms = Terms(Regime.COMMITTEE, opens, closes)
        question = f"是否同意{title}的方案？"
        motion = put_motion(session, town.people["wu"], topic, question, terms).id or 0
    with town.at(ago - 10, 1), database.transaction() as session:
        open_motion(session, motion)
    with town.at(ago - 15), database.transaction() as session:
        head = session.exec(select(Voter.id).where(Voter.motion_id == motion)).one() or 0
        cast_ballot(session, town.people["wu"], motion, head, Choice.FOR)
    story.count(town, ago - 18, motion)
    story.look_again(town, ago - 28, topic)
    return topic


def _being_voted_on(town: Town) -> int:
    """The owners of 1,291 homes are asked, and 400 have answered."""
    topic = _discussed(town, 40, "更换物业服务企业", Category.PROPERTY)
    motion = story.put(town, 25, 9, -20, topic, "是否更换物业服务企业？", 4)
    with town.at(4), database.transaction() as session:
        owned = session.exec(
            select(Owner.member_id, VoterOwner.voter_id)
            .join(VoterOwner, col(VoterOwner.owner_id) == Owner.id)
            .where(VoterOwner.motion_id == motion, col(Owner.member_id).is_not(None))
        )
        heads = dict(owned.all())
        first = [people for people in town.neighbours(VOTERS // 2) if people.member_id in heads]
        for n, neighbour in enumerate(first):
            choice = (Choice.FOR, Choice.FOR, Choice.AGAINST, Choice.ABSTAIN)[n % 4]
            cast_ballot(session, neighbour, motion, heads[neighbour.member_id], choice)
    return topic


def _argued(town: Town, ago: int, topic: int) -> None:
    """What people say about it, and who agrees."""
    with town.at(ago, 17), database.transaction() as session:
        texts = ("物业费收支要先公开。", "先谈整改，再谈更换。", "新公司要由大家来选。")
        writers = town.neighbours(len(texts), 20)
        said = [
            say_something(session, who, topic, text).id or 0 for who, text in zip(writers, texts)
        ]
        for i, neighbour in enumerate(town.neighbours(LISTENERS, 40)):
            for j, statement in enumerate(said):
                take_a_stance(session, neighbour, statement, list(Stance)[(i + j) % 3])
