"""Who lives and serves in the demo (演示人物)."""

from sqlmodel import Session, select

from models.member import Grant, Member, Role
from models.place import Place
from models.roll import Owner
from rules.permission import Visitor
from seeds.names import invented
from seeds.qinghe import SUPPORTERS
from services.visitor import visitor

PERSONAS = {
    # username: (name, role, place code); the same people as in the tests
    "chen": ("陈静", Role.RESIDENT, "fengyuan-1-101"),
    "zhou": ("周建国", Role.RESIDENT, "fengyuan-1-102"),
    "sun": ("孙丽", Role.RESIDENT, "fengyuan-2-101"),
    "he": ("何伟", Role.RESIDENT, "fengyuan-2-102"),
    "zhu": ("朱红", Role.RESIDENT, "fengyuan-2-201"),
    "lin": ("林秀英", Role.COUNCIL, "fengyuan-community"),
    "tang": ("唐敏", Role.COUNCIL, "fengyuan-community"),
    "wu": ("吴刚", Role.COMMITTEE, "fengyuan"),
    "shi": ("石磊", Role.SECRETARY, "fengyuan"),
    "ma": ("马超", Role.MANAGER, "fengyuan"),
    "gao": ("高翔", Role.GRID_WORKER, "fengyuan-grid-1"),
    "qin": ("秦岚", Role.STREET_OFFICER, "zhelu"),
    "lu": ("陆鸣", Role.STREET_OFFICER, "zhelu"),
    "fang": ("方正", Role.EXPERT, "zhelu"),
    "ren": ("任远", Role.EXPERT, "zhelu"),
    "shen": ("沈洁", Role.AUDITOR, "zhelu"),
    "guan": ("管理员", Role.ADMINISTRATOR, "jiangcheng"),
    "yin": ("尹航", Role.ADMINISTRATOR, "jiangcheng"),
    "wai": ("程远", Role.RESIDENT, "qinghe-1-101"),
    "bai": ("白云", Role.COUNCIL, "qinghe-community"),
    "chuan": ("陆川", Role.COMMITTEE, "qinghe"),
    "xu": ("徐达", Role.MANAGER, "qinghe"),
}
OWNERS = {"1-102": "周建国", "2-101": "孙丽", "2-102": "何伟", "2-201": "朱红"}
NEIGHBOURS = 40  # residents without a password: they signed on paper, the council entered them


def settle_officials(session: Session, places: dict[str, Place], password_hash: str) -> None:
    """Those who serve: they come first, and bring the roll."""
    _settle(session, places, password_hash, _usernames(resident=False))


def settle_residents(session: Session, places: dict[str, Place], password_hash: str) -> None:
    """Those who live here, each at the unit that the roll has made."""
    _settle(session, places, password_hash, _usernames(resident=True))
    homes = [code for code in sorted(places) if _is_home(code)]
    for n in range(NEIGHBOURS):
        place = places[homes[n * 5 % len(homes)]]
        _member(session, f"neighbour-{n + 1:02d}", invented(n + 40), Role.RESIDENT, place, "")
    for n in range(SUPPORTERS):
        place = places[f"qinghe-{n // 4 + 2}-{n % 4 + 1}02"]
        _member(session, f"qinghe-{n + 1:02d}", invented(n + 300), Role.RESIDENT, place, "")


def everybody(session: Session) -> dict[str, Visitor]:
    """All members as visitors, by username."""
    rows = session.exec(select(Member)).all()
    return {member.username: visitor(session, member.id) for member in rows}


def _usernames(resident: bool) -> set[str]:
    kinds = {name: role is Role.RESIDENT for name, (_, role, _code) in PERSONAS.items()}
    return {name for name, lives in kinds.items() if lives is resident}


def _settle(
    session: Session, places: dict[str, Place], password_hash: str, wanted: set[str]
) -> None:
    for username, (name, role, code) in PERSONAS.items():
        if username in wanted:
            _member(session, username, name, role, places[code], password_hash)


def _is_home(code: str) -> bool:
    parts = code.split("-")
    return parts[0] == "fengyuan" and len(parts) == 3 and parts[1] in "3456"  # noqa: PLR2004


def _member(
    session: Session, username: str, name: str, role: Role, place: Place, password_hash: str
) -> None:
    member = Member(username=username, name=name, password_hash=password_hash)
    session.add(member)
    session.flush()
    assert member.id is not None
    assert place.id is not None
    session.add(Grant(member_id=member.id, role=role, place_id=place.id))
    for owner in session.exec(select(Owner).where(Owner.name == name)):
        owner.member_id = member.id
        session.add(owner)
