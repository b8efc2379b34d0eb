"""Webhooks in a change set (消息推送)."""

from sqlmodel import Session

from db.setting import setting
from models.definition import DefinitionKind
from rules.definition import Problem, webhook
from services.change.kind.base import Change, Kind


class WebhookKind(Kind):
    """Which system is told what. Its key never travels with a set: it is made on its own page."""

    kind = DefinitionKind.WEBHOOK

    def problems(self, session: Session, change: Change) -> list[Problem]:
        """What stops a webhook from holding: the address, above all."""
        if change.after is None:
            return []
        here = setting()
        return webhook.problems(
            change.after, webhook.Allowed(here.webhook_hosts, here.webhook_inside)
        )

    def opens(self, change: Change) -> bool:
        """Whether something would be told again that is not told now."""
        return change.after is not None
