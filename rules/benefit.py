"""Saying what came of it, and writing down the rules neighbours gave themselves (民享、公约)."""

from datetime import date

from rules.refusal import N_, Refused
from rules.topic import tidy

SHORTEST_TITLE, LONGEST_TITLE, LONGEST_COVENANT_TITLE = 2, 80, 60
SHORTEST_SUMMARY, LONGEST_SUMMARY = 4, 2000
SHORTEST_COVENANT, LONGEST_COVENANT = 10, 5000
LONGEST_DOER = 100
MOST_HOUSEHOLDS = 1_000_000
LONGEST_AHEAD = 366  # days


def must_be_named(title: str, longest: int = LONGEST_TITLE) -> str:
    """A title in one line."""
    title = " ".join(tidy(title).split())
    if not SHORTEST_TITLE <= len(title) <= longest:
        raise Refused(
            N_("A title has {low} to {high} characters; this one has {n}."),
            low=SHORTEST_TITLE,
            high=longest,
            n=len(title),
        )
    return title


def must_tell(text: str, low: int, high: int) -> str:
    """A text that says something, and not too much."""
    text = tidy(text)
    if not low <= len(text) <= high:
        raise Refused(
            N_("Please write {low} to {high} characters; there are {n}."),
            low=low,
            high=high,
            n=len(text),
        )
    return text


def must_be_delivered_by(doer: str) -> str:
    """Who brought it about."""
    doer = " ".join(tidy(doer).split())
    if not 1 <= len(doer) <= LONGEST_DOER:
        raise Refused(N_("Say who does it, in at most {high} characters."), high=LONGEST_DOER)
    return doer


def must_be_households(number: int) -> int:
    """How many households gain by it: none is a strange result, a million a slip."""
    if not 1 <= number <= MOST_HOUSEHOLDS:
        raise Refused(N_("Say how many households gain by it: at least one."))
    return number


def must_be_delivered(done_on: date, today: date) -> date:
    """The day it was delivered, not in the future."""
    if done_on > today:
        raise Refused(N_("The day it was done cannot lie in the future."))
    return done_on


def must_come_into_force(in_force_on: date, today: date, earlier: date | None = None) -> date:
    """The day from which a covenant holds; not a year ahead, and after the one it replaces."""
    if (in_force_on - today).days > LONGEST_AHEAD:
        raise Refused(N_("A covenant comes into force within a year."))
    if earlier is not None and in_force_on <= earlier:
        raise Refused(N_("A new version comes into force after the one it replaces."))
    return in_force_on


def must_end(ended_on: date, in_force_on: date) -> date:
    """The last day of a covenant: not before its first."""
    if ended_on < in_force_on:
        raise Refused(N_("A covenant cannot end before it has begun."))
    return ended_on


def in_force(in_force_on: date, ended_on: date | None, today: date) -> bool:
    """Whether a covenant holds on ``today``: from its first day to the day before its end."""
    return in_force_on <= today and (ended_on is None or today < ended_on)
