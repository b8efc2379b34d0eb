"""The desk: paper ballots and written authorities are entered here (书面票)."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.choice import Choice
from models.member import Grant, Member, Role
from models.motion import Channel, Motion, Proxy
from models.place import Place
from models.revision import Area
from rules import ballot as rule
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.motion.casting import (
    Receipt,
    locked_voter,
    motion_in_vote,
    put_down,
    standing_ballot,
)
from services.motion.putting import the_motion
from services.motion.recording import place_of
from services.trail import record
from services.visitor import check


def enter_paper_ballot(
    session: Session,
    actor: Visitor,
    motion_id: int,
    voter_id: int,
    choice: Choice,
    document: str,
    *,
    replacing: bool = False,
) -> Receipt:
    """Enter a signed paper ballot (录入书面票). Over an earlier answer only when it is newer."""
    motion, fresh = _at_desk(session, actor, motion_id)
    voter = locked_voter(session, motion_id, voter_id)
    rule.must_name_document(document)
    standing = standing_ballot(session, voter_id)
    if standing is not None:
        rule.must_mean_to_replace(standing.channel, standing.choice is not choice, replacing)
        if standing.choice is choice and not replacing:
            return Receipt(standing.id or 0, standing.receipt, choice, changed=False)
    answer = (choice, Channel.PAPER, document.strip())
    return put_down(session, fresh, motion, voter, answer, standing)


@dataclass(frozen=True)
class Authority:
    """What a written authority says (委托书)."""

    holder: str
    document: str
    instruction: Choice | None = None
    holder_username: str = ""  # where the holder has an account, to answer online


def record_proxy(
    session: Session, actor: Visitor, motion_id: int, voter_id: int, authority: Authority
) -> Proxy:
    """Record who may answer for a head, by a document that can be found again (登记委托)."""
    the_motion(session, motion_id, lock=True)  # one at a time: two desks share one cap
    motion, fresh = _at_desk(session, actor, motion_id)
    voter = locked_voter(session, motion_id, voter_id)
    rule.must_name_document(authority.document)
    member = _holder(session, authority)
    name = member.name if member else authority.holder.strip()
    if not name:
        raise Refused(N_("Enter the name of the person who may vote."))
    rule.must_not_serve_property(_serves_property(session, motion, member, name))
    held = _held(session, motion_id, voter_id, member, name)
    rule.must_be_under_cap(held, motion.proxy_cap)
    standing = standing_ballot(session, voter_id)
    if standing is not None and standing.channel is Channel.PROXY:
        raise Refused(N_("The holder has already answered under the authority recorded before."))
    proxy = _proxy_of(session, voter_id) or Proxy(
        motion_id=motion_id, voter_id=voter_id, holder=name, document="", recorded_by=0
    )
    proxy.holder, proxy.holder_member_id = name, member.id if member else None
    proxy.instruction, proxy.document = authority.instruction, authority.document.strip()
    proxy.recorded_by = fresh.member_id or 0
    session.add(proxy)
    session.flush()
    about, after = f"voter:{voter.id}", {"document": proxy.document}
    moves = (Area.DELIBERATION,)
    record(
        session, fresh, "proxy.recorded", about, place_of(session, motion), moves=moves, after=after
    )
    return proxy


def enter_proxy_ballot(
    session: Session, actor: Visitor, motion_id: int, voter_id: int, choice: Choice
) -> Receipt:
    """Enter what the holder of a recorded authority answered at the desk (录入委托票)."""
    motion, fresh = _at_desk(session, actor, motion_id)
    voter = locked_voter(session, motion_id, voter_id)
    proxy = _proxy_of(session, voter_id)
    if proxy is None:
        raise Refused(N_("Record the written authority first."))
    rule.must_follow_instruction(proxy.instruction, choice)
    standing = standing_ballot(session, voter_id)
    if standing is not None:
        rule.must_yield_to_owner(standing.channel)
        if standing.choice is choice:
            return Receipt(standing.id or 0, standing.receipt, choice, changed=False)
    answer = (choice, Channel.PROXY, proxy.document)
    return put_down(session, fresh, motion, voter, answer, standing)


def _at_desk(session: Session, actor: Visitor, motion_id: int) -> tuple[Motion, Visitor]:
    motion = motion_in_vote(session, motion_id)
    return motion, check(session, actor, Permission.ENTER_BALLOT, place_of(session, motion))


def _proxy_of(session: Session, voter_id: int) -> Proxy | None:
    return session.exec(select(Proxy).where(Proxy.voter_id == voter_id)).first()


def _holder(session: Session, authority: Authority) -> Member | None:
    """The holder's account, where the authority names one."""
    username = authority.holder_username.strip()
    if not username:
        return None
    member = session.exec(select(Member).where(Member.username == username)).first()
    if member is None or member.closed_at is not None:
        raise Refused(N_("There is no account with the name “{username}”."), username=username)
    return member


def _held(session: Session, motion_id: int, voter_id: int, member: Member | None, name: str) -> int:
    """For how many other heads this person holds an authority already."""
    same = col(Proxy.holder) == name
    if member is not None:
        same = same | (col(Proxy.holder_member_id) == member.id)
    others = select(Proxy.id).where(Proxy.motion_id == motion_id, Proxy.voter_id != voter_id)
    return len(session.exec(others.where(same)).all())


def _serves_property(session: Session, motion: Motion, member: Member | None, name: str) -> bool:
    """Whether the holder is one of the property company's people here, by account or by name."""
    rows = session.exec(
        select(Member.id, Member.name, Place.path)
        .join(Grant, col(Grant.member_id) == Member.id)
        .join(Place, col(Place.id) == Grant.place_id)
        .where(Grant.role == Role.MANAGER)
    )
    mine = member.id if member else None
    near = [
        (member_id, called)
        for member_id, called, path in rows
        if path.startswith(motion.path) or motion.path.startswith(path)
    ]
    return any(member_id == mine or called == name for member_id, called in near)
