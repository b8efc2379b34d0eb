"""The accounts as a homeowner reads them, without an account and on any address."""

from dataclasses import replace

import pytest

from db.session import transaction
from models.ledger import PartyKind
from rules.ledger.entry import Counterparty
from services.ledger.reversal import reverse_entry
from tests.ledgers import DAY, approved, opened, opening, payment, posted, receipt
from tests.neighbourhood import Neighbourhood
from tests.visit import visit


def words(page) -> str:
    kinds = [page.markdown, page.caption, page.info, page.title, page.warning]
    return "\n".join(element.value for kind in kinds for element in kind).replace("\\", "")


@pytest.fixture
def book(here: Neighbourhood) -> None:
    """An opening, an income from a person, a payment, and the payment taken back."""
    with transaction() as session:
        made = opened(session, here)
        posted(session, here, made, opening(1_000_000))
        paid = replace(
            receipt(474_454),
            party=Counterparty(PartyKind.PERSON, "王小二"),
            purpose="摊位 <b>费|用",
        )
        posted(session, here, made, paid)
        entry = posted(session, here, made, payment(30_000))
        draft = reverse_entry(session, here.wu, entry.id or 0, DAY, "重复付款")
        approved(session, here, draft.id or 0)


def test_a_stranger_reads_the_balance_first(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, book: None
) -> None:
    page = visit(monkeypatch, "ledger", place="fengyuan")
    assert not page.exception
    assert "### ¥\u00a014,744.54" in words(page)
    assert "钱从哪里来？" in words(page)
    assert "本季支出（含成本）" in words(page)  # the statement's 支出 is without them
    assert "¥ " not in words(page)  # no line ends between the sign and the sum
    alts = [chart.proto.alt for chart in page.get("vega_lite_chart")]
    assert any("¥\u00a04,744.54" in alt for alt in alts)
    assert all(alts)


def test_the_same_page_speaks_english(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, book: None
) -> None:
    page = visit(monkeypatch, "ledger", language="en", place="fengyuan")
    assert "Where does the money come from?" in words(page)
    assert "Q2 2026" in words(page)


def test_every_line_names_its_marks_and_never_a_person(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, book: None
) -> None:
    page = visit(monkeypatch, "ledger", place="fengyuan", view="lines")
    shown = words(page)
    assert "王**" in shown
    assert "王小二" not in shown
    assert "红冲 3 号" in shown
    assert "已被 4 号红冲" in shown
    assert "无票据，已说明" in shown
    table = next(e.value for e in page.markdown if "/entry?id=" in e.value)
    assert r"\<b\>费\|用" in table  # a sign of Markdown in a text is a sign, not a column


def test_the_address_carries_the_filters(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, book: None
) -> None:
    page = visit(
        monkeypatch, "ledger", place="fengyuan", view="lines", kind="payment", sort="largest"
    )
    assert "1 笔 · 收入 ¥\u00a00.00 · 支出 ¥\u00a0300.00" in words(page)
    nothing = visit(monkeypatch, "ledger", place="fengyuan", view="lines", q="没有的人")
    assert "没有符合的记录" in words(nothing)


@pytest.mark.parametrize(
    "query",
    [
        {"view": "x' OR 1=1"},
        {"view": "lines", "page": "-3", "period": "99", "head": "<script>", "kind": "??"},
        {"view": "lines", "page": "999999999999", "sort": "up", "q": "%_\\' ; drop table"},
        {"view": "mine", "area": "nan", "unit": "1-102' --"},
        {"view": "street", "place": "zhelu"},
        {"place": "nowhere", "fund": "all"},
        {"period": "0", "fund": "held"},
    ],
)
def test_a_made_up_address_does_no_harm(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, book: None, query: dict[str, str]
) -> None:
    assert not visit(monkeypatch, "ledger", **({"place": "fengyuan"} | query)).exception


def test_an_owner_sees_his_share_and_a_visitor_may_ask_for_any(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, book: None
) -> None:
    mine = visit(monkeypatch, "ledger", here.zhou, place="fengyuan")
    assert "我家份额（按面积）" in words(mine)
    asked = visit(monkeypatch, "ledger", place="fengyuan", view="mine", unit="1-102")
    assert "1-102" in words(asked)
    assert "没有这个户号" in words(
        visit(monkeypatch, "ledger", place="fengyuan", view="mine", unit="8")
    )


def test_a_compound_without_books_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "ledger", place="fengyuan")
    assert "还没有在这里开账" in words(page)
    assert any(button.label == "去开账" for button in visit(monkeypatch, "ledger", here.wu).button)


def test_an_entry_is_told_in_words_with_duties_and_no_names(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, book: None
) -> None:
    page = visit(monkeypatch, "entry", book="fengyuan", number="3")
    shown = words(page)
    assert not page.exception
    assert "付给江城维修队 ¥\u00a0300.00。" in shown
    assert "录入：业委会" in shown
    assert "吴刚" not in shown
    assert "已经冲回" in shown


@pytest.mark.parametrize(
    "query", [{}, {"id": "0"}, {"id": "x"}, {"book": "fengyuan", "number": "9"}]
)
def test_an_entry_that_is_not_there_leads_back(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, book: None, query: dict[str, str]
) -> None:
    assert "没有这笔凭证" in words(visit(monkeypatch, "entry", **query))


def test_an_address_that_names_the_compound_keeps_naming_it(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, book: None
) -> None:
    page = visit(monkeypatch, "ledger", place="fengyuan", view="lines")
    assert page.query_params["place"] == "fengyuan"
    bare = visit(monkeypatch, "ledger", view="lines")
    assert "place" not in bare.query_params


def test_books_of_another_compound_than_asked_for_are_said_to_be(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, book: None
) -> None:
    page = visit(monkeypatch, "ledger", place="nonsense")
    assert "这个地址没有小区。下面是枫园小区的账。" in words(page)
    assert "place" not in page.query_params
    assert "这个地址没有小区" not in words(visit(monkeypatch, "ledger", place="fengyuan"))


def test_an_entry_shows_debits_first_and_how_to_check_it(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, book: None
) -> None:
    page = visit(monkeypatch, "entry", book="fengyuan", number="4")
    sides = next(element.value for element in page.markdown if "| 借 |" in element.value)
    assert sides.index("| 借 |") < sides.index("| 贷 |")
    assert "断网打开" in words(page)
    links = [button.proto.url for button in page.get("link_button")]
    assert any(url.endswith("/verify.html") for url in links)
