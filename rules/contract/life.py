"""What a contract may become, and what it takes (合同状态)."""

from datetime import date, timedelta

from models.contract import Contract, ContractState
from models.motion import Binding, Motion, MotionState
from rules.refusal import N_, Refused
from rules.topic import one_line

MATTER = 8  # Civil Code 278: changing the use of common parts, or doing business with them
SHORTEST_TITLE, LONGEST_TITLE = 2, 80
LONGEST_NUMBER, LONGEST_SPOT, LONGEST_NOTE, LONGEST_REASON = 40, 100, 300, 300
SHORTEST_NOTE = SHORTEST_REASON = 4
MOST_REMIND_DAYS = 365

MOVES = {
    ContractState.DRAFT: (ContractState.ACTIVE, ContractState.ENDED),
    ContractState.ACTIVE: (ContractState.ENDED,),
    ContractState.ENDED: (),
}


def began(contract: Contract) -> bool:
    """Whether a contract was ever in force; one that was dropped before has no decision."""
    if contract.state is ContractState.ENDED:
        return contract.decided_on is not None
    return contract.state is ContractState.ACTIVE


def must_move(state: ContractState, target: ContractState) -> None:
    """Refuse a step that the life of a contract does not have."""
    if target in MOVES[state]:
        return
    if state is ContractState.ENDED:
        raise Refused(N_("This contract has ended."))
    raise Refused(N_("This contract is active already."))


def must_be_decided(motion: Motion | None, path: str) -> Motion:
    """The owners' decision that lets ``path`` be used for business: Civil Code 278, item 8."""
    if motion is None or motion.path != path:
        raise Refused(N_("There is no such vote in this compound."))
    if motion.state is not MotionState.PASSED:
        raise Refused(N_("This vote has not passed: the contract cannot begin."))
    if motion.matter != MATTER or motion.binding is Binding.ADVISORY:
        raise Refused(
            N_("This vote is not about item 8 of Civil Code 278, doing business on common parts.")
        )
    return motion


def must_be_an_earlier_decision(day: date | None, document: str, today: date) -> tuple[date, str]:
    """A decision taken before the votes were held here: its day, and the document that shows it."""
    document = one_line(document)
    if day is None or not SHORTEST_NOTE <= len(document) <= LONGEST_NOTE:
        raise Refused(N_("Give the day of the earlier decision and the document that shows it."))
    if day > today:
        raise Refused(N_("An earlier decision cannot lie in the future."))
    return day, document


def must_be_a_name(title: str) -> str:
    """What a contract is about, in one line."""
    title = one_line(title)
    if not SHORTEST_TITLE <= len(title) <= LONGEST_TITLE:
        raise Refused(
            N_("Say in {low} to {high} characters what the contract is about."),
            low=SHORTEST_TITLE,
            high=LONGEST_TITLE,
        )
    return title


def must_be_a_number(number: str) -> str:
    """What stands on the paper of the contract."""
    number = one_line(number)
    if not 1 <= len(number) <= LONGEST_NUMBER:
        raise Refused(N_("Give the contract's number, at most {n} characters."), n=LONGEST_NUMBER)
    return number


def must_be_a_spot(spot: str) -> str:
    """Where it is: which lifts, which gate, which strip of ground."""
    spot = one_line(spot)
    if not 1 <= len(spot) <= LONGEST_SPOT:
        raise Refused(N_("Say where it is, in at most {n} characters."), n=LONGEST_SPOT)
    return spot


def must_be_explained(reason: str) -> str:
    """Why something owed is given up, or a contract ends: everybody reads it."""
    reason = one_line(reason)
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise Refused(
            N_("Please give a reason in {low} to {high} characters: everybody can read it."),
            low=SHORTEST_REASON,
            high=LONGEST_REASON,
        )
    return reason


def must_remind(days: int) -> int:
    """How many days before its end somebody is reminded of it."""
    if not 0 <= days <= MOST_REMIND_DAYS:
        raise Refused(N_("A reminder comes 0 to {n} days before the end."), n=MOST_REMIND_DAYS)
    return days


def must_end_on(day: date, starts_on: date, ends_on: date, today: date) -> date:
    """The last day of a contract: not in the future, and not before its term unless it is today."""
    if day > today:
        raise Refused(N_("A contract is ended on its last day or later, not before."))
    if not min(starts_on, today) <= day <= max(ends_on, today):
        raise Refused(N_("The last day lies within the term of the contract."))
    return day


def must_give_up(fen: int, open_fen: int) -> int:
    """How much of an instalment is given up: some of what is still missing."""
    if open_fen == 0:
        raise Refused(N_("Nothing of this instalment is open."))
    if not 0 < fen <= open_fen:
        raise Refused(N_("Only what is still open can be waived."))
    return fen


def runs_out(ends_on: date, remind_days: int, today: date) -> bool:
    """Whether it is time to think of renewing, or the term is over."""
    return ends_on - timedelta(days=remind_days) <= today
