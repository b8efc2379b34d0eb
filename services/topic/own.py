"""Topics by the fields that administrators added to them (自定义字段筛选)."""

from typing import Any

from sqlalchemy import Select, false, select
from sqlmodel import Session

from db.revision import path_end
from rules.condition import read_condition
from rules.entity import Column, Kind
from rules.permission import Visitor
from rules.refusal import Refused
from services.entity import entity_for
from services.right import reach

Own = tuple[tuple[str, str | bool], ...]  # the name of a field, and what it shall say
TOPIC = "topic"
PICKED = frozenset({Kind.CHOICE, Kind.YES_NO})


def offered(session: Session, who: Visitor, path: str) -> tuple[Column, ...]:
    """The fields of topics at ``path`` that ``who`` may pick by: a choice, yes or no."""
    try:
        names = reach(session, who, TOPIC).names
    except Refused:
        return ()
    columns = entity_for(session, TOPIC, path).columns
    picked = (one for one in columns if one.extra and one.kind in PICKED and not one.hidden)
    return tuple(one for one in picked if one.name in names)


def ids_of(session: Session, who: Visitor, path: str, own: Own) -> Select[Any]:
    """The ids of the topics at ``path`` that say so, as far as ``who`` may read what they say."""
    told = {"all": [{"field": name, "op": "is", "value": value} for name, value in own]}
    try:
        seen = reach(session, who, TOPIC)
        found = seen.where(read_condition(told, seen.entity))
    except Refused:  # the field is gone, or the right: none says so
        return select(entity_for(session, TOPIC).table.c.id.label("id")).where(false())
    table = seen.entity.table
    near = (table.c.path >= path, table.c.path < path_end(path))
    return select(table.c.id.label("id")).where(*near, seen.rows(), found)
