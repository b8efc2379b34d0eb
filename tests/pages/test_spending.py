"""What is asked for, decided and paid, as a stranger and as the committee see it."""

from datetime import date

import pytest

from db.session import transaction
from models.distribution import Basis
from services.distribution.planning import Plan, plan_distribution
from tests.ledgers import opened, opening, posted
from tests.neighbourhood import Neighbourhood
from tests.spendings import PAPER, asked, leave, walked
from tests.visit import visit


def _said(at: object) -> str:
    return " ".join(str(part.value) for part in at.markdown)  # type: ignore[attr-defined]


def test_a_stranger_reads_the_way_of_every_request(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction() as session:
        book = opened(session, here, date(2026, 1, 1))
        walked(session, here, book, PAPER)
        asked(session, here, book)
        leave(session, here, book)
    at = visit(monkeypatch, "spending", None)
    assert not at.exception
    said = _said(at)
    for word in ("提议", "决议公开", "江城维修队", "四议还没有走完", "小额支出 E04"):
        assert word in said, word
    assert not [button for button in at.button if button.key == "nb_main"]
    council = visit(monkeypatch, "spending", here.wu)
    assert [button for button in council.button if button.key == "nb_main"]


def test_an_owner_sees_his_share_and_a_stranger_asks_by_area(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction() as session:
        book = opened(session, here, date(2026, 1, 1))
        posted(session, here, book, opening(10_000_00))
        plan_distribution(session, here.wu, book.id or 0, Plan("上半年分配", Basis.AREA, 9_000_00))
    at = visit(monkeypatch, "distributions", here.zhou)
    assert not at.exception
    assert "您家 1\\-102" in _said(at)
    stranger = visit(monkeypatch, "distributions", None)
    assert "您家" not in _said(stranger)
    stranger.number_input[0].set_value(90.55).run()
    assert "大约" in _said(stranger)


def test_another_compound_than_asked_for_is_never_shown_unnamed(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction() as session:
        opened(session, here, date(2026, 1, 1))
    assert "枫园小区" in _said(visit(monkeypatch, "spending", None))
    elsewhere = visit(monkeypatch, "spending", None, place="qinghe")
    assert "这个地址没有建账" in elsewhere.caption[0].value
    assert "枫园小区" in _said(elsewhere)


def test_a_request_that_is_not_there_leads_back(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction() as session:
        asked(session, here, opened(session, here, date(2026, 1, 1)))
    at = visit(monkeypatch, "spending", None, id="999999")
    assert [info.value for info in at.info] == ["这里没有这笔支出申请。"]
