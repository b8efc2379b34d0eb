"""Notices as PDF: the same bytes everywhere, and nothing that people wrote is obeyed."""

import json
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import typst
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db.session import transaction
from models import base
from models.notice import Notice, NoticeKind
from routes import ROUTES
from services import press
from services.notice import post_notice
from services.trail import HOUSE
from tests.neighbourhood import Neighbourhood

ROOT = Path(__file__).parent.parent.parent
MOMENT = datetime(2026, 4, 20, 8, 0, tzinfo=UTC)
HOSTILE = (
    '#eval("1+1")',
    '#panic("stop")',
    '#read("/etc/passwd")',
    "$ sum_(i=0)^n $",
    "\\u{41}\\",
    "[ *bold* _it_ ] `raw` <label> @label",
    '= heading "x" // c /* d',
    '"); panic("',
    "𠮷野家 \u202e ✓ \x00",
)


def shown(text: str = "停车", rows: int = 3) -> dict[str, Any]:
    words = ("number", "broken", "qr", "check", "first", "second", "fingerprint")
    return {
        "title": text,
        "house": "五民议事",
        "lang": "zh",
        "region": "cn",
        "place": text,
        "kind": "收支公示",
        "term": text,
        "whole": True,
        "code": "abcdefghjk",
        "fingerprint": "ab" * 32,
        "paragraphs": [text],
        "sections": [
            {"title": text, "columns": [], "sides": [], "rows": [[text, text]]},
            {
                "title": "收入",
                "columns": ["科目", "本期"],
                "sides": ["left", "right"],
                "rows": [[text, "¥ 1.00"]] * rows,
            },
        ],
        "qr": '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"></svg>',
        "words": dict.fromkeys(words, text),
    }


def printed(text: str) -> bytes:
    return press.printed(json.dumps(shown(text), ensure_ascii=False, sort_keys=True), MOMENT)


def test_another_process_renders_the_same_bytes(tmp_path: Path) -> None:
    here = printed("东门停车 ¥ 1,200.00")
    code = (
        "import sys; from tests.routes.test_pdf import printed;"
        "sys.stdout.buffer.write(printed('东门停车 ¥ 1,200.00'))"
    )
    environment = os.environ | {"TZ": "America/New_York", "LANG": "C", "PYTHONHASHSEED": "7"}
    run = [sys.executable, "-c", code]
    there = subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert here == there.stdout
    assert here.startswith(b"%PDF-1.7")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_wrote_is_shown_and_never_run(text: str) -> None:
    made = printed(text)
    assert made.startswith(b"%PDF")
    assert len(made) > 5_000


def test_the_template_evaluates_nothing_and_opens_no_file() -> None:
    source = (press.TEMPLATES / "notice.typ").read_text("utf-8")
    for word in ("eval(", "read(", "plugin(", "include ", "import "):
        assert word not in source


def test_a_long_table_goes_on_over_pages() -> None:
    text = json.dumps(shown(rows=1_000), ensure_ascii=False, sort_keys=True)
    assert len(press.printed(text, MOMENT)) > 100_000


def test_figures_stand_to_the_right() -> None:
    section = {
        "rows": [["停车", "¥ 1.00", "3", "易停车", ""], ["广告", "−¥ 2.00", "–", "1 号", "x"]]
    }
    assert press.sides(section) == ["left", "right", "right", "left", "left"]
    assert press.sides({"columns": ["", "x"], "rows": []}) == ["left", "right"]


def test_the_ninth_reader_is_asked_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, done = threading.Event(), threading.Event()

    def slow(_text: str, _at: datetime, _template: str) -> bytes:
        begun.set()
        done.wait(10)
        return b"%PDF"

    monkeypatch.setattr(press, "printed", slow)
    monkeypatch.setattr(press, "_kept", type(press._kept)())
    readers = [threading.Thread(target=press.sheet, args=(shown(str(n)), MOMENT)) for n in range(8)]
    for reader in readers:
        reader.start()
    assert begun.wait(10)
    while press._queue._value:
        pass
    with pytest.raises(press.Busy):
        press.sheet(shown("another"), MOMENT)
    done.set()
    for reader in readers:
        reader.join(10)
    assert press.sheet(shown("another"), MOMENT) == b"%PDF"


@pytest.fixture
def browser() -> TestClient:
    return TestClient(Starlette(routes=ROUTES))


@pytest.fixture
def posted(here: Neighbourhood) -> Notice:
    rows = [["停车 #eval", {"fen": 1_234_500}, {"share": [1, 2]}]]
    body = {"sections": [{"title": "收入", "columns": ["", "Area", "Percent"], "rows": rows}]}
    with transaction() as session:
        return post_notice(
            session, HOUSE, NoticeKind.ACCOUNTS, here.fengyuan, "收支公示", body, days=30
        )


def test_every_notice_has_its_pdf(browser: TestClient, posted: Notice) -> None:
    answer = browser.get(f"/notice/{posted.code}.pdf?lang=zh")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == f'inline; filename="{posted.code}.pdf"'
    assert browser.get(f"/notice/{posted.code}.pdf?lang=en").content != answer.content
    assert f'/notice/{posted.code}.pdf?lang=zh"' in browser.get(f"/notice/{posted.code}").text
    assert browser.get("/notice/aaaaaaaaaa.pdf").status_code == 404


def test_the_pdf_is_the_same_after_its_term(browser: TestClient, posted: Notice) -> None:
    press._kept.clear()
    first = browser.get(f"/notice/{posted.code}.pdf?lang=zh").content
    press._kept.clear()
    with base.clock_at(posted.posted_until):
        assert browser.get(f"/notice/{posted.code}.pdf?lang=zh").content == first


def test_a_forged_notice_has_another_pdf(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch, posted: Notice
) -> None:
    first = browser.get(f"/notice/{posted.code}.pdf?lang=zh").content
    forged = Notice(**posted.model_dump() | {"body": posted.body | {"text": "另一回事"}})
    monkeypatch.setattr("services.notice.notice", lambda *_: forged)
    assert browser.get(f"/notice/{posted.code}.pdf?lang=zh").content != first


def text_of(shown_text: str) -> str:
    """What the template lays out, asked of typst itself."""
    source = (press.TEMPLATES / "notice.typ").read_bytes()
    told = json.dumps(shown(shown_text), ensure_ascii=False)
    found: str = typst.query(source, "heading", field="body", sys_inputs={"notice": told})
    return found


@pytest.mark.parametrize("text", HOSTILE[:-1])
def test_a_title_stands_letter_by_letter(text: str) -> None:
    assert {"func": "text", "text": text} in json.loads(text_of(text))
