"""Step by step until it has come back; every step stays on the register."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from models.claim import ClaimNote, ClaimState
from models.trail import TrailLine
from rules.claim import Size
from rules.refusal import Refused
from services.claim.moving import move_claim, note_progress, record_recovery
from tests.claims import ADS, found, handed_back, verified
from tests.ledgers import opened
from tests.neighbourhood import Neighbourhood

BEFORE = date(2025, 12, 20)


def texts(session: Session) -> list[tuple[ClaimState, str]]:
    notes = session.exec(select(ClaimNote).order_by(col(ClaimNote.id)))
    return [(note.state, note.text) for note in notes][1:]


def test_each_step_leaves_a_note(session: Session, here: Neighbourhood) -> None:
    claim = found(session, here)
    move_claim(session, here.lin, claim.id or 0, ClaimState.VERIFIED, "现场核实")
    move_claim(session, here.wu, claim.id or 0, ClaimState.NEGOTIATING, "约谈物业公司")
    note_progress(session, here.shi, claim.id or 0, "物业同意月底前腾退")
    record_recovery(session, here.qin, claim.id or 0, Size(865_000), BEFORE, "钥匙移交")
    move_claim(session, here.lin, claim.id or 0, ClaimState.RECOVERED, "已改为邻里活动室")
    assert texts(session) == [
        (ClaimState.VERIFIED, "现场核实"),
        (ClaimState.NEGOTIATING, "约谈物业公司"),
        (ClaimState.NEGOTIATING, "物业同意月底前腾退"),
        (ClaimState.NEGOTIATING, "钥匙移交"),
        (ClaimState.RECOVERED, "已改为邻里活动室"),
    ]
    assert (claim.recovered_area_cm2, claim.recovered_on) == (865_000, BEFORE)
    codes = set(session.exec(select(TrailLine.code).where(TrailLine.about == f"claim:{claim.id}")))
    assert codes == {"claim.registered", "claim.moved", "claim.noted", "claim.recovered"}


def test_a_note_is_never_changed(session: Session, here: Neighbourhood) -> None:
    found(session, here)
    for statement in ("UPDATE claim_note SET text = 'x'", "DELETE FROM claim_note"):
        with pytest.raises(DBAPIError, match="append-only"), session.begin_nested():
            session.execute(text(statement))


def test_a_step_that_is_not_there_is_refused(session: Session, here: Neighbourhood) -> None:
    claim = found(session, here)
    with pytest.raises(Refused, match="does not go there"):
        move_claim(session, here.lin, claim.id or 0, ClaimState.LEGAL, "提起诉讼")
    with pytest.raises(Refused, match="what was done"):
        move_claim(session, here.lin, claim.id or 0, ClaimState.VERIFIED, "")
    with pytest.raises(Refused, match="no such claim"):
        move_claim(session, here.lin, 999, ClaimState.VERIFIED, "现场核实")


@pytest.mark.parametrize("who", ["chen", "ma", "gao", "shen", "wai"])
def test_only_who_recovers_moves_a_claim(session: Session, here: Neighbourhood, who: str) -> None:
    visitor, claim = here.visitors[who], verified(session, here)
    with pytest.raises(Refused, match="role"):
        move_claim(session, visitor, claim.id or 0, ClaimState.DROPPED, "不再追收")
    with pytest.raises(Refused, match="role"):
        note_progress(session, visitor, claim.id or 0, "不再追收")
    with pytest.raises(Refused, match="role"):
        record_recovery(session, visitor, claim.id or 0, Size(1), BEFORE, "已移交")


def test_recovered_means_that_something_came_back(session: Session, here: Neighbourhood) -> None:
    claim = verified(session, here)
    with pytest.raises(Refused, match="area was handed back"):
        move_claim(session, here.lin, claim.id or 0, ClaimState.RECOVERED, "已收回")
    handed_back(session, here, claim, Size(400_000))
    move_claim(session, here.lin, claim.id or 0, ClaimState.RECOVERED, "其余部分确认不属公共用房")
    with pytest.raises(Refused, match="closed"):
        note_progress(session, here.lin, claim.id or 0, "补充说明")
    with pytest.raises(Refused, match="closed"):
        handed_back(session, here, claim, Size(1))


def test_no_more_comes_back_than_was_claimed(session: Session, here: Neighbourhood) -> None:
    claim = verified(session, here)
    handed_back(session, here, claim, Size(800_000))
    with pytest.raises(Refused, match="More came back"):
        handed_back(session, here, claim, Size(65_001))
    with pytest.raises(Refused, match="area or a sum"):
        handed_back(session, here, claim, Size())
    with pytest.raises(Refused, match="above zero"):
        handed_back(session, here, claim, Size(-1))
    with pytest.raises(Refused, match="not to come"):
        day = date(2026, 6, 11)
        record_recovery(session, here.lin, claim.id or 0, Size(1), day, "已移交")
    handed_back(session, here, claim, Size(65_000))


def test_once_books_are_kept_money_comes_in_through_them(
    session: Session, here: Neighbourhood
) -> None:
    claim = verified(session, here, ADS)
    opened(session, here)
    act = record_recovery
    act(session, here.lin, claim.id or 0, Size(0, 1_000_00), BEFORE, "开账前退回现金")
    with pytest.raises(Refused, match="in the books"):
        act(session, here.lin, claim.id or 0, Size(0, 1_000_00), date(2026, 1, 1), "转账退回")
    assert claim.recovered_fen == 1_000_00


def test_what_was_dropped_can_be_taken_up_again(session: Session, here: Neighbourhood) -> None:
    claim = found(session, here)
    move_claim(session, here.lin, claim.id or 0, ClaimState.DROPPED, "证据不足")
    move_claim(session, here.lin, claim.id or 0, ClaimState.VERIFIED, "找到原始图纸")
    assert claim.state is ClaimState.VERIFIED
