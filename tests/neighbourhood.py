"""枫园小区 as every test knows it: its places, its units, and its people.

The personas are the same everywhere, in the demo too. Their names say what they are for:
a right is tested with the one who has it, and with ``wai``, who lives elsewhere.
"""

from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from models.choice import UnitKind, UnitStatus
from models.member import Grant, Member, Role
from models.place import Place, PlaceKind
from models.roll import Owner, Ownership, Unit
from rules.permission import Held, Visitor
from services.jurisdiction import shipping as rules_of_places
from services.place import plant
from services.procedure.shipping import ship
from services.trail import HOUSE
from services.visitor import visitor

PEOPLE = {
    # username: (name, role, place code)
    "chen": ("陈静", Role.RESIDENT, "fengyuan-1-101"),  # a tenant
    "zhou": ("周建国", Role.RESIDENT, "fengyuan-1-102"),  # owns 1-102
    "sun": ("孙丽", Role.RESIDENT, "fengyuan-2-101"),  # owns 2-101 with her husband
    "he": ("何伟", Role.RESIDENT, "fengyuan-2-102"),  # owns 2-102 and a parking space
    "zhu": ("朱红", Role.RESIDENT, "fengyuan-2-201"),
    "lin": ("林秀英", Role.COUNCIL, "fengyuan-community"),
    "tang": ("唐敏", Role.COUNCIL, "fengyuan-community"),  # a second council member
    "wu": ("吴刚", Role.COMMITTEE, "fengyuan"),
    "shi": ("石磊", Role.SECRETARY, "fengyuan"),
    "ma": ("马超", Role.MANAGER, "fengyuan"),
    "gao": ("高翔", Role.GRID_WORKER, "fengyuan-grid-1"),
    "qin": ("秦岚", Role.STREET_OFFICER, "zhelu"),
    "shen": ("沈洁", Role.AUDITOR, "zhelu"),
    "guan": ("管理员", Role.ADMINISTRATOR, "jiangcheng"),
    "wai": ("外小区居民", Role.RESIDENT, "qinghe-1-101"),  # lives in another compound
}

PLACES = (
    (PlaceKind.DISTRICT, "江城区", "jiangcheng", None),
    (PlaceKind.STREET, "赭麓街道", "zhelu", "jiangcheng"),
    (PlaceKind.COMMUNITY, "枫园社区", "fengyuan-community", "zhelu"),
    (PlaceKind.COMPOUND, "枫园小区", "fengyuan", "fengyuan-community"),
    (PlaceKind.GRID, "第一网格", "fengyuan-grid-1", "fengyuan"),
    (PlaceKind.BUILDING, "1 号楼", "fengyuan-1", "fengyuan-grid-1"),
    (PlaceKind.BUILDING, "2 号楼", "fengyuan-2", "fengyuan-grid-1"),
    (PlaceKind.COMPOUND, "清河里", "qinghe", "fengyuan-community"),
    (PlaceKind.BUILDING, "1 号楼", "qinghe-1", "qinghe"),
)

UNITS = (
    # label, building code, kind, status, cm², owners
    ("1-101", "fengyuan-1", UnitKind.HOME, UnitStatus.DELIVERED, 800_000, ("房东甲",)),
    ("1-102", "fengyuan-1", UnitKind.HOME, UnitStatus.DELIVERED, 905_500, ("周建国",)),
    ("1-201", "fengyuan-1", UnitKind.HOME, UnitStatus.UNSOLD, 905_500, ("枫园置业",)),
    ("2-101", "fengyuan-2", UnitKind.HOME, UnitStatus.DELIVERED, 1_200_000, ("孙丽", "钱勇")),
    ("2-102", "fengyuan-2", UnitKind.HOME, UnitStatus.DELIVERED, 600_000, ("何伟",)),
    ("2-201", "fengyuan-2", UnitKind.HOME, UnitStatus.DELIVERED, 600_000, ("朱红",)),
    ("P-01", "fengyuan-2", UnitKind.PARKING, UnitStatus.DELIVERED, 125_000, ("何伟",)),
    ("1-101", "qinghe-1", UnitKind.HOME, UnitStatus.DELIVERED, 700_000, ("外小区居民",)),
)


@dataclass
class Neighbourhood:
    """Places by code, members and visitors by username, units by label (社区样本)."""

    places: dict[str, Place] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    visitors: dict[str, Visitor] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Visitor:
        """``here.chen`` is the visitor of that name."""
        try:
            return self.__dict__["visitors"][name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def fengyuan(self) -> Place:
        """The compound where things happen."""
        return self.places["fengyuan"]


def settle(session: Session) -> Neighbourhood:
    """Found the neighbourhood in an empty house."""
    here = Neighbourhood()
    for kind, name, code, above in PLACES:
        parent = here.places[above] if above else None
        here.places[code] = plant(session, HOUSE, kind, name, code, parent)
    for row in UNITS:
        _add_unit(session, here, *row)
    for username, (name, role, code) in PEOPLE.items():
        member = Member(username=username, name=name)
        session.add(member)
        session.flush()
        session.add(Grant(member_id=member.id, role=role, place_id=here.places[code].id))
        here.members[username] = member
        _claim(session, here, member)
    session.flush()
    for username, member in here.members.items():
        here.visitors[username] = visitor(session, member.id)
    ship(session)
    rules_of_places.ship(session)
    return here


def found(session: Session) -> Neighbourhood:
    """The neighbourhood as it stands in a house where it has settled."""
    here = Neighbourhood()
    here.places = {place.code: place for place in session.exec(select(Place))}
    codes = {place.id: code for code, place in here.places.items()}
    here.units = {codes[unit.place_id]: unit for unit in session.exec(select(Unit))}
    here.members = {member.username: member for member in session.exec(select(Member))}
    held: dict[int, list[Held]] = {}
    grants = select(Grant, Place.path).join(Place, col(Place.id) == Grant.place_id)
    for grant, path in session.exec(grants.order_by(col(Place.path), col(Grant.role))):
        held.setdefault(grant.member_id, []).append(Held(grant.role, grant.place_id, path))
    here.visitors = {
        m.username: Visitor(m.id, m.name, m.username, tuple(held.get(m.id, ())))
        for m in here.members.values()
    }
    return here


def _add_unit(
    session: Session,
    here: Neighbourhood,
    label: str,
    building: str,
    kind: UnitKind,
    status: UnitStatus,
    area_cm2: int,
    owners: tuple[str, ...],
) -> None:
    compound = "qinghe" if building.startswith("qinghe") else "fengyuan"
    code = f"{compound}-{label}"
    place = plant(session, HOUSE, PlaceKind.UNIT, label, code, here.places[building])
    here.places[code] = place
    unit = Unit(
        compound_id=here.places[compound].id,
        place_id=place.id,
        label=label,
        building=here.places[building].name,
        kind=kind,
        status=status,
        area_cm2=area_cm2,
    )
    session.add(unit)
    session.flush()
    here.units[code] = unit
    for name in owners:
        owner = _owner(session, unit.compound_id, name, status is UnitStatus.UNSOLD)
        session.add(Ownership(unit_id=unit.id, owner_id=owner.id))


def _owner(session: Session, compound_id: int, name: str, developer: bool) -> Owner:
    same = select(Owner).where(Owner.compound_id == compound_id, Owner.name == name)
    owner = session.exec(same).first()
    if owner is None:
        owner = Owner(compound_id=compound_id, name=name, developer=developer)
        session.add(owner)
        session.flush()
    return owner


def _claim(session: Session, here: Neighbourhood, member: Member) -> None:
    """Tie the member to the owner of the same name, as the council does with papers in hand."""
    for owner in session.exec(select(Owner).where(Owner.name == member.name)):
        owner.member_id = member.id
        session.add(owner)
