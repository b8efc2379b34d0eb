"""Days, moments, money and areas the way people here write them (书写格式)."""

from datetime import date, datetime

from components.language import _, chosen
from rules.calendar import SHANGHAI
from services import wording
from services.wording import share as percent

__all__ = ["area", "clock", "day", "days_ago", "local", "percent", "whole_yuan", "yuan"]

CM2_PER_M2 = 10_000
TEN_THOUSAND = 10_000


def local(moment: datetime) -> datetime:
    """``moment`` on the clocks of this country."""
    return moment.astimezone(SHANGHAI)


def day(on: date, year: bool = False) -> str:
    """11 月 25 日, or 2026 年 11 月 25 日."""
    return wording.day(chosen(), on, year)


def clock(moment: datetime, year: bool = False) -> str:
    """11 月 25 日 19:00."""
    return wording.clock(chosen(), moment, year)


def yuan(fen: int) -> str:
    """¥ 386,214.50, which no line of a phone breaks behind the ¥."""
    return wording.yuan(fen).replace(" ", "\u00a0")


def whole_yuan(fen: int) -> str:
    """¥ 386,214: short enough for a card on a phone; the fen stand where it is told in full."""
    return yuan(fen).rpartition(".")[0]


def area(area_cm2: int) -> str:
    """90.55 ㎡; from ten thousand on 1.2 万㎡ in Chinese, 12,000 m² in English."""
    square_metres = area_cm2 / CM2_PER_M2
    if chosen() == "zh_CN" and square_metres >= TEN_THOUSAND:
        return f"{square_metres / TEN_THOUSAND:.1f} 万㎡"
    return wording.area(chosen(), area_cm2)


def days_ago(on: date, today: date) -> str:
    """Which day of its stay this is: the day of arrival is day 1."""
    return _("Day {n}", n=(today - on).days + 1)


def fact(value: object) -> object:
    """A fact of a sentence: a day or a moment the way people here write it, all else as it is."""
    if isinstance(value, datetime):
        return clock(value)
    return day(value) if isinstance(value, date) else value
