"""How long a firm has to look and to object (告知核对期、申诉期), in working days."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from rules.calendar import day_begins, day_of, deadline

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Terms:
    """The days of one city, as its method says (期限)."""

    preview_days: int = 5
    objection_days: int = 10
    review_days: int = 15  # after publication


def _ends(begun_at: datetime, working_days: int) -> datetime:
    """Midnight in Shanghai after the last of ``working_days``; the first day does not count."""
    return day_begins(deadline(day_of(begun_at), working_days).on + ONE_DAY)


def preview_ends(served_at: datetime, terms: Terms) -> datetime:
    """From when on the window for objections may open."""
    return _ends(served_at, terms.preview_days)


def window_closes(opened_at: datetime, terms: Terms) -> datetime:
    """Until when a firm may object."""
    return _ends(opened_at, terms.objection_days)


def review_ends(published_at: datetime, terms: Terms) -> datetime:
    """Until when a firm may ask for a review of what was published."""
    return _ends(published_at, terms.review_days)
