"""Drawing the consequences of a published edition (结果运用).

A black row puts one question before the owners of that compound: keep the firm or replace it
(Civil Code 278, item 4). It dismisses nobody. A red row is marked for awards.
"""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.consequence import Consequence, ConsequenceKind
from models.edition import Computation, Edition, Entrant, Mark
from models.notice import Notice
from models.place import Place
from models.revision import Area
from models.topic import Category, Topic, TopicState
from rules.consequence.run import black_run, escalates
from rules.method import Body
from rules.permission import Permission, Visitor
from services.consequence.standing import (
    Line,
    body_of,
    history,
    listed,
    repaired,
    the_published,
)
from services.consequence.wording import told
from services.topic.proposing import put_before
from services.trail import record
from services.visitor import check, the_place

PROCEDURE = "quliu"  # talked over and voted on: no support decides whether owners are asked
Kind = ConsequenceKind
Key = tuple[int, ConsequenceKind]


@dataclass(frozen=True)
class Drawn:
    """What drawing brought that was not there before (新的结果运用)."""

    topics: int = 0
    joined: int = 0  # black rows whose owners are asked already
    escalations: int = 0
    awards: int = 0


def draw(session: Session, actor: Visitor, edition_id: int) -> Drawn:
    """Open what follows from the rows as they count now; what is there already stays (结果运用).

    Doing it again, or after a correction, doubles nothing and takes nothing back: a topic whose
    row was corrected or put right since says so itself.
    """
    edition = the_published(session, edition_id)
    street = the_place(session, edition.place_id)
    fresh = check(session, actor, Permission.DECIDE_EDITION, street)
    known = _known(session, edition_id)
    lines = listed(session, edition)
    right = repaired(session, [line.entrant.id or 0 for line in lines])
    awards = [line for line in lines if line.placing.mark is Mark.RED]
    blacks = [
        line
        for line in lines
        if line.placing.mark is Mark.BLACK
        and line.entrant.firm_id is not None
        and line.entrant.id not in right
    ]
    drawn = Drawn(awards=sum(_award(session, line, known) for line in awards))
    if blacks:
        drawn = _Asking(session, fresh, edition, known).ask(blacks, drawn)
    if drawn != Drawn():
        after = vars(drawn) | {"edition": edition.code}
        about, moves = f"edition:{edition_id}", (Area.RANKING,)
        record(session, fresh, "consequence.drawn", about, street, moves=moves, after=after)
    session.flush()
    return drawn


def _known(session: Session, edition_id: int) -> set[Key]:
    drawn = session.exec(select(Consequence).where(Consequence.edition_id == edition_id))
    return {(kept.entrant_id, kept.kind) for kept in drawn}


def _award(session: Session, line: Line, known: set[Key]) -> bool:
    entrant_id = line.entrant.id or 0
    if (entrant_id, Kind.AWARD) in known:
        return False
    session.add(
        Consequence(edition_id=line.edition.id or 0, entrant_id=entrant_id, kind=Kind.AWARD)
    )
    return True


class _Asking:
    """Putting the question before the owners, compound by compound."""

    def __init__(self, session: Session, actor: Visitor, edition: Edition, known: set[Key]) -> None:
        self.session, self.actor, self.edition, self.known = session, actor, edition, known
        self.body: Body = body_of(session, edition)
        computation = session.get_one(Computation, edition.computation_id)
        self.draws = computation.draws
        self.notice = session.get(Notice, edition.notice_id) if edition.notice_id else None

    def ask(self, blacks: list[Line], drawn: Drawn) -> Drawn:
        """One topic for each black row that has none yet."""
        place_ids = [line.entrant.place_id for line in blacks]
        runs = history(self.session, self.edition, place_ids)
        topics = joined = escalations = 0
        for line in blacks:
            entrant = line.entrant
            if (entrant.id or 0, Kind.OWNERS_TOPIC) in self.known:
                continue
            run = max(1, black_run(runs[entrant.place_id]))
            topic = _asked_already(self.session, entrant)
            joined += topic is not None
            topics += topic is None
            topic = topic or self._put(line, run)
            self._keep(entrant, Kind.OWNERS_TOPIC, topic, run)
            if escalates(run, self.body.consecutive):
                self._keep(entrant, Kind.ESCALATION, topic, run)
                escalations += 1
        return Drawn(topics, joined, escalations, drawn.awards)

    def _put(self, line: Line, run: int) -> Topic:
        text = told(line, self.body, run, self.draws, self.notice)
        place = self.session.get_one(Place, line.entrant.place_id)
        facts = (place, text.title, text.body, Category.PROPERTY)
        return put_before(self.session, self.actor, *facts, procedure=PROCEDURE)

    def _keep(self, entrant: Entrant, kind: ConsequenceKind, topic: Topic, run: int) -> None:
        kept = Consequence(
            edition_id=self.edition.id or 0,
            entrant_id=entrant.id or 0,
            kind=kind,
            topic_id=topic.id,
            run=run,
        )
        self.session.add(kept)
        self.session.flush()


def _asked_already(session: Session, entrant: Entrant) -> Topic | None:
    """The topic that is still open on the same question: owners are asked once, not each half."""
    return session.exec(
        select(Topic)
        .join(Consequence, col(Consequence.topic_id) == Topic.id)
        .join(Entrant, col(Entrant.id) == Consequence.entrant_id)
        .where(
            Entrant.place_id == entrant.place_id,
            Entrant.firm_id == entrant.firm_id,
            Topic.state == TopicState.OPEN,
        )
        .order_by(col(Topic.id).desc())
        .limit(1)
    ).first()
