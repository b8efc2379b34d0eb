"""Fen as the yuan that files carry: 1234567 is 12345.67 (元)."""

from decimal import Decimal


def yuan(fen: int) -> Decimal:
    """Exact, with two decimals; a number, so nothing takes its minus for a formula."""
    return Decimal(fen).scaleb(-2)
