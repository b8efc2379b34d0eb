"""``ledger.beancount``: the books as Beancount reads them, a stranger's check of our sums.

Beancount adds up every entry and every account by itself. What it finds wrong, we did wrong; but
whoever forges an entry can forge the balances at the end too, so this stands beside the log's
proof and not in its place.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import islice
from typing import Any

from rules.export.amount import yuan
from rules.export.book import Account, Book, Leaf, Leaves, entries
from rules.export.entry_table import BOUND

ENTRIES = 500  # at a time
ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def as_beancount(book: Book, leaves: Leaves) -> Iterator[bytes]:
    """The whole file, a few hundred entries at a time."""
    names = {code: name_of(book.account(code)) for code in sorted(book.accounts)}
    yield _head(book).encode()
    yield "".join(_open(book, names[code], book.account(code)) for code in names).encode()
    told = (_transaction(names, index, leaf) for index, leaf in entries(leaves))
    while part := list(islice(told, ENTRIES)):
        yield "".join(part).encode()
    yield "".join(_balances(book, names)).encode()


def name_of(account: Account) -> str:
    """``Income:G01公共停车位场地使用费``: the code, and behind it the Chinese name.

    Of the name only letters and digits may stand there, and what follows the code begins with
    a sign that no code has: so two accounts never share a name.
    """
    kept = [sign for sign in account.name if _may_stand(sign)]
    while kept and kept[0].isascii():
        kept.pop(0)
    return account.code + "".join(kept)


def _may_stand(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category.startswith("L") or category == "Nd"


def quoted(text: object) -> str:
    """A text of people as one string on one line."""
    return f'"{str(text).translate(ESCAPES)}"'


def _head(book: Book) -> str:
    return (
        ";; -*- mode: beancount; coding: utf-8 -*-\n"
        f'option "title" {quoted(f"{book.name} {book.origin} @{book.size}")}\n'
        'option "operating_currency" "CNY"\n\n'
    )


def _open(book: Book, name: str, account: Account) -> str:
    return (
        f"{book.opened_on} open {name} CNY\n"
        f"  fund: {quoted(account.fund)}\n"
        f"  kind: {quoted(account.kind.value)}\n"
        f"  name-zh: {quoted(account.name)}\n"
        f"  name-en: {quoted(account.name_en)}\n"
    )


def _transaction(names: Mapping[str, str], index: int, leaf: Leaf) -> str:
    party = next(iter((leaf.get("party") or {"": ""}).values()))
    links = f" ^e{leaf['number']}"
    if leaf.get("reverses"):
        links += f" ^e{leaf['reverses']}"
    head = leaf.get("head", "")
    tag = f" #{head}" if head.isascii() and head.isalnum() else ""
    first = f"{leaf['day']} * {quoted(party)} {quoted(leaf['purpose'])}{tag}{links}\n"
    said = "".join(f"  {name}: {value}\n" for name, value in _facts(index, leaf).items())
    width = max(len(names[line["account"]]) for line in leaf["lines"])
    lines = (
        f"  {names[line['account']]:<{width}}  {yuan(line['fen'])} CNY\n" for line in leaf["lines"]
    )
    return f"\n{first}{said}{''.join(lines)}"


def _facts(index: int, leaf: Leaf) -> dict[str, Any]:
    """What an entry says beside its lines; numbers bare, texts quoted, absent left out."""
    bound: Mapping[str, Any] = leaf.get("bindings") or {}
    texts = {
        "kind": leaf["entry"],
        "head": leaf.get("head"),
        "document": leaf.get("document"),
        "vouchers": " ".join(leaf.get("vouchers", ())),
        "no-voucher": leaf.get("no_voucher"),
        **{name: bound.get(name) for name in BOUND},
        "posted-by": leaf["posted_by"],
        "approved-by": " ".join(leaf["approved_by"]),
        "posted-at": leaf["posted_at"],
    }
    numbers = {"number": leaf["number"], "period": leaf["period"], "leaf": index}
    return numbers | {name: quoted(text) for name, text in texts.items() if text}


def _balances(book: Book, names: Mapping[str, str]) -> Iterator[str]:
    """What stands in each account the morning after the last entry, to the fen: no tolerance."""
    after = (book.last_day or book.opened_on) + timedelta(days=1)
    yield "\n"
    for code, turned in book.balances().items():
        yield f"{after} balance {names[code]}  {yuan(turned.fen)} ~ 0.00 CNY\n"
