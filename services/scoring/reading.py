"""What there is to fill in, and how far the collecting has come (采集进度)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from models.choice import UnitKind
from models.edition import Edition, EditionState, Entrant, EntrantKind
from models.place import Place
from models.roll import Owner, Ownership, Unit
from models.scoring import Assignment, Sheet, SurveyAnswer
from rules.firm.tie import Tie
from rules.method import Body
from rules.method.body import SheetForm
from rules.permission import Permission, Visitor
from services.firm.tie import ties
from services.scoring.standing import body_of


@dataclass(frozen=True)
class Duty:
    """A sheet that somebody is to fill in (待填评分表)."""

    edition_id: int
    edition: str
    open: bool  # whether the edition still collects
    entrant_id: int
    name: str
    firm: str
    path: str
    form: SheetForm
    assignment_id: int | None
    done: int  # lines with points
    edit_count: int
    signed_at: datetime | None
    tie: str | None  # why he may not score this firm


def duties(session: Session, visitor: Visitor) -> list[Duty]:
    """The sheets of one member in every edition that collects: what is begun first (我的评分表)."""
    found: list[Duty] = []
    open_ = select(Edition).where(Edition.state == EditionState.COLLECTING)
    for edition in session.exec(open_.order_by(col(Edition.id))):
        held = [one for one in visitor.held if _meet(one.path, edition.path)]
        if held and visitor.may(Permission.SCORE):
            found += _duties(session, visitor, edition)
    return sorted(found, key=lambda duty: (duty.signed_at is not None, duty.done == 0))


def unsigned(session: Session, visitor: Visitor) -> tuple[tuple[str, int], ...]:
    """How many sheets wait for a member's signature, by edition."""
    left = Counter(
        duty.edition
        for duty in duties(session, visitor)
        if duty.signed_at is None and duty.tie is None
    )
    return tuple(left.items())


def collecting(session: Session) -> bool:
    """Whether any edition collects figures at present."""
    open_ = select(Edition.id).where(Edition.state == EditionState.COLLECTING).limit(1)
    return session.exec(open_).first() is not None


def _meet(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _duties(session: Session, visitor: Visitor, edition: Edition) -> list[Duty]:
    member_id = visitor.member_id or 0
    body = body_of(session, edition)
    mine = _mine(session, edition, member_id)
    drawn = {
        (row.entrant_id, row.sheet_code): row.id
        for row in session.exec(
            select(Assignment)
            .join(Entrant, col(Entrant.id) == Assignment.entrant_id)
            .where(
                Entrant.edition_id == edition.id,
                Assignment.member_id == member_id,
                Assignment.stepped_back == "",
            )
        )
    }
    bound = ties(session, [member_id])
    found = []
    for entrant, path in _rated(session, edition):
        held = {role.value for role in visitor.roles_at(path)}
        for form in body.sheets:
            key = (entrant.id or 0, form.code)
            if held.isdisjoint(form.roles) or (form.drawn and key not in drawn):
                continue
            tie = bound.get((member_id, entrant.firm_id or 0))
            about = (entrant, path, form)
            found.append(_duty(edition, about, drawn.get(key), mine.get(key), tie))
    return found


def _mine(session: Session, edition: Edition, member_id: int) -> dict[tuple[int, str], Sheet]:
    rows = session.exec(
        select(Sheet)
        .join(Entrant, col(Entrant.id) == Sheet.entrant_id)
        .where(Entrant.edition_id == edition.id, Sheet.member_id == member_id)
    )
    return {(row.entrant_id, row.sheet_code): row for row in rows}


def _rated(session: Session, edition: Edition) -> Sequence[tuple[Entrant, str]]:
    return session.exec(
        select(Entrant, Place.path)
        .join(Place, col(Place.id) == Entrant.place_id)
        .where(Entrant.edition_id == edition.id, Entrant.kind == EntrantKind.RATED)
        .order_by(col(Place.path))
    ).all()


@dataclass(frozen=True)
class Filled:
    """One sheet as its writer sees it (评分表内容)."""

    duty: Duty
    sheet_id: int | None
    points: Mapping[str, int]
    notes: Mapping[str, str]


def sheet_of(session: Session, visitor: Visitor, entrant_id: int, sheet_code: str) -> Filled | None:
    """The sheet of this member for one compound; ``None`` when it is not his to fill in."""
    entrant = session.get(Entrant, entrant_id)
    if entrant is None or entrant.kind is not EntrantKind.RATED:
        return None
    edition = session.get_one(Edition, entrant.edition_id)
    path = session.get_one(Place, entrant.place_id).path
    member_id = visitor.member_id or 0
    form = body_of(session, edition).sheet(sheet_code)
    same = (Sheet.entrant_id == entrant_id, Sheet.sheet_code == sheet_code)
    row = session.exec(select(Sheet).where(*same, Sheet.member_id == member_id)).first()
    if form is None:
        return None
    drawn = session.exec(
        select(Assignment.id).where(
            Assignment.entrant_id == entrant_id,
            Assignment.sheet_code == sheet_code,
            Assignment.member_id == member_id,
            Assignment.stepped_back == "",
        )
    ).first()
    held = {role.value for role in visitor.roles_at(path)}
    mine = not held.isdisjoint(form.roles) and (not form.drawn or drawn is not None)
    if row is None and not mine:
        return None
    tie = ties(session, [member_id]).get((member_id, entrant.firm_id or 0))
    duty = _duty(edition, (entrant, path, form), drawn, row, tie)
    return Filled(
        duty, row.id if row else None, row.points if row else {}, row.notes if row else {}
    )


def _duty(
    edition: Edition,
    about: tuple[Entrant, str, SheetForm],
    assignment_id: int | None,
    row: Sheet | None,
    tie: Tie | None,
) -> Duty:
    entrant, path, form = about
    return Duty(
        edition_id=edition.id or 0,
        edition=edition.title,
        open=edition.state is EditionState.COLLECTING,
        entrant_id=entrant.id or 0,
        name=entrant.name,
        firm=entrant.firm_name,
        path=path,
        form=form,
        assignment_id=assignment_id,
        done=len(row.points) if row else 0,
        edit_count=row.edit_count if row else 0,
        signed_at=row.signed_at if row else None,
        tie=tie.value if tie is not None else None,
    )


@dataclass(frozen=True)
class Home:
    """A home whose owner is asked, and what he answered himself (待答住户)."""

    entrant_id: int
    compound: str
    firm: str
    edition: str
    ends_on: date
    unit_id: int
    label: str
    body: Body
    points: Mapping[str, int]
    text: str
    answered: bool
    by: int | None  # whose answer stands


def homes(session: Session, member_id: int) -> list[Home]:
    """The homes of one owner in the editions that ask: unanswered ones first (我的满意度问卷)."""
    rows = session.exec(
        select(Entrant, Edition, Unit)
        .join(Edition, col(Edition.id) == Entrant.edition_id)
        .join(Unit, col(Unit.compound_id) == Entrant.place_id)
        .join(Ownership, col(Ownership.unit_id) == Unit.id)
        .join(Owner, col(Owner.id) == Ownership.owner_id)
        .where(
            Owner.member_id == member_id,
            Edition.state == EditionState.COLLECTING,
            Entrant.kind == EntrantKind.RATED,
            Unit.kind == UnitKind.HOME,
        )
        .order_by(col(Edition.id), col(Unit.label))
    ).all()
    found: dict[tuple[int, int], Home] = {}
    for row in rows:
        home = _home(session, member_id, row)
        if home.body.questions:
            found[home.entrant_id, home.unit_id] = home
    return sorted(found.values(), key=lambda home: home.answered)


def _home(session: Session, member_id: int, row: tuple[Entrant, Edition, Unit]) -> Home:
    """What it answered is shown to whoever answered, not to a co-owner or a buyer."""
    entrant, edition, unit = row
    same = (SurveyAnswer.entrant_id == entrant.id, SurveyAnswer.unit_id == unit.id)
    said = session.exec(select(SurveyAnswer).where(*same)).first()
    by = said.member_id if said and not said.by_hand else None
    own = said if by == member_id else None
    return Home(
        entrant_id=entrant.id or 0,
        compound=entrant.name,
        firm=entrant.firm_name,
        edition=edition.title,
        ends_on=edition.ends_on,
        unit_id=unit.id or 0,
        label=unit.label,
        body=body_of(session, edition),
        points=dict(own.points) if own else {},
        text=own.text if own else "",
        answered=said is not None,
        by=by,
    )


@dataclass(frozen=True)
class Asked:
    """A compound whose owners are asked, and how many have answered (问卷进度)."""

    entrant_id: int
    edition: str
    name: str
    path: str
    households: int
    answered: int
    body: Body


def asked(session: Session, paths: tuple[str, ...]) -> list[Asked]:
    """The compounds below ``paths`` whose owners are asked at present."""
    found = []
    open_ = select(Edition).where(Edition.state == EditionState.COLLECTING)
    for edition in session.exec(open_.order_by(col(Edition.id))):
        body = body_of(session, edition)
        if not body.questions:
            continue
        counted = answered(session, edition.id)
        found += [
            Asked(
                entrant_id=entrant.id or 0,
                edition=edition.title,
                name=entrant.name,
                path=path,
                households=entrant.households,
                answered=counted.get(entrant.id or 0, 0),
                body=body,
            )
            for entrant, path in _rated(session, edition)
            if any(path.startswith(above) for above in paths)
        ]
    return found


def answered(session: Session, edition_id: int | None) -> dict[int, int]:
    """How many homes have answered, by compound."""
    rows = session.exec(
        select(SurveyAnswer.entrant_id, func.count())
        .join(Entrant, col(Entrant.id) == SurveyAnswer.entrant_id)
        .where(Entrant.edition_id == edition_id)
        .group_by(col(SurveyAnswer.entrant_id))
    )
    return dict(rows.all())
