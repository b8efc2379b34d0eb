"""Which editions there are, and what everybody may know of each (期次公开信息).

Until it is published that is its title, its dates, its method and its seed: never a result.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from models.edition import (
    Computation,
    Edition,
    EditionAct,
    EditionActKind,
    EditionState,
    Entrant,
    EntrantKind,
    Mark,
    Placing,
)
from models.firm import Firm
from models.method import Method, MethodVersion
from models.notice import Notice
from models.place import Place
from rules.edition.shown import digits_of
from rules.method import Body, read_body

State = EditionState


@dataclass(frozen=True)
class Cover:
    """One edition in the list of all (期次条目). Counts only where it is published."""

    edition: Edition
    street: str
    street_code: str
    method: str
    method_en: str
    version: int
    marks: dict[Mark, int]


def covers(session: Session) -> list[Cover]:
    """Every edition that was not cancelled, the latest time first."""
    rows = session.exec(
        select(Edition, Place, Method, MethodVersion)
        .join(Place, col(Place.id) == Edition.place_id)
        .join(MethodVersion, col(MethodVersion.id) == Edition.method_version_id)
        .join(Method, col(Method.id) == MethodVersion.method_id)
        .where(Edition.state != State.CANCELLED)
        .order_by(col(Edition.ends_on).desc(), col(Edition.id).desc())
    ).all()
    shown = [edition.computation_id for edition, *_ in rows if edition.state is State.PUBLISHED]
    counted = _marks(session, shown)
    return [
        Cover(
            edition=edition,
            street=place.name,
            street_code=place.code,
            method=method.name,
            method_en=method.name_en,
            version=version.number,
            marks=counted.get(edition.computation_id or 0, {})
            if edition.state is State.PUBLISHED
            else {},
        )
        for edition, place, method, version in rows
    ]


def _marks(session: Session, computations: list[int | None]) -> dict[int, dict[Mark, int]]:
    """How many stand on each list of each computation."""
    rows = session.exec(
        select(Placing.computation_id, Placing.mark, func.count())
        .where(col(Placing.computation_id).in_(computations))
        .group_by(col(Placing.computation_id), col(Placing.mark))
    )
    found: dict[int, dict[Mark, int]] = {}
    for computation_id, mark, count in rows:
        found.setdefault(computation_id, {})[Mark(mark)] = count
    return found


@dataclass(frozen=True)
class Head:
    """What everybody may know of an edition from the day it opens (期次概况)."""

    edition: Edition
    street: Place
    opened_at: datetime
    method: Method
    version_id: int
    version: int
    method_sha256: str
    body: Body

    @property
    def digits(self) -> int:
        """How many decimals its scores have."""
        return digits_of(self.body)

    @property
    def is_published(self) -> bool:
        """Whether its results may be read."""
        return self.edition.state is State.PUBLISHED


def path_of(session: Session, code: str) -> str | None:
    """Of which street an edition is."""
    return session.exec(select(Edition.path).where(Edition.code == code)).first()


def head(session: Session, code: str) -> Head | None:
    """The edition that links call ``code``."""
    edition = session.exec(select(Edition).where(Edition.code == code)).first()
    return None if edition is None else head_of(session, edition)


def head_of(session: Session, edition: Edition) -> Head:
    """The same for an edition at hand."""
    version = session.get_one(MethodVersion, edition.method_version_id)
    return Head(
        edition=edition,
        street=session.get_one(Place, edition.place_id),
        opened_at=edition.created_at,
        method=session.get_one(Method, version.method_id),
        version_id=version.id or 0,
        version=version.number,
        method_sha256=version.sha256,
        body=read_body(version.body),
    )


@dataclass(frozen=True)
class Made:
    """The computation that counts, without its inputs (所依据的计算)."""

    id: int
    number: int
    corrects_id: int | None
    created_at: datetime
    inputs_sha256: str
    result_sha256: str
    code_version: str
    draws: int


@dataclass(frozen=True)
class Before:
    """The published edition before this one (上一期)."""

    computation_id: int
    code: str
    title: str
    same_method: bool


@dataclass(frozen=True)
class Results:
    """What a published edition is about, beside its rows (期次结果概况)."""

    made: Made
    notice: str  # the code of its notice; empty where there is none
    marks: dict[Mark, int]
    apart: dict[EntrantKind, int]  # how many are shown and not ranked
    groups: tuple[tuple[str, int], ...]  # peer group and how many are ranked in it
    communities: tuple[tuple[str, str, str], ...]  # code, name, path
    firms: tuple[tuple[int, str, str], ...]  # id, code, name
    before: Before | None
    corrections: tuple[EditionAct, ...]


def results(session: Session, edition_id: int) -> Results | None:
    """All that stands above the rows; ``None`` while the edition is not published."""
    edition = session.get(Edition, edition_id)
    if edition is None or edition.state is not State.PUBLISHED or edition.computation_id is None:
        return None
    computation_id = edition.computation_id
    notice = session.exec(select(Notice.code).where(Notice.id == edition.notice_id)).first()
    marks, groups = _sums(session, computation_id)
    return Results(
        made=made_of(session, computation_id),
        notice=notice or "",
        marks=marks,
        apart=_apart(session, edition_id),
        groups=groups,
        communities=_communities(session, edition_id),
        firms=_firms(session, edition_id),
        before=before(session, edition),
        corrections=_corrections(session, edition_id),
    )


def _sums(
    session: Session, computation_id: int
) -> tuple[dict[Mark, int], tuple[tuple[str, int], ...]]:
    """How many stand on each list, and in each peer group, the largest first."""
    rows = session.exec(
        select(Placing.peers, Placing.mark, func.count(), func.count(col(Placing.rank)))
        .where(Placing.computation_id == computation_id)
        .group_by(col(Placing.peers), col(Placing.mark))
    )
    marks, groups = Counter[Mark](), Counter[str]()
    for peers, mark, count, ranked in rows:
        marks[Mark(mark)] += count
        groups[peers] += ranked
    ordered = sorted(groups.items(), key=lambda group: (-group[1], group[0]))
    return dict(marks), tuple((key, count) for key, count in ordered if count)


def made_of(session: Session, computation_id: int) -> Made:
    """A computation; its inputs stay where they are."""
    row = session.execute(
        select(  # type: ignore[call-overload]
            Computation.id,
            Computation.number,
            Computation.corrects_id,
            Computation.created_at,
            Computation.inputs_sha256,
            Computation.result_sha256,
            Computation.code_version,
            Computation.draws,
        ).where(Computation.id == computation_id)
    ).one()
    return Made(*row)


def before(session: Session, edition: Edition) -> Before | None:
    """The latest published edition of the same place whose time ended before this one's began."""
    found = session.exec(
        select(Edition)
        .where(
            Edition.place_id == edition.place_id,
            Edition.state == State.PUBLISHED,
            Edition.ends_on < edition.begins_on,
        )
        .order_by(col(Edition.ends_on).desc(), col(Edition.id).desc())
        .limit(1)
    ).first()
    if found is None or found.computation_id is None:
        return None
    same = found.method_version_id == edition.method_version_id
    return Before(found.computation_id, found.code, found.title, same)


def _apart(session: Session, edition_id: int) -> dict[EntrantKind, int]:
    rows = session.exec(
        select(Entrant.kind, func.count())
        .where(Entrant.edition_id == edition_id, Entrant.kind != EntrantKind.RATED)
        .group_by(col(Entrant.kind))
    )
    return {EntrantKind(kind): count for kind, count in rows}


def _communities(session: Session, edition_id: int) -> tuple[tuple[str, str, str], ...]:
    above = (
        select(Place.parent_id)
        .join(Entrant, col(Entrant.place_id) == Place.id)
        .where(Entrant.edition_id == edition_id)
    )
    found = session.exec(
        select(Place).where(col(Place.id).in_(above)).order_by(col(Place.path))
    ).all()
    return tuple((place.code, place.name, place.path) for place in found)


def _firms(session: Session, edition_id: int) -> tuple[tuple[int, str, str], ...]:
    named = (
        select(Entrant.firm_id, func.max(Entrant.firm_name).label("name"))
        .where(Entrant.edition_id == edition_id, col(Entrant.firm_id).is_not(None))
        .group_by(col(Entrant.firm_id))
        .subquery()
    )
    rows = session.exec(
        select(Firm.id, Firm.code, named.c.name)
        .join(named, named.c.firm_id == Firm.id)
        .order_by(named.c.name, Firm.code)
    )
    return tuple((firm_id or 0, code, name) for firm_id, code, name in rows)


def _corrections(session: Session, edition_id: int) -> tuple[EditionAct, ...]:
    wanted = select(EditionAct).where(
        EditionAct.edition_id == edition_id, EditionAct.kind == EditionActKind.CORRECTED
    )
    return tuple(session.exec(wanted.order_by(col(EditionAct.id))))
