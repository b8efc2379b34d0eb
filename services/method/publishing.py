"""Publishing a method as a whole, and going back to an earlier version (评价办法发布与恢复).

A change set does so. A version that editions follow never changes: going back makes the earlier
one the version that new editions begin with.
"""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from models.method import Method, MethodVersion
from models.place import Place
from models.procedure import VersionState
from rules.definition.procedure import WORDS
from rules.notice import text_hash
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services.method.drafting import leave, publish
from services.numbered import METHODS


def body_of(session: Session, method: Method) -> dict[str, Any] | None:
    """What new editions begin with, as a change set carries it."""
    version = METHODS.published(session, method.id)
    if version is None:
        return None
    return body_with(method, version.body)


def body_with(method: Method, body: Mapping[str, Any]) -> dict[str, Any]:
    """What a change set carries to publish ``body``."""
    return {name: getattr(method, name) for name in WORDS} | {"body": dict(body)}


def normal(body: Mapping[str, Any]) -> dict[str, Any]:
    """A body with nothing left out."""
    return {name: body.get(name, "") for name in WORDS} | {"body": body["body"]}


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
    method = METHODS.by_code(session, code)
    fresh = METHODS.must_change(session, actor, method, place)
    if method is None:
        method = METHODS.begun(session, code, body["name"], place)
    METHODS.say(session, method, body)
    held = METHODS.published(session, method.id)
    if held is not None and held.sha256 == text_hash(body["body"]):
        leave(session, fresh, "method.edited", method, {"name": method.name})
        return held.number
    draft = METHODS.draft(session, method.id)
    if draft is None or text_hash(draft.body) != text_hash(body["body"]):
        draft = METHODS.next_version(session, method, body=dict(body["body"]))
    return publish(session, fresh, draft.id or 0, draft.edit_count, note)


def bring_back(
    session: Session, actor: Visitor, code: str, body: Mapping[str, Any] | None
) -> int | None:
    """Let new editions begin with the version that says ``body`` again; ``None``: with none.

    Editions under way stay on the version that they began with.
    """
    method = METHODS.by_code(session, code)
    if method is None:
        raise Refused(METHODS.missing)
    fresh = METHODS.must_edit(session, actor, method)
    earlier = None if body is None else _version_that_says(session, method, body["body"])
    if body is not None:
        METHODS.say(session, method, body)
    METHODS.hold(session, method, earlier)
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
