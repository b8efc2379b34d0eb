"""How a leaf says a moment (时刻): UTC, whole seconds, ``2026-03-05T08:30:00Z``."""

from datetime import UTC, datetime

_FORM = "%Y-%m-%dT%H:%M:%SZ"


def stamped(moment: datetime) -> str:
    """``moment`` as a leaf says it."""
    return moment.astimezone(UTC).strftime(_FORM)


def unstamped(text: str) -> datetime:
    """The moment that a leaf says; a ``ValueError`` when it says none."""
    return datetime.strptime(text, _FORM).replace(tzinfo=UTC)
