"""The list of members: those whom the reader looks after, found by name or by phone."""

import pytest
from sqlmodel import Session

from models.member import Member, Role
from models.secret import fingerprint
from services.member import close_account, reading
from services.member.reading import Wanted
from services.trail import HOUSE
from tests.neighbourhood import Neighbourhood


def names(session: Session, wanted: Wanted, page: int = 1) -> list[str]:
    rows = reading.members(session, wanted, page)
    assert reading.count(session, wanted) >= len(rows)
    return [row.username for row in rows]


def test_an_administrator_sees_everybody_within_his_places(
    session: Session, here: Neighbourhood
) -> None:
    everywhere = Wanted((here.places["jiangcheng"].path,))
    assert reading.count(session, everywhere) == 15
    compound = Wanted((here.fengyuan.path,))
    assert "wai" not in names(session, compound)
    assert "lin" not in names(session, compound)  # her role stands above
    assert names(session, Wanted(())) == []


def test_a_council_sees_its_residents_and_no_officials(
    session: Session, here: Neighbourhood
) -> None:
    found = names(session, Wanted((here.fengyuan.path,), belonging_only=True))
    assert sorted(found) == ["chen", "he", "sun", "zhou", "zhu"]


def test_a_member_shows_his_roles_with_the_place_they_stand_at(
    session: Session, here: Neighbourhood
) -> None:
    row = reading.members(session, Wanted((here.fengyuan.path,), words="chen"), 1)[0]
    assert [(grant.role, grant.place) for grant in row.grants] == [
        (Role.RESIDENT, "枫园小区 › 第一网格 › 1 号楼 › 1-101")
    ]
    assert (row.name, row.phone, row.has_password) == ("陈静", "", False)


@pytest.mark.parametrize(
    ("words", "found"),
    [("陈", ["chen"]), ("CHEN", ["chen"]), ("138 0000 0001", ["chen"]), ("1380000", []), ("%", [])],
)
def test_members_are_found(
    session: Session, here: Neighbourhood, words: str, found: list[str]
) -> None:
    chen = session.get_one(Member, here.chen.member_id)
    chen.phone, chen.phone_print = "13800000001", fingerprint("13800000001")
    session.add(chen)
    session.flush()
    assert names(session, Wanted((here.fengyuan.path,), words=words)) == found


def test_members_by_role_and_closed_ones_apart(session: Session, here: Neighbourhood) -> None:
    everywhere = (here.places["jiangcheng"].path,)
    assert names(session, Wanted(everywhere, role=Role.COUNCIL)) == ["tang", "lin"]
    close_account(session, HOUSE, session.get_one(Member, here.tang.member_id))
    assert names(session, Wanted(everywhere, role=Role.COUNCIL)) == ["lin"]
    assert names(session, Wanted(everywhere, closed=True)) == ["tang"]


def test_pages_follow_each_other(
    session: Session, here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PAGE_ROWS", 10)
    wanted = Wanted((here.places["jiangcheng"].path,))
    assert [len(names(session, wanted, page)) for page in (1, 2, 3)] == [10, 5, 0]


def test_an_account_is_known_only_to_who_knows_it_whole(
    session: Session, here: Neighbourhood
) -> None:
    chen = here.chen.member_id
    assert reading.known(session, "CHEN") == [(chen, "chen", "陈**")]
    assert reading.known(session, "陈静") == [(chen, "chen", "陈**")]
    for words in ("", "陈", "che", "%"):
        assert reading.known(session, words) == []
