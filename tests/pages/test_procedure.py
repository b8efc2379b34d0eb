"""A council reads the procedures and changes its own."""

import pytest
from sqlmodel import select

from db.session import glance, transaction
from models.definition import ChangeSet
from models.procedure import Procedure, ProcedureVersion, VersionState
from services.change import ask_publication, publish_change
from services.plan import newest
from services.procedure.drafting import copy_for
from tests.neighbourhood import Neighbourhood
from tests.pages.test_board import words
from tests.visit import visit


def own(here: Neighbourhood) -> int:
    with transaction() as session:
        shipped = session.exec(select(Procedure).where(Procedure.code == "wumin")).one()
        made = copy_for(session, here.lin, shipped.id, here.fengyuan.id, "own", "枫园五民")
        return made.id or 0


def test_a_stranger_reads_every_procedure_in_words(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "procedures")
    assert not page.exception
    text = words(page)
    assert "提前 3 天公告开会，实到不少于应到的 50%，有纪要" in text
    assert "民提 → 民议 → 民决 → 民评 → 民享" in text


def test_a_council_renames_a_step_and_a_second_person_publishes(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "procedure", here.lin, id=str(own(here)))
    page.text_input(key="nb_name_ti_0").set_value("居民提").run()
    assert page.button(key="nb_publish").disabled  # there are changes that are not kept yet
    page.button(key="nb_keep").click().run()
    page.button(key="nb_publish").click().run()
    assert "发布之前不生效" in words(page)
    page.button(key="nb_publish").click()  # AppTest keeps a dialog only while its opener is pressed
    page.button(key="nb_into_save").click().run()
    assert not page.exception
    with transaction() as session:
        found = session.exec(select(ChangeSet)).one()
        ask_publication(session, here.lin, found.id or 0, found.edit_count)
        publish_change(session, here.tang, found.id or 0, found.edit_count)
    with glance() as session:
        assert [step.name for step in newest(session, "own").steps][:2] == ["居民提", "民议"]
        drafts = select(ProcedureVersion).where(ProcedureVersion.state == VersionState.DRAFT)
        assert session.exec(drafts).all() == []


def test_a_step_is_added_moved_and_removed(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "procedure", here.lin, id=str(own(here)))
    page.button(key="nb_add").click().run()
    assert not page.exception
    assert "没有死路，也没有走不到的步骤。" in [e.value for e in page.success]
    page.button(key="nb_down").click().run()
    assert "没有死路，也没有走不到的步骤。" in [e.value for e in page.success]
    page.button(key="nb_remove").click().run()
    assert not page.exception
    with glance() as session:
        drafts = select(ProcedureVersion).where(ProcedureVersion.state == VersionState.DRAFT)
        assert session.exec(drafts).one().edit_count == 3


def test_a_resident_does_not_edit(monkeypatch: pytest.MonkeyPatch, here: Neighbourhood) -> None:
    assert visit(monkeypatch, "procedure", here.chen).title[0].value == "这一页不对您开放"
    shipped = visit(monkeypatch, "procedure", here.lin, id="1")
    assert shipped.error[0].value == "您在这里的角色不能做这件事。"
