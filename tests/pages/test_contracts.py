"""The contracts page: what is missing first; a contract written down and begun by clicking."""

import pytest
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from db.session import glance, transaction
from models.contract import Contract, ContractState, Instalment
from tests.contracts import active, paid, registered, vote
from tests.ledgers import opened
from tests.neighbourhood import Neighbourhood
from tests.pages.test_roll import cells, labelled, press, words
from tests.visit import visit


def settled(here: Neighbourhood) -> tuple[int, int]:
    """A contract in arrears, and one that waits for the owners with a vote it may rest on."""
    with transaction() as session:
        book = opened(session, here)
        late = active(session, here, book)
        paid(session, here, book, late, 4_000_00)
        waiting = registered(session, here, book, number="GG-2")
        vote(session, here)
        return late.id or 0, waiting.id or 0


def contract(session: Session, number: str) -> Contract | None:
    return session.exec(select(Contract).where(Contract.number == number)).first()


def titles(page: AppTest) -> int:
    return sum("电梯广告" in button.label for button in page.button)


def test_a_stranger_reads_first_what_has_not_come_in(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    late, _waiting = settled(here)
    page = visit(monkeypatch, "contracts", place="fengyuan")
    assert not page.exception
    assert "1 份合同共 ¥\u00a02,000\\.00 到期没有收到" in page.markdown[0].value
    assert titles(page) == 2
    assert not page.metric  # on a phone it would cut long words off
    assert not any(button.label == "登记合同" for button in page.button)
    assert "没有符合条件的合同" in words(visit(monkeypatch, "contracts", q="没有这家"))
    filtered = visit(monkeypatch, "contracts", show="draft")
    assert titles(filtered) == 1
    one = visit(monkeypatch, "contracts", id=str(late))
    assert "逾期未收 · 70 天" in cells(one)
    columns = list(one.dataframe[0].value.columns)
    assert columns.index("状态") < columns.index("已收")  # the state is read without scrolling
    assert "¥\u00a01,000.00" in cells(one)
    assert not any(button.label == "终止" for button in one.button)


def test_who_keeps_contracts_writes_one_down(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        opened(session, here)
    page = visit(monkeypatch, "contracts", here.wu)
    assert "还没有登记合同" in words(page)
    press(page, "登记合同")
    fields = {"title": "快递柜进场", "spot": "3 号楼北侧", "party": "丰巢网络", "number": "KD-1"}
    for key, typed in fields.items():
        page.text_input(key=f"nb_contract_{key}").set_value(typed)
    page.text_input(key="nb_contract_sum").set_value("1,000.01")
    page.selectbox(key="nb_contract_head").set_value("G06")
    labelled(page, "登记合同").click().run()
    assert "共 4 期，合计 ¥\u00a01,000.01" in words(page)
    labelled(page, "登记合同").click()
    labelled(page, "登记这份合同").click().run()
    with glance() as session:
        made = contract(session, "KD-1")
        assert made is not None
        sums = select(Instalment.amount_fen).where(Instalment.contract_id == made.id)
        assert sorted(session.exec(sums)) == [25_000, 25_000, 25_000, 25_001]


def test_a_contract_begins_with_the_vote_and_ends_with_a_reason(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    _late, waiting = settled(here)
    page = visit(monkeypatch, "contracts", here.ma, id=str(waiting))
    assert "不能按这份合同收款" in words(page)
    press(page, "让合同生效")
    labelled(page, "让合同生效").click().run()
    assert page.button(key="nb_confirm").disabled  # no vote is chosen for anybody
    labelled(page, "让合同生效").click()
    page.selectbox(key="nb_motion").select_index(0).run()
    labelled(page, "让合同生效").click()
    page.button(key="nb_confirm").click().run()
    with glance() as session:
        assert session.get_one(Contract, waiting).state is ContractState.ACTIVE
    page = visit(monkeypatch, "contracts", here.ma, id=str(waiting))
    press(page, "终止")
    page.text_area(key="nb_reason").set_value("对方撤场，协商终止")
    labelled(page, "终止").click()
    page.button(key="nb_confirm").click().run()
    with glance() as session:
        assert session.get_one(Contract, waiting).end_reason == "对方撤场，协商终止"


@pytest.mark.parametrize("number", ["999", "x", "-1"])
def test_what_is_not_there_is_said(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, number: str
) -> None:
    page = visit(monkeypatch, "contracts", id=number)
    assert not page.exception
    assert "没有这份合同" in words(page) or "还没有登记合同" in words(page)


def test_the_street_sees_the_contracts_of_its_compounds(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    settled(here)
    page = visit(monkeypatch, "contracts", here.qin, "en", place="zhelu")
    assert "under 1 contract" in page.markdown[0].value
    assert "枫园小区" in words(page)
