"""Money as people write it, and as we keep it: whole fen (金额)."""

import re
import unicodedata
from decimal import Decimal

from rules.refusal import N_, Refused

MOST_FEN = 10**13  # a hundred billion yuan: more is a slip of the finger
_AMOUNT = re.compile(r"(\d{1,20})(?:\.(\d{1,6}))?(万)?")
_TEN_THOUSAND = 10_000


def fen_of(text: str) -> int:
    """48,600 or ¥48600.50 or 4.86万 or 4.86 万元, in fen; an empty text is nothing at all."""
    bare = re.sub(r"[,，\s]", "", unicodedata.normalize("NFKC", text))
    bare = bare.removeprefix("¥").removesuffix("元")
    if not bare:
        return 0
    found = _AMOUNT.fullmatch(bare)
    if found is None:
        raise Refused(N_("“{text}” is not an amount. Write it like 48,600.50."), text=text[:30])
    yuan = Decimal(f"{found[1]}.{found[2] or 0}") * (_TEN_THOUSAND if found[3] else 1)
    fen = yuan * 100
    if fen != int(fen):
        raise Refused(N_("“{text}” is finer than one fen."), text=text[:30])
    return must_be_an_amount(int(fen))


def must_be_an_amount(fen: int) -> int:
    """``fen``, refused when it is below nothing or beyond all reason."""
    if not 0 <= fen <= MOST_FEN:
        raise Refused(N_("This amount is too large, or below zero."))
    return fen


def yuan(fen: int) -> str:
    """¥ 12.34: a sum inside a sentence."""
    return f"¥ {fen // 100:,}.{fen % 100:02d}"


_NAMED = re.compile(r"\d[\d,]*(?:\.\d{1,6})?\s*万?")


def amounts_in(text: str) -> frozenset[int]:
    """Every sum that a text names, in fen: 48,600 元, 4.86 万元, ¥48600.00."""
    found = set()
    for written in _NAMED.findall(unicodedata.normalize("NFKC", text)):
        try:
            found.add(fen_of(written.rstrip(",. ")))
        except Refused:  # a number too long to be a sum
            continue
    return frozenset(found)
