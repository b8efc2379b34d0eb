"""A street that rates its compounds: firms, their people, a method, an edition (评价样本)."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from models.base import clock_at, now
from models.edition import Computation, Edition, Entrant
from models.firm import Firm
from models.member import Grant, Member, Role
from models.method import Method, MethodVersion
from models.place import PlaceKind
from models.procedure import VersionState
from models.scoring import Figure, FigureSource
from rules.edition import preview_ends, window_closes
from rules.notice import text_hash
from rules.permission import Visitor
from services.edition import computing, deciding, opening, serving
from services.edition.standing import body_of, stand_of
from services.firm.keeping import register_firm
from services.place import plant
from services.trail import HOUSE
from services.visitor import visitor
from tests.firms import RED_HOUSE, Firms, serve, settled, speaker
from tests.neighbourhood import Neighbourhood

PEOPLE = {
    "lu": ("陆鸣", Role.STREET_OFFICER, "zhelu"),  # the second officer: decides with qin
    "fang": ("方正", Role.EXPERT, "zhelu"),
    "ren": ("任远", Role.EXPERT, "zhelu"),
}
COMPOUNDS = ("橡园", "柳园", "桂园", "竹园", "兰园", "梅园", "松园", "荷园", "杏园", "榆园")
BEGINS, ENDS = date(2026, 1, 1), date(2026, 6, 30)
DAY = timedelta(days=1)
INDICATORS = ("satisfaction", "inspection", "complaints")
BODY: dict[str, Any] = {
    "indicators": [
        {
            "code": "satisfaction",
            "name": "业主满意度",
            "name_en": "Owners' satisfaction",
            "weight": 40,
            "normalise": {"kind": "points", "low": 0, "high": 100},
            "source": {"kind": "entered"},
            "unit": "分",
        },
        {
            "code": "inspection",
            "name": "现场检查",
            "name_en": "On-site inspection",
            "weight": 40,
            "normalise": {"kind": "points", "low": 0, "high": 100},
            "source": {"kind": "entered"},
            "unit": "分",
        },
        {
            "code": "complaints",
            "name": "每千户投诉",
            "name_en": "Complaints per 1,000 households",
            "weight": 20,
            "direction": -1,
            "normalise": {"kind": "minmax", "low": 0, "high": 100},
            "source": {"kind": "entered"},
            "unit": "件",
        },
    ],
    "aggregate": "arithmetic",
    "missing": "reweight",
    "round": 2,
    "ties": "min",
    "draws": 200,
    "spread": "0.25",
    "coverage": "0.6",
    "red": {"share": "0.2", "probability": "0.8"},
    "black": {"share": "0.2", "probability": "0.8"},
    "grades": [{"code": "A", "from": 85}, {"code": "B", "from": 70}, {"code": "C", "from": 0}],
    "gates": [
        {"code": "fire", "name": "发生火灾亡人事故", "name_en": "A deadly fire", "effect": "black"},
        {"code": "fined", "name": "受到行政处罚", "name_en": "It was fined", "effect": "not_red"},
    ],
    "terms": {"preview_days": 2, "objection_days": 3, "review_days": 5},
    "consecutive": 2,
}


@dataclass
class Rated:
    """The neighbourhood and what its street rates (评价现场)."""

    here: Neighbourhood
    people: dict[str, Visitor] = field(default_factory=dict)
    firms: dict[str, Firm] = field(default_factory=dict)
    method: MethodVersion | None = None
    edition: Edition | None = None

    def __getattr__(self, name: str) -> Visitor:
        """``rated.lu`` is the visitor of that name; those of the neighbourhood too."""
        people: dict[str, Visitor] = self.__dict__.get("people", {})
        if name in people:
            return people[name]
        found: Visitor = getattr(self.__dict__["here"], name)
        return found

    @property
    def id(self) -> int:
        """The number of the edition."""
        assert self.edition is not None
        return self.edition.id or 0

    def entrant(self, session: Session, name: str) -> Entrant:
        """The compound called ``name`` in the edition."""
        wanted = select(Entrant).where(Entrant.edition_id == self.id, Entrant.name == name)
        return session.exec(wanted).one()


def rated(
    session: Session,
    here: Neighbourhood,
    body: dict[str, Any] | None = None,
    firms: Firms | None = None,
) -> Rated:
    """Firms, people and a published method; nothing is opened yet."""
    firms = firms or settled(session, here)
    made = Rated(here, firms={"anju": firms.anju, "xinhe": firms.xinhe})
    made.people["luo"] = firms.luo
    made.people["xu"] = speaker(session, here, firms.xinhe, "xu", "徐达")
    for username, (name, role, code) in PEOPLE.items():
        member = Member(username=username, name=name)
        session.add(member)
        session.flush()
        session.add(Grant(member_id=member.id, role=role, place_id=here.places[code].id))
        session.flush()
        made.people[username] = visitor(session, member.id)
    _firms(session, made)
    made.method = method(session, body or BODY)
    return made


def _firms(session: Session, made: Rated) -> None:
    """安居 serves every second compound, 信和 the others; one has no firm, one a firm that the
    branch leads."""
    here = made.here
    made.firms["hongse"] = register_firm(session, here.qin, here.places["zhelu"].id or 0, RED_HOUSE)
    community = here.places["fengyuan-community"]
    firms = ("anju", "xinhe") * (len(COMPOUNDS) // 2) + ("hongse", "")
    for number, (name, firm) in enumerate(zip((*COMPOUNDS, "红心苑", "无名里"), firms)):
        place = plant(session, HOUSE, PlaceKind.COMPOUND, name, f"rated-{number}", community)
        here.places[place.code] = place
        if firm:
            serve(session, here, made.firms[firm], place.code)


def method(session: Session, body: dict[str, Any]) -> MethodVersion:
    """A published method that says ``body``."""
    kept = Method(code="small", name="小办法", name_en="A small method")
    session.add(kept)
    session.flush()
    version = MethodVersion(
        method_id=kept.id or 0,
        number=1,
        state=VersionState.PUBLISHED,
        body=body,
        sha256=text_hash(body),
        published_at=now(),
    )
    session.add(version)
    session.flush()
    return version


def opened(session: Session, here: Neighbourhood, body: dict[str, Any] | None = None) -> Rated:
    """With an edition that collects its figures."""
    return begun(session, rated(session, here, body))


def begun(session: Session, made: Rated, begins: date = BEGINS, ends: date = ENDS) -> Rated:
    """Open an edition of this time."""
    assert made.method is not None
    given = opening.Opening(f"赭麓街道 {begins.year} 年上半年", begins, ends, made.method.id or 0)
    street = made.here.places["zhelu"].id or 0
    made.edition = opening.open_edition(session, made.here.qin, street, given)
    return made


def enter(session: Session, made: Rated, name: str, **values: str) -> None:
    """Put figures of one compound down, as whoever collected them."""
    entrant = made.entrant(session, name)
    for code, value in values.items():
        session.add(
            Figure(
                edition_id=made.id,
                entrant_id=entrant.id or 0,
                indicator=code,
                value=value,
                source=FigureSource.ENTERED,
                evidence="评分表汇总",
                entered_by=made.here.qin.member_id,
            )
        )
    session.flush()


def filled(session: Session, here: Neighbourhood, body: dict[str, Any] | None = None) -> Rated:
    """With a figure everywhere: 榆园 and 杏园 far behind, 枫园 and 清河里 far ahead."""
    return measured(session, opened(session, here, body))


def measured(
    session: Session,
    made: Rated,
    low: tuple[str, ...] = COMPOUNDS[-2:],
    high: tuple[str, ...] = ("枫园小区", "清河里"),
) -> Rated:
    """Enter a figure of every indicator for every compound."""
    for number, name in enumerate(("枫园小区", "清河里", *COMPOUNDS)):
        behind = 45 if name in low else 0
        points = 80 - number // 2 - behind // 2 + (12 if name in high else 0)
        enter(
            session,
            made,
            name,
            satisfaction=str(points),
            inspection=f"{points - 2}.5",
            complaints=str(3 + number + behind),
        )
    return made


def computed(session: Session, here: Neighbourhood, body: dict[str, Any] | None = None) -> Rated:
    """A draft that no firm has seen."""
    made = filled(session, here, body)
    computing.compute(session, here.qin, made.id)
    return made


def served(session: Session, here: Neighbourhood) -> Rated:
    """Every firm was shown its results."""
    made = computed(session, here)
    serving.serve(session, here.qin, made.id)
    return made


def preview_over(session: Session, made: Rated) -> datetime:
    """From when on the window may open."""
    assert made.edition is not None
    at = stand_of(session, made.edition).served_at
    assert at is not None
    return preview_ends(at, body_of(session, made.edition).terms)


def open_window(session: Session, made: Rated) -> datetime:
    """Open the window as soon as may be; the moment it closes."""
    with clock_at(preview_over(session, made)):
        serving.open_window(session, made.here.qin, made.id)
        assert made.edition is not None
        return window_closes(now(), body_of(session, made.edition).terms)


def hear(session: Session, made: Rated) -> datetime:
    """Through the window to its end; the moment it closed."""
    closes = open_window(session, made)
    with clock_at(closes):
        serving.close_window(session, made.here.qin, made.id)
    return closes


def heard(session: Session, here: Neighbourhood) -> tuple[Rated, datetime]:
    """The window has closed: it is to be decided; and the moment it is."""
    made = served(session, here)
    return made, hear(session, made)


def agree(session: Session, made: Rated, moment: datetime) -> None:
    """Both officers agree."""
    with clock_at(moment):
        for who in (made.here.qin, made.lu):
            deciding.approve(session, who, made.id, computation(made))


def decided(session: Session, here: Neighbourhood) -> tuple[Rated, datetime]:
    """Both officers have agreed."""
    made, moment = heard(session, here)
    agree(session, made, moment)
    return made, moment


def publish(session: Session, made: Rated, moment: datetime) -> None:
    """The second officer publishes."""
    with clock_at(moment):
        deciding.publish(session, made.lu, made.id, computation(made))


def published(session: Session, here: Neighbourhood) -> tuple[Rated, datetime]:
    """The lists hang for all to read."""
    made, moment = decided(session, here)
    publish(session, made, moment)
    return made, moment


def computation(made: Rated) -> int:
    """The computation that counts now."""
    assert made.edition is not None
    return made.edition.computation_id or 0


def computed_rows(session: Session, made: Rated) -> list[Computation]:
    """Every computation of the edition."""
    return list(session.exec(select(Computation).where(Computation.edition_id == made.id)))
