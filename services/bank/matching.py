"""Saying which line of the bank is which line of the books, or why one stands alone (勾对)."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

from models.bank import BankAccount, BankLine, BankMatch
from models.ledger import Entry, EntryLine, Period
from models.place import Place
from models.revision import Area
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.topic import one_line
from services.bank.account import the_bank_account
from services.trail import record
from services.visitor import check

MOST_AT_ONCE = 2_000
SHORTEST_REASON, LONGEST_REASON = 2, 200


def match_lines(
    session: Session, actor: Visitor, bank_account_id: int, pairs: Sequence[tuple[int, int]]
) -> int:
    """Tie lines of the bank to lines of the books, the same sum each; how many."""
    account, place, fresh = _at_work(session, actor, bank_account_id)
    if not 0 < len(pairs) <= MOST_AT_ONCE:
        raise Refused(N_("Choose between 1 and {most} pairs."), most=MOST_AT_ONCE)
    bank_ids, entry_ids = ([pair[n] for pair in pairs] for n in (0, 1))
    bank = {x.id: x for x in session.exec(select(BankLine).where(col(BankLine.id).in_(bank_ids)))}
    books = {
        x.id: x for x in session.exec(select(EntryLine).where(col(EntryLine.id).in_(entry_ids)))
    }
    for bank_id, entry_id in pairs:
        _must_fit(account, bank.get(bank_id), books.get(entry_id))
    _must_be_free(session, bank_ids, entry_ids)
    for bank_id, entry_id in pairs:
        session.add(_match(fresh, bank_id, entry_id))
    session.flush()
    after = {"pairs": [list(pair) for pair in pairs[:50]], "count": len(pairs)}
    _record(session, fresh, "bank.matched", bank_account_id, place, after)
    return len(pairs)


def _match(actor: Visitor, bank_id: int, entry_id: int) -> BankMatch:
    assert actor.member_id is not None
    return BankMatch(bank_line_id=bank_id, entry_line_id=entry_id, matched_by=actor.member_id)


def _must_fit(account: BankAccount, line: BankLine | None, other: EntryLine | None) -> None:
    if line is None or line.bank_account_id != account.id:
        raise Refused(N_("There is no such line in the statements of this account."))
    if other is None or other.account_id != account.account_id:
        raise Refused(N_("There is no such line in this account of the books."))
    if line.amount_fen != other.amount_fen:
        raise Refused(N_("The two lines differ in their sum: they are not the same money."))
    if line.set_aside:
        raise Refused(N_("This line was set aside. Take that back first."))


def _must_be_free(session: Session, bank_ids: list[int], entry_ids: list[int]) -> None:
    if len(set(bank_ids)) < len(bank_ids) or len(set(entry_ids)) < len(entry_ids):
        raise Refused(N_("A line can be matched once only."))
    taken = select(BankMatch.id).where(
        col(BankMatch.bank_line_id).in_(bank_ids) | col(BankMatch.entry_line_id).in_(entry_ids)
    )
    if session.exec(taken.limit(1)).first() is not None:
        raise Refused(N_("One of these lines has been matched already."))


def match_posted(session: Session, actor: Visitor, bank_line_id: int, entry_id: int) -> None:
    """Tie an entry that was made from a line of the bank to that line, if they still fit.

    A step of posting, which has checked the right to.
    """
    line = session.get(BankLine, bank_line_id)
    if line is None or line.set_aside:
        return
    account = session.get_one(BankAccount, line.bank_account_id)
    same = select(EntryLine).where(
        EntryLine.entry_id == entry_id,
        EntryLine.account_id == account.account_id,
        EntryLine.amount_fen == line.amount_fen,
    )
    taken = select(BankMatch.id).where(BankMatch.bank_line_id == bank_line_id)
    other = session.exec(same).first()
    if other is not None and other.id is not None and session.exec(taken).first() is None:
        session.add(_match(actor, bank_line_id, other.id))
        session.flush()


def unmatch_line(session: Session, actor: Visitor, bank_line_id: int) -> None:
    """Untie a line of the bank, as long as the period of its entry is open."""
    line, place, fresh = _the_line(session, actor, bank_line_id)
    found = session.exec(select(BankMatch).where(BankMatch.bank_line_id == bank_line_id)).first()
    if found is None:
        raise Refused(N_("This line is matched with nothing."))
    closed = (
        select(Period.closed_at)
        .join(Entry, col(Entry.period_id) == col(Period.id))
        .join(EntryLine, col(EntryLine.entry_id) == col(Entry.id))
        .where(EntryLine.id == found.entry_line_id)
    )
    if session.exec(closed).one() is not None:
        raise Refused(N_("The period of this entry is closed: its matches stay."))
    before = {"bank_line": bank_line_id, "entry_line": found.entry_line_id}
    session.delete(found)
    session.flush()
    _record(session, fresh, "bank.unmatched", line.bank_account_id, place, before)


def set_lines_aside(
    session: Session, actor: Visitor, bank_line_ids: Sequence[int], reason: str
) -> int:
    """Say why lines of the bank have no entry, and need none."""
    text = one_line(reason)
    if not SHORTEST_REASON <= len(text) <= LONGEST_REASON:
        raise Refused(N_("Say why, in {least} to {most} signs."), least=2, most=LONGEST_REASON)
    if not 0 < len(bank_line_ids) <= MOST_AT_ONCE:
        raise Refused(N_("Choose between 1 and {most} lines."), most=MOST_AT_ONCE)
    first, place, fresh = _the_line(session, actor, bank_line_ids[0])
    matched = select(BankMatch.id).where(col(BankMatch.bank_line_id).in_(bank_line_ids))
    if session.exec(matched.limit(1)).first() is not None:
        raise Refused(N_("One of these lines has been matched already."))
    wanted = select(BankLine).where(
        col(BankLine.id).in_(bank_line_ids), BankLine.bank_account_id == first.bank_account_id
    )
    for line in session.exec(wanted):
        line.set_aside = text
        session.add(line)
    after = {"lines": list(bank_line_ids[:50]), "reason": text}
    _record(session, fresh, "bank.set_aside", first.bank_account_id, place, after)
    return len(bank_line_ids)


def take_line_back(session: Session, actor: Visitor, bank_line_id: int) -> None:
    """A line that was set aside needs an entry after all."""
    line, place, fresh = _the_line(session, actor, bank_line_id)
    if not line.set_aside:
        raise Refused(N_("This line was not set aside."))
    before = {"line": bank_line_id, "reason": line.set_aside}
    line.set_aside = ""
    session.add(line)
    _record(session, fresh, "bank.taken_back", line.bank_account_id, place, before)


def _at_work(
    session: Session, actor: Visitor, bank_account_id: int
) -> tuple[BankAccount, Place, Visitor]:
    account, _book, place = the_bank_account(session, bank_account_id, lock=True)
    return account, place, check(session, actor, Permission.POST_ENTRY, place)


def _the_line(
    session: Session, actor: Visitor, bank_line_id: int
) -> tuple[BankLine, Place, Visitor]:
    line = session.get(BankLine, bank_line_id)
    if line is None:
        raise Refused(N_("There is no such line in the statements."))
    _account, place, fresh = _at_work(session, actor, line.bank_account_id)
    return line, place, fresh


def _record(
    session: Session,
    actor: Visitor,
    code: str,
    bank_account_id: int,
    place: Place,
    facts: Mapping[str, object],
) -> None:
    about = f"bank_account:{bank_account_id}"
    record(session, actor, code, about, place, moves=(Area.LEDGER,), after=facts)
