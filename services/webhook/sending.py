"""Sending what is queued (发送): by the clock, each message at least once, until it arrived.

A message is taken in one transaction, sent in none, and settled in another: nobody waits for the
net with a lock in his hand. Two copies of the app never send the same attempt.
"""

import logging
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, or_, select

from db.setting import setting
from models.base import now
from models.definition import DefinitionKind
from models.webhook import Delivery, DeliveryState, WebhookSecret
from rules.notice import canonical
from rules.refusal import Refused
from rules.webhook.address import Target, read_address
from rules.webhook.retry import arrived, next_try
from rules.webhook.signature import signed
from services.definition import one
from services.webhook.posting import Answer, post

log = logging.getLogger(__name__)

MOST_AT_ONCE = 100
BUDGET_SECONDS = 20.0  # of one round of the clock
LEASE = timedelta(minutes=5)  # after that, whoever took a message is believed to be gone
KEPT_DAYS = 30

Transaction = Callable[[], AbstractContextManager[Session]]


@dataclass(frozen=True)
class Round:
    """How much went out in one round (发送结果)."""

    delivered: int = 0
    failed: int = 0


@dataclass(frozen=True)
class _Job:
    """One message that was taken to be sent (待投递)."""

    delivery_id: int
    target: Target
    secret: str
    body: bytes


def send_due(transaction: Transaction, moment: datetime) -> Round:
    """Send what is due, the longest waiting first, for as long as the round lasts."""
    with transaction() as session:
        due = session.exec(
            select(Delivery.id)
            .where(Delivery.state == DeliveryState.WAITING, col(Delivery.next_at) <= moment)
            .order_by(col(Delivery.next_at), col(Delivery.id))
            .limit(MOST_AT_ONCE)
        ).all()
    delivered = failed = 0
    until = time.monotonic() + BUDGET_SECONDS
    for number in due:
        if time.monotonic() > until:
            break
        arrives = send_one(transaction, number or 0)
        delivered, failed = delivered + bool(arrives), failed + (arrives is False)
    return Round(delivered, failed)


def send_one(transaction: Transaction, delivery_id: int) -> bool | None:
    """Send one message now: whether it arrived; ``None`` where there was nothing to send."""
    with transaction() as session:
        job = _taken(session, delivery_id)
    if job is None:
        return None
    moment = int(now().timestamp())
    message_id = f"msg_{job.delivery_id}"
    headers = {
        "webhook-id": message_id,
        "webhook-timestamp": str(moment),
        "webhook-signature": signed(job.secret, message_id, moment, job.body),
    }
    answer = post(job.target, headers, job.body, setting().webhook_inside)
    with transaction() as session:
        _settle(session, delivery_id, answer)
    return arrived(answer.status)


def _taken(session: Session, delivery_id: int) -> _Job | None:
    """Take a message, unless somebody else has it or it cannot be sent any more."""
    locked = select(Delivery).where(Delivery.id == delivery_id).with_for_update(skip_locked=True)
    row = session.exec(locked).first()
    moment = now()
    if row is None or row.state is not DeliveryState.WAITING:
        return None
    if row.next_at is not None and row.next_at > moment:
        return None
    row.attempts += 1
    row.next_at = moment + LEASE
    session.add(row)
    try:
        return _job(session, row)
    except Refused as refused:
        row.state, row.next_at, row.status = DeliveryState.FAILED, None, None
        row.answer = str(refused)[:300]
        return None


def _job(session: Session, row: Delivery) -> _Job:
    found = one(session, DefinitionKind.WEBHOOK, row.webhook_key)
    asked = select(WebhookSecret.secret).where(WebhookSecret.webhook_key == row.webhook_key)
    secret = session.exec(asked).first()
    if found is None or secret is None or not found.body.get("on", True):
        raise Refused("the webhook is switched off, or gone")
    here = setting()
    target = read_address(str(found.body["url"]), here.webhook_hosts, here.webhook_inside)
    return _Job(row.id or 0, target, secret, canonical(row.body).encode())


def _settle(session: Session, delivery_id: int, answer: Answer) -> None:
    row = session.get(Delivery, delivery_id, with_for_update=True)
    if row is None:
        return
    moment = now()
    row.status, row.answer = answer.status, answer.text
    if arrived(answer.status):
        row.state, row.delivered_at, row.next_at = DeliveryState.DELIVERED, moment, None
    else:
        row.next_at = next_try(row.attempts, moment)
        if row.next_at is None:
            row.state = DeliveryState.FAILED
            log.warning("message %d to %s was given up", delivery_id, row.webhook_key)
    session.add(row)


def sweep(session: Session) -> int:
    """Forget messages that nobody will ask about any more; how many."""
    old = col(Delivery.created_at) < now() - timedelta(days=KEPT_DAYS)
    over = or_(Delivery.state == DeliveryState.DELIVERED, Delivery.state == DeliveryState.FAILED)
    found = session.execute(delete(Delivery).where(old, over))
    return int(getattr(found, "rowcount", 0))
