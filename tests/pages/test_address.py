"""Filters in the address: by code in every language, and back again."""

import pytest

from db.session import transaction
from tests.neighbourhood import Neighbourhood
from tests.pages.test_home import words
from tests.stage import at_step, raised
from tests.visit import visit


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_one_address_means_the_same_in_every_language(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, language: str
) -> None:
    with transaction() as session:
        raised(session, here, "东门停车太乱")
        late = raised(session, here, "楼道堆物太多")
        late.due_on = late.step_since.date().replace(month=5)
    query = {"place": "fengyuan", "kind": "property", "only": "overdue"}
    page = visit(monkeypatch, "board", here.chen, language, **query)
    assert "楼道堆物太多" in words(page)
    assert "东门停车太乱" not in words(page)
    assert page.selectbox(key="nb_at_place").value == "fengyuan"
    assert "堆物" not in words(visit(monkeypatch, "board", here.chen, language, kind="pets"))


def test_what_is_picked_goes_into_the_address_and_the_default_stays_out(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "board", here.chen)
    page.selectbox(key="nb_at_kind").set_value("pets").run()
    page.button_group(key="nb_at_only").set_value(["mine", "overdue"]).run()
    assert page.query_params["kind"] == "pets"
    assert page.query_params["only"] == "mine.overdue"
    assert "place" not in page.query_params
    page.button_group(key="nb_at_only").set_value([]).run()
    page.selectbox(key="nb_at_kind").set_value(None).run()
    assert {"kind", "only"}.isdisjoint(page.query_params)


def test_going_back_in_the_browser_sets_the_filter_back(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        at_step(session, raised(session, here, "东门停车太乱"), "yi")
    page = visit(monkeypatch, "board", place="fengyuan")
    page.selectbox(key="nb_at_place").set_value("qinghe").run()
    assert "东门停车太乱" not in words(page)
    page.query_params["place"] = "fengyuan"  # as the browser's button does
    page.run()
    assert page.selectbox(key="nb_at_place").value == "fengyuan"
    assert "东门停车太乱" in words(page)
