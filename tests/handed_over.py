"""Exports made by hand, without a house (导出样本): what an attacker with every key could write."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from models.ledger import EntryKind
from rules import export
from rules.ledger.leaf import period_body
from rules.log import checkpoint, tree
from rules.log.canonical import canonical
from rules.log.checkpoint import Head
from rules.log.note import Algorithm, Note, Signer
from rules.log.rotation import rotation_body
from tests.exported import BANK, Log, first_leaf

ORIGIN = "gonggongshouyi/fengyuan"
KEY = Signer(ORIGIN, Algorithm.NOTE, bytes(range(32)))
NEXT_KEY = Signer(ORIGIN, Algorithm.NOTE, bytes(range(32, 64)))
WITNESS = Signer("jianzheng/zhelu", Algorithm.COSIGNATURE, bytes(range(64, 96)))
MOMENT = datetime(2026, 6, 1, 4, tzinfo=UTC)
POSTED_AT = "2026-06-01T04:00:00Z"
ACCOUNTS = (BANK, "Equity:Opening:Revenue", "Income:G01", "Income:G02", "Expenses:E04")
FUND = {  # what the first quarter of the small log came to
    "fund": "revenue",
    "opening_fen": 5_000_000,
    "income_fen": 36_000,
    "cost_fen": 0,
    "expense_fen": 48_000,
    "moved_fen": 0,
    "closing_fen": 4_988_000,
}
PAPER = b"%PDF-1.4 the bill for the slide"
PAGE = b"<!doctype html><title>the page that checks</title>"


def small_log(rotate: bool = False) -> list[dict[str, Any]]:
    """A book of one closed and posted quarter, and one entry after it."""
    log = Log()
    first = first_leaf()
    accounts = [account for account in first["accounts"] if account["code"] in ACCOUNTS]
    log.leaves[0] = first | {"key": str(KEY.verifier), "accounts": accounts}
    paper = sha256(PAPER).hexdigest()
    log.enter(EntryKind.OPENING, (BANK, 5_000_000), ("Equity:Opening:Revenue", -5_000_000))
    log.enter(EntryKind.RECEIPT, (BANK, 36_000), ("Income:G01", -36_000))
    wrong = log.enter(EntryKind.RECEIPT, (BANK, 1_000), ("Income:G02", -1_000))
    mirrored = ((BANK, -1_000), ("Income:G02", 1_000))
    log.enter(EntryKind.REVERSAL, *mirrored, reverses=wrong["number"])
    log.enter(EntryKind.PAYMENT, ("Expenses:E04", 48_000), (BANK, -48_000), vouchers=(paper,))
    log.add("voucher", entries=[5], voucher=paper, copy=sha256(PAPER + b"*").hexdigest())
    log.add("period", **period_body(1, "closed", [6]))
    log.add("statement", period=1, version=1, funds=[FUND])
    if rotate:
        log.add("key", **rotation_body(ORIGIN, len(log.leaves), KEY, NEXT_KEY))
    log.enter(EntryKind.RECEIPT, (BANK, 7_700), ("Income:G01", -7_700), day=date(2025, 4, 2))
    return [{"posted_at": POSTED_AT, **leaf} for leaf in log.leaves]


def head_of(leaves: Sequence[dict[str, Any]], size: int | None = None) -> Head:
    """Size and root, honestly worked out."""
    growing = tree.Growing()
    for leaf in leaves[:size]:
        growing.add(tree.leaf_hash(canonical(leaf).encode()))
    return Head(ORIGIN, growing.size, growing.root())


def signed_head(
    leaves: Sequence[dict[str, Any]], size: int | None = None, key: Signer = KEY
) -> str:
    """A checkpoint as people keep it."""
    return str(checkpoint.issued(head_of(leaves, size), key))


def handed_over(
    leaves: Sequence[dict[str, Any]], key: Signer = KEY, keys: Sequence[Signer] = (KEY,)
) -> dict[str, bytes]:
    """Every file of an export, signed with ``key`` and witnessed."""
    lines = "".join(canonical(leaf) + "\n" for leaf in leaves)
    own = checkpoint.issued(head_of(leaves), key)
    seen = checkpoint.cosigned(head_of(leaves), MOMENT, WITNESS)
    made = {name: b"".join(chunks) for name, chunks in export.reproduced(leaves)}
    return made | {
        "entries.jsonl": lines.encode(),
        "checkpoint.txt": str(own).encode(),
        "public-key.txt": "".join(f"{one.verifier}\n" for one in keys).encode(),
        "witnessed.txt": str(Note(own.text, (*own.signatures, seen))).encode(),
        "witness-key.txt": f"{WITNESS.verifier}\n".encode(),
        "verify.html": PAGE,
        f"vouchers/{sha256(PAPER).hexdigest()}.pdf": PAPER,
    }
