"""The list of meetings and one of them, as a stranger, a neighbour and the chair see them."""

from datetime import timedelta

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from db.session import transaction
from models.base import clock_at
from models.meeting import Attendance, Meeting
from services.draft import draft
from services.meeting.album import add_photos
from services.meeting.attendance import check_in, enter_by_hand, open_check_in
from services.meeting.calling import call_meeting
from services.meeting.minutes import add_to_minutes, file_minutes, form
from services.photo import developed
from tests.agenda import procedure, topic_at
from tests.neighbourhood import Neighbourhood
from tests.picture import picture
from tests.services.meeting.invitation import EVENING, call
from tests.visit import visit

SCRIPT = "停车<script>alert(1)</script>**[x](javascript:y)"


@pytest.fixture
def meeting_id(here: Neighbourhood) -> int:
    """Called by the council, with a link and a title that tries to be more than text."""
    with transaction() as session:
        topic = topic_at(session, here, procedure(session))
        said = call(title=SCRIPT, link="https://meeting.cn/room?pwd=1")
        return call_meeting(session, here.lin, here.fengyuan.id, said, [topic.id]).id


def words(page: AppTest) -> str:
    assert not page.exception
    shown = [*page.title, *page.markdown, *page.caption, *page.info, *page.warning, *page.success]
    return "\n".join(element.value for element in shown)


def test_a_stranger_reads_the_minutes_and_masked_names(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, meeting_id: int
) -> None:
    with clock_at(EVENING), transaction() as session:
        code = open_check_in(session, here.lin, meeting_id)
        check_in(session, here.chen, meeting_id, code)
        file_minutes(session, here.lin, meeting_id, "一、划线<b>停车</b>", {})
        add_to_minutes(session, here.tang, meeting_id, "二、装路灯")
    with clock_at(EVENING + timedelta(hours=3)):
        page = visit(monkeypatch, "meeting", id=str(meeting_id))
    text = words(page)
    assert "一、划线\\<b\\>停车" in text and "二、装路灯" in text
    assert "陈\\*\\*" in text and "陈静" not in text
    assert "林秀英" in text  # who calls a meeting does so in public
    assert "\\<script\\>" in page.title[0].value
    assert not [
        b.key for b in page.button if str(b.key).startswith("nb_") and "switch" not in b.key
    ]


def test_strangers_and_outsiders_see_no_link_for_joining(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, meeting_id: int
) -> None:
    stranger = visit(monkeypatch, "meeting", id=str(meeting_id))
    assert "登录后可见" in words(stranger)
    outsider = visit(monkeypatch, "meeting", here.wai, id=str(meeting_id))
    neighbour = visit(monkeypatch, "meeting", here.chen, id=str(meeting_id))
    for page in (stranger, outsider):
        assert not [url for url in links(page) if "meeting.cn" in url]
    assert "https://meeting.cn/room?pwd=1" in links(neighbour)


def links(page: AppTest) -> list[str]:
    return [element.proto.url for element in page.get("link_button")]


@pytest.mark.parametrize("asked", ["999", "0", "-1", "1 OR 1=1", "九"])
def test_an_address_that_leads_nowhere_says_so(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, asked: str
) -> None:
    assert "没有这场会议" in words(visit(monkeypatch, "meeting", id=asked))


def test_one_tap_signs_in_whoever_scanned_the_code(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, meeting_id: int
) -> None:
    with clock_at(EVENING):
        with transaction() as session:
            code = open_check_in(session, here.lin, meeting_id)
        stranger = visit(monkeypatch, "meeting", id=str(meeting_id), code=code)
        assert "请先登录" in words(stranger)
        page = visit(monkeypatch, "meeting", here.sun, id=str(meeting_id), code=code)
        page.button(key="nb_check_in").click().run()
        assert "已签到" in words(page)
        with transaction() as session:
            (row,) = session.exec(select(Attendance)).all()
            assert (row.member_id, row.by_code) == (here.sun.member_id, True)


def test_a_lost_connection_loses_nothing_of_the_minutes(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, meeting_id: int
) -> None:
    with clock_at(EVENING + timedelta(hours=1)):
        page = visit(monkeypatch, "meeting", here.lin, id=str(meeting_id))
        page.button(key="nb_write_minutes").click().run()
        page.text_area(key=f"nb_minutes_{meeting_id}").input("到会 6 人").run()
        again = visit(monkeypatch, "meeting", here.lin, id=str(meeting_id))
        assert again.text_area(key=f"nb_minutes_{meeting_id}").value == "到会 6 人"
        other = visit(monkeypatch, "meeting", here.tang, id=str(meeting_id))
        other.button(key="nb_write_minutes").click().run()
        assert "林秀英也在写这份纪要" in words(other)
        with transaction() as session:
            assert draft(session, here.lin, form(meeting_id))["text"] == "到会 6 人"


def test_the_later_of_two_editors_is_told_and_finds_his_text(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, meeting_id: int
) -> None:
    with clock_at(EVENING + timedelta(hours=1)):
        page = visit(monkeypatch, "meeting", here.tang, id=str(meeting_id))
        page.button(key="nb_write_minutes").click().run()
        page.text_area(key=f"nb_minutes_{meeting_id}").input("到会 7 人").run()
        with transaction() as session:
            enter_by_hand(session, here.lin, meeting_id, "王奶奶")
            file_minutes(session, here.lin, meeting_id, "到会 6 人", {})
        page.button(key="nb_publish_minutes").click().run()
        after = visit(monkeypatch, "meeting", here.tang, id=str(meeting_id))
        assert "到会 6 人" in words(after)
        assert after.text_area(key=f"nb_addition_{meeting_id}").value == "到会 7 人"
        with transaction() as session:
            assert session.get_one(Meeting, meeting_id).minutes == "到会 6 人"


def test_the_list_shows_the_next_meeting_and_says_when_there_is_none(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, meeting_id: int
) -> None:
    text = words(visit(monkeypatch, "meetings", place="fengyuan"))
    assert "还有 5 天" in text and "6 月 15 日 周一 19:00–21:00" in text
    assert "还没有会议通知" in words(visit(monkeypatch, "meetings", place="qinghe"))
    assert "还没有会议通知" in words(visit(monkeypatch, "meetings", here.chen, form="owners"))
    english = words(visit(monkeypatch, "meetings", language="en", place="fengyuan"))
    assert "In 5 days" in english and "Mon 15 Jun 19:00–21:00" in english


def test_photos_hang_with_words_for_who_cannot_see_and_moderators_take_them_down(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, meeting_id: int
) -> None:
    with transaction() as session:
        add_photos(session, here.lin, meeting_id, [developed(picture())])
    key = f"nb_take_down_meeting:{meeting_id}"
    stranger = visit(monkeypatch, "meeting", id=str(meeting_id))
    (shown,) = [i for element in stranger.image for i in element.proto.imgs]
    assert shown.url.endswith("-small.jpg") and "照片 1/1" in shown.alt
    assert key not in [button.key for button in stranger.button]
    page = visit(monkeypatch, "meeting", here.lin, id=str(meeting_id))
    page.button(key=key).click().run()
    page.button(key=key).click()  # a dialog is drawn only while its opener is pressed
    page.button(key="nb_confirm").click().run()
    assert "理由" in page.error[0].value
