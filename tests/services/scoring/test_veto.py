"""Hard gates: with proof, of the half-year, and taken back only on record."""

from datetime import date

import pytest
from sqlmodel import Session

from models.base import now
from models.firm import Interest
from rules.refusal import Refused
from services.scoring.veto import find_veto, withdraw_veto
from tests.collecting import Collecting, collecting
from tests.neighbourhood import Neighbourhood

PROOF = "应急管理局调查报告〔2026〕3 号"
ON = date(2026, 4, 2)


@pytest.fixture
def made(session: Session, here: Neighbourhood) -> Collecting:
    return collecting(session, here)


def test_a_hard_gate_is_recorded_with_its_proof_and_withdrawn_on_record(session, made) -> None:
    row = find_veto(session, made.here.qin, made.fengyuan, "fire", PROOF, ON)
    assert (row.evidence, row.happened_on, row.entered_by) == (
        PROOF,
        ON,
        made.here.qin.member_id,
    )
    with pytest.raises(Refused, match="on record already"):
        find_veto(session, made.here.qin, made.fengyuan, "fire", PROOF, ON)
    withdraw_veto(session, made.here.qin, row.id or 0, "调查结论已更正")
    assert row.withdrawn_at == now()
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw_veto(session, made.here.qin, row.id or 0, "调查结论已更正")


@pytest.mark.parametrize(
    ("gate", "evidence", "on", "said"),
    [
        ("flood", PROOF, ON, "The method has no such hard gate."),
        ("fire", "无", ON, "Say in 4 to 500 characters where this can be looked up."),
        ("fire", PROOF, date(2030, 1, 1), "The day lies ahead: only what happened counts."),
        ("fire", PROOF, date(2025, 12, 31), "It must have happened between"),
    ],
)
def test_what_is_not_proven_or_not_of_the_half_year_is_refused(
    session, made, gate, evidence, on, said
) -> None:
    with pytest.raises(Refused) as refusal:
        find_veto(session, made.here.qin, made.fengyuan, gate, evidence, on)
    assert said in str(refusal.value)


def test_only_an_officer_who_is_not_tied_records_a_hard_gate(session, made) -> None:
    for who in ("wu", "lin", "ma", "shen"):
        with pytest.raises(Refused, match="does not allow"):
            find_veto(session, getattr(made.here, who), made.fengyuan, "fire", PROOF, ON)
    session.add(
        Interest(
            firm_id=made.firms["anju"].id or 0,
            member_id=made.here.qin.member_id or 0,
            text="弟弟在这家企业任职",
            declared_at=now(),
        )
    )
    session.flush()
    with pytest.raises(Refused, match="You declared an interest"):
        find_veto(session, made.here.qin, made.fengyuan, "fire", PROOF, ON)
