"""A procedure as the set in the address has it (集内规程草稿): kept there, published with it."""

import streamlit as st

from components import link
from components.act import act_and_rerun
from components.change.editor import InSet, back_to_set, in_set, to_set
from components.language import _, named
from components.procedure.desk import Desk, End, Steps
from db.session import glance
from models.definition import DefinitionKind
from rules.definition.procedure import SHAPE, read_steps
from rules.permission import Visitor
from rules.refusal import Refused
from services.change import put_item
from services.definition import digest
from services.procedure.drafting import affected_by
from services.procedure.publishing import with_steps
from services.visitor import the_place

KIND = DefinitionKind.PROCEDURE


def asked(visitor: Visitor) -> tuple[Desk, End] | None:
    """``None`` where the set says nothing of the procedure in the address, or there is none.

    Raises:
        Refused: the visitor may not change it, or what came by a file cannot be read.
    """
    code = link.asked("code")
    found = in_set(KIND, code)
    if found is None:
        return None
    with glance() as session:
        place = the_place(session, found.place_id) if found.place_id else None
        walking = affected_by(session, visitor, code, place)
    for problem in SHAPE(found.body, "")[:1]:
        raise Refused(problem.sentence, **problem.facts)
    return _desk(code, found, walking, visitor), lambda _stopped: back_to_set(found.set_id)


def _desk(code: str, found: InSet, walking: int, visitor: Visitor) -> Desk:
    def head() -> None:
        to_set(found.set_id, found.title)
        st.caption(
            _(
                "It holds when the set is published. Topics under way stay on theirs: {m}.",
                m=walking,
            )
        )

    def keep(done: str, steps: Steps) -> None:
        given = (found.set_id, KIND, code, with_steps(found.body, steps), found.edit_count)
        act_and_rerun(done, put_item, visitor, *given)

    steps, turn = read_steps(found.body), f"{found.set_id}_{digest(found.body)}"
    kept = _("Saved in the change set.")
    return Desk(named(found.body), steps, turn, kept, head, keep)
