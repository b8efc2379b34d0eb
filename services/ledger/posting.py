"""Approving a draft: from here on it stands in the books for ever (复核入账)."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.base import now
from models.contract import Contract
from models.ledger import (
    Book,
    DraftState,
    Entry,
    EntryDraft,
    EntryLine,
    Fund,
    Party,
    Period,
    Turnover,
)
from models.log import LeafKind
from models.place import Place
from models.revision import Area
from models.voucher import EntryVoucher, Voucher
from rules.ledger.entry import Content, approvals_needed, fund_of, must_be_sound
from rules.ledger.leaf import Posting, entry_body, party_of
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.topic import tidy
from services.bank.matching import match_posted
from services.ledger import binding
from services.ledger.chart import accounts, chart
from services.ledger.drafting import end_draft, the_draft
from services.ledger.period import open_period
from services.log import tree
from services.trail import record
from services.visitor import check

SHORTEST_REASON, LONGEST_REASON = 4, 500


def approve_draft(session: Session, actor: Visitor, draft_id: int) -> EntryDraft:
    """Say yes to somebody else's draft. The last yes that it needs posts it (复核)."""
    draft, book, place = the_draft(session, draft_id)
    fresh = check(session, actor, Permission.APPROVE_ENTRY, place)
    content = Content.from_json(draft.content)
    _must_be_another(draft, fresh)
    known = chart(session, draft.book_id)
    head, fund = must_be_sound(content, known), fund_of(content.lines, known)
    period = open_period(session, book, content.day)
    binding.must_bind(session, book, content)
    needed = approvals_needed(content.kind, content.lines)
    if needed > 1 and draft.approved_once_by is None:
        return _approve_once(session, fresh, draft, place)
    entry = _post(session, _Case(fresh, draft, book, period, content, head, fund))
    draft.entry_id = entry.id
    binding.settle(session, content, entry)
    return end_draft(session, fresh, draft, place, DraftState.POSTED)


def refuse_draft(session: Session, actor: Visitor, draft_id: int, reason: str) -> EntryDraft:
    """Say no, and why; whoever wrote it sees the reason (退回)."""
    draft, _book, place = the_draft(session, draft_id)
    fresh = check(session, actor, Permission.APPROVE_ENTRY, place)
    _must_be_another(draft, fresh)
    reason = tidy(reason)
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise Refused(N_("Give a reason, in {n} characters or more."), n=SHORTEST_REASON)
    return end_draft(session, fresh, draft, place, DraftState.REFUSED, reason)


def _must_be_another(draft: EntryDraft, actor: Visitor) -> None:
    if draft.drafted_by == actor.member_id:
        raise Refused(N_("You wrote this yourself: somebody else has to approve it."))
    if draft.approved_once_by == actor.member_id:
        raise Refused(N_("You approved this already: a second person has to as well."))


def _approve_once(session: Session, actor: Visitor, draft: EntryDraft, place: Place) -> EntryDraft:
    draft.approved_once_by = actor.member_id
    session.add(draft)
    about = f"entry_draft:{draft.id}"
    record(session, actor, "entry.approved_once", about, place, moves=(Area.LEDGER,))
    return draft


@dataclass(frozen=True)
class _Case:
    """A draft with everything that its posting needs."""

    actor: Visitor
    draft: EntryDraft
    book: Book
    period: Period
    content: Content
    head: str
    fund: Fund | None


def _post(session: Session, case: _Case) -> Entry:
    """Write entry, lines, turnovers and leaf. The book's row is locked, so numbers have no gap."""
    content, book, draft = case.content, case.book, case.draft
    assert book.id is not None
    assert case.period.id is not None
    assert case.actor.member_id is not None
    vouchers = _vouchers(session, content)
    entry = Entry(
        book_id=book.id,
        number=book.entry_count + 1,
        period_id=case.period.id,
        kind=content.kind,
        day=content.day,
        head=case.head,
        fund=case.fund,
        amount_fen=content.amount_fen,
        party_id=content.party_id,
        purpose=content.purpose,
        document=content.document,
        voucher_count=len(vouchers),
        no_voucher_reason=content.no_voucher_reason,
        contract_id=content.contract_id,
        claim_id=content.claim_id,
        spending_id=content.spending_id,
        standing_id=content.standing_id,
        distribution_id=content.distribution_id,
        reverses_id=content.reverses_id,
        posted_by=draft.drafted_by,
        approved_by=case.actor.member_id,
        leaf_index=book.leaf_count,
    )
    session.add(entry)
    book.entry_count += 1
    session.flush()
    _write_lines(session, entry, content, case.period)
    session.add_all(
        EntryVoucher(entry_id=entry.id or 0, voucher_id=v.id or 0, leaf_index=entry.leaf_index)
        for v in vouchers
    )
    body = entry_body(_posting(session, case, entry, vouchers))
    leaf = tree.append(session, book, LeafKind.ENTRY, body)
    assert leaf.index == entry.leaf_index
    if draft.bank_line_id is not None and entry.id is not None:
        match_posted(session, case.actor, draft.bank_line_id, entry.id)
    return entry


def _vouchers(session: Session, content: Content) -> list[Voucher]:
    wanted = select(Voucher).where(col(Voucher.id).in_(content.voucher_ids))
    return list(session.exec(wanted.order_by(col(Voucher.sha256)))) if content.voucher_ids else []


def _write_lines(session: Session, entry: Entry, content: Content, period: Period) -> None:
    ids = {account.code: account.id or 0 for account in accounts(session, entry.book_id)}
    for position, line in enumerate(content.lines, start=1):
        session.add(
            EntryLine(
                entry_id=entry.id or 0,
                position=position,
                account_id=ids[line.account],
                period_id=entry.period_id,
                amount_fen=line.fen,
            )
        )
        _turn(session, entry.period_id, ids[line.account], line.fen)
    session.flush()


def _turn(session: Session, period_id: int, account_id: int, fen: int) -> None:
    wanted = select(Turnover).where(
        Turnover.period_id == period_id, Turnover.account_id == account_id
    )
    found = session.exec(wanted).first() or Turnover(period_id=period_id, account_id=account_id)
    if fen > 0:
        found.debit_fen += fen
    else:
        found.credit_fen -= fen
    found.line_count += 1
    session.add(found)


def _posting(session: Session, case: _Case, entry: Entry, vouchers: list[Voucher]) -> Posting:
    content = case.content
    party = session.get(Party, content.party_id) if content.party_id else None
    reversed_ = session.get(Entry, content.reverses_id) if content.reverses_id else None
    approved = [case.draft.approved_once_by, case.actor.member_id]
    return Posting(
        number=entry.number,
        period=case.period.number,
        kind=content.kind.value,
        day=content.day,
        head=case.head,
        lines=[(line.account, line.fen) for line in content.lines],
        party=party_of(party.kind, party.shown, party.commitment) if party else None,
        purpose=content.purpose,
        document=content.document,
        vouchers=[voucher.sha256 for voucher in vouchers],
        no_voucher=content.no_voucher_reason,
        bindings=_bindings(session, content),
        reverses=reversed_.number if reversed_ else None,
        posted_by=case.draft.drafted_by,
        approved_by=[member_id for member_id in approved if member_id is not None],
        posted_at=now(),
    )


def _bindings(session: Session, content: Content) -> dict[str, int | str]:
    contract = session.get(Contract, content.contract_id) if content.contract_id else None
    bound: dict[str, int | str | None] = {
        "contract": contract.number if contract else None,
        "claim": content.claim_id,
        "spending": content.spending_id,
        "standing": content.standing_id,
        "distribution": content.distribution_id,
    }
    return {name: value for name, value in bound.items() if value is not None}
