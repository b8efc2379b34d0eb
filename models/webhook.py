"""Telling other systems what happened (消息推送)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field

from models.base import Record, UtcDateTime
from models.secret import Sealed


class DeliveryState(StrEnum):
    """How far a message has come (推送状态)."""

    WAITING = "waiting"  # 待发送
    DELIVERED = "delivered"  # 已送达
    FAILED = "failed"  # 已放弃


class WebhookSecret(Record, table=True):
    """The key that signs what one webhook sends (推送密钥). It never leaves with a change set."""

    __tablename__ = "webhook_secret"

    webhook_key: str = Field(max_length=80, unique=True)
    secret: str = Field(sa_type=Sealed, nullable=False)
    made_by: int = Field(foreign_key="member.id")


class Delivery(Record, table=True):
    """One message to one address, until it arrived or was given up (推送记录)."""

    __table_args__ = (Index(None, "state", "next_at"), Index(None, "webhook_key", "id"))

    webhook_key: str = Field(max_length=80)
    event: str = Field(max_length=60)
    body: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    state: DeliveryState = DeliveryState.WAITING
    attempts: int = 0
    next_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    status: int | None = None  # of the last answer
    answer: str = Field(default="", max_length=300)  # how the last answer began, or why none came
    delivered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
