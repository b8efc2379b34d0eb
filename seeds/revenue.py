"""A year of public revenue in 枫园小区 (公共收益的一年).

Parking comes in, an advertiser that nobody knew of is found and pays, a slide is repaired by
four deliberations, a slip is asked about and taken back, and every quarter is posted.
"""

from datetime import date, timedelta

from sqlmodel import select

from db.session import transaction
from models.claim import ClaimKind, ClaimState
from models.ledger import EntryKind, PartyKind
from models.motion import Motion
from models.topic import Category
from rules.calendar import day_of
from rules.claim import Size
from rules.contract.schedule import Rhythm, schedule
from rules.ledger.entry import Counterparty
from rules.ledger.period import span_of
from seeds import decided, reconciling, stretch
from seeds.story import Town
from seeds.treasury import Paying, Treasury
from services.claim.keeping import Matter, register_claim
from services.claim.moving import move_claim
from services.contract.keeping import Subject, Term, register_contract
from services.contract.moving import activate_by_earlier_decision, activate_by_vote
from services.disclosure.objection import answer_objection, link_correction, raise_objection
from services.ledger.opening import open_book
from services.log.key import name_witness
from services.log.witness import street_of

QUARTER, HALF_A_MONTH = 3, 14  # months; days
QUARTERS, TERM = 4, 8  # quarters that are closed and posted; that a contract runs
OPENING_FEN = 386_214_50
PARKING, LOCKERS, ADS = "易停车服务公司", "丰速快递柜公司", "梯视广告公司"


def first_day(today: date) -> date:
    """The first day of the fourth quarter before this one."""
    day = today
    for _ in range(QUARTERS + 1):
        begins = span_of(date(1900, 1, 1), QUARTER, day).starts_on
        day = begins - timedelta(days=1)
    return begins


def tell(town: Town) -> None:
    """The year, quarter by quarter, in the order in which it happened."""
    today = day_of(town.today)
    begins = first_day(today)
    spans = [begins]
    while len(spans) <= QUARTERS:
        after = spans[-1] + timedelta(days=100)
        spans.append(span_of(begins, QUARTER, after).starts_on)
    year = _Year(town, _opened(town, begins), spans)
    year.first()
    year.second()
    year.third()
    year.fourth()
    year.now()


def _opened(town: Town, begins: date) -> Treasury:
    people = town.people
    ago = (day_of(town.today) - begins).days - 3
    with town.at(ago), transaction() as session:
        book = open_book(session, people["wu"], town.compound.id or 0, begins)
        name_witness(session, people["qin"], street_of(session, book).id or 0)
        return Treasury(town, book.id or 0)


class _Year:
    """One year of one book (账务年度)."""

    def __init__(self, town: Town, books: Treasury, starts: list[date]) -> None:
        self.town, self.books, self.starts = town, books, starts
        self.parking = self.lockers = self.ads = self.slip = 0
        self.claim = self.objection = self.questioned = 0

    def day(self, quarter: int, n: int) -> date:
        """The ``n``-th day of a quarter, from 1."""
        return self.starts[quarter - 1] + timedelta(days=n - 1)

    def ago(self, quarter: int, n: int) -> int:
        """How many days ago that was."""
        return self.books.ago(self.day(quarter, n))

    def first(self) -> None:
        """Two contracts from before; what is hidden in the lifts is found."""
        self.books.begin(self.day(1, 1), OPENING_FEN, self.day(1, 5))
        self.parking = self._contract(
            1,
            "TC-01",
            Subject("公共车位停车服务", "G01", _firm(PARKING), "东门、西门道闸"),
            48_000_00,
        )
        self.lockers = self._contract(
            1, "KD-01", Subject("快递柜进场", "G06", _firm(LOCKERS), "1、3、5 号楼前"), 3_000_00
        )
        self._usual(1)
        matter = Matter(
            ClaimKind.SUM,
            "G02",
            "电梯轿厢广告费（两年未入账）",
            "安居物业",
            "电梯维保单位提供的广告框照片，以及梯视广告公司的付款记录，共 8 台电梯。",
            Size(fen=53_800_00),
        )
        with self.town.at(self.ago(1, 40)), transaction() as session:
            wu, place_id = self.town.people["wu"], self.town.compound.id or 0
            self.claim = register_claim(session, wu, place_id, matter).id or 0
        self._move(1, 60, ClaimState.VERIFIED, "居委会、业委会与物业三方核对，金额无异议。")
        self._close(1)

    def second(self) -> None:
        """The owners vote on the advertiser; the hidden money comes in."""
        self._move(2, 5, ClaimState.NEGOTIATING, "向物业发函，约定 30 日内转入公共收益专户。")
        self._usual(2)
        topic = stretch.passed(
            self.town,
            self.ago(1, 55),
            "电梯广告要不要继续做",
            "电梯里的广告过去没有经过业主同意，收入也没有入账。要不要按新合同继续做，收入全部归业主？",
            Category.REVENUE,
            "是否同意在 8 台电梯轿厢内继续设置广告，收入归全体业主？",
            8,
        )
        decided.advertising(self.town, self.ago(2, 20), topic)
        subject = Subject("电梯轿厢广告", "G02", _firm(ADS), "1 至 5 号楼电梯轿厢", True)
        self.ads = self._contract(2, "GG-01", subject, 15_000_00, topic)
        said = Paying(
            self.day(2, 34), 53_800_00, "Income:G02", "安居物业", "补交两年电梯广告收入", "SK-0031"
        )
        self.books.receive(said, claim_id=self.claim)
        self._move(2, 36, ClaimState.RECOVERED, "53,800 元已转入公共收益专户。")
        self._receive(2, 40, 15_000_00, "Income:G02", ADS, "电梯广告费", self.ads)
        self._close(2)

    def third(self) -> None:
        """A slide is repaired as the owners decided; a slip is made."""
        self._usual(3, slip=True)
        self._receive(3, 16, 15_000_00, "Income:G02", ADS, "电梯广告费", self.ads)
        decided.slide(self.books, self.starts[2])
        self.questioned = self._close(3)

    def fourth(self) -> None:
        """The slip is taken back, and said so."""
        self._usual(4, lockers=False)
        self._receive(4, 16, 15_000_00, "Income:G02", ADS, "电梯广告费", self.ads)
        with self.town.at(self.ago(4, 16), 20), transaction() as session:
            text = "这一季快递柜收入写的是 8,000 元，合同上每季度是 3,000 元，是不是写错了？"
            asked = raise_objection(
                session, self.town.people["zhou"], self.questioned, text, self.slip
            )
            self.objection = asked.id or 0
        with self.town.at(self.ago(4, 17), 15), transaction() as session:
            text = "谢谢您看得仔细。凭单是 3,000 元，录入时写成了 8,000 元，已红冲并重新入账。"
            answer_objection(session, self.town.people["tang"], self.objection, text)
        reversal = self.books.take_back(self.slip, self.day(4, 18), "快递柜进场费误记为 8,000 元")
        self._receive(
            4, 18, 3_000_00, "Income:G06", LOCKERS, "上季度快递柜进场费（更正）", self.lockers
        )
        with self.town.at(self.ago(4, 18), 16), transaction() as session:
            link_correction(session, self.town.people["tang"], self.objection, reversal)
        last = self.day(5, 1) - timedelta(days=1)
        reconciling.reconcile(self.books, self.day(5, 7), last)
        self._close(4)

    def now(self) -> None:
        """This quarter so far: some of it waits, some of it is owed."""
        days = (day_of(self.town.today) - self.starts[-1]).days
        if days < HALF_A_MONTH:
            return
        self._receive(5, 12, 48_000_00, "Income:G01", PARKING, "公共车位停车费", self.parking)
        on = self.day(5, 13)
        said = Paying(on, 640_00, "Expenses:Cost:G01", "江城供电公司", "道闸电费", "FP-0105")
        self.books.leave_waiting(EntryKind.PAYMENT, said, contract_id=self.parking)

    def _usual(self, quarter: int, *, slip: bool = False, lockers: bool = True) -> None:
        """What comes in and goes out every quarter."""
        self._receive(quarter, 10, 48_000_00, "Income:G01", PARKING, "公共车位停车费", self.parking)
        if lockers:
            fen = 8_000_00 if slip else 3_000_00
            what = "快递柜进场费"
            entry = self._receive(
                quarter, 11, fen, "Income:G06", LOCKERS, what, 0 if slip else self.lockers
            )
            self.slip = entry if slip else self.slip
        on = self.day(quarter, 15)
        cost = Paying(
            on,
            1_860_00,
            "Expenses:Cost:G01",
            "江城供电公司",
            "道闸和车位照明电费",
            f"FP-{quarter:02d}15",
        )
        self.books.pay(cost, contract_id=self.parking)

    def _receive(
        self, quarter: int, n: int, fen: int, account: str, who: str, what: str, contract: int
    ) -> int:
        document = f"SK-{quarter}{n:02d}{account[-1]}"
        said = Paying(self.day(quarter, n), fen, account, who, what, document)
        return self.books.receive(said, **({"contract_id": contract} if contract else {}))

    def _contract(
        self, quarter: int, number: str, subject: Subject, fen: int, topic: int = 0
    ) -> int:
        begins = self.starts[quarter - 1]
        ends = begins.replace(year=begins.year + 2) - timedelta(days=1)
        dues = schedule(begins, ends, Rhythm.QUARTERLY, fen * TERM)
        wu = self.town.people["wu"]
        with self.town.at(self.ago(quarter, 6 if not topic else 30)), transaction() as session:
            made = register_contract(
                session, wu, self.books.book_id, subject, Term(number, begins, ends, dues)
            )
            made_id = made.id or 0
            if topic:
                voted = session.exec(select(Motion.id).where(Motion.topic_id == topic)).one()
                activate_by_vote(session, wu, made_id, voted or 0)
            else:
                day, document = date(begins.year - 1, 5, 18), "业主大会第二次会议决议"
                activate_by_earlier_decision(session, wu, made_id, day, document)
        return made_id

    def _move(self, quarter: int, n: int, state: ClaimState, text: str) -> None:
        with self.town.at(self.ago(quarter, n), 16), transaction() as session:
            move_claim(session, self.town.people["wu"], self.claim, state, text)

    def _close(self, quarter: int) -> int:
        on = [self.day(quarter + 1, n) for n in (8, 10, 11)]
        return self.books.close(quarter, *on)


def _firm(name: str) -> Counterparty:
    return Counterparty(PartyKind.FIRM, name)
