"""Opening an edition: who is rated, by which method, with which seed (开启期次)."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, insert, select

from db.revision import path_end
from models.base import now
from models.choice import UnitKind
from models.edition import Edition, EditionActKind, EditionState, Entrant, EntrantKind
from models.firm import Firm, FirmKind, Profile, ServiceContract
from models.method import Method, MethodVersion
from models.place import Place, PlaceKind
from models.procedure import VersionState
from models.roll import Unit
from rules.calendar import day_of
from rules.edition.compute import engine
from rules.edition.peers import grouped, peer_key
from rules.edition.period import code_of, must_be_a_period
from rules.method import Body, read_body
from rules.notice import LARGEST_INTEGER
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.edition.standing import body_of, put_down, told
from services.firm.standing import served
from services.scoring.drawing import pool_of
from services.visitor import check, the_place

RATING_PLACES = (PlaceKind.DISTRICT, PlaceKind.STREET)
_told: ContextVar[int | None] = ContextVar("told", default=None)


@contextmanager
def seed_told(seed: int) -> Iterator[None]:
    """Inside, editions begin with this seed and none is drawn: the demo looks the same always."""
    token = _told.set(seed)
    try:
        yield
    finally:
        _told.reset(token)


@dataclass(frozen=True)
class Opening:
    """What is to be opened (开启内容)."""

    title: str
    begins_on: date
    ends_on: date
    method_version_id: int


def open_edition(session: Session, actor: Visitor, place_id: int, given: Opening) -> Edition:
    """Begin to rate the compounds of a street over a period.

    Who serves which compound is frozen as of today; the seed is drawn now and shown at once.
    """
    place = the_place(session, place_id)
    fresh = check(session, actor, Permission.RUN_EDITION, place)
    if place.kind not in RATING_PLACES:
        raise Refused(N_("An edition is opened for a street or a district."))
    must_be_a_period(given.begins_on, given.ends_on)
    title = " ".join(given.title.split())
    if not title:
        raise Refused(N_("Please give it a name."))
    version = _version(session, place, given.method_version_id)
    body = read_body(version.body)
    engine(body, 0)  # what cannot be computed is not begun
    session.get(Place, place_id, with_for_update=True)  # two who open at once: one after another
    _must_be_new(session, place, given)
    entrants = _entrants(session, place, body, day_of(now()), given.ends_on.year)
    if not any(one["kind"] is EntrantKind.RATED for one in entrants):
        raise Refused(N_("No compound here is served by a firm that could be rated."))
    edition = Edition(
        code=_free_code(session, place, given),
        title=title[:80],
        place_id=place_id,
        path=place.path,
        begins_on=given.begins_on,
        ends_on=given.ends_on,
        method_version_id=given.method_version_id,
        seed=_seed(session, place, given),
        opened_by=fresh.member_id,
    )
    session.add(edition)
    session.flush()
    put_down(session, fresh, edition, EditionActKind.OPENED)
    moment = now()
    rows = [one | {"edition_id": edition.id, "created_at": moment} for one in entrants]
    session.execute(insert(Entrant), rows)
    told(
        session,
        fresh,
        edition,
        "edition.opened",
        link=edition.code,
        seed=str(edition.seed),
        method=version.sha256,
        compounds=len(entrants),
    )
    return edition


def _version(session: Session, place: Place, version_id: int) -> MethodVersion:
    version = session.get(MethodVersion, version_id)
    if version is None or version.state is not VersionState.PUBLISHED:
        raise Refused(N_("An edition needs a published version of a method."))
    method = session.get_one(Method, version.method_id)
    if method.place_id is not None:
        home = session.get_one(Place, method.place_id)
        if not place.path.startswith(home.path):
            raise Refused(N_("This method belongs to another place."))
    return version


def _same_time(place: Place, given: Opening) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Edition.place_id) == place.id,
        col(Edition.begins_on) <= given.ends_on,
        col(Edition.ends_on) >= given.begins_on,
    )


def _must_be_new(session: Session, place: Place, given: Opening) -> None:
    """One edition for each period of a place, unless it was cancelled."""
    same = select(Edition.title).where(*_same_time(place, given))
    there = session.exec(same.where(Edition.state != EditionState.CANCELLED)).first()
    if there is not None:
        raise Refused(N_("“{title}” rates this time already."), title=there)


def _seed(session: Session, place: Place, given: Opening) -> int:
    """Drawn once for a time: who cancels an edition and opens it anew does not draw another.

    Unless it was cancelled because the pool had nobody to draw.
    """
    if (known := _told.get()) is not None:
        return known
    before = select(Edition).where(*_same_time(place, given)).order_by(col(Edition.id))
    for edition in session.exec(before):
        draws = any(form.drawn for form in body_of(session, edition).sheets)
        if not draws or pool_of(session, edition):
            return edition.seed
    return secrets.randbelow(LARGEST_INTEGER)


def _free_code(session: Session, place: Place, given: Opening) -> str:
    plain = code_of(place.code, given.begins_on, given.ends_on)
    taken = set(session.exec(select(Edition.code).where(col(Edition.code).startswith(plain))))
    numbered = (f"{plain}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (plain, *numbered) if code not in taken)


def _entrants(
    session: Session, place: Place, body: Body, today: date, year: int
) -> list[dict[str, Any]]:
    """Every compound below ``place`` as a row, with its peer group."""
    inside = (Place.path >= place.path, Place.path < path_end(place.path))
    compounds = session.exec(
        select(Place).where(*inside, Place.kind == PlaceKind.COMPOUND).order_by(col(Place.path))
    ).all()
    serving = served(session, place.path, today)
    homes = _households(session, compounds)
    profiles = {
        one.place_id: one
        for one in session.exec(
            select(Profile).where(Profile.path >= place.path, Profile.path < path_end(place.path))
        )
    }
    rows = [
        _entrant(
            one,
            serving.get(one.id or 0),
            profiles.get(one.id or 0),
            (homes.get(one.id or 0, 0), year),
        )
        for one in compounds
    ]
    rated = {
        number: peer_key(body.peers, row["facts"])
        for number, row in enumerate(rows)
        if row["kind"] is EntrantKind.RATED
    }
    for number, key in grouped(rated, body.peer_minimum).items():
        rows[number]["peers"] = key
    return rows


def _households(session: Session, compounds: Sequence[Place]) -> dict[int, int]:
    asked = [one.id for one in compounds]
    counted = (
        select(Unit.compound_id, func.count())
        .where(Unit.kind == UnitKind.HOME, col(Unit.compound_id).in_(asked))
        .group_by(col(Unit.compound_id))
    )
    return dict(session.exec(counted).all())


def _entrant(
    place: Place,
    service: tuple[Firm, ServiceContract] | None,
    profile: Profile | None,
    counted: tuple[int, int],
) -> dict[str, Any]:
    households, year = counted
    firm, contract = service or (None, None)
    kind = EntrantKind.UNSERVED
    if firm is not None:
        led = firm.kind is FirmKind.PARTY_LED
        kind = EntrantKind.PARTY_LED if led else EntrantKind.RATED
    facts = {
        "type": profile.type if profile else "commodity",
        "built_in": profile.built_in if profile else None,
        "households": households,
        "year": year,
        "level": contract.level if contract else None,
        "fee_fen": contract.fee_fen if contract else None,
    }
    return {
        "place_id": place.id,
        "firm_id": firm.id if firm else None,
        "kind": kind,
        "name": place.name,
        "firm_name": firm.name if firm else "",
        "households": households,
        "facts": facts,
        "peers": "",
    }
