"""The rest of the street: its communities and compounds, their rolls, and who serves there."""

from sqlmodel import Session, select

from models.member import Member, Role
from models.place import Place, PlaceKind
from rules.permission import Visitor
from seeds import rolls
from seeds.names import invented
from seeds.rating.compounds import COMMUNITIES, NEW, Compound
from seeds.rating.firms import AGENTS, FIRMS, PARTY_LED, agent_of
from services.member.account import enrol, give
from services.planting import add_place
from services.visitor import visitor

STREET = "zhelu"
EXPERTS = 6  # in the pool besides those with an account of the demo
COUNCILS = {"fengyuan-community": "lin", "qinghe-community": "bai"}
ASKED = "guiyuan"  # its owners are asked whether they keep their firm
NEIGHBOURS = 3  # who say what they think
FLATS, FLOORS = 4, 11  # flats on a floor, floors in a building
AREAS = (58.2, 76.4, 88.9, 112.6)


def plant(session: Session, guan: Visitor) -> dict[str, Place]:
    """Every place of the street by its code; what is not there yet is added."""
    there = select(Place).where(Place.kind != PlaceKind.UNIT)
    places = {place.code: place for place in session.exec(there)}
    for code, name in COMMUNITIES.items():
        if code not in places:
            above = places[STREET]
            places[code] = add_place(session, guan, PlaceKind.COMMUNITY, name, code, above)
    for one in NEW:
        above = places[one.community]
        places[one.code] = add_place(session, guan, PlaceKind.COMPOUND, one.name, one.code, above)
    return places


def staff(session: Session, people: dict[str, Visitor], places: dict[str, Place]) -> None:
    """Those who serve and cannot sign in yet: experts, councils, who speaks for the firms."""
    serving = [(f"expert-{n + 1}", Role.EXPERT, STREET) for n in range(EXPERTS)]
    serving += [
        (council_of(code), Role.COUNCIL, code) for code in COMMUNITIES if code not in COUNCILS
    ]
    agents = [agent_of(code) for code in FIRMS if code not in AGENTS and code != PARTY_LED]
    for number, username in enumerate([*(who for who, *_ in serving), *agents]):
        enrol(session, people["guan"], username, invented(number + 800))
    for username, role, code in serving:
        _trust(session, people, username, role, places[code])
    for username in agents:
        people[username] = _visitor(session, username)


def settle(session: Session, people: dict[str, Visitor], places: dict[str, Place]) -> None:
    """The roll of every compound, as the council of its community brings it."""
    for number, one in enumerate(NEW):
        council = people[council_of(one.community)]
        rolls.take_in(session, council, places[one.code], _roll(one, 1000 + 97 * number))
    homes = select(Place).where(Place.kind == PlaceKind.UNIT, Place.path > places[ASKED].path)
    for number, home in enumerate(session.exec(homes.order_by(Place.path).limit(NEIGHBOURS))):
        username = f"{ASKED}-{number + 1}"
        enrol(session, people["guan"], username, invented(number + 900))
        _trust(session, people, username, Role.RESIDENT, home)


def council_of(community: str) -> str:
    """The council member of a community."""
    return COUNCILS.get(community, f"council-{community.removesuffix('-community')}")


def _trust(
    session: Session, people: dict[str, Visitor], username: str, role: Role, place: Place
) -> None:
    member = session.exec(select(Member).where(Member.username == username)).one()
    give(session, people["guan"], member, role, place)
    people[username] = _visitor(session, username)


def _visitor(session: Session, username: str) -> Visitor:
    wanted = select(Member.id).where(Member.username == username)
    return visitor(session, session.exec(wanted).one())


def _roll(one: Compound, first: int) -> bytes:
    """Its homes with their owners: four flats on a floor, six floors in a building."""
    rows: list[tuple[object, ...]] = []
    for n in range(one.homes):
        floors, flat = divmod(n, FLATS)
        building, floor = divmod(floors, FLOORS)
        label = f"{building + 1}-{floor + 1}{flat + 1:02d}"
        owner = f"{invented(first + n)}（{label}）"
        block, area = f"{building + 1} 号楼", AREAS[flat]
        rows.append((label, block, "住宅", area, "登记", owner, "已交付"))
    return rolls.written(rows)
