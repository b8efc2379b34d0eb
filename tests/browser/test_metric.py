"""A council member makes a metric with eight clicks, sees it at once, and finds its rows."""

from playwright.sync_api import Locator, Page, expect
from sqlmodel import select

from models.definition import Definition, DefinitionKind
from models.place import Place
from tests import metrics as sample
from tests.browser.conftest import House, settled


class Hand:
    """A hand that counts its clicks (点击计数)."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, what: Locator) -> None:
        """One click, and what follows from it."""
        what.click()
        settled(self.page)
        self.clicks += 1

    def pick(self, group: str, name: str) -> None:
        """One of several, under the question that asks for it."""
        asked = self.page.get_by_test_id("stButtonGroup").filter(has_text=group)
        self.click(asked.get_by_text(name, exact=True).last)


def test_eight_clicks_to_a_ratio_with_a_target(house: House, page: Page) -> None:
    with house.transaction() as session:
        codes = ("fengyuan", "qinghe")
        places = session.exec(select(Place).where(Place.code.in_(codes))).all()  # type: ignore[attr-defined]
        sample.rows_here(session, places)
    house.enter(page, "lin", "metrics")
    settled(page)
    hand = Hand(page)
    hand.click(page.get_by_role("link", name="新建指标"))
    hand.pick("统计什么", "诉求工单")
    hand.pick("怎么算", "占比")
    hand.pick("哪一部分的占比", "按期办结")
    hand.pick("按什么分开", "类别")
    hand.pick("目标", "98%")
    expect(page.get_by_text("按期办结占比", exact=True).first).to_be_visible()
    expect(page.get_by_text("目标 98.0%").first).to_be_visible()
    hand.click(page.get_by_role("button", name="保存"))
    dialog = page.get_by_role("dialog")
    hand.click(dialog.get_by_role("button", name="立即发布"))
    assert hand.clicks == 8
    with house.transaction() as session:
        made = session.exec(
            select(Definition).where(Definition.kind == DefinitionKind.METRIC)
        ).one()
        assert made.body is not None
        assert made.body["targets"] == [{"value": "98"}]
        assert made.body["numerator"]["op"] == "share"
        assert made.body["dimensions"] == ["category"]
    house.open(page, "metric", key=made.key)
    expect(page.get_by_role("heading", name="按期办结占比")).to_be_visible()
    page.get_by_role("link", name="查看明细").first.click()
    settled(page)
    expect(page.get_by_text("条记录得出")).to_be_visible()
