"""One entry, whole: its lines, what proves it, what allowed it, and who stood for it (凭证)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.ledger import Account, AccountKind, Book, Entry, EntryDraft, EntryLine, Fund, Period
from models.member import Grant, Role
from models.place import Place
from rules.permission import BELONGING
from services.ledger.reading.row import Row, rows


@dataclass(frozen=True)
class Side:
    """One line of an entry (分录): debit above nothing."""

    account: str  # its code, as the export has it
    name: str
    name_en: str
    fund: Fund
    kind: AccountKind
    fen: int


@dataclass(frozen=True)
class Whole:
    """Everything that is public about an entry (凭证全文). Persons stand in it as duties."""

    row: Row
    book_id: int
    place_id: int
    place_name: str
    path: str
    code: str
    period: int
    starts_on: date
    ends_on: date
    closed: bool
    sides: tuple[Side, ...]
    posted_at: datetime
    leaf_index: int
    posted_by: tuple[Role, ...]
    approved_by: tuple[tuple[Role, ...], ...]  # each who approved, with the duties held


def whole(session: Session, entry_id: int) -> Whole | None:
    """The entry with this id, with its book and its period."""
    asked = (
        select(Entry, Book, Period, Place)
        .join(Book, col(Book.id) == Entry.book_id)
        .join(Period, col(Period.id) == Entry.period_id)
        .join(Place, col(Place.id) == Book.place_id)
        .where(Entry.id == entry_id)
    )
    found = session.exec(asked).first()
    if found is None:
        return None
    entry, book, period, place = found
    approvers = _approvers(session, entry)
    duties = _duties(session, place.path, (entry.posted_by, *approvers))
    return Whole(
        row=rows(session, (entry_id,))[0],
        book_id=book.id or 0,
        place_id=place.id or 0,
        place_name=place.name,
        path=book.path,
        code=book.code,
        period=period.number,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        closed=period.closed_at is not None,
        sides=_sides(session, entry_id),
        posted_at=entry.created_at,
        leaf_index=entry.leaf_index,
        posted_by=duties[entry.posted_by],
        approved_by=tuple(duties[one] for one in approvers),
    )


def by_number(session: Session, code: str, number: int) -> int | None:
    """The id of the entry that people know as ``number`` in the book of a compound."""
    wanted = select(Entry.id).join(Book, col(Book.id) == Entry.book_id)
    return session.scalars(wanted.where(Book.code == code, Entry.number == number)).first()


def _sides(session: Session, entry_id: int) -> tuple[Side, ...]:
    told = (Account.code, Account.name, Account.name_en, Account.fund, Account.kind)
    asked = (
        select(*map(col, told))
        .add_columns(col(EntryLine.amount_fen))
        .join(Account, col(Account.id) == EntryLine.account_id)
        .where(col(EntryLine.entry_id) == entry_id)
        .order_by(col(EntryLine.position))
    )
    return tuple(Side(*row) for row in session.execute(asked))


def _approvers(session: Session, entry: Entry) -> tuple[int, ...]:
    """Everybody who said yes to it: two where money left."""
    wanted = select(EntryDraft.approved_once_by).where(EntryDraft.entry_id == entry.id)
    first = session.exec(wanted).first()
    return (entry.approved_by,) if first is None else (first, entry.approved_by)


def _duties(session: Session, path: str, members: tuple[int, ...]) -> dict[int, tuple[Role, ...]]:
    """What each of them serves as for this compound; living there is no duty."""
    reach = [path[: n + 1] for n, letter in enumerate(path) if letter == "/"]
    asked = (
        select(Grant.member_id, Grant.role)
        .join(Place, col(Place.id) == Grant.place_id)
        .where(col(Grant.member_id).in_(members), col(Place.path).in_(reach))
        .order_by(col(Grant.role))
    )
    found: dict[int, tuple[Role, ...]] = dict.fromkeys(members, ())
    for member_id, code in session.exec(asked):
        role = Role(code)
        if role not in BELONGING and role not in found[member_id]:
            found[member_id] = (*found[member_id], role)
    return found
