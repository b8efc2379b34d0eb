"""Who has an account, with which roles (成员名单)."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import func
from sqlmodel import Session, col, select

from db.revision import path_end
from models.member import Grant, Member, Role
from models.place import Place
from models.secret import fingerprint
from rules.mask import masked_name, masked_phone
from rules.refusal import Refused
from rules.roll.cell import phone as read_phone
from rules.sign_in import same_username
from services.gazetteer import full_name

PAGE_ROWS = 20


@dataclass(frozen=True)
class GrantRow:
    """One role at one place (一项授权)."""

    id: int
    role: Role
    place: str  # 枫园小区 › 3 号楼 › 3-501
    path: str


@dataclass(frozen=True)
class MemberRow:
    """One account as those see it who look after it (成员行)."""

    id: int
    username: str
    name: str
    phone: str  # masked
    has_password: bool
    closed_at: datetime | None
    grants: tuple[GrantRow, ...]


@dataclass(frozen=True)
class Wanted:
    """Which members a list shows (筛选). ``paths``: where the reader has authority."""

    paths: tuple[str, ...]
    belonging_only: bool = False  # a council sees residents and owners
    words: str = ""
    role: Role | None = None
    closed: bool = False


def count(session: Session, wanted: Wanted) -> int:
    """How many members fit."""
    fitting = _fitting(sa.select(func.count()).select_from(Member), wanted)
    return int(session.execute(fitting).scalar_one())


def members(session: Session, wanted: Wanted, page: int) -> list[MemberRow]:
    """One page of the members that fit, the newest first."""
    ids = _fitting(sa.select(col(Member.id)), wanted).order_by(col(Member.id).desc())
    here = ids.limit(PAGE_ROWS).offset((max(1, page) - 1) * PAGE_ROWS)
    return members_of(session, tuple(session.execute(here).scalars()))


def _fitting(wide: sa.Select[int], wanted: Wanted) -> sa.Select[int]:
    closed = col(Member.closed_at)
    wide = wide.where(closed.is_not(None) if wanted.closed else closed.is_(None))
    held = sa.select(col(Grant.member_id)).join(Place, col(Place.id) == col(Grant.place_id))
    within = [(col(Place.path) >= p) & (col(Place.path) < path_end(p)) for p in wanted.paths]
    held = held.where(sa.or_(sa.false(), *within))
    if wanted.belonging_only:
        held = held.where(col(Grant.role).in_([Role.RESIDENT, Role.OWNER]))
    if wanted.role is not None:
        held = held.where(col(Grant.role) == wanted.role)
    known: sa.ColumnElement[bool] = col(Member.id).in_(held)
    if not wanted.belonging_only and wanted.role is None:  # an account without any role is theirs
        known = known | ~sa.exists().where(col(Grant.member_id) == col(Member.id))
    wide = wide.where(known)
    return wide.where(_named(wanted.words)) if wanted.words.strip() else wide


def _named(words: str) -> sa.ColumnElement[bool]:
    """By name, by user name, or by the whole telephone number."""
    said = words.strip()
    fits = col(Member.name).contains(said, autoescape=True) | col(Member.username).contains(
        same_username(said), autoescape=True
    )
    try:
        return fits | (col(Member.phone_print) == fingerprint(read_phone(said)))
    except Refused:
        return fits


def members_of(session: Session, ids: tuple[int, ...]) -> list[MemberRow]:
    """The members with these ids, in this order, with their roles."""
    held = sa.select(Grant, Place).join(Place, col(Place.id) == col(Grant.place_id))
    grants: dict[int, list[GrantRow]] = {}
    rows = session.execute(held.where(col(Grant.member_id).in_(ids)).order_by(col(Place.path)))
    for grant, place in rows.all():
        name = full_name(session, place.path)
        row = GrantRow(grant.id, Role(grant.role), name, place.path)
        grants.setdefault(grant.member_id, []).append(row)
    found = {m.id: m for m in session.exec(select(Member).where(col(Member.id).in_(ids)))}
    return [
        MemberRow(
            id=i,
            username=found[i].username,
            name=found[i].name,
            phone=masked_phone(found[i].phone),
            has_password=bool(found[i].password_hash),
            closed_at=found[i].closed_at,
            grants=tuple(grants.get(i, ())),
        )
        for i in ids
        if i in found
    ]


FOUND = 5


def known(session: Session, words: str) -> list[tuple[int, str, str]]:
    """Open accounts by whole user name, whole name or whole phone number: id, user name, masked.

    Whole, so that nobody leafs through people he does not know.
    """
    said = words.strip()
    if not said:
        return []
    fits = (col(Member.username) == same_username(said)) | (col(Member.name) == said)
    with suppress(Refused):
        fits = fits | (col(Member.phone_print) == fingerprint(read_phone(said)))
    found = select(Member).where(fits, col(Member.closed_at).is_(None)).limit(FOUND)
    return [(m.id or 0, m.username, masked_name(m.name)) for m in session.exec(found)]
