"""What an edition waits for stands on the first page of whoever has to act."""

import pytest
from sqlmodel import Session

from db.session import transaction
from models.base import clock_at
from services.edition.deciding import approve
from tests import editions
from tests.editions import computation
from tests.neighbourhood import Neighbourhood
from tests.pages.test_edition import made_by, said
from tests.visit import visit


def test_the_officer_sees_the_next_step_and_the_firm_its_results(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_by(editions.computed, here)
    assert "再向各企业告知" in said(visit(monkeypatch, "home", here.qin))
    assert "请核对评价结果" not in said(visit(monkeypatch, "home", made.luo))
    with transaction() as session:
        editions.serving.serve(session, here.qin, made.id)
    assert "再向各企业告知" not in said(visit(monkeypatch, "home", here.qin))
    assert "请核对评价结果" in said(visit(monkeypatch, "home", made.luo))
    for who in (here.ma, here.shen, here.wai):
        seen = visit(monkeypatch, "home", who)
        assert not seen.exception
        assert "请核对评价结果" not in said(seen)


def test_who_has_agreed_waits_for_the_other(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction() as session:
        made, moment = editions.heard(session, here)
    with clock_at(moment):
        assert "还差 2 人同意" in said(visit(monkeypatch, "home", here.qin))
        with transaction() as session:
            _agree(session, here, made)
        assert "人同意" not in said(visit(monkeypatch, "home", here.qin))
        assert "还差 1 人同意" in said(visit(monkeypatch, "home", made.lu))


def _agree(session: Session, here: Neighbourhood, made: editions.Rated) -> None:
    approve(session, here.qin, made.id, computation(made))
