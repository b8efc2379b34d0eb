"""When a contract pays, and how much each time (应收计划)."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rules.money import MOST_FEN, fen_of
from rules.refusal import N_, Refused

MONTHS_A_YEAR = 12
MOST_INSTALMENTS = 240
LONGEST_YEARS = 20
GRACE_DAYS = 366  # the last instalment may fall due after the end, but not for ever


class Rhythm(StrEnum):
    """How often a contract pays (付款周期)."""

    ONCE = "once"  # 一次付清
    MONTHLY = "monthly"  # 按月
    QUARTERLY = "quarterly"  # 按季
    HALF_YEARLY = "half_yearly"  # 按半年
    YEARLY = "yearly"  # 按年


MONTHS = {
    Rhythm.MONTHLY: 1,
    Rhythm.QUARTERLY: 3,
    Rhythm.HALF_YEARLY: 6,
    Rhythm.YEARLY: MONTHS_A_YEAR,
}


@dataclass(frozen=True)
class Due:
    """A sum and the day on which it falls due (应收一期)."""

    due_on: date
    amount_fen: int


def months_after(day: date, months: int) -> date:
    """The same day of the month, ``months`` later; the last day of a month that is too short."""
    whole = day.year * MONTHS_A_YEAR + day.month - 1 + months
    year, month = divmod(whole, MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_begun(starts_on: date, ends_on: date) -> int:
    """How many months have begun between two days, both counted: a year is 12."""
    months = 0
    while months_after(starts_on, months) <= ends_on:
        months += 1
    return months


def split(total_fen: int, weights: Sequence[int]) -> list[int]:
    """``total_fen`` cut by ``weights``: the parts sum to it, and none is a fen from its share.

    What is left of a fen goes to the largest remainders, the earliest first.
    """
    whole = sum(weights)
    parts = [total_fen * weight // whole for weight in weights]
    rest = [total_fen * weight % whole for weight in weights]
    by_rest = sorted(range(len(weights)), key=lambda i: (-rest[i], i))
    for i in by_rest[: total_fen - sum(parts)]:
        parts[i] += 1
    return parts


def schedule(
    starts_on: date, ends_on: date, rhythm: Rhythm, total_fen: int, first_due: date | None = None
) -> tuple[Due, ...]:
    """What falls due when, for a sum that covers the whole term.

    Each instalment pays for the months it covers, so a last one that covers fewer is smaller.
    It falls due on the day of the month of ``first_due``, at the latest on 28–31.
    """
    must_be_a_term(starts_on, ends_on)
    must_be_a_sum(total_fen)
    first = first_due or starts_on
    if rhythm is Rhythm.ONCE:
        return must_be_dues((Due(first, total_fen),), starts_on, ends_on)
    step, months = MONTHS[rhythm], months_begun(starts_on, ends_on)
    weights = [min(step, months - begun) for begun in range(0, months, step)]
    parts = split(total_fen, weights)
    days = [months_after(first, number * step) for number in range(len(parts))]
    return must_be_dues(tuple(map(Due, days, parts)), starts_on, ends_on)


def must_be_a_term(starts_on: date, ends_on: date) -> None:
    """Refuse a term that ends before it begins, or only in a generation."""
    if ends_on < starts_on:
        raise Refused(N_("A contract ends after it begins."))
    if ends_on.year - starts_on.year > LONGEST_YEARS:
        # Civil Code 705: beyond twenty years a lease does not hold
        raise Refused(N_("A lease runs for twenty years at most (Civil Code 705)."))


def must_be_a_sum(fen: int) -> int:
    """A sum that somebody owes: above nothing, and not beyond all reason."""
    if not 0 < fen <= MOST_FEN:
        raise Refused(N_("The sum must be above zero, and not beyond all reason."))
    return fen


def must_be_dues(dues: Sequence[Due], starts_on: date, ends_on: date) -> tuple[Due, ...]:
    """What a contract says about its payments, in the order of the days."""
    if not dues:
        raise Refused(N_("A contract needs at least one instalment."))
    if len(dues) > MOST_INSTALMENTS:
        raise Refused(N_("A contract has at most {n} instalments."), n=MOST_INSTALMENTS)
    must_be_a_sum(sum(must_be_a_sum(due.amount_fen) for due in dues))
    grace = timedelta(days=GRACE_DAYS)
    for due in dues:
        if not starts_on - grace <= due.due_on <= ends_on + grace:
            raise Refused(N_("{day} lies far outside the term of the contract."), day=due.due_on)
    return tuple(sorted(dues, key=lambda due: due.due_on))


def dues_of(text: str) -> tuple[Due, ...]:
    """Instalments as somebody writes them, a day and a sum on each line: 2026-03-01 1,200."""
    return tuple(_due(line) for line in text.splitlines() if line.strip())


def _due(line: str) -> Due:
    day, _space, amount = line.strip().replace("\t", " ").partition(" ")
    try:
        due_on = date.fromisoformat(day.replace("/", "-"))
    except ValueError:
        raise Refused(
            N_("“{line}” is not a day and a sum. Write it like 2026-03-01 1,200."), line=line[:40]
        ) from None
    return Due(due_on, must_be_a_sum(fen_of(amount)))
