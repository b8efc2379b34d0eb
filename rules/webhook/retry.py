"""When a message that did not arrive is sent again (重试)."""

from datetime import datetime, timedelta

MOST_ATTEMPTS = 9
FIRST = timedelta(minutes=1)


def next_try(attempts: int, moment: datetime) -> datetime | None:
    """After 1, 2, 4 … minutes; ``None`` after the ninth attempt, some four hours later."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return moment + FIRST * (1 << attempts - 1)


def arrived(status: int | None) -> bool:
    """Whether the answer says that it was taken. A redirect does not: nobody follows it."""
    return status is not None and 200 <= status < 300  # noqa: PLR2004 what HTTP calls success
