"""Service contracts: one firm a day, ended with a reason, and who serves is read by the day."""

from datetime import date

import pytest
from sqlmodel import Session, select

from models.trail import TrailLine
from rules.firm.register import Terms
from rules.refusal import Refused
from services.firm.contract import correct_contract, end_contract, enter_contract
from services.firm.keeping import register_firm
from services.firm.standing import served, serving
from tests.firms import ANJU, SINCE, XINHE, Firms, serve, settled
from tests.neighbourhood import Neighbourhood

DAY = date(2026, 6, 10)
REASON = "业主大会决定不再续聘"


@pytest.fixture
def firms(session: Session, here: Neighbourhood) -> Firms:
    return settled(session, here)


def test_who_serves_is_read_by_the_day(session: Session, here: Neighbourhood, firms: Firms) -> None:
    place = here.fengyuan.id or 0
    end_contract(session, here.qin, firms.at_fengyuan.id or 0, date(2026, 6, 10), REASON)
    serve(session, here, firms.xinhe, "fengyuan", Terms(date(2026, 6, 12)))
    days = {
        date(2023, 12, 31): None,
        date(2024, 1, 1): "anju",
        date(2026, 6, 10): "anju",
        date(2026, 6, 11): None,
        date(2026, 6, 12): "xinhe",
    }
    for day, code in days.items():
        found = serving(session, place, day)
        assert (found[0].code if found else None) == code, day
    everywhere = served(session, here.places["zhelu"].path, DAY)
    assert {place: firm.code for place, (firm, _c) in everywhere.items()} == {
        here.fengyuan.id: "anju",
        here.places["qinghe"].id: "xinhe",
    }


def test_two_firms_never_serve_on_one_day(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    with pytest.raises(Refused, match="end that contract first") as refusal:
        serve(session, here, firms.xinhe, "fengyuan", Terms(date(2026, 1, 1)))
    assert refusal.value.facts["firm"] == ANJU.name
    end_contract(session, here.qin, firms.at_fengyuan.id or 0, DAY, REASON)
    with pytest.raises(Refused, match="until"):
        serve(session, here, firms.xinhe, "fengyuan", Terms(DAY))
    serve(session, here, firms.xinhe, "fengyuan", Terms(date(2026, 6, 11)))
    with pytest.raises(Refused, match="since"):
        correct_contract(session, here.qin, firms.at_fengyuan.id or 0, SINCE)


def test_a_contract_is_corrected_with_what_it_said_before(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    contract = firms.at_fengyuan.id or 0
    correct_contract(session, here.qin, contract, Terms(date(2024, 2, 1), None, 3, 210))
    assert (firms.at_fengyuan.level, firms.at_fengyuan.fee_fen) == (3, 210)
    line = session.exec(select(TrailLine).where(TrailLine.code == "service.corrected")).one()
    assert line.before is not None
    assert (line.before["level"], line.before["fee_fen"]) == (2, 180)
    with pytest.raises(Refused, match="Nothing has changed"):
        correct_contract(session, here.qin, contract, Terms(date(2024, 2, 1), None, 3, 210))


@pytest.mark.parametrize(
    ("last_day", "reason", "why"),
    [
        (date(2023, 12, 31), REASON, "before it begins"),
        (DAY, "  ", "Say why"),
    ],
)
def test_an_end_has_a_day_and_a_reason(
    session: Session, here: Neighbourhood, firms: Firms, last_day: date, reason: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        end_contract(session, here.qin, firms.at_fengyuan.id or 0, last_day, reason)
    assert firms.at_fengyuan.ends_on is None


def test_what_has_an_end_does_not_end_later(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    contract = firms.at_fengyuan.id or 0
    end_contract(session, here.qin, contract, DAY, REASON)
    with pytest.raises(Refused, match="anyway"):
        end_contract(session, here.qin, contract, DAY, REASON)
    line = session.exec(select(TrailLine).where(TrailLine.code == "service.ended")).one()
    assert line.after is not None
    assert line.after["reason"] == REASON


def test_only_the_street_and_only_at_compounds(session: Session, here: Neighbourhood) -> None:
    firm = register_firm(session, here.qin, here.places["zhelu"].id or 0, XINHE)
    with pytest.raises(Refused, match="serves compounds"):
        enter_contract(session, here.qin, firm.id or 0, here.places["zhelu"].id or 0, SINCE)
    with pytest.raises(Refused, match="does not allow"):
        enter_contract(session, here.ma, firm.id or 0, here.fengyuan.id or 0, SINCE)
    with pytest.raises(Refused, match="no such firm"):
        enter_contract(session, here.qin, 999, here.fengyuan.id or 0, SINCE)
    with pytest.raises(Refused, match="no such service contract"):
        end_contract(session, here.qin, 999, DAY, REASON)
