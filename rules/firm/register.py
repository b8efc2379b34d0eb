"""What stands in the register of firms, and what cannot be right there (企业登记规则)."""

import re
from dataclasses import dataclass
from datetime import date

from models.firm import FirmKind
from rules.refusal import N_, Refused
from rules.topic import tidy

SHORTEST_NAME, LONGEST_NAME = 2, 80
LONGEST_CODE, CREDIT_SIGNS = 40, 18
LONGEST_YEARS = 30
LOWEST_LEVEL, HIGHEST_LEVEL = 1, 5
MOST_FEE_FEN = 100_00  # a month and m²: more is a slip of the finger
FIRST_YEAR, LAST_YEAR = 1900, 2200
COMMODITY, RESETTLED, OLD, MIXED = TYPES = ("commodity", "resettled", "old", "mixed")

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100: no I, O, S, V, Z
_WEIGHTS = tuple(3**place % len(_SIGNS) for place in range(CREDIT_SIGNS - 1))


@dataclass(frozen=True)
class FirmFacts:
    """What the register says of a firm (企业信息). Without a ``code`` the house gives one."""

    name: str
    kind: FirmKind = FirmKind.COMPANY
    credit_code: str = ""
    code: str = ""


@dataclass(frozen=True)
class Terms:
    """For how long a firm serves, at what level and fee (服务约定).

    ``ends_on`` is the last day of service; ``None`` while none is agreed.
    """

    begins_on: date
    ends_on: date | None = None
    level: int = 1
    fee_fen: int = 0


def must_be_a_name(typed: str) -> str:
    """A firm's name as its seal has it."""
    name = " ".join(tidy(typed).split())
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
        raise Refused(
            N_("A firm's name has {low} to {high} characters."),
            low=SHORTEST_NAME,
            high=LONGEST_NAME,
        )
    return name


def must_be_a_code(typed: str) -> str:
    """What stands in links for a firm; empty when the house is to give one."""
    code = typed.strip().lower()
    if code and (len(code) > LONGEST_CODE or not _CODE.fullmatch(code)):
        raise Refused(
            N_("A code is made of small letters, digits and dashes, at most {most} signs."),
            most=LONGEST_CODE,
        )
    return code


def must_be_a_credit_code(typed: str) -> str:
    """The unified social credit code with the right check sign (GB 32100); may be empty."""
    code = re.sub(r"[\s-]", "", tidy(typed)).upper()
    if not code:
        return ""
    if len(code) != CREDIT_SIGNS or any(sign not in _SIGNS for sign in code):
        raise Refused(N_("A unified social credit code has 18 digits and letters."))
    total = sum(_SIGNS.index(sign) * weight for sign, weight in zip(code, _WEIGHTS, strict=False))
    if _SIGNS[-total % len(_SIGNS)] != code[-1]:
        raise Refused(N_("The last sign of the credit code does not fit the others."))
    return code


def must_be_terms(terms: Terms) -> Terms:
    """Refuse a service that ends before it begins, or a level or fee beyond reason."""
    if terms.ends_on is not None:
        if terms.ends_on < terms.begins_on:
            raise Refused(N_("The service cannot end before it begins."))
        if (terms.ends_on - terms.begins_on).days > LONGEST_YEARS * 366:
            raise Refused(N_("A service contract of more than {n} years?"), n=LONGEST_YEARS)
    if not LOWEST_LEVEL <= terms.level <= HIGHEST_LEVEL:
        raise Refused(N_("The level of service is 1 to 5."))
    if not 0 <= terms.fee_fen <= MOST_FEE_FEN:
        raise Refused(N_("The fee per m² and month cannot be right."))
    return terms


def overlap(one: Terms, other: Terms) -> bool:
    """Whether two terms have a day in common."""
    begins = max(one.begins_on, other.begins_on)
    ends = [terms.ends_on for terms in (one, other) if terms.ends_on is not None]
    return not ends or begins <= min(ends)


def must_be_a_type(typed: str) -> str:
    """What kind of compound it is: one of four."""
    if typed not in TYPES:
        raise Refused(N_("Say what kind of compound it is."))
    return typed


def must_be_a_year(year: int | None) -> int | None:
    """The year in which a compound was built; may be unknown."""
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(N_("The year of building cannot be right."))
    return year
