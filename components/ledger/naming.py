"""What heads, periods and sums are called on the page that everybody reads (称呼)."""

from components.language import chosen, either
from rules.ledger.period import Span
from rules.refusal import N_
from services.ledger.reading.listing import Order

ORDERS = {
    Order.NEWEST: N_("Newest first"),
    Order.OLDEST: N_("Oldest first"),
    Order.LARGEST: N_("Largest first"),
    Order.SMALLEST: N_("Smallest first"),
}
TEN_THOUSAND_YUAN = 1_000_000  # fen
THOUSAND_YUAN = 100_000
_MONTHS_OF_YEAR = 12
_QUARTERS = "一二三四"


def head(names: dict[str, tuple[str, str]], code: str) -> str:
    """What a head is called in this book; its code where the book does not say."""
    zh, en = names.get(code, (code, code))
    return either(zh, en)


def period(span: Span, months: int, short: bool = False) -> str:
    """2026 年第三季度; short: 26 年三季度. A period of another length by its months."""
    year, month = span.ends_on.year, span.ends_on.month
    part = (month - 1) // months
    if chosen() == "zh_CN":
        shown = f"{year % 100} 年" if short else f"{year} 年"
        ordinal = "" if short else "第"
        named = {1: f"{month} 月", 3: f"{ordinal}{_QUARTERS[part % 4]}季度"}
        halves = "上半年" if not part else "下半年"
        return shown + (named.get(months) or ("" if months == _MONTHS_OF_YEAR else f" {halves}"))
    shown = f"{year % 100:02d}" if short else str(year)
    named = {1: f"{span.ends_on:%b} {shown}", 3: f"Q{part + 1} {shown}", 6: f"H{part + 1} {shown}"}
    return named.get(months) or str(year)


def rough(fen: int) -> str:
    """12.84 万, 128.4k: for a picture, where there is no room for every fen."""
    sign, size = ("−" if fen < 0 else ""), abs(fen)
    if chosen() == "zh_CN" and size >= TEN_THOUSAND_YUAN:
        return f"{sign}{size / TEN_THOUSAND_YUAN:.2f} 万"
    if chosen() != "zh_CN" and size >= THOUSAND_YUAN:
        return f"{sign}{size / THOUSAND_YUAN:,.1f}k"
    return f"{sign}{size / 100:,.0f}"
