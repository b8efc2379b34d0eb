"""Claims that tests live with: a room the manager holds, a sum somebody kept (清收样本)."""

from datetime import date
from typing import Any

from sqlmodel import Session

from models.claim import Claim, ClaimKind, ClaimState
from rules.claim import Size
from services.claim.keeping import Matter, register_claim
from services.claim.moving import move_claim, record_recovery
from tests.neighbourhood import Neighbourhood

ROOM = Matter(
    ClaimKind.ROOM,
    "G04",
    "2 号楼架空层活动室",
    "安居物业服务有限公司",
    "规划图第 7 页标为公共用房；现由物业作仓库使用。",
    Size(865_000),
)
ADS = Matter(
    ClaimKind.SUM,
    "G02",
    "2024—2025 年电梯广告收入",
    "安居物业服务有限公司",
    "与广告公司的合同复印件和转账记录。",
    Size(0, 18_978_16),
)


def found(
    session: Session, here: Neighbourhood, matter: Matter = ROOM, place: str = "fengyuan"
) -> Claim:
    """A claim on the register of a place."""
    return register_claim(session, here.lin, here.places[place].id or 0, matter)


def verified(session: Session, here: Neighbourhood, *given: Any) -> Claim:
    """The same after somebody has looked at the evidence."""
    claim = found(session, here, *given)
    return move_claim(session, here.lin, claim.id or 0, ClaimState.VERIFIED, "现场核实，情况属实")


def handed_back(session: Session, here: Neighbourhood, claim: Claim, back: Size) -> Claim:
    """What came back of it before the books were kept here."""
    day = date(2025, 12, 20)
    return record_recovery(session, here.lin, claim.id or 0, back, day, "已办理移交")
