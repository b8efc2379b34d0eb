"""Which role belongs where, and who may give it (授权规则)."""

from models.member import Role
from models.place import PlaceKind
from rules.permission import Permission, Visitor, must_be_allowed
from rules.refusal import N_, Refused

_ABOVE = frozenset({PlaceKind.DISTRICT, PlaceKind.STREET, PlaceKind.COMMUNITY, PlaceKind.COMPOUND})
SEATS: dict[Role, frozenset[PlaceKind]] = {
    Role.RESIDENT: frozenset({PlaceKind.UNIT}),  # a household answers once: it needs its door
    Role.OWNER: frozenset(),  # follows from the roll, never given by hand
    Role.COUNCIL: frozenset({PlaceKind.COMMUNITY, PlaceKind.COMPOUND}),
    Role.COMMITTEE: frozenset({PlaceKind.COMPOUND}),
    Role.SECRETARY: frozenset({PlaceKind.COMMUNITY, PlaceKind.COMPOUND}),
    Role.MANAGER: frozenset({PlaceKind.COMPOUND}),
    Role.GRID_WORKER: frozenset({PlaceKind.COMPOUND, PlaceKind.GRID, PlaceKind.BUILDING}),
    Role.STREET_OFFICER: frozenset({PlaceKind.DISTRICT, PlaceKind.STREET}),
    Role.EXPERT: frozenset({PlaceKind.DISTRICT, PlaceKind.STREET}),
    Role.AUDITOR: _ABOVE,
    Role.ADMINISTRATOR: _ABOVE,
}
INVITED = frozenset({Role.RESIDENT})  # whom a council may bring in by itself


def must_be_seat(role: Role, kind: PlaceKind) -> None:
    """Refuse a role where it has no meaning: a committee belongs to a compound."""
    if role is Role.OWNER:
        raise Refused(N_("Owners follow from the roll: link the owner to the account there."))
    if role is Role.RESIDENT and kind is not PlaceKind.UNIT:
        raise Refused(N_("A resident belongs to a unit: choose the door, not the building."))
    if kind not in SEATS[role]:
        raise Refused(N_("This role cannot stand at a place of this kind."))


def must_give(actor: Visitor, role: Role, path: str) -> None:
    """Refuse whoever has no authority over the place; a council brings in residents only."""
    if role in INVITED and actor.may(Permission.INVITE, path):
        return
    must_be_allowed(actor, Permission.MANAGE_MEMBERS, path)


def roles_to_give(actor: Visitor) -> list[Role]:
    """The roles that the actor may give somewhere."""
    if actor.may(Permission.MANAGE_MEMBERS):
        return [role for role in Role if SEATS[role]]
    return [role for role in Role if role in INVITED and actor.may(Permission.INVITE)]
