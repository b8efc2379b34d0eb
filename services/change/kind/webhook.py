"""Webhooks in a change set (消息推送)."""

from sqlmodel import Session, select

from db.setting import setting
from models.definition import DefinitionKind
from models.webhook import WebhookSecret
from rules.definition import Problem, webhook
from rules.permission import Visitor
from services.change.kind.base import Body, Change, Kind


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

    def _append(self, session: Session, actor: Visitor, change: Change, body: Body | None) -> None:
        """With a webhook goes its key: one of the same name begins with another."""
        super()._append(session, actor, change, body)
        if body is None:
            secrets = select(WebhookSecret).where(WebhookSecret.webhook_key == change.key)
            for secret in session.exec(secrets):
                session.delete(secret)
            session.flush()

    def opens(self, change: Change) -> bool:
        """Whether something would be told again that is not told now."""
        return change.after is not None
