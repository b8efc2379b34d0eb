"""What the trail says, in words (留痕用语): its codes, and what a line tells."""

from rules.trail.code import ABOUT, CODES, WORDS
from rules.trail.field import FIELDS, OUTCOMES

__all__ = ["ABOUT", "CODES", "FIELDS", "OUTCOMES", "WORDS"]
