"""Webhooks and their log, as those who configure read them (推送记录)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.definition import DefinitionKind
from models.place import Place
from models.webhook import Delivery, DeliveryState, WebhookSecret
from services.definition import Defined, bodies

PAGE_ROWS = 30


@dataclass(frozen=True)
class Hook:
    """One webhook with how it fares (推送条目)."""

    defined: Defined
    place: str  # empty: the whole house
    key_made_at: datetime | None
    waiting: int
    failed: int
    delivered: int
    last_at: datetime | None


@dataclass(frozen=True)
class Sent:
    """One line of the log (推送记录条目)."""

    id: int
    event: str
    state: DeliveryState
    attempts: int
    at: datetime
    next_at: datetime | None
    delivered_at: datetime | None
    status: int | None
    answer: str
    about: str


def hooks(session: Session, paths: tuple[str, ...]) -> list[Hook]:
    """Every webhook at ``paths`` and below."""
    found = [
        defined
        for defined in bodies(session, DefinitionKind.WEBHOOK)
        if any(defined.path.startswith(path) for path in paths)
    ]
    names = {
        place.id: place.name
        for place in session.exec(
            select(Place).where(col(Place.id).in_({one.place_id for one in found} - {None}))
        )
    }
    keys = {kept.webhook_key: kept.created_at for kept in session.exec(select(WebhookSecret))}
    return [_hook(session, one, names.get(one.place_id, ""), keys.get(one.key)) for one in found]


def _hook(session: Session, defined: Defined, place: str, made_at: datetime | None) -> Hook:
    rows = session.exec(
        select(Delivery.state, func.count(), func.max(Delivery.delivered_at))
        .where(Delivery.webhook_key == defined.key)
        .group_by(col(Delivery.state))
    ).all()
    counts = {state: number for state, number, _last in rows}
    return Hook(
        defined=defined,
        place=place,
        key_made_at=made_at,
        waiting=counts.get(DeliveryState.WAITING, 0),
        failed=counts.get(DeliveryState.FAILED, 0),
        delivered=counts.get(DeliveryState.DELIVERED, 0),
        last_at=max((last for _state, _n, last in rows if last is not None), default=None),
    )


def log(session: Session, key: str, page: int = 1) -> list[Sent]:
    """The newest messages of one webhook."""
    asked = select(Delivery).where(Delivery.webhook_key == key).order_by(col(Delivery.id).desc())
    rows = session.exec(asked.offset((page - 1) * PAGE_ROWS).limit(PAGE_ROWS))
    return [_sent(row) for row in rows]


def _sent(row: Delivery) -> Sent:
    return Sent(
        id=row.id or 0,
        event=row.event,
        state=row.state,
        attempts=row.attempts,
        at=row.created_at,
        next_at=row.next_at,
        delivered_at=row.delivered_at,
        status=row.status,
        answer=row.answer,
        about=str(row.body.get("data", {}).get("about", "")),
    )
