"""Filling in the form of a step (步骤表单)."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, select

from models.member import Role
from models.topic import StepForm
from rules.form import fitting
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services import walk
from services.plan import current_step
from services.trail import OneTopic, record
from services.visitor import the_place, visitor


def fill_in(
    session: Session, actor: Visitor, topic_id: int, answers: Mapping[str, Any]
) -> StepForm:
    """Keep the answers to the form of the topic's step, by somebody who acts in that step."""
    topic = walk.the_topic(session, topic_id)
    walk.must_be_open(topic)
    place = the_place(session, topic.place_id)
    step = current_step(session, topic)
    fresh = visitor(session, actor.member_id)
    if not step.fields:
        raise Refused(N_("This step has no form."))
    if fresh.member_id is None or not fresh.roles_at(place.path) & set(map(Role, step.actors)):
        raise Refused(N_("Your role does not allow this here."))
    form = session.exec(
        select(StepForm).where(
            StepForm.topic_id == topic_id,
            StepForm.step_code == step.code,
            StepForm.round == topic.round,
        )
    ).first()
    form = form or StepForm(
        topic_id=topic_id, step_code=step.code, round=topic.round, member_id=fresh.member_id
    )
    before = dict(form.answers)
    form.answers, form.member_id = fitting(step.fields, answers), fresh.member_id
    session.add(form)
    about = f"topic:{topic.id}"
    after = {"step": step.code, "answers": form.answers}
    moves = (OneTopic(topic_id),)
    record(
        session, fresh, "topic.form_filled", about, place, moves=moves, before=before, after=after
    )
    walk.refresh(session, fresh, topic)
    return form
