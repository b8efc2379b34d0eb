"""The register, and what it adds up to: rooms, square metres, yuan, place by place."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session

from models.claim import ClaimKind, ClaimState
from rules.claim import Size, Tally
from services.claim.keeping import assign_claim
from services.claim.reading import Wanted, by_place, claims, count, register, total
from services.claim.sheet import places, sheet
from tests.claims import ADS, ROOM, found, handed_back, verified
from tests.ledgers import opened, posted, receipt
from tests.neighbourhood import Neighbourhood

TODAY = date(2026, 10, 10)
STREET = "zhelu"


@pytest.fixture
def several(session: Session, here: Neighbourhood) -> None:
    """A room half handed back and late, money through the books, one next door, one above."""
    room = verified(session, here)
    assign_claim(session, here.lin, room.id or 0, "业委会", date(2026, 9, 30))
    handed_back(session, here, room, Size(400_000))
    ads = verified(session, here, ADS)
    book = opened(session, here)
    posted(session, here, book, replace(receipt(5_000_00, "G02"), claim_id=ads.id))
    site = replace(ROOM, kind=ClaimKind.SITE, title="南门空地", size=Size(200_000, 300_00))
    found(session, here, site, "qinghe")
    found(session, here, replace(ROOM, title="社区旧办公用房"), "fengyuan-community")


def test_the_totals_are_those_the_city_reports(
    session: Session, here: Neighbourhood, several: None
) -> None:
    assert total(session, here.places[STREET].path, TODAY) == Tally(
        claims=4,
        open=4,
        late=1,
        rooms=2,
        room_cm2=2 * 865_000,
        sites=1,
        site_cm2=200_000,
        fen=18_978_16 + 300_00,
        rooms_back=1,
        room_cm2_back=400_000,
        fen_back=5_000_00,
    )
    assert total(session, here.fengyuan.path, TODAY).claims == 2
    assert total(session, here.places["qinghe-1"].path, TODAY) == Tally()


def test_a_street_sees_them_down_the_tree(
    session: Session, here: Neighbourhood, several: None
) -> None:
    found_at = by_place(session, here.places[STREET].path, TODAY)
    assert [(p.code, p.depth, p.tally.claims, p.tally.fen_back) for p in found_at] == [
        ("fengyuan-community", 1, 4, 5_000_00),
        ("fengyuan", 2, 2, 5_000_00),
        ("qinghe", 2, 1, 0),
    ]
    assert by_place(session, here.fengyuan.path, TODAY) == []


def test_the_list_shows_what_is_late_first(
    session: Session, here: Neighbourhood, several: None
) -> None:
    rows = claims(session, Wanted(here.places[STREET].path), TODAY)
    assert (rows[0].title, rows[0].late) == ("2 号楼架空层活动室", True)
    assert [row.title for row in rows][1:] == [
        "社区旧办公用房",
        "南门空地",
        "2024—2025 年电梯广告收入",
    ]
    assert rows[3].back == Size(0, 5_000_00)
    assert rows == register(session, Wanted(here.places[STREET].path), TODAY)


@pytest.mark.parametrize(
    ("given", "titles"),
    [
        ({"kind": ClaimKind.SITE}, ["南门空地"]),
        ({"state": ClaimState.FOUND}, ["社区旧办公用房", "南门空地"]),
        ({"late": True}, ["2 号楼架空层活动室"]),
        ({"words": "电梯"}, ["2024—2025 年电梯广告收入"]),
        ({"words": "业委会"}, ["2 号楼架空层活动室"]),
        ({"words": "%"}, []),
    ],
)
def test_filters_take_away(
    session: Session,
    here: Neighbourhood,
    several: None,
    given: dict[str, object],
    titles: list[str],
) -> None:
    wanted = Wanted(here.places[STREET].path, **given)  # type: ignore[arg-type]
    assert [row.title for row in claims(session, wanted, TODAY)] == titles
    assert count(session, wanted, TODAY) == len(titles)


def test_one_claim_tells_its_history_and_its_entries(session: Session, here: Neighbourhood) -> None:
    claim = verified(session, here, ADS)
    book = opened(session, here)
    entry = posted(session, here, book, replace(receipt(5_000_00, "G02"), claim_id=claim.id))
    told = sheet(session, claim.id or 0, TODAY)
    assert told is not None
    assert told.entries == ((entry.id, entry.number),)
    assert [note.text for note in told.notes] == ["现场核实，情况属实", ADS.evidence]
    assert (told.row.place, told.row.back.fen) == ("枫园小区", 5_000_00)
    assert sheet(session, 999, TODAY) is None


def test_claims_are_registered_at_a_compound_or_what_lies_above_it(
    session: Session, here: Neighbourhood
) -> None:
    assert [p.code for p in places(session, here.fengyuan.id or 0)] == ["fengyuan"]
    above = places(session, here.places[STREET].id or 0)
    assert [p.code for p in above] == ["fengyuan-community", "fengyuan", "qinghe"]
