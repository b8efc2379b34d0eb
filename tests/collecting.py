"""An edition that collects its numbers: two compounds, three experts, every kind of source."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session, select

from models.base import now
from models.edition import Edition, EditionState, Entrant, EntrantKind
from models.firm import Firm
from models.member import Grant, Member, Role
from models.method import Method, MethodVersion
from models.procedure import VersionState
from rules.notice import text_hash
from rules.permission import Visitor
from services.roll.claim import follow_ownership
from services.scoring.standing import body_of
from services.trail import HOUSE
from services.visitor import visitor
from tests.firms import Firms, settled
from tests.neighbourhood import Neighbourhood

EXPERTS = {"fang": "方正", "ren": "任远", "bai": "白桦"}
BEGINS, ENDS = date(2026, 1, 1), date(2026, 6, 30)
SEED = 20260701


def leaf(code: str, name: str, source: dict[str, str], **more: Any) -> dict[str, Any]:
    """An indicator of the method."""
    scale = {"kind": "goalpost", "low": 0, "high": 100, "cap": True}
    kept = {"code": code, "name": name, "name_en": code, "weight": 10, "normalise": scale}
    return kept | {"source": source, "unit": "分"} | more


BODY: dict[str, Any] = {
    "indicators": [
        leaf(
            "satisfaction",
            "业主满意度",
            {"kind": "survey"},
            normalise={"kind": "goalpost", "low": 1, "high": 5, "cap": True},
            shrink=True,
        ),
        leaf("onsite", "现场评价", {"kind": "sheet", "name": "onsite"}),
        leaf("committee", "业委会评价", {"kind": "sheet", "name": "committee"}),
        leaf("hotline", "12345 热线工单", {"kind": "entered"}, unit="件/千户", direction=-1),
        leaf(
            "honours",
            "表彰奖励",
            {"kind": "entered"},
            normalise={"kind": "points", "low": 0, "high": 20},
        ),
        leaf(
            "complaints",
            "平台上的物业投诉",
            {"kind": "platform", "name": "complaints"},
            unit="件/千户",
            direction=-1,
        ),
        leaf("disclosure", "按时公示", {"kind": "platform", "name": "disclosure"}, unit="%"),
        leaf("decisions", "按期办结", {"kind": "platform", "name": "decisions"}, unit="%"),
        leaf(
            "ratings",
            "办理评议",
            {"kind": "platform", "name": "ratings"},
            unit="%",
        ),
        leaf("clean", "保洁满意度", {"kind": "survey", "name": "clean"}),
    ],
    "sheets": [
        {
            "code": "onsite",
            "name": "现场评价表",
            "name_en": "On-site sheet",
            "roles": ["expert"],
            "drawn": 2,
            "items": [
                {
                    "code": "x01",
                    "head": "基础管理",
                    "head_en": "Management",
                    "name": "合同已公示",
                    "points": 40,
                },
                {
                    "code": "x02",
                    "head": "基础管理",
                    "head_en": "Management",
                    "name": "值班记录完整",
                    "points": 30,
                },
                {
                    "code": "x03",
                    "head": "环境卫生",
                    "head_en": "Cleaning",
                    "name": "楼道干净",
                    "points": 30,
                },
            ],
        },
        {
            "code": "committee",
            "name": "业委会评价表",
            "name_en": "Sheet of the committee",
            "roles": ["committee"],
            "items": [{"code": "m01", "name": "按合同提供服务", "points": "100"}],
        },
    ],
    "questions": [
        {"code": "overall", "name": "总的来说，您满意吗？", "name_en": "All in all?"},
        {"code": "clean", "name": "楼道和小区的卫生", "name_en": "Cleanliness?"},
    ],
    "turnout": "0.5",
    "red": {"share": "0.1", "probability": "0.9"},
    "black": {"share": "0.1", "probability": "0.9"},
    "gates": [
        {"code": "fire", "name": "发生火灾亡人事故", "name_en": "A deadly fire", "effect": "black"}
    ],
}


@dataclass
class Collecting:
    """The neighbourhood, an edition that collects, and who scores in it (采集现场)."""

    here: Neighbourhood
    edition: Edition
    firms: dict[str, Firm] = field(default_factory=dict)
    entrants: dict[str, Entrant] = field(default_factory=dict)
    experts: dict[str, Visitor] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """The number of the edition."""
        return self.edition.id or 0

    @property
    def fengyuan(self) -> int:
        """The number of 枫园小区 in the edition."""
        return self.entrants["fengyuan"].id or 0

    @property
    def qinghe(self) -> int:
        """The number of 清河里 in the edition."""
        return self.entrants["qinghe"].id or 0

    def unit(self, label: str, compound: str = "fengyuan") -> int:
        """The number of a home."""
        return self.here.units[f"{compound}-{label}"].id or 0


def collecting(
    session: Session,
    here: Neighbourhood,
    body: dict[str, Any] | None = None,
    firms: Firms | None = None,
) -> Collecting:
    """Everybody owns what the roll says, and the edition is open."""
    firms = firms or settled(session, here)
    for code in ("fengyuan", "qinghe"):
        follow_ownership(session, HOUSE, here.places[code])
    for name, member in here.members.items():
        here.visitors[name] = visitor(session, member.id)
    experts = {name: expert(session, here, name, said) for name, said in EXPERTS.items()}
    made = Collecting(
        here,
        _edition(session, here, body or BODY),
        {"anju": firms.anju, "xinhe": firms.xinhe},
        experts=experts,
    )
    for code, firm, households in (("fengyuan", firms.anju, 6), ("qinghe", firms.xinhe, 1)):
        made.entrants[code] = _entrant(session, made, code, firm, households)
    body_of(session, made.edition)  # it can be read
    return made


def expert(session: Session, here: Neighbourhood, username: str, name: str) -> Visitor:
    """Somebody in the street's pool of experts; whoever has the account already."""
    known = session.exec(select(Member.id).where(Member.username == username)).first()
    if known is not None:
        return visitor(session, known)
    member = Member(username=username, name=name)
    session.add(member)
    session.flush()
    session.add(Grant(member_id=member.id, role=Role.EXPERT, place_id=here.places["zhelu"].id))
    session.flush()
    return visitor(session, member.id)


def _edition(session: Session, here: Neighbourhood, body: dict[str, Any]) -> Edition:
    method = Method(code="collected", name="采集办法")
    session.add(method)
    session.flush()
    version = MethodVersion(
        method_id=method.id or 0,
        number=1,
        state=VersionState.PUBLISHED,
        body=body,
        sha256=text_hash(body),
        published_at=now(),
    )
    session.add(version)
    session.flush()
    street = here.places["zhelu"]
    edition = Edition(
        code="zhelu-2026h1",
        title="赭麓街道 2026 年上半年",
        place_id=street.id or 0,
        path=street.path,
        begins_on=BEGINS,
        ends_on=ENDS,
        method_version_id=version.id or 0,
        seed=SEED,
        state=EditionState.COLLECTING,
    )
    session.add(edition)
    session.flush()
    return edition


def _entrant(session: Session, made: Collecting, code: str, firm: Firm, households: int) -> Entrant:
    place = made.here.places[code]
    entrant = Entrant(
        edition_id=made.id,
        place_id=place.id or 0,
        firm_id=firm.id,
        kind=EntrantKind.RATED,
        name=place.name,
        firm_name=firm.name,
        households=households,
    )
    session.add(entrant)
    session.flush()
    return entrant
