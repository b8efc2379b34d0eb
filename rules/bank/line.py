"""What a statement says, line by line (对账单明细)."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

NUMBER_LENGTH = 48


class Line(NamedTuple):
    """One line: in above nothing, out below (明细).

    ``neutral`` is what the service counts neither as income nor as expense; ``aside`` says in
    its own words why no money of this account moved.
    """

    row: int
    serial: str
    day: date
    at: datetime | None
    amount_fen: int
    balance_fen: int | None
    party: str
    summary: str
    neutral: bool = False
    aside: str = ""


class Remark(NamedTuple):
    """Something that does not fit, for a person to judge (疑点)."""

    sentence: str
    facts: dict[str, object]


@dataclass(frozen=True)
class Stated:
    """What the file says about itself (文件自载合计); ``None`` where it says nothing."""

    count: int | None = None
    in_fen: int | None = None
    out_fen: int | None = None
    neutral_fen: int | None = None


@dataclass(frozen=True)
class Statement:
    """One sheet of a statement, read (对账单)."""

    layout: str
    bank: str
    lines: list[Line]
    stated: Stated = Stated()
    tail: str = ""  # the last digits of the account, where the file gives them
    remarks: list[Remark] = field(default_factory=list)

    @property
    def in_fen(self) -> int:
        """What came in, neutral lines left out."""
        return sum(x.amount_fen for x in self.lines if x.amount_fen > 0 and not x.neutral)

    @property
    def out_fen(self) -> int:
        """What went out, above nothing; neutral lines left out."""
        return -sum(x.amount_fen for x in self.lines if x.amount_fen < 0 and not x.neutral)

    @property
    def neutral_fen(self) -> int:
        """What the service counts as neither."""
        return sum(abs(x.amount_fen) for x in self.lines if x.neutral)


class Turn:
    """Makes the serial by which a line is known again (流水号).

    The bank's number comes first; where one number stands on several movements, or there is
    none, the row's own content tells them apart, and equal rows are told apart by their turn.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def serial(self, number: str, content: Iterable[object]) -> str:
        """The serial of the next row."""
        whole = "\x1f".join(str(part) for part in content)
        mark = hashlib.blake2b(whole.encode(), digest_size=12).hexdigest()
        bare = f"{number[:NUMBER_LENGTH]}~{mark[:12]}" if number else mark
        self._seen[bare] += 1
        turn = self._seen[bare]
        return bare if turn == 1 else f"{bare}~{turn}"
