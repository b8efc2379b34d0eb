"""Ten ways to lie, by someone who holds the whole database, every key in it and the export (攻击).

Each takes triggers away, rewrites the tables and has the house itself sign the new history: the
attacker is the house. What he does not have is last quarter's checkpoint in somebody's drawer.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from models.ledger import Book
from models.log import LeafKind
from rules.log.canonical import canonical
from services.log import key, tree
from services.log.exporting import write_export

Bodies = list[dict[str, Any]]
Attack = Callable[[Session, Book, Path], None]
TABLES = ("cosignature", "checkpoint", "node", "leaf")


def bodies(session: Session, book: Book) -> Bodies:
    """The leaves as they stand."""
    return [json.loads(body) for body in tree.bodies(session, book.id or 0, 0, book.leaf_count)]


def rewrite(session: Session, book: Book, leaves: Bodies) -> None:
    """Put another history in the place of the log, with all hashes right."""
    connection = session.connection()
    for table in TABLES:
        if connection.dialect.name == "sqlite":
            connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_delete"))
        else:
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
        connection.execute(text(f"DELETE FROM {table}"))
    session.expire_all()
    book.leaf_count = 0
    for body in leaves:
        tree.append(session, book, LeafKind(body["kind"]), body)


def _again(change: Callable[[Bodies], None]) -> Attack:
    """Rewrite the log, then have it signed and exported anew."""

    def attack(session: Session, book: Book, folder: Path) -> None:
        leaves = bodies(session, book)
        change(leaves)
        rewrite(session, book, leaves)
        write_export(session, book, folder)

    return attack


def entry(leaves: Bodies, number: int) -> dict[str, Any]:
    """The entry with this number."""
    return next(leaf for leaf in leaves if leaf.get("number") == number)


def _renumber(leaves: Bodies) -> None:
    entries = [leaf for leaf in leaves if leaf["kind"] == "entry"]
    for number, leaf in enumerate(entries, start=1):
        leaf["number"] = number


def edit_bytes(session: Session, book: Book, folder: Path) -> None:
    """One sum in the file that was handed over."""
    path = folder / "entries.jsonl"
    path.write_bytes(path.read_bytes().replace(b"36000", b"16000"))


@_again
def edit_and_rehash(leaves: Bodies) -> None:
    """One sum in the database, with every hash and signature made anew."""
    for line in entry(leaves, 2)["lines"]:
        line["fen"] = line["fen"] * 16 // 36


@_again
def delete(leaves: Bodies) -> None:
    """An income disappears, and the numbers close the gap."""
    leaves.remove(entry(leaves, 3))
    _renumber(leaves)


@_again
def reorder(leaves: Bodies) -> None:
    """Two entries of the same day change places."""
    first, second = leaves.index(entry(leaves, 2)), leaves.index(entry(leaves, 3))
    leaves[first], leaves[second] = leaves[second], leaves[first]
    _renumber(leaves)


@_again
def insert(leaves: Bodies) -> None:
    """A payment is put in where it would have been decided."""
    at = leaves.index(entry(leaves, 4))
    leaves.insert(at, json.loads(canonical(leaves[at])))
    _renumber(leaves)


@_again
def truncate(leaves: Bodies) -> None:
    """The last entries never happened."""
    del leaves[5:]


def backdate(session: Session, book: Book, folder: Path) -> None:
    """A new payment, properly appended and signed, dated into the quarter that was closed."""
    leaves = bodies(session, book)
    old, last = entry(leaves, 4), max(leaf.get("number", 0) for leaf in leaves)
    tree.append(session, book, LeafKind.ENTRY, old | {"number": last + 1})
    write_export(session, book, folder)


def swap_a_voucher(session: Session, book: Book, folder: Path) -> None:
    """Another bill for the same payment, in the folder and in the log."""
    from hashlib import sha256  # noqa: PLC0415 beside its one use

    other = b"%PDF-1.4 another bill"
    leaves = bodies(session, book)
    for leaf in leaves:
        if leaf.get("vouchers"):
            leaf["vouchers"] = [sha256(other).hexdigest()]
    rewrite(session, book, leaves)
    write_export(session, book, folder)
    for path in (folder / "vouchers").iterdir():
        path.unlink()
    (folder / "vouchers" / f"{sha256(other).hexdigest()}.pdf").write_bytes(other)


def show_two_histories(session: Session, book: Book, folder: Path) -> None:
    """The owner has seen one history of this size; now he is shown another of the same size."""
    leaves = bodies(session, book)[:-1]  # as many as in last quarter's checkpoint
    for line in entry(leaves, 3)["lines"]:
        line["fen"] //= 10
    entry(leaves, 3)["purpose"] = "电梯广告（首付）"
    rewrite(session, book, leaves)
    write_export(session, book, folder)


def swap_the_key(session: Session, book: Book, folder: Path) -> None:
    """All of it once more, consistent in itself, under a key that was never printed."""
    leaves = bodies(session, book)
    rewrite(session, book, [])
    session.connection().execute(text("DELETE FROM log_key"))
    session.expire_all()
    leaves[0]["key"] = key.new_log_key(session, book).verifier
    rewrite(session, book, leaves)
    write_export(session, book, folder)


ATTACKS: tuple[Attack, ...] = (
    edit_bytes,
    edit_and_rehash,
    delete,
    reorder,
    insert,
    truncate,
    backdate,
    swap_a_voucher,
    show_two_histories,
    swap_the_key,
)
