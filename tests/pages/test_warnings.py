"""What an auditor should look at, with the entries it names."""

import pytest

from db.session import transaction
from tests.contracts import active, paid
from tests.ledgers import opened
from tests.neighbourhood import Neighbourhood
from tests.pages.test_roll import words
from tests.visit import visit


def test_an_auditor_reads_what_stands_out_and_by_which_rule(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        book = opened(session, here)
        contract = active(session, here, book)
        entry = paid(session, here, book, contract, 1_000_00)
    page = visit(monkeypatch, "warnings", here.shen, place="fengyuan")
    assert not page.exception
    assert "2026 年有 1 处值得看一看" in words(page)
    assert "合同应收款逾期 30 天以上还没有入账" in words(page)
    assert f"](/entry?id={entry.id})" in words(page)  # a line of text, which wraps on a phone
    assert "已逾期 160 天" in words(page)
    assert len(page.table[0].value) == 12
    alone = visit(monkeypatch, "warnings", here.wu, "en", rule="income_missing")
    assert "Contract income missing" in words(alone) + str([s.value for s in alone.subheader])
    odd = visit(monkeypatch, "warnings", here.shen, place="fengyuan", rule="x", year="1900")
    assert not odd.exception


def test_a_compound_without_books_has_nothing_to_warn_of(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "warnings", here.shen, place="qinghe")
    assert "还没有在这里建账" in words(page)


@pytest.mark.parametrize("who", ["zhou", "ma", "gao", "guan"])
def test_warnings_are_for_those_who_audit(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, who: str
) -> None:
    page = visit(monkeypatch, "warnings", here.visitors[who])
    assert "不能做这件事" in words(page)
    assert not page.table
