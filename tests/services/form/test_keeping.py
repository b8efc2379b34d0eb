"""What is kept of an answer: what its formulas give, files and persons, and what it was before."""

from typing import Any

import pytest
from sqlmodel import Session, select

from models.base import now
from models.definition import DefinitionKind
from models.form import FormAnswer
from models.history import RowChange, RowChangeKind
from rules.calendar import day_of
from rules.definition.form import problems
from rules.metric import read_metric
from rules.permission import STRANGER
from rules.refusal import Refused
from services.definition import append
from services.entity import entity_for
from services.field.file import keep, read_file
from services.form import Given, answer_form, fingerprint
from services.load.export import Reading, begin_export
from services.metric.asking import Asked
from services.metric.figures import figure
from services.table.history import history
from tests.changes import published
from tests.forms import COUNT, LIKE, body, formed
from tests.neighbourhood import Neighbourhood
from tests.picture import picture

TWICE = {"name": "x_twice", "kind": "formula", "label": "两倍", "formula": "x_count × 2"}
WHO = {"name": "x_who", "kind": "person", "label": "找谁办"}
PAPER = {"name": "x_paper", "kind": "file", "label": "附件"}
MEMBERS: dict[str, Any] = {"use": "members", "one_per": "member", "changeable": True}


def asking(*fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    return body(sections=[{"fields": [LIKE, COUNT, *fields]}], **more)


def drawn(session: Session, here: Neighbourhood, told: dict[str, Any]) -> None:
    append(session, here.guan, DefinitionKind.FORM, "taste", here.fengyuan, told)


def to(here: Neighbourhood, sender: str = "", **values: Any) -> Given:
    return Given({"x_like": "tea", **values}, here.fengyuan.id or 0, sender=sender)


def test_what_a_formula_gives_stands_in_the_answer_and_in_the_file_that_is_taken_out(
    session: Session, here: Neighbourhood
) -> None:
    drawn(session, here, asking(TWICE))
    row = answer_form(session, STRANGER, "taste", to(here, fingerprint("taste", "a"), x_count=4))
    assert row.extra == {"x_like": "tea", "x_count": 4, "x_twice": 8}
    export = begin_export(
        session, here.lin, "form:taste", {"columns": "x_count.x_twice"}, day_of(now())
    )
    assert Reading(export, here.lin, "zh_CN").cells(session, export.ids) == [[4, 8]]


def test_a_formula_that_comes_later_is_worked_out_for_what_was_answered(
    session: Session, here: Neighbourhood
) -> None:
    formed(session, here, "taste", here.fengyuan)
    row = answer_form(session, STRANGER, "taste", to(here, fingerprint("taste", "a"), x_count=4))
    assert "x_twice" not in (row.extra or {})
    later = (DefinitionKind.FORM, "taste", asking(TWICE))
    published(session, here, here.fengyuan.id, later)
    session.expire_all()
    assert (row.extra or {})["x_twice"] == 8


def test_files_and_persons_are_asked_of_members_only() -> None:
    for field in (WHO, PAPER):
        assert not problems(asking(field, **MEMBERS))
        (found,) = problems(asking(field))
        assert found.where == field["name"]
        assert "members only" in found.sentence


def test_a_member_hands_in_a_file_which_is_read_by_who_reads_the_answers(
    session: Session, here: Neighbourhood
) -> None:
    drawn(session, here, asking(PAPER, **MEMBERS))
    paper = str(keep("水费.png", picture(form="PNG")))
    row = answer_form(session, here.chen, "taste", to(here, x_paper=paper))
    kept, _content = read_file(session, here.lin, "form:taste", row.id or 0, "x_paper")
    assert kept.name == "水费.png"
    with pytest.raises(Refused):
        read_file(session, here.wai, "form:taste", row.id or 0, "x_paper")
    export = begin_export(session, here.lin, "form:taste", {"columns": "x_paper"}, day_of(now()))
    assert Reading(export, here.lin, "zh_CN").cells(session, export.ids) == [["水费.png"]]
    with pytest.raises(Refused):
        answer_form(session, here.zhou, "taste", to(here, x_paper="/etc/passwd"))


def test_only_who_serves_there_can_be_picked(session: Session, here: Neighbourhood) -> None:
    drawn(session, here, asking(WHO, **MEMBERS))
    row = answer_form(session, here.chen, "taste", to(here, x_who=here.gao.member_id))
    assert (row.extra or {})["x_who"] == here.gao.member_id
    for nobody in (here.sun.member_id, 999_999, -1, "高"):
        with pytest.raises(Refused):
            answer_form(session, here.zhou, "taste", to(here, x_who=nobody))


def test_an_answer_that_is_changed_leaves_what_it_was_and_no_name(
    session: Session, here: Neighbourhood
) -> None:
    name = {"name": "x_name", "kind": "text", "label": "姓名", "personal": True}
    drawn(session, here, asking(TWICE, name, **MEMBERS))
    row = answer_form(session, here.chen, "taste", to(here, x_count=1, x_name="陈"))
    assert not session.exec(select(RowChange)).all()
    answer_form(session, here.chen, "taste", to(here, x_count=3, x_name="陈静"))
    line = session.exec(select(RowChange)).one()
    assert (line.entity, line.row_id, line.kind) == ("form_answer", row.id, RowChangeKind.CHANGED)
    assert line.before == {"x_count": 1, "x_twice": 2}
    assert line.after == {"x_count": 3, "x_twice": 6}
    assert line.member_id is None and "陈静" in (line.personal or "")
    answer_form(session, here.chen, "taste", to(here, x_count=3, x_name="陈静"))
    assert len(session.exec(select(RowChange)).all()) == 1
    assert len(session.exec(select(FormAnswer)).all()) == 1
    seen = history(session, here.lin, "form:taste", row.id or 0)
    assert seen


def test_a_metric_adds_up_what_the_formulas_of_the_answers_give(
    session: Session, here: Neighbourhood
) -> None:
    drawn(session, here, asking(TWICE | {"measure": True}))
    for number, sender in ((1, "a"), (4, "b")):
        answer_form(
            session, STRANGER, "taste", to(here, fingerprint("taste", sender), x_count=number)
        )
    told = {
        "label": "两倍之和",
        "entity": "form:taste",
        "time": "created_at",
        "grain": "month",
        "numerator": {"op": "sum", "column": "x_twice"},
    }
    metric = read_metric("twice", told, lambda key: entity_for(session, key))
    assert figure(session, here.lin, metric, Asked(day_of(now()))).value == 10
