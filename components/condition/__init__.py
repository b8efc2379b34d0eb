"""Building a condition by picking (条件编辑): a column, a comparison, a value."""

from components.condition.builder import build, in_words

__all__ = ["build", "in_words"]
