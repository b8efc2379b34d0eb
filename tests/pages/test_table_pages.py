"""The pages of a generated list: read in one go, whatever page the address asks for."""

import pytest

from components.table import listing as drawn
from db.session import transaction
from services.table import listing
from tests.neighbourhood import Neighbourhood
from tests.registers import orders
from tests.visit import visit


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("", "占用通道"), ("2", "路灯不亮"), ("99", "占用通道"), ("x", "占用通道")],
)
def test_the_address_says_which_page(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, asked: str, expected: str
) -> None:
    for place in (drawn, listing):
        monkeypatch.setattr(place, "ROWS", 2)
    with transaction() as session:
        orders(session, here)
    query = {"page": asked} if asked else {}
    at = visit(monkeypatch, "table", here.qin, of="work_order", **query)
    assert not at.exception
    rows = next(one.value for one in at.markdown if "/row?of=work_order" in one.value)
    assert expected in rows.splitlines()[2]
    assert rows.count("/row?of=work_order") == 2
