"""What the form asks before a question is put to the vote (提请表决的准备)."""

from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, select

from models.choice import Regime
from models.place import VotingRule
from models.procedure import GateKind
from models.roll import Unit
from models.topic import Topic
from rules.motion import UNDECIDED
from services.motion.reading import motions_of
from services.place import voting_rule
from services.plan import current_step


@dataclass(frozen=True)
class Asking:
    """Which ways of deciding are open to a topic, and the stored rules they follow (表决准备)."""

    regimes: tuple[Regime, ...]  # none: nothing can be put now
    rule: VotingRule
    buildings: tuple[str, ...] = ()


def asking(session: Session, topic_id: int) -> Asking:
    """What can be asked about a topic as it stands."""
    topic = session.get_one(Topic, topic_id)
    rule = voting_rule(session, topic.compound_id or 0)
    gate = current_step(session, topic).gate(GateKind.MOTION)
    pending = any(
        motion.state in UNDECIDED and motion.round == topic.round
        for motion in motions_of(session, topic_id)
    )
    if gate is None or pending:
        return Asking((), rule)
    allowed = [Regime(code) for code in gate.params.get("regimes") or list(Regime)]
    if topic.compound_id is None:
        allowed = [r for r in allowed if r in (Regime.ADVISORY, Regime.RESIDENTS)]
    return Asking(tuple(allowed), rule, _buildings(session, topic.compound_id))


def _buildings(session: Session, compound_id: int | None) -> tuple[str, ...]:
    rows = select(Unit.building).where(Unit.compound_id == compound_id).group_by(Unit.building)
    return tuple(session.exec(rows.order_by(func.length(Unit.building), Unit.building)))
