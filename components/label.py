"""Words for what the tables keep as codes (标签)."""

from components.language import _, chosen
from models.member import Role
from models.place import PlaceKind
from models.topic import Category, TopicState
from rules.procedure import StepPlan


def role(code: str) -> str:
    """A role by its code: 居委会, 业主 …"""
    return {
        Role.RESIDENT: _("Resident"),
        Role.OWNER: _("Owner"),
        Role.COUNCIL: _("Council"),
        Role.COMMITTEE: _("Owners' committee"),
        Role.SECRETARY: _("Party-branch secretary"),
        Role.MANAGER: _("Property manager"),
        Role.GRID_WORKER: _("Grid worker"),
        Role.STREET_OFFICER: _("Street officer"),
        Role.AUDITOR: _("Auditor"),
        Role.ADMINISTRATOR: _("Administrator"),
    }.get(Role(code), code)


def roles(codes: list[str]) -> str:
    """Several roles in one line: 居民、业主."""
    return (_(", ")).join(role(code) for code in codes)


def category(code: Category) -> str:
    """What a topic is about."""
    return {
        Category.PARKING: _("Parking"),
        Category.LIFT: _("Lift retrofit"),
        Category.PETS: _("Pets"),
        Category.REVENUE: _("Public revenue"),
        Category.PROPERTY: _("Property service"),
        Category.REPAIR: _("Repairs"),
        Category.SAFETY: _("Safety"),
        Category.GREEN: _("Green and clean"),
        Category.CARE: _("Care for old and young"),
        Category.OTHER: _("Other"),
    }[code]


def state(code: TopicState) -> str:
    """How a topic stands as a whole."""
    return {
        TopicState.OPEN: _("Under way"),
        TopicState.DONE: _("Done"),
        TopicState.DECLINED: _("Declined"),
        TopicState.MERGED: _("Merged"),
        TopicState.WITHDRAWN: _("Withdrawn"),
        TopicState.CLOSED: _("Closed"),
        TopicState.FAILED: _("Not passed"),
        TopicState.EXPIRED: _("Expired"),
    }[code]


def place_kind(code: PlaceKind) -> str:
    """A level of the tree of places."""
    return {
        PlaceKind.DISTRICT: _("District"),
        PlaceKind.STREET: _("Street"),
        PlaceKind.COMMUNITY: _("Community"),
        PlaceKind.COMPOUND: _("Compound"),
        PlaceKind.GRID: _("Grid"),
        PlaceKind.BUILDING: _("Building"),
        PlaceKind.UNIT: _("Unit"),
    }[code]


def step(plan: StepPlan) -> str:
    """A step's name in the visitor's language; the Chinese one where no other was given."""
    return plan.name if chosen() == "zh_CN" else plan.name_en or plan.name


def verb(plan: StepPlan) -> str:
    """What people do in a step."""
    return plan.verb if chosen() == "zh_CN" else plan.verb_en or plan.verb
