"""Contracts and the clean-up: who may (合同与清收权限)."""

from datetime import date

from models.claim import ClaimState
from rules.claim import Size
from rules.contract.schedule import Due
from services.claim import keeping as claims
from services.claim import moving as recovery
from services.contract import keeping, moving
from tests.claims import ADS, ROOM
from tests.contracts import LIFTS, quarterly
from tests.rights.row import CHAIR, LATER, Row, Rows, at

KEEPERS = frozenset({"wu", "ma"})
RECOVERERS = CHAIR | {"qin"}
REASON = "对方撤场，协商终止"


def _term(number: str, year: int) -> keeping.Term:
    first, last = date(year, 1, 1), date(year, 12, 31)
    return quarterly(number, starts_on=first, ends_on=last, dues=(Due(first, 100_00),))


ROWS: Rows = {
    keeping.register_contract: Row(
        KEEPERS, lambda d, a, s: keeping.register_contract(d, a, s.book, LIFTS, _term("X", 2026))
    ),
    keeping.correct_contract: Row(
        KEEPERS,
        lambda d, a, s: keeping.correct_contract(d, a, s.contract_draft, LIFTS, _term("Y", 2026)),
    ),
    keeping.renew_contract: Row(
        KEEPERS, lambda d, a, s: keeping.renew_contract(d, a, s.contract, _term("Z", 2027))
    ),
    moving.activate_by_vote: Row(
        KEEPERS, lambda d, a, s: moving.activate_by_vote(d, a, s.contract_draft, s.business_vote)
    ),
    moving.activate_by_earlier_decision: Row(
        KEEPERS,
        lambda d, a, s: moving.activate_by_earlier_decision(
            d, a, s.contract_draft, date(2020, 5, 1), "2020 年业主大会决议"
        ),
    ),
    moving.end_contract: Row(
        KEEPERS,
        lambda d, a, s: moving.end_contract(d, a, s.contract, date(2026, 6, 1), REASON),
    ),
    moving.waive_instalment: Row(
        KEEPERS, lambda d, a, s: moving.waive_instalment(d, a, s.instalment, 100_00, REASON)
    ),
    claims.register_claim: Row(RECOVERERS, lambda d, a, s: claims.register_claim(d, a, at(s), ADS)),
    claims.correct_claim: Row(
        RECOVERERS, lambda d, a, s: claims.correct_claim(d, a, s.claim, ROOM)
    ),
    claims.assign_claim: Row(
        RECOVERERS, lambda d, a, s: claims.assign_claim(d, a, s.claim, "业委会", LATER)
    ),
    recovery.move_claim: Row(
        RECOVERERS,
        lambda d, a, s: recovery.move_claim(d, a, s.claim, ClaimState.LEGAL, "提起诉讼"),
    ),
    recovery.note_progress: Row(
        RECOVERERS, lambda d, a, s: recovery.note_progress(d, a, s.claim, "已约谈")
    ),
    recovery.record_recovery: Row(
        RECOVERERS,
        lambda d, a, s: recovery.record_recovery(
            d, a, s.claim, Size(100), date(2025, 12, 1), "已移交"
        ),
    ),
}
