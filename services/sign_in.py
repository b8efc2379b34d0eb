"""Coming in and going out (登录)."""

import hashlib
from datetime import timedelta

from sqlmodel import Session, col, select

from models.base import now
from models.member import Member
from models.sign_in import SignInSession
from rules.permission import STRANGER, Visitor
from services.visitor import visitor

IDLE, LONGEST = timedelta(hours=2), timedelta(hours=12)


def digest(secret: str) -> str:
    """What the database keeps of a cookie, ticket or link: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


def restore(session: Session, cookie: str | None) -> Visitor:
    """Who the cookie stands for at this moment; a stranger when it stands for nobody."""
    if not cookie:
        return STRANGER
    row = session.exec(
        select(SignInSession, Member)
        .join(Member, col(Member.id) == SignInSession.member_id)
        .where(SignInSession.cookie_hash == digest(cookie))
    ).first()
    if row is None:
        return STRANGER
    kept, member = row
    moment = now()
    stale = moment - kept.created_at > LONGEST or moment - kept.seen_at > IDLE
    if stale or kept.revoked_at is not None or kept.token_version != member.token_version:
        return STRANGER
    return visitor(session, member.id)
