"""A form as a change set carries it (表单定义), and what stops one from holding."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.form import FormAnswer
from rules.condition import names, read_condition
from rules.definition.field import NEEDED, OTHER, question_problems
from rules.definition.problem import Problem
from rules.definition.shape import anything, listed, maybe, one_of, parts, text, whole, yes_no
from rules.entity import Column, Entity, Kind, Scope
from rules.entity.custom import NAME, column_of
from rules.form.body import OncePer, Use
from rules.refusal import N_, Refused

MOST_SECTIONS, MOST_QUESTIONS = 20, 60
KINDS = (  # what may be asked
    Kind.TEXT,
    Kind.LONG_TEXT,
    Kind.NUMBER,
    Kind.MONEY,
    Kind.DATE,
    Kind.YES_NO,
    Kind.CHOICE,
    Kind.CHOICES,
    Kind.PLACE,
    Kind.PERSON,
    Kind.FILE,
    Kind.FORMULA,
)
# What is asked of members only. A file is put away before its answer is sent, so the limit of
# answers an hour would not keep a stranger from filling the disk; and names are not for strangers.
OF_MEMBERS = frozenset({Kind.PERSON, Kind.FILE})
WHY_OF_MEMBERS = N_(
    "Files and persons are asked of members only: without an account anybody could fill the disk, "
    "or look for names."
)
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_QUESTION = parts(NEEDED | {"kind": one_of([kind.value for kind in KINDS])}, OTHER)
_SECTION = parts(
    {"fields": listed(_QUESTION, MOST_QUESTIONS)},
    {"title": text(40, 0), "title_en": text(80, 0), "visible_if": anything()},
)
SHAPE = parts(
    {
        "name": text(40),
        "use": one_of([use.value for use in Use]),
        "sections": listed(_SECTION, MOST_SECTIONS, 1),
    },
    {
        "name_en": text(80, 0),
        "intro": text(500, 0),
        "intro_en": text(800, 0),
        "thanks": text(200, 0),
        "thanks_en": text(300, 0),
        "opens_on": maybe(text(10, 10, _DAY)),
        "closes_on": maybe(text(10, 10, _DAY)),
        "one_per": one_of([once.value for once in OncePer]),
        "changeable": yes_no(),
        "results_public": yes_no(),
        "per_sender": whole(1, 1_000),
        "per_hour": whole(1, 100_000),
    },
)
Body = Mapping[str, Any]


def kinds(use: Use) -> tuple[Kind, ...]:
    """What may be asked in a form of this use."""
    return tuple(kind for kind in KINDS if use is not Use.PUBLIC or kind not in OF_MEMBERS)


def problems(body: Body, _context: object = None) -> list[Problem]:
    """What stops a form from holding: its shape, its days, its counting, its questions."""
    return SHAPE(body, "") or [*_days(body), *_counting(body)] or _questions(body)


def _days(body: Body) -> list[Problem]:
    found: dict[str, date] = {}
    for part in ("opens_on", "closes_on"):
        try:
            if body.get(part):
                found[part] = date.fromisoformat(body[part])
        except ValueError:
            return [Problem(part, N_("“{part}” is not a day of the calendar."), {"part": part})]
    if len(found) > 1 and found["closes_on"] < found["opens_on"]:
        return [Problem("closes_on", N_("The form would close before it opens."))]
    return []


def _counting(body: Body) -> list[Problem]:
    use, once = Use(body["use"]), OncePer(body.get("one_per", OncePer.NONE))
    if use is Use.PUBLIC and once is not OncePer.NONE:
        said = N_("Whoever answers without an account cannot be counted: let members answer.")
        return [Problem("one_per", said)]
    if use is Use.SURVEY and once is not OncePer.UNIT:
        return [Problem("one_per", N_("A survey takes one answer from each home."))]
    if use in (Use.STEP, Use.SHEET) and once is OncePer.UNIT:
        said = N_("A step's form and a score sheet are filled in by those who serve, not by homes.")
        return [Problem("one_per", said)]
    if body.get("changeable") and once is OncePer.NONE and use not in (Use.STEP, Use.SHEET):
        said = N_("An answer can only be changed where each person or each home gives one.")
        return [Problem("changeable", said)]
    return []


def _questions(body: Body) -> list[Problem]:
    told = [field for section in body["sections"] for field in section["fields"]]
    if not told:
        return [Problem("sections", N_("A form needs at least one question."))]
    if len(told) > MOST_QUESTIONS:
        text_ = N_("A form has {most} questions at most.")
        return [Problem("sections", text_, {"most": MOST_QUESTIONS})]
    found = _names(told)
    if found:
        return found
    entity = _entity(column_of(field) for field in told)
    offered = kinds(Use(body["use"]))
    for field in told:
        if Kind(field["kind"]) not in offered:
            found.append(Problem(field["name"], WHY_OF_MEMBERS))
        found += _about(field, question_problems(field, entity))
    return found or _sections(body)


def _names(told: list[Body]) -> list[Problem]:
    seen: set[str] = set()
    labels: set[str] = set()
    for field in told:
        name, label = field["name"], field["label"].strip()
        facts = {"name": name, "label": label}
        if not NAME.fullmatch(name):
            said = N_("The name of a field begins with x_, then small letters, digits and _.")
            return [Problem(name, said)]
        if name in seen:
            return [Problem(name, N_("Two questions are called “{name}”."), facts)]
        if label in labels:
            return [Problem(name, N_("“{label}” is asked twice."), facts)]
        seen.add(name)
        labels.add(label)
    return []


def _about(field: Body, found: list[Problem]) -> list[Problem]:
    """The same problems, each with the question that it is about."""
    return [Problem(field["name"], one.sentence, one.facts) for one in found]


def _sections(body: Body) -> list[Problem]:
    """A section hides by what was asked before it, never by what it asks itself."""
    before: list[Column] = []
    found = []
    for number, section in enumerate(body["sections"], 1):
        told = section.get("visible_if")
        try:
            named = names(read_condition(told, _entity(before)))
        except Refused:
            said = N_("Section {n} looks at something that is not asked before it.")
            found.append(Problem(f"sections {number}", said, {"n": number}))
            named = frozenset()
        if any(column.name in named and column.formula for column in before):
            said = N_("Section {n} looks at something that is worked out afterwards.")
            found.append(Problem(f"sections {number}", said, {"n": number}))
        before += [column_of(field) for field in section["fields"]]
    return found


def _entity(columns: Any) -> Entity:
    return Entity("form", FormAnswer, "", "", tuple(columns), Scope())
