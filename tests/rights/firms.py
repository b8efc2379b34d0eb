"""The register of firms: who may (物业企业权限)."""

from datetime import date

from sqlmodel import Session

from models.firm import FirmAgent
from models.member import Member
from rules.firm.register import FirmFacts, Terms
from services.firm import contract, importing, keeping, tie
from services.firm.importing import Upload
from tests.firms import settled
from tests.rights.row import MEMBERS, REASON, Row, Rows, at
from tests.rights.situation import Situation
from tests.rules.firm.test_table import table

STREET = frozenset({"qin"})
FILE = table(["枫园小区", "新来的物业公司", "", "", "2031-01-01"])
LATER_ON = Terms(date(2030, 1, 1))


def keep_firms(session: Session, made: Situation) -> None:
    """Two firms that serve; everybody has declared an interest in the second."""
    firms = settled(session, made.here)
    made.at |= {
        "firm": firms.anju.id or 0,
        "other_firm": firms.xinhe.id or 0,
        "service": firms.at_fengyuan.id or 0,
        "luo": firms.luo.member_id or 0,
    }
    contract.end_contract(session, made.here.qin, made.service, date(2029, 12, 31), REASON)
    voiceless = Member(username="tian", name="田野")
    session.add(voiceless)
    everybody = {who.member_id for who in made.people.values()} - {None}
    for member_id in sorted(everybody - {made.people["gone"].member_id}, key=int):
        who = next(v for v in made.people.values() if v.member_id == member_id)
        tie.declare_interest(session, who, made.other_firm, "亲属在这家企业任职")
    for member_id in sorted(everybody, key=int):
        session.add(FirmAgent(firm_id=made.other_firm, member_id=member_id))
    session.flush()


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
    tie.withdraw_interest: Row(MEMBERS, lambda d, a, s: tie.withdraw_interest(d, a, s.other_firm)),
}
