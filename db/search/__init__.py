"""Finding rows by any word in them, at a million rows, on either database (全文检索).

Every pair of neighbouring characters of a text is a gram. A word can only be where all its grams
are, so an index of grams leads to few candidates, and these are compared with the text itself.
Chinese needs no dictionary for that, and two characters are enough to be found by.
"""

from db.search import kept
from db.search.find import Hits, found, ids_like, look
from db.search.gram import words
from db.search.index import clear_all, drop, put, rebuild
from db.search.searched import indexed

__all__ = [
    "Hits",
    "clear_all",
    "drop",
    "found",
    "ids_like",
    "indexed",
    "kept",
    "look",
    "put",
    "rebuild",
    "words",
]
