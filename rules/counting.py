"""When a compound may count otherwise than the statute does (表决约定的规则)."""

from models.choice import Overlap, Parking, Silence
from rules.refusal import N_, Refused

FEWEST_DAYS, STATUTE_DAYS, MOST_DAYS = 7, 15, 90
MOST_PROXIES = 100
LONGEST_CLAUSE = 400


def must_name_its_clause(departs: bool, clause: str) -> None:
    """Refuse a departure from the statute that does not say where the owners agreed on it."""
    if departs and not clause.strip():
        raise Refused(
            N_(
                "This departs from the statute. Enter the clause of the owners' rules of "
                "procedure that says so."
            )
        )
    if len(clause) > LONGEST_CLAUSE:
        raise Refused(N_("A clause has at most {most} characters."), most=LONGEST_CLAUSE)


def departs(choice: Silence | Parking | Overlap) -> bool:
    """Whether a choice is another than the statute's own."""
    return choice not in {Silence.STRICT, Parking.COUNT, Overlap.SEPARATE}


def must_leave_notice(days: int) -> None:
    """Refuse a notice too short to be read, or too long to be meant."""
    if not FEWEST_DAYS <= days <= MOST_DAYS:
        raise Refused(
            N_("Notice runs from {fewest} to {most} days."), fewest=FEWEST_DAYS, most=MOST_DAYS
        )


def must_cap_proxies(cap: int) -> None:
    """Refuse a number of proxies that nobody meant."""
    if not 0 <= cap <= MOST_PROXIES:
        raise Refused(N_("One person holds from 0 to {most} authorities."), most=MOST_PROXIES)
