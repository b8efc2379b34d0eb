"""Billionths of a point as people read them, and so that what is shown adds up (得分的写法)."""

from collections.abc import Mapping
from decimal import Decimal

from rules.edition.compute import DECIMALS, POINT
from rules.method import Body

USUAL = 2  # digits, where a method does not round
MINUS = "−"
READABLE = 3  # decimals of a figure; the files of the edition have them all


def digits_of(body: Body) -> int:
    """How many decimals the scores of a method are shown with (小数位数)."""
    return USUAL if body.round is None else max(0, min(body.round, DECIMALS))


def in_digits(billionths: int, digits: int) -> int:
    """The nearest whole number of the last digit; halves away from zero."""
    step: int = POINT // 10**digits
    whole: int = (2 * abs(billionths) + step) // (2 * step)
    return whole if billionths >= 0 else -whole


def written(whole: int, digits: int) -> str:
    """83.20: a whole number of the last digit, with its point."""
    sign, plain = (MINUS if whole < 0 else ""), abs(whole)
    if not digits:
        return f"{sign}{plain}"
    return f"{sign}{plain // 10**digits}.{plain % 10**digits:0{digits}d}"


def points(billionths: int | None, digits: int) -> str:
    """A score with the digits of its method; a dash where there is none."""
    return "–" if billionths is None else written(in_digits(billionths, digits), digits)


def parts(contributions: Mapping[str, int], digits: int) -> dict[str, int]:
    """Every contribution in whole numbers of the last digit; they sum to the score as shown.

    Each is cut, and what is left goes to those that lost most by it (最大余数法): nobody is off
    by a whole step.
    """
    step = POINT // 10**digits
    cut = {code: part // step for code, part in contributions.items()}
    left = in_digits(sum(contributions.values()), digits) - sum(cut.values())
    lost = sorted(contributions, key=lambda code: (-(contributions[code] % step), code))
    return {code: whole + (code in lost[:left]) for code, whole in cut.items()}


def figure(value: str) -> str:
    """A figure with three decimals at most: 37.879 for 37.878788."""
    number = Decimal(value)
    if number == number.to_integral_value():
        return value
    return f"{number:z.{READABLE}f}".rstrip("0").rstrip(".")
