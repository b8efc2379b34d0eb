"""The register of firms and of the compounds as they are (企业登记、小区概况)."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from models.firm import Firm, Profile
from models.place import Place
from models.revision import Area
from rules.firm import register as rule
from rules.firm.register import FirmFacts
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.field.filling import fill_new
from services.firm.standing import by_code, the_firm, the_served
from services.trail import record
from services.visitor import check, the_place


def register_firm(
    session: Session,
    actor: Visitor,
    place_id: int,
    facts: FirmFacts,
    *,
    own: Mapping[str, Any] | None = None,
) -> Firm:
    """Put a firm into the register of a street or city (登记企业).

    ``own``: what administrators ask besides. A file of firms is not asked.
    """
    place = the_place(session, place_id)
    fresh = check(session, actor, Permission.KEEP_FIRMS, place)
    facts = _sound(facts)
    _must_be_new(session, facts, None)
    firm = new_firm(session, fresh, place, facts)
    fill_new(session, fresh, firm, place.path, own or {})
    _kept(session, fresh, "firm.registered", firm, place)
    return firm


def new_firm(session: Session, keeper: Visitor, place: Place, facts: FirmFacts) -> Firm:
    """The row of a firm whose facts have been looked at, with a code for links."""
    assert place.id is not None
    firm = Firm(
        code=facts.code or _free_code(session),
        name=facts.name,
        kind=facts.kind,
        credit_code=facts.credit_code,
        place_id=place.id,
        path=place.path,
        kept_by=keeper.member_id,
    )
    session.add(firm)
    session.flush()
    return firm


def correct_firm(session: Session, actor: Visitor, firm_id: int, facts: FirmFacts) -> Firm:
    """Write a firm's facts anew (更正企业信息). Its code, and so every link to it, stays."""
    firm = the_firm(session, firm_id)
    place = the_place(session, firm.place_id)
    fresh = check(session, actor, Permission.KEEP_FIRMS, place)
    facts = _sound(dataclasses.replace(facts, code=""))
    _must_be_new(session, facts, firm_id)
    before = _told(firm)
    firm.name, firm.kind, firm.credit_code = facts.name, facts.kind, facts.credit_code
    if _told(firm) == before:
        raise Refused(N_("Nothing has changed."))
    session.add(firm)
    _kept(session, fresh, "firm.corrected", firm, place, before)
    return firm


def describe_compound(
    session: Session, actor: Visitor, place_id: int, type_: str, built_in: int | None
) -> Profile:
    """Say what kind of compound it is and when it was built (小区概况).

    Like is ranked with like by it.
    """
    place = the_served(session, place_id)
    fresh = check(session, actor, Permission.KEEP_FIRMS, place)
    kind, year = rule.must_be_a_type(type_), rule.must_be_a_year(built_in)
    kept, before = describe(session, fresh, place, kind, year)
    after = {"type": kept.type, "built_in": kept.built_in}
    about, moves = f"place:{place_id}", (Area.FIRM,)
    record(session, fresh, "profile.entered", about, place, moves=moves, before=before, after=after)
    return kept


def describe(
    session: Session, keeper: Visitor, place: Place, type_: str, built_in: int | None
) -> tuple[Profile, dict[str, object] | None]:
    """The compound's profile as it now is, and what it said before."""
    kept = session.exec(select(Profile).where(Profile.place_id == place.id)).first()
    before: dict[str, object] | None = None
    if kept is not None:
        before = {"type": kept.type, "built_in": kept.built_in}
    kept = kept or Profile(place_id=place.id or 0, path=place.path)
    kept.type, kept.built_in, kept.kept_by = type_, built_in, keeper.member_id
    session.add(kept)
    session.flush()
    return kept, before


def _sound(facts: FirmFacts) -> FirmFacts:
    return dataclasses.replace(
        facts,
        name=rule.must_be_a_name(facts.name),
        code=rule.must_be_a_code(facts.code),
        credit_code=rule.must_be_a_credit_code(facts.credit_code),
    )


def _must_be_new(session: Session, facts: FirmFacts, firm_id: int | None) -> None:
    """One firm stands in the register once, by its credit code and by its name."""
    if facts.code and by_code(session, facts.code) is not None:
        raise Refused(N_("The code “{code}” is taken."), code=facts.code)
    same = col(Firm.name) == facts.name
    if facts.credit_code:
        same = same | (col(Firm.credit_code) == facts.credit_code)
    known = session.exec(select(Firm.name).where(same, col(Firm.id).is_distinct_from(firm_id)))
    if (name := known.first()) is not None:
        raise Refused(N_("“{name}” stands in the register already."), name=name)


def _free_code(session: Session) -> str:
    """A code that nobody has: firm-12."""
    taken = set(session.exec(select(Firm.code).where(col(Firm.code).startswith("firm-"))))
    number = len(taken) + 1
    while f"firm-{number}" in taken:
        number += 1
    return f"firm-{number}"


def _told(firm: Firm) -> dict[str, object]:
    return {"name": firm.name, "kind": firm.kind.value, "credit_code": firm.credit_code}


def _kept(
    session: Session,
    actor: Visitor,
    code: str,
    firm: Firm,
    place: Place,
    before: dict[str, object] | None = None,
) -> None:
    about, moves, after = f"firm:{firm.id}", (Area.FIRM,), _told(firm)
    record(session, actor, code, about, place, moves=moves, before=before, after=after)
