"""From rows of cells to lines of a statement: every row, or a refusal that names it (读对账单)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.bank import cell
from rules.bank.check import remarks
from rules.bank.layout import Layout, flat
from rules.bank.line import Line, Stated, Statement, Turn
from rules.refusal import N_, Refused

Progress = Callable[[int, int], None]
EVERY = 2_000  # rows between two words about progress
LONGEST_SUMMARY, LONGEST_PARTY = 200, 200

_DIRECTION = (
    (re.compile(r"收入|贷|存入|转入|cr|in$", re.IGNORECASE), 1),
    (re.compile(r"支出|借|取出|转出|dr|out$", re.IGNORECASE), -1),
    (re.compile(r"不计收支|中性|其他|/?$"), 0),
)
_COMING = re.compile(r"退款|充值|转出-到零钱|卖出|赎回|收益|利息")
_MOVES = re.compile(r"充值|提现")  # neutral to the service, but the account gains or loses
_CLOSED = re.compile(r"关闭|失败|撤销|已取消")
_FOOT = re.compile(
    r"[\-=—]{3}|以上|共\d|导出|打印|制表|说明|注[:：]|.*(合计|总计|小计)|end", re.IGNORECASE
)
_TAIL = re.compile(r"(?:账号|卡号|帐号)[:：]?[\dxX*]*(\d{4})(?![\dxX*])")
_COUNT = re.compile(r"共(\d+)笔")
_SUMS = {
    "in_fen": re.compile(r"收入[:：]\d+笔([\d.,]+)元"),
    "out_fen": re.compile(r"支出[:：]\d+笔([\d.,]+)元"),
    "neutral_fen": re.compile(r"(?:中性交易|不计收支)[:：]\d+笔([\d.,]+)元"),
}


def nothing_to_say(done: int, total: int) -> None:
    """The progress of somebody who does not want to know."""


@dataclass(frozen=True)
class _Place:
    """Where in a row each thing stands: a layout, found in a header (列位)."""

    layout: Layout
    width: int
    day: int
    time: int | None
    amount: int | None
    direction: int | None
    income: int | None
    outgo: int | None
    balance: int | None
    number: int | None
    status: int | None
    summary: tuple[int, ...]
    party: tuple[int, ...]

    @classmethod
    def of(cls, layout: Layout, header: Sequence[Any]) -> "_Place":
        names = [flat(name) for name in header]
        width = max(n + 1 for n, name in enumerate(names) if name)

        def at(name: str) -> int | None:
            return names.index(name) if name and name in names else None

        def all_of(group: tuple[str, ...]) -> tuple[int, ...]:
            return tuple(names.index(name) for name in group if name in names)

        return cls(
            layout,
            width,
            day=names.index(layout.day),
            time=at(layout.time),
            amount=at(layout.amount),
            direction=at(layout.direction),
            income=at(layout.income),
            outgo=at(layout.outgo),
            balance=at(layout.balance),
            number=at(layout.number),
            status=at(layout.status),
            summary=all_of(layout.summary),
            party=all_of(layout.party),
        )


def read_rows(
    rows: Sequence[Sequence[Any]], layout: Layout, header: int, told: Progress = nothing_to_say
) -> Statement:
    """Read the rows below ``header``; row numbers are those that the file shows."""
    place, turn = _Place.of(layout, rows[header]), Turn()
    lines: list[Line] = []
    foot: list[Sequence[Any]] = []
    last = _last_row(rows, header)
    for index in range(header + 1, last + 1):
        if (index - header) % EVERY == 0:
            told(index - header, last - header)
        row = rows[index]
        on = cell.day(row[place.day]) if place.day < len(row) else None
        if on is None:
            if _is_empty(row):
                continue
            if not _is_foot(row):
                raise _fault(index, last, row, place) or _no_day(index, row, place)
            foot.append(row)
            continue
        if index == last and (cut := _fault(index, last, row, place)) is not None:
            raise cut
        lines.append(_line(row, index, on, place, turn))
    if not lines:
        raise Refused(N_("The statement of {bank} has no line."), bank=layout.bank or layout.code)
    top = [*rows[:header], *foot]
    statement = Statement(layout.code, layout.bank, lines, _stated(top, foot, place), _tail(top))
    statement.remarks.extend(remarks(statement, has_foot=bool(foot)))
    return statement


def _last_row(rows: Sequence[Sequence[Any]], header: int) -> int:
    return max((n for n in range(header, len(rows)) if not _is_empty(rows[n])), default=header)


def _is_empty(row: Sequence[Any]) -> bool:
    return not any(str(value).strip() for value in row if value is not None)


def _is_foot(row: Sequence[Any]) -> bool:
    first = next((str(value).strip() for value in row if str(value).strip()), "")
    return _FOOT.match(first) is not None


def _fault(index: int, last: int, row: Sequence[Any], place: _Place) -> Refused | None:
    """A last row with fewer cells than the header is where a file was cut."""
    if index != last or len(row) >= place.width:
        return None
    return Refused(
        N_("Row {row} stops in the middle: the file is cut off. Export the statement anew."),
        row=index + 1,
    )


def _no_day(index: int, row: Sequence[Any], place: _Place) -> Refused:
    said = str(row[place.day])[:20] if place.day < len(row) else ""
    return Refused(
        N_("Row {row} has no day that can be read: “{text}”. Nothing was imported."),
        row=index + 1,
        text=said,
    )


def _line(row: Sequence[Any], index: int, on: date, place: _Place, turn: Turn) -> Line:
    summary = _joined(row, place.summary, LONGEST_SUMMARY)
    party = _joined(row, place.party, LONGEST_PARTY)
    amount, neutral = _amount(row, index, place, summary + party)
    status = _text(row, place.status)
    aside = ""
    if _CLOSED.search(status):
        aside = status
    elif neutral and not _MOVES.search(summary):
        aside = _text(row, place.direction) or "中性交易"
    balance = _sum(row, place.balance)
    moment = cell.moment(on, row[place.day if place.time is None else place.time])
    number = _text(row, place.number)
    known = (moment or on, amount) if number else (moment or on, amount, balance, summary, party)
    serial = turn.serial(number, known)
    return Line(index + 1, serial, on, moment, amount, balance, party, summary, neutral, aside)


def _text(row: Sequence[Any], at: int | None) -> str:
    return cell.text(row[at]) if at is not None and at < len(row) else ""


def _joined(row: Sequence[Any], places: tuple[int, ...], most: int) -> str:
    said = dict.fromkeys(text for at in places if (text := _text(row, at)))
    return " · ".join(said)[:most]


def _amount(row: Sequence[Any], index: int, place: _Place, words: str) -> tuple[int, bool]:
    """The amount, in above nothing, and whether the service counts it as neither."""
    if place.amount is None:
        came, went = _side(row, index, place.income), _side(row, index, place.outgo)
        if came is None and went is None:
            raise _no_sum(index, "")
        return (came or 0) - (went or 0), False
    found = cell.fen(row[place.amount]) if place.amount < len(row) else None
    if found is None:
        raise _no_sum(index, _text(row, place.amount))
    if place.direction is None:
        return found, False
    said = _text(row, place.direction)
    sign = next((sign for pattern, sign in _DIRECTION if pattern.match(said)), None)
    if sign is None:
        raise Refused(
            N_("Row {row}: “{text}” says neither in nor out. Nothing was imported."),
            row=index + 1,
            text=said[:20],
        )
    if sign == 0:
        return (abs(found) if _COMING.search(words) else -abs(found)), True
    return sign * found, False


def _side(row: Sequence[Any], index: int, at: int | None) -> int | None:
    said = _text(row, at)
    if not said:
        return None
    assert at is not None
    found = cell.fen(row[at])
    if found is None:
        raise _no_sum(index, said)
    return found


def _no_sum(index: int, said: str) -> Refused:
    return Refused(
        N_("Row {row} has no amount that can be read: “{text}”. Nothing was imported."),
        row=index + 1,
        text=said[:20],
    )


def _stated(top: list[Sequence[Any]], foot: list[Sequence[Any]], place: _Place) -> Stated:
    """What the file says of itself, above its header or below its rows."""
    whole = "\n".join(flat("".join(str(value or "") for value in row)) for row in top)
    count = _COUNT.search(whole)
    sums = {name: found for name, pattern in _SUMS.items() if (found := pattern.search(whole))}
    said = {name: cell.fen(found[1]) for name, found in sums.items()}
    for row in foot:
        if "合计" in str(row[0]) and place.income is not None:
            said = {"in_fen": _sum(row, place.income), "out_fen": _sum(row, place.outgo)}
    return Stated(int(count[1]) if count else None, **said)


def _sum(row: Sequence[Any], at: int | None) -> int | None:
    return cell.fen(row[at]) if at is not None and at < len(row) else None


def _tail(top: list[Sequence[Any]]) -> str:
    for row in top:
        found = _TAIL.search(flat("".join(str(value or "") for value in row)))
        if found is not None:
            return found[1]
    return ""
