"""What the log of messages says (推送用语)."""

from urllib.parse import urlsplit

from components.language import _, n_
from models.webhook import DeliveryState
from rules.permission import Permission, Visitor
from rules.refusal import N_
from rules.webhook.event import EVENTS, TEST
from services.webhook import Hook

STATES = {
    DeliveryState.WAITING: (N_("waits to be sent"), "schedule", "blue"),
    DeliveryState.DELIVERED: (N_("arrived"), "check_circle", "green"),
    DeliveryState.FAILED: (N_("did not arrive"), "error", "red"),
}


def state(code: DeliveryState) -> str:
    """How far a message has come."""
    return _(STATES[code][0])


def badge(code: DeliveryState) -> str:
    """The same with its sign and colour, for Markdown."""
    _word, sign, colour = STATES[code]
    return f":{colour}-badge[:material/{sign}: {state(code)}]"


def event(code: str) -> str:
    """What happened."""
    if code == TEST:
        return _("Test message")
    return _(EVENTS[code][0]) if code in EVENTS else code


def place(name: str) -> str:
    """Where it holds."""
    return name or _("the whole house")


def host(url: str) -> str:
    """Where it goes, without what stands behind the host."""
    return urlsplit(url).netloc


def fares(hook: Hook) -> str:
    """Whether messages arrive, in badges."""
    if not hook.defined.body.get("on", True):
        return f":gray-badge[{_('switched off')}]"
    if hook.key_made_at is None:
        return f":orange-badge[:material/key: {_('no key yet: nothing is sent')}]"
    told = []
    if hook.failed:
        text = n_("{n} did not arrive", "{n} did not arrive", hook.failed)
        told.append(f":red-badge[:material/error: {text}]")
    if hook.waiting:
        text = n_("{n} is waiting", "{n} are waiting", hook.waiting)
        told.append(f":blue-badge[:material/schedule: {text}]")
    if hook.delivered or not told:
        text = n_("{n} arrived", "{n} arrived", hook.delivered)
        told.append(f":green-badge[:material/check_circle: {text}]")
    return " ".join(told)


def may(visitor: Visitor, permission: Permission, hook: Hook) -> bool:
    """Whether the visitor holds a right where the webhook holds."""
    if hook.defined.place_id is None:
        return visitor.may_everywhere(permission)
    return visitor.may(permission, hook.defined.path)
