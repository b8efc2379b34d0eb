"""That a firm serves a compound: begun, corrected, ended (物业服务合同)."""

from datetime import date

from sqlmodel import Session, col, select

from models.firm import Firm, ServiceContract
from models.place import Place
from models.revision import Area
from rules.firm import register as rule
from rules.firm.register import Terms
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.firm.standing import the_contract, the_firm, the_served
from services.trail import record
from services.visitor import check


def enter_contract(
    session: Session, actor: Visitor, firm_id: int, place_id: int, terms: Terms
) -> ServiceContract:
    """Write down that a firm serves a compound (登记服务合同). Two never serve on one day."""
    place = the_served(session, place_id)
    fresh = check(session, actor, Permission.KEEP_FIRMS, place)
    session.refresh(place, with_for_update=True)  # contracts of one compound stand in line
    firm, terms = the_firm(session, firm_id), rule.must_be_terms(terms)
    must_be_free(session, place, terms, None)
    contract = new_contract(session, fresh, firm, place, terms)
    _kept(session, fresh, "service.entered", contract, place)
    return contract


def new_contract(
    session: Session, keeper: Visitor, firm: Firm, place: Place, terms: Terms
) -> ServiceContract:
    """The row of a contract whose terms have been looked at."""
    assert firm.id is not None
    assert place.id is not None
    contract = ServiceContract(
        firm_id=firm.id,
        place_id=place.id,
        path=place.path,
        begins_on=terms.begins_on,
        ends_on=terms.ends_on,
        level=terms.level,
        fee_fen=terms.fee_fen,
        kept_by=keeper.member_id,
    )
    session.add(contract)
    session.flush()
    return contract


def correct_contract(
    session: Session, actor: Visitor, contract_id: int, terms: Terms
) -> ServiceContract:
    """Write a contract's terms anew (更正服务合同)."""
    contract, place, fresh = _to_keep(session, actor, contract_id)
    before = told(contract)
    rewrite(session, contract, place, rule.must_be_terms(terms))
    if told(contract) == before:
        raise Refused(N_("Nothing has changed."))
    _kept(session, fresh, "service.corrected", contract, place, before)
    return contract


def rewrite(session: Session, contract: ServiceContract, place: Place, terms: Terms) -> None:
    """Other terms for a contract, as long as nobody else serves on one of its days."""
    must_be_free(session, place, terms, contract.id)
    contract.begins_on, contract.ends_on = terms.begins_on, terms.ends_on
    contract.level, contract.fee_fen = terms.level, terms.fee_fen
    session.add(contract)
    session.flush()


def end_contract(
    session: Session, actor: Visitor, contract_id: int, last_day: date, reason: str
) -> ServiceContract:
    """Say on which day a firm serves for the last time, and why (终止服务合同).

    What was rated while it served stays rated under its name.
    """
    contract, place, fresh = _to_keep(session, actor, contract_id)
    if last_day < contract.begins_on:
        raise Refused(N_("The service cannot end before it begins."))
    if contract.ends_on is not None and last_day >= contract.ends_on:
        raise Refused(N_("This contract ends before that day anyway."))
    why = " ".join(reason.split())[:LONGEST_REASON]
    if len(why) < SHORTEST_REASON:
        raise Refused(N_("Say why the service ends: the owners' decision, or the paper."))
    before = told(contract)
    contract.ends_on = last_day
    session.add(contract)
    session.flush()
    _kept(session, fresh, "service.ended", contract, place, before, why)
    return contract


SHORTEST_REASON, LONGEST_REASON = 4, 300


def must_be_free(session: Session, place: Place, terms: Terms, but: int | None) -> None:
    """Refuse terms that have a day in common with another contract of the compound."""
    others = session.exec(
        select(ServiceContract, Firm.name)
        .join(Firm, col(Firm.id) == ServiceContract.firm_id)
        .where(ServiceContract.place_id == place.id, col(ServiceContract.id).is_distinct_from(but))
        .order_by(col(ServiceContract.begins_on))
    )
    for other, name in others:
        if not rule.overlap(terms, Terms(other.begins_on, other.ends_on)):
            continue
        if other.ends_on is None:
            sentence = N_("“{firm}” serves {place} since {day}: end that contract first.")
            raise Refused(sentence, firm=name, place=place.name, day=other.begins_on)
        sentence = N_("“{firm}” serves {place} until {day}.")
        raise Refused(sentence, firm=name, place=place.name, day=other.ends_on)


def _to_keep(
    session: Session, actor: Visitor, contract_id: int
) -> tuple[ServiceContract, Place, Visitor]:
    contract = the_contract(session, contract_id)
    place = the_served(session, contract.place_id)
    fresh = check(session, actor, Permission.KEEP_FIRMS, place)
    session.refresh(place, with_for_update=True)
    return contract, place, fresh


def told(contract: ServiceContract) -> dict[str, object]:
    """What the trail says of a contract."""
    return {
        "firm": contract.firm_id,
        "begins_on": contract.begins_on.isoformat(),
        "ends_on": contract.ends_on.isoformat() if contract.ends_on else None,
        "level": contract.level,
        "fee_fen": contract.fee_fen,
    }


def _kept(
    session: Session,
    actor: Visitor,
    code: str,
    contract: ServiceContract,
    place: Place,
    before: dict[str, object] | None = None,
    reason: str = "",
) -> None:
    after = told(contract) | ({"reason": reason} if reason else {})
    about, moves = f"service_contract:{contract.id}", (Area.FIRM,)
    record(session, actor, code, about, place, moves=moves, before=before, after=after)
