"""Twelve firms, whom they serve, who speaks for them, and who is tied to one (演示物业企业)."""

from datetime import date, timedelta

from sqlmodel import Session, col, select

from models.firm import FirmKind, ServiceContract
from models.place import Place
from rules.firm.register import FirmFacts, Terms
from rules.permission import Visitor
from seeds.rating.compounds import COMPOUNDS
from services.firm.contract import end_contract, enter_contract
from services.firm.keeping import describe_compound, register_firm
from services.firm.tie import declare_interest, name_agent

FIRMS = {
    "anju": "安居物业服务有限公司",
    "xinhe": "信和物业管理有限公司",
    "heshun": "和顺物业服务有限公司",
    "hongtai": "宏泰物业管理有限公司",
    "lvzhou": "绿舟物业服务有限公司",
    "tianheng": "天恒物业发展有限公司",
    "ruijing": "瑞景物业服务有限公司",
    "zhongcheng": "众诚物业管理有限公司",
    "jiangpan": "江畔物业服务有限公司",
    "wanjia": "万家和物业服务有限公司",
    "chengtou": "江城城投物业管理有限公司",
    "hongse": "赭麓街道红色物业服务中心",
}
PARTY_LED = "hongse"
AGENTS = {"anju": "ma", "xinhe": "xu"}  # the others have one without a password
LEVELS = ((300, 4), (180, 3), (100, 2), (0, 1))  # from this fee on, this level of service
SERVED_SINCE = date(2023, 1, 1)
TIED = {
    # who: the firm, and what ties him to it
    "ren": ("lvzhou", "配偶在绿舟物业任会计。"),
    "expert-3": ("chengtou", "三年前曾在城投物业任项目经理。"),
}


def register(session: Session, people: dict[str, Visitor], street: Place) -> dict[str, int]:
    """Every firm stands in the register of the street; returns their numbers by code."""
    found = {}
    for number, (code, name) in enumerate(FIRMS.items()):
        kind = FirmKind.PARTY_LED if code == PARTY_LED else FirmKind.COMPANY
        facts = FirmFacts(name, kind, _credit_code(number), code)
        kept = register_firm(session, people["qin"], street.id or 0, facts)
        found[code] = kept.id or 0
    return found


def serve(
    session: Session, people: dict[str, Visitor], places: dict[str, Place], firms: dict[str, int]
) -> None:
    """What each compound is like, and who serves it since when."""
    for one in COMPOUNDS:
        place_id = places[one.code].id or 0
        describe_compound(session, people["qin"], place_id, one.type, one.built_in)
        if one.firm:
            level = next(level for fee, level in LEVELS if one.fee_fen >= fee)
            terms = Terms(SERVED_SINCE, None, level, one.fee_fen)
            enter_contract(session, people["qin"], firms[one.firm], place_id, terms)


def speak(session: Session, people: dict[str, Visitor], firms: dict[str, int]) -> None:
    """Each company names who speaks for it; two experts say what ties them to one."""
    for code, firm_id in firms.items():
        if code != PARTY_LED:
            name_agent(session, people["qin"], firm_id, agent_of(code))
    for who, (code, text) in TIED.items():
        declare_interest(session, people[who], firms[code], text)


def agent_of(code: str) -> str:
    """The account that speaks for a firm."""
    return AGENTS.get(code, f"agent-{code}")


def follow(
    session: Session, people: dict[str, Visitor], place: Place, firm_id: int, last: date
) -> None:
    """The owners chose another firm: it begins when the old one's year is over (换聘)."""
    old = session.exec(
        select(ServiceContract.id).where(
            ServiceContract.place_id == place.id, col(ServiceContract.ends_on).is_(None)
        )
    ).one()
    reason = "业主共同决定选聘新的物业服务企业，原合同年底到期不再续签。"
    ended = end_contract(session, people["qin"], old or 0, last, reason)
    terms = Terms(last + timedelta(days=1), None, ended.level, ended.fee_fen)
    enter_contract(session, people["qin"], firm_id, place.id or 0, terms)


def _credit_code(number: int) -> str:
    """An invented unified social credit code (GB 32100) with the right check sign."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = f"9137150{number % 10}MA3D{number:02d}K7X"
    total = sum(signs.index(sign) * (3**place % 31) for place, sign in enumerate(body))
    return body + signs[-total % 31]
