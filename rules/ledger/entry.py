"""What an entry is made of, and what makes it sound (记账凭证).

Debit above nothing, credit below. The lines of an entry sum to nothing, in all and within each
fund: money never slips from one fund into another unnoticed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from models.ledger import AccountKind, EntryKind, Fund, PartyKind
from rules.money import MOST_FEN
from rules.refusal import N_, Refused
from rules.topic import one_line

FEWEST_LINES, MOST_LINES = 2, 20
SHORTEST_PURPOSE = 2
LONGEST_PURPOSE, LONGEST_NAME, LONGEST_DOCUMENT, LONGEST_REASON = 200, 80, 60, 300
_PERSONAL = re.compile(r"(?<!\d)(1[3-9]\d{9}|\d{17}[\dXx])(?!\d)")
_IN_GROUPS = re.compile(r"(?<!\d)(1[3-9]\d)[- ](\d{4})[- ](\d{4})(?!\d)")  # 138-0000-0000
_MONEY = "Assets:"  # how the code of an account that holds money begins
_TOUCHES = {  # which accounts an entry of a kind may touch
    EntryKind.OPENING: {AccountKind.ASSET, AccountKind.EQUITY},
    # what was paid and came back lessens the expense; ``services.spending`` asks under which leave
    EntryKind.RECEIPT: {
        AccountKind.ASSET,
        AccountKind.INCOME,
        AccountKind.COST,
        AccountKind.EXPENSE,
    },
    EntryKind.PAYMENT: {AccountKind.ASSET, AccountKind.COST, AccountKind.EXPENSE},
    EntryKind.TRANSFER: {AccountKind.ASSET, AccountKind.TRANSFER},
}
_TELLING = {AccountKind.INCOME, AccountKind.COST, AccountKind.EXPENSE}


@dataclass(frozen=True)
class Line:
    """One side of an entry (分录): the account's code and the sum in fen."""

    account: str
    fen: int


@dataclass(frozen=True)
class Counterparty:
    """Who paid or was paid (往来单位)."""

    kind: PartyKind
    name: str


@dataclass(frozen=True)
class Content:
    """A whole entry as somebody drafted it (凭证内容). Ids are of rows in the same book."""

    kind: EntryKind
    day: date
    lines: tuple[Line, ...]
    purpose: str
    party: Counterparty | None = None  # as typed; a draft keeps ``party_id`` instead
    party_id: int | None = None
    document: str = ""
    voucher_ids: tuple[int, ...] = ()
    no_voucher_reason: str = ""
    contract_id: int | None = None
    claim_id: int | None = None
    spending_id: int | None = None
    standing_id: int | None = None
    distribution_id: int | None = None
    share_ids: tuple[int, ...] = ()  # of the distribution: which shares this pays
    reverses_id: int | None = None

    def to_json(self) -> dict[str, Any]:
        """As a draft keeps it. A name is kept, sealed where need be, in its own table."""
        assert self.party is None
        kept = asdict(self) | {"kind": self.kind.value, "day": self.day.isoformat()}
        del kept["party"]
        return kept

    @staticmethod
    def from_json(kept: Mapping[str, Any]) -> "Content":
        """As ``to_json`` wrote it."""
        given = dict(kept) | {
            "kind": EntryKind(kept["kind"]),
            "day": date.fromisoformat(kept["day"]),
            "lines": tuple(Line(**line) for line in kept["lines"]),
            "voucher_ids": tuple(kept["voucher_ids"]),
            "share_ids": tuple(kept["share_ids"]),
        }
        return Content(**given)

    @property
    def amount_fen(self) -> int:
        """How much money the entry is about: the sum of its debits."""
        return sum(line.fen for line in self.lines if line.fen > 0)


@dataclass(frozen=True)
class Facts:
    """What an account is, as far as an entry cares (科目事实)."""

    kind: AccountKind
    fund: Fund
    head: str
    open: bool = True


@dataclass(frozen=True)
class Chart:
    """The accounts of a book by their codes (科目表)."""

    accounts: Mapping[str, Facts] = field(default_factory=dict)

    def of(self, code: str) -> Facts:
        """The account with ``code``. Raises ``Refused``."""
        found = self.accounts.get(code)
        if found is None or not found.open:
            raise Refused(N_("There is no open account “{account}” in this book."), account=code)
        return found


def must_balance(lines: tuple[Line, ...], chart: Chart) -> None:
    """Refuse lines that do not sum to nothing, in all and within each fund."""
    if not FEWEST_LINES <= len(lines) <= MOST_LINES:
        raise Refused(N_("An entry has two to {n} lines."), n=MOST_LINES)
    if len({line.account for line in lines}) < len(lines):
        raise Refused(N_("An account stands in an entry once."))
    sums: dict[Fund, int] = {}
    for line in lines:
        if line.fen == 0 or abs(line.fen) > MOST_FEN:
            raise Refused(N_("Each line needs an amount above zero, and not beyond all reason."))
        fund = chart.of(line.account).fund
        sums[fund] = sums.get(fund, 0) + line.fen
    off = sum(sums.values())
    if off:
        raise Refused(N_("Debit and credit differ by {fen}."), fen=yuan(abs(off)))
    if any(sums.values()):
        raise Refused(N_("Each fund balances by itself: use the transfer accounts."))


def yuan(fen: int) -> str:
    """¥12.34: a sum inside a refusal."""
    return f"¥{fen // 100:,}.{fen % 100:02d}"


def head_of(lines: tuple[Line, ...], chart: Chart) -> str:
    """The one head under which the entry stands; empty where money only moves."""
    facts = [chart.of(line.account) for line in lines]
    heads = {fact.head for fact in facts if fact.kind in _TELLING}
    if len(heads) > 1:
        raise Refused(N_("An entry stands under one head: make one entry for each."))
    return next(iter(heads), "")


def fund_of(lines: tuple[Line, ...], chart: Chart) -> Fund | None:
    """The one fund whose money moves; ``None`` where it moves between funds."""
    funds = {chart.of(line.account).fund for line in lines}
    return next(iter(funds)) if len(funds) == 1 else None


def must_be_sound(content: Content, chart: Chart) -> str:
    """Refuse an entry that is not what it says it is; the head under which it stands.

    A reversal mirrors what was posted, so its accounts are not asked again.
    """
    must_balance(content.lines, chart)
    _must_read_well(content)
    head = head_of(content.lines, chart)
    if content.kind is EntryKind.REVERSAL:
        return head
    touched = {chart.of(line.account).kind for line in content.lines}
    if not touched <= _TOUCHES[content.kind] or AccountKind.ASSET not in touched:
        raise Refused(N_("These accounts do not belong in an entry of this kind."))
    if content.kind in (EntryKind.RECEIPT, EntryKind.PAYMENT):
        _must_flow_one_way(content, chart)
        if content.party is None and content.party_id is None:
            raise Refused(N_("Say who paid, or who was paid."))
    return head


def _must_flow_one_way(content: Content, chart: Chart) -> None:
    """Income and its cost are booked gross: nothing is netted (Civil Code 282)."""
    sign = 1 if content.kind is EntryKind.RECEIPT else -1
    for line in content.lines:
        is_asset = chart.of(line.account).kind is AccountKind.ASSET
        if (line.fen * sign > 0) != is_asset:
            raise Refused(N_("Book what came in and what it cost apart: nothing is netted."))


def _must_read_well(content: Content) -> None:
    purpose = content.purpose.strip()
    if not SHORTEST_PURPOSE <= len(purpose) <= LONGEST_PURPOSE:
        raise Refused(N_("Say what it was for, in 2 to {n} characters."), n=LONGEST_PURPOSE)
    if any(map(_tells_of_a_person, _public(content))):
        raise Refused(N_("Everybody will read this for ever: leave out telephone and ID numbers."))
    if len(content.document) > LONGEST_DOCUMENT or len(content.no_voucher_reason) > LONGEST_REASON:
        raise Refused(N_("This text is too long."))
    if content.party is not None and not 1 <= len(content.party.name.strip()) <= LONGEST_NAME:
        raise Refused(N_("A name has 1 to {n} characters."), n=LONGEST_NAME)


def tidied(content: Content) -> Content:
    """The entry with its texts in one line each, and nothing in them that cannot be seen."""
    party = content.party
    return replace(
        content,
        purpose=one_line(content.purpose),
        document=one_line(content.document),
        no_voucher_reason=one_line(content.no_voucher_reason),
        party=party and replace(party, name=plain_name(party.name)),
    )


def plain_name(name: str) -> str:
    """A name in one line; without what only joins letters, so that no two look alike."""
    return one_line(name).replace("\u200c", "").replace("\u200d", "")


def _public(content: Content) -> Iterator[str]:
    """The texts that go into the log as they are; a person's name does not.

    The number on a paper may well come in groups, so in the document they stay as they are.
    """
    yield content.document
    told = [content.purpose, content.no_voucher_reason]
    if content.party is not None and content.party.kind is PartyKind.FIRM:
        told.append(content.party.name)
    yield from (_IN_GROUPS.sub(r"\1\2\3", unicodedata.normalize("NFKC", text)) for text in told)


def _tells_of_a_person(text: str) -> bool:
    """Whether a telephone or an ID number stands in it, however wide its digits are."""
    return _PERSONAL.search(unicodedata.normalize("NFKC", text)) is not None


def mirrored(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a reversal (红冲): the same accounts, the other side."""
    return tuple(Line(line.account, -line.fen) for line in lines)


def approvals_needed(kind: EntryKind, lines: Iterable[Line]) -> int:
    """How many persons beside the one who drafted it: two where money leaves (双人复核).

    A reversal that takes money out of an account, as that of a receipt does, is no less.
    """
    if kind in (EntryKind.PAYMENT, EntryKind.TRANSFER):
        return 2
    out = any(line.account.startswith(_MONEY) and line.fen < 0 for line in lines)
    return 2 if kind is EntryKind.REVERSAL and out else 1
