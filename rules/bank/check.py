"""Whether a statement agrees with itself: its own totals, its running balance, its end (自检)."""

from collections.abc import Sequence
from itertools import pairwise

from rules.bank.line import Line, Remark, Statement
from rules.refusal import N_

MOST_BREAKS = 3  # named; more of them say nothing new
ENDS_WITH_A_LINE = {  # layouts whose files close with a line of their own
    "icbc": "人民币合计",
    "ccb": "以上数据仅供参考",
}


def remarks(statement: Statement, has_foot: bool) -> list[Remark]:
    """What a person has to look at before these lines are taken."""
    found = [*_totals(statement), *_breaks(statement.lines)]
    wanted = ENDS_WITH_A_LINE.get(statement.layout)
    if wanted and not has_foot:
        sentence = N_("The last line “{line}” is missing: the file may be cut off.")
        found.append(Remark(sentence, {"line": wanted}))
    return found


def _totals(statement: Statement) -> list[Remark]:
    stated, found = statement.stated, []
    if stated.count is not None and stated.count != len(statement.lines):
        sentence = N_("The file says {said} records and holds {n}: it may be cut off.")
        found.append(Remark(sentence, {"said": stated.count, "n": len(statement.lines)}))
    for said, real, sentence in (
        (stated.in_fen, statement.in_fen, N_("The file says {said} came in; its rows make {n}.")),
        (
            stated.out_fen,
            statement.out_fen,
            N_("The file says {said} went out; its rows make {n}."),
        ),
        (
            stated.neutral_fen,
            statement.neutral_fen,
            N_("The file says {said} counts as neither; its rows make {n}."),
        ),
    ):
        if said is not None and said != real:
            found.append(Remark(sentence, {"said": yuan(said), "n": yuan(real)}))
    return found


def yuan(fen: int) -> str:
    """¥ 1,234.50, below nothing with its sign."""
    return f"{'-' if fen < 0 else ''}¥ {abs(fen) // 100:,}.{abs(fen) % 100:02}"


def in_order(lines: Sequence[Line]) -> list[Line]:
    """The lines from the oldest to the newest: files go down or up, and the balance tells."""
    up, down = list(lines), list(reversed(lines))
    jumps = len(_gaps(up)), len(_gaps(down))
    if jumps[0] != jumps[1]:
        return up if jumps[0] < jumps[1] else down
    first, last = lines[0], lines[-1]
    if first.day == last.day and first.at is not None and last.at is not None:
        return up if first.at <= last.at else down
    return up if first.day <= last.day else down


def closing(lines: Sequence[Line]) -> int | None:
    """The balance that the statement ends with, where it keeps one."""
    return in_order(lines)[-1].balance_fen


def _gaps(lines: Sequence[Line]) -> list[tuple[Line, Line]]:
    """Pairs of lines between which the balance jumps: something stood there."""
    return [
        (one, other)
        for one, other in pairwise(lines)
        if one.balance_fen is not None
        and other.balance_fen is not None
        and one.balance_fen + other.amount_fen != other.balance_fen
    ]


def _breaks(lines: Sequence[Line]) -> list[Remark]:
    gaps = _gaps(in_order(lines))
    sentence = N_("The balance jumps between rows {a} and {b}: rows may be missing there.")
    return [Remark(sentence, {"a": one.row, "b": other.row}) for one, other in gaps[:MOST_BREAKS]]
