"""Collecting on screen: a sheet filled in by tapping, an owner's answer, the officers' desk."""

import pytest
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from db.session import glance, transaction
from models.scoring import Figure, GateFact, Sheet, SurveyAnswer
from services.scoring.drawing import draw_experts
from services.scoring.filling import keep_points, the_sheet
from services.scoring.reading import duties
from services.scoring.survey import Answer, answer_survey
from tests.collecting import Collecting, collecting
from tests.neighbourhood import Neighbourhood
from tests.pages.test_roll import labelled, press, words
from tests.visit import visit


@pytest.fixture
def made(here: Neighbourhood) -> Collecting:
    with transaction() as session:
        found = collecting(session, here)
        draw_experts(session, here.qin, found.id)
        for row in (found.edition, *found.entrants.values(), *found.firms.values()):
            session.refresh(row)
        session.expunge_all()
        return found


def first_drawn(made: Collecting) -> str:
    """An expert who was drawn for 枫园小区."""
    with glance() as session:
        return next(
            name
            for name, visitor in made.experts.items()
            if any(duty.entrant_id == made.fengyuan for duty in duties(session, visitor))
        )


def sheet_of(session: Session, made: Collecting, who: str) -> Sheet:
    found = the_sheet(session, made.fengyuan, "onsite", made.experts[who].member_id or 0)
    assert found is not None
    return found


def test_an_expert_fills_in_a_sheet_by_tapping_and_signs_it(
    monkeypatch: pytest.MonkeyPatch, made: Collecting
) -> None:
    who = first_drawn(made)
    page = visit(monkeypatch, "sheets", made.experts[who])
    assert not page.exception
    assert "张**评分表等您填写" in words(page)
    query = {"id": str(made.fengyuan), "sheet": "onsite"}
    page = visit(monkeypatch, "sheets", made.experts[who], **query)
    assert not page.exception
    tap(page, made, "x01", 3200)
    with glance() as session:
        assert sheet_of(session, made, who).points == {"x01": 3200}
    page.button(key="nb_sheet_rest").click().run()
    page.button(key="nb_sheet_next").click().run()
    tap(page, made, "x03", 0)
    with glance() as session:
        assert sheet_of(session, made, who).points == {"x01": 3200, "x02": 3000, "x03": 0}
    page.button(key="nb_sheet_sign").click().run()
    page.button(key="nb_sheet_sign").click()  # a dialog is drawn as long as its opener is pressed
    page.button(key="nb_sheet_signed").click().run()
    assert not page.exception
    with glance() as session:
        assert sheet_of(session, made, who).signed_at is not None
    page = visit(monkeypatch, "sheets", made.experts[who], **query)
    assert any("不能再改" in success.value for success in page.success)


def tap(page: AppTest, made: Collecting, item: str, points: int) -> None:
    key = f"nb_points_{made.fengyuan}_onsite_{item}"
    group = page.button_group(key=key)
    group.set_value(points).run()


def test_what_another_tab_has_written_is_what_is_shown(
    monkeypatch: pytest.MonkeyPatch, made: Collecting
) -> None:
    who = first_drawn(made)
    expert = made.experts[who]
    page = visit(monkeypatch, "sheets", expert, id=str(made.fengyuan), sheet="onsite")
    tap(page, made, "x01", 3200)
    with transaction() as session:
        keep_points(session, expert, made.fengyuan, "onsite", {"x01": 40})
    tap(page, made, "x02", 0)
    assert page.button_group(key=f"nb_points_{made.fengyuan}_onsite_x01").value == 4000
    with glance() as session:
        assert sheet_of(session, made, who).points == {"x01": 4000, "x02": 0}


def test_a_sheet_that_is_not_ones_own_is_not_shown(
    monkeypatch: pytest.MonkeyPatch, made: Collecting
) -> None:
    page = visit(monkeypatch, "sheets", made.here.wu, id=str(made.fengyuan), sheet="onsite")
    assert [info.value for info in page.info] == ["这张评分表不由您填写。"]
    page = visit(monkeypatch, "sheets", made.here.wu, id="999999", sheet="onsite")
    assert [info.value for info in page.info] == ["这张评分表不由您填写。"]


def test_an_owner_answers_for_his_home_with_seven_taps_or_fewer(
    monkeypatch: pytest.MonkeyPatch, made: Collecting
) -> None:
    page = visit(monkeypatch, "survey", made.here.zhou)
    assert not page.exception
    press(page, "提交")
    assert "还没有回答" in page.error[0].value
    for group in page.button_group:
        group.set_value(4)
    press(page, "提交")
    with glance() as session:
        row = session.exec(select(SurveyAnswer)).one()
        assert row.points == {"overall": 4, "clean": 4}
    page = visit(monkeypatch, "survey", made.here.zhou)
    assert [done.value for done in page.success] == ["您家已经答过了，谢谢。"]


def test_the_council_enters_a_form_from_paper_and_gets_an_empty_one(
    monkeypatch: pytest.MonkeyPatch, made: Collecting
) -> None:
    page = visit(monkeypatch, "survey", made.here.lin)
    assert "0 / 6 · 还差 3 户" in words(page)
    page.text_input(key="nb_paper_unit_0").set_value("2-101")
    for group in page.button_group:
        group.set_value(2)
    press(page, "录入这份问卷")
    assert not page.exception
    with glance() as session:
        assert session.exec(select(SurveyAnswer)).one().by_hand
    assert page.text_input(key="nb_paper_unit_1").value == ""


def test_what_waits_stands_on_the_first_page(
    monkeypatch: pytest.MonkeyPatch, made: Collecting
) -> None:
    seen = words(visit(monkeypatch, "home", made.experts[first_drawn(made)]))
    assert "张评分表待签署" in seen
    assert "枫园小区 1" in words(visit(monkeypatch, "home", made.here.zhou))
    with transaction() as session:
        for unit in ("1-102",):
            answer = Answer({"overall": 4, "clean": 4})
            answer_survey(session, made.here.zhou, made.fengyuan, made.unit(unit), answer)
    assert "枫园小区 1" not in words(visit(monkeypatch, "home", made.here.zhou))


def test_whoever_is_not_asked_reads_so(monkeypatch: pytest.MonkeyPatch, made: Collecting) -> None:
    page = visit(monkeypatch, "survey", made.here.chen)
    assert "现在没有问卷" in page.info[0].value


def open_at(page: AppTest, opener: str, **picked: object) -> None:
    """Open a dialog and pick in it; it is drawn as long as its opener is pressed."""
    press(page, opener)
    for key, value in picked.items():
        page.selectbox(key=key).set_value(value)
        press(page, opener)


def enter(page: AppTest, value: str) -> list[str]:
    """Enter a number in the open dialog; what is refused."""
    page.text_input(key="nb_value_honours").set_value(value)
    page.text_input(key="nb_evidence").set_value("住建局通报第 5 号")
    labelled(page, "录入数据").click()
    page.button(key="nb_confirm").click().run()
    told = [error.value for error in page.error]
    if told:
        press(page, "录入数据")
    return told


def test_an_officer_enters_a_figure_and_a_hard_gate(
    monkeypatch: pytest.MonkeyPatch, made: Collecting
) -> None:
    page = visit(monkeypatch, "edition", made.here.qin, code=made.edition.code)
    assert not page.exception
    open_at(page, "录入数据", nb_entrant=0)
    open_at(page, "录入数据", nb_indicator="honours")
    assert enter(page, "25") == ["“表彰奖励”的范围是 0 到 20，25 超出了。"]
    assert enter(page, "15") == []
    open_at(page, "登记一票否决", nb_entrant=0)
    page.text_input(key="nb_evidence").set_value("调查报告 3 号")
    labelled(page, "登记一票否决").click()
    page.button(key="nb_confirm").click().run()
    assert not page.exception
    with glance() as session:
        assert session.exec(select(Figure.value)).all() == ["15"]
        assert session.exec(select(GateFact.gate)).all() == ["fire"]
    assert "调查报告 3 号" in words(page)


def test_an_auditor_reads_the_figures_and_changes_none(
    monkeypatch: pytest.MonkeyPatch, made: Collecting
) -> None:
    page = visit(monkeypatch, "edition", made.here.shen, code=made.edition.code)
    assert not page.exception
    assert not [b.label for b in page.button if b.label in ("录入数据", "导入表格", "汇总最新数据")]


def test_gathering_shows_what_stands_behind_each_figure(
    monkeypatch: pytest.MonkeyPatch, made: Collecting
) -> None:
    page = visit(monkeypatch, "edition", made.here.qin, code=made.edition.code)
    labelled(page, "汇总最新数据").click().run()
    page.selectbox(key="nb_record_of").set_value(0).run()
    assert not page.exception
    table = page.dataframe[-2 if len(page.dataframe) > 1 else 0].value
    assert "6 户中，平台上有 0 件物业投诉" in str(table.to_dict())
    assert "户作答" not in str(table.to_dict())  # what owners answer is counted by computing alone
