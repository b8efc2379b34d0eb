"""A firm's agent reads, contradicts and asks for repair; nobody else sees anything."""

from copy import deepcopy
from datetime import date

import pytest
from sqlmodel import Session, col, select

from db.session import glance, transaction
from models.base import clock_at
from models.firm import Profile
from models.hearing import Appeal, AppealKind, PreviewReading, Repair
from models.place import Place, PlaceKind
from services.edition import computing, serving
from tests import editions
from tests.neighbourhood import Neighbourhood
from tests.pages.test_edition import confirm, keys, made_by, press, said
from tests.visit import visit

CLOSED = "只有该企业的代表能看"


def test_a_manager_who_opens_a_firms_preview_gets_one_sentence(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_by(editions.served, here)
    code = "zhelu-2026h1"
    for who, firm in ((here.ma, "anju"), (here.qin, "anju"), (made.luo, "xinhe")):
        at = visit(monkeypatch, "preview", who, code=code, firm=firm)
        assert not at.exception
        assert [CLOSED in str(error.value) for error in at.error] == [True]
        assert "杏园" not in said(at) and "榆园" not in said(at)
        assert not at.metric
    with glance() as session:
        assert not session.exec(select(PreviewReading)).all()


def test_an_agent_sees_his_own_compounds_and_objects(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_by(editions.served, here)
    at = visit(monkeypatch, "preview", made.luo)
    assert not at.exception
    text = said(at)
    assert "杏园" in text and "榆园" not in text and "还剩" in text
    assert "秦岚" in text and "评分表汇总" in text and "同组中位数 8.5" in text
    with glance() as session:
        assert len(session.exec(select(PreviewReading)).all()) == 1
    press(at, "nb_object_complaints")
    at.text_area(key="nb_text").set_value("五月的投诉有三件属于市政道路，与物业无关。")
    confirm(at, "nb_object_complaints")
    assert not at.exception
    with glance() as session:
        assert session.exec(select(Appeal)).one().kind is AppealKind.CORRECTION
    assert "待答复" in said(at)
    assert "nb_object_complaints" not in keys(at)


def test_what_would_lift_it_out_is_worked_out_when_asked(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_by(editions.served, here)
    at = visit(monkeypatch, "preview", made.luo)
    assert "同时做到" not in said(at)
    lift = next(key for key in keys(at) if key.endswith("_go"))
    press(at, lift)
    assert not at.exception
    assert "同时做到" in said(at) and "已核实" in said(at)


def _of_one_age(session: Session, here: Neighbourhood) -> editions.Rated:
    """Compounds of commercial housing that are all over 20 years old, ranked by type and age."""
    made = editions.rated(session, here, deepcopy(editions.BODY) | {"peers": ["type", "age"]})
    for place in session.exec(select(Place).where(col(Place.kind) == PlaceKind.COMPOUND)).all():
        kept = {"type": "commodity", "built_in": 1999}
        session.add(Profile(place_id=place.id or 0, path=place.path, **kept))
    session.flush()
    editions.measured(session, editions.begun(session, made))
    computing.compute(session, here.qin, made.id)
    serving.serve(session, here.qin, made.id)
    return made


def test_a_group_of_old_age_is_not_called_old_compounds(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_by(_of_one_age, here)
    at = visit(monkeypatch, "preview", made.luo)
    assert not at.exception
    assert "商品房小区 · 建成 20 年以上" in said(at)
    assert "老旧小区" not in said(at)


def test_nothing_is_shown_before_the_firms_are_served(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_by(editions.computed, here)
    at = visit(monkeypatch, "preview", made.luo)
    assert not at.exception
    assert "还没有向企业告知" in said(at)
    assert "杏园" not in said(at)


def test_after_publication_repair_is_asked_for(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction() as session:
        made, moment = editions.published(session, here)
    with clock_at(moment):
        at = visit(monkeypatch, "preview", made.luo)
        press(at, "nb_repair")
        at.text_area(key="nb_text").set_value("已增派两名维修人员，投诉当日回访，附台账照片。")
        confirm(at, "nb_repair")
        assert not at.exception
        with glance() as session:
            assert session.exec(select(Repair)).one().granted is None
        assert "信用修复" in said(at)
        assert "nb_repair" not in keys(at)


def test_a_stranger_is_asked_to_sign_in(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_by(editions.served, here)
    at = visit(monkeypatch, "preview", None)
    assert not at.exception
    assert "杏园" not in said(at)


def test_while_the_next_edition_collects_the_last_that_was_shown_is_open(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_by(editions.served, here)
    with transaction() as session:
        editions.begun(session, made, date(2026, 7, 1), date(2026, 12, 31))
    at = visit(monkeypatch, "preview", made.luo)
    assert not at.exception
    assert "杏园" in said(at)
    assert next(box.value for box in at.selectbox) == "zhelu-2026h1.anju"
