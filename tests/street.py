"""Editions of any number of compounds, published through their services (大期次样本).

Compounds, firms, contracts and figures go in by bulk inserts; what follows is done as people do
it: opened, computed, shown, decided by two, published.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.base import clock_at, now
from models.edition import Entrant, EntrantKind, Placing
from models.firm import Firm, FirmAgent, FirmKind, Profile, ServiceContract
from models.place import Place, PlaceKind
from models.scoring import Figure, FigureSource
from rules.method import read_body
from rules.method.body import Indicator
from services.edition import computing, serving
from tests import editions
from tests.editions import BODY, Rated
from tests.neighbourhood import Neighbourhood

TYPES = ("commodity", "old", "resettled")
SPRING = (date(2026, 1, 1), date(2026, 6, 30))
NEXT = (date(2026, 7, 1), date(2026, 12, 31))
AUTUMN = (date(2025, 7, 1), date(2025, 12, 31))
SINCE = date(2024, 1, 1)
DAY = timedelta(days=1)
ANSWERS = 40
TREES = "枫柳桂竹兰梅松荷杏榆樟槐桐枣桃李"


@dataclass(frozen=True)
class Size:
    """How large a street (规模)."""

    compounds: int = 24
    firms: int = 6
    communities: int = 3
    body: dict[str, Any] | None = None


def street(session: Session, here: Neighbourhood, size: Size) -> Rated:
    """Firms that serve ``size.compounds`` compounds, beside those of the neighbourhood."""
    made = editions.rated(session, here, size.body or BODY)
    street = here.places["zhelu"]
    above = _places(session, street, PlaceKind.COMMUNITY, size.communities, "社区")
    firms = _firms(session, made, street, size.firms)
    below: list[Place] = []
    for number, community in enumerate(above):
        share = len(range(number, size.compounds, size.communities))
        below += _places(session, community, PlaceKind.COMPOUND, share, "家园")
    _served(session, below, firms)
    return made


def _places(session: Session, above: Place, kind: PlaceKind, count: int, name: str) -> list[Place]:
    moment, code = now(), f"{above.code[:24]}-{kind.value[:6]}"
    rows = [
        {
            "created_at": moment,
            "kind": kind,
            "name": f"{_named(above.id or 0, n)}{name}",
            "code": f"{code}-{n}",
            "parent_id": above.id,
            "path": f"{code}-{n}",
            "households": 100 + 37 * n % 1_900,
        }
        for n in range(count)
    ]
    if rows:
        session.execute(sa.insert(Place), rows)
    mine = (col(Place.parent_id) == above.id) & col(Place.code).startswith(f"{code}-")
    path = sa.literal(above.path) + sa.cast(col(Place.id), sa.String) + "/"
    session.execute(sa.update(Place).where(mine).values(path=path))
    session.expire_all()
    return list(session.exec(select(Place).where(mine).order_by(col(Place.id))))


def _named(above: int, n: int) -> str:
    """枫竹 12-3: no two are called the same."""
    return f"{TREES[n % len(TREES)]}{TREES[above % len(TREES)]} {above}-{n} "


def _firms(session: Session, made: Rated, street: Place, count: int) -> list[Firm]:
    firms = [
        Firm(
            code=f"firm-{n}",
            name=f"{TREES[n % len(TREES)]}盛物业{n}",
            kind=FirmKind.COMPANY,
            place_id=street.id or 0,
            path=street.path,
        )
        for n in range(count)
    ]
    session.add_all(firms)
    session.flush()
    for firm in (*firms, made.firms["anju"], made.firms["xinhe"]):
        spoken = select(FirmAgent.id).where(FirmAgent.firm_id == firm.id)
        if session.exec(spoken).first() is None:
            session.add(FirmAgent(firm_id=firm.id or 0, member_id=made.luo.member_id or 0))
    session.flush()
    return firms


def _served(session: Session, places: list[Place], firms: list[Firm]) -> None:
    moment = now()
    contracts = [
        {
            "created_at": moment,
            "firm_id": firms[n % len(firms)].id,
            "place_id": place.id,
            "path": place.path,
            "begins_on": SINCE,
            "level": 1 + n % 3,
            "fee_fen": 120 + n % 90,
        }
        for n, place in enumerate(places)
    ]
    profiles = [
        {
            "created_at": moment,
            "place_id": place.id,
            "path": place.path,
            "type": TYPES[n % len(TYPES)],
            "built_in": 1995 + n % 28,
        }
        for n, place in enumerate(places)
    ]
    if contracts:
        session.execute(sa.insert(ServiceContract), contracts)
        session.execute(sa.insert(Profile), profiles)


def measured(session: Session, made: Rated, shift: int = 0, without: str = "") -> None:
    """A figure of every indicator for every compound, at one go; another ``shift``, others.

    The best one and the worst lack the indicator ``without``.
    """
    assert made.method is not None
    body = read_body(made.method.body)
    entrants = session.exec(
        select(Entrant)
        .where(Entrant.edition_id == made.id, Entrant.kind == EntrantKind.RATED)
        .order_by(col(Entrant.id))
    ).all()
    count = len(entrants)
    rows = [
        _figure(leaf, entrant, (number + shift) % count, count)
        for number, entrant in enumerate(entrants)
        for leaf in body.indicators
        if leaf.code != without or 0 < (number + shift) % count < count - 1
    ]
    session.execute(sa.insert(Figure), rows)


def _figure(leaf: Indicator, entrant: Entrant, at: int, count: int) -> dict[str, Any]:
    """The first compound does best, the last worst; what owners say comes from a sample."""
    low, high = leaf.scale.low or Decimal(0), leaf.scale.high or Decimal(100)
    good = Decimal(95) - Decimal(55 * at) / max(1, count - 1)
    share = (good if leaf.direction > 0 else 100 - good) / 100
    sampled = leaf.code == "satisfaction"
    return {
        "created_at": now(),
        "edition_id": entrant.edition_id,
        "entrant_id": entrant.id,
        "indicator": leaf.code,
        "value": f"{low + (high - low) * share:.2f}",
        "error": f"{(high - low) / 60:.3f}" if sampled else "",
        "count": ANSWERS if sampled else None,
        "asked": 2 * ANSWERS if sampled else None,
        "source": FigureSource.SURVEY if sampled else FigureSource.ENTERED,
        "evidence": f"第 {at} 号台账",
        "voucher": "",
    }


def walked(session: Session, made: Rated) -> datetime:
    """From its figures to its publication; the moment of it."""
    computing.compute(session, made.here.qin, made.id)
    serving.serve(session, made.here.qin, made.id)
    moment = editions.hear(session, made)
    editions.agree(session, made, moment)
    editions.publish(session, made, moment)
    return moment


def published(session: Session, here: Neighbourhood, size: Size = Size()) -> Rated:
    """One published edition."""
    made = editions.begun(session, street(session, here, size))
    measured(session, made)
    walked(session, made)
    return made


def twice(session: Session, here: Neighbourhood, size: Size = Size()) -> tuple[int, Rated]:
    """Two published editions: the number of the earlier one, and the street with the later."""
    made = editions.begun(session, street(session, here, size), *AUTUMN)
    measured(session, made)
    moment = walked(session, made)
    first = made.id
    with clock_at(moment + DAY):
        editions.begun(session, made, *SPRING)
        measured(session, made, 2)
        walked(session, made)
    return first, made


def first_placing(session: Session, made: Rated) -> int:
    """The number of the placing with the highest score."""
    assert made.edition is not None
    wanted = select(Placing.id).where(
        Placing.computation_id == made.edition.computation_id, col(Placing.rank).is_not(None)
    )
    found = session.exec(wanted.order_by(col(Placing.score).desc())).first()
    assert found is not None
    return found
