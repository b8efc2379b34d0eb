"""The two files that anyone can recount a vote from (名册与选票文件).

The roll is ``unit,owner,area_m2,kind,status``; the ballots are ``owner,choice,delivered``.
Co-owners stand in one cell with ``;`` between them. Pure: bytes in, figures out.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from models.choice import Choice, Overlap, Parking, Regime, Silence, UnitKind, UnitStatus
from rules.electorate import Head, Register, RollRow, electorate, register
from rules.refusal import N_, Refused
from rules.tally import Vote, count, law_of

ROLL_COLUMNS = ("unit", "owner", "area_m2", "kind", "status")
BALLOT_COLUMNS = ("owner", "choice", "delivered")
# Fifteen digits are more than the Earth has; no exponent, no sign, no NaN gets through.
_AREA = re.compile(r"([0-9]{1,15})(?:\.([0-9]{1,2}))?")
_BETWEEN_OWNERS = re.compile("[;；]")
_KINDS = {kind.value: kind for kind in UnitKind}
_STATUSES = {status.value: status for status in UnitStatus}
_CHOICES: dict[str, Choice | None] = {choice.value: choice for choice in Choice} | {"": None}
_YES = dict.fromkeys(("1", "yes", "true", "是"), True)
_NO = dict.fromkeys(("0", "no", "false", "否", ""), False)
_DELIVERED = _YES | _NO


class Ballot(NamedTuple):
    """One row of the ballots: who, what, and whether the paper reached him (选票行)."""

    row: int
    owners: tuple[str, ...]
    choice: Choice | None
    delivered: bool


def tally_files(
    roll: bytes,
    ballots: bytes,
    item: int,
    silence: Silence = Silence.STRICT,
    parking: Parking = Parking.COUNT,
    overlap: Overlap = Overlap.SEPARATE,
) -> dict[str, object]:
    """The result of a vote of owners on ``item`` of Civil Code 278 (计票), from its two files."""
    law_of(Regime.OWNERS, item)
    rows = roll_rows(roll)
    answers = ballot_rows(ballots)
    heads = electorate(rows, parking, overlap)
    votes = votes_of(heads, answers, register(rows, heads, parking))
    return count(Regime.OWNERS, item, votes, silence).figures()


def roll_rows(source: bytes | str, file: str = "roll.csv") -> list[RollRow]:
    """The units on the roll (名册), or the first fault in it."""
    rows: list[RollRow] = []
    seen: dict[str, int] = {}
    for number, (unit, owner, area, kind, status) in _table(source, ROLL_COLUMNS, file):
        if not unit:
            raise _empty(file, number, "unit")
        if (first := seen.setdefault(unit, number)) != number:
            raise Refused(
                N_("{file}, row {row}, column {column}: unit {value} is already in row {first}."),
                **_spot(file, number, "unit"),
                value=unit,
                first=first,
            )
        owners = _owners(owner, file, number)
        area_cm2 = _area_cm2(area, file, number)
        if kind not in _KINDS:
            raise _unknown(kind, UnitKind, _spot(file, number, "kind"))
        if status not in _STATUSES:
            raise _unknown(status, UnitStatus, _spot(file, number, "status"))
        rows.append(RollRow(unit, owners, area_cm2, _KINDS[kind], _STATUSES[status]))
    return rows


def ballot_rows(source: bytes | str, file: str = "ballots.csv") -> list[Ballot]:
    """The ballots in the order in which they came, or the first fault among them."""
    ballots: list[Ballot] = []
    for number, (owner, choice, delivered) in _table(source, BALLOT_COLUMNS, file):
        owners = _owners(owner, file, number)
        if choice not in _CHOICES:
            raise _unknown(choice, Choice, _spot(file, number, "choice"))
        if (reached := _DELIVERED.get(delivered.lower())) is None:
            raise _unknown(delivered, ("yes", "no"), _spot(file, number, "delivered"))
        ballots.append(Ballot(number, owners, _CHOICES[choice], reached))
    return ballots


def votes_of(
    heads: Iterable[Head],
    ballots: Iterable[Ballot],
    who: Register,
    file: str = "ballots.csv",
) -> list[Vote]:
    """One vote for every head: what its ballots come to (并票).

    A later answer of the same owners replaces the earlier. A row without an answer is a record
    of delivery: it takes nobody's answer away. Co-owners who contradict each other are refused.
    """
    given: dict[str, list[Ballot]] = {}
    delivered: set[str] = set()
    for ballot in ballots:
        for head in _cast_for(ballot, who, file):
            if ballot.delivered:
                delivered.add(head.key)
            if ballot.choice is not None:
                given.setdefault(head.key, []).append(ballot)
    choices = {key: _agreed(answers, file) for key, answers in given.items()}
    return [Vote(head.area_cm2, choices.get(head.key), head.key in delivered) for head in heads]


def _cast_for(ballot: Ballot, who: Register, file: str) -> tuple[Head, ...]:
    heads = who.heads_of(ballot.owners)
    if heads:
        return heads
    facts = _spot(file, ballot.row, "owner") | {"value": ";".join(ballot.owners)}
    if who.awaits_delivery(ballot.owners):
        raise Refused(
            N_(
                "{file}, row {row}, column {column}: the home of {value} is not handed over yet;"
                " until then the developer votes for it."
            ),
            **facts,
        )
    if who.has_parking_only(ballot.owners):
        return ()  # an owner, though of nothing that counts in this vote
    raise Refused(N_("{file}, row {row}, column {column}: {value} is not on the roll."), **facts)


def _agreed(answers: list[Ballot], file: str) -> Choice | None:
    """The one answer that all of ``answers`` give, each voter's last."""
    if len(answers) == 1:
        return answers[0].choice
    last = {frozenset(ballot.owners): ballot for ballot in answers}
    first, *others = sorted(last.values(), key=lambda ballot: ballot.row)
    for other in others:
        if other.choice is not first.choice:
            raise Refused(
                N_(
                    "{file}, row {row}, column {column}: this contradicts row {first};"
                    " the two have one vote between them."
                ),
                **_spot(file, other.row, "choice"),
                first=first.row,
            )
    return first.choice


def _table(
    source: bytes | str, columns: tuple[str, ...], file: str
) -> Iterator[tuple[int, list[str]]]:
    """The rows below the heading with their number in a spreadsheet, cells in our order."""
    reader = csv.reader(io.StringIO(_text(source, file), newline=""), strict=True)
    number, order = 0, list(range(len(columns)))
    as_ours = True
    try:
        for number, cells in enumerate(reader, 1):
            row = list(map(str.strip, cells))
            if number == 1:
                order = _order(row, columns, file)
                as_ours = order == sorted(order)
            elif len(row) == len(columns):
                if any(row):
                    yield number, row if as_ours else [row[place] for place in order]
            elif any(row):
                raise _uneven(row, [columns[order.index(place)] for place in order], file, number)
    except csv.Error as fault:
        raise Refused(
            N_("{file}, row {row}: a quotation mark is out of place."), file=file, row=number + 1
        ) from fault
    if number == 0:
        _order([], columns, file)


def _text(source: bytes | str, file: str) -> str:
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    for encoding in ("utf-8", "gb18030"):
        try:
            return source.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    raise Refused(N_("{file}: this is not a text in UTF-8 or GB18030."), file=file)


def _order(heading: list[str], columns: tuple[str, ...], file: str) -> list[int]:
    """Where each of ``columns`` stands in the heading."""
    for column in columns:
        if heading.count(column) != 1:
            raise Refused(
                N_("{file}, row {row}: the column {column} must be there once."),
                **_spot(file, 1, column),
            )
    for column in heading:
        if column not in columns:
            raise Refused(
                N_("{file}, row {row}: “{column}” is not one of the columns {columns}."),
                **_spot(file, 1, column),
                columns=", ".join(columns),
            )
    return [heading.index(column) for column in columns]


def _owners(cell: str, file: str, number: int) -> tuple[str, ...]:
    """The names in one cell; who is named twice is one person."""
    if cell and ";" not in cell and "；" not in cell:
        return (cell,)
    owners = tuple(dict.fromkeys(name.strip() for name in _BETWEEN_OWNERS.split(cell)))
    if "" in owners:
        raise _empty(file, number, "owner")
    return owners


def _area_cm2(cell: str, file: str, number: int) -> int:
    """Square metres as whole cm², without a float on the way."""
    area_cm2 = 0
    if written := _AREA.fullmatch(cell):
        whole, cents = written.groups("0")
        area_cm2 = int(whole) * 10_000 + int(cents.ljust(2, "0")) * 100
    if not area_cm2:
        raise Refused(
            N_(
                "{file}, row {row}, column {column}: “{value}” is not an area above zero"
                " with at most two decimals."
            ),
            **_spot(file, number, "area_m2"),
            value=cell,
        )
    return area_cm2


def _spot(file: str, row: int, column: str) -> dict[str, object]:
    return {"file": file, "row": row, "column": column}


def _empty(file: str, number: int, column: str) -> Refused:
    sentence = N_("{file}, row {row}, column {column}: a name is missing here.")
    return Refused(sentence, **_spot(file, number, column))


def _unknown(cell: str, known: Iterable[StrEnum | str], spot: dict[str, object]) -> Refused:
    sentence = N_("{file}, row {row}, column {column}: “{value}” is not one of {known}.")
    return Refused(sentence, **spot, value=cell, known=", ".join(str(word) for word in known))


def _uneven(row: list[str], heading: list[str], file: str, number: int) -> Refused:
    return Refused(
        N_("{file}, row {row}, column {column}: the row has {count} cells instead of {expected}."),
        **_spot(file, number, heading[min(len(row), len(heading) - 1)]),
        count=len(row),
        expected=len(heading),
    )
