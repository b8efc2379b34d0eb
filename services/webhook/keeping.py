"""Looking after a webhook (推送维护): its key, a test, a message sent again."""

from sqlmodel import Session, select

from models.base import now
from models.definition import DefinitionKind
from models.place import Place
from models.revision import Area
from models.webhook import Delivery, DeliveryState, WebhookSecret
from rules.permission import Permission, Visitor, must_be_allowed_everywhere
from rules.refusal import N_, Refused
from rules.webhook.event import TEST
from rules.webhook.signature import new_secret
from services.definition import Defined, one
from services.delivery import queue
from services.trail import record
from services.visitor import check, the_place, visitor

MOST_WAITING = 20  # tests of one webhook that wait at a time


def make_key(session: Session, actor: Visitor, key: str) -> str:
    """A new key for a webhook: it is returned once, and only its receiver keeps it.

    The one before it signs nothing from now on.
    """
    found = _the_webhook(session, key)
    place, fresh = _looks_after(session, actor, Permission.PUBLISH_CHANGES, found)
    secret = new_secret()
    kept = _secret(session, key)
    if kept is None:
        kept = WebhookSecret(webhook_key=key, secret=secret, made_by=fresh.member_id or 0)
    kept.secret, kept.made_by, kept.created_at = secret, fresh.member_id or 0, now()
    session.add(kept)
    session.flush()
    about, moves = f"webhook_secret:{kept.id}", (Area.DEFINITION,)
    record(session, fresh, "webhook.key_made", about, place, moves=moves, after={"code": key})
    return secret


def send_test(session: Session, actor: Visitor, key: str) -> Delivery:
    """Queue a message that says nothing but that it is a test (测试消息)."""
    found = _the_webhook(session, key)
    place, fresh = _looks_after(session, actor, Permission.CONFIGURE, found)
    if _secret(session, key) is None:
        raise Refused(N_("This webhook has no key yet: make one first."))
    waiting = select(Delivery.id).where(
        Delivery.webhook_key == key,
        Delivery.event == TEST,
        Delivery.state == DeliveryState.WAITING,
    )
    if len(session.exec(waiting).all()) >= MOST_WAITING:
        raise Refused(N_("Enough tests are waiting: look at what came of them first."))
    body = {"type": TEST, "timestamp": now().isoformat(), "data": {}}
    delivery = queue(session, key, TEST, body)
    session.flush()
    about = f"delivery:{delivery.id}"
    record(session, fresh, "delivery.tested", about, place, moves=(), after={"code": key})
    return delivery


def repeat_delivery(session: Session, actor: Visitor, delivery_id: int) -> Delivery:
    """Send a message again, with its own number: whoever has it already knows it (重发)."""
    delivery = session.get(Delivery, delivery_id, with_for_update=True)
    if delivery is None:
        raise Refused(N_("There is no such message."))
    found = _the_webhook(session, delivery.webhook_key)
    place, fresh = _looks_after(session, actor, Permission.CONFIGURE, found)
    if delivery.state is DeliveryState.WAITING:
        raise Refused(N_("This message is waiting to be sent already."))
    delivery.state, delivery.attempts, delivery.next_at = DeliveryState.WAITING, 0, now()
    session.add(delivery)
    about, after = f"delivery:{delivery.id}", {"code": delivery.webhook_key}
    record(session, fresh, "delivery.repeated", about, place, moves=(), after=after)
    return delivery


def _the_webhook(session: Session, key: str) -> Defined:
    found = one(session, DefinitionKind.WEBHOOK, key)
    if found is None:
        raise Refused(N_("There is no such webhook."))
    return found


def _secret(session: Session, key: str) -> WebhookSecret | None:
    return session.exec(select(WebhookSecret).where(WebhookSecret.webhook_key == key)).first()


def _looks_after(
    session: Session, actor: Visitor, permission: Permission, found: Defined
) -> tuple[Place | None, Visitor]:
    if found.place_id is not None:
        place = the_place(session, found.place_id)
        return place, check(session, actor, permission, place)
    fresh = visitor(session, actor.member_id)
    must_be_allowed_everywhere(fresh, permission)
    return None, fresh
