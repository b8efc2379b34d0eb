"""A table of firms goes in row by row: the good ones, once, and each bad cell is named."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from models.firm import Firm, FirmKind, Profile, ServiceContract
from models.trail import TrailLine
from rules.refusal import Refused
from services.firm.importing import Plan, Taken, Upload, import_firms, preview
from services.firm.standing import serving
from tests.firms import ANJU, settled
from tests.neighbourhood import Neighbourhood
from tests.rules.firm.test_table import table

DAY = date(2026, 6, 10)
GOOD = [
    "枫园小区",
    "安居物业",
    "91330100799655058B",
    "",
    "2024-01-01",
    "",
    "2",
    "1.8",
    "老旧",
    1998,
]
LED = ["清河里", "红色物业服务中心", "", "党组织领办", "2025-03-01"]


def plan(session: Session, here: Neighbourhood, *rows: list[Any]) -> Plan:
    return preview(session, here.qin, here.places["zhelu"].id or 0, table(*rows))


def take(session: Session, here: Neighbourhood, *rows: list[Any]) -> Taken:
    upload = Upload("firms.xlsx", "0" * 64, table(*rows))
    return import_firms(session, here.qin, here.places["zhelu"].id or 0, upload)


def test_good_rows_go_in_and_bad_ones_stay_out(session: Session, here: Neighbourhood) -> None:
    taken = take(session, here, GOOD, LED, ["没有的小区", "某物业", "", "", "2024-01-01"])
    assert taken == Taken(added=2, changed=0, same=0, bad=1, firms=2)
    found = serving(session, here.fengyuan.id or 0, DAY)
    assert found is not None
    firm, contract = found
    assert (firm.name, firm.kind) == ("安居物业", FirmKind.COMPANY)
    assert (contract.level, contract.fee_fen) == (2, 180)
    led = serving(session, here.places["qinghe"].id or 0, DAY)
    assert led is not None
    assert led[0].kind is FirmKind.PARTY_LED
    kept = session.exec(select(Profile)).one()
    assert (kept.type, kept.built_in) == ("old", 1998)
    line = session.exec(select(TrailLine).where(TrailLine.code == "firms.imported")).one()
    assert line.after is not None
    assert line.after["added"] == 2


def test_importing_again_doubles_nothing(session: Session, here: Neighbourhood) -> None:
    take(session, here, GOOD, LED)
    assert take(session, here, GOOD, LED) == Taken(0, 0, 2, 0, 0)
    changed = [*GOOD[:5], "2026-12-31", "3", "2.1", "老旧", 1998]
    assert take(session, here, changed, LED) == Taken(0, 1, 1, 0, 0)
    assert len(session.exec(select(Firm)).all()) == 2
    assert len(session.exec(select(ServiceContract)).all()) == 2
    here_now = select(ServiceContract).where(ServiceContract.place_id == here.fengyuan.id)
    contract = session.exec(here_now).one()
    assert (contract.ends_on, contract.level) == (date(2026, 12, 31), 3)


def test_a_preview_writes_nothing(session: Session, here: Neighbourhood) -> None:
    found = plan(session, here, GOOD)
    assert (found.count("new"), list(found.new_firms)) == (1, ["安居物业"])
    assert session.exec(select(Firm)).all() == []


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        (["没有的小区", "某物业", "", "", "2024-01-01"], "A", "no compound"),
        (["枫园小区", "某物业", "", "", "2025-01-01"], "E", "end that contract"),
        (["枫园小区", "某物业", ANJU.credit_code, "", "2025-01-01"], "C", "credit code is"),
        (["枫园小区", ANJU.name, "914403001922038216", "", "2024-01-01"], "C", "another"),
    ],
)
def test_what_the_register_contradicts_says_where(
    session: Session, here: Neighbourhood, row: list[Any], column: str, why: str
) -> None:
    settled(session, here)
    (fault,) = plan(session, here, row).faults
    assert (fault.column, why in fault.sentence) == (column, True), fault


def test_a_firm_that_is_known_gets_a_contract_and_no_twin(
    session: Session, here: Neighbourhood
) -> None:
    firms = settled(session, here)
    gone = ["枫园小区", ANJU.name, ANJU.credit_code, "", "2020-01-01", "2023-12-31"]
    assert take(session, here, gone).firms == 0
    assert len(session.exec(select(Firm)).all()) == 2
    found = serving(session, here.fengyuan.id or 0, date(2022, 1, 1))
    assert found is not None
    assert found[0].id == firms.anju.id


def test_two_new_firms_do_not_share_a_credit_code(session: Session, here: Neighbourhood) -> None:
    other = ["清河里", "另一家物业", GOOD[2], "", "2024-01-01"]
    assert [fault.row for fault in plan(session, here, GOOD, other).faults] == [3]


def test_a_name_that_two_compounds_have_asks_for_the_code(
    session: Session, here: Neighbourhood
) -> None:
    twin = here.places["qinghe"]
    twin = session.merge(twin)
    twin.name = "枫园小区"
    session.flush()
    (fault,) = plan(session, here, GOOD).faults
    assert "write the code" in fault.sentence
    assert plan(session, here, ["fengyuan", *GOOD[1:]]).faults == []


def test_a_file_of_bad_rows_is_refused_and_others_may_not(
    session: Session, here: Neighbourhood
) -> None:
    with pytest.raises(Refused, match="No row"):
        take(session, here, ["没有的小区", "某物业", "", "", "2024-01-01"])
    with pytest.raises(Refused, match="does not allow"):
        preview(session, here.lin, here.places["zhelu"].id or 0, table(GOOD))
