"""Reading a roll: masked, paged, searched, added up, exported."""

import io

import pytest
from python_calamine import CalamineWorkbook
from sqlmodel import Session, select

from models.choice import Parking, UnitKind, UnitStatus
from models.place import VotingRule
from models.roll import Owner
from rules.refusal import Refused
from services.roll import reading
from services.roll.export import as_csv, as_workbook, masked_roll
from services.roll.reading import Wanted
from services.roll.totals import totals
from tests.neighbourhood import Neighbourhood
from tests.services.roll.test_importing import ROWS, take


def labels(session: Session, here: Neighbourhood, wanted: Wanted, page: int = 1) -> list[str]:
    rows = reading.units(session, here.fengyuan.id or 0, wanted, page)
    assert reading.count(session, here.fengyuan.id or 0, wanted) >= len(rows)
    return [row.label for row in rows]


def test_units_come_in_the_order_of_the_doors_with_masked_owners(
    session: Session, here: Neighbourhood
) -> None:
    rows = reading.units(session, here.fengyuan.id or 0, Wanted(), 1)
    assert [row.label for row in rows] == [
        "1-101",
        "1-102",
        "1-201",
        "2-101",
        "2-102",
        "2-201",
        "P-01",
    ]
    shown = {row.label: row.owners for row in rows}
    assert shown["2-101"] == ("孙**", "钱**")
    assert shown["1-201"] == ("枫园置业",)
    assert [row.linked for row in rows if row.label == "2-101"] == [1]


def test_a_compound_may_show_names(session: Session, here: Neighbourhood) -> None:
    session.add(VotingRule(place_id=here.fengyuan.id, names_public=True))
    session.flush()
    rows = reading.units(session, here.fengyuan.id or 0, Wanted(words="1-102"), 1)
    assert rows[0].owners == ("周建国",)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(words="1-10"), ["1-101", "1-102"]),
        (Wanted(words="１－１０２"), ["1-102"]),
        (Wanted(words="2 号楼"), ["2-101", "2-102", "2-201", "P-01"]),
        (Wanted(words="何伟"), ["2-102", "P-01"]),
        (Wanted(words="何"), []),
        (Wanted(words="何", whole_names=False), ["2-102", "P-01"]),
        (Wanted(words="100%"), []),
        (Wanted(words="_"), []),
        (Wanted(kind=UnitKind.PARKING), ["P-01"]),
        (Wanted(status=UnitStatus.UNSOLD), ["1-201"]),
        (Wanted(building="1 号楼"), ["1-101", "1-102", "1-201"]),
    ],
)
def test_a_search_finds_units_by_door_building_and_owner(
    session: Session, here: Neighbourhood, wanted: Wanted, found: list[str]
) -> None:
    assert labels(session, here, wanted) == found


def test_a_grid_worker_sees_the_units_of_the_grid(session: Session, here: Neighbourhood) -> None:
    take(session, here, *ROWS)
    grid = here.places["fengyuan-grid-1"].path
    assert "3-501" not in labels(session, here, Wanted(path=grid))
    assert reading.count(session, here.fengyuan.id or 0, Wanted(path=grid)) == 7


def test_pages_follow_each_other(
    session: Session, here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PAGE_ROWS", 3)
    pages = [labels(session, here, Wanted(), page) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert len({label for page in pages for label in page}) == 7


def test_a_unit_shows_its_owners_without_their_numbers(
    session: Session, here: Neighbourhood
) -> None:
    take(session, here, *ROWS)
    compound_id = here.fengyuan.id or 0
    row = reading.units(session, compound_id, Wanted(words="3-501"), 1)[0]
    detail = reading.unit(session, compound_id, row.id)
    assert detail is not None
    owner = detail.owners[0]
    assert (owner.name, owner.phone, owner.has_id_number) == ("张**", "138****0001", True)
    assert owner.units == ("3-501", "地下车位B-1")
    assert reading.unit(session, here.places["qinghe"].id or 0, row.id) is None
    assert reading.unit(session, compound_id, 0) is None


def test_heads_are_counted_as_the_law_and_the_compound_say(
    session: Session, here: Neighbourhood
) -> None:
    """He owns a home and a parking space: one head. The unsold home is the developer's."""
    found = totals(session, here.fengyuan.id or 0)
    assert (found.units, found.heads, found.area_cm2) == (7, 6, 5_136_000)
    assert found.by_kind == (
        (UnitKind.HOME, 6, 5_011_000),
        (UnitKind.PARKING, 1, 125_000),
    )
    assert found.buildings == ("1 号楼", "2 号楼")
    assert (found.owners, found.linked) == (7, 4)
    session.add(VotingRule(place_id=here.fengyuan.id, parking=Parking.EXCLUDE))
    he = session.exec(select(Owner).where(Owner.name == "何伟")).one()
    assert he.id
    assert totals(session, here.fengyuan.id or 0).heads == 6
    assert totals(session, here.places["zhelu"].id or 0).units == 0


def test_the_list_of_imports_is_light(session: Session, here: Neighbourhood) -> None:
    take(session, here, *ROWS)
    latest = reading.imports(session, here.fengyuan.id or 0)[0]
    assert (latest.filename, latest.added_count, latest.before) == ("名册.xlsx", 4, {})


def test_an_export_is_masked_and_runs_nothing(session: Session, here: Neighbourhood) -> None:
    take(session, here, ["3-501", "", "80", "=cmd()|A1", "", "", "", ""])
    rows = masked_roll(session, here.shen, here.fengyuan.id or 0)
    assert len(rows) == 8
    table = [[row.label, "、".join(row.owners), row.area_cm2 / 10_000] for row in rows]
    text = as_csv([*table, ["=1+1", "+2", "@x"]]).decode("utf-8-sig")
    assert "周建国" not in text
    assert "'=1+1,'+2,'@x" in text
    written = as_workbook([*table, ["=1+1"]], "枫园/一期[东]")
    book = CalamineWorkbook.from_filelike(io.BytesIO(written))
    assert book.sheet_names == ["枫园一期东"]
    cells = book.get_sheet_by_index(0).to_python()
    assert cells[-1][0] == "=1+1"
    assert cells[0][2] == rows[0].area_cm2 / 10_000


@pytest.mark.parametrize("who", ["chen", "ma", "gao", "wai"])
def test_only_those_with_a_duty_export(session: Session, here: Neighbourhood, who: str) -> None:
    with pytest.raises(Refused, match="role"):
        masked_roll(session, here.visitors[who], here.fengyuan.id or 0)


def test_doors_and_owners_of_a_page_keep_its_order(session: Session, here: Neighbourhood) -> None:
    ids = tuple(here.units[code].id or 0 for code in ("fengyuan-2-101", "fengyuan-1-101"))
    assert [door for door, _owner in reading.doors(session, ids)] == ["2-101", "2-101", "1-101"]
