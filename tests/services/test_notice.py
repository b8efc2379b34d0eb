"""Posting: frozen in both languages, hashed, listed, and never changed again."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, col, select

from models import base
from models.notice import Notice, NoticeKind
from models.trail import TrailLine
from rules.notice import text_hash
from rules.refusal import Refused
from services import notice
from services.trail import HOUSE
from tests.conftest import NOON
from tests.neighbourhood import Neighbourhood

BODY = {
    "sections": [
        {
            "title": "Members",
            "columns": ["", "Places", "Area"],
            "rows": [["Vote", 417, {"area_cm2": 37_761_300}]],
        },
        {"title": "Meeting", "rows": [["Meeting", {"said": "<b>槐树下</b>"}]]},
    ],
    "text": "自公示之日起施行。",
    "figures": {"heads": {"for": 417}},
}


def post(
    session: Session, here: Neighbourhood, title: str = "更换物业服务企业", **more: object
) -> Notice:
    given = {"kind": NoticeKind.RESULT, "place": here.fengyuan, "days": 7, "body": BODY} | more
    return notice.post_notice(session, HOUSE, title=title, **given)  # type: ignore[arg-type]


def test_a_notice_is_frozen_with_its_words_dates_and_code(
    session: Session, here: Neighbourhood
) -> None:
    posted = post(session, here)
    found = notice.notice(session, posted.code.upper())
    assert found is posted
    assert posted.sha256 == text_hash(posted.body)
    assert posted.body["code"] == posted.code
    assert posted.body["place"] == "枫园小区"
    assert posted.body["figures"] == {"heads": {"for": 417}}
    assert posted.body["sections"][0]["title"] == {"zh_CN": "成员", "en": "Members"}
    assert posted.body["sections"][0]["rows"][0][1:] == [
        "417",
        {"zh_CN": "3,776.13 ㎡", "en": "3,776.13 m²"},
    ]
    assert posted.posted_at == NOON
    assert posted.posted_until == datetime(2026, 6, 17, 16, tzinfo=UTC)


def test_the_database_gives_back_what_was_hashed(session: Session, here: Neighbourhood) -> None:
    code = post(session, here, title="ｅ́公约 " + "e\u0301").code
    session.flush()
    session.expire_all()
    again = notice.notice(session, code)
    assert again is not None
    assert again.sha256 == text_hash(again.body)


def test_posting_leaves_one_line_with_the_fingerprint(
    session: Session, here: Neighbourhood
) -> None:
    posted = post(session, here)
    line = session.exec(select(TrailLine).where(TrailLine.code == "notice.posted")).one()
    assert line.about == f"notice:{posted.id}"
    assert line.after == {"code": posted.code, "kind": "result", "sha256": posted.sha256}


@pytest.mark.parametrize("verb", ["UPDATE notice SET title = 'x'", "DELETE FROM notice"])
def test_nobody_changes_what_was_posted(session: Session, here: Neighbourhood, verb: str) -> None:
    post(session, here)
    with pytest.raises(DatabaseError, match="append-only"), session.begin_nested():
        session.connection().exec_driver_sql(verb)


def test_a_term_of_more_than_a_year_is_refused(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="365"):
        post(session, here, days=400)


def test_a_code_that_nobody_posted_finds_nothing(session: Session, here: Neighbourhood) -> None:
    assert notice.notice(session, "aaaaaaaaaa") is None
    assert notice.notice(session, "'; DROP TABLE notice; --") is None


def test_notices_are_listed_page_by_page_newest_first(
    session: Session, here: Neighbourhood
) -> None:
    for number in range(notice.PAGE_ROWS + 3):
        with base.clock_at(NOON + timedelta(hours=number)):
            post(session, here, title=f"第 {number} 号")
    first = notice.notices(session, here.fengyuan.path)
    second = notice.notices(session, here.fengyuan.path, page=2)
    assert first.total == second.total == notice.PAGE_ROWS + 3
    assert first.rows[0].title == f"第 {notice.PAGE_ROWS + 2} 号"
    assert [row.title for row in second.rows] == ["第 2 号", "第 1 号", "第 0 号"]
    assert first.rows[0].place == "枫园小区"


def test_a_list_is_of_one_place_and_all_below_it(session: Session, here: Neighbourhood) -> None:
    post(session, here)
    post(session, here, title="清河里的公示", place=here.places["qinghe"], kind=NoticeKind.MEETING)
    assert notice.notices(session, here.places["qinghe"].path).total == 1
    assert notice.notices(session, here.places["jiangcheng"].path).total == 2
    assert notice.notices(session, "/", kind=NoticeKind.MEETING).rows[0].title == "清河里的公示"


def test_a_headline_that_is_too_long_is_cut_and_says_so(
    session: Session, here: Neighbourhood
) -> None:
    posted = post(session, here, title="长" * 300)
    assert posted.body["title"] == "长" * (notice.LONGEST_TITLE - 1) + "…"
    kept = session.exec(select(Notice.title).where(col(Notice.id) == posted.id)).one()
    assert kept == posted.body["title"]
    assert post(session, here, title="长" * 100).title == "长" * 100
