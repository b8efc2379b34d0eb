"""A plan is cut to the fen, decided by the owners, and paid share by share."""

from dataclasses import replace

import pytest
from sqlmodel import Session, col, select

from models.choice import Parking
from models.disclosure import Jurisdiction
from models.distribution import Basis, Distribution, DistributionState, Share, ShareState
from models.ledger import Book, Entry
from rules.refusal import Refused
from services.distribution import reading
from services.distribution.paying import draft_fund_part, draft_payments, draft_return
from services.distribution.planning import (
    Plan,
    decide_distribution,
    plan_distribution,
    revenue_fen,
    withdraw_distribution,
)
from services.ledger.drafting import draft_entry
from services.ledger.posting import approve_draft
from services.ledger.reversal import reverse_entry
from tests.ballot_box import rules_of
from tests.ledgers import DAY, approved, opened, opening, payment, posted, receipt
from tests.neighbourhood import Neighbourhood
from tests.spendings import passed

HALF = Plan("上半年公共收益分配", Basis.AREA, 10_000_00, 4_000_00)
TEXT = "分配 10,000 元，其中 4,000 元先补充维修资金。"


def stocked(session: Session, here: Neighbourhood) -> Book:
    """A book with twenty thousand yuan in it."""
    book = opened(session, here)
    posted(session, here, book, opening(20_000_00))
    return book


def decided(session: Session, here: Neighbourhood, book: Book) -> Distribution:
    """A plan that the owners have passed."""
    plan = plan_distribution(session, here.wu, book.id or 0, HALF)
    motion = passed(session, here, TEXT)
    return decide_distribution(session, here.wu, plan.id or 0, motion.id or 0)


def shares(session: Session, plan: Distribution) -> dict[str, Share]:
    """The shares of a plan by label."""
    wanted = select(Share).where(Share.distribution_id == plan.id).order_by(col(Share.label))
    return {share.label: share for share in session.exec(wanted)}


def test_a_plan_by_area_sums_to_the_fen_with_parking_as_the_owners_count_it(
    session: Session, here: Neighbourhood
) -> None:
    book = stocked(session, here)
    rules_of(session, here, parking=Parking.COUNT)
    plan = plan_distribution(session, here.wu, book.id or 0, HALF)
    cut = shares(session, plan)
    assert sum(share.amount_fen for share in cut.values()) == 6_000_00
    assert abs(cut["2-101"].amount_fen - 2 * cut["2-102"].amount_fen) <= 1  # twice the area
    assert "P-01" in cut
    rules_of(session, here, parking=Parking.EXCLUDE)
    other = plan_distribution(session, here.wu, book.id or 0, HALF)
    assert "P-01" not in shares(session, other)


def test_a_plan_by_household_or_agreed_parts_rests_on_an_agreement(
    session: Session, here: Neighbourhood
) -> None:
    book = stocked(session, here)
    each = Plan("重阳慰问", Basis.HOUSEHOLD, 1_000_00)
    with pytest.raises(Refused, match="283"):
        plan_distribution(session, here.wu, book.id or 0, each)
    plan = plan_distribution(session, here.wu, book.id or 0, replace(each, note="管理规约第 12 条"))
    assert sorted(s.amount_fen for s in shares(session, plan).values()) == [16666] * 2 + [16667] * 4
    parts = "\n".join(f"{label} {n}" for n, label in enumerate(shares(session, plan)))
    agreed = Plan("按约定份额分配", Basis.AGREED, 150_00, note="管理规约第 12 条", parts=parts)
    plan = plan_distribution(session, here.wu, book.id or 0, agreed)
    assert [s.amount_fen for s in shares(session, plan).values()] == [
        0,
        1000,
        2000,
        3000,
        4000,
        5000,
    ]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"total_fen": 20_000_01}, "only ¥ 20,000.00"),
        ({"total_fen": 0}, "how much"),
        ({"fund_fen": 10_000_01}, "between nothing and the whole"),
        ({"fund_fen": -1}, "between nothing and the whole"),
        ({"title": "x"}, "Call it something"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(
    session: Session, here: Neighbourhood, change: dict[str, object], why: str
) -> None:
    book = stocked(session, here)
    with pytest.raises(Refused, match=why):
        plan_distribution(session, here.wu, book.id or 0, replace(HALF, **change))
    with pytest.raises(Refused, match="role"):
        plan_distribution(session, here.zhou, book.id or 0, HALF)
    assert session.exec(select(Distribution)).first() is None


@pytest.mark.parametrize(
    ("place", "total", "least"),
    [("liaocheng", 100_01, 0), ("shanghai", 100_01, 50_01), ("beijing", 100_01, 50_01)],
)
def test_the_law_of_the_place_keeps_a_part_for_the_maintenance_fund(
    session: Session, here: Neighbourhood, place: str, total: int, least: int
) -> None:
    book = stocked(session, here)
    book.jurisdiction = place
    session.add(book)
    assert session.exec(select(Jurisdiction).where(Jurisdiction.code == place)).first()
    plan = Plan("按当地规定分配", Basis.AREA, total, least)
    if least:
        with pytest.raises(Refused, match="maintenance fund first"):
            plan_distribution(session, here.wu, book.id or 0, replace(plan, fund_fen=least - 1))
    assert plan_distribution(session, here.wu, book.id or 0, plan).fund_fen == least


def test_only_the_owners_vote_on_these_very_sums_decides_a_plan(
    session: Session, here: Neighbourhood
) -> None:
    book = stocked(session, here)
    plan = plan_distribution(session, here.wu, book.id or 0, HALF)
    with pytest.raises(Refused, match="is not decided"):
        draft_payments(session, here.wu, plan.id or 0, DAY)
    other = passed(session, here, "分配 10,000 元，其中 3,000 元补充维修资金。")
    with pytest.raises(Refused, match=r"do not name ¥ 4,000\.00"):
        decide_distribution(session, here.wu, plan.id or 0, other.id or 0)
    motion = passed(session, here, TEXT)
    decide_distribution(session, here.wu, plan.id or 0, motion.id or 0)
    assert plan.state is DistributionState.DECIDED
    with pytest.raises(Refused, match="decided or taken back"):
        withdraw_distribution(session, here.wu, plan.id or 0, "不分了不分了")
    twin = plan_distribution(session, here.wu, book.id or 0, HALF)
    with pytest.raises(Refused, match="one motion, one purpose"):
        decide_distribution(session, here.wu, twin.id or 0, motion.id or 0)
    withdraw_distribution(session, here.wu, twin.id or 0, "重复拟定了")
    assert twin.state is DistributionState.WITHDRAWN


def test_shares_are_paid_building_by_building_until_the_plan_is_done(
    session: Session, here: Neighbourhood
) -> None:
    book = stocked(session, here)
    plan = decided(session, here, book)
    first = draft_payments(session, here.wu, plan.id or 0, DAY, "1 号楼")
    with pytest.raises(Refused, match="No share is open"):
        draft_payments(session, here.wu, plan.id or 0, DAY, "1 号楼")  # it waits for approval
    entry = approved(session, here, first.id or 0)
    states = {label: share.state for label, share in shares(session, plan).items()}
    assert {label for label, state in states.items() if state is ShareState.PAID} == {
        "1-101",
        "1-102",
        "1-201",
    }
    assert shares(session, plan)["1-101"].entry_id == entry.id
    rest = draft_payments(session, here.wu, plan.id or 0, DAY)
    approved(session, here, rest.id or 0)
    assert plan.state is DistributionState.DECIDED  # the fund's part is still to be moved
    part = draft_fund_part(session, here.wu, plan.id or 0, DAY)
    approved(session, here, part.id or 0)
    assert plan.state is DistributionState.DONE
    assert revenue_fen(session, book) == 10_000_00
    with pytest.raises(Refused, match="paid in full"):
        draft_payments(session, here.wu, plan.id or 0, DAY)


def test_the_funds_part_is_moved_once(session: Session, here: Neighbourhood) -> None:
    book = stocked(session, here)
    plan = decided(session, here, book)
    drafts = [draft_fund_part(session, here.wu, plan.id or 0, DAY) for _ in range(2)]
    approved(session, here, drafts[0].id or 0)
    with pytest.raises(Refused, match="are there already"):
        approve_draft(session, here.lin, drafts[1].id or 0)


def test_a_share_is_paid_once_and_for_its_own_sum(session: Session, here: Neighbourhood) -> None:
    book = stocked(session, here)
    plan = decided(session, here, book)
    cut = shares(session, plan)
    bound = {"distribution_id": plan.id, "share_ids": (cut["1-101"].id,)}
    fen = cut["1-101"].amount_fen
    for change, why in (
        ({"lines": payment(fen + 1, "E09").lines}, "come to"),
        ({"share_ids": ()}, "Name the shares"),
        ({"share_ids": (cut["1-101"].id,) * 2}, "Name the shares"),
        ({"share_ids": (9_999,)}, "Name the shares"),
        ({"lines": payment(fen, "E06").lines}, "decided under"),
    ):
        content = replace(payment(fen, "E09"), **(bound | change))
        with pytest.raises(Refused, match=why):
            draft_entry(session, here.wu, book.id or 0, content)
    right = replace(payment(fen, "E09"), **bound)
    twice = [draft_entry(session, here.wu, book.id or 0, right) for _ in range(2)]
    approved(session, here, twice[0].id or 0)
    with pytest.raises(Refused, match="paid already"):
        approve_draft(session, here.lin, twice[1].id or 0)


def test_what_the_bank_sent_back_is_paid_again(session: Session, here: Neighbourhood) -> None:
    book = stocked(session, here)
    plan = decided(session, here, book)
    unpaid = shares(session, plan)["1-102"]
    with pytest.raises(Refused, match="that was paid"):
        draft_return(session, here.wu, plan.id or 0, [unpaid.id or 0], DAY)
    approved(session, here, draft_payments(session, here.wu, plan.id or 0, DAY).id or 0)
    back = draft_return(session, here.wu, plan.id or 0, [unpaid.id or 0], DAY)
    entry = approved(session, here, back.id or 0)
    session.refresh(unpaid)
    assert (unpaid.state, unpaid.entry_id) == (ShareState.RETURNED, entry.id)
    assert plan.state is DistributionState.DECIDED
    undone = reverse_entry(session, here.wu, entry.id or 0, DAY, "退回登记错了")
    approved(session, here, undone.id or 0)
    session.refresh(unpaid)
    assert unpaid.state is ShareState.PAID  # as it was before the slip
    approved(
        session, here, draft_return(session, here.wu, plan.id or 0, [unpaid.id or 0], DAY).id or 0
    )
    approved(session, here, draft_payments(session, here.wu, plan.id or 0, DAY).id or 0)
    session.refresh(unpaid)
    assert unpaid.state is ShareState.PAID


def test_a_batch_taken_back_opens_its_shares_again(session: Session, here: Neighbourhood) -> None:
    book = stocked(session, here)
    plan = decided(session, here, book)
    entry = approved(session, here, draft_payments(session, here.wu, plan.id or 0, DAY).id or 0)
    back = reverse_entry(session, here.wu, entry.id or 0, DAY, "批次金额有误")
    approved(session, here, back.id or 0)
    assert {share.state for share in shares(session, plan).values()} == {ShareState.PENDING}
    assert len(session.exec(select(Entry).where(Entry.distribution_id == plan.id)).all()) == 2


def test_everybody_reads_the_plan_and_an_owner_his_own_share(
    session: Session, here: Neighbourhood
) -> None:
    book = stocked(session, here)
    posted(session, here, book, receipt(100))
    plan = decided(session, here, book)
    approved(session, here, draft_payments(session, here.wu, plan.id or 0, DAY, "1 号楼").id or 0)
    (row,) = reading.plans(session, book.id or 0)
    assert (row.units, row.shared_fen) == (7, 6_000_00)
    assert row.of(ShareState.PAID).count == 3
    assert row.of(ShareState.PENDING).count == 4
    mine = reading.my_shares(session, plan.id or 0, here.he.member_id or 0)
    assert [share.label for share in mine] == ["2-102", "P-01"]
    assert reading.my_shares(session, plan.id or 0, here.chen.member_id or 0) == ()
    told = reading.preview(session, book.id or 0, HALF)
    assert (told.units, told.for_fund_fen) == (7, 0)
    assert sum(s.amount_fen for s in reading.shares(session, plan.id or 0)) == 6_000_00
    found = reading.paid_shares(session, plan.id or 0, "1-10", 9)
    assert [share.label for share in found] == ["1-101", "1-102"]
