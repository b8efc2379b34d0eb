"""What leaves the house: the books as files, derived from the leaves of the log alone (导出).

``files(leaves)`` gives every file and ``one(name, leaves)`` one of them. ``parts(leaves)`` gives
all of them one after the other, a little at a time, for a book too large to hold in memory.
``leaves`` are the parsed leaves of the log, 0 to n, in order; they are gone through several times.

====================  =============================================================
``accounts.csv``      the accounts (科目)
``entries.csv``       one row an entry (记账凭证)
``lines.csv``         one row a side of an entry (分录)
``vouchers.csv``      which paper proves which entry (票据)
``statement.csv``     period by period, opening to closing (收支表)
``ledger.beancount``  for Beancount
``datapackage.json``  what every column means, with the hash of every ``.csv``
``ledger.xlsx``       the tables as sheets; absent beyond ``workbook.MOST_ENTRIES``
====================  =============================================================

The same leaves give the same bytes for ever, save ``ledger.xlsx``, which is packed by libraries
that may one day pack tighter: compare ``REPRODUCED``. Raises ``NotALedger`` for leaves that are
not the log of a book. The log's own files (``entries.jsonl``, ``checkpoint.txt``, the public key,
``verify.html``) are made where the log is.
"""

from collections.abc import Iterator
from hashlib import sha256
from itertools import islice

from rules.export.account_table import ACCOUNTS
from rules.export.book import Book, Leaf, Leaves, NotALedger, book_of
from rules.export.column import Table
from rules.export.document import as_json
from rules.export.entry_table import ENTRIES
from rules.export.line_table import LINES
from rules.export.package import FORMAT, Written, as_package
from rules.export.plain_text import as_beancount
from rules.export.spelled import as_csv
from rules.export.statement_table import STATEMENT
from rules.export.voucher_table import VOUCHERS
from rules.export.workbook import MOST_ENTRIES, as_workbook

__all__ = [
    "FORMAT",
    "REPRODUCED",
    "TABLES",
    "Book",
    "Leaf",
    "Leaves",
    "NotALedger",
    "files",
    "one",
    "parts",
    "reproduced",
]

TABLES: tuple[Table, ...] = (ACCOUNTS, ENTRIES, LINES, VOUCHERS, STATEMENT)
BEANCOUNT, PACKAGE = "ledger.beancount", "datapackage.json"
WORKBOOK, DOCUMENT = "ledger.xlsx", "ledger.json"  # the document is given alone, not among files
REPRODUCED = (*(table.file for table in TABLES), BEANCOUNT, PACKAGE)


def files(leaves: Leaves) -> dict[str, bytes]:
    """Every file by its name."""
    return {name: b"".join(chunks) for name, chunks in parts(leaves)}


def parts(leaves: Leaves) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Every file with its content in chunks, to be read in this order and to the end."""
    book = book_of(leaves)
    written: list[Written] = []
    for table in TABLES:
        yield table.file, _noted(table.file, as_csv(table, book, leaves), written)
    yield BEANCOUNT, as_beancount(book, leaves)
    yield PACKAGE, iter([as_package(book, TABLES, written)])
    if book.entry_count <= MOST_ENTRIES:
        yield WORKBOOK, iter([as_workbook(TABLES, book, leaves)])


def reproduced(leaves: Leaves) -> Iterator[tuple[str, Iterator[bytes]]]:
    """The files that are the same for ever, and no others."""
    return islice(parts(leaves), len(REPRODUCED))


def one(name: str, leaves: Leaves) -> Iterator[bytes] | None:
    """One of the files, or ``ledger.json``, in chunks; ``None`` when there is none of this name."""
    if name == PACKAGE:
        return _package(leaves)
    book = book_of(leaves)
    for table in TABLES:
        if name == table.file:
            return as_csv(table, book, leaves)
    if name == DOCUMENT:
        return as_json(book, leaves)
    if name == BEANCOUNT:
        return as_beancount(book, leaves)
    if name == WORKBOOK and book.entry_count <= MOST_ENTRIES:
        return iter([as_workbook(TABLES, book, leaves)])
    return None


def _package(leaves: Leaves) -> Iterator[bytes]:
    """The tables are written out, for their hashes, and only the descriptor is passed on."""
    book, written = book_of(leaves), list[Written]()
    for table in TABLES:
        for _ in _noted(table.file, as_csv(table, book, leaves), written):
            pass
    yield as_package(book, TABLES, written)


def _noted(name: str, chunks: Iterator[bytes], written: list[Written]) -> Iterator[bytes]:
    """Pass ``chunks`` on, and note what the whole file came to."""
    length, digest = 0, sha256()
    for chunk in chunks:
        length += len(chunk)
        digest.update(chunk)
        yield chunk
    written.append(Written(name, length, digest.hexdigest()))
