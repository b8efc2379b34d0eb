"""The set that an act is about, and who may touch it (变更集准入)."""

from sqlalchemy import text
from sqlmodel import Session, col, select

from models.definition import ChangeItem, ChangeSet, ChangeState
from models.place import Place
from rules.permission import Permission, Visitor, must_be_allowed_everywhere
from rules.refusal import N_, Refused
from services.change.kind import Change, Kind, the_kind
from services.visitor import check, the_place, visitor

OPEN = (ChangeState.DRAFT, ChangeState.ASKED)
_PUBLISHING = 5_270_011  # one who publishes at a time, in the whole house


def allowed(
    session: Session, actor: Visitor, permission: Permission, place: Place | None
) -> Visitor:
    """The actor as he is now; refused without ``permission`` at the place, or at a topmost place
    where the whole house is meant."""
    if place is not None:
        return check(session, actor, permission, place)
    fresh = visitor(session, actor.member_id)
    must_be_allowed_everywhere(fresh, permission)
    return fresh


def place_at(session: Session, place_id: int | None) -> Place | None:
    """The place of a set; ``None`` for the whole house."""
    return None if place_id is None else the_place(session, place_id)


def the_set(session: Session, set_id: int) -> ChangeSet:
    """The set with this id, for this act alone."""
    found = session.get(ChangeSet, set_id, with_for_update=True, populate_existing=True)
    if found is None:
        raise Refused(N_("There is no such change set."))
    return found


def open_set(
    session: Session, actor: Visitor, set_id: int, edit_count: int | None = None
) -> tuple[ChangeSet, Place | None, Visitor]:
    """A set that can still be edited, and its editor. Refused when somebody edited it since."""
    found = the_set(session, set_id)
    place = place_at(session, found.place_id)
    fresh = allowed(session, actor, Permission.CONFIGURE, place)
    must_be_open(found)
    must_be_latest(found, edit_count)
    return found, place, fresh


def must_be_open(found: ChangeSet) -> None:
    """Refuse to touch what was published or dropped."""
    if found.state not in OPEN:
        raise Refused(N_("This change set is no longer open: it was published or dropped."))


def must_be_latest(found: ChangeSet, edit_count: int | None) -> None:
    """Refuse what was decided on the sight of something else."""
    if edit_count is not None and found.edit_count != edit_count:
        text = N_("Somebody else has edited this change set since you opened it. Look again.")
        raise Refused(text)


def items_of(session: Session, found: ChangeSet) -> list[ChangeItem]:
    """What a set changes, in its order."""
    asked = select(ChangeItem).where(ChangeItem.change_set_id == found.id)
    return list(session.exec(asked.order_by(col(ChangeItem.position), col(ChangeItem.id))))


def change_of(item: ChangeItem, place: Place | None) -> tuple[Kind, Change]:
    """An item as its kind is asked about it."""
    change = Change(item.key, item.before, item.after, place, item.change_set_id)
    return the_kind(item.kind), change


def must_belong(session: Session, kind: Kind, key: str, place: Place | None) -> None:
    """A set changes what holds at its own place: nothing above it, nothing below it."""
    home = kind.home(session, key)
    if home is None or home.place_id == (place.id if place else None):
        return
    if home.place_id is None:
        text = N_("“{key}” holds everywhere: change it in a change set for the whole house.")
        raise Refused(text, key=key)
    name = the_place(session, home.place_id).name
    text = N_("“{key}” belongs to {place}: change it in a change set for that place.")
    raise Refused(text, key=key, place=name)


def one_at_a_time(session: Session) -> None:
    """Two sets that do not go together must see each other: whoever publishes waits his turn."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(
            text("SELECT pg_advisory_xact_lock(:one)"), {"one": _PUBLISHING}
        )
