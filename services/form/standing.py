"""Which form, at which place, for whom (表单、地方、填报人)."""

from sqlmodel import Session, col, select

from models.base import now
from models.choice import UnitKind
from models.definition import DefinitionKind
from models.firm import ServiceContract
from models.place import Place, PlaceKind
from models.roll import Owner, Ownership, Unit
from rules.calendar import day_of
from rules.form import Form, OncePer, Use, read_form
from rules.permission import BELONGING, Permission, Visitor, must_be_allowed, must_be_signed_in
from rules.refusal import N_, Refused
from services import definition
from services.definition import Defined
from services.firm.standing import on
from services.firm.tie import must_be_unbound
from services.visitor import the_place


def the_definition(session: Session, key: str) -> Defined:
    """The version of a form that holds.

    Raises:
        Refused: there is no such form.
    """
    found = definition.one(session, DefinitionKind.FORM, key)
    if found is None:
        raise Refused(N_("There is no such form."))
    return found


def the_form(session: Session, key: str) -> Form:
    """A form as it is asked now."""
    found = the_definition(session, key)
    return read_form(key, found.body)


def place_within(session: Session, defined: Defined, place_id: int) -> Place:
    """The place that an answer is about; refused where the form does not hold, and for a home:
    who lives where is nobody's business."""
    place = the_place(session, place_id)
    if not place.path.startswith(defined.path) or place.kind is PlaceKind.UNIT:
        raise Refused(N_("This form is not asked at this place."))
    return place


def must_be_asked(form: Form, actor: Visitor, place: Place) -> None:
    """Refuse whoever the form is not for."""
    match form.use:
        case Use.PUBLIC:
            return
        case Use.SHEET:
            if place.kind is not PlaceKind.COMPOUND:
                raise Refused(N_("A score sheet is about a compound."))
            must_be_allowed(actor, Permission.SCORE, place.path)
            return
        case Use.STEP:
            raise Refused(N_("This form is filled in at a step of a topic."))
    must_be_signed_in(actor)
    if not any(_meet(held.path, place.path) for held in actor.held):
        raise Refused(N_("Your role does not allow this here."))


def _meet(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def must_be_free_to_score(session: Session, who: Visitor, place: Place) -> None:
    """Refuse whoever is tied to a firm that serves a place today (回避)."""
    serving = select(ServiceContract.firm_id).where(
        on(day_of(now())), ServiceContract.place_id == place.id
    )
    for firm_id in session.exec(serving.distinct()).all():
        must_be_unbound(session, who.member_id or 0, firm_id)


def the_home(session: Session, who: Visitor, place: Place, unit_id: int) -> Unit:
    """A home for which somebody may speak: he lives there, or the roll says that he owns it.

    The row is held: two answers for it come one behind the other.
    """
    unit = session.get(Unit, unit_id, with_for_update=True) if unit_id else None
    if unit is None or unit.kind is not UnitKind.HOME:
        raise Refused(N_("Choose the home that you answer for."))
    if unit_id not in {home.id for home in homes_of(session, who, place.path)}:
        raise Refused(N_("You can answer for your own home only."))
    return unit


def homes_of(session: Session, who: Visitor, path: str) -> list[Unit]:
    """The homes at a place for which somebody may speak (可代表的户)."""
    if who.member_id is None:
        return []
    lived = [held.place_id for held in who.held if held.role in BELONGING]
    owned = (
        select(Ownership.unit_id)
        .join(Owner, col(Owner.id) == Ownership.owner_id)
        .where(Owner.member_id == who.member_id)
    )
    rows = session.exec(
        select(Unit, Place.path)
        .join(Place, col(Place.id) == Unit.place_id)
        .where(
            Unit.kind == UnitKind.HOME,
            col(Unit.place_id).in_(lived) | col(Unit.id).in_(owned),
        )
        .order_by(col(Unit.label))
    )
    return [unit for unit, at in rows if at.startswith(path)]


def once(form: Form, actor: Visitor, unit: Unit | None, about: str) -> str | None:
    """What there is one answer for; ``None``: any number."""
    if form.once_per is OncePer.UNIT and unit is not None:
        return f"{form.key}|unit:{unit.id}"
    if form.once_per is OncePer.MEMBER or (form.use is Use.SHEET and form.changeable):
        return f"{form.key}|member:{actor.member_id}|{about}"
    return None
