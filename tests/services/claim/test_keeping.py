"""What is to be won back is written down with its evidence, and somebody is in charge of it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from models.claim import ClaimKind, ClaimNote, ClaimState
from models.trail import TrailLine
from rules.claim import Size
from rules.refusal import Refused
from services.claim.keeping import assign_claim, correct_claim, register_claim
from services.claim.moving import move_claim
from tests.claims import ADS, ROOM, found, handed_back, verified
from tests.neighbourhood import Neighbourhood

DUE = date(2026, 9, 30)


def test_a_claim_is_written_down_with_its_evidence(session: Session, here: Neighbourhood) -> None:
    claim = found(session, here)
    assert (claim.kind, claim.state, claim.area_cm2) == (
        ClaimKind.ROOM,
        ClaimState.FOUND,
        865_000,
    )
    note = session.exec(select(ClaimNote).where(ClaimNote.claim_id == claim.id)).one()
    assert (note.state, note.text) == (ClaimState.FOUND, ROOM.evidence)
    line = session.exec(select(TrailLine).where(TrailLine.code == "claim.registered")).one()
    assert line.about == f"claim:{claim.id}"
    assert "安居" not in str(line.after)


@pytest.mark.parametrize("who", ["lin", "wu", "shi", "qin"])
def test_council_committee_secretary_and_street_recover(
    session: Session, here: Neighbourhood, who: str
) -> None:
    register_claim(session, here.visitors[who], here.fengyuan.id or 0, ROOM)


@pytest.mark.parametrize("who", ["chen", "zhou", "ma", "gao", "shen", "guan", "wai"])
def test_nobody_else_does(session: Session, here: Neighbourhood, who: str) -> None:
    visitor, claim = here.visitors[who], found(session, here, ADS)
    with pytest.raises(Refused, match="role"):
        register_claim(session, visitor, here.fengyuan.id or 0, ROOM)
    with pytest.raises(Refused, match="role"):
        correct_claim(session, visitor, claim.id or 0, ADS)
    with pytest.raises(Refused, match="role"):
        assign_claim(session, visitor, claim.id or 0, "业委会", DUE)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": "房"}, "what is to be recovered"),
        ({"debtor": " "}, "who holds it"),
        ({"evidence": "无"}, "evidence"),
        ({"size": Size()}, "how large"),
        ({"kind": ClaimKind.SUM}, "no area"),
    ],
)
def test_a_claim_that_cannot_be_is_refused(
    session: Session, here: Neighbourhood, change: dict[str, Any], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        found(session, here, replace(ROOM, **change))


def test_a_claim_belongs_to_a_compound_or_a_community(
    session: Session, here: Neighbourhood
) -> None:
    found(session, here, ROOM, "fengyuan-community")
    for code in ("fengyuan-1", "fengyuan-grid-1"):
        with pytest.raises(Refused, match="compound or a community"):
            found(session, here, ROOM, code)
    with pytest.raises(Refused, match="no such place"):
        register_claim(session, here.lin, 9999, ROOM)


def test_the_same_claim_twice_is_a_double_tap(session: Session, here: Neighbourhood) -> None:
    claim = found(session, here)
    with pytest.raises(Refused, match="already on the list"):
        found(session, here)
    move_claim(session, here.lin, claim.id or 0, ClaimState.DROPPED, "登记有误")
    found(session, here)


def test_a_claim_is_corrected_while_it_is_open(session: Session, here: Neighbourhood) -> None:
    claim = verified(session, here)
    handed_back(session, here, claim, Size(300_000))
    larger = replace(ROOM, size=Size(900_000), title="2 号楼架空层（含楼梯间）")
    correct_claim(session, here.wu, claim.id or 0, larger)
    assert (claim.area_cm2, claim.title) == (900_000, "2 号楼架空层（含楼梯间）")
    with pytest.raises(Refused, match="More came back"):
        correct_claim(session, here.wu, claim.id or 0, replace(ROOM, size=Size(299_999)))
    with pytest.raises(Refused, match="no such claim"):
        correct_claim(session, here.wu, 999, ROOM)


def test_what_is_settled_stays_as_it_is(session: Session, here: Neighbourhood) -> None:
    claim = verified(session, here)
    handed_back(session, here, claim, Size(865_000))
    move_claim(session, here.lin, claim.id or 0, ClaimState.RECOVERED, "钥匙已移交社区")
    with pytest.raises(Refused, match="closed"):
        correct_claim(session, here.lin, claim.id or 0, ROOM)
    with pytest.raises(Refused, match="closed"):
        assign_claim(session, here.lin, claim.id or 0, "业委会", DUE)


def test_somebody_is_in_charge_until_a_day(session: Session, here: Neighbourhood) -> None:
    claim = found(session, here)
    assign_claim(session, here.lin, claim.id or 0, "业委会 吴刚", DUE)
    assert (claim.doer, claim.due_on) == ("业委会 吴刚", DUE)
    latest = session.exec(select(ClaimNote).order_by(col(ClaimNote.id).desc())).first()
    assert latest is not None
    assert latest.text == "业委会 吴刚 · 2026-09-30"
    with pytest.raises(Refused, match="Nothing has changed"):
        assign_claim(session, here.lin, claim.id or 0, "业委会 吴刚", DUE)
    with pytest.raises(Refused, match="who does it"):
        assign_claim(session, here.lin, claim.id or 0, " ", DUE)
    with pytest.raises(Refused, match="already passed"):
        assign_claim(session, here.lin, claim.id or 0, "业委会", date(2026, 6, 9))
