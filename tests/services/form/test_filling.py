"""A step's form is filled in by those who act there, and holds the step until it is whole."""

from dataclasses import replace

import pytest
from sqlmodel import Session, select

from models.procedure import FieldKind, Procedure
from models.topic import Topic
from rules.procedure import FormField
from rules.refusal import Refused
from services.form import fill_in
from services.place import voting_rule
from services.procedure.drafting import copy_for, draft_of, publish, save_draft
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
