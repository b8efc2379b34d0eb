"""What a step is called, instead of its code (步骤名称): the code means something only in the
procedure that the topic of the row walks."""

from typing import Any, NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from models.procedure import Step
from models.topic import Topic
from rules.entity import Entity

STEP = "step_code"


class Named(NamedTuple):
    """A name in Chinese and in English (中英文名称)."""

    name: str
    name_en: str


def step_names(session: Session, entity: Entity, ids: tuple[int, ...]) -> dict[int, Named]:
    """The step of each of these rows, by the row's number; empty where rows are at no step."""
    own: Any = entity.table.c
    if not ids or STEP not in own or not {"version_id", "topic_id"} & set(own.keys()):
        return {}
    asked = select(own.id, col(Step.name), col(Step.name_en)).select_from(entity.table)
    version: Any = own.get("version_id")
    if version is None:
        asked = asked.join(Topic, col(Topic.id) == own.topic_id)
        version = col(Topic.version_id)
    asked = asked.join(Step, (col(Step.version_id) == version) & (col(Step.code) == own[STEP]))
    found = session.execute(asked.where(own.id.in_(ids)))
    return {row_id: Named(name, english) for row_id, name, english in found}
