"""What of an entry goes into the log, for all to read for ever (日志内容).

``services.log.tree.append`` adds the version and the kind of leaf.

No personal data: a person is SHA-256 of salt and name, and both can be erased; who posted and
who approved are numbers of accounts, not names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from models.ledger import Account, PartyKind


@dataclass(frozen=True)
class Posting:
    """An entry at the moment it is posted (入账). Codes and numbers instead of row ids."""

    number: int
    period: int
    kind: str
    day: date
    head: str
    lines: Sequence[tuple[str, int]]
    party: Mapping[str, str] | None
    purpose: str
    document: str
    vouchers: Sequence[str]  # SHA-256 of the originals
    no_voucher: str
    bindings: Mapping[str, int | str]  # contract, claim, spending, standing, distribution, …
    reverses: int | None  # the number of the entry it takes back
    posted_by: int
    approved_by: Sequence[int]
    posted_at: datetime


def entry_body(posting: Posting) -> dict[str, Any]:
    """The body of the leaf; absent is what there is not."""
    body: dict[str, Any] = {
        "number": posting.number,
        "period": posting.period,
        "entry": posting.kind,
        "day": posting.day.isoformat(),
        "head": posting.head,
        "lines": [{"account": code, "fen": fen} for code, fen in posting.lines],
        "purpose": posting.purpose,
        "posted_by": f"member:{posting.posted_by}",
        "approved_by": [f"member:{member_id}" for member_id in posting.approved_by],
        "posted_at": moment(posting.posted_at),
        "vouchers": list(posting.vouchers),
    }
    may_be_absent = {
        "party": posting.party,
        "document": posting.document,
        "no_voucher": posting.no_voucher,
        "bindings": dict(posting.bindings),
        "reverses": posting.reverses,
    }
    return body | {name: value for name, value in may_be_absent.items() if value}


def moment(at: datetime) -> str:
    """A moment to the second, in UTC: 2026-03-05T08:00:00Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def party_of(kind: PartyKind, name: str, commitment: str) -> dict[str, str]:
    """A firm by its name, a person by the commitment."""
    return {"firm": name} if kind is PartyKind.FIRM else {"person": commitment}


def commitment(salt: str, name: str) -> str:
    """SHA-256 of salt and name, in hex (加盐校验值): proves the name to whoever is told both."""
    return sha256(bytes.fromhex(salt) + name.encode()).hexdigest()


def book_body(
    origin: str, code: str, name: str, opened_on: date, period_months: int
) -> dict[str, Any]:
    """The first leaf: whose books these are, and how long a period is (开账)."""
    return {
        "origin": origin,
        "compound": code,
        "name": name,
        "opened_on": opened_on.isoformat(),
        "period_months": period_months,
    }


def account_body(account: Account) -> dict[str, str]:
    """An account in both languages, as the first leaf lists it and a later one adds it (科目)."""
    return {
        "code": account.code,
        "name": account.name,
        "name_en": account.name_en,
        "fund": account.fund.value,
        "kind": account.kind.value,
        "head": account.head,
    }


def period_body(number: int, act: str, by: Sequence[int]) -> dict[str, Any]:
    """A period was closed, or reopened by two persons (结账、反结账)."""
    members = [f"member:{member_id}" for member_id in by]
    return {"period": number, "act": act, "by": members}
