"""Filling in a sheet: every tap is kept, what is signed stays, who may and who may not."""

import pytest
from sqlmodel import Session, select

from models.base import now
from models.edition import EditionState
from models.firm import Interest
from models.scoring import Assignment, Sheet
from models.trail import TrailLine
from rules.permission import Visitor
from rules.refusal import Refused
from services.photo import developed, photos
from services.scoring.filling import (
    hang_photo,
    keep_note,
    keep_points,
    photo_about,
    sign_sheet,
    the_sheet,
)
from tests.collecting import Collecting, collecting
from tests.neighbourhood import Neighbourhood
from tests.picture import picture

FULL = {"x01": 40, "x02": 30, "x03": 30}


@pytest.fixture
def made(session: Session, here: Neighbourhood) -> Collecting:
    found = collecting(session, here)
    for name in ("fang", "ren"):
        session.add(
            Assignment(
                entrant_id=found.fengyuan,
                sheet_code="onsite",
                member_id=found.experts[name].member_id or 0,
            )
        )
    session.flush()
    return found


@pytest.fixture
def fang(made: Collecting) -> Visitor:
    return made.experts["fang"]


def test_every_tap_is_kept_beside_those_before_it(session, made, fang) -> None:
    keep_points(session, fang, made.fengyuan, "onsite", {"x01": "35.5"})
    sheet = keep_points(session, fang, made.fengyuan, "onsite", {"x02": 30})
    assert (sheet.points, sheet.edit_count) == ({"x01": 3550, "x02": 3000}, 2)
    sheet = keep_points(session, fang, made.fengyuan, "onsite", {"x01": None})
    assert sheet.points == {"x02": 3000}
    assert session.exec(select(TrailLine).where(TrailLine.code == "sheet.signed")).all() == []


def test_points_above_the_line_and_words_for_points_are_refused(session, made, fang) -> None:
    for points, said in (
        ({"x01": 41}, "“合同已公示” brings 0 to 40 points, not 41."),
        ({"x01": "很好"}, "“很好” is not a number."),
        ({"x99": 1}, "This sheet has no such line."),
    ):
        with pytest.raises(Refused) as refusal:
            keep_points(session, fang, made.fengyuan, "onsite", points)
        assert str(refusal.value) == said
    assert not any(s.points for s in session.exec(select(Sheet)))


def test_a_note_stands_beside_its_line_until_it_is_emptied(session, made, fang) -> None:
    sheet = keep_note(session, fang, made.fengyuan, "onsite", "x03", " 二单元楼道有杂物 ")
    assert sheet.notes == {"x03": "二单元楼道有杂物"}
    assert keep_note(session, fang, made.fengyuan, "onsite", "x03", "").notes == {}
    with pytest.raises(Refused, match="At most 300 characters"):
        keep_note(session, fang, made.fengyuan, "onsite", "x03", "长" * 301)


def test_a_sheet_is_signed_as_it_was_seen_and_then_stays(session, made, fang) -> None:
    sheet = keep_points(session, fang, made.fengyuan, "onsite", {"x01": 40, "x02": 30})
    with pytest.raises(Refused, match="1 lines have no points yet, the first is “楼道干净”"):
        sign_sheet(session, fang, made.fengyuan, "onsite", sheet.edit_count)
    keep_points(session, fang, made.fengyuan, "onsite", {"x03": 10})
    with pytest.raises(Refused, match="changed on another screen"):
        sign_sheet(session, fang, made.fengyuan, "onsite", 1)
    signed = sign_sheet(session, fang, made.fengyuan, "onsite", 2)
    assert signed.signed_at == now()
    line = session.exec(select(TrailLine).where(TrailLine.code == "sheet.signed")).one()
    assert line.after is not None and len(line.after["sha256"]) == 64
    for act in (
        lambda: keep_points(session, fang, made.fengyuan, "onsite", {"x01": 0}),
        lambda: keep_note(session, fang, made.fengyuan, "onsite", "x01", "改"),
        lambda: sign_sheet(session, fang, made.fengyuan, "onsite", 2),
    ):
        with pytest.raises(Refused, match="You have signed this sheet"):
            act()


def test_photos_hang_beside_their_line_and_are_in_what_is_signed(session, made, fang) -> None:
    hang_photo(session, fang, made.fengyuan, "onsite", "x03", developed(picture()))
    sheet = the_sheet(session, made.fengyuan, "onsite", fang.member_id or 0)
    assert sheet is not None
    assert len(photos(session, photo_about(sheet.id or 0, "x03"))) == 1


def test_a_sheet_is_filled_in_by_whoever_holds_its_role_there(session, made) -> None:
    sheet = keep_points(session, made.here.wu, made.fengyuan, "committee", {"m01": 88})
    assert sheet.role == "committee"
    for who, entrant, said in (
        ("wu", made.qinghe, "does not allow"),  # not his compound
        ("lin", made.fengyuan, "filled in by others"),  # the council has no sheet here
        ("qin", made.fengyuan, "filled in by others"),
        ("ma", made.fengyuan, "does not allow"),
        ("chen", made.fengyuan, "does not allow"),
    ):
        with pytest.raises(Refused, match=said):
            keep_points(session, getattr(made.here, who), entrant, "committee", {"m01": 1})


def test_an_expert_who_was_not_drawn_scores_nothing(session, made) -> None:
    with pytest.raises(Refused, match="You were not drawn for this compound"):
        keep_points(session, made.experts["bai"], made.fengyuan, "onsite", FULL)
    with pytest.raises(Refused, match="You were not drawn for this compound"):
        keep_points(session, made.experts["fang"], made.qinghe, "onsite", FULL)


def test_nobody_scores_a_firm_he_is_tied_to_not_even_half_way(session, made, fang) -> None:
    sheet = keep_points(session, fang, made.fengyuan, "onsite", FULL)
    session.add(
        Interest(
            firm_id=made.firms["anju"].id or 0,
            member_id=fang.member_id or 0,
            text="妻子在这家企业任职",
            declared_at=now(),
        )
    )
    session.flush()
    with pytest.raises(Refused, match="You declared an interest in this firm"):
        sign_sheet(session, fang, made.fengyuan, "onsite", sheet.edit_count)


def test_nothing_is_filled_in_once_the_edition_was_computed(session, made, fang) -> None:
    made.edition.state = EditionState.COMPUTED
    session.add(made.edition)
    session.flush()
    with pytest.raises(Refused, match="collects no more figures"):
        keep_points(session, fang, made.fengyuan, "onsite", FULL)
