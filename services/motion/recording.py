"""What an answer leaves behind: a line in the trail, and a fresh standing on the board (留痕)."""

from sqlmodel import Session, col, select

from db.session import others_wait
from models.motion import Ballot, Motion
from models.place import Place
from models.topic import Topic
from rules.permission import Visitor
from services import walk
from services.trail import OneTopic, record


def record_answer(
    session: Session, actor: Visitor, motion: Motion, ballot: Ballot, standing: Ballot | None
) -> None:
    """Leave the line. It says that this head answered and how, never what.

    The line comes last: it moves the counter of the place, a row that all voters share, and
    that row should be held for as short a time as can be.
    """
    refresh_unless_busy(session, actor, motion)
    code = "ballot.cast" if standing is None else "ballot.replaced"
    before = {"channel": standing.channel} if standing is not None else None
    after = {"channel": ballot.channel, "receipt": ballot.receipt}
    if ballot.document:
        after["document"] = ballot.document
    place = place_of(session, motion)
    moves = (OneTopic(motion.topic_id),)
    about = f"voter:{ballot.voter_id}"
    record(session, actor, code, about, place, moves=moves, before=before, after=after)


def place_of(session: Session, motion: Motion) -> Place:
    """Where the motion's topic belongs."""
    return session.exec(select(Place).where(Place.path == motion.path)).one()


def refresh_unless_busy(session: Session, actor: Visitor, motion: Motion) -> None:
    """Let the board know what is still missing, unless another voter is just doing that.

    Five hundred voters at once must not queue for one row that only shows a number: who finds
    it taken, or others in line behind him, leaves it. The last in line, the house's clock and
    the close bring it up to date.
    """
    if others_wait():
        return
    free = select(Topic).where(col(Topic.id) == motion.topic_id).with_for_update(skip_locked=True)
    topic = session.exec(free.execution_options(populate_existing=True)).first()
    if topic is not None:
        walk.refresh(session, actor, topic)
