"""A question is put to the vote, or taken back (提请表决)."""

from sqlmodel import Session, col, select

from models.base import now
from models.choice import Parking, Regime, Silence
from models.meeting import AgendaItem, Meeting
from models.motion import Binding, Motion, MotionState
from models.place import Place
from models.procedure import GateKind
from models.revision import Area
from models.roll import Unit
from models.topic import Topic
from rules import motion as rule
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services import walk
from services.facts import current_text
from services.motion.assembly import assembly, totals
from services.motion.posting import post_question, post_withdrawal
from services.place import voting_rule
from services.plan import current_step, plan
from services.trail import record
from services.visitor import check, the_place


def put_motion(
    session: Session, actor: Visitor, topic_id: int, question: str, terms: rule.Terms
) -> Motion:
    """Announce a vote on a topic that has reached its deciding step (提请表决).

    What decides how ballots are read (silence, parking, overlap, proxies) is copied from the
    compound's own rules now, with its clauses, and never changes afterwards.
    """
    topic = walk.the_topic(session, topic_id)
    place = the_place(session, topic.place_id)
    fresh = check(session, actor, Permission.PUT_MOTION, place)
    _must_be_deciding(session, topic, terms.regime)
    _must_be_on_an_agenda(session, topic)
    _must_be_the_only_one(session, topic)
    rule.must_be_a_question(question)
    motion = _drawn_up(session, topic, _scope(session, topic, place, terms), question, terms)
    motion.put_by, motion.totals = fresh.member_id or 0, totals(session, motion)
    session.add(motion)
    session.flush()
    after = {"regime": motion.regime, "matter": motion.matter, "binding": motion.binding}
    about, moves = f"motion:{motion.id}", (Area.DELIBERATION,)
    record(session, fresh, "motion.put", about, place, moves=moves, after=after)
    post_question(session, fresh, topic, motion, place)
    walk.refresh(session, fresh, topic)
    return motion


def withdraw_motion(session: Session, actor: Visitor, motion_id: int, reason: str) -> Motion:
    """Take an undecided question back, with a reason that all may read (撤回)."""
    topic, motion = the_motion(session, motion_id, lock=True)
    place = the_place(session, topic.place_id)
    fresh = check(session, actor, Permission.PUT_MOTION, place)
    rule.must_be_undecided(motion.state)
    rule.must_give_reason(reason)
    motion.state, motion.end_reason = MotionState.WITHDRAWN, reason.strip()
    motion.decided_at = now()
    session.add(motion)
    about, moves = f"motion:{motion.id}", (Area.DELIBERATION,)
    after = {"reason": motion.end_reason}
    record(session, fresh, "motion.withdrawn", about, place, moves=moves, after=after)
    post_withdrawal(session, fresh, topic, motion, place)
    walk.refresh(session, fresh, topic)
    return motion


def the_motion(session: Session, motion_id: int, *, lock: bool) -> tuple[Topic, Motion]:
    """The motion with its topic, topic locked first; refused when there is none."""
    topic_id = session.exec(select(Motion.topic_id).where(Motion.id == motion_id)).first()
    if topic_id is None:
        raise Refused(N_("There is no such vote."))
    topic = walk.the_topic(session, topic_id, lock=lock)
    motion = session.get_one(Motion, motion_id)
    if lock:
        session.refresh(motion, with_for_update=True)
    return topic, motion


def _must_be_deciding(session: Session, topic: Topic, regime: Regime) -> None:
    walk.must_be_open(topic)
    gate = current_step(session, topic).gate(GateKind.MOTION)
    if gate is None:
        raise Refused(N_("This topic is not at the step where it is decided."))
    allowed = gate.params.get("regimes") or list(Regime)
    if regime not in allowed:
        raise Refused(N_("The procedure of this topic names another way of deciding."))


def _must_be_on_an_agenda(session: Session, topic: Topic) -> None:
    """An item that was not announced cannot be put to a vote (Beijing 35, Hangzhou 19)."""
    steps = plan(session, topic.version_id).steps
    gates = [gate for step in steps for gate in step.gates if gate.kind is GateKind.MEETING]
    meetings = session.exec(
        select(Meeting.announced_at, AgendaItem.created_at, Meeting.starts_at)
        .join(AgendaItem, col(AgendaItem.meeting_id) == Meeting.id)
        .where(AgendaItem.topic_id == topic.id, AgendaItem.round == topic.round)
        .where(col(Meeting.cancelled_at).is_(None))
    )
    announced = [(max(called, added), starts) for called, added, starts in meetings]
    notice_days = max((gate.number("notice_days") for gate in gates), default=0)
    rule.must_have_been_on_an_agenda(announced, notice_days)


def _must_be_the_only_one(session: Session, topic: Topic) -> None:
    pending = select(Motion.id).where(Motion.topic_id == topic.id, Motion.round == topic.round)
    if session.exec(pending.where(col(Motion.state).in_(rule.UNDECIDED))).first() is not None:
        raise Refused(N_("A vote on this topic is already under way."))


def _drawn_up(
    session: Session, topic: Topic, scope: Place, question: str, terms: rule.Terms
) -> Motion:
    """The motion with every stored choice copied in, or the first rule that stands against it."""
    assert topic.id is not None
    moment = now()
    stored = voting_rule(session, topic.compound_id or 0)
    owners = terms.regime is Regime.OWNERS
    silence = stored.silence if owners else Silence.STRICT
    rule.must_have_its_matter(terms)
    rule.must_be_announced_in_time(terms, moment, stored.notice_days)
    rule.must_leave_time_to_answer(terms)
    rule.must_rest_on_a_clause(silence, stored.silence_clause)
    motion = Motion(
        topic_id=topic.id,
        question=question.strip(),
        path=topic.path,
        round=topic.round,
        text_number=_frozen_text(session, topic.id),
        regime=terms.regime,
        matter=terms.matter if owners else None,
        binding=rule.binding_of(terms, stored.city_system),
        silence=silence,
        silence_clause=stored.silence_clause if silence is not Silence.STRICT else "",
        parking=stored.parking if owners else Parking.COUNT,
        parking_clause=stored.parking_clause if owners else "",
        overlap=stored.overlap,
        overlap_clause=stored.overlap_clause,
        proxy_cap=stored.proxy_cap,
        names_public=stored.names_public,
        scope_path=scope.path,
        buildings=list(terms.buildings) if terms.regime is Regime.UNANIMITY else [],
        announced_at=moment,
        opens_at=terms.opens_at,
        closes_at=terms.closes_at,
        put_by=0,
    )
    if motion.binding is not Binding.IMPORTED and not assembly(session, motion):
        raise Refused(N_("Nobody could answer: enter the owners' roll or the members first."))
    return motion


def _scope(session: Session, topic: Topic, place: Place, terms: rule.Terms) -> Place:
    """Whose units or members are asked; with the buildings named, they must be there."""
    if terms.regime in rule.BY_HOUSEHOLD:
        return place
    if topic.compound_id is None:
        raise Refused(N_("Owners decide in their own compound: this topic belongs to none."))
    if terms.regime is Regime.UNANIMITY:
        known = select(Unit.building).where(Unit.compound_id == topic.compound_id).distinct()
        if not terms.buildings or not set(terms.buildings) <= set(session.exec(known)):
            raise Refused(N_("Choose the building whose owners are affected."))
    return the_place(session, topic.compound_id)


def _frozen_text(session: Session, topic_id: int) -> int:
    """The version of the text that is voted on: frozen now if nothing has frozen it before."""
    newest = current_text(session, topic_id)
    if newest.frozen_at is None:
        newest.frozen_at = now()
        session.add(newest)
    return newest.number
