"""A page that comes after the hour starts what the clock should have started (按时开票、计票)."""

from components.reading import look_again, read
from db.session import transaction
from models.base import now
from models.motion import Binding, Motion, MotionState
from models.revision import Area
from rules.refusal import Refused
from services.motion import decide_motion, open_motion
from services.motion.reading import MotionView, motion_view
from services.trail import HOUSE

AREAS = (Area.DELIBERATION, Area.NOTICE)


def view_of(motion_id: int) -> MotionView | None:
    """The motion as it stands at this moment, opened or counted if its hour has come."""
    view = read(AREAS, "/", motion_view, motion_id)
    if view is None or not _due(view.motion):
        return view
    try:
        with transaction() as session:
            if view.motion.state is MotionState.ANNOUNCED:
                open_motion(session, motion_id)
            else:
                decide_motion(session, HOUSE, motion_id)
    except Refused:
        return view  # somebody was quicker, and the next look shows what he did
    look_again()
    return read(AREAS, "/", motion_view, motion_id)


def _due(motion: Motion) -> bool:
    if motion.state is MotionState.ANNOUNCED:
        return now() >= motion.opens_at
    counted_here = motion.binding is not Binding.IMPORTED
    return motion.state is MotionState.OPEN and counted_here and now() >= motion.closes_at
