"""What is to be told to other systems (推送排队): queued by the act itself, in its transaction.

So nothing is told that did not happen, and nothing that happened is forgotten. No personal data
goes along: what it is about by its number, the place, and a few facts of a closed list.
"""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from models.base import now
from models.definition import DefinitionKind
from models.place import Place
from models.trail import TrailLine
from models.webhook import Delivery, WebhookSecret
from rules.webhook.event import BY_CODE, EVENTS
from services.definition import bodies


def tell(session: Session, line: TrailLine, place: Place | None) -> None:
    """Queue a message for every webhook that wants to know of this act, here or above."""
    event = BY_CODE.get(line.code)
    if event is None:
        return
    wanting = [
        webhook.key
        for webhook in bodies(session, DefinitionKind.WEBHOOK, line.path)
        if event in webhook.body["events"] and webhook.body.get("on", True)
    ]
    if not wanting:
        return
    known = select(WebhookSecret.webhook_key).where(col(WebhookSecret.webhook_key).in_(wanting))
    for key in session.exec(known):
        queue(session, key, event, _message(event, line, place))


def queue(session: Session, key: str, event: str, body: Mapping[str, Any]) -> Delivery:
    """One message to one webhook, to be sent by the clock."""
    delivery = Delivery(webhook_key=key, event=event, body=dict(body), next_at=now())
    session.add(delivery)
    return delivery


def _message(event: str, line: TrailLine, place: Place | None) -> dict[str, Any]:
    _name, _codes, facts = EVENTS[event]
    told = {name: (line.after or {})[name] for name in facts if name in (line.after or {})}
    where = {"place": place.code, "place_name": place.name} if place is not None else {}
    return {
        "type": event,
        "timestamp": now().isoformat(),
        "data": {"act": line.code, "about": line.about, **where, **told},
    }
