"""Hard gates: facts that outweigh all points, with their proof (一票否决)."""

from datetime import date

from sqlmodel import Session, select

from models.base import now
from models.scoring import GateFact
from rules.calendar import day_of
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.scoring.figure import must_be_evidence
from rules.topic import must_be_a_reason
from services.firm.tie import must_be_unbound
from services.scoring.standing import body_of, leave, the_entrant
from services.visitor import check, the_place


def find_veto(
    session: Session,
    actor: Visitor,
    entrant_id: int,
    gate: str,
    evidence: str,
    happened_on: date,
) -> GateFact:
    """Record that a hard gate applies to a compound: which, when, and how it was established."""
    entrant, edition, _place = the_entrant(session, entrant_id)
    street = the_place(session, edition.place_id)
    fresh = check(session, actor, Permission.RUN_EDITION, street)
    must_be_unbound(session, fresh.member_id or 0, entrant.firm_id or 0)
    if gate not in {known.code for known in body_of(session, edition).gates}:
        raise Refused(N_("The method has no such hard gate."))
    if happened_on > day_of(now()):
        raise Refused(N_("The day lies ahead: only what happened counts."))
    if not edition.begins_on <= happened_on <= edition.ends_on:
        raise Refused(
            N_("It must have happened between {first} and {last}."),
            first=edition.begins_on,
            last=edition.ends_on,
        )
    same = (GateFact.entrant_id == entrant_id, GateFact.gate == gate)
    open_ = select(GateFact).where(*same, GateFact.happened_on == happened_on)
    if any(row.withdrawn_at is None for row in session.exec(open_)):
        raise Refused(N_("This is on record already."))
    row = GateFact(
        entrant_id=entrant_id,
        gate=gate,
        evidence=must_be_evidence(evidence),
        happened_on=happened_on,
        entered_by=fresh.member_id,
    )
    session.add(row)
    session.flush()
    told = {"gate": gate, "compound": entrant.name, "on": happened_on.isoformat()}
    leave(session, fresh, "veto.found", f"gate_fact:{row.id}", street, **told)
    return row


def withdraw_veto(session: Session, actor: Visitor, fact_id: int, reason: str) -> GateFact:
    """Take a hard gate back, with a reason; the record stays."""
    row = session.get(GateFact, fact_id, with_for_update=True)
    if row is None:
        raise Refused(N_("There is no such record."))
    entrant, edition, _place = the_entrant(session, row.entrant_id)
    street = the_place(session, edition.place_id)
    fresh = check(session, actor, Permission.RUN_EDITION, street)
    must_be_unbound(session, fresh.member_id or 0, entrant.firm_id or 0)
    if row.withdrawn_at is not None:
        raise Refused(N_("This was withdrawn already."))
    row.withdrawn_at, row.withdrawn_why = now(), must_be_a_reason(reason)[:300]
    session.add(row)
    told = {"gate": row.gate, "compound": entrant.name, "reason": row.withdrawn_why}
    leave(session, fresh, "veto.withdrawn", f"gate_fact:{row.id}", street, **told)
    return row
