"""The engine of red and black lists (红黑榜计算): values and a method in, a ranking out.

Pure arithmetic, the same for the app, the command line and anybody who recomputes an edition.
docs/ranking.md has every formula.
"""

from rules.ranking.draws import Told
from rules.ranking.listing import REASONS, Mark, listing
from rules.ranking.method import (
    Group,
    Indicator,
    ListingRule,
    Method,
    Normalise,
    must_sum,
)
from rules.ranking.ranking import Ranking, Row, rank
from rules.ranking.shrink import shrink
from rules.ranking.spec import method_of
from rules.ranking.table import Table, table_of

__all__ = [
    "REASONS",
    "Group",
    "Indicator",
    "ListingRule",
    "Mark",
    "Method",
    "Normalise",
    "Ranking",
    "Row",
    "Table",
    "Told",
    "listing",
    "method_of",
    "must_sum",
    "rank",
    "shrink",
    "table_of",
]
