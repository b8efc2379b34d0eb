"""Publishing a method as a whole, and going back to an earlier version (评价办法发布与恢复).

A change set does so. A version that editions follow never changes: going back makes the earlier
one the version that new editions begin with.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.method import Method, MethodVersion
from models.place import Place
from models.procedure import VersionState
from rules.definition.procedure import WORDS
from rules.notice import text_hash
from rules.permission import Permission, Visitor, must_be_allowed_everywhere
from rules.refusal import N_, Refused
from services.method.drafting import drafts, leave, must_edit, publish, published
from services.visitor import check, visitor


def by_code(session: Session, code: str) -> Method | None:
    """The method that is called ``code``."""
    return session.exec(select(Method).where(Method.code == code)).first()


def body_of(session: Session, method: Method) -> dict[str, Any] | None:
    """What new editions begin with, as a change set carries it."""
    version = published(session, method.id or 0)
    if version is None:
        return None
    return body_with(method, version.body)


def body_with(method: Method, body: Mapping[str, Any]) -> dict[str, Any]:
    """What a change set carries to publish ``body``."""
    return {name: getattr(method, name) for name in WORDS} | {"body": dict(body)}


def normal(body: Mapping[str, Any]) -> dict[str, Any]:
    """A body with nothing left out."""
    return {name: body.get(name, "") for name in WORDS} | {"body": body["body"]}


def must_change(
    session: Session, actor: Visitor, method: Method | None, place: Place | None
) -> Visitor:
    """Who may change a method, or begin one at a place; refused otherwise."""
    if method is not None:
        return must_edit(session, actor, method)
    if place is not None:
        return check(session, actor, Permission.EDIT_METHOD, place)
    fresh = visitor(session, actor.member_id)
    must_be_allowed_everywhere(fresh, Permission.MANAGE_PLACES)
    return fresh


def publish_body(
    session: Session,
    actor: Visitor,
    code: str,
    place: Place | None,
    body: Mapping[str, Any],
    note: str = "",
) -> int:
    """Make ``body`` the version that new editions begin with; its number.

    An open draft that says the same becomes that version; any other draft stays as it is. Where
    only a name or a summary is new, no version is made.
    """
    method = by_code(session, code)
    fresh = must_change(session, actor, method, place)
    if method is None:
        method = Method(code=code, name=body["name"], place_id=place.id if place else None)
        session.add(method)
        session.flush()
    _say(session, method, body)
    held = published(session, method.id or 0)
    if held is not None and held.sha256 == text_hash(body["body"]):
        leave(session, fresh, "method.edited", method, {"name": method.name})
        return held.number
    draft = session.exec(drafts(method.id or 0).with_for_update()).first()
    if draft is None or text_hash(draft.body) != text_hash(body["body"]):
        draft = _drafted(session, method, body["body"])
    return publish(session, fresh, draft.id or 0, draft.edit_count, note)


def _say(session: Session, method: Method, body: Mapping[str, Any]) -> None:
    for name in WORDS:
        setattr(method, name, body.get(name, ""))
    session.add(method)
    session.flush()


def _drafted(session: Session, method: Method, body: Mapping[str, Any]) -> MethodVersion:
    highest = select(func.max(MethodVersion.number)).where(MethodVersion.method_id == method.id)
    number = (session.exec(highest).one() or 0) + 1
    version = MethodVersion(method_id=method.id or 0, number=number, body=dict(body))
    session.add(version)
    session.flush()
    return version


def bring_back(
    session: Session, actor: Visitor, code: str, body: Mapping[str, Any] | None
) -> int | None:
    """Let new editions begin with the version that says ``body`` again; ``None``: with none.

    Editions under way stay on the version that they began with.
    """
    method = by_code(session, code)
    if method is None:
        raise Refused(N_("There is no such method of rating."))
    fresh = must_edit(session, actor, method)
    earlier = None if body is None else _version_that_says(session, method, body["body"])
    held = published(session, method.id or 0)
    if held is not None:
        held.state = VersionState.RETIRED
        session.add(held)
    if earlier is not None and body is not None:
        earlier.state = VersionState.PUBLISHED
        session.add(earlier)
        _say(session, method, body)
    session.flush()
    number = earlier.number if earlier is not None else None
    leave(session, fresh, "method.restored", method, {"number": number})
    return number


def _version_that_says(session: Session, method: Method, body: Mapping[str, Any]) -> MethodVersion:
    """The newest version with this body: the one that holds, where only words changed since."""
    found = session.exec(
        select(MethodVersion)
        .where(MethodVersion.method_id == method.id, MethodVersion.sha256 == text_hash(body))
        .where(MethodVersion.state != VersionState.DRAFT)
        .order_by(col(MethodVersion.number).desc())
    ).first()
    if found is None:
        raise Refused(N_("The earlier version is not there any more."))
    return found
