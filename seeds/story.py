"""Things that happen to a topic, told in a line each and done through the services (演示情节)."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import func
from sqlmodel import col, select

from db.session import transaction
from models.base import clock_at
from models.choice import Choice, Regime
from models.meeting import MeetingKind, MeetingOutcome
from models.motion import Motion, VoterUnit
from models.place import Place
from models.topic import Category
from rules.calendar import SHANGHAI, day_of
from rules.meeting import Call
from rules.motion import Terms
from rules.permission import Visitor
from seeds.names import invented
from services import walk
from services.approval import approve
from services.meeting.attendance import enter_by_hand
from services.meeting.calling import call_meeting
from services.meeting.minutes import Conclusion, file_minutes
from services.motion.deciding import decide_motion
from services.motion.opening import open_motion
from services.motion.putting import put_motion
from services.motion.stack import Paper, enter_papers
from services.topic.proposing import propose
from services.topic.support import endorse
from services.trail import HOUSE

DAY = timedelta(days=1)


@dataclass
class Town:
    """Where and with whom the stories happen, and what day it is today (演示社区)."""

    today: datetime
    compound: Place
    people: dict[str, Visitor]
    chair: str  # of the council
    committee: str  # of the owners

    def moment(self, days_ago: int, hour: int = 10) -> datetime:
        """An hour of the day that lies ``days_ago`` back."""
        on = day_of(self.today) - days_ago * DAY
        return datetime.combine(on, time(hour), SHANGHAI)

    def at(self, days_ago: int, hour: int = 10) -> AbstractContextManager[None]:
        """The clock stopped at that hour."""
        return clock_at(self.moment(days_ago, hour))

    def neighbours(self, n: int, skip: int = 0) -> list[Visitor]:
        """``n`` residents of 枫园小区."""
        names = sorted(name for name in self.people if name.startswith("neighbour-"))
        return [self.people[name] for name in names[skip : skip + n]]


def raise_topic(town: Town, days_ago: int, who: str, title: str, body: str, kind: Category) -> int:
    """Somebody proposes."""
    with town.at(days_ago, 9), transaction() as session:
        place_id = town.compound.id or 0
        return propose(session, town.people[who], place_id, title, body, kind).id or 0


def support(town: Town, days_ago: int, topic_id: int, n: int, skip: int = 0) -> None:
    """Neighbours support it."""
    with town.at(days_ago, 11), transaction() as session:
        for neighbour in town.neighbours(n, skip):
            endorse(session, neighbour, topic_id)


def accept(town: Town, days_ago: int, topic_id: int, reason: str) -> None:
    """The council accepts it, at the gate that waits for approval."""
    decide(town, days_ago, topic_id, town.chair, True, reason)


def decide(town: Town, days_ago: int, topic_id: int, who: str, approved: bool, reason: str) -> None:
    """A named role says yes or no."""
    with town.at(days_ago, 15), transaction() as session:
        topic = walk.the_topic(session, topic_id)
        kinds = [kept["kind"] for kept in topic.standing]
        gate = next(i for i, kind in enumerate(kinds) if kind in ("approval", "two_persons"))
        approve(session, town.people[who], topic_id, gate, approved, reason)


def call(
    town: Town, announced: int, held: int, topic_ids: list[int], title: str, kind: MeetingKind
) -> int:
    """The council calls a meeting."""
    starts = town.moment(held, 19)
    said = Call(
        kind=kind,
        title=title,
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        due_count=15,
        venue="小区党群服务站",
    )
    with town.at(announced, 16), transaction() as session:
        chair = town.people[town.chair]
        return call_meeting(session, chair, town.compound.id or 0, said, topic_ids).id or 0


def hold(town: Town, held: int, meeting_id: int, topic_ids: list[int], minutes: str) -> None:
    """Twelve of fifteen come; the minutes say that it may go on."""
    with town.at(held, 19), transaction() as session:
        for n in range(12):
            enter_by_hand(session, town.people[town.chair], meeting_id, invented(n + 200))
    with town.at(held, 22), transaction() as session:
        said = Conclusion(MeetingOutcome.PROCEED, "同意提交表决")
        said_of = dict.fromkeys(topic_ids, said)
        file_minutes(session, town.people[town.chair], meeting_id, minutes, said_of)


def put(
    town: Town, announced: int, opens: int, closes: int, topic_id: int, question: str, matter: int
) -> int:
    """The owners' committee puts the question under Civil Code 278."""
    terms = Terms(Regime.OWNERS, town.moment(opens, 0), town.moment(closes, 20), matter)
    with town.at(announced, 10), transaction() as session:
        motion_id = (
            put_motion(session, town.people[town.committee], topic_id, question, terms).id or 0
        )
    if opens >= 0:
        with town.at(opens, 1), transaction() as session:
            open_motion(session, motion_id)
    return motion_id


def answer(town: Town, days_ago: int, motion_id: int, answers: list[Choice]) -> None:
    """A stack of paper ballots is entered, one head after the other in the order of the roll."""
    with town.at(days_ago, 14), transaction() as session:
        labels = session.exec(
            select(func.min(VoterUnit.label))
            .where(VoterUnit.motion_id == motion_id)
            .group_by(col(VoterUnit.voter_id))
            .order_by(col(VoterUnit.voter_id))
        ).all()
        papers = [
            Paper(label, choice, f"书面票第 {n} 号")
            for n, (label, choice) in enumerate(zip(labels, answers), 1)
        ]
        enter_papers(session, town.people[town.committee], motion_id, papers)


def count(town: Town, days_ago: int, motion_id: int) -> Motion:
    """The vote closes and is counted."""
    with town.at(days_ago, 21), transaction() as session:
        return decide_motion(session, HOUSE, motion_id)


def look_again(town: Town, days_ago: int, topic_id: int) -> None:
    """The clock passes by, and moves what its hour has come for."""
    with town.at(days_ago, 23), transaction() as session:
        walk.refresh(session, HOUSE, walk.the_topic(session, topic_id))
