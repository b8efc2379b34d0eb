"""A large file on its way in: whoever presses Stop reads what is true (导入与停止)."""

from playwright.sync_api import Page, expect
from sqlmodel import col, func, select

from models.history import Batch, BatchState
from models.register import WorkOrder
from tests.browser.conftest import House, settled

ROWS = 20_000
HEAD = "工单号,地方,事项,类别,来源,受理日期"


def the_file() -> bytes:
    """Rows enough to be stopped on their way."""
    rows = (f"STOP-{n:05d},枫园小区,第 {n} 盏路灯不亮,other,grid,2026-05-04" for n in range(ROWS))
    return "\n".join([HEAD, *rows]).encode()


def written(house: House) -> int:
    """How many of the rows are there."""
    with house.transaction() as session:
        asked = select(func.count()).where(col(WorkOrder.number).like("STOP-%"))
        return session.exec(asked).one()


def test_who_stops_an_import_reads_whether_anything_was_written(house: House, page: Page) -> None:
    house.enter(page, "lin", "account")
    house.open(page, "load", of="work_order")
    file = {"name": "工单.csv", "mimeType": "text/csv", "buffer": the_file()}
    page.locator("[data-testid=stFileUploader] input").set_input_files(files=[file])
    page.get_by_role("button", name="检查文件").click(timeout=30_000)
    page.get_by_role("button", name=f"导入 {ROWS:,} 行").click(timeout=30_000)
    page.get_by_role("button", name="停止").click(timeout=30_000)
    told = page.get_by_text("已停止，什么都没有写入。").or_(page.get_by_text("来不及停止了"))
    expect(told).to_be_visible(timeout=30_000)
    settled(page)
    stopped = page.get_by_text("已停止，什么都没有写入。").count() == 1
    assert written(house) == (0 if stopped else ROWS)
    with house.transaction() as session:
        done = session.exec(select(Batch).where(Batch.state == BatchState.DONE)).all()
        assert len(done) == (0 if stopped else 1)
