"""Lists of who serves whom: counted, filtered, searched, paged."""

from datetime import date

import pytest
from sqlmodel import Session

from models.firm import FirmKind
from models.place import PlaceKind
from rules.firm.column import Column, columns_of
from rules.firm.table import read_table
from services.firm import reading
from services.firm.contract import end_contract
from services.firm.importing import SAME, preview
from services.firm.keeping import describe_compound, register_firm
from services.firm.reading import Show, Sums, Wanted
from services.place import plant
from services.trail import HOUSE
from tests.firms import RED_HOUSE, Firms, serve, settled
from tests.neighbourhood import Neighbourhood

DAY = date(2026, 6, 10)


@pytest.fixture
def firms(session: Session, here: Neighbourhood) -> Firms:
    """Four compounds: one with a company that ends soon, one with another, one led, one bare."""
    firms = settled(session, here)
    above = here.places["fengyuan-community"]
    for code, name in (("laojie", "老街坊"), ("wuliao", "无主里")):
        here.places[code] = plant(session, HOUSE, PlaceKind.COMPOUND, name, code, above)
    led = register_firm(session, here.qin, here.places["zhelu"].id or 0, RED_HOUSE)
    serve(session, here, led, "laojie")
    end_contract(session, here.qin, firms.at_fengyuan.id or 0, date(2026, 8, 31), "合同期满")
    describe_compound(session, here.qin, here.fengyuan.id or 0, "old", 1999)
    return firms


def street(here: Neighbourhood) -> str:
    return here.places["zhelu"].path


def test_how_a_street_is_served(session: Session, here: Neighbourhood, firms: Firms) -> None:
    found = reading.sums(session, street(here), DAY)
    homes = sum(here.places[code].households for code in ("fengyuan", "qinghe"))
    assert found == Sums(4, 2, 1, 1, 1, homes, 3)


@pytest.mark.parametrize(
    ("show", "words", "codes"),
    [
        (Show.ALL, "", {"fengyuan", "qinghe", "laojie", "wuliao"}),
        (Show.COMPANY, "", {"fengyuan", "qinghe"}),
        (Show.PARTY_LED, "", {"laojie"}),
        (Show.NONE, "", {"wuliao"}),
        (Show.SOON, "", {"fengyuan"}),
        (Show.ALL, "安居", {"fengyuan"}),
        (Show.ALL, "里", {"qinghe", "wuliao"}),
        (Show.ALL, "%", set()),
    ],
)
def test_compounds_are_filtered_and_searched(
    session: Session, here: Neighbourhood, firms: Firms, show: Show, words: str, codes: set[str]
) -> None:
    wanted = Wanted(street(here), show, words)
    assert {row.code for row in reading.compounds(session, wanted, DAY)} == codes
    assert reading.count(session, wanted, DAY) == len(codes)


def test_a_page_has_its_rows_and_no_more(
    session: Session, here: Neighbourhood, firms: Firms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PAGE_ROWS", 3)
    wanted = Wanted(street(here))
    first, second = (reading.compounds(session, wanted, DAY, page) for page in (1, 2))
    assert (len(first), len(second)) == (3, 1)
    assert not {row.id for row in first} & {row.id for row in second}


def test_one_compound_tells_who_serves_it(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    row = reading.compound(session, "fengyuan", DAY)
    assert row is not None
    assert (row.firm_code, row.type, row.built_in, row.level) == ("anju", "old", 1999, 2)
    assert reading.compound(session, "zhelu", DAY) is None
    after = reading.compound(session, "fengyuan", date(2026, 9, 1))
    assert after is not None
    assert (after.firm, after.kind) == ("", None)


@pytest.mark.parametrize(
    ("code", "codes"),
    [("fengyuan-1-101", ["fengyuan"]), ("fengyuan", ["fengyuan"]), ("zhelu", [])],
)
def test_where_somebody_lives_or_serves(
    session: Session, here: Neighbourhood, firms: Firms, code: str, codes: list[str]
) -> None:
    found = reading.around(session, (here.places[code].path,), DAY)
    assert [row.code for row in found] == codes
    assert reading.around(session, (), DAY) == []


def test_the_register_of_firms_counts_what_each_serves_now(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    rows = {row.code: row for row in reading.firms(session, "", DAY)}
    assert rows["anju"].compounds == 1
    assert rows["hongse"].kind is FirmKind.PARTY_LED
    assert reading.firm_count(session, "信和") == 1
    later = {row.code: row for row in reading.firms(session, "", date(2027, 1, 1))}
    assert later["anju"].compounds == 0


def test_the_form_to_fill_in_is_taken_back_as_it_went_out(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    rows = reading.register_rows(session, street(here), DAY)
    header = [NAMES[column] for column in Column]
    read = read_table([header, *rows], 1, columns_of(header))
    bare = next(n for n, row in enumerate(rows) if row[0] == "无主里") + 2
    assert {fault.row for fault in read.faults} == {bare}  # nothing is known of it yet
    found = preview(session, here.qin, here.places["zhelu"].id or 0, read)
    assert (found.faults, found.count(SAME)) == ([], 3)


NAMES = {
    Column.COMPOUND: "小区",
    Column.FIRM: "企业名称",
    Column.CREDIT: "统一社会信用代码",
    Column.KIND: "企业性质",
    Column.BEGINS: "合同开始",
    Column.ENDS: "合同到期",
    Column.LEVEL: "服务等级",
    Column.FEE: "物业费",
    Column.TYPE: "小区类型",
    Column.YEAR: "建成年份",
}
