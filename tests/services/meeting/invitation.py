"""Invitations for the tests of this folder."""

from datetime import datetime, timedelta

from models.meeting import MeetingKind
from rules.calendar import SHANGHAI
from rules.meeting import Call

EVENING = datetime(2026, 6, 15, 19, 0, tzinfo=SHANGHAI)  # five days after the tests' noon


def call(starts_at: datetime = EVENING, **other: object) -> Call:
    """A bench meeting of two hours."""
    said: dict[str, object] = {
        "kind": MeetingKind.BENCH,
        "title": "东门停车议事会",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "due_count": 10,
        "venue": "东门凉亭",
    }
    return Call(**(said | other))  # type: ignore[arg-type]
