"""Procedures as everybody may read them (规程读取)."""

from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.place import Place
from models.procedure import Procedure, ProcedureVersion, VersionState
from models.topic import Topic, TopicState
from rules.procedure import Plan
from services.plan import plan


@dataclass(frozen=True)
class Listed:
    """One procedure with its published plan and what walks it (规程条目)."""

    procedure: Procedure
    place_name: str
    place_path: str
    plan: Plan | None
    versions: int
    open_topics: int
    has_draft: bool


def listed(session: Session) -> list[Listed]:
    """Every procedure, those that ship first."""
    rows = session.exec(
        select(Procedure, Place)
        .outerjoin(Place, col(Place.id) == Procedure.place_id)
        .order_by(col(Procedure.place_id).is_not(None), col(Procedure.id))
    ).all()
    return [_listed(session, procedure, place) for procedure, place in rows]


def _listed(session: Session, procedure: Procedure, place: Place | None) -> Listed:
    versions = session.exec(
        select(ProcedureVersion).where(ProcedureVersion.procedure_id == procedure.id)
    ).all()
    current = [v for v in versions if v.state is VersionState.PUBLISHED]
    walking = session.exec(
        select(func.count())
        .select_from(Topic)
        .where(col(Topic.version_id).in_([v.id for v in versions]))
        .where(Topic.state == TopicState.OPEN)
    ).one()
    return Listed(
        procedure=procedure,
        place_name=place.name if place else "",
        place_path=place.path if place else "",
        plan=plan(session, current[0].id) if current and current[0].id else None,
        versions=sum(v.state is not VersionState.DRAFT for v in versions),
        open_topics=walking,
        has_draft=any(v.state is VersionState.DRAFT for v in versions),
    )
