"""One-time links that set a password (重置链接): for who forgot it, and for who is new.

An administrator makes one and hands it over himself; the house sends nothing.
"""

import secrets

from sqlalchemy import update
from sqlmodel import Session, col, select

from models.base import now
from models.member import Grant, Member
from models.place import Place
from models.sign_in import ResetLink
from rules.permission import Permission, Visitor, must_be_allowed
from rules.refusal import N_, Refused
from rules.sign_in import LINK_LIVES
from services.sign_in.password import write_password
from services.sign_in.session import changed, digest
from services.trail import record
from services.visitor import visitor

SPENT = N_("This link was used already, or is too old. Ask an administrator for a new one.")


def make_link(session: Session, actor: Visitor, member_id: int) -> str:
    """The key of a new link for a member whom the actor looks after (``/reset?key=…``)."""
    member = must_look_after(session, actor, member_id)
    return write_link(session, actor, member)


def must_look_after(session: Session, actor: Visitor, member_id: int) -> Member:
    """The member, when the actor administers every place where he holds a role.

    Who sets a password can become that person: an administrator of a compound never
    reaches the account of someone who is trusted with more than that compound.
    """
    fresh = visitor(session, actor.member_id)
    must_be_allowed(fresh, Permission.MANAGE_MEMBERS)
    member = session.get(Member, member_id)
    if member is None or member.closed_at is not None:
        raise Refused(N_("There is no such member."))
    paths = select(Place.path).join(Grant, col(Grant.place_id) == Place.id)
    for path in session.exec(paths.where(Grant.member_id == member_id)):
        must_be_allowed(fresh, Permission.MANAGE_MEMBERS, path)
    return member


def write_link(session: Session, actor: Visitor, member: Member) -> str:
    """Make the link, and void earlier ones; the caller has checked the right to."""
    if member.closed_at is not None:
        raise Refused(N_("The account of {name} is locked already."), name=member.name)
    assert member.id is not None
    _void(session, member.id)
    key = secrets.token_urlsafe(32)
    made = ResetLink(
        link_hash=digest(key),
        member_id=member.id,
        made_by=actor.member_id,
        expires_at=now() + LINK_LIVES,
    )
    session.add(made)
    session.flush()
    record(session, actor, "link.made", f"member:{member.id}", None, moves=())
    return key


def whose_link(session: Session, key: str) -> Member:
    """Whose password the link sets; refused when it was used or is too old."""
    found = session.exec(
        select(Member)
        .join(ResetLink, col(ResetLink.member_id) == Member.id)
        .where(
            ResetLink.link_hash == digest(key),
            col(ResetLink.used_at).is_(None),
            col(ResetLink.expires_at) > now(),
            col(Member.closed_at).is_(None),
        )
    ).first()
    if found is None:
        raise Refused(SPENT)
    return found


def use_link(session: Session, key: str, password_hash: str) -> Member:
    """Set the password, once: of two who come at the same time one is refused."""
    member = whose_link(session, key)
    assert member.id is not None
    if not _void(session, member.id, key):
        raise Refused(SPENT)
    _void(session, member.id)
    write_password(session, visitor(session, member.id), member, password_hash)
    return member


def _void(session: Session, member_id: int, key: str | None = None) -> int:
    links = update(ResetLink).where(
        col(ResetLink.member_id) == member_id, col(ResetLink.used_at).is_(None)
    )
    if key is not None:
        links = links.where(col(ResetLink.link_hash) == digest(key))
    return changed(session, links.values(used_at=now()))
