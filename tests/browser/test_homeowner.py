"""A homeowner on a phone, without an account: where does our money go, and is it true?

The books are those of the demo's year; what she takes home is checked with the network cut off.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sqlmodel import select

from models.log import KeyRole, LogKey
from services.log.page import PAGE
from tests.browser.conftest import House, settled
from tests.browser.picture import picture

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def phone(town: House) -> Iterator[Page]:
    """Her phone: nobody has signed in on it."""
    yield town.browser(viewport=PHONE, is_mobile=True, has_touch=True, accept_downloads=True)
    while town.contexts:
        town.contexts.pop().close()


def words(page: Page) -> str:
    return page.get_by_test_id("stMain").inner_text()


def test_she_reads_the_balance_finds_the_slide_and_sees_what_it_rests_on(
    town: House, phone: Page
) -> None:
    town.open(phone, "ledger", place="fengyuan")
    assert "现有结余" in words(phone)
    picture(phone, "20-ledger-phone")
    assert phone.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    phone.get_by_text("明细", exact=True).click()
    settled(phone)
    phone.get_by_text("修理中心花园滑梯").first.wait_for()
    phone.get_by_role("link", name="修理中心花园滑梯").first.click()
    phone.wait_for_url("**/entry?id=*")
    settled(phone)
    phone.get_by_text("有什么凭据？").wait_for()
    said = words(phone)
    assert "童乐设施公司" in said
    assert "已决定: 修理中心花园滑梯" in said
    assert phone.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    phone.wait_for_function("document.querySelector('img[src*=voucher]').naturalWidth > 0")
    picture(phone, "21-entry-phone")
    assert len(phone.context.pages) == 1  # and the way back leads back
    phone.go_back()
    phone.wait_for_url("**/ledger?*view=lines*")
    settled(phone)
    phone.get_by_text("修理中心花园滑梯").first.wait_for()


def test_she_sees_the_question_that_a_neighbour_asked_and_its_answer(
    town: House, phone: Page
) -> None:
    town.open(phone, "disclosures", place="fengyuan")
    phone.get_by_role("link", name="查看收支").nth(1).click()
    settled(phone)
    phone.get_by_text("异议与答复").wait_for()
    assert "已红冲并重新入账" in words(phone)


def test_she_takes_proof_and_books_home_and_checks_them_without_a_network(
    town: House, phone: Page, chromium: Browser, tmp_path: Path
) -> None:
    town.open(phone, "entry", id=9)
    address = re.search(r"/ledger/fengyuan/\d+/proof", phone.content())
    assert address is not None
    ask = phone.request
    files = {
        "one.tlog-proof": ask.get(f"{town.url}{address[0]}").body(),
        "entries.jsonl": ask.get(f"{town.url}/open-data/ledger/fengyuan.jsonl").body(),
        "checkpoint.txt": ask.get(f"{town.url}/ledger/fengyuan/checkpoint").body(),
    }
    context = chromium.new_context(offline=True, locale="zh-CN", viewport=PHONE)  # type: ignore[arg-type]
    home = context.new_page()
    home.goto(PAGE.as_uri())
    with town.transaction() as session:  # she has it on the paper notice
        wanted = select(LogKey.verifier).where(LogKey.role == KeyRole.LOG)
        key = session.exec(wanted).one()
    assert "✓" in checked(home, {"one.tlog-proof": files["one.tlog-proof"]}, key)
    assert "✓" in checked(home, {n: files[n] for n in ("entries.jsonl", "checkpoint.txt")})
    picture(home, "22-verified-offline-phone")
    rewritten = files["entries.jsonl"].replace(b"2860000", b"2860001", 1)
    assert rewritten != files["entries.jsonl"]
    false = {"entries.jsonl": rewritten, "checkpoint.txt": files["checkpoint.txt"]}
    assert "✗" in checked(home, false)
    context.close()


def test_she_sees_why_a_compound_is_on_the_black_list_and_what_follows(
    town: House, phone: Page
) -> None:
    town.open(phone, "rankings")
    phone.get_by_role("link", name=re.compile("赭麓街道 20.. 年")).nth(1).click()  # one collects
    phone.wait_for_url("**/edition?*")
    settled(phone)
    assert "黑榜" in words(phone)
    assert phone.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    picture(phone, "30-lists-phone")
    phone.get_by_role("link", name="桂苑小区").first.click()
    phone.wait_for_url("**/placing?id=*")
    settled(phone)
    assert "安居物业" in words(phone)
    assert phone.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    picture(phone, "31-placing-phone")


def checked(page: Page, files: dict[str, bytes], kept: str = "") -> str:
    """What the page says of these files, and of what she has in hand."""
    given = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        for name, content in files.items()
    ]
    page.set_input_files("#files", given)  # type: ignore[arg-type]
    page.fill("#kept", kept)
    page.evaluate("document.getElementById('said').textContent = ''")
    page.click("#go")
    page.locator("#said:not(:empty)").wait_for()
    return page.inner_text("#said")
