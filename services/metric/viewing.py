"""Whose rows they are (数据权限): the door for metrics."""

from sqlmodel import Session

from rules.permission import Visitor
from rules.refusal import N_, Refused
from services.entity import entity_for
from services.metric.asking import Source, whole


def source_for(session: Session, viewer: Visitor | None, key: str, path: str) -> Source:
    """The rows of a table as ``viewer`` may count them; ``None`` is the house itself.

    Raises:
        Refused: he has no right to any of them.
    """
    if viewer is None:
        return whole(entity_for(session, key, path))
    raise Refused(N_("Your role does not allow this here."))
