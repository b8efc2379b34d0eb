"""Answering: online, and what every answer has in common (投票)."""

import secrets
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.base import now
from models.choice import Choice
from models.member import Role
from models.motion import Ballot, Channel, Motion, MotionState, Proxy, Voter, VoterOwner
from models.roll import Owner
from models.topic import Topic, TopicState
from rules import ballot as rule
from rules.permission import Visitor, must_be_signed_in
from rules.refusal import N_, Refused
from services.motion.opening import open_motion
from services.motion.recording import record_answer
from services.visitor import visitor

# No 0 and O, no 1, I and L: a receipt is read out over the telephone.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class Receipt:
    """What a voter takes home (回执)."""

    ballot_id: int
    code: str
    choice: Choice
    changed: bool  # whether this replaced an earlier answer of the same head


def cast_ballot(
    session: Session, actor: Visitor, motion_id: int, voter_id: int, choice: Choice
) -> Receipt:
    """Answer for a head that the member may answer for; a later answer replaces it (投票).

    The same answer again changes nothing and gives the same receipt, so that a double click
    or a second tab does no harm.
    """
    must_be_signed_in(actor)
    motion = motion_in_vote(session, motion_id)
    fresh = visitor(session, actor.member_id)
    must_be_signed_in(fresh)
    voter = locked_voter(session, motion_id, voter_id)
    channel = _right_to_answer(session, fresh, voter, choice)
    standing = standing_ballot(session, voter_id)
    if standing is not None:
        if channel is Channel.PROXY:
            rule.must_yield_to_owner(standing.channel)
        elif standing.channel is Channel.ONLINE:
            same = standing.member_id == fresh.member_id or not speaks_for(
                session, visitor(session, standing.member_id), voter
            )
            rule.must_agree_with_home(standing.choice, choice, same)
        if standing.choice is choice and standing.channel is channel:
            return Receipt(standing.id or 0, standing.receipt, choice, changed=False)
    return put_down(session, fresh, motion, voter, (choice, channel, ""), standing)


def motion_in_vote(session: Session, motion_id: int) -> Motion:
    """The motion, kept open while this answer is written; refused when it takes none.

    A shared lock: voters do not wait for each other, only the close waits for all of them.
    """
    announced = select(Motion.state).where(Motion.id == motion_id)
    if session.exec(announced).first() is MotionState.ANNOUNCED:
        open_motion(session, motion_id)
    held = session.exec(
        select(Motion)
        .where(Motion.id == motion_id)
        .with_for_update(read=True)
        .execution_options(populate_existing=True)
    )
    motion = held.first()
    if motion is None:
        raise Refused(N_("There is no such vote."))
    rule.must_be_open(motion.state, motion.binding, motion.opens_at, motion.closes_at, now())
    state = session.exec(select(Topic.state).where(Topic.id == motion.topic_id)).one()
    if state is not TopicState.OPEN:
        raise Refused(N_("The topic of this vote has come to its end, and the vote with it."))
    return motion


def locked_voter(session: Session, motion_id: int, voter_id: int) -> Voter:
    """The head, locked: two answers for it come one after the other."""
    voter = session.get(Voter, voter_id, with_for_update=True)
    if voter is None or voter.motion_id != motion_id:
        raise Refused(N_("You are not among those who vote on this."))
    return voter


def standing_ballot(session: Session, voter_id: int) -> Ballot | None:
    """The answer that counts for this head at the moment."""
    current = select(Ballot).where(Ballot.voter_id == voter_id)
    return session.exec(current.where(col(Ballot.replaced_at).is_(None))).first()


def own_keys(member: Visitor) -> list[str]:
    """The heads that a member answers for without any roll: himself, and his home."""
    homes = [held.place_id for held in member.held if held.role is Role.RESIDENT]
    return [f"member:{member.member_id}", *(f"unit:{place_id}" for place_id in homes)]


def speaks_for(session: Session, member: Visitor, voter: Voter) -> bool:
    """Whether this member may answer for the head, as its owner or as one of its home."""
    if voter.head in own_keys(member):
        return True
    owned = (
        select(VoterOwner.id)
        .join(Owner, col(Owner.id) == VoterOwner.owner_id)
        .where(VoterOwner.voter_id == voter.id, Owner.member_id == member.member_id)
    )
    return session.exec(owned).first() is not None


def _right_to_answer(session: Session, member: Visitor, voter: Voter, choice: Choice) -> Channel:
    """By which right the member answers; refused when by none."""
    if speaks_for(session, member, voter):
        return Channel.ONLINE
    held = select(Proxy).where(Proxy.voter_id == voter.id)
    proxy = session.exec(held.where(Proxy.holder_member_id == member.member_id)).first()
    if proxy is None:
        raise Refused(N_("You are not among those who vote on this."))
    rule.must_follow_instruction(proxy.instruction, choice)
    return Channel.PROXY


def put_down(
    session: Session,
    actor: Visitor,
    motion: Motion,
    voter: Voter,
    answer: tuple[Choice, Channel, str],
    standing: Ballot | None,
) -> Receipt:
    """Write an answer in place of the ``standing`` one, and leave a line that tells no choice."""
    assert motion.id is not None and voter.id is not None and actor.member_id is not None
    choice, channel, document = answer
    if standing is not None:
        standing.replaced_at = now()
        session.add(standing)
        session.flush()
    ballot = Ballot(
        motion_id=motion.id,
        voter_id=voter.id,
        choice=choice,
        channel=channel,
        member_id=actor.member_id,
        document=document,
        receipt=new_receipt(),
    )
    session.add(ballot)
    session.flush()
    record_answer(session, actor, motion, ballot, standing)
    changed = standing is not None and standing.choice is not choice
    return Receipt(ballot.id or 0, ballot.receipt, choice, changed)


def new_receipt() -> str:
    """K7QM-3F2P: forty bits, easy to read out (回执号)."""
    code = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{code[:4]}-{code[4:]}"
