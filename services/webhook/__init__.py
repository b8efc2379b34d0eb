"""Messages to other systems (消息推送): their keys, their sending, and the log of both."""

from services.webhook.keeping import make_key, repeat_delivery, send_test
from services.webhook.reading import Hook, Sent, hooks, log
from services.webhook.sending import Round, send_due, send_one

__all__ = [
    "Hook",
    "Round",
    "Sent",
    "hooks",
    "log",
    "make_key",
    "repeat_delivery",
    "send_due",
    "send_one",
    "send_test",
]
