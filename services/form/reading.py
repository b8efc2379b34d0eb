"""Reading forms and what was answered (表单与填报读取)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from db.revision import path_end
from models.definition import DefinitionKind
from models.form import FormAnswer
from models.place import Place, PlaceKind
from rules.form import Form, OncePer, Opening, Use, opening, read_form
from rules.permission import Permission, Visitor
from rules.refusal import Refused
from services import definition
from services.form.standing import homes_of, once, the_definition
from services.place import above
from services.right.reach import Reach, reach

ASKED = (
    PlaceKind.STREET,
    PlaceKind.COMMUNITY,
    PlaceKind.COMPOUND,
)
MOST_PLACES = 300


@dataclass(frozen=True)
class Told:
    """One form, and where and in which version it holds (表单概况)."""

    form: Form
    place_id: int | None
    path: str
    number: int


@dataclass(frozen=True)
class Listed:
    """One form as the list shows it (表单列表行)."""

    told: Told
    place: str  # empty: the whole house
    answers: int | None  # None: they are not his to read
    last_at: datetime | None
    opening: Opening
    configures: bool


@dataclass(frozen=True)
class Home:
    """A home that somebody may answer for (可代表的户)."""

    id: int
    label: str
    place_id: int
    path: str


def told(session: Session, key: str) -> Told:
    """A form as it holds now. Refused where there is none."""
    found = the_definition(session, key)
    return Told(read_form(key, found.body), found.place_id, found.path, found.number)


def told_all(session: Session) -> tuple[Told, ...]:
    """Every form of the house, by its key."""
    return tuple(
        Told(read_form(one.key, one.body), one.place_id, one.path, one.number)
        for one in definition.bodies(session, DefinitionKind.FORM)
    )


def listed(session: Session, visitor: Visitor, today: date) -> list[Listed]:
    """The forms that somebody configures, answers, or whose answers he may read."""
    rows = []
    for one in told_all(session):
        configures = _configures(visitor, one)
        if not configures and not is_for(one, visitor):
            continue
        count, last = counted(session, visitor, one.form.key)
        line = above(session, one.path) if one.place_id else []
        place = line[-1].name if line else ""
        rows.append(Listed(one, place, count, last, opening(one.form, today), configures))
    return rows


def counted(session: Session, visitor: Visitor, key: str) -> tuple[int | None, datetime | None]:
    """How many answers a visitor may read, and when the last came; ``None`` without that right."""
    found = reach_of(session, visitor, key)
    if found is None:
        return None, None
    table = found.entity.table
    asked = select(func.count(), func.max(FormAnswer.created_at)).select_from(table)
    count, last = session.exec(asked.where(found.rows())).one()
    return count, last


def reach_of(session: Session, visitor: Visitor, key: str) -> Reach | None:
    """What a visitor may read of the answers to a form; ``None`` where that is nothing."""
    try:
        return reach(session, visitor, f"form:{key}")
    except Refused:
        return None


def is_for(told: Told, visitor: Visitor) -> bool:
    """Whether a form is there for somebody to fill in, somewhere."""
    form = told.form
    if form.use is Use.PUBLIC:
        return True
    if form.use is Use.STEP:
        return False
    near = [h for h in visitor.held if _meet(h.path, told.path)]
    if form.use is Use.SHEET:
        return any(visitor.may(Permission.SCORE, h.path) for h in near)
    return bool(near)


def places(session: Session, key: str, held: tuple[str, ...]) -> list[Place]:
    """Where somebody who lives or serves at ``held`` may answer a form, the nearest first."""
    at = told(session, key)
    inside = (Place.path >= at.path, Place.path < path_end(at.path))
    wanted = col(Place.kind).in_(ASKED) | (col(Place.id) == at.place_id)
    rows = session.exec(select(Place).where(*inside, wanted).order_by(Place.path)).all()
    near = [p for p in rows if any(_meet(p.path, path) for path in held)]
    if at.form.use is Use.SHEET:
        near = [p for p in near if p.kind is PlaceKind.COMPOUND]
    if at.form.use is not Use.PUBLIC:
        rows = near
    found = sorted(near or rows, key=lambda p: _rank(p, held))
    rest = [p for p in rows if p not in near] if near else []
    return [*found, *rest][:MOST_PLACES]


def homes(session: Session, visitor: Visitor, path: str) -> list[Home]:
    """The homes at a place that a visitor may answer for."""
    units = homes_of(session, visitor, path)
    rows = session.exec(
        select(Place.id, Place.path).where(col(Place.id).in_([u.place_id for u in units]))
    )
    paths = dict(rows.all())
    return [Home(u.id or 0, u.label, u.place_id, paths.get(u.place_id, "")) for u in units]


def given(
    session: Session, visitor: Visitor, key: str, place_id: int, unit_id: int = 0
) -> FormAnswer | None:
    """What was answered already, where the form takes one answer: one's own, or that of the home
    for which one may speak."""
    form = told(session, key).form
    unit = next((h for h in homes_of(session, visitor, "/") if h.id == unit_id), None)
    if form.once_per is OncePer.UNIT and unit is None:
        return None
    about = f"place:{place_id}" if form.use is Use.SHEET else ""
    mark = once(form, visitor, unit, about)
    if mark is None or not visitor.signed_in:
        return None
    return session.exec(select(FormAnswer).where(FormAnswer.once == mark)).first()


def waiting(session: Session, visitor: Visitor, today: date) -> list[Told]:
    """The forms that wait for a member: open, for him, and not answered (待填表单)."""
    found = []
    for one in told_all(session):
        form = one.form
        asked = form.use in (Use.MEMBERS, Use.SURVEY) and form.once_per is not OncePer.NONE
        if not asked or opening(form, today) is not Opening.OPEN or not is_for(one, visitor):
            continue
        marks = [once(form, visitor, None, "")]
        if form.once_per is OncePer.UNIT:
            homes_ = homes_of(session, visitor, one.path)
            marks = [once(form, visitor, home, "") for home in homes_]
        done = session.exec(
            select(func.count()).select_from(FormAnswer).where(col(FormAnswer.once).in_(marks))
        ).one()
        if done < len(marks):
            found.append(one)
    return found


def _configures(visitor: Visitor, told: Told) -> bool:
    if told.place_id is None:
        return visitor.may_everywhere(Permission.CONFIGURE)
    return visitor.may(Permission.CONFIGURE, told.path)


def _meet(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _rank(place: Place, held: tuple[str, ...]) -> tuple[bool, bool, int, str]:
    """A compound in which one lives first, then what is nearest."""
    compound = place.kind is PlaceKind.COMPOUND
    inside = any(path.startswith(place.path) for path in held)
    return (not (compound and inside), not compound, -place.path.count("/"), place.path)
