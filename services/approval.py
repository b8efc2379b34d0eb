"""A named role says yes or no to a step, with its reason (同意)."""

from sqlmodel import Session, select

from models.member import Role
from models.procedure import GateKind
from models.topic import Approval
from rules.permission import Visitor
from rules.refusal import N_, Refused
from rules.topic import must_be_a_reason
from services import walk
from services.plan import current_step
from services.trail import OneTopic, record
from services.visitor import the_place, visitor


def approve(
    session: Session, actor: Visitor, topic_id: int, gate: int, approved: bool, reason: str
) -> Approval:
    """Say yes or no at the ``gate``-th gate of the topic's step; the reason is public.

    Each person speaks once; a no by any of the named roles fails the gate.
    """
    topic = walk.the_topic(session, topic_id)
    walk.must_be_open(topic)
    place = the_place(session, topic.place_id)
    gates = current_step(session, topic).gates
    if not 0 <= gate < len(gates) or gates[gate].kind not in (
        GateKind.APPROVAL,
        GateKind.TWO_PERSONS,
    ):
        raise Refused(N_("Nothing here waits for an approval."))
    fresh = visitor(session, actor.member_id)
    roles = sorted(fresh.roles_at(place.path) & set(map(Role, gates[gate].roles())))
    if not roles:
        raise Refused(N_("Your role does not allow this here."))
    reason = must_be_a_reason(reason)
    row = Approval(
        topic_id=topic_id,
        step_code=topic.step_code,
        round=topic.round,
        gate=gate,
        member_id=fresh.member_id or 0,
        role=roles[0].value,
        approved=approved,
        reason=reason,
    )
    _must_be_the_first_word(session, row)
    session.add(row)
    code = "topic.approved" if approved else "topic.refused"
    after = {"step": topic.step_code, "role": row.role, "reason": reason}
    about = f"topic:{topic.id}"
    record(session, fresh, code, about, place, moves=(OneTopic(topic.id or 0),), after=after)
    walk.refresh(session, fresh, topic)
    return row


def _must_be_the_first_word(session: Session, row: Approval) -> None:
    said = session.exec(
        select(Approval.id).where(
            Approval.topic_id == row.topic_id,
            Approval.step_code == row.step_code,
            Approval.round == row.round,
            Approval.gate == row.gate,
            Approval.member_id == row.member_id,
        )
    ).first()
    if said is not None:
        raise Refused(N_("You have already said so; somebody else has to be the second."))
