"""The register of firms: who may (物业企业权限)."""

from datetime import date, timedelta

from sqlmodel import Session, select

from models.base import now
from models.consequence import Rectification
from models.edition import Entrant, Mark
from models.member import Member
from models.scoring import Figure, FigureSource
from rules.calendar import day_of
from rules.firm.register import FirmFacts, Terms
from services.consequence import drawing, rectifying
from services.consequence.rectifying import open_rectification, set_task
from services.firm import contract, importing, keeping, tie
from services.firm.importing import Upload
from tests.firms import Firms, settled
from tests.published import published
from tests.rights.row import CHAIR, MEMBERS, REASON, Row, Rows, at
from tests.rights.situation import Situation
from tests.rules.firm.test_table import table

STREET = frozenset({"qin"})
FILE = table(["枫园小区", "新来的物业公司", "", "", "2031-01-01"])
LATER_ON = Terms(date(2030, 1, 1))


def keep_firms(session: Session, made: Situation) -> None:
    """Two firms that serve; everybody has declared an interest in a third that nobody rates."""
    firms = settled(session, made.here)
    street = at(made, "zhelu")
    idle = keeping.register_firm(session, made.here.qin, street, FirmFacts("暂无项目的物业公司"))
    made.at |= {
        "firm": firms.anju.id or 0,
        "other_firm": firms.xinhe.id or 0,
        "idle_firm": idle.id or 0,
        "service": firms.at_fengyuan.id or 0,
        "luo": firms.luo.member_id or 0,
    }
    contract.end_contract(session, made.here.qin, made.service, date(2029, 12, 31), REASON)
    voiceless = Member(username="tian", name="田野")
    session.add(voiceless)
    everybody = {who.member_id for who in made.people.values()} - {None}
    for member_id in sorted(everybody - {made.people["gone"].member_id}, key=int):
        who = next(v for v in made.people.values() if v.member_id == member_id)
        tie.declare_interest(session, who, made.idle_firm, "亲属在这家企业任职")
    session.flush()
    _listed(session, made, firms)


def _listed(session: Session, made: Situation, firms: Firms) -> None:
    """A published edition with a black row and hotline cases next door; two to be put right."""
    here = made.here
    rows = {
        "fengyuan": (firms.anju, 10**10, Mark.BLACK),
        "qinghe": (firms.xinhe, 2 * 10**10, Mark.NONE),
    }
    edition = published(session, here, "2025h2", rows)
    beside = (Entrant.edition_id == edition.id, Entrant.place_id == at(made, "qinghe"))
    entrant = session.exec(select(Entrant).where(*beside)).one()
    session.add(
        Figure(
            edition_id=edition.id or 0,
            entrant_id=entrant.id or 0,
            indicator="hotline",
            value="7",
            count=7,
            source=FigureSource.PLATFORM,
        )
    )
    soon = day_of(now()) + timedelta(days=60)
    kept = open_rectification(session, here.qin, at(made), "电梯长期停运", soon)
    task = set_task(session, here.qin, kept.id or 0, "修好电梯", "安居物业", soon)
    done = Rectification(**kept.model_dump(exclude={"id"}))
    session.add(done)
    session.flush()
    made.at |= {"published": edition.id or 0, "rectification": kept.id or 0}
    made.at |= {"rectification_task": task.id or 0, "put_right": done.id or 0}
    made.kept["soon"] = soon


ROWS: Rows = {
    keeping.register_firm: Row(
        STREET,
        lambda d, a, s: keeping.register_firm(d, a, at(s, "zhelu"), FirmFacts("新来的物业公司")),
    ),
    keeping.correct_firm: Row(
        STREET, lambda d, a, s: keeping.correct_firm(d, a, s.firm, FirmFacts("安居物业集团"))
    ),
    keeping.describe_compound: Row(
        STREET, lambda d, a, s: keeping.describe_compound(d, a, at(s), "old", 1998)
    ),
    contract.enter_contract: Row(
        STREET, lambda d, a, s: contract.enter_contract(d, a, s.other_firm, at(s), LATER_ON)
    ),
    contract.correct_contract: Row(
        STREET,
        lambda d, a, s: contract.correct_contract(d, a, s.service, Terms(date(2024, 3, 1))),
    ),
    contract.end_contract: Row(
        STREET,
        lambda d, a, s: contract.end_contract(d, a, s.service, date(2026, 12, 31), REASON),
    ),
    importing.preview: Row(STREET, lambda d, a, s: importing.preview(d, a, at(s, "zhelu"), FILE)),
    importing.import_firms: Row(
        STREET,
        lambda d, a, s: importing.import_firms(d, a, at(s, "zhelu"), Upload("a", "0" * 64, FILE)),
    ),
    tie.name_agent: Row(STREET, lambda d, a, s: tie.name_agent(d, a, s.firm, "tian")),
    tie.take_agent: Row(STREET, lambda d, a, s: tie.take_agent(d, a, s.firm, s.luo)),
    tie.declare_interest: Row(
        MEMBERS, lambda d, a, s: tie.declare_interest(d, a, s.firm, "亲属在这家企业任职")
    ),
    drawing.draw: Row(STREET, lambda d, a, s: drawing.draw(d, a, s.published)),
    rectifying.list_worst: Row(
        STREET, lambda d, a, s: rectifying.list_worst(d, a, s.published, 1, s.kept["soon"])
    ),
    rectifying.open_rectification: Row(
        STREET,
        lambda d, a, s: rectifying.open_rectification(
            d, a, at(s, "qinghe"), "漏水长期不修", s.kept["soon"]
        ),
    ),
    rectifying.set_task: Row(
        STREET,
        lambda d, a, s: rectifying.set_task(
            d, a, s.rectification, "排查漏水", "安居物业", s.kept["soon"]
        ),
    ),
    rectifying.finish_task: Row(
        CHAIR | {"ma", "qin", "chen"},  # chen speaks for 安居 (``tests.rights.rated``)
        lambda d, a, s: rectifying.finish_task(
            d, a, s.rectification_task, date(2026, 6, 1), "维修单一份"
        ),
    ),
    rectifying.close_rectification: Row(
        STREET, lambda d, a, s: rectifying.close_rectification(d, a, s.put_right, REASON)
    ),
    rectifying.drop_rectification: Row(
        STREET, lambda d, a, s: rectifying.drop_rectification(d, a, s.rectification, REASON)
    ),
    tie.withdraw_interest: Row(MEMBERS, lambda d, a, s: tie.withdraw_interest(d, a, s.idle_firm)),
}
