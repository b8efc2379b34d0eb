"""One neighbourhood in which every act can be tried, and everybody who might try it (权限样本).

Whatever an act needs is there already: a topic in each step, a vote that is open, a meeting
that goes on, a roll that was imported. So what refuses an attempt is the right and nothing else.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from models.base import clock_at, now
from models.choice import Regime
from models.meeting import Attendance, Meeting, MeetingKind
from models.member import Grant, Member, Role
from models.motion import Motion, Voter
from models.photo import Photo
from models.place import VotingRule
from models.procedure import Procedure, ProcedureVersion, Step, VersionState
from models.sign_in import SignInSession
from models.task import Task
from models.topic import Endorsement
from rules.meeting import Call
from rules.permission import STRANGER, Held, Visitor
from services.covenant import Words, enter_covenant
from services.meeting.attendance import open_check_in
from services.meeting.calling import call_meeting
from services.member import close_account
from services.motion import Authority, cast_ballot, open_motion, put_motion, record_proxy
from services.procedure.drafting import copy_for, draft_of
from services.roll.importing import Upload, import_roll
from services.statement import hide, say_something
from services.task.giving import give_task
from services.task.progress import finish_task
from services.topic.proposing import propose
from services.trail import HOUSE
from services.visitor import visitor
from tests.agenda import procedure, topic_at
from tests.ballot_box import DAY, FOR, deciding, head_of, rules_of, terms
from tests.neighbourhood import Neighbourhood, found
from tests.rolls import table
from tests.stage import at_step, decided, raised, reported

EVERY_ROLE = (Role.COUNCIL, Role.COMMITTEE, Role.SECRETARY, Role.MANAGER, Role.ADMINISTRATOR)
ELSEWHERE = "qinghe"  # another compound of the same community
HOUR = timedelta(hours=1)


@dataclass
class Situation:
    """The neighbourhood, its people, and the row number of each thing by its name."""

    here: Neighbourhood
    moment: datetime
    people: dict[str, Visitor] = field(default_factory=dict)
    at: dict[str, int] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> int:
        """``situation.raised`` is the id of the topic that was just raised."""
        try:
            return self.__dict__["at"][name]
        except KeyError:
            raise AttributeError(name) from None


def arranged(session: Session) -> Situation:
    """Everything, in a settled house, and the moment at which it is to be tried."""
    here = found(session)
    motion = _votes(session, here, made := Situation(here, now()))
    made.moment = motion.opens_at + HOUR
    with clock_at(made.moment - DAY):
        _people(session, made)
        _topics(session, made)
        _texts(session, made)
        _roll(session, made)
        _meetings(session, made)
    return made


def _people(session: Session, made: Situation) -> None:
    """The personas, and those who come with rights that they no longer, or never, had."""
    here = made.here
    made.people = {name: visitor(session, m.id) for name, m in here.members.items()}
    made.people["stranger"] = STRANGER
    authority = tuple(Held(role, here.fengyuan.id or 0, "/") for role in Role)
    made.people["forger"] = replace(made.people["wai"], held=authority)
    made.people["bei"] = _newcomer(session, here, "bei", EVERY_ROLE, ELSEWHERE)
    for name in ("gone", "stripped"):
        made.people[name] = _newcomer(session, here, name, EVERY_ROLE, "fengyuan")
    close_account(session, HOUSE, session.get_one(Member, made.people["gone"].member_id))
    for grant in session.exec(
        select(Grant).where(Grant.member_id == made.people["stripped"].member_id)
    ):
        session.delete(grant)
    for name, who in made.people.items():
        if who.member_id is not None:
            made.at[f"browser_{name}"] = _browser(session, name, who.member_id)
    session.flush()


def _newcomer(
    session: Session, here: Neighbourhood, name: str, roles: tuple[Role, ...], place: str
) -> Visitor:
    member = Member(username=name, name=name)
    session.add(member)
    session.flush()
    for role in roles:
        session.add(Grant(member_id=member.id, role=role, place_id=here.places[place].id))
    session.flush()
    return visitor(session, member.id)


def _browser(session: Session, name: str, member_id: int) -> int:
    kept = SignInSession(cookie_hash=name, member_id=member_id, token_version=0, seen_at=now())
    session.add(kept)
    session.flush()
    return kept.id or 0


def _votes(session: Session, here: Neighbourhood, made: Situation) -> Motion:
    """An owners' vote that is open, one that all have answered, one of the city's, one to put."""
    made.at["undecided"] = deciding(session, here).id or 0
    motion = put_motion(session, here.lin, deciding(session, here).id, "是否同意更换？", terms())
    few = terms(Regime.COMMITTEE)
    small = put_motion(session, here.lin, deciding(session, here).id, "是否同意开会？", few)
    rules_of(session, here, city_system=True)
    city = put_motion(
        session,
        here.lin,
        deciding(session, here).id,
        "是否同意续聘？",
        terms(on_city_system=True),
    )
    rules_of(session, here, city_system=False)
    with clock_at(motion.opens_at):
        for each in (motion, small, city):
            open_motion(session, each.id)
        member = made.here.members["wu"].id
        made.at["wu_head"] = _head(session, small.id, f"member:{member}")
        cast_ballot(session, here.wu, small.id, made.wu_head, FOR)
        for name, label in (("zhou_head", "1-102"), ("free_head", "1-101"), ("held_head", "2-201")):
            made.at[name] = head_of(session, motion, label).id or 0
        paper = Authority("何伟", "委托书 1", holder_username="he")
        record_proxy(session, here.lin, motion.id, made.held_head, paper)
    made.at |= {"motion": motion.id or 0, "answered": small.id or 0, "city": city.id or 0}
    made.kept["closes_at"] = motion.closes_at
    return motion


def _head(session: Session, motion_id: int | None, key: str) -> int:
    found = select(Voter.id).where(Voter.motion_id == motion_id, Voter.head == key)
    return session.exec(found).one() or 0


def _topics(session: Session, made: Situation) -> None:
    """A topic in every step; everybody supports the one that is to lose supporters."""
    here = made.here
    topics = {
        "raised": raised(session, here, "东门夜间停车混乱"),
        "another": raised(session, here, "东门夜间停车太乱"),
        "supported": raised(session, here, "电梯加装请大家支持"),
        "work": decided(session, here, "更换东门道闸"),
        "rated": reported(session, here, "南门路灯修好了"),
        "shared": at_step(session, raised(session, here, "单车棚建成了"), "xiang"),
    }
    for member_id in {who.member_id for who in made.people.values()} - {None}:
        session.add(
            Endorsement(
                topic_id=topics["supported"].id,
                member_id=member_id,
                household=f"member:{member_id}",
                text_number=0,
            )
        )
    made.at |= {name: topic.id or 0 for name, topic in topics.items()}
    day = (now() + 20 * DAY).date()
    task = give_task(session, here.lin, made.work, "换道闸", "安居物业", day)
    other = give_task(session, here.lin, made.work, "清运旧道闸", "安居物业", day)
    finish_task(session, here.lin, other.id, now().date(), 0)
    made.at |= {"task": _id(task), "task_done": _id(other)}
    made.at |= {"form": _asking(session, here), "posted": _unposted(session, here)}


def _id(row: Task) -> int:
    return row.id or 0


def _asking(session: Session, here: Neighbourhood) -> int:
    """A topic whose step asks the council to fill in a form."""
    fields = [{"code": "why", "label": "理由", "kind": "text", "required": True}]
    gates = [{"kind": "work"}]
    return _walking(session, here, "asking", {"fields": fields, "gates": gates})


def _unposted(session: Session, here: Neighbourhood) -> int:
    """A topic that waits for somebody to post what was decided."""
    return _walking(session, here, "posting", {"gates": [{"kind": "notice", "days": 7}]})


def _walking(session: Session, here: Neighbourhood, code: str, step: dict[str, Any]) -> int:
    kept = Procedure(code=code, name=code)
    session.add(kept)
    session.flush()
    version = ProcedureVersion(procedure_id=kept.id, number=1, state=VersionState.PUBLISHED)
    session.add(version)
    session.flush()
    session.add(
        Step(version_id=version.id, position=0, code="ti", name="步", actors=["council"], **step)
    )
    rule = rules_of(session, here, procedure_code=code)
    body = "请居委会在这里把事情说清楚。"
    topic = propose(session, here.chen, here.fengyuan.id, f"{code} 一件事", body, "other")
    rule.procedure_code = "wumin"
    session.add(rule)
    return topic.id or 0


def _texts(session: Session, made: Situation) -> None:
    """Statements, a covenant, a procedure with a draft, a photo."""
    here = made.here
    talked = topic_at(session, here, procedure(session))
    said = say_something(session, here.chen, talked.id, "东门应当分时停车")
    hidden = say_something(session, here.zhou, talked.id, "西门也应当分时停车")
    hide(session, here.lin, hidden.id, "与本题无关")
    words = Words("文明养宠公约", "出门牵绳，不扰邻居，随手清理。", now().date())
    covenant = enter_covenant(session, here.lin, here.fengyuan.id, words)
    shipped = session.exec(select(Procedure).where(Procedure.code == "wumin")).one()
    own = copy_for(session, here.lin, shipped.id, here.fengyuan.id, "own", "自己的")
    made.kept["draft"] = draft_of(session, here.lin, own.id)
    photo = Photo(
        about=f"topic:{made.raised}",
        path=here.fengyuan.path,
        sha256="a" * 64,
        width=1,
        height=1,
        member_id=here.members["chen"].id,
    )
    session.add(photo)
    session.flush()
    made.at |= {"talked": talked.id, "said": said.id, "hidden": hidden.id, "photo": photo.id}
    made.at |= {"covenant": covenant.id, "shipped": shipped.id, "own": own.id}
    made.kept["rule"] = session.exec(select(VotingRule)).first()


def _roll(session: Session, made: Situation) -> None:
    here = made.here
    upload = Upload("a.csv", "0" * 64, table(["9-101", "9号楼", "70", "郑九", "", "", "", ""]))
    taken = import_roll(session, here.lin, here.fengyuan.id, upload)
    made.at["imported"] = taken.id or 0


def _meetings(session: Session, made: Situation) -> None:
    """One that goes on at the moment of trying, one that is still to come."""
    here, start = made.here, made.moment - timedelta(minutes=30)
    with clock_at(made.moment - 10 * DAY):
        call = Call(MeetingKind.COUNCIL, "议事会", start, start + 2 * HOUR, 10, "凉亭")
        going_on = call_meeting(session, here.lin, here.fengyuan.id, call, [made.talked])
        later = replace(
            call, title="下次", starts_at=start + 9 * DAY, ends_at=start + 9 * DAY + HOUR
        )
        coming = call_meeting(session, here.lin, here.fengyuan.id, later, [])
    with clock_at(made.moment):
        made.kept["code"] = open_check_in(session, here.lin, going_on.id)
    made.kept["call"] = replace(later, title="改期")
    over = Meeting(
        **{**vars(call), "title": "开过的会", "minutes": "谈妥了。", "minutes_at": made.moment},
        place_id=here.fengyuan.id,
        path=here.fengyuan.path,
        announced_at=made.moment - 10 * DAY,
        called_by=here.members["lin"].id,
    )
    session.add(over)
    row = Attendance(meeting_id=going_on.id, name="写错的人")
    session.add(row)
    session.flush()
    made.at |= {"meeting": going_on.id, "coming": coming.id, "attendance": row.id}
    made.at["minuted"] = over.id
