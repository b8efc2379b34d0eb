"""Methods of rating as everybody may read them (评价办法读取)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from models.edition import Edition, EditionState
from models.method import Method, MethodVersion
from models.place import Place
from models.procedure import VersionState


@dataclass(frozen=True)
class Numbered:
    """One version without its body (版本条目)."""

    id: int
    number: int
    state: VersionState
    note: str
    sha256: str
    published_at: datetime | None


@dataclass(frozen=True)
class Listed:
    """One method with its versions, newest first, and how much it is used (评价办法条目)."""

    method: Method
    place_name: str
    place_path: str
    versions: tuple[Numbered, ...]  # published and retired
    editions: int
    has_draft: bool

    @property
    def current(self) -> Numbered | None:
        """The version that new editions begin with (现行版本)."""
        return next((v for v in self.versions if v.state is VersionState.PUBLISHED), None)


def listed(session: Session) -> list[Listed]:
    """Every method, those that ship first (全部评价办法)."""
    rows = session.exec(
        select(Method, Place)
        .outerjoin(Place, col(Place.id) == Method.place_id)
        .order_by(col(Method.place_id).is_not(None), col(Method.id))
    ).all()
    versions: dict[int, list[Numbered]] = {}
    for method_id, version in _numbered(session):
        versions.setdefault(method_id, []).append(version)
    used: dict[int, int] = dict(
        session.exec(
            select(MethodVersion.method_id, func.count())
            .join(Edition, col(Edition.method_version_id) == MethodVersion.id)
            .group_by(col(MethodVersion.method_id))
        ).all()
    )
    return [
        _listed(method, place, versions.get(method.id or 0, []), used) for method, place in rows
    ]


def _listed(
    method: Method, place: Place | None, versions: list[Numbered], used: Mapping[int, int]
) -> Listed:
    drafts = [v for v in versions if v.state is VersionState.DRAFT]
    return Listed(
        method=method,
        place_name=place.name if place else "",
        place_path=place.path if place else "",
        versions=tuple(v for v in versions if v.state is not VersionState.DRAFT),
        editions=used.get(method.id or 0, 0),
        has_draft=bool(drafts),
    )


def _numbered(session: Session) -> list[tuple[int, Numbered]]:
    """All versions, newest first; their bodies stay where they are."""
    columns = (
        MethodVersion.method_id,
        MethodVersion.id,
        MethodVersion.number,
        MethodVersion.state,
        MethodVersion.note,
        MethodVersion.sha256,
        MethodVersion.published_at,
    )
    rows = session.execute(select(*columns).order_by(col(MethodVersion.number).desc()))  # type: ignore[call-overload]
    return [(row[0], Numbered(*row[1:])) for row in rows]


def body_of(session: Session, version_id: int) -> Mapping[str, Any] | None:
    """What a version says that is no longer a draft, as JSON (版本正文)."""
    version = session.get(MethodVersion, version_id)
    if version is None or version.state is VersionState.DRAFT:
        return None
    return version.body


def last_edition(session: Session, method_id: int, path: str) -> Edition | None:
    """The newest edition that was computed: with this method, else in the same street (上一期)."""
    versions = select(MethodVersion.id).where(MethodVersion.method_id == method_id)
    computed = (
        select(Edition)
        .where(col(Edition.computation_id).is_not(None))
        .where(Edition.state != EditionState.CANCELLED)
        .order_by(col(Edition.ends_on).desc(), col(Edition.id).desc())
        .limit(1)
    )
    own = session.exec(computed.where(col(Edition.method_version_id).in_(versions))).first()
    if own is not None or not path:
        return own
    return session.exec(computed.where(col(Edition.path).startswith(path))).first()


def usable(session: Session, path: str) -> list[tuple[Method, Numbered]]:
    """What an edition at a place may begin with: its own, from above, and what ships (可用办法)."""
    above = [int(part) for part in path.split("/") if part]
    methods = session.exec(
        select(Method)
        .where(or_(col(Method.place_id).is_(None), col(Method.place_id).in_(above)))
        .order_by(col(Method.place_id).is_(None), col(Method.id))
    ).all()
    current = {
        method_id: version
        for method_id, version in _numbered(session)
        if version.state is VersionState.PUBLISHED
    }
    return [(method, current[method.id]) for method in methods if method.id in current]
