"""Answers are kept as plain values, or refused by the name of their field."""

from datetime import date

import pytest

from models.procedure import FieldKind
from rules.form import fitting
from rules.procedure import FormField
from rules.refusal import Refused


def asked(kind: FieldKind, **more: object) -> FormField:
    return FormField("x", "费用", kind=kind, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "answer", "kept"),
    [
        (FieldKind.TEXT, "  两行\r\n字 ", "两行\n字"),
        (FieldKind.NUMBER, "1,200", 1200),
        (FieldKind.MONEY, "48.6", 4860),
        (FieldKind.MONEY, 0.29, 29),
        (FieldKind.DATE, date(2026, 6, 10), "2026-06-10"),
        (FieldKind.DATE, "2026-06-10", "2026-06-10"),
        (FieldKind.YES_NO, 1, True),
        (FieldKind.CHOICE, "乙", "乙"),
        (FieldKind.TEXT, "  ", None),
        (FieldKind.NUMBER, None, None),
    ],
)
def test_an_answer_is_kept_as_its_kind(kind: FieldKind, answer: object, kept: object) -> None:
    assert fitting([asked(kind, options=("甲", "乙"))], {"x": answer, "y": "dropped"}) == {
        "x": kept
    }


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (FieldKind.NUMBER, "九十"),
        (FieldKind.NUMBER, "1.5"),
        (FieldKind.NUMBER, "NaN"),
        (FieldKind.NUMBER, "1e400"),
        (FieldKind.MONEY, "0.001"),
        (FieldKind.MONEY, "inf"),
        (FieldKind.DATE, "2026-02-30"),
        (FieldKind.CHOICE, "丙"),
        (FieldKind.TEXT, "字" * 201),
    ],
)
def test_an_answer_of_another_kind_is_refused_by_name(kind: FieldKind, answer: object) -> None:
    with pytest.raises(Refused, match="费用"):
        fitting([asked(kind, options=("甲", "乙"))], {"x": answer})
