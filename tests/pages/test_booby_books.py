"""What people write into the books is never obeyed either, wherever it is shown."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text, update
from sqlmodel import col, select

from components.text import plain
from db.session import glance, transaction
from models.bank import BankAccount, BankLine
from models.base import clock_at
from models.claim import Claim
from models.contract import Contract
from models.disclosure import Disclosure, Objection
from models.distribution import Distribution
from models.ledger import Account, Entry, Party
from models.spending import Spending, StandingAuthorisation
from models.voucher import Voucher
from tests.neighbourhood import Neighbourhood
from tests.pages.test_booby_trap import TRAP, said
from tests.rights.ledger import keep_books
from tests.rights.situation import Situation, arranged
from tests.visit import visit

WRITTEN = {
    Account: ("name", "name_en"),
    Party: ("shown",),
    Entry: ("purpose", "document"),
    Contract: ("title", "spot", "decision_note"),
    Claim: ("title", "debtor", "evidence", "doer"),
    Spending: ("payee",),
    StandingAuthorisation: ("title",),
    Distribution: ("title",),
    Voucher: ("name",),
    BankAccount: ("bank",),
    BankLine: ("summary",),
    Objection: ("text", "answer"),
}
PUBLIC = ("ledger", "contracts", "claims", "spending", "disclosures", "distributions")
DESK = (*PUBLIC, "bookkeeping", "bank", "warnings")


@pytest.fixture
def trapped(here: Neighbourhood) -> Iterator[Situation]:
    """Books with something of everything, and the trap wherever people may write."""
    with transaction() as session:
        made = arranged(session)
        with clock_at(made.moment):
            keep_books(session, made)
    with transaction() as session:
        session.execute(text("DROP TRIGGER entry_no_update"))
        for table, names in WRITTEN.items():
            for name in names:
                column = col(getattr(table, name))
                session.execute(update(table).where(column != "").values({name: TRAP}))
    with clock_at(made.moment):
        yield made


def addresses(pages: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    for page in pages:
        yield page, {"place": "fengyuan"}
    yield "ledger", {"place": "fengyuan", "view": "lines"}
    with glance() as session:
        for table, page in ((Entry, "entry"), (Disclosure, "disclosure"), (Contract, "contracts")):
            for number in session.exec(select(table.id).limit(3)):
                yield page, {"id": str(number), "place": "fengyuan"}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)  # what is drawn is the same on both
@pytest.mark.parametrize("name", ["stranger", "wu", "shen"])
def test_no_page_of_the_books_obeys_what_people_wrote(
    monkeypatch: pytest.MonkeyPatch, trapped: Situation, name: str
) -> None:
    visitor = trapped.here.visitors.get(name)
    seen = 0
    for page, query in list(addresses(PUBLIC if name == "stranger" else DESK)):
        at = visit(monkeypatch, page, visitor, **query)
        assert not at.exception, f"{page} {query}: {at.exception}"
        for kind, words in said(at.main):
            assert "](//e" not in words, f"{page} {query}: {kind} {words}"
            assert ":red[w]" not in words, f"{page} {query}: {kind} {words}"
            seen += plain(TRAP) in words
    assert seen > 10  # the trap was there
