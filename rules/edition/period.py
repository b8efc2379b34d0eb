"""The time that an edition rates, and what links call it (评价周期)."""

from datetime import date, timedelta

from rules.refusal import N_, Refused

LONGEST = timedelta(days=366)
HALVES = {((1, 1), (6, 30)): "h1", ((7, 1), (12, 31)): "h2", ((1, 1), (12, 31)): ""}


def must_be_a_period(begins_on: date, ends_on: date) -> None:
    """Refuse a period that ends before it begins, or is longer than a year."""
    if ends_on < begins_on:
        raise Refused(N_("The period ends before it begins."))
    if ends_on - begins_on > LONGEST:
        raise Refused(N_("An edition rates a year at most."))


def code_of(place: str, begins_on: date, ends_on: date) -> str:
    """What links call it: ``zhelu-2026h1`` for a half-year, months for anything else."""
    ends = ((begins_on.month, begins_on.day), (ends_on.month, ends_on.day))
    half = HALVES.get(ends) if begins_on.year == ends_on.year else None
    if half is not None:
        return f"{place[:30]}-{begins_on.year}{half}"
    return f"{place[:22]}-{begins_on:%Y%m}-{ends_on:%Y%m}"
