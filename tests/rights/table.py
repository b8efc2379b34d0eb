"""Which act is open to whom (权限对照表): one row for every public act of the services.

A new act without a row fails ``test_services``.
"""

from tests.rights import (
    books,
    changes,
    contracts,
    disclosures,
    firms,
    forms,
    loads,
    logs,
    methods,
    money,
    papers,
    people,
    ratings,
    scored,
    tables,
    topics,
    votes,
)
from tests.rights.row import Rows

TABLE: Rows = topics.ROWS | votes.ROWS | people.ROWS
TABLE |= contracts.ROWS | books.ROWS | papers.ROWS
TABLE |= disclosures.ROWS | logs.ROWS | money.ROWS
TABLE |= firms.ROWS | methods.ROWS | ratings.ROWS | scored.ROWS
TABLE |= changes.ROWS
TABLE |= tables.ROWS
TABLE |= forms.ROWS
TABLE |= loads.ROWS
