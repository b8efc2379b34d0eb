"""Adding a version (新增定义版本): what change sets stand on; rights are checked there."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, select

from db.revision import moved
from models.base import now
from models.definition import Definition, DefinitionKind
from models.place import Place
from models.revision import Area
from rules.calendar import day_of
from rules.notice import canonical, text_hash
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services.definition.reading import OWN

LARGEST = 300_000  # characters of one body as canonical JSON


def append(
    session: Session,
    actor: Visitor | None,
    kind: DefinitionKind,
    key: str,
    place: Place | None,
    body: Mapping[str, Any] | None,
    change_set_id: int | None = None,
) -> Definition:
    """Let ``body`` hold under ``key`` from here on, at ``place`` and below; ``None`` takes away."""
    sha256 = digest(body)
    known = select(func.max(Definition.number)).where(
        Definition.kind == kind, Definition.key == key
    )
    row = Definition(
        kind=kind,
        key=key,
        number=(session.exec(known).one() or 0) + 1,
        place_id=place.id if place else None,
        path=place.path if place else "/",
        body=None if body is None else dict(body),
        sha256=sha256,
        valid_from=day_of(now()),
        change_set_id=change_set_id,
        published_by=actor.member_id if actor else None,
    )
    session.add(row)
    session.flush()
    session.info[OWN] = True
    moved(session, Area.DEFINITION, *((place.id or 0, place.path) if place else ()))
    return row


def digest(body: Mapping[str, Any] | None) -> str:
    """The SHA-256 of a body; empty where there is none. Refused when JSON cannot hold it exactly:
    numbers are whole (write ``"0.5"`` as text), and a body is not endless."""
    if body is None:
        return ""
    try:
        text = canonical(dict(body))
        text.encode()
    except (TypeError, ValueError, RecursionError):
        raise Refused(N_("A part of this cannot be kept: numbers must be whole.")) from None
    if len(text) > LARGEST:
        raise Refused(N_("This is too long to be kept."))
    return text_hash(dict(body))
