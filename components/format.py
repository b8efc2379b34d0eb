"""Days, moments, money and areas the way people here write them (书写格式)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from components.language import _, chosen

SHANGHAI = ZoneInfo("Asia/Shanghai")
CM2_PER_M2 = 10_000
TEN_THOUSAND = 10_000
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def local(moment: datetime) -> datetime:
    """``moment`` on the clocks of this country."""
    return moment.astimezone(SHANGHAI)


def day(on: date, year: bool = False) -> str:
    """11 月 25 日, or 2026 年 11 月 25 日."""
    if chosen() == "zh_CN":
        return (f"{on.year} 年 " if year else "") + f"{on.month} 月 {on.day} 日"
    return f"{on.day} {MONTHS[on.month - 1]}" + (f" {on.year}" if year else "")


def clock(moment: datetime, year: bool = False) -> str:
    """11 月 25 日 19:00."""
    here = local(moment)
    return f"{day(here.date(), year)} {here:%H:%M}"


def yuan(fen: int) -> str:
    """¥ 386,214.50 from integer fen."""
    sign = "−" if fen < 0 else ""
    return f"{sign}¥ {abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def area(area_cm2: int) -> str:
    """90.55 ㎡; from ten thousand on 1.2 万㎡ in Chinese, 12,000 m² in English."""
    hundredths = area_cm2 // 100
    if chosen() == "zh_CN" and hundredths >= TEN_THOUSAND * 100:
        return f"{hundredths / 100 / TEN_THOUSAND:.1f} 万㎡"
    unit = "㎡" if chosen() == "zh_CN" else "m²"
    text = f"{hundredths // 100:,}.{hundredths % 100:02d}"
    return f"{text.removesuffix('.00')} {unit}"


def percent(part: int, whole: int) -> str:
    """54.45 %, cut and not rounded, so that 66.666 % never reads as two thirds."""
    if whole == 0:
        return "–"
    hundredths = part * 10_000 // whole
    return f"{hundredths // 100}.{hundredths % 100:02d} %"


def days_ago(on: date, today: date) -> str:
    """Which day of its stay this is: the day of arrival is day 1."""
    return _("Day {n}", n=(today - on).days + 1)
