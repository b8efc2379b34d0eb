"""A step's form is filled in by those who act there, and holds the step until it is whole."""

from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import Session, select

from models.definition import DefinitionKind
from models.form import FormAnswer
from models.procedure import FieldKind, Procedure
from models.topic import StepForm, Topic
from rules.permission import Visitor
from rules.procedure import FormField
from rules.refusal import Refused
from services.change import check
from services.form import Given, answer_form, fill_in, step_answers
from services.form.reading import counted
from services.place import voting_rule
from services.procedure.drafting import copy_for, draft_of, publish, save_draft
from tests.changes import drafted
from tests.forms import LIKE, formed
from tests.neighbourhood import Neighbourhood
from tests.services.topic.test_proposing import raised


def with_form(session: Session, here: Neighbourhood) -> Topic:
    shipped = session.exec(select(Procedure).where(Procedure.code == "wumin")).one()
    own = copy_for(session, here.lin, shipped.id, here.fengyuan.id, "own", "枫园五民")
    draft = draft_of(session, here.lin, own.id)
    field = FormField("cost", "预计费用", kind=FieldKind.MONEY, required=True)
    steps = (replace(draft.steps[0], fields=(field,)), *draft.steps[1:])
    draft = save_draft(session, here.lin, draft.version_id, draft.edit_count, steps)
    publish(session, here.lin, draft.version_id, draft.edit_count, "")
    rule = voting_rule(session, here.fengyuan.id)
    rule.procedure_code = "own"
    session.add(rule)
    session.flush()
    return raised(session, here)


def test_a_required_answer_is_missed_until_it_is_given(
    session: Session, here: Neighbourhood
) -> None:
    topic = with_form(session, here)
    assert topic.standing[-1]["facts"] == {"fields": ["预计费用"]}
    form = fill_in(session, here.chen, topic.id, {"cost": "4,860.00"})
    assert isinstance(form, StepForm)
    assert form.answers == {"cost": 486000}
    assert [kept["kind"] for kept in topic.standing] == ["endorsements", "approval"]


def test_who_does_not_act_in_the_step_fills_in_nothing(
    session: Session, here: Neighbourhood
) -> None:
    topic = with_form(session, here)
    for person in (here.ma, here.wai):
        with pytest.raises(Refused, match="role"):
            fill_in(session, person, topic.id, {"cost": "1"})


def test_a_step_without_a_form_takes_none(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="no form"):
        fill_in(session, here.chen, raised(session, here).id, {})


def with_published(session: Session, here: Neighbourhood, **more: Any) -> Topic:
    """A topic whose first step asks for a published form."""
    formed(session, here, "taste", None, use="step", **more)
    shipped = session.exec(select(Procedure).where(Procedure.code == "wumin")).one()
    own = copy_for(session, here.lin, shipped.id, here.fengyuan.id, "own", "枫园五民")
    draft = draft_of(session, here.lin, own.id)
    steps = (replace(draft.steps[0], form_key="taste"), *draft.steps[1:])
    draft = save_draft(session, here.lin, draft.version_id, draft.edit_count, steps)
    publish(session, here.lin, draft.version_id, draft.edit_count, "")
    rule = voting_rule(session, here.fengyuan.id)
    rule.procedure_code = "own"
    session.add(rule)
    session.flush()
    return raised(session, here)


def test_a_published_form_holds_the_step_and_its_answer_is_a_row_of_its_table(
    session: Session, here: Neighbourhood
) -> None:
    topic = with_published(session, here)
    assert topic.standing[-1]["facts"] == {"fields": ["口味调查"]}
    with pytest.raises(Refused, match="role"):
        fill_in(session, here.ma, topic.id, {"x_like": "tea"})
    with pytest.raises(Refused):
        fill_in(session, here.chen, topic.id, {"x_like": "wine"})
    row = fill_in(session, here.chen, topic.id, {"x_like": "tea"})
    assert isinstance(row, FormAnswer)
    assert (row.about, row.form_key) == (f"topic:{topic.id}", "taste")
    assert [kept["kind"] for kept in topic.standing] == ["endorsements", "approval"]
    again = fill_in(session, here.zhou, topic.id, {"x_like": "rice"})
    assert again.id == row.id
    told = step_answers(session, here.zhou, topic.id)
    assert told[topic.step_code, topic.round].values["x_like"] == "rice"
    assert counted(session, here.lin, "taste")[0] == 1


def test_a_step_asks_only_for_a_form_that_is_published_for_steps(
    session: Session, here: Neighbourhood
) -> None:
    formed(session, here, "open", None)
    shipped = session.exec(select(Procedure).where(Procedure.code == "wumin")).one()
    own = copy_for(session, here.lin, shipped.id, here.fengyuan.id, "own", "枫园五民")
    for key in ("open", "nothing"):
        draft = draft_of(session, here.lin, own.id)
        steps = (replace(draft.steps[0], form_key=key), *draft.steps[1:])
        draft = save_draft(session, here.lin, draft.version_id, draft.edit_count, steps)
        with pytest.raises(Refused, match="not published for a step"):
            publish(session, here.lin, draft.version_id, draft.edit_count, "")


def test_a_form_that_a_step_asks_for_is_not_taken_away(
    session: Session, here: Neighbourhood
) -> None:
    with_published(session, here)
    gone = drafted(session, here.guan, None, (DefinitionKind.FORM, "taste", None))
    problem = check(session, here.guan, gone.id or 0).found[0].problems[0]
    assert "one of its steps" in problem.sentence


def test_a_step_form_has_no_page_of_its_own(session: Session, here: Neighbourhood) -> None:
    with_published(session, here)
    with pytest.raises(Refused, match="step of a topic"):
        answer_form(session, here.chen, "taste", Given({"x_like": "tea"}, here.fengyuan.id or 0))


PHONE = {"name": "x_phone", "kind": "text", "label": "联系电话", "personal": True}
WITH_PHONE = [{"title": "口味", "fields": [LIKE, PHONE]}]


def test_the_answers_of_a_step_are_read_through_the_rights_like_any_other_row(
    session: Session, here: Neighbourhood
) -> None:
    topic = with_published(session, here, sections=WITH_PHONE)
    fill_in(session, here.chen, topic.id, {"x_like": "tea", "x_phone": "13800001234"})
    at = (topic.step_code, topic.round)
    own = step_answers(session, here.chen, topic.id)[at]
    assert own.plain == {"x_like": "tea", "x_phone": "13800001234"}
    council = step_answers(session, here.lin, topic.id)[at]
    assert council.values == {"x_like": "tea", "x_phone": "1**"}
    assert council.plain == {"x_like": "tea"}
    for person in (here.zhou, here.ma, here.wai, Visitor()):
        assert step_answers(session, person, topic.id) == {}


def test_what_somebody_may_not_read_of_a_step_stays_as_it_stands_when_he_saves(
    session: Session, here: Neighbourhood
) -> None:
    topic = with_published(session, here, sections=WITH_PHONE)
    fill_in(session, here.chen, topic.id, {"x_like": "tea", "x_phone": "13800001234"})
    row = fill_in(session, here.zhou, topic.id, {"x_like": "rice", "x_phone": None})
    assert isinstance(row, FormAnswer)
    assert row.extra == {"x_like": "rice", "x_phone": "13800001234"}
    assert step_answers(session, here.zhou, topic.id) == {}
    row = fill_in(session, here.zhou, topic.id, {"x_like": "rice", "x_phone": "13900005678"})
    assert isinstance(row, FormAnswer)
    assert (row.member_id, row.extra["x_phone"]) == (here.zhou.member_id, "13900005678")
