"""How a street rates its property service: three lists posted, a fourth collected (红黑榜故事).

清河里 stands on the black list twice and its owners look for another firm; a sheet of another
compound is taken out again; a firm puts right what was wrong; 桂苑小区 falls.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from sqlmodel import col, select

from db.session import transaction
from models.consequence import Consequence
from models.edition import Entrant
from models.meeting import MeetingKind
from models.place import Place
from rules.calendar import day_of
from seeds.rating import collecting, firms, hotlines, street
from seeds.rating.compounds import BY_CODE
from seeds.rating.rounds import OPENED, Objection, Round
from seeds.story import Town, call
from services.hearing.answering import Ruling
from services.hearing.repairing import answer_repair, ask_repair
from services.statement import say_something
from services.topic.ending import close

FOUNDED = 478  # days ago
FIRST, SECOND, THIRD = 380, 197, 14  # days ago, on which a list was posted
BEGUN = 10  # days ago the street began to collect for the next one
CHOSEN = 28  # days ago the owners of 清河里 had chosen another firm
WRONG_SHEET = Objection(
    "jiangjing",
    "onsite",
    "现场评价写的不是我们小区：照片里的门岗和 3 号楼都是隔壁的，请核对。",
    Ruling(
        True, "经核对照片和定位，当天确实走错了小区。已请两位专家补评，按补评的 83.5 分计。", "83.5"
    ),
)
TOO_FEW = Objection(
    "qinghe",
    "satisfaction",
    "问卷只收到一半多业主的，不满意的人更愿意填，不能代表全体业主。",
    Ruling(
        False,
        "应答户数已超过办法规定的半数，一户一票，名册可核；抽样误差已计入名次区间，维持原结果。",
    ),
)
SAID = (
    "半年换了三个项目经理，电梯坏了十几天没人管，先请企业来说清楚。",
    "换物业之前，先把公共收益的账交出来，押金退清楚。",
    "我觉得可以给三个月整改期，整改不了再换。",
)


@dataclass
class Street:
    """The street as the story goes on (赭麓街道)."""

    town: Town
    places: dict[str, Place] = field(default_factory=dict)
    firms: dict[str, int] = field(default_factory=dict)

    def before(self) -> None:
        """Until half a year ago: the register, and the first two lists."""
        self._register()
        Round(self.town, 0, FIRST).walk()
        second = Round(self.town, 1, SECOND)
        second.walk(WRONG_SHEET, TOO_FEW)
        self._end("gongren", SECOND - 12, "新一期评分明显回升，业主代表商议后继续聘用。")
        hotlines.put_right(self.town, self.places["fangzhi"], SECOND - 6, SECOND - 72)
        self._repair(second)

    def since(self) -> None:
        """清河里 has chosen, the third list hangs, the fourth collects."""
        self._follow()
        third = Round(self.town, 2, THIRD)
        third.walk()
        self._discuss()
        hotlines.list_most(self.town, third, THIRD - 4, self.places)
        now = Round(self.town, 3, BEGUN - OPENED)
        now.open()
        collecting.begin(now)

    def _register(self) -> None:
        people, town = self.town.people, self.town
        with town.at(FOUNDED), transaction() as session:
            self.places = street.plant(session, people["guan"])
            street.staff(session, people, self.places)
            self.firms = firms.register(session, people, self.places[street.STREET])
        with town.at(FOUNDED, 14), transaction() as session:
            street.settle(session, people, self.places)
        with town.at(FOUNDED - 1), transaction() as session:
            firms.serve(session, people, self.places, self.firms)
            firms.speak(session, people, self.firms)

    def _repair(self, edition: Round) -> None:
        """纺织厂宿舍: the firm shows what it put right, and the street has looked."""
        agent = self.town.people[firms.agent_of("zhongcheng")]
        with self.town.at(SECOND - 60), transaction() as session:
            text = (
                "已换掉项目经理；楼道堆物清空，化粪池清掏两次，更换楼道灯 46 盏；"
                "门卫 24 小时在岗。附照片、清掏单和社区的验收记录。"
            )
            asked = ask_repair(session, agent, edition.entrant(session, "fangzhi"), text)
            asked_id = asked.id or 0
        with self.town.at(SECOND - 74), transaction() as session:
            text = "街道会同社区上门复查，各项均已整改到位，三个月没有新的工单，同意修复。"
            answer_repair(session, self.town.people["lu"], asked_id, True, text)
        said = "企业已整改并完成信用修复，业主代表商议后决定继续聘用，不再表决。"
        self._end("fangzhi", SECOND - 80, said)

    def _end(self, code: str, days_ago: int, reason: str) -> None:
        """The council says why the owners need not vote after all."""
        council = self.town.people[street.council_of(BY_CODE[code].community)]
        topic_id = self._topic(code)
        with self.town.at(days_ago, 15), transaction() as session:
            close(session, council, topic_id, reason)

    def _topic(self, code: str) -> int:
        """What a list has put before the owners of a compound."""
        with transaction() as session:
            wanted = (
                select(Consequence.topic_id)
                .join(Entrant, col(Entrant.id) == Consequence.entrant_id)
                .where(Entrant.place_id == self.places[code].id)
            )
            return session.exec(wanted.order_by(col(Consequence.id).desc())).first() or 0

    def _follow(self) -> None:
        decided = day_of(self.town.moment(CHOSEN))
        last = date(decided.year, 12, 31)
        with self.town.at(CHOSEN), transaction() as session:
            place, firm_id = self.places["qinghe"], self.firms["heshun"]
            firms.follow(session, self.town.people, place, firm_id, last)

    def _discuss(self) -> None:
        """The owners of 桂苑小区 are asked: they write what they think, and will soon meet."""
        topic_id, people = self._topic(street.ASKED), self.town.people
        here = replace(self.town, compound=self.places[street.ASKED])
        call(here, 8, -4, [topic_id], "物业去留议事会", MeetingKind.COUNCIL)
        with self.town.at(THIRD - 3, 19), transaction() as session:
            for number, text in enumerate(SAID, 1):
                say_something(session, people[f"{street.ASKED}-{number}"], topic_id, text)
