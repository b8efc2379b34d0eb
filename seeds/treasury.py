"""What a treasurer does in a year, told in a line each and done through the services (演示账务)."""

import io
from dataclasses import dataclass, replace
from datetime import date

from PIL import Image, ImageDraw, ImageFont
from pylopdf_fonts_zh_cn import sans_path
from sqlmodel import col, select

from db.session import transaction
from models.ledger import Entry, EntryKind, PartyKind, Period
from rules.calendar import day_of
from rules.ledger import shape
from rules.ledger.entry import Content, Counterparty, Line
from rules.voucher import Box
from seeds.story import Town
from services.disclosure.publishing import publish_accounts
from services.ledger.drafting import draft_entry
from services.ledger.period import close_period
from services.ledger.posting import approve_draft
from services.ledger.reversal import reverse_entry
from services.log.witness import cosign
from services.voucher.adding import add_voucher, examined
from services.voucher.copying import drawn, publish_copy
from services.wording import yuan

BANK = "Assets:Bank:Revenue"
PAPER, INK, STAMP = (252, 251, 247), (40, 40, 40), (178, 52, 43)
WIDE, HIGH = 900, 520


@dataclass(frozen=True)
class Paying:
    """One sum that moved: when, with whom, what for (一笔收付)."""

    on: date
    fen: int
    account: str  # beside the bank: Income:G01, Expenses:E04
    party: str
    purpose: str
    document: str = ""


@dataclass
class Treasury:
    """The books of the compound and who keeps them (账务)."""

    town: Town
    book_id: int

    def ago(self, on: date) -> int:
        """How many days ago ``on`` was."""
        return (day_of(self.town.today) - on).days

    def receive(self, paying: Paying, **bound: int) -> int:
        """Money in, with its paper; the committee writes, the council approves."""
        return self._post(EntryKind.RECEIPT, paying, ("lin",), bound)

    def pay(self, paying: Paying, **bound: int) -> int:
        """Money out: two persons approve."""
        return self._post(EntryKind.PAYMENT, paying, ("lin", "shi"), bound)

    def begin(self, on: date, fen: int, written: date) -> None:
        """What the bank held when the books began, written down a few days later."""
        lines = (Line(BANK, fen), Line("Equity:Opening:Revenue", -fen))
        said = Paying(on, fen, "", "江城银行", "开账时公共收益专户余额", "对账单")
        self._hand_in(EntryKind.OPENING, said, lines, ("lin",), {}, written)

    def take_back(self, entry_id: int, on: date, reason: str) -> int:
        """A reversal of a receipt, written by one and approved by two: money leaves by it."""
        with self.town.at(self.ago(on), 11), transaction() as session:
            draft = reverse_entry(session, self.town.people["wu"], entry_id, on, reason)
            for name in ("lin", "shi"):
                done = approve_draft(session, self.town.people[name], draft.id or 0)
            return done.entry_id or 0

    def leave_waiting(self, kind: EntryKind, paying: Paying, **bound: int) -> None:
        """A draft that nobody has approved yet."""
        self._hand_in(kind, paying, self._lines(kind, paying), (), bound)

    def close(self, number: int, closed: date, posted: date, seen: date) -> int:
        """Close a quarter, post its accounts, and have the street's office witness them."""
        people = self.town.people
        with self.town.at(self.ago(closed), 9), transaction() as session:
            wanted = select(Period.id).where(
                Period.book_id == self.book_id, col(Period.number) == number
            )
            period_id = session.exec(wanted).one() or 0
            close_period(session, people["tang"], period_id)
        with self.town.at(self.ago(posted), 10), transaction() as session:
            made = publish_accounts(session, people["lin"], period_id)
            disclosure_id, checkpoint_id = made.id or 0, made.checkpoint_id
        with self.town.at(self.ago(seen), 15), transaction() as session:
            cosign(session, people["qin"], checkpoint_id)
        return disclosure_id

    def _post(
        self, kind: EntryKind, paying: Paying, approvers: tuple[str, ...], bound: dict[str, int]
    ) -> int:
        return self._hand_in(kind, paying, self._lines(kind, paying), approvers, bound)

    def _lines(self, kind: EntryKind, paying: Paying) -> tuple[Line, ...]:
        made = shape.received if kind is EntryKind.RECEIPT else shape.paid
        return made(BANK, paying.account, paying.fen)

    def _hand_in(
        self,
        kind: EntryKind,
        paying: Paying,
        lines: tuple[Line, ...],
        approvers: tuple[str, ...],
        bound: dict[str, int],
        written: date | None = None,
    ) -> int:
        people = self.town.people
        paper = examined(f"{paying.document or paying.purpose}.png", voucher(paying))
        public = drawn(paper.kind, paper.content, (SIGNATURE,))
        with self.town.at(self.ago(written or paying.on), 14), transaction() as session:
            kept = add_voucher(session, people["wu"], self.book_id, paper)
            publish_copy(session, people["wu"], kept.id or 0, public)
            content = Content(
                kind=kind,
                day=paying.on,
                lines=lines,
                purpose=paying.purpose,
                party=Counterparty(PartyKind.FIRM, paying.party),
                document=paying.document,
                voucher_ids=(kept.id or 0,),
            )
            content = replace(content, **bound)  # type: ignore[arg-type]
            draft = draft_entry(session, people["wu"], self.book_id, content)
            for name in approvers:
                draft = approve_draft(session, people[name], draft.id or 0)
            return draft.entry_id or 0

    def entry(self, entry_id: int) -> Entry:
        """The entry as it stands in the books."""
        with transaction() as session:
            return session.get_one(Entry, entry_id)


SIGNATURE = Box(0.66, 0.78, 0.94, 0.9)  # who signed is nobody else's business


def voucher(paying: Paying) -> bytes:
    """A paper that looks like one, and says that it is an example."""
    sheet = Image.new("RGB", (WIDE, HIGH), PAPER)
    pen = ImageDraw.Draw(sheet)
    large, small = (ImageFont.truetype(str(sans_path()), size) for size in (40, 26))
    pen.text((60, 40), "收付款凭单（演示样张）", INK, large)
    lines = (
        f"日期　{paying.on.isoformat()}　　　票据号　{paying.document or '—'}",
        f"单位　{paying.party}",
        f"事由　{paying.purpose}",
        f"金额　{yuan(paying.fen)}",
    )
    for row, text in enumerate(lines):
        pen.text((60, 130 + 60 * row), text, INK, small)
    pen.text((600, 420), "经办人　吴某某", INK, small)
    pen.ellipse((640, 60, 820, 240), outline=STAMP, width=6)
    pen.text((690, 130), "样张", STAMP, large)
    out = io.BytesIO()
    sheet.save(out, "PNG", optimize=True)
    return out.getvalue()
