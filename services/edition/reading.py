"""What the screens show of an edition: its head, its draft, its lists (期次查阅)."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from db.revision import path_end
from models.edition import (
    Computation,
    Edition,
    EditionActKind,
    EditionState,
    Entrant,
    EntrantKind,
    Mark,
    Placing,
)
from models.member import Member
from models.method import Method, MethodVersion
from models.notice import Notice
from models.place import Place
from models.procedure import VersionState
from models.scoring import Figure
from rules.edition import Stand, Terms
from rules.method import Body
from services.edition.computing import entrants_of
from services.edition.standing import acts_of, body_of, stand_of, version_of

NEWEST = 20


@dataclass(frozen=True)
class Head:
    """What stands on top of an edition's page (期次概况)."""

    edition: Edition
    place: str
    method: Method
    version: int
    body: Body
    notice: str  # its code, empty until it is published
    rated: int
    shown: int  # compounds that are listed and not ranked


def head(session: Session, code: str) -> Head | None:
    """The edition that links call ``code``."""
    edition = session.exec(select(Edition).where(Edition.code == code)).first()
    if edition is None:
        return None
    version = version_of(session, edition)
    counted = dict(
        session.exec(
            select(Entrant.kind, func.count())
            .where(Entrant.edition_id == edition.id)
            .group_by(col(Entrant.kind))
        ).all()
    )
    rated = counted.get(EntrantKind.RATED, 0)
    notice = session.exec(select(Notice.code).where(Notice.id == edition.notice_id)).first()
    return Head(
        edition,
        session.get_one(Place, edition.place_id).name,
        session.get_one(Method, version.method_id),
        version.number,
        body_of(session, edition),
        notice or "",
        rated,
        sum(counted.values()) - rated,
    )


def editions(session: Session, path: str = "/") -> list[Edition]:
    """The newest editions at ``path`` and below, whatever their state."""
    wanted = select(Edition).where(Edition.path >= path, Edition.path < path_end(path))
    return list(session.exec(wanted.order_by(col(Edition.id).desc()).limit(NEWEST)))


@dataclass(frozen=True)
class ActRow:
    """One act and who did it (办理记录)."""

    kind: EditionActKind
    at: datetime
    name: str
    blacks: int
    upheld: bool
    reason: str


@dataclass(frozen=True)
class Standing:
    """Where an edition stands, and all that led there (期次进展)."""

    stand: Stand
    acts: tuple[ActRow, ...]
    agreed: tuple[str, ...]  # who agreed to publish, by name
    draft: Computation | None  # the newest: in a correction it does not count yet


def standing(session: Session, edition_id: int) -> Standing:
    """The walk of an edition, with the names of who walked it."""
    edition = session.get_one(Edition, edition_id)
    acts = acts_of(session, edition_id)
    names = dict(
        session.exec(
            select(Member.id, Member.name).where(col(Member.id).in_({a.member_id for a in acts}))
        ).all()
    )
    stand = stand_of(session, edition)
    rows = tuple(
        ActRow(a.kind, a.at, names.get(a.member_id, ""), len(a.blacks), a.upheld, a.reason)
        for a in acts
    )
    newest = select(Computation).where(Computation.edition_id == edition_id)
    draft = session.exec(newest.order_by(col(Computation.number).desc()).limit(1)).first()
    agreed = tuple(names.get(member_id, "") for member_id in stand.approved_by)
    return Standing(stand, rows, agreed, draft)


@dataclass(frozen=True)
class Result:
    """One compound's line in a computation (结果)."""

    entrant: Entrant
    placing: Placing


def results(session: Session, computation_id: int) -> list[Result]:
    """Every compound of a computation, best first, the unranked last."""
    wanted = (
        select(Entrant, Placing)
        .join(Placing, col(Placing.entrant_id) == Entrant.id)
        .where(Placing.computation_id == computation_id)
        .order_by(col(Placing.score).is_(None), col(Placing.score).desc(), col(Placing.id))
    )
    return [Result(*row) for row in session.exec(wanted)]


def listed(session: Session, computation_id: int, mark: Mark) -> list[Result]:
    """Those on one list, in the order of their rank."""
    wanted = (
        select(Entrant, Placing)
        .join(Placing, col(Placing.entrant_id) == Entrant.id)
        .where(Placing.computation_id == computation_id, Placing.mark == mark)
        .order_by(col(Placing.peers), col(Placing.rank), col(Placing.id))
    )
    return [Result(*row) for row in session.exec(wanted)]


@dataclass(frozen=True)
class Progress:
    """How much was collected (采集进度)."""

    compounds: int
    measured: dict[str, int]  # by indicator: compounds with a figure
    lacking: tuple[tuple[str, str, tuple[str, ...]], ...]  # compound, firm, indicators missing


def progress(session: Session, edition_id: int) -> Progress:
    """What is there and what is missing, by indicator and by compound."""

    body = body_of(session, session.get_one(Edition, edition_id))
    codes = [leaf.code for leaf in body.indicators]
    known = _measured(session, edition_id)
    rated = entrants_of(session, edition_id)
    measured = {code: sum((one.id, code) in known for one in rated) for code in codes}
    lacking = []
    for one in rated:
        missing = tuple(code for code in codes if (one.id, code) not in known)
        if missing:
            lacking.append((one.name, one.firm_name, missing))
    lacking.sort(key=lambda row: (-len(row[2]), row[0]))
    return Progress(len(rated), measured, tuple(lacking))


def _measured(session: Session, edition_id: int) -> set[tuple[int | None, str]]:
    """Which indicators of which entrants have a value: the latest figure says it."""
    newest = (
        select(func.max(Figure.id))
        .where(Figure.edition_id == edition_id)
        .group_by(col(Figure.entrant_id), col(Figure.indicator))
    )
    wanted = select(Figure.entrant_id, Figure.indicator).where(
        col(Figure.id).in_(newest), Figure.value != ""
    )
    return {(entrant_id, code) for entrant_id, code in session.exec(wanted)}


@dataclass(frozen=True)
class Choice:
    """A published version of a method that an edition may begin with (可用办法)."""

    version_id: int
    name: str
    name_en: str
    number: int


def usable(session: Session, path: str) -> list[Choice]:
    """The methods in force at ``path``: its own and those above it first, then those that ship."""
    found = session.exec(
        select(MethodVersion, Method, Place.path)
        .join(Method, col(Method.id) == MethodVersion.method_id)
        .join(Place, col(Place.id) == Method.place_id, isouter=True)
        .where(MethodVersion.state == VersionState.PUBLISHED)
        .order_by(col(Method.place_id).is_(None), col(Method.id))
    )
    return [
        Choice(version.id or 0, method.name, method.name_en, version.number)
        for version, method, home in found
        if home is None or path.startswith(home)
    ]


@dataclass(frozen=True)
class UnderWay:
    """An edition that is not over, and where it stands (进行中的期次)."""

    edition: Edition
    stand: Stand
    terms: Terms


def under_way(session: Session, paths: tuple[str, ...]) -> list[UnderWay]:
    """The newest editions at ``paths`` and below that are not cancelled."""
    found = {one.id: one for path in paths for one in editions(session, path)}
    return [
        UnderWay(one, stand_of(session, one), body_of(session, one).terms)
        for one in found.values()
        if one.state is not EditionState.CANCELLED
    ]
