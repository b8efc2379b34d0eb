"""An owners' roll and a newcomer, with a mouse: from the file to the first sign-in."""

from pathlib import Path

from playwright.sync_api import Page, expect
from sqlmodel import select

from models.roll import Unit
from models.trail import TrailLine
from tests.browser.conftest import House, settled
from tests.rolls import HEADER, workbook

GOOD = ["3-501", "3号楼", "90.55", "张三", "", "13800000001", "住宅", "已交付"]
BAD = ["3-502", "3号楼", "九十", "李四", "", "", "住宅", "已交付"]


def test_a_roll_is_imported_corrected_and_undone(house: House, page: Page, tmp_path: Path) -> None:
    house.enter(page, "wu", "roll?view=import")
    file = tmp_path / "枫园名册.xlsx"
    file.write_bytes(workbook([["枫园小区业主名册"], HEADER, GOOD, BAD]))
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("第 4 行 C 列：面积“九十”不是数字。")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("button", name="待改正的行（.csv）").click()
    left = Path(taken.value.path()).read_text("utf-8-sig").splitlines()
    assert left[0].startswith("户号,楼栋,面积")
    assert left[1].startswith("3-502,3号楼,九十,李四")
    page.get_by_role("button", name="导入 1 行").click()
    expect(page.get_by_text("新增 1 户，变更 0 户，未变 0 户，1 行未导入")).to_be_visible()
    file.write_bytes(workbook([HEADER, GOOD, [*BAD[:2], "90", *BAD[3:]]]))
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="导入 2 行").click()
    expect(page.get_by_text("新增 1 户，变更 0 户，未变 1 户，0 行未导入")).to_be_visible()
    page.get_by_role("button", name="撤销这次导入").click()
    expect(page.get_by_text("已撤销导入")).to_be_visible()
    with house.transaction() as session:
        assert session.exec(select(Unit.label).where(Unit.building == "3 号楼")).all() == ["3-501"]


def test_a_door_opens_from_the_list_and_comes_back(house: House, page: Page) -> None:
    house.enter(page, "wu", "roll?building=2+号楼")
    table = page.get_by_test_id("stDataFrame")
    expect(table).to_be_visible()
    page.wait_for_timeout(500)  # the grid paints its cells after it is there
    table.click(position={"x": 40, "y": 52})
    expect(page.get_by_role("heading", name="2-101")).to_be_visible()
    assert "unit=" in page.url
    page.get_by_role("button", name="完整信息").first.click()
    page.get_by_label("为什么要查看？").fill("核对产权证")
    page.get_by_role("button", name="查看", exact=True).click()
    expect(page.get_by_text("姓名：孙丽")).to_be_visible()
    with house.transaction() as session:
        line = session.exec(select(TrailLine).where(TrailLine.code == "personal.read")).one()
        assert line.actor_name == "吴刚"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="返回名册").click()
    settled(page)
    assert "unit=" not in page.url
    expect(table).to_be_visible()


def test_a_newcomer_is_invited_and_comes_in(house: House, page: Page) -> None:
    house.enter(page, "lin", "members")
    page.get_by_role("button", name="新增成员").click()
    page.get_by_label("姓名", exact=True).fill("新邻居")
    page.get_by_label("用户名（登录时用）", exact=True).fill("xinlinju")
    page.get_by_label("哪一户？").fill("2-201")
    page.keyboard.press("Tab")
    expect(page.get_by_text("2-201").last).to_be_visible()
    page.get_by_role("button", name="开通账号").click()
    link = page.get_by_test_id("stCode").inner_text().strip()
    assert link.startswith(f"{house.url}/reset?key=")
    theirs = house.browser(viewport={"width": 390, "height": 844})
    theirs.goto(link)
    settled(theirs)
    for label in ("新密码", "再输一遍"):
        theirs.get_by_label(label).fill("春天里的枫叶红了又绿")
    theirs.get_by_role("button", name="设置密码").click()
    theirs.wait_for_url(f"{house.url}/")
    house.open(theirs, "account")
    expect(theirs.get_by_text("新邻居").first).to_be_visible()
