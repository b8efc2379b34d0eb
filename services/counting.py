"""What the owners' rules of procedure say about counting (表决约定)."""

from dataclasses import asdict, dataclass, fields

from sqlmodel import Session, col, select

from models.choice import Overlap, Parking, Silence
from models.place import Place, PlaceKind, VotingRule
from models.procedure import Procedure, ProcedureVersion, VersionState
from models.revision import Area
from rules.counting import departs, must_cap_proxies, must_leave_notice, must_name_its_clause
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.place import voting_rule
from services.trail import record
from services.visitor import check, the_place


@dataclass(frozen=True)
class Agreement:
    """All that a compound agreed on, as one sheet (表决约定)."""

    silence: Silence = Silence.STRICT
    silence_clause: str = ""
    parking: Parking = Parking.COUNT
    parking_clause: str = ""
    overlap: Overlap = Overlap.SEPARATE
    overlap_clause: str = ""
    proxy_cap: int = 3
    notice_days: int = 15
    city_system: bool = False
    names_public: bool = False
    procedure_code: str = "wumin"


def agreement(session: Session, compound_id: int) -> Agreement:
    """What the compound agreed on; the statute's own rules where it never said."""
    stored = voting_rule(session, compound_id)
    return Agreement(**{field.name: getattr(stored, field.name) for field in fields(Agreement)})


def procedures(session: Session, path: str) -> list[Procedure]:
    """The procedures that a compound may choose: those that ship, its own, and those above it."""
    above = [int(part) for part in path.split("/") if part]
    mine = col(Procedure.place_id).is_(None) | col(Procedure.place_id).in_(above)
    published = select(ProcedureVersion.procedure_id).where(
        ProcedureVersion.state == VersionState.PUBLISHED
    )
    found = select(Procedure).where(mine, col(Procedure.id).in_(published))
    return list(session.exec(found.order_by(col(Procedure.id))))


def agree(
    session: Session, actor: Visitor, compound_id: int, wanted: Agreement, seen: Agreement
) -> VotingRule:
    """Write what the owners agreed on (修改表决约定); ``seen`` is what the editor started from.

    Votes that are announced already keep the rules they were announced with.
    """
    compound = _the_compound(session, compound_id)
    fresh = check(session, actor, Permission.SET_RULES, compound)
    session.refresh(compound, with_for_update=True)  # two editors stand in line
    standing = agreement(session, compound_id)
    if standing != seen:
        raise Refused(N_("Somebody changed these rules meanwhile. Please look again."))
    _must_be_lawful(session, wanted)
    before, after = _changes(standing, wanted)
    if not after:
        raise Refused(N_("Nothing has changed."))
    stored = voting_rule(session, compound_id)
    stored.sqlmodel_update({name: getattr(wanted, name) for name in after})
    session.add(stored)
    session.flush()
    about, moves = f"place:{compound_id}", (Area.PLACE, Area.ROLL)
    record(
        session, fresh, "rules.changed", about, compound, moves=moves, before=before, after=after
    )
    return stored


def _the_compound(session: Session, place_id: int) -> Place:
    place = the_place(session, place_id)
    if place.kind is not PlaceKind.COMPOUND:
        raise Refused(N_("Only a compound has rules of counting."))
    return place


def _must_be_lawful(session: Session, wanted: Agreement) -> None:
    must_name_its_clause(departs(wanted.silence), wanted.silence_clause)
    must_name_its_clause(departs(wanted.parking), wanted.parking_clause)
    must_name_its_clause(departs(wanted.overlap), wanted.overlap_clause)
    must_leave_notice(wanted.notice_days)
    must_cap_proxies(wanted.proxy_cap)
    known = select(Procedure.id).where(Procedure.code == wanted.procedure_code)
    if session.exec(known).first() is None:
        raise Refused(N_("There is no such procedure."))


def _changes(standing: Agreement, wanted: Agreement) -> tuple[dict[str, object], dict[str, object]]:
    old, new = asdict(standing), asdict(wanted)
    names = [name for name in new if new[name] != old[name]]
    return {name: old[name] for name in names}, {name: new[name] for name in names}
