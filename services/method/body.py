"""The method that an edition follows, read once a transaction (评价办法正文)."""

from sqlmodel import Session

from models.method import MethodVersion
from models.procedure import VersionState
from rules.method import Body, read_body

KEPT = "method bodies"  # where a session remembers them


def body_at(session: Session, version_id: int) -> Body:
    """The body of a version. What is published never changes, so it is read and checked once."""
    known: dict[int, Body] = session.info.setdefault(KEPT, {})
    if version_id in known:
        return known[version_id]
    version = session.get_one(MethodVersion, version_id)
    body = read_body(version.body)
    if version.state is not VersionState.DRAFT:
        known[version_id] = body
    return body
