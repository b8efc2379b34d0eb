"""One statement with all that stands under it: objections, answers, a petition (公示表全页)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from models.disclosure import AuditPetition, Disclosure, Objection, PetitionSignature
from models.ledger import Book, Entry, EntryKind, Period
from models.member import Member
from models.notice import Notice
from models.place import Place
from rules.calendar import day_of
from rules.disclosure.petition import Progress
from rules.mask import masked_name
from services.disclosure import petition as petitions
from services.disclosure.body import body_of
from services.disclosure.reading import opened_since
from services.place import names_public


@dataclass(frozen=True)
class ObjectionRow:
    """One objection and its answer, as everybody reads them (异议)."""

    id: int
    text: str
    by: str  # masked
    raised_by: int
    raised_at: datetime
    due_on: date
    entry: tuple[int, int] | None  # id and number of the entry at issue
    answer: str
    answered_at: datetime | None
    correction: tuple[int, int] | None


@dataclass(frozen=True)
class PetitionSheet:
    """A petition and how far it has come (审计联名情况)."""

    id: int
    text: str
    begun_at: datetime
    closes_on: date
    reached_at: datetime | None
    outcome: str
    progress: Progress


@dataclass(frozen=True)
class Sheet:
    """The accounts of one period on one page (收支公示表)."""

    id: int | None  # None: not posted yet, this is how it stands now
    book_id: int
    path: str
    place: str
    place_code: str
    period_id: int
    number: int
    closed: bool
    body: dict[str, Any]
    sha256: str
    version: int
    latest: bool  # nothing newer was posted for this period
    notice_code: str
    posted_at: datetime | None
    posted_until: datetime | None
    due_on: date | None
    leaf_index: int
    objections: tuple[ObjectionRow, ...] = ()
    outdated: bool = False  # the books of the period were opened again after this was posted


def posted(session: Session, disclosure_id: int) -> Sheet | None:
    """The accounts as they were posted; ``None`` where there are none."""
    row = session.exec(
        select(Disclosure, Notice, Period, Place)
        .join(Notice, col(Notice.id) == Disclosure.notice_id)
        .join(Period, col(Period.id) == Disclosure.period_id)
        .join(Place, col(Place.id) == Notice.place_id)
        .where(Disclosure.id == disclosure_id)
    ).first()
    if row is None:
        return None
    made, notice, period, place = row
    later = select(Disclosure.id).where(
        Disclosure.period_id == made.period_id, Disclosure.version > made.version
    )
    return Sheet(
        id=made.id,
        book_id=made.book_id,
        path=made.path,
        place=place.name,
        place_code=place.code,
        period_id=period.id or 0,
        number=period.number,
        closed=period.closed_at is not None,
        body=made.body,
        sha256=made.sha256,
        version=made.version,
        latest=session.exec(later).first() is None,
        notice_code=notice.code,
        posted_at=made.posted_at,
        posted_until=notice.posted_until,
        due_on=made.due_on,
        leaf_index=made.leaf_index,
        objections=_objections(session, made.period_id, names_public(session, place.id)),
        outdated=opened_since(period, made),
    )


def statement(session: Session, book_id: int, period_id: int) -> Sheet | None:
    """The accounts as the books say now, before they are posted; ``None`` where there are none."""
    period = session.get(Period, period_id)
    if period is None or period.book_id != book_id:
        return None
    book = session.get_one(Book, book_id)
    place = session.get_one(Place, book.place_id)
    return Sheet(
        id=None,
        book_id=book_id,
        path=book.path,
        place=place.name,
        place_code=place.code,
        period_id=period_id,
        number=period.number,
        closed=period.closed_at is not None,
        body=body_of(session, book, period),
        sha256="",
        version=0,
        latest=True,
        notice_code="",
        posted_at=None,
        posted_until=None,
        due_on=None,
        leaf_index=0,
    )


def _objections(session: Session, period_id: int, public: bool) -> tuple[ObjectionRow, ...]:
    """Those to every version of a period: a question does not go away with a correction."""
    rows = session.exec(
        select(Objection, Member.name)
        .join(Disclosure, col(Disclosure.id) == Objection.disclosure_id)
        .join(Member, col(Member.id) == Objection.raised_by)
        .where(Disclosure.period_id == period_id)
        .order_by(col(Objection.raised_at).desc(), col(Objection.id).desc())
    ).all()
    ids = {i for row, _ in rows for i in (row.entry_id, row.correction_id) if i is not None}
    found = select(Entry.id, Entry.number).where(col(Entry.id).in_(ids))
    numbers: dict[int | None, int] = dict(session.exec(found).all())

    def named(entry_id: int | None) -> tuple[int, int] | None:
        return None if entry_id is None else (entry_id, numbers[entry_id])

    return tuple(
        ObjectionRow(
            id=row.id or 0,
            text=row.text,
            by=masked_name(name, public),
            raised_by=row.raised_by,
            raised_at=row.raised_at,
            due_on=row.due_on,
            entry=named(row.entry_id),
            answer=row.answer,
            answered_at=row.answered_at,
            correction=named(row.correction_id),
        )
        for row, name in rows
    )


def petition(session: Session, book_id: int) -> PetitionSheet | None:
    """The last petition of a book, running or over; ``None`` where nobody ever began one."""
    wanted = select(AuditPetition).where(AuditPetition.book_id == book_id)
    found = session.exec(wanted.order_by(col(AuditPetition.id).desc()).limit(1)).first()
    if found is None or found.id is None:
        return None
    return PetitionSheet(
        id=found.id,
        text=found.text,
        begun_at=found.created_at,
        closes_on=found.closes_on,
        reached_at=found.reached_at,
        outcome=found.outcome,
        progress=petitions.standing(session, found),
    )


def is_open(found: PetitionSheet, today: date) -> bool:
    """Whether signatures are still taken."""
    return not found.outcome and today <= found.closes_on


def has_signed(session: Session, petition_id: int, member_id: int) -> bool:
    """Whether this member signed a petition himself."""
    wanted = select(PetitionSignature.id).where(
        PetitionSignature.petition_id == petition_id, PetitionSignature.member_id == member_id
    )
    return session.exec(wanted.limit(1)).first() is not None


def is_late(row: ObjectionRow, moment: datetime) -> bool:
    """Whether the answer came, or still is, after its day."""
    return day_of(row.answered_at or moment) > row.due_on


def preview(session: Session, period_id: int) -> Sheet | None:
    """The accounts of a period as they stand, found by the period alone."""
    period = session.get(Period, period_id)
    return statement(session, period.book_id, period_id) if period else None


Named = tuple[int, int, str]  # id, number and purpose of an entry
MOST_OFFERED = 500


def entries_of(session: Session, period_id: int) -> tuple[Named, ...]:
    """The entries that an objection may be about, the newest first."""
    wanted = select(Entry.id, Entry.number, Entry.purpose).where(Entry.period_id == period_id)
    rows = session.exec(wanted.order_by(col(Entry.id).desc()).limit(MOST_OFFERED))
    return tuple((entry_id or 0, number, purpose) for entry_id, number, purpose in rows)


def reversals_of(session: Session, book_id: int, entry_id: int | None) -> tuple[Named, ...]:
    """The reversals of a book, or that of one entry, the newest first."""
    wanted = select(Entry.id, Entry.number, Entry.purpose).where(
        Entry.book_id == book_id, Entry.kind == EntryKind.REVERSAL
    )
    if entry_id is not None:
        wanted = wanted.where(Entry.reverses_id == entry_id)
    rows = session.exec(wanted.order_by(col(Entry.id).desc()).limit(MOST_OFFERED))
    return tuple((found or 0, number, purpose) for found, number, purpose in rows)
