"""Words for what the tables keep as codes (标签)."""

from components.language import _, either
from models.choice import UnitKind, UnitStatus
from models.member import Role
from models.place import PlaceKind
from models.roll import AreaSource
from models.topic import Category, TopicState
from rules import vocabulary
from rules.procedure import StepPlan
from rules.refusal import N_

ROLES = {
    Role.RESIDENT: N_("Resident"),
    Role.OWNER: N_("Owner"),
    Role.COUNCIL: N_("Council"),
    Role.COMMITTEE: N_("Owners' committee"),
    Role.SECRETARY: N_("Party-branch secretary"),
    Role.MANAGER: N_("Property manager"),
    Role.GRID_WORKER: N_("Grid worker"),
    Role.STREET_OFFICER: N_("Street officer"),
    Role.EXPERT: N_("Expert"),
    Role.AUDITOR: N_("Auditor"),
    Role.ADMINISTRATOR: N_("Administrator"),
}


def role(code: str) -> str:
    """A role by its code: 居委会, 业主 …"""
    return _(ROLES[Role(code)])


def roles(codes: list[str]) -> str:
    """Several roles in one line: 居民、业主."""
    return (_(", ")).join(role(code) for code in codes)


_CATEGORY = {
    Category.PARKING: N_("Parking"),
    Category.LIFT: N_("Lift retrofit"),
    Category.PETS: N_("Pets"),
    Category.REVENUE: N_("Public revenue"),
    Category.PROPERTY: N_("Property service"),
    Category.REPAIR: N_("Repairs"),
    Category.SAFETY: N_("Safety"),
    Category.GREEN: N_("Green and clean"),
    Category.CARE: N_("Care for old and young"),
    Category.OTHER: N_("Other"),
}


def category(code: Category) -> str:
    """What a topic is about."""
    return _(_CATEGORY[code])


_STATE = {
    TopicState.OPEN: N_("Under way"),
    TopicState.DONE: N_("Done"),
    TopicState.DECLINED: N_("Declined"),
    TopicState.MERGED: N_("Merged"),
    TopicState.WITHDRAWN: N_("Withdrawn"),
    TopicState.CLOSED: N_("Closed"),
    TopicState.FAILED: N_("Not passed"),
    TopicState.EXPIRED: N_("Expired"),
}


def state(code: TopicState) -> str:
    """How a topic stands as a whole."""
    return _(_STATE[code])


_PLACE_KIND = {
    PlaceKind.DISTRICT: N_("District"),
    PlaceKind.STREET: N_("Street"),
    PlaceKind.COMMUNITY: N_("Community"),
    PlaceKind.COMPOUND: N_("Compound"),
    PlaceKind.GRID: N_("Grid"),
    PlaceKind.BUILDING: N_("Building"),
    PlaceKind.UNIT: N_("Unit"),
}


def place_kind(code: PlaceKind) -> str:
    """A level of the tree of places."""
    return _(_PLACE_KIND[code])


def step(plan: StepPlan) -> str:
    """A step's name in the visitor's language; the Chinese one where no other was given."""
    return either(plan.name, plan.name_en)


def verb(plan: StepPlan) -> str:
    """What people do in a step."""
    return either(plan.verb, plan.verb_en)


def unit_kind(code: UnitKind) -> str:
    """What a unit is used for."""
    return _(vocabulary.UNIT_KINDS[code])


def unit_status(code: UnitStatus) -> str:
    """Whether a unit is sold and handed over."""
    return _(vocabulary.UNIT_STATUSES[code])


def area_source(code: AreaSource) -> str:
    """Where an area comes from."""
    return _(vocabulary.AREA_SOURCES[code])
