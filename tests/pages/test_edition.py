"""The page of an edition: what the public sees of it, and the desk of the street."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from db.session import glance, transaction
from models.base import clock_at
from models.edition import Computation, Edition, EditionState
from models.hearing import Appeal, AppealState
from services.hearing.raising import raise_objection
from tests import editions
from tests.editions import Rated
from tests.neighbourhood import Neighbourhood
from tests.visit import visit

CODE = "zhelu-2026h1"
TEXT = "五月的投诉有三件属于市政道路，与物业无关。"


def made_by(build: Callable[[Session, Neighbourhood], object], here: Neighbourhood) -> Rated:
    """Build it, and commit."""
    with transaction() as session:
        built = build(session, here)
    found = built[0] if isinstance(built, tuple) else built
    assert isinstance(found, Rated)
    return found


def said(at: AppTest) -> str:
    parts = [*at.markdown, *at.caption, *at.subheader, *at.title, *at.info, *at.success]
    return " ".join(str(part.value) for part in parts).replace("\\", "")


def press(at: AppTest, key: str) -> AppTest:
    return at.button(key=key).click().run()


def confirm(at: AppTest, opener: str) -> AppTest:
    """Press the button inside a dialog; AppTest draws one only while its opener is pressed."""
    at.button(key=opener).click()
    return at.button(key="nb_confirm").click().run()


def keys(at: AppTest) -> set[str]:
    return {str(button.key) for button in at.button}


def state() -> EditionState:
    with glance() as session:
        return session.exec(select(Edition.state)).one()


def closed() -> datetime:
    with glance() as session:
        closes = session.exec(select(Edition.window_closes_at)).one()
    assert closes is not None
    return closes


def test_before_publication_a_stranger_learns_that_it_is_made_and_no_result(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_by(editions.served, here)
    at = visit(monkeypatch, "edition", None, code=CODE)
    assert not at.exception
    assert "还没有发布" in said(at)
    assert "随机种子" in said(at)
    for name in ("杏园", "榆园", "枫园小区", "42.16"):
        assert name not in said(at)
    manager = visit(monkeypatch, "edition", here.ma, code=CODE)
    assert "杏园" not in said(manager) and not manager.dataframe


def test_a_published_edition_shows_both_lists_to_everybody(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_by(editions.published, here)
    at = visit(monkeypatch, "edition", None, code=CODE)
    assert not at.exception
    assert "已发布" in said(at)
    assert "安居物业" in said(at) and "42.16" in said(at)
    assert not {"nb_main", "nb_publish", "nb_check"} & keys(at)


def test_an_edition_that_is_not_there_is_said_to_be_so(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = visit(monkeypatch, "edition", None, code="<script>")
    assert not at.exception
    assert "没有这一期评价" in said(at)


def test_the_officer_computes_and_shows_the_firms(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_by(editions.filled, here)
    at = visit(monkeypatch, "edition", here.qin, code=CODE)
    assert not at.exception
    assert "36 / 36" in said(at)
    press(at, "nb_main")
    assert not at.exception
    assert state() is EditionState.COMPUTED
    assert "黑榜 · 2" in said(at) and "低于同组中位数" in said(at)
    press(at, "nb_main")
    assert "2 个小区拟上黑榜" in said(at)
    confirm(at, "nb_main")
    assert state() is EditionState.PREVIEW
    assert "企业正在核对结果" in said(at)


def test_two_officers_decide_and_one_publishes(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_by(editions.heard, here)
    with clock_at(closed() + timedelta(hours=1)):
        at = visit(monkeypatch, "edition", here.qin, code=CODE)
        assert "还差 2 人同意" in said(at)
        press(at, "nb_agree")
        assert "还要另一位街道人员同意" in said(at)
        assert "nb_publish" not in keys(at)
        other = visit(monkeypatch, "edition", made.lu, code=CODE)
        press(other, "nb_agree")
        press(other, "nb_publish")
        assert not other.exception
        assert state() is EditionState.PUBLISHED
        auditor = visit(monkeypatch, "edition", here.shen, code=CODE, view="record")
        press(auditor, "nb_check")
        assert "逐字节一致" in said(auditor)
        assert "nb_cancel" not in keys(auditor)


def test_an_objection_is_answered_on_the_desk(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_by(editions.served, here)
    with transaction() as session:
        entrant = made.entrant(session, "杏园").id or 0
        appeal = raise_objection(session, made.luo, entrant, "complaints", TEXT)
    at = visit(monkeypatch, "edition", here.qin, code=CODE)
    assert "1 件异议等待答复" in said(at)
    opener = f"nb_answer_{appeal.id}"
    press(at, opener)
    at.button_group(key="nb_upheld").set_value(True)
    at.button(key=opener).click().run()
    at.text_input(key="nb_value_complaints").set_value("55")
    at.text_area(key="nb_text").set_value("经核对转办单，三件投诉确属市政道路。")
    confirm(at, opener)
    assert not at.exception
    with glance() as session:
        assert session.exec(select(Appeal.state)).one() is AppealState.UPHELD
    assert "请用改正的数据重新试算" in said(at)
    press(at, "nb_main")
    with glance() as session:
        assert len(session.exec(select(Computation.id)).all()) == 2
    assert state() is EditionState.PREVIEW


def test_the_auditor_reads_and_does_nothing(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_by(editions.computed, here)
    for view in ("collect", "draft", "hearing", "decide", "record"):
        at = visit(monkeypatch, "edition", here.shen, code=CODE, view=view)
        assert not at.exception
        acts = {"nb_main", "nb_again", "nb_reopen", "nb_cancel", "nb_agree", "nb_publish"}
        assert not acts & keys(at)


def test_english_says_the_same(here: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> None:
    made_by(editions.computed, here)
    at = visit(monkeypatch, "edition", here.qin, "en", code=CODE)
    assert not at.exception
    assert "Black list · 2" in said(at)
    assert "Owners' satisfaction" in said(at)
