"""Topics, meetings, work, results, procedures: who may (议事权限)."""

from datetime import date

from models.base import now
from models.meeting import MeetingOutcome
from models.statement import Stance
from models.topic import Category
from services import approval, covenant, form, posting, rating, statement
from services.benefit import publishing
from services.benefit.publishing import Delivered
from services.covenant import Words
from services.meeting import album, attendance, calling, minutes
from services.meeting.minutes import Conclusion
from services.photo import Picture, remove_photo
from services.procedure import drafting
from services.task import giving, progress
from services.topic import ending, proposing, submitting, support
from services.trail import reading
from tests.rights.row import (
    ADMINISTRATOR,
    CHAIR,
    COUNCIL,
    HOMES,
    LATER,
    MEMBERS,
    REASON,
    TALKING,
    Row,
    Rows,
    at,
)

PICTURE = Picture(b"large", b"small", 40, 30, "b" * 64)
WORDS = Words("楼道公约", "楼道不堆物，不停放电动车。", date(2026, 7, 1))
DELIVERED = Delivered(
    "单车棚建成", "两处车棚、六十个充电位，免费停放。", "安居物业", date(2026, 6, 9), households=9
)
BODY = "下班以后东门总是堵，想请大家一起商量。"

ROWS: Rows = {
    approval.approve: Row(
        COUNCIL, lambda d, a, s: approval.approve(d, a, s.raised, 1, True, REASON)
    ),
    publishing.publish_benefit: Row(
        CHAIR, lambda d, a, s: publishing.publish_benefit(d, a, s.shared, DELIVERED)
    ),
    covenant.end_covenant: Row(
        CHAIR, lambda d, a, s: covenant.end_covenant(d, a, s.covenant, LATER, REASON)
    ),
    covenant.enter_covenant: Row(
        CHAIR, lambda d, a, s: covenant.enter_covenant(d, a, at(s), WORDS)
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
        CHAIR, lambda d, a, s: calling.call_meeting(d, a, at(s), s.kept["call"], [])
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
    remove_photo: Row(CHAIR | {"chen", "qin"}, lambda d, a, s: remove_photo(d, a, s.photo, REASON)),
    posting.post_decision: Row(
        CHAIR, lambda d, a, s: posting.post_decision(d, a, s.posted, "居委会决定自下月起实行。")
    ),
    drafting.copy_for: Row(
        COUNCIL | ADMINISTRATOR,
        lambda d, a, s: drafting.copy_for(d, a, s.shipped, at(s), "second", "又一份"),
    ),
    drafting.draft_of: Row(ADMINISTRATOR, lambda d, a, s: drafting.draft_of(d, a, s.shipped)),
    drafting.affected_by: Row(
        ADMINISTRATOR, lambda d, a, _s: drafting.affected_by(d, a, "wumin", None)
    ),
    drafting.drop_draft: Row(
        COUNCIL | ADMINISTRATOR,
        lambda d, a, s: drafting.drop_draft(d, a, s.kept["draft"].version_id),
    ),
    drafting.save_draft: Row(
        COUNCIL | ADMINISTRATOR,
        lambda d, a, s: drafting.save_draft(
            d, a, s.kept["draft"].version_id, 0, s.kept["draft"].steps
        ),
    ),
    rating.rate: Row(HOMES, lambda d, a, s: rating.rate(d, a, s.rated, 5, "修得又快又好")),
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
        lambda d, a, s: proposing.propose(d, a, at(s), "北门夜间关闭", BODY, Category.SAFETY),
    ),
    submitting.submit: Row(
        HOMES | CHAIR,
        lambda d, a, s: submitting.submit(d, a, at(s), "北门关闭", BODY, Category.SAFETY),
    ),
    support.endorse: Row(HOMES, lambda d, a, s: support.endorse(d, a, s.raised)),
    support.take_back: Row(HOMES, lambda d, a, s: support.take_back(d, a, s.supported)),
    reading.lines: Row(
        frozenset({"qin", "shen", "guan"}),
        lambda d, a, s: reading.lines(d, a, reading.Wanted(s.here.fengyuan.path)),
    ),
}
