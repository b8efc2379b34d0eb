"""Meetings to come and their minutes (会议)."""

from components import gate
from components.meeting import listing

visitor = gate.welcome()
listing.show(visitor)
