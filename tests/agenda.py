"""Topics for tests that need one in a certain step, without walking it there."""

from sqlmodel import Session

from models.base import now
from models.procedure import Procedure, ProcedureVersion, Step, VersionState
from models.topic import Category, Topic, TopicText
from tests.neighbourhood import Neighbourhood

NOTICE_DAYS = 3
_MEETING = [{"kind": "meeting", "notice_days": NOTICE_DAYS, "attendance": 50}]
_RATINGS = [{"kind": "ratings", "share": 60, "raters": 5, "open_days": 7}]
STEPS = (
    # code, name, actors, gates, on_success
    ("raise", "提", ["resident"], [{"kind": "endorsements", "count": 3}], "discuss"),
    ("discuss", "议", ["resident", "council"], _MEETING, "rate"),
    ("rate", "评", ["resident"], _RATINGS, "done"),
)


def procedure(session: Session) -> int:
    """A short way with a discussing step in its middle: the id of its version."""
    row = Procedure(code="short", name="短规程")
    session.add(row)
    session.flush()
    version = ProcedureVersion(procedure_id=row.id, number=1, state=VersionState.PUBLISHED)
    session.add(version)
    session.flush()
    for position, (code, name, actors, gates, after) in enumerate(STEPS):
        session.add(
            Step(
                version_id=version.id,
                position=position,
                code=code,
                name=name,
                actors=actors,
                gates=gates,
                on_success=after,
                on_failure="closed",
            )
        )
    session.flush()
    return version.id


def topic_at(
    session: Session,
    here: Neighbourhood,
    version_id: int,
    title: str = "东门夜间停车混乱",
    place: str = "fengyuan",
    step: str = "discuss",
) -> Topic:
    """A topic that stands in ``step`` at ``place``."""
    where = here.places[place]
    topic = Topic(
        place_id=where.id,
        path=where.path,
        compound_id=here.fengyuan.id,
        title=title,
        category=Category.PARKING,
        proposer_id=here.members["chen"].id,
        version_id=version_id,
        step_code=step,
        step_since=now(),
    )
    session.add(topic)
    session.flush()
    session.add(
        TopicText(
            topic_id=topic.id,
            number=1,
            title=title,
            body="夜里车辆堵住东门，消防车进不来。",
            author_id=topic.proposer_id,
            sha256="0" * 64,
        )
    )
    session.flush()
    return topic
