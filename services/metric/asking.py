"""What is asked of a metric (问法), and where its rows come from."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, literal, true

from models.place import PlaceKind
from rules.entity import Entity
from rules.metric import Cell, Grain, Period
from services.condition import column_of
from services.entity import path_of

MOST_GROUPS = 5_000
PLACE = "place"  # the dimension that every metric has
Value = str | int | bool | None


@dataclass(frozen=True)
class Asked:
    """Which rows, and how they are told apart (问法).

    From ``start`` to the day before ``end``, at ``path`` and below, ``only`` where these dimensions
    have these values. ``grain`` tells periods apart, ``by`` dimensions, ``level`` the places of one
    level. ``today`` is the day of the question: a reading knows no clock.
    """

    today: date
    start: date | None = None
    end: date | None = None
    path: str = "/"
    grain: Grain | None = None
    by: tuple[str, ...] = ()
    level: PlaceKind | None = None
    only: tuple[tuple[str, Value], ...] = ()

    def of(self, period: Period) -> "Asked":
        """The same for one period."""
        return replace(self, start=period.start, end=period.end, grain=None)


@dataclass(frozen=True)
class Key:
    """What tells one group from another (分组键)."""

    period: str = ""
    place_id: int | None = None
    values: tuple[Value, ...] = ()


Cells = dict[Key, Cell]
Spots = tuple[tuple[str, ...], tuple[str, ...]]  # subtrees, and single places


def everywhere(_names: Collection[str]) -> Spots | None:
    """The whole house."""
    return ("/",), ()


@dataclass(frozen=True)
class Source:
    """The rows of a table that somebody may count, and its columns as he may see them (数据源)."""

    entity: Entity
    column: Callable[[str], ColumnElement[Any]]
    rows: ColumnElement[bool]
    path: ColumnElement[str]
    spots: Callable[[Collection[str]], Spots | None] = everywhere
    """Where every row is his with these columns; ``None`` where rights ask for more than that."""


def whole(entity: Entity) -> Source:
    """Every row and every column: for sums and snapshots that the house itself keeps."""
    own = [entity.table.c[name] == literal(value) for name, value in entity.only]
    rows: ColumnElement[bool] = true()
    for one in own:
        rows = rows & one
    return Source(entity, column_of(entity), rows, path_of(entity))
