"""Telling other systems what happened (消息推送)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field

from models.base import Record, UtcDateTime, described
from models.screen import Changes, Screen
from models.secret import Sealed


class DeliveryState(StrEnum):
    """How far a message has come (推送状态)."""

    WAITING = "waiting"  # 待发送
    DELIVERED = "delivered"  # 已送达
    FAILED = "failed"  # 已放弃


class WebhookSecret(Record, table=True):
    """The key that signs what one webhook sends (推送密钥). It never leaves with a change set."""

    __tablename__ = "webhook_secret"
    __screen__ = Screen(
        "推送密钥",
        "Key of a webhook",
        "key",
        "machinery",
        title="webhook_key",
        listed=("webhook_key", "made_by", "created_at"),
        changes=Changes.BY_ACTS,
        page="webhooks",
    )

    webhook_key: str = Field(
        max_length=80, unique=True, sa_column_kwargs=described("消息推送", english="Webhook")
    )
    secret: str = Field(sa_type=Sealed, nullable=False)
    made_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("生成人"))


class Delivery(Record, table=True):
    """One message to one address, until it arrived or was given up (推送记录)."""

    __table_args__ = (Index(None, "state", "next_at"), Index(None, "webhook_key", "id"))
    __screen__ = Screen(
        "推送记录",
        "Delivery",
        "outbox",
        "configuration",
        title="event",
        listed=("webhook_key", "event", "state", "attempts", "status", "created_at"),
        search=("event",),
        changes=Changes.BY_ACTS,
        page="webhooks",
    )

    webhook_key: str = Field(
        max_length=80, sa_column_kwargs=described("消息推送", english="Webhook", dimension=True)
    )
    event: str = Field(max_length=60, sa_column_kwargs=described("事件", dimension=True))
    body: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    state: DeliveryState = Field(
        default=DeliveryState.WAITING, sa_column_kwargs=described("推送状态", dimension=True)
    )
    attempts: int = Field(default=0, sa_column_kwargs=described("尝试次数", measure=True))
    next_at: datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        sa_column_kwargs=described("下次发送", english="Next attempt"),
    )
    status: int | None = Field(
        default=None,
        sa_column_kwargs=described("应答代码", english="Status of the answer", dimension=True),
    )  # of the last answer
    answer: str = Field(default="", max_length=300)  # how the last answer began, or why none came
    delivered_at: datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        sa_column_kwargs=described("送达时间", english="Delivered"),
    )
