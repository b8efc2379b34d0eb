"""What is wrong with sheets, questions, gates and grades (评分表、问卷、否决项、等级检查)."""

from itertools import pairwise

from rules.method.body import Body, Indicator, SheetForm
from rules.method.problem import Problem, twice
from rules.method.tree import CODE, nodes
from rules.permission import GRANTED, Permission
from rules.refusal import N_

EFFECTS = ("black", "not_red")
SCORING = tuple(role for role, held in GRANTED.items() if Permission.SCORE in held)
MOST_ITEMS, MOST_QUESTIONS, MOST_DRAWN, MOST_SHEETS = 200, 20, 20, 10
HUNDREDTHS = -2  # sheets keep points in hundredths


def form_problems(body: Body) -> list[Problem]:
    """Everything wrong with the forms of ``body`` (表单检查)."""
    found = []
    codes = [
        *twice(sheet.code for sheet in body.sheets),
        *twice(question.code for question in body.questions),
        *twice(gate.code for gate in body.gates),
        *twice(grade.code for grade in body.grades),
    ]
    for code in codes:
        text = N_("The code “{code}” stands there more than once.")
        found.append(Problem(code, text, {"code": code}))
    if len(body.sheets) > MOST_SHEETS:
        text = N_("At most {most} score sheets.")
        found.append(Problem("", text, {"most": MOST_SHEETS}))
    for sheet in body.sheets:
        found += _sheet(body, sheet)
    return found + _questions(body) + _gates(body) + _grades(body)


def _sheet(body: Body, sheet: SheetForm) -> list[Problem]:
    told = {"name": sheet.name, "name_en": sheet.name_en, "most": MOST_ITEMS}
    texts = []
    if not sheet.name.strip() or not CODE.fullmatch(sheet.code):
        texts.append(N_("Each score sheet needs a name and a code of small letters and digits."))
    if not 1 <= len(sheet.items) <= MOST_ITEMS:
        texts.append(N_("“{name}” needs 1 to {most} lines."))
    if not sheet.roles or not set(sheet.roles) <= set(SCORING):
        texts.append(N_("Say who fills in “{name}”: one of the roles that may score."))
    if not 0 <= sheet.drawn <= MOST_DRAWN or (sheet.drawn and sheet.roles != ("expert",)):
        texts.append(
            N_("Only experts are drawn: “{name}” is filled in by experts, or by everybody.")
        )
    if twice(item.code for item in sheet.items):
        texts.append(N_("Two lines of “{name}” have the same code."))
    if any(not item.name.strip() for item in sheet.items):
        texts.append(N_("A line of “{name}” says nothing."))
    if any(item.points <= 0 or _finer(item.points.as_tuple().exponent) for item in sheet.items):
        texts.append(N_("Each line of “{name}” brings points above zero, with up to two decimals."))
    if sheet.code not in {leaf.source.name for leaf in body.indicators if _by_sheet(leaf)}:
        texts.append(N_("“{name}” is filled in for nothing: no indicator takes its points."))
    return [Problem(sheet.code, text, told) for text in texts]


def _by_sheet(leaf: Indicator) -> bool:
    return leaf.source.kind == "sheet"


def _finer(exponent: int | str) -> bool:
    return not isinstance(exponent, int) or exponent < HUNDREDTHS


def _questions(body: Body) -> list[Problem]:
    texts = []
    if len(body.questions) > MOST_QUESTIONS:
        texts.append(N_("At most {most} questions to the owners."))
    if any(not q.name.strip() or not CODE.fullmatch(q.code) for q in body.questions):
        texts.append(N_("Each question to the owners needs words and a code of its own."))
    if body.questions and not any(leaf.source.kind == "survey" for leaf in body.indicators):
        texts.append(N_("The owners are asked, but no indicator takes their answers."))
    return [Problem("survey", text, {"most": MOST_QUESTIONS}) for text in texts]


def _gates(body: Body) -> list[Problem]:
    found = []
    for gate in body.gates:
        if not gate.name.strip() or not CODE.fullmatch(gate.code) or gate.effect not in EFFECTS:
            text = N_("Each hard gate needs a name, a code, and whether it means black or not red.")
            found.append(Problem(gate.code, text))
    return found


def _grades(body: Body) -> list[Problem]:
    least = [grade.least for grade in body.grades]
    known = {node.code for node in nodes(body)}
    found = []
    if any(later >= before for before, later in pairwise(least)):
        text = N_("Grades stand from the highest to the lowest, each from fewer points on.")
        found.append(Problem("grades", text))
    if any(not grade.code.strip() for grade in body.grades):
        found.append(Problem("grades", N_("Each grade needs a name.")))
    for number, grade in enumerate(body.grades):
        if grade.needs is not None and (grade.needs not in known or number == 0):
            text = N_("The grade “{code}” asks for a record that the method does not have.")
            found.append(Problem("grades", text, {"code": grade.code}))
    return found
