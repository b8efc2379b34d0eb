"""Which firm there is, and which one serves a compound on a day (在管情况)."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from db.revision import path_end
from models.firm import Firm, ServiceContract
from models.place import Place, PlaceKind
from rules.refusal import N_, Refused
from services.visitor import the_place

Served = tuple[Firm, ServiceContract]


def the_firm(session: Session, firm_id: int) -> Firm:
    """The firm with this id; refused when there is none."""
    firm = session.get(Firm, firm_id)
    if firm is None:
        raise Refused(N_("There is no such firm."))
    return firm


def by_code(session: Session, code: str) -> Firm | None:
    """The firm that links call ``code``."""
    return session.exec(select(Firm).where(Firm.code == code)).first()


def the_contract(session: Session, contract_id: int) -> ServiceContract:
    """The service contract with this id, locked; refused when there is none."""
    contract = session.get(ServiceContract, contract_id, with_for_update=True)
    if contract is None:
        raise Refused(N_("There is no such service contract."))
    return contract


def the_served(session: Session, place_id: int) -> Place:
    """The compound with this id; refused when the place is none."""
    place = the_place(session, place_id)
    if place.kind is not PlaceKind.COMPOUND:
        raise Refused(N_("A firm serves compounds: choose one."))
    return place


def on(day: date) -> sa.ColumnElement[bool]:
    """The contracts that run on ``day``."""
    ends = col(ServiceContract.ends_on)
    return sa.and_(col(ServiceContract.begins_on) <= day, ends.is_(None) | (ends >= day))


def serving(session: Session, place_id: int, day: date) -> Served | None:
    """Which firm serves the compound on ``day``, and under what contract (在管企业)."""
    found = session.exec(
        select(Firm, ServiceContract)
        .join(ServiceContract, col(ServiceContract.firm_id) == Firm.id)
        .where(ServiceContract.place_id == place_id, on(day))
        .order_by(col(ServiceContract.begins_on).desc(), col(ServiceContract.id).desc())
        .limit(1)
    ).first()
    return (found[0], found[1]) if found is not None else None


def served(session: Session, path: str, day: date) -> dict[int, Served]:
    """The same for every compound at ``path`` and below, by the compound's id."""
    rows = session.exec(
        select(Firm, ServiceContract)
        .join(ServiceContract, col(ServiceContract.firm_id) == Firm.id)
        .where(
            col(ServiceContract.path) >= path, col(ServiceContract.path) < path_end(path), on(day)
        )
        .order_by(col(ServiceContract.begins_on), col(ServiceContract.id))
    )
    return {contract.place_id: (firm, contract) for firm, contract in rows}
