"""Heads as their own people and the desk see them (我的票, 录票台)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.choice import Choice
from models.motion import Ballot, Channel, Proxy, Voter, VoterOwner, VoterUnit
from models.roll import Owner
from rules.mask import masked_name
from services.motion.casting import own_keys
from services.visitor import visitor

SHOWN_UNITS = 3
MOST_FOUND = 8


@dataclass(frozen=True)
class Answer:
    """The answer of a head that counts at the moment (现票)."""

    choice: Choice
    channel: Channel
    receipt: str
    at: datetime
    member_id: int


@dataclass(frozen=True)
class MyHead:
    """One head that a member may answer for (我能投的一票)."""

    voter_id: int
    units: tuple[str, ...]  # a few of them
    unit_count: int
    area_cm2: int
    holder: bool  # by a written authority
    instruction: Choice | None = None
    answer: Answer | None = None


def my_heads(session: Session, motion_id: int, member_id: int) -> tuple[MyHead, ...]:
    """The heads that a member may answer for, the own ones first."""
    here = col(Voter.motion_id) == motion_id
    owned = (
        select(VoterOwner.voter_id)
        .join(Owner, col(Owner.id) == VoterOwner.owner_id)
        .where(VoterOwner.motion_id == motion_id, Owner.member_id == member_id)
    )
    keys = own_keys(visitor(session, member_id))
    own = select(Voter).where(here, col(Voter.head).in_(keys) | col(Voter.id).in_(owned))
    held = (
        select(Voter, Proxy)
        .join(Proxy, col(Proxy.voter_id) == Voter.id)
        .where(here, Proxy.holder_member_id == member_id)
    )
    mine = {voter.id: _mine(session, voter, None) for voter in session.exec(own)}
    theirs = [_mine(session, voter, proxy) for voter, proxy in session.exec(held)]
    return (*mine.values(), *(head for head in theirs if head.voter_id not in mine))


def _mine(session: Session, voter: Voter, proxy: Proxy | None) -> MyHead:
    assert voter.id is not None
    return MyHead(
        voter_id=voter.id,
        units=_units(session, voter.id) or (voter.name,),
        unit_count=voter.unit_count,
        area_cm2=voter.area_cm2,
        holder=proxy is not None,
        instruction=proxy.instruction if proxy else None,
        answer=_answer(session, voter.id),
    )


def _units(session: Session, voter_id: int) -> tuple[str, ...]:
    rows = select(VoterUnit.label).where(VoterUnit.voter_id == voter_id)
    return tuple(session.exec(rows.order_by(col(VoterUnit.label)).limit(SHOWN_UNITS)))


def _answer(session: Session, voter_id: int) -> Answer | None:
    rows = select(Ballot).where(Ballot.voter_id == voter_id, col(Ballot.replaced_at).is_(None))
    ballot = session.exec(rows).first()
    if ballot is None:
        return None
    facts = (ballot.choice, ballot.channel, ballot.receipt, ballot.created_at, ballot.member_id)
    return Answer(*facts)


@dataclass(frozen=True)
class DeskHead:
    """One head as the desk finds it by its unit; the answer itself stays unseen (录票台条目)."""

    voter_id: int
    unit: str
    name: str  # masked
    unit_count: int
    delivered_at: datetime | None  # to this unit
    answered_by: Channel | None
    answered_at: datetime | None
    holder: str


def sought(session: Session, motion_id: int, words: str, public: bool) -> tuple[DeskHead, ...]:
    """The heads whose unit begins with ``words``, or whose name is exactly that; a few."""
    words = words.strip()
    if not words:
        return ()
    by_unit = col(VoterUnit.label).startswith(words, autoescape=True)
    rows = session.exec(
        select(Voter, VoterUnit, Ballot, Proxy)
        .join(VoterUnit, col(VoterUnit.voter_id) == Voter.id, isouter=True)
        .join(
            Ballot,
            (col(Ballot.voter_id) == Voter.id) & col(Ballot.replaced_at).is_(None),
            isouter=True,
        )
        .join(Proxy, col(Proxy.voter_id) == Voter.id, isouter=True)
        .where(Voter.motion_id == motion_id, by_unit | (col(Voter.name) == words))
        .order_by(func.length(VoterUnit.label), col(VoterUnit.label))
        .limit(MOST_FOUND)
    )
    return tuple(_found(voter, unit, ballot, proxy, public) for voter, unit, ballot, proxy in rows)


def _found(
    voter: Voter,
    unit: VoterUnit | None,
    ballot: Ballot | None,
    proxy: Proxy | None,
    public: bool,
) -> DeskHead:
    names = [masked_name(name, public or voter.developer) for name in voter.name.split("、")]
    return DeskHead(
        voter_id=voter.id or 0,
        unit=unit.label if unit else "",
        name="、".join(names),
        unit_count=voter.unit_count,
        delivered_at=unit.delivered_at if unit else None,
        answered_by=ballot.channel if ballot else None,
        answered_at=ballot.created_at if ballot else None,
        holder=masked_name(proxy.holder, public) if proxy else "",
    )


@dataclass(frozen=True)
class BuildingDelivery:
    """How far the papers of one building have come (送达进度)."""

    building: str
    units: int
    delivered: int


def deliveries(session: Session, motion_id: int) -> tuple[BuildingDelivery, ...]:
    """How many units of each building have their paper."""
    rows = session.exec(
        select(VoterUnit.building, func.count(), func.count(col(VoterUnit.delivered_at)))
        .where(VoterUnit.motion_id == motion_id)
        .group_by(VoterUnit.building)
        .order_by(func.length(VoterUnit.building), VoterUnit.building)
    )
    return tuple(BuildingDelivery(*row) for row in rows)
