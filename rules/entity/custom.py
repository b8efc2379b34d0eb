"""Fields that administrators added, and what they changed of the code's own (自定义字段、字段调整).

A definition's body becomes a ``Column`` here. Bodies were judged before they were published
(``rules.definition.field``); the code may have changed since, so nothing here trusts them to fit.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rules.entity.shape import Choice, Column, Entity, Kind

PREFIX = "x_"
NAME = re.compile(r"x_[a-z0-9_]{1,40}")
KINDS = (  # the eleven, in the order in which they are offered
    Kind.TEXT,
    Kind.LONG_TEXT,
    Kind.NUMBER,
    Kind.MONEY,
    Kind.DATE,
    Kind.YES_NO,
    Kind.CHOICE,
    Kind.CHOICES,
    Kind.PERSON,
    Kind.PLACE,
    Kind.FILE,
    Kind.FORMULA,
)
RESULTS = (Kind.NUMBER, Kind.MONEY, Kind.DATE, Kind.YES_NO, Kind.TEXT)  # what a formula gives
TARGETS = {Kind.PERSON: "member", Kind.PLACE: "place"}
LONGEST = {Kind.TEXT: 200, Kind.LONG_TEXT: 4_000}  # characters, where a field sets no bound
_FIRST = 0


def column_of(body: Mapping[str, Any]) -> Column:
    """The column that the body of a field, or of a question of a form, describes."""
    kind = Kind(body["kind"])
    computed = kind is Kind.FORMULA
    shown = result_of(body) if computed else kind
    return Column(
        name=body["name"],
        kind=shown,
        label=body["label"],
        english=body.get("label_en") or body["label"],
        unit=_unit(body, shown),
        help=body.get("help", ""),
        help_en=body.get("help_en", ""),
        measure=bool(body.get("measure")),
        dimension=bool(body.get("dimension")),
        personal=bool(body.get("personal")) or kind is Kind.PERSON,
        required=bool(body.get("required")) and not computed,
        writable=not computed,
        extra=True,
        indexed=bool(body.get("indexed")),
        longest=body.get("longest") or LONGEST.get(shown),
        least=body.get("least"),
        most=body.get("most"),
        pattern=body.get("pattern", ""),
        target=TARGETS.get(kind, ""),
        group=body.get("group", ""),
        choices=_choices(body),
        required_if=None if computed else body.get("required_if"),
        visible_if=body.get("visible_if"),
        valid_if=None if computed else body.get("valid_if"),
        valid_words=body.get("valid_words", ""),
        formula=body.get("formula", "") if computed else "",
        digits=int(body.get("digits") or 0) if computed else 0,
    )


def result_of(body: Mapping[str, Any]) -> Kind:
    """The kind of what a formula gives: a number with decimals is a kind of its own."""
    result = Kind(body.get("result", Kind.NUMBER))
    return Kind.FORMULA if result is Kind.NUMBER and body.get("digits") else result


def extended(entity: Entity, fields: Sequence[Mapping[str, Any]]) -> Entity:
    """``entity`` with custom fields behind its own columns, in their order."""
    told = sorted(fields, key=lambda body: (body.get("position", _FIRST), body["name"]))
    new = [body for body in told if body["name"] not in entity.by_name]
    if not new:
        return entity
    return replace(
        entity,
        columns=(*entity.columns, *map(column_of, new)),
        listed=(*entity.listed, *(b["name"] for b in new if b.get("listed", False))),
        search=(*entity.search, *(b["name"] for b in new if b.get("searched"))),
    )


def tightened(column: Column, body: Mapping[str, Any]) -> Column:
    """``column`` as an override makes it: never looser than the code has it, whatever it says."""
    choices = column.choices
    if kept := body.get("choices"):
        choices = tuple(choice for choice in choices if choice.code in kept) or choices
    return replace(
        column,
        label=body.get("label") or column.label,
        english=body.get("label_en") or (body.get("label") or column.english),
        help=body.get("help") or column.help,
        help_en=body.get("help_en") or column.help_en,
        group=body.get("group") or column.group,
        required=column.required or bool(body.get("required")),
        hidden=column.hidden or bool(body.get("hidden")),
        writable=column.writable and not body.get("read_only"),
        longest=narrower(column.longest, body.get("longest"), min),
        least=narrower(column.least, body.get("least"), max),
        most=narrower(column.most, body.get("most"), min),
        choices=choices,
    )


def narrower(own: int | None, told: int | None, which: Any) -> int | None:
    """The stricter of two bounds; either may be missing."""
    known = [bound for bound in (own, told) if bound is not None]
    return which(known) if known else None


def _unit(body: Mapping[str, Any], shown: Kind) -> str:
    return "分" if shown is Kind.MONEY else str(body.get("unit", ""))


def _choices(body: Mapping[str, Any]) -> tuple[Choice, ...]:
    return tuple(
        Choice(choice["code"], choice.get("label_en") or choice["label"], choice["label"])
        for choice in body.get("choices") or ()
    )
