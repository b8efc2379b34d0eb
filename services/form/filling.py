"""Filling in the form of a step (步骤表单)."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, select

from models.form import FormAnswer
from models.member import Role
from models.place import Place
from models.topic import StepForm, Topic
from rules.asking.value import EMPTY
from rules.form import Form, fitting, mark, read_form
from rules.permission import Visitor
from rules.procedure import StepPlan
from rules.refusal import N_, Refused
from services import walk
from services.form.answering import keep, sound, stood
from services.form.standing import the_definition
from services.form.told import told_of
from services.plan import current_step
from services.trail import OneTopic, record
from services.visitor import the_place, visitor


def fill_in(
    session: Session, actor: Visitor, topic_id: int, answers: Mapping[str, Any]
) -> StepForm | FormAnswer:
    """Keep the answers to the form of the topic's step, by somebody who acts in that step.

    A published form leaves an answer like any other, about the topic; fields of the step's own
    stay with the topic alone.
    """
    topic = walk.the_topic(session, topic_id)
    walk.must_be_open(topic)
    place = the_place(session, topic.place_id)
    step = current_step(session, topic)
    fresh = visitor(session, actor.member_id)
    if not step.fields and not step.form_key:
        raise Refused(N_("This step has no form."))
    if fresh.member_id is None or not fresh.roles_at(place.path) & set(map(Role, step.actors)):
        raise Refused(N_("Your role does not allow this here."))
    filled = _answered if step.form_key else _kept
    form = filled(session, fresh, (topic, place, step), answers)
    walk.refresh(session, fresh, topic)
    return form


At = tuple[Topic, Place, StepPlan]


def _kept(session: Session, actor: Visitor, at: At, answers: Mapping[str, Any]) -> StepForm:
    topic, _place, step = at
    form = session.exec(
        select(StepForm).where(
            StepForm.topic_id == topic.id,
            StepForm.step_code == step.code,
            StepForm.round == topic.round,
        )
    ).first()
    form = form or StepForm(
        topic_id=topic.id or 0,
        step_code=step.code,
        round=topic.round,
        member_id=actor.member_id or 0,
    )
    before = dict(form.answers)
    form.answers, form.member_id = fitting(step.fields, answers), actor.member_id or 0
    session.add(form)
    _note(session, actor, at, before, {"step": step.code, "answers": form.answers})
    return form


def _answered(session: Session, actor: Visitor, at: At, answers: Mapping[str, Any]) -> FormAnswer:
    topic, place, step = at
    defined = the_definition(session, step.form_key)
    form = read_form(step.form_key, defined.body)
    once = mark(step.form_key, topic.id or 0, step.code, topic.round)
    row = session.exec(select(FormAnswer).where(FormAnswer.once == once)).first()
    row = row or FormAnswer(form_key=form.key, number=0, place_id=0, path="", once=once)
    before = stood(session, form, row)
    said, is_whole = _with_unseen(session, actor, form, row, answers)
    row.extra = sound(session, form, actor, place, said)
    row.number = defined.number
    if is_whole or row.member_id is None:
        row.member_id = actor.member_id
    row.place_id, row.path, row.about = place.id or 0, place.path, f"topic:{topic.id}"
    keep(session, form, actor, place, row, before)
    # what was answered may name a person: the topic's line says only which form it was
    _note(session, actor, at, None, {"step": step.code, "form": form.key})
    return row


def _with_unseen(
    session: Session, actor: Visitor, form: Form, row: FormAnswer, answers: Mapping[str, Any]
) -> tuple[Mapping[str, Any], bool]:
    """What he says, and what stood there that he may not read and says nothing about; then the
    answer stays that of who gave it, for one's own answer is shown as it is."""
    if row.id is None:
        return answers, True
    asked = {column.name for column in form.columns if column.writable}
    may_see = told_of(session, actor, form, row).open
    unseen = {
        name: value
        for name, value in (row.extra or {}).items()
        if name in asked and name not in may_see and answers.get(name) in EMPTY
    }
    return {**answers, **unseen}, not unseen


def _note(
    session: Session,
    actor: Visitor,
    at: At,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
) -> None:
    topic, place, _step = at
    code, about, moves = "topic.form_filled", f"topic:{topic.id}", (OneTopic(topic.id or 0),)
    record(session, actor, code, about, place, moves=moves, before=before, after=after)
