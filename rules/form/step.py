"""What may be answered in a step's form (步骤表单)."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from models.procedure import FieldKind
from rules.procedure import FormField
from rules.refusal import N_, Refused
from rules.topic import tidy

STEP_MARKS = 4  # parts of what marks a step's answer

LONGEST = {FieldKind.TEXT: 200, FieldKind.LONG_TEXT: 5000}
LARGEST = 10**12


def mark(form_key: str, topic_id: int, step_code: str, round_number: int) -> str:
    """What there is one answer for, when a form is filled in at a step of a topic."""
    return f"{form_key}|topic:{topic_id}|{step_code}|{round_number}"


def marked(told: str | None) -> tuple[str, int] | None:
    """The step and the round that a mark names; ``None`` where it names none."""
    parts = (told or "").split("|")
    if len(parts) != STEP_MARKS or not parts[3].isdigit():
        return None
    return parts[2], int(parts[3])


def fitting(fields: Iterable[FormField], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as they are kept: JSON values, money in fen, days as ISO text.

    What is asked and left out is kept as ``None``; what is not asked is dropped. Refused
    with the name of the field where an answer is of the wrong kind.
    """
    return {asked.code: _one(asked, answers.get(asked.code)) for asked in fields}


def _one(asked: FormField, answer: Any) -> Any:
    if answer is None or (isinstance(answer, str) and not answer.strip()):
        return None
    match asked.kind:
        case FieldKind.TEXT | FieldKind.LONG_TEXT:
            return _text(asked, str(answer))
        case FieldKind.NUMBER:
            return _whole(asked, answer, 1)
        case FieldKind.MONEY:
            return _whole(asked, answer, 100)
        case FieldKind.DATE:
            return _day(asked, answer)
        case FieldKind.YES_NO:
            return bool(answer)
        case FieldKind.CHOICE:
            if answer not in asked.options:
                raise _wrong(asked)
            return answer


def _text(asked: FormField, answer: str) -> str:
    text = tidy(answer)
    if len(text) > LONGEST[asked.kind]:
        sentence = N_("“{field}” has at most {most} characters.")
        raise Refused(sentence, field=asked.label, most=LONGEST[asked.kind])
    return text


def _whole(asked: FormField, answer: Any, parts: int) -> int:
    try:
        number = Decimal(str(answer).replace(",", "")) * parts
    except InvalidOperation as error:
        raise _wrong(asked) from error
    if not number.is_finite() or number != number.to_integral_value() or abs(number) > LARGEST:
        raise _wrong(asked)
    return int(number)


def _day(asked: FormField, answer: Any) -> str:
    if isinstance(answer, date):
        return answer.isoformat()
    try:
        return date.fromisoformat(str(answer)).isoformat()
    except ValueError as error:
        raise _wrong(asked) from error


def _wrong(asked: FormField) -> Refused:
    return Refused(N_("“{field}” is not filled in rightly."), field=asked.label)
