"""The lines of the entries that people write most, from what they say (常用分录)."""

from rules.ledger.entry import Chart, Line
from rules.refusal import N_, Refused

FUND_WORD = {"revenue": "Revenue", "maintenance": "Maintenance", "held": "Held"}


def received(asset: str, income: str, fen: int) -> tuple[Line, ...]:
    """Money in (收款): into ``asset``, as ``income``."""
    return (Line(asset, fen), Line(income, -fen))


def paid(asset: str, spent: str, fen: int) -> tuple[Line, ...]:
    """Money out (付款): from ``asset``, for the cost or expense ``spent``."""
    return (Line(spent, fen), Line(asset, -fen))


def begun(asset: str, chart: Chart, fen: int) -> tuple[Line, ...]:
    """What was there when the books began (期初)."""
    return (Line(asset, fen), Line(f"Equity:Opening:{_word(asset, chart)}", -fen))


def moved(source: str, target: str, chart: Chart, fen: int) -> tuple[Line, ...]:
    """Money from one account to another (划转); between funds by their transfer accounts."""
    if source == target:
        raise Refused(N_("Choose two different accounts."))
    lines = (Line(target, fen), Line(source, -fen))
    out, into = _word(source, chart), _word(target, chart)
    if out == into:
        return lines
    return (*lines, Line(f"Equity:Transfer:{out}", fen), Line(f"Equity:Transfer:{into}", -fen))


def _word(account: str, chart: Chart) -> str:
    return FUND_WORD[chart.of(account).fund.value]
