"""What the gates of a topic's step ask about, gathered in one place (事实)."""

from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from db.revision import path_end
from models.benefit import Benefit
from models.choice import UnitKind
from models.definition import DefinitionKind
from models.form import FormAnswer
from models.meeting import AgendaItem, Attendance, Meeting, MeetingOutcome
from models.motion import Binding, Motion, MotionState
from models.notice import Notice, NoticeKind
from models.place import Place
from models.procedure import GateKind
from models.rating import Rating
from models.roll import Unit
from models.task import Task, WorkReport
from models.topic import Approval, Endorsement, StepForm, Topic, TopicText
from rules.calendar import ONE_DAY, day_begins
from rules.form import mark
from rules.gate import ApprovalFact, Facts, MeetingFact, MotionFact
from rules.meeting import notice_days
from rules.motion import moves_topic
from rules.procedure import StepPlan
from rules.rating import SATISFIED_FROM
from rules.tally import Gap, missing
from services.count import so_far
from services.definition import one

AFTER_THE_VOTE = {GateKind.NOTICE, GateKind.WORK}


def gather(session: Session, topic: Topic, step: StepPlan, today: date) -> Facts:
    """The facts that ``step`` asks about, and no others."""
    kinds = {gate.kind for gate in step.gates}
    found: dict[str, object] = {"step_since": topic.step_since}
    if GateKind.ENDORSEMENTS in kinds:
        found |= _endorsements(session, topic)
    if GateKind.MEETING in kinds:
        found["meetings"] = _meetings(session, topic)
    if GateKind.MOTION in kinds:
        motion = found["motion"] = _motion(session, topic)
        if motion is None or motion.state != MotionState.PASSED:
            kinds -= AFTER_THE_VOTE  # nothing to ask about yet, and a ballot is cast every second
    if GateKind.NOTICE in kinds:
        found["posted_at"] = _posted_at(session, topic)
    if {GateKind.WORK, GateKind.RATINGS} & kinds:
        found |= _work(session, topic, today)
    if GateKind.RATINGS in kinds:
        found |= _ratings(session, topic)
    if GateKind.BENEFIT in kinds:
        query = select(Benefit.id).where(Benefit.topic_id == topic.id)
        found["benefit_published"] = session.exec(query).first() is not None
    if {GateKind.APPROVAL, GateKind.TWO_PERSONS} & kinds:
        found["approvals"] = _approvals(session, topic)
    if step.form_key or any(asked.required for asked in step.fields):
        found["form_missing"] = _form_missing(session, topic, step)
    return Facts(**found)  # type: ignore[arg-type]


def newest_text(session: Session, topic_id: int) -> TopicText | None:
    """The newest version of a topic's text; ``None`` before the first is written."""
    newest = select(TopicText).where(TopicText.topic_id == topic_id)
    return session.exec(newest.order_by(col(TopicText.number).desc())).first()


def current_text(session: Session, topic_id: int) -> TopicText:
    """The text that a topic has now."""
    text = newest_text(session, topic_id)
    assert text is not None, "a topic begins with a text"
    return text


def households(session: Session, topic: Topic) -> int:
    """How many homes and shops lie at the topic's place; its own count where no roll is kept."""
    inside = (col(Place.path) >= topic.path, col(Place.path) < path_end(topic.path))
    counted = session.exec(
        select(func.count())
        .select_from(Unit)
        .join(Place, col(Place.id) == Unit.place_id)
        .where(*inside, Unit.kind != UnitKind.PARKING)
    ).one()
    return counted or session.get_one(Place, topic.place_id).households


def _endorsements(session: Session, topic: Topic) -> dict[str, object]:
    assert topic.id is not None
    text = current_text(session, topic.id)
    supporting = select(func.count(func.distinct(Endorsement.household))).where(
        Endorsement.topic_id == topic.id, Endorsement.text_number == text.number
    )
    return {
        "endorsing": session.exec(supporting).one(),
        "households": households(session, topic),
    }


def _meetings(session: Session, topic: Topic) -> tuple[MeetingFact, ...]:
    came = (
        select(func.count())
        .select_from(Attendance)
        .where(Attendance.meeting_id == Meeting.id, col(Attendance.guest).is_(False))
        .scalar_subquery()
    )
    rows = session.exec(
        select(Meeting, AgendaItem, came)
        .join(AgendaItem, col(AgendaItem.meeting_id) == Meeting.id)
        .where(
            AgendaItem.topic_id == topic.id,
            AgendaItem.round == topic.round,
            col(Meeting.cancelled_at).is_(None),
        )
        .order_by(col(Meeting.starts_at))
    ).all()
    return tuple(_meeting(meeting, item, present) for meeting, item, present in rows)


def _meeting(meeting: Meeting, item: AgendaItem, present: int) -> MeetingFact:
    announced = max(meeting.announced_at, item.created_at)
    return MeetingFact(
        starts_at=meeting.starts_at,
        notice_days=notice_days(announced, meeting.starts_at),
        due=meeting.due_count,
        present=present,
        minutes_filed=meeting.minutes_at is not None,
        proceeds=item.outcome is MeetingOutcome.PROCEED,
    )


def _motion(session: Session, topic: Topic) -> MotionFact | None:
    """The newest motion of this round; a trial count beside the city's system is none."""
    newest = (
        select(Motion)
        .where(
            Motion.topic_id == topic.id,
            Motion.round == topic.round,
            Motion.state != MotionState.WITHDRAWN,
        )
        .order_by(col(Motion.id).desc())
    )
    moving = (m for m in session.exec(newest) if moves_topic(m.regime, m.binding))
    motion = next(moving, None)
    if motion is None:
        return None
    quorum = Gap(0, 0)
    if motion.state is MotionState.OPEN:
        quorum = missing(so_far(session, motion)).quorum
    return MotionFact(
        state=motion.state.value,
        regime=motion.regime.value,
        opens_at=motion.opens_at,
        closes_at=motion.closes_at,
        missing_heads=quorum.heads,
        missing_area_cm2=quorum.area_cm2,
        counted_here=motion.binding is not Binding.IMPORTED,
    )


def _posted_at(session: Session, topic: Topic) -> object:
    """When the newest notice of this round's decision was posted."""
    of_the_motion = select(Motion.id).where(
        Motion.topic_id == topic.id, Motion.round == topic.round
    )
    of_this_step = (col(Notice.kind) == NoticeKind.DECISION) & (
        col(Notice.posted_at) >= topic.step_since
    )
    of_the_vote = (col(Notice.kind) == NoticeKind.RESULT) & col(Notice.motion_id).in_(of_the_motion)
    posted = select(func.max(Notice.posted_at)).where(
        Notice.topic_id == topic.id, of_this_step | of_the_vote
    )
    return session.exec(posted).one()


def _work(session: Session, topic: Topic, today: date) -> dict[str, object]:
    tasks = session.exec(
        select(Task).where(Task.topic_id == topic.id, Task.round == topic.round)
    ).all()
    reported = session.exec(
        select(func.max(WorkReport.reported_at)).where(
            WorkReport.topic_id == topic.id, WorkReport.round == topic.round
        )
    ).one()
    ahead = [task.due_on for task in tasks if task.done_on is None and task.due_on >= today]
    return {
        "late_from": day_begins(min(ahead) + ONE_DAY) if ahead else None,
        "tasks": len(tasks),
        "tasks_done": sum(task.done_on is not None for task in tasks),
        "tasks_late": sum(task.done_on is None and task.due_on < today for task in tasks),
        "work_reported_at": reported,
    }


def _ratings(session: Session, topic: Topic) -> dict[str, object]:
    scores = session.exec(
        select(Rating.score).where(Rating.topic_id == topic.id, Rating.round == topic.round)
    ).all()
    return {"raters": len(scores), "satisfied": sum(score >= SATISFIED_FROM for score in scores)}


def _approvals(session: Session, topic: Topic) -> tuple[ApprovalFact, ...]:
    rows = session.exec(
        select(Approval).where(
            Approval.topic_id == topic.id,
            Approval.step_code == topic.step_code,
            Approval.round == topic.round,
        )
    )
    return tuple(ApprovalFact(a.gate, a.member_id, a.role, a.approved) for a in rows)


def _form_missing(session: Session, topic: Topic, step: StepPlan) -> tuple[str, ...]:
    if step.form_key:
        return _answer_missing(session, topic, step)
    form = session.exec(
        select(StepForm).where(
            StepForm.topic_id == topic.id,
            StepForm.step_code == step.code,
            StepForm.round == topic.round,
        )
    ).first()
    answers = form.answers if form else {}
    return tuple(
        asked.label
        for asked in step.fields
        if asked.required and answers.get(asked.code) in (None, "")
    )


def _answer_missing(session: Session, topic: Topic, step: StepPlan) -> tuple[str, ...]:
    """A published form holds the step until it is filled in; one that was taken away does not."""
    form = one(session, DefinitionKind.FORM, step.form_key)
    at = mark(step.form_key, topic.id or 0, step.code, topic.round)
    given = select(FormAnswer.id).where(FormAnswer.once == at)
    if form is None or session.exec(given).first() is not None:
        return ()
    return (str(form.body["name"]),)
