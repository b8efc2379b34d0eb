"""The tree of places (地方)."""

from sqlalchemy import update
from sqlmodel import Session, col, select

from db.revision import path_end
from models.place import Place, PlaceKind, VotingRule
from models.procedure import Procedure
from models.revision import Area
from models.roll import Unit
from rules.permission import Permission, Visitor
from rules.place import must_be_place_name
from rules.refusal import N_, Refused
from services.trail import record
from services.visitor import check, the_place


def rename_place(session: Session, actor: Visitor, place_id: int, name: str) -> Place:
    """Give a place another name; its code, and so every link to it, stays."""
    place = the_place(session, place_id)
    fresh = check(session, actor, Permission.MANAGE_PLACES, place)
    kept, before = must_be_place_name(name), {"name": place.name}
    if place.kind is PlaceKind.UNIT:
        raise Refused(N_("A unit is called what the owners' roll calls it."))
    if kept == place.name:
        raise Refused(N_("Nothing has changed."))
    place.name = kept
    session.add(place)
    if place.kind is PlaceKind.BUILDING:  # its units carry the name for lists and votes
        leaves = select(Place.id).where(Place.parent_id == place_id)
        session.execute(update(Unit).where(col(Unit.place_id).in_(leaves)).values(building=kept))
    about, after = f"place:{place_id}", {"name": kept}
    moves = (Area.PLACE, Area.ROLL)
    record(session, fresh, "place.renamed", about, place, moves=moves, before=before, after=after)
    return place


def plant(
    session: Session, actor: Visitor, kind: PlaceKind, name: str, code: str, parent: Place | None
) -> Place:
    """Write the row and its path; the caller has checked the right to."""
    if session.exec(select(Place.id).where(Place.code == code)).first() is not None:
        raise Refused(N_("The code “{code}” is taken."), code=code)
    above_id = parent.id if parent else None
    place = Place(kind=kind, name=name.strip(), code=code, parent_id=above_id, path=code)
    session.add(place)
    session.flush()
    place.path = f"{parent.path if parent else '/'}{place.id}/"
    session.add(place)
    session.flush()
    after = {"kind": kind, "name": place.name, "code": code}
    record(
        session, actor, "place.added", f"place:{place.id}", place, moves=(Area.PLACE,), after=after
    )
    return place


def by_code(session: Session, code: str) -> Place | None:
    """The place that links call ``code``."""
    return session.exec(select(Place).where(Place.code == code)).first()


def below(session: Session, path: str, kinds: tuple[PlaceKind, ...]) -> list[Place]:
    """The places of ``kinds`` at ``path`` and below, in the order of the tree."""
    inside = (Place.path >= path, Place.path < path_end(path), col(Place.kind).in_(kinds))
    return list(session.exec(select(Place).where(*inside).order_by(Place.path)))


def above(session: Session, path: str) -> list[Place]:
    """The place with ``path`` and all its ancestors, from the root."""
    ids = [int(part) for part in path.split("/") if part]
    rows = {place.id: place for place in session.exec(select(Place).where(col(Place.id).in_(ids)))}
    return [rows[i] for i in ids if i in rows]


def compound_of(session: Session, path: str) -> Place | None:
    """The compound at or above ``path``."""
    return next((p for p in above(session, path) if p.kind is PlaceKind.COMPOUND), None)


def voting_rule(session: Session, compound_id: int) -> VotingRule:
    """The compound's rules of counting; the statute's defaults where none are stored."""
    stored = session.exec(select(VotingRule).where(VotingRule.place_id == compound_id)).first()
    return stored or VotingRule(place_id=compound_id)


def names_public(session: Session, compound_id: int | None) -> bool:
    """Whether the compound decided that full names may be shown to everybody."""
    return compound_id is not None and voting_rule(session, compound_id).names_public


BOARDS = (PlaceKind.STREET, PlaceKind.COMMUNITY, PlaceKind.COMPOUND)
MOST_BOARDS = 200


def boards(session: Session, paths: tuple[str, ...]) -> list[Place]:
    """The places whose boards a person of ``paths`` looks at, the nearest first.

    Where he lives and all above it, where he serves and all below it; every compound for
    a stranger. At most 200: wider lists are searched, not scrolled.
    """
    found = session.exec(
        select(Place).where(col(Place.kind).in_(BOARDS)).order_by(col(Place.path))
    ).all()
    if paths:
        mine = [p for p in found if any(_related(p.path, path) for path in paths)]
        return sorted(mine, key=lambda p: (not _holds(p, paths), -p.path.count("/"), p.path))
    compounds = [place for place in found if place.kind is PlaceKind.COMPOUND]
    return compounds[:MOST_BOARDS]


PROPOSABLE = (PlaceKind.COMMUNITY, PlaceKind.COMPOUND, PlaceKind.GRID, PlaceKind.BUILDING)


def proposable(session: Session, paths: tuple[str, ...]) -> list[Place]:
    """Where a person of ``paths`` may raise a matter: his compound first, then wider and nearer."""
    found = session.exec(
        select(Place).where(col(Place.kind).in_(PROPOSABLE)).order_by(col(Place.path))
    ).all()
    mine = [p for p in found if any(_related(p.path, path) for path in paths)]
    return sorted(mine, key=lambda p: (p.kind is not PlaceKind.COMPOUND, p.path))[:MOST_BOARDS]


def _related(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _holds(place: Place, paths: tuple[str, ...]) -> bool:
    """Whether somebody of ``paths`` lives or serves within ``place`` itself."""
    return place.kind is PlaceKind.COMPOUND and any(p.startswith(place.path) for p in paths)


def default_procedure(session: Session, place_id: int) -> Procedure | None:
    """What a new topic at a place walks."""
    code = voting_rule(session, place_id).procedure_code
    return session.exec(select(Procedure).where(Procedure.code == code)).first()
