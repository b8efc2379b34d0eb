"""The page of one vote (表决页): my ballot first, then the count."""

import streamlit as st

from components import link
from components.language import _
from components.motion import ballot, chair, desk, head, live, result
from components.motion.clockwork import view_of
from models.motion import Binding, MotionState
from rules.motion import DECIDED
from rules.permission import Visitor


def show(motion_id: int, visitor: Visitor) -> None:
    """Draw the vote; a sentence and a way on where there is none."""
    view = view_of(motion_id)
    if view is None:
        st.title(_("There is no such vote."))
        link.to("results", _("To the results"), "fact_check")
        return
    motion = view.motion
    head.show(view)
    ballot.show(motion, visitor)
    if motion.state in DECIDED:
        result.show(view)
    head.terms(view)
    if motion.state is MotionState.OPEN and motion.binding is not Binding.IMPORTED:
        live.show(motion)
        desk.show(motion, visitor)
    chair.show(motion, visitor)
