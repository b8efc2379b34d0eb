"""A contract begins with the owners' decision, may give up a sum, and ends (生效、免除、终止)."""

from datetime import date

from sqlmodel import Session, col, select

from models.base import now
from models.contract import Contract, ContractState, Instalment
from models.motion import Motion
from models.revision import Area
from rules.calendar import day_of
from rules.contract import life
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services.contract.standing import allotment, the_contract, to_keep
from services.trail import record


def activate_by_vote(
    session: Session, actor: Visitor, contract_id: int, motion_id: int
) -> Contract:
    """Let a contract begin: the owners voted for it here (Civil Code 278, item 8) (生效)."""
    contract, place, fresh = to_keep(session, actor, contract_id)
    life.must_move(contract.state, ContractState.ACTIVE)
    motion = life.must_be_decided(session.get(Motion, motion_id), place.path)
    assert motion.decided_at is not None
    _must_be_of_one_head(session, motion, contract)
    _must_be_of_this_term(session, motion, contract)
    contract.motion_id, contract.decided_on = motion.id, day_of(motion.decided_at)
    contract.state = ContractState.ACTIVE
    session.add(contract)
    after = {"motion": motion.id, "decided_on": contract.decided_on.isoformat()}
    about, moves = f"contract:{contract_id}", (Area.LEDGER,)
    record(session, fresh, "contract.activated", about, place, moves=moves, after=after)
    return contract


def _must_be_of_one_head(session: Session, motion: Motion, contract: Contract) -> None:
    """One vote may allow several stalls; what allowed the lift's posters allows no stall."""
    others = select(Contract).where(
        Contract.motion_id == motion.id, col(Contract.head) != contract.head
    )
    other = session.exec(others).first()
    if other is not None:
        raise Refused(
            N_("This vote decided “{title}”, which is another kind of business."), title=other.title
        )


def _must_be_of_this_term(session: Session, motion: Motion, contract: Contract) -> None:
    """What the owners decided for one term is decided anew for the next."""
    before = session.get(Contract, contract.renews_id) if contract.renews_id else None
    if before is not None and before.motion_id == motion.id:
        raise Refused(
            N_("This vote let contract {number} begin: this one needs a vote of its own."),
            number=before.number,
        )


def activate_by_earlier_decision(
    session: Session, actor: Visitor, contract_id: int, decided_on: date | None, document: str
) -> Contract:
    """Let a contract begin that was decided before votes were held here (以往决定)."""
    contract, place, fresh = to_keep(session, actor, contract_id)
    life.must_move(contract.state, ContractState.ACTIVE)
    day, document = life.must_be_an_earlier_decision(decided_on, document, day_of(now()))
    contract.decided_on, contract.decision_note = day, document
    contract.state = ContractState.ACTIVE
    session.add(contract)
    after = {"decided_on": day.isoformat(), "document": document}
    about, moves = f"contract:{contract_id}", (Area.LEDGER,)
    record(session, fresh, "contract.activated", about, place, moves=moves, after=after)
    return contract


def end_contract(
    session: Session, actor: Visitor, contract_id: int, ended_on: date, reason: str
) -> Contract:
    """End a contract; what falls due after ``ended_on`` is no longer owed (终止).

    What fell due before stays owed. One that never began is dropped.
    """
    contract, place, fresh = to_keep(session, actor, contract_id)
    life.must_move(contract.state, ContractState.ENDED)
    reason, today = life.must_be_explained(reason), day_of(now())
    if contract.state is ContractState.ACTIVE:
        life.must_end_on(ended_on, contract.starts_on, contract.ends_on, today)
    contract.ended_on = ended_on if contract.state is ContractState.ACTIVE else today
    contract.end_reason, contract.state = reason, ContractState.ENDED
    session.add(contract)
    after = {"ended_on": contract.ended_on.isoformat(), "reason": reason}
    about, moves = f"contract:{contract_id}", (Area.LEDGER,)
    record(session, fresh, "contract.ended", about, place, moves=moves, after=after)
    return contract


def waive_instalment(
    session: Session, actor: Visitor, instalment_id: int, fen: int, reason: str
) -> Instalment:
    """Give up an instalment, or what is left of it, for a reason that everybody reads (免除)."""
    row = session.get(Instalment, instalment_id)
    if row is None:
        raise Refused(N_("There is no such instalment."))
    contract, place, fresh = to_keep(session, actor, row.contract_id)
    session.refresh(row)
    if contract.state is ContractState.DRAFT:
        raise Refused(N_("This contract is not active yet: correct it instead."))
    reason = life.must_be_explained(reason)
    standing = allotment(session, the_contract(session, row.contract_id)).paid
    left = next((each.open_fen for each in standing if each.owed.id == instalment_id), 0)
    row.waived_fen += life.must_give_up(fen, left)
    row.waived_reason = reason
    session.add(row)
    after = {
        "number": contract.number,
        "due_on": row.due_on.isoformat(),
        "waived_fen": fen,
        "reason": reason,
    }
    about, moves = f"contract:{contract.id}", (Area.LEDGER,)
    record(session, fresh, "instalment.waived", about, place, moves=moves, after=after)
    return row
