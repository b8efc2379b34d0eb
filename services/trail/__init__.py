"""The trail (留痕): a line for every act, and the way through the lines."""

from services.trail.leaving import HOUSE, OneTopic, changed, record

__all__ = ["HOUSE", "OneTopic", "changed", "record"]
