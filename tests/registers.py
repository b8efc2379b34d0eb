"""A few rows of the registers in the test neighbourhood: enough to list, change, import, count."""

from datetime import date

from sqlmodel import Session

from models.place import Place
from models.register import (
    Dispute,
    DisputeState,
    OrderSource,
    Organisation,
    OrganisationKind,
    WorkOrder,
)
from models.topic import Category
from tests.neighbourhood import Neighbourhood


def orders(session: Session, here: Neighbourhood) -> list[WorkOrder]:
    """Three work orders in 枫园小区 and one in 清河里."""
    rows = [
        _order("G-001", here.places["fengyuan"], "电梯停运", date(2026, 5, 4)),
        _order("G-002", here.places["fengyuan"], "路灯不亮", date(2026, 5, 9), cost_fen=12_050),
        _order("G-003", here.places["fengyuan-1"], "屋顶漏水", date(2026, 6, 1), on_time=True),
        _order("G-004", here.places["qinghe"], "占用通道", date(2026, 6, 2), on_time=False),
    ]
    session.add_all(rows)
    session.flush()
    return rows


def _order(number: str, place: Place, title: str, on: date, **more: object) -> WorkOrder:
    return WorkOrder(
        number=number,
        place_id=place.id or 0,
        path=place.path,
        title=title,
        category=Category.OTHER,
        source=OrderSource.HOTLINE,
        received_on=on,
        **more,
    )


def organisations(session: Session, here: Neighbourhood) -> list[Organisation]:
    """A branch of the party and a committee in 枫园小区."""
    place = here.places["fengyuan"]
    rows = [
        Organisation(place_id=place.id or 0, path=place.path, kind=kind, name=name, people=people)
        for kind, name, people in (
            (OrganisationKind.PARTY_BRANCH, "枫园小区党支部", 18),
            (OrganisationKind.COMMITTEE, "枫园小区业主委员会", 7),
        )
    ]
    session.add_all(rows)
    session.flush()
    return rows


def disputes(session: Session, here: Neighbourhood) -> list[Dispute]:
    """One dispute that goes on and one that is settled, in 枫园小区."""
    place = here.places["fengyuan"]
    known = {"place_id": place.id or 0, "path": place.path}
    rows = [
        Dispute(title="楼道堆物", raised_on=date(2026, 4, 1), **known),
        Dispute(
            title="宠物扰民",
            raised_on=date(2026, 3, 1),
            state=DisputeState.SETTLED,
            settled_on=date(2026, 3, 20),
            **known,
        ),
    ]
    session.add_all(rows)
    session.flush()
    return rows
