"""Fifty rows of many: counted up to a limit, picked by number (分页)."""

from typing import Any

from sqlalchemy import Select, func, literal, select
from sqlmodel import Session

ROWS = 50
MOST = 10_000  # rows that are counted one by one; beyond it stands "more than"


def counted(session: Session, ids: Select[Any]) -> tuple[int, bool]:
    """How many rows, and whether there are more than were counted."""
    some = ids.order_by(None).with_only_columns(literal(1)).limit(MOST + 1).subquery()
    number = int(session.execute(select(func.count()).select_from(some)).scalar_one())
    return min(number, MOST), number > MOST


def picked(session: Session, ids: Select[Any], number: int, rows: int = ROWS) -> tuple[int, ...]:
    """The ids on page ``number``, the first is 1."""
    asked = ids.limit(rows).offset((number - 1) * rows)
    return tuple(session.execute(asked).scalars())
