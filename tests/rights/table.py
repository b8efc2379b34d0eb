"""Which act is open to whom (权限对照表): one row for every public act of the services.

A new act without a row here fails ``test_services``. ``INNER`` acts check nothing: they are
steps of others, and no screen, route or command may call them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from models.base import now
from models.choice import Choice, UnitKind, UnitStatus
from models.meeting import MeetingOutcome
from models.member import Grant, Role
from models.place import PlaceKind
from models.roll import AreaSource, Owner
from models.statement import Stance
from models.topic import Category
from rules.permission import Visitor
from rules.tally import Measure
from services import approval, counting, covenant, form, place, posting, rating, statement
from services.benefit import publishing
from services.benefit.publishing import Delivered
from services.covenant import Words
from services.meeting import album, attendance, calling, minutes
from services.meeting.minutes import Conclusion
from services.member import serving
from services.motion import deciding, delivery, desk, putting, stack
from services.motion.casting import cast_ballot
from services.photo import Picture, remove_photo
from services.procedure import drafting
from services.roll import claim, export, importing, namesake, owner, undo, unit
from services.sign_in import link, password, session
from services.task import giving, progress
from services.topic import ending, proposing, submitting, support
from services.trail import reading
from tests.ballot_box import DAY, FOR, terms
from tests.rights.situation import Situation
from tests.rolls import table

ALL = frozenset(
    "chen zhou sun he zhu lin tang wu shi ma gao qin shen guan wai bei gone stripped "
    "forger stranger".split()
)
MEMBERS = ALL - {"gone", "stranger"}  # whoever has an account that is open
HOMES = frozenset({"chen", "zhou", "sun", "he", "zhu"})
COUNCIL = frozenset({"lin", "tang"})
DESK = COUNCIL | {"wu"}
CHAIR = DESK | {"shi"}
TALKING = HOMES | CHAIR | {"ma"}
ROLL = DESK | {"guan"}
ADMINISTRATOR = frozenset({"guan"})

Try = Callable[[Session, Visitor, Situation], Any]


@dataclass(frozen=True)
class Row:
    """One act: who may, and a call that succeeds for whoever may (一行权限)."""

    may: frozenset[str]
    call: Try
    late: timedelta = timedelta()  # how long after the situation's own moment it is tried


LONG_AFTER = timedelta(days=31)
PICTURE = Picture(b"large", b"small", 40, 30, "b" * 64)
WORDS = Words("楼道公约", "楼道不堆物，不停放电动车。", date(2026, 7, 1))
DELIVERED = Delivered(
    "单车棚建成", "两处车棚、六十个充电位，免费停放。", "安居物业", date(2026, 6, 9), households=9
)
REASON = "有充分的理由"
BODY = "下班以后东门总是堵，想请大家一起商量。"
LATER = date(2026, 9, 1)


def _owner(session: Session, name: str) -> int:
    return session.exec(select(Owner.id).where(Owner.name == name)).first() or 0


def _grant(session: Session, s: Situation, name: str) -> int:
    held = select(Grant.id).where(Grant.member_id == s.here.members[name].id)
    return session.exec(held.order_by(col(Grant.id))).first() or 0


def _locked(session: Session, s: Situation) -> int:
    return s.people["gone"].member_id or 0


def _agreement(session: Session, actor: Visitor, s: Situation) -> Any:
    seen = counting.agreement(session, s.here.fengyuan.id or 0)
    wanted = counting.Agreement(**{**vars(seen), "proxy_cap": 2})
    return counting.agree(session, actor, s.here.fengyuan.id or 0, wanted, seen)


def _undo(session: Session, actor: Visitor, s: Situation) -> Any:
    return undo.undo_import(session, actor, s.imported)


def _place(s: Situation, code: str = "fengyuan") -> Any:
    return s.here.places[code]


def _pid(s: Situation, code: str = "fengyuan") -> int:
    return s.here.places[code].id or 0


def _mid(s: Situation, name: str) -> int:
    return s.people[name].member_id or 0


UPLOAD = importing.Upload(
    "b.csv", "1" * 64, table(["9-102", "9号楼", "71", "冯十", "", "", "", ""])
)
CHANGE = unit.UnitChange("91", AreaSource.REGISTER, UnitKind.HOME, UnitStatus.DELIVERED)
PAPERS = [stack.Paper("1-101", Choice.FOR, "纸票 9")]
NONE, FULL = Measure(10, 6, 2, 0), Measure(100, 60, 20, 0)

TABLE: dict[Callable[..., Any], Row] = {
    approval.approve: Row(
        COUNCIL, lambda d, a, s: approval.approve(d, a, s.raised, 1, True, REASON)
    ),
    publishing.publish_benefit: Row(
        CHAIR, lambda d, a, s: publishing.publish_benefit(d, a, s.shared, DELIVERED)
    ),
    counting.agree: Row(ROLL, _agreement),
    covenant.end_covenant: Row(
        CHAIR, lambda d, a, s: covenant.end_covenant(d, a, s.covenant, LATER, REASON)
    ),
    covenant.enter_covenant: Row(
        CHAIR, lambda d, a, s: covenant.enter_covenant(d, a, _pid(s), WORDS)
    ),
    covenant.replace_covenant: Row(
        CHAIR, lambda d, a, s: covenant.replace_covenant(d, a, s.covenant, WORDS)
    ),
    form.fill_in: Row(COUNCIL, lambda d, a, s: form.fill_in(d, a, s.form, {"why": "因为"})),
    album.add_photos: Row(CHAIR, lambda d, a, s: album.add_photos(d, a, s.meeting, [PICTURE])),
    attendance.check_in: Row(
        MEMBERS, lambda d, a, s: attendance.check_in(d, a, s.meeting, s.kept["code"])
    ),
    attendance.enter_by_hand: Row(
        CHAIR, lambda d, a, s: attendance.enter_by_hand(d, a, s.meeting, "王奶奶")
    ),
    attendance.open_check_in: Row(CHAIR, lambda d, a, s: attendance.open_check_in(d, a, s.meeting)),
    attendance.strike: Row(CHAIR, lambda d, a, s: attendance.strike(d, a, s.attendance, REASON)),
    calling.add_topic: Row(CHAIR, lambda d, a, s: calling.add_topic(d, a, s.coming, s.talked)),
    calling.call_meeting: Row(
        CHAIR, lambda d, a, s: calling.call_meeting(d, a, _pid(s), s.kept["call"], [])
    ),
    calling.cancel_meeting: Row(
        CHAIR, lambda d, a, s: calling.cancel_meeting(d, a, s.coming, REASON)
    ),
    calling.change_meeting: Row(
        CHAIR, lambda d, a, s: calling.change_meeting(d, a, s.coming, s.kept["call"], 0)
    ),
    minutes.file_minutes: Row(
        CHAIR,
        lambda d, a, s: minutes.file_minutes(
            d, a, s.meeting, "谈了分时停车。", {s.talked: Conclusion(MeetingOutcome.AGAIN)}
        ),
    ),
    minutes.add_to_minutes: Row(
        CHAIR, lambda d, a, s: minutes.add_to_minutes(d, a, s.minuted, "补记：下周再谈。")
    ),
    serving.add_member: Row(
        COUNCIL | ADMINISTRATOR,
        lambda d, a, s: serving.add_member(
            d, a, serving.Person("new", "新邻居"), Role.RESIDENT, _pid(s, "fengyuan-1-101")
        ),
    ),
    serving.change_member: Row(
        ADMINISTRATOR, lambda d, a, s: serving.change_member(d, a, _mid(s, "ma"), "马骏", "")
    ),
    serving.grant_role: Row(
        ADMINISTRATOR,
        lambda d, a, s: serving.grant_role(d, a, _mid(s, "chen"), Role.COUNCIL, _pid(s)),
    ),
    serving.link_for: Row(ADMINISTRATOR, lambda d, a, s: serving.link_for(d, a, _mid(s, "shi"))),
    serving.lock_member: Row(
        ADMINISTRATOR, lambda d, a, s: serving.lock_member(d, a, _mid(s, "ma"))
    ),
    serving.revoke_role: Row(
        ADMINISTRATOR, lambda d, a, s: serving.revoke_role(d, a, _grant(d, s, "ma"))
    ),
    serving.unlock_member: Row(
        ADMINISTRATOR, lambda d, a, s: serving.unlock_member(d, a, _locked(d, s))
    ),
    cast_ballot: Row(
        frozenset({"zhou"}), lambda d, a, s: cast_ballot(d, a, s.motion, s.zhou_head, FOR)
    ),
    deciding.decide_motion: Row(CHAIR, lambda d, a, s: deciding.decide_motion(d, a, s.answered)),
    deciding.import_result: Row(
        CHAIR,
        lambda d, a, s: deciding.import_result(d, a, s.city, "公告 3 号", NONE, FULL),
        LONG_AFTER,
    ),
    delivery.record_building_delivery: Row(
        DESK, lambda d, a, s: delivery.record_building_delivery(d, a, s.motion, "1 号楼", "当面")
    ),
    delivery.record_delivery: Row(
        DESK, lambda d, a, s: delivery.record_delivery(d, a, s.motion, ["1-102"], "当面")
    ),
    delivery.record_delivery_file: Row(
        DESK, lambda d, a, s: delivery.record_delivery_file(d, a, s.motion, b"1-102\n", "x")
    ),
    delivery.take_back_delivery: Row(
        DESK, lambda d, a, s: delivery.take_back_delivery(d, a, s.motion, ["1-102"], REASON)
    ),
    desk.enter_paper_ballot: Row(
        DESK, lambda d, a, s: desk.enter_paper_ballot(d, a, s.motion, s.free_head, FOR, "纸 1")
    ),
    desk.enter_proxy_ballot: Row(
        DESK, lambda d, a, s: desk.enter_proxy_ballot(d, a, s.motion, s.held_head, FOR)
    ),
    desk.record_proxy: Row(
        DESK,
        lambda d, a, s: desk.record_proxy(
            d, a, s.motion, s.free_head, desk.Authority("老王", "委托书 2")
        ),
    ),
    putting.put_motion: Row(
        CHAIR, lambda d, a, s: putting.put_motion(d, a, s.undecided, "是否同意更换？", terms())
    ),
    putting.withdraw_motion: Row(
        CHAIR, lambda d, a, s: putting.withdraw_motion(d, a, s.motion, REASON)
    ),
    stack.enter_papers: Row(DESK, lambda d, a, s: stack.enter_papers(d, a, s.motion, PAPERS)),
    remove_photo: Row(CHAIR | {"chen", "qin"}, lambda d, a, s: remove_photo(d, a, s.photo, REASON)),
    place.add_place: Row(
        ADMINISTRATOR,
        lambda d, a, s: place.add_place(d, a, PlaceKind.BUILDING, "3 号楼", "b-3", _place(s)),
    ),
    place.rename_place: Row(
        ADMINISTRATOR, lambda d, a, s: place.rename_place(d, a, _pid(s), "枫林小区")
    ),
    posting.post_decision: Row(
        CHAIR, lambda d, a, s: posting.post_decision(d, a, s.posted, "居委会决定自下月起实行。")
    ),
    drafting.copy_for: Row(
        COUNCIL | ADMINISTRATOR,
        lambda d, a, s: drafting.copy_for(d, a, s.shipped, _pid(s), "second", "又一份"),
    ),
    drafting.draft_of: Row(ADMINISTRATOR, lambda d, a, s: drafting.draft_of(d, a, s.shipped)),
    drafting.drop_draft: Row(
        COUNCIL | ADMINISTRATOR,
        lambda d, a, s: drafting.drop_draft(d, a, s.kept["draft"].version_id),
    ),
    drafting.publish: Row(
        COUNCIL | ADMINISTRATOR,
        lambda d, a, s: drafting.publish(d, a, s.kept["draft"].version_id, 0, ""),
    ),
    drafting.save_draft: Row(
        COUNCIL | ADMINISTRATOR,
        lambda d, a, s: drafting.save_draft(
            d, a, s.kept["draft"].version_id, 0, s.kept["draft"].steps
        ),
    ),
    rating.rate: Row(HOMES, lambda d, a, s: rating.rate(d, a, s.rated, 5, "修得又快又好")),
    claim.invite_owner: Row(
        COUNCIL | ADMINISTRATOR,
        lambda d, a, s: claim.invite_owner(d, a, _owner(d, "房东甲"), "fangdong"),
    ),
    claim.link_owner: Row(
        ROLL, lambda d, a, s: claim.link_owner(d, a, _owner(d, "房东甲"), _mid(s, "chen"))
    ),
    claim.unlink_owner: Row(ROLL, lambda d, a, s: claim.unlink_owner(d, a, _owner(d, "朱红"))),
    export.masked_roll: Row(
        CHAIR | {"shen", "guan"}, lambda d, a, s: export.masked_roll(d, a, _pid(s))
    ),
    importing.import_roll: Row(ROLL, lambda d, a, s: importing.import_roll(d, a, _pid(s), UPLOAD)),
    importing.preview: Row(ROLL, lambda d, a, s: importing.preview(d, a, _pid(s), UPLOAD.table)),
    namesake.join_all: Row(
        ROLL,
        lambda d, a, s: namesake.join_all(d, a, (_owner(d, "钱勇"), _owner(d, "房东甲"))),
    ),
    namesake.join_owners: Row(
        ROLL, lambda d, a, s: namesake.join_owners(d, a, _owner(d, "钱勇"), _owner(d, "房东甲"))
    ),
    namesake.part_owner: Row(
        ROLL,
        lambda d, a, s: namesake.part_owner(
            d, a, _owner(d, "何伟"), s.here.units["fengyuan-P-01"].id or 0
        ),
    ),
    owner.change_owner: Row(
        ROLL,
        lambda d, a, s: owner.change_owner(d, a, _owner(d, "钱勇"), owner.OwnerChange("钱永")),
    ),
    owner.read_personal: Row(
        DESK, lambda d, a, s: owner.read_personal(d, a, _pid(s), (_owner(d, "钱勇"),), "查证")
    ),
    undo.undo_import: Row(ROLL, _undo),
    unit.change_unit: Row(
        ROLL,
        lambda d, a, s: unit.change_unit(d, a, s.here.units["fengyuan-1-101"].id or 0, CHANGE),
    ),
    unit.hand_over: Row(
        ROLL,
        lambda d, a, s: unit.hand_over(
            d, a, s.here.units["fengyuan-1-101"].id or 0, unit.Owners("新房东")
        ),
    ),
    link.make_link: Row(ADMINISTRATOR, lambda d, a, s: link.make_link(d, a, _mid(s, "shi"))),
    password.change_password: Row(
        MEMBERS, lambda d, a, s: password.change_password(d, a, "cookie", "hash")
    ),
    session.close_other: Row(
        frozenset({"chen"}), lambda d, a, s: session.close_other(d, a, s.browser_chen)
    ),
    statement.answer: Row(TALKING, lambda d, a, s: statement.answer(d, a, s.said, Stance.PASS)),
    statement.hide: Row(CHAIR | {"qin"}, lambda d, a, s: statement.hide(d, a, s.said, REASON)),
    statement.restore: Row(
        CHAIR | {"qin"}, lambda d, a, s: statement.restore(d, a, s.hidden, REASON)
    ),
    statement.say_something: Row(
        TALKING, lambda d, a, s: statement.say_something(d, a, s.talked, "北门常开着最好")
    ),
    giving.drop_task: Row(CHAIR, lambda d, a, s: giving.drop_task(d, a, s.task, REASON)),
    giving.give_task: Row(
        CHAIR, lambda d, a, s: giving.give_task(d, a, s.work, "刷新车位线", "安居物业", LATER)
    ),
    giving.postpone_task: Row(
        CHAIR, lambda d, a, s: giving.postpone_task(d, a, s.task, LATER, REASON)
    ),
    progress.finish_task: Row(
        CHAIR | {"ma"},
        lambda d, a, s: progress.finish_task(d, a, s.task, now().date(), 100),
    ),
    progress.note_progress: Row(
        CHAIR | {"ma"}, lambda d, a, s: progress.note_progress(d, a, s.task, "已经开工")
    ),
    progress.reopen_task: Row(
        CHAIR, lambda d, a, s: progress.reopen_task(d, a, s.task_done, REASON)
    ),
    progress.report_work: Row(
        CHAIR, lambda d, a, s: progress.report_work(d, a, s.work, "都办完了", REASON)
    ),
    ending.close: Row(CHAIR | {"qin"}, lambda d, a, s: ending.close(d, a, s.raised, REASON)),
    ending.merge: Row(CHAIR, lambda d, a, s: ending.merge(d, a, s.another, s.raised, REASON)),
    ending.withdraw: Row(
        frozenset({"chen"}), lambda d, a, s: ending.withdraw(d, a, s.raised, REASON)
    ),
    proposing.amend: Row(
        CHAIR | {"chen"}, lambda d, a, s: proposing.amend(d, a, s.raised, "东门停车", BODY, REASON)
    ),
    proposing.propose: Row(
        HOMES | CHAIR,
        lambda d, a, s: proposing.propose(d, a, _pid(s), "北门夜间关闭", BODY, Category.SAFETY),
    ),
    submitting.submit: Row(
        HOMES | CHAIR,
        lambda d, a, s: submitting.submit(d, a, _pid(s), "北门关闭", BODY, Category.SAFETY),
    ),
    support.endorse: Row(HOMES, lambda d, a, s: support.endorse(d, a, s.raised)),
    support.take_back: Row(HOMES, lambda d, a, s: support.take_back(d, a, s.supported)),
    reading.lines: Row(
        frozenset({"qin", "shen", "guan"}),
        lambda d, a, s: reading.lines(d, a, reading.Wanted(_place(s).path)),
    ),
}
