"""How an edition of the red and black list walks, and what it owes the firms (期次规则)."""

from rules.edition.term import Terms, preview_ends, window_closes
from rules.edition.walk import Act, Stand, after, stand

__all__ = ["Act", "Stand", "Terms", "after", "preview_ends", "stand", "window_closes"]
