"""Where the hotline rings most, and what is put right by when (专项整治故事)."""

from datetime import date

from sqlmodel import Session, col, select

from db.session import transaction
from models.consequence import Rectification
from models.place import Place
from rules.calendar import day_of
from seeds.rating.firms import agent_of
from seeds.rating.rounds import Round
from seeds.story import Town
from services.consequence.rectifying import (
    close_rectification,
    finish_task,
    list_worst,
    open_rectification,
    set_task,
)

LISTED = 3  # of the compounds with the most cases
FINISHED = "照片和社区验收记录已上传，住户代表签字。"


def put_right(town: Town, place: Place, listed: int, closed: int) -> None:
    """纺织厂宿舍: two tasks, both done, and off the list again."""
    with town.at(listed), transaction() as session:
        cause = "黑榜所列问题：楼道堆物、化粪池外溢、夜间无人值守。"
        kept = open_rectification(
            session, town.people["qin"], place.id or 0, cause, _day(town, closed)
        )
        kept_id, tasks = kept.id or 0, []
        for title in ("清空楼道堆物，更换楼道灯 46 盏", "清掏化粪池，公布清掏记录"):
            due = _day(town, closed + 20)
            task = set_task(session, town.people["qin"], kept_id, title, "众诚物业", due)
            tasks.append(task.id or 0)
    for number, task_id in enumerate(tasks):
        ago = closed + 30 - 4 * number
        with town.at(ago), transaction() as session:
            agent = town.people[agent_of("zhongcheng")]
            finish_task(session, agent, task_id, _day(town, ago), FINISHED)
    with town.at(closed), transaction() as session:
        outcome = "街道会同社区现场复查，两项任务均已完成，三个月没有新的热线工单。"
        close_rectification(session, town.people["qin"], kept_id, outcome)


def list_most(town: Town, edition: Round, ago: int, places: dict[str, Place]) -> None:
    """The three with the most cases: one task done, one late, the others to come."""
    with town.at(ago), transaction() as session:
        due = _day(town, -AHEAD)
        list_worst(session, town.people["qin"], edition.edition_id, LISTED, due)
        tasks = [
            _task(session, town, places[code].id, title, doer, due)
            for code, title, doer, due in _TASKS
        ]
    with town.at(5), transaction() as session:
        said = "维保记录已张贴在 18 个单元门厅，照片见附件。"
        finish_task(session, town.people["xu"], tasks[0], _day(town, 5), said)


AHEAD = 40  # days until all is to be put right
_TASKS = (  # where, what, who, due so many days ago
    ("qinghe", "公布电梯维保记录和停梯时间", "信和物业", 4),
    ("qinghe", "修好 7 至 9 号楼之间的五盏路灯", "信和物业", 2),
    ("shanyu", "地下车库渗水点逐个登记、限期修复", "城投物业", -25),
    ("guiyuan", "门岗补齐两人，夜间巡查有记录", "安居物业", -6),
)


def _task(
    session: Session, town: Town, place_id: int | None, title: str, doer: str, due: int
) -> int:
    wanted = select(Rectification.id).where(Rectification.place_id == place_id)
    kept_id = session.exec(wanted.order_by(col(Rectification.id).desc())).first() or 0
    return set_task(session, town.people["qin"], kept_id, title, doer, _day(town, due)).id or 0


def _day(town: Town, ago: int) -> date:
    return day_of(town.moment(ago))
