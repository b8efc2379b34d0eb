"""The page that checks the books, opened from a disk, without any server."""

import base64
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from rules.log import tree
from rules.log.canonical import canonical
from rules.log.checkpoint import issued
from rules.log.entry_proof import EntryProof
from services.log.page import PAGE
from tests.handed_over import (
    KEY,
    NEXT_KEY,
    handed_over,
    head_of,
    signed_head,
    small_log,
)

LEAVES = small_log()
OLD = signed_head(LEAVES, 8)


@pytest.fixture
def page(chromium: Browser) -> Page:
    """A browser that is cut off from every network, on a phone."""
    context = chromium.new_context(
        offline=True, locale="zh-CN", viewport={"width": 390, "height": 844}
    )
    made = context.new_page()
    made.goto(PAGE.as_uri())
    yield made
    context.close()


def check(page: Page, files: dict[str, bytes], kept: str = "") -> str:
    """Choose the files, paste what was kept, and read the answer."""
    given = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        for name, content in files.items()
        if "/" not in name
    ]
    page.set_input_files("#files", given)
    page.fill("#kept", kept)
    page.evaluate("document.getElementById('said').textContent = ''")
    page.click("#go")
    page.locator("#said:not(:empty)").wait_for()
    return page.inner_text("#said")


def proof_of(index: int) -> bytes:
    hashes = [tree.leaf_hash(canonical(leaf).encode()) for leaf in LEAVES]
    path = tree.inclusion(index, len(LEAVES), tree.subtrees(hashes))
    leaf = canonical(LEAVES[index]).encode()
    return str(EntryProof(index, tuple(path), issued(head_of(LEAVES), KEY), leaf)).encode()


def test_true_books_pass_and_their_balance_is_shown(page: Page) -> None:
    assert "✓" in check(page, handed_over(LEAVES), f"{OLD}\n公钥：{KEY.verifier}")
    assert "✗" not in page.inner_text("#list")
    assert "见证" in page.inner_text("#list")
    balance = 5_000_000 + 36_000 - 48_000 + 7_700
    assert f"¥{balance / 100:.2f}" in page.inner_text("#sums")


def test_without_an_old_checkpoint_it_says_what_is_still_unknown(page: Page) -> None:
    assert "旧检查点" in check(page, handed_over(LEAVES))


def test_books_rewritten_and_signed_anew_are_found_with_the_old_checkpoint(page: Page) -> None:
    forged = [
        leaf | {"purpose": "别的用途"} if leaf.get("number") == 2 else leaf for leaf in LEAVES
    ]
    assert "✓" in check(page, handed_over(forged))
    assert "✗" in check(page, handed_over(forged), OLD)
    assert "✗" in check(page, handed_over(LEAVES[:6]), OLD)
    stranger = handed_over([LEAVES[0] | {"key": str(NEXT_KEY.verifier)}, *LEAVES[1:]], NEXT_KEY)
    assert "✗" in check(page, stranger, str(KEY.verifier))


def test_a_turned_bit_in_the_books_or_the_checkpoint_is_found(page: Page) -> None:
    files = handed_over(LEAVES)
    for name, at in (("entries.jsonl", 700), ("checkpoint.txt", 30), ("checkpoint.txt", 150)):
        spoilt = bytearray(files[name])
        spoilt[at] ^= 1
        assert "✗" in check(page, files | {name: bytes(spoilt)}), (name, at)


def test_unsound_books_are_found(page: Page) -> None:
    unsound = [*LEAVES, LEAVES[-1] | {"number": 9}]
    assert "✗" in check(page, handed_over(unsound))
    assert "编号" in page.inner_text("#list")


def test_a_key_that_handed_over_is_followed(page: Page) -> None:
    leaves = small_log(rotate=True)
    files = handed_over(leaves, NEXT_KEY, (KEY, NEXT_KEY))
    assert "✓" in check(page, files, f"{OLD}\n{KEY.verifier}")
    forged = handed_over(leaves, KEY, (KEY, NEXT_KEY))
    assert "✗" in check(page, forged, OLD)


def test_the_proof_of_one_entry_holds_for_that_entry_only(page: Page) -> None:
    for index in range(len(LEAVES)):
        assert "✓" in check(page, {"a.tlog-proof": proof_of(index)}, str(KEY.verifier)), index
    assert '"fen":7700' in page.inner_text("#entry")
    other = base64.b64encode(canonical(LEAVES[2]).encode()).decode()
    text = re.sub(r"extra .*", f"extra {other}", proof_of(3).decode())
    assert "✗" in check(page, {"a.tlog-proof": text.encode()}, str(KEY.verifier))
    assert "✗" in check(page, {"a.tlog-proof": proof_of(3)}, str(NEXT_KEY.verifier))


def test_what_is_still_missing_is_asked_for_and_is_no_alarm(page: Page) -> None:
    said = check(page, {"a.tlog-proof": proof_of(3)})
    assert "还缺一样" in said
    assert "✗" not in said
    assert "✓" not in said
    assert "→ 请粘贴公示纸上的公钥" in page.inner_text("#list")
    other = base64.b64encode(canonical(LEAVES[2]).encode()).decode()
    false = re.sub(r"extra .*", f"extra {other}", proof_of(3).decode())
    assert "✗" in check(page, {"a.tlog-proof": false.encode()})  # and a false one is found anyway


def test_it_speaks_english_too(page: Page, tmp_path: Path) -> None:
    page.click("#lang")
    assert "What it does not prove" in page.inner_text("body")
    assert "holds" in check(page, handed_over(LEAVES), OLD)
    assert "was changed" in page.inner_text("#list")


def test_it_asks_no_network_for_anything() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert not re.search(r"(src|href)=|fetch\(|XMLHttp|import\(|url\(|WebSocket", text)
    assert "default-src 'none'" in text
