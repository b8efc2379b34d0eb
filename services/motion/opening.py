"""The vote opens: by the clock, or by the first who comes after it (开始表决)."""

from sqlmodel import Session

from models.base import now
from models.motion import Binding, Motion, MotionState
from models.revision import Area
from services import walk
from services.motion.electing import freeze
from services.motion.putting import the_motion
from services.trail import HOUSE, record
from services.visitor import the_place


def open_motion(session: Session, motion_id: int) -> Motion:
    """Freeze the electorate and open the vote if its hour has come; else leave it as it is."""
    topic, motion = the_motion(session, motion_id, lock=True)
    if motion.state is not MotionState.ANNOUNCED or now() < motion.opens_at:
        return motion
    if motion.binding is not Binding.IMPORTED:
        freeze(session, motion)
    motion.state = MotionState.OPEN
    session.add(motion)
    session.flush()
    after: dict[str, object] = {"heads": motion.total_heads, "area_cm2": motion.total_area_cm2}
    after |= {"roll_hash": motion.roll_hash}
    place, about = the_place(session, topic.place_id), f"motion:{motion.id}"
    moves = (Area.DELIBERATION,)
    record(session, HOUSE, "motion.opened", about, place, moves=moves, after=after)
    walk.refresh(session, HOUSE, topic)
    return motion
