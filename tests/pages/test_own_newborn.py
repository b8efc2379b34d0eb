"""What administrators ask of a row is asked on the screen where it is made by hand."""

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from db.session import glance, transaction
from models.base import Extended
from models.claim import Claim
from models.contract import Contract
from models.definition import DefinitionKind
from models.firm import Firm
from models.place import Place
from models.roll import Unit
from services.definition import append
from services.row.changing import change_row
from services.table.detail import detail
from tests.contracts import active
from tests.ledgers import opened
from tests.neighbourhood import Neighbourhood
from tests.pages.test_roll import labelled, press
from tests.visit import visit

CLAIM = {"nb_claim_title": "3 号楼物业用房", "nb_claim_debtor": "安居物业", "nb_claim_area": "126"}
CONTRACT = {
    "nb_contract_title": "快递柜进场",
    "nb_contract_spot": "北侧",
    "nb_contract_party": "丰巢",
}
CONTRACT |= {"nb_contract_number": "KD-1", "nb_contract_sum": "1,000"}
UNIT = {"nb_new_door": "3-501", "nb_new_area": "80", "nb_new_owners": "张三"}
# The table, who makes a row of it, on which page, what opens the dialog, what is typed.
MADE = [
    (Unit, "lin", "roll", "添加房屋", UNIT),
    (Place, "guan", "places", "添加地方", {"nb_place_name": "9 号楼", "nb_place_code": "fy-9"}),
    (Firm, "qin", "firms", "登记企业", {"nb_firm_name": "新城物业有限公司"}),
    (Contract, "wu", "contracts", "登记合同", CONTRACT),
    (Claim, "wu", "claims", "登记清收事项", CLAIM),
]


def ask(here: Neighbourhood, table: str, name: str = "x_note", **more: object) -> None:
    body = {"entity": table, "name": name, "kind": "text", "label": "备忘", "required": True}
    with transaction() as session:
        append(session, here.guan, DefinitionKind.FIELD, f"{table}.{name}", None, body | more)


def rows(model: type[Extended]) -> list[dict[str, object] | None]:
    with glance() as session:
        return [row.extra for row in session.exec(select(model)) if row.extra]


def confirmed(page: AppTest, opener: str) -> AppTest:
    labelled(page, opener).click()
    return page.button(key="nb_confirm").click().run()


@pytest.mark.parametrize(("model", "who", "at", "opener", "typed"), MADE)
def test_a_required_field_is_asked_where_its_row_is_made(
    monkeypatch: pytest.MonkeyPatch,
    here: Neighbourhood,
    model: type[Extended],
    who: str,
    at: str,
    opener: str,
    typed: dict[str, str],
) -> None:
    table = str(model.__tablename__)
    ask(here, table)
    if model is Contract:
        with transaction() as session:
            opened(session, here)
    asked = {"place": "fengyuan"} if at in {"places", "roll"} else {}
    page = visit(monkeypatch, at, here.visitors[who], **asked)
    press(page, opener)
    field = f"nb_ask_own_{table}_x_note"
    assert page.text_input(key=field).label.startswith("备忘")
    for key, text in typed.items():
        page.text_input(key=key).set_value(text)
    if model is Contract:
        page.selectbox(key="nb_contract_head").set_value("G06")
    if model is Claim:
        page.text_area(key="nb_claim_evidence").set_value("竣工备案表注明为物业服务用房")
    confirmed(page, opener)
    assert not page.exception
    assert rows(model) == []
    page = press(page, opener)
    page.text_input(key=field).set_value("已核对")
    confirmed(page, opener)
    assert not page.exception and not page.error
    assert rows(model) == [{"x_note": "已核对"}]


def test_a_field_under_a_condition_comes_with_what_is_picked(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    ask(here, "unit", visible_if={"field": "kind", "op": "is", "value": "shop"})
    page = visit(monkeypatch, "roll", here.lin, place="fengyuan")
    press(page, "添加房屋")
    keys = [one.key for one in page.text_input]
    assert "nb_ask_own_unit_x_note" not in keys
    next(one for one in page.selectbox if one.label == "类型").set_value("shop")
    press(page, "添加房屋")
    assert "nb_ask_own_unit_x_note" in [one.key for one in page.text_input]


def test_a_renewal_begins_with_what_the_contract_said_and_names_nobody(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        first = active(session, here, opened(session, here)).id or 0
    ask(here, "contract", required=False)
    ask(here, "contract", "x_phone", required=False, personal=True, label="联系电话")
    with transaction() as session:
        row = detail(session, here.wu, "contract", first)
        told = {"x_note": "电梯东侧", "x_phone": "13800001234"}
        change_row(session, here.wu, "contract", first, told, row.seen)
    page = visit(monkeypatch, "contracts", here.wu, id=str(first))
    press(page, "续签")
    assert not page.exception
    assert page.text_input(key="nb_ask_own_contract_x_note").value == "电梯东侧"
    assert page.text_input(key="nb_ask_own_contract_x_phone").value == ""
    page.text_input(key="nb_contract_number").set_value("GG-2027")
    confirmed(page, "续签")
    assert not page.exception and not page.error
    assert {"x_note": "电梯东侧"} in rows(Contract)
