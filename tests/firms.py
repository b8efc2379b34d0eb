"""Firms that tests live with: 安居物业 serves 枫园小区, 信和物业 serves 清河里 (企业样本)."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.firm import Firm, FirmKind, ServiceContract
from models.member import Member
from rules.firm.register import FirmFacts, Terms
from rules.permission import Visitor
from services.firm.contract import enter_contract
from services.firm.keeping import register_firm
from services.firm.tie import name_agent
from services.visitor import visitor
from tests.neighbourhood import Neighbourhood

ANJU = FirmFacts("安居物业服务有限公司", FirmKind.COMPANY, "91371502MA3C4K7X1D", "anju")
XINHE = FirmFacts("信和物业管理有限公司", FirmKind.COMPANY, "", "xinhe")
RED_HOUSE = FirmFacts("枫园社区红色物业服务中心", FirmKind.PARTY_LED, "", "hongse")
SINCE = Terms(date(2024, 1, 1), None, 2, 180)


@dataclass
class Firms:
    """Two firms with their contracts, and who speaks for the first (物业企业样本)."""

    anju: Firm
    xinhe: Firm
    at_fengyuan: ServiceContract
    at_qinghe: ServiceContract
    luo: Visitor


def settled(session: Session, here: Neighbourhood) -> Firms:
    """Both firms in the register, serving since 2024; 罗敏 speaks for 安居."""
    street = here.places["zhelu"].id or 0
    anju = register_firm(session, here.qin, street, ANJU)
    xinhe = register_firm(session, here.qin, street, XINHE)
    return Firms(
        anju,
        xinhe,
        serve(session, here, anju, "fengyuan"),
        serve(session, here, xinhe, "qinghe"),
        speaker(session, here, anju),
    )


def serve(
    session: Session, here: Neighbourhood, firm: Firm, code: str, terms: Terms = SINCE
) -> ServiceContract:
    """The firm serves the compound."""
    return enter_contract(session, here.qin, firm.id or 0, here.places[code].id or 0, terms)


def speaker(
    session: Session, here: Neighbourhood, firm: Firm, username: str = "luo", name: str = "罗敏"
) -> Visitor:
    """Somebody with an account and no role, who speaks for the firm."""
    member = Member(username=username, name=name)
    session.add(member)
    session.flush()
    name_agent(session, here.qin, firm.id or 0, username)
    return visitor(session, member.id)
