"""What is wrong with the tree: names, parents, weights, scales, sources (指标树检查)."""

import re
from collections.abc import Iterable
from decimal import Decimal

from rules.method.body import Body, Branch, Indicator
from rules.method.problem import Problem, twice
from rules.refusal import N_

AGGREGATES = ("arithmetic", "geometric", "sum")
KINDS = ("goalpost", "minmax", "points", "percentile", "rank", "zscore", "none")
BOUNDED = ("goalpost", "minmax", "percentile")  # from 0 to 1: a full score means something
SIGNED = ("zscore", "none")  # may fall below zero: no geometric mean
SOURCES = ("sheet", "survey", "entered", "platform")
PLATFORM = ("complaints", "disclosure", "decisions", "ratings")
MOST_INDICATORS, MOST_GROUPS = 120, 40
LONGEST_NAME = 40
WHOLE = 100  # percent
LEAST_ANSWER, MOST_ANSWER = 1, 5  # of the survey
CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")

Node = Indicator | Branch


def told(node: Node, **facts: object) -> dict[str, object]:
    """The facts of a sentence about one node (句中事实)."""
    return {"name": node.name, "name_en": node.name_en, "code": node.code, **facts}


def tree_problems(body: Body) -> list[Problem]:
    """Everything wrong with the tree of ``body`` (指标树检查)."""
    found = _names(body) + _parents(body)
    if not found:  # what follows needs a tree
        found = _weights(body)
    for leaf in body.indicators:
        found += _scale(body, leaf) + _source(body, leaf)
    for group in body.groups:
        if group.aggregate is not None and group.aggregate not in AGGREGATES:
            found.append(
                Problem(group.code, N_("“{name}” is added up in no known way."), told(group))
            )
    return found


def nodes(body: Body) -> tuple[Node, ...]:
    """Indicators, then groups (全部节点)."""
    return (*body.indicators, *body.groups)


def children(body: Body, parent: str | None) -> list[Node]:
    """What lies directly below ``parent``; ``None`` is the whole (下级)."""
    return [node for node in nodes(body) if node.parent == parent]


def aggregate_of(body: Body, parent: str | None) -> str:
    """How the children of ``parent`` become one number (汇总方式)."""
    own = next((group.aggregate for group in body.groups if group.code == parent), None)
    return own or body.aggregate


def _names(body: Body) -> list[Problem]:
    found = []
    if not body.indicators:
        return [Problem("", N_("A method needs at least one indicator."))]
    if len(body.indicators) > MOST_INDICATORS or len(body.groups) > MOST_GROUPS:
        facts = {"most": MOST_INDICATORS, "groups": MOST_GROUPS}
        text = N_("At most {most} indicators and {groups} groups.")
        found.append(Problem("", text, facts))
    for node in nodes(body):
        if not node.name.strip() or len(node.name) > LONGEST_NAME:
            text = N_("Each indicator and group needs a name of up to {most} letters.")
            found.append(Problem(node.code, text, {"most": LONGEST_NAME}))
        if not CODE.fullmatch(node.code):
            text = N_("The code “{code}” must be small letters, digits and “_”.")
            found.append(Problem(node.code, text, {"code": node.code}))
    for code in twice(node.code for node in nodes(body)):
        text = N_("The code “{code}” stands there more than once.")
        found.append(Problem(code, text, {"code": code}))
    return found


def _parents(body: Body) -> list[Problem]:
    above = {group.code: group.parent for group in body.groups}
    found = []
    for node in nodes(body):
        if node.parent is not None and node.parent not in above:
            text = N_("“{name}” stands in the group “{parent}”, which does not exist.")
            found.append(Problem(node.code, text, told(node, parent=node.parent)))
    if not found:
        found = [
            Problem(
                group.code,
                N_("“{name}” lies within itself: the groups go in a circle."),
                told(group),
            )
            for group in body.groups
            if _circular(group.code, above)
        ]
    filled = {node.parent for node in nodes(body)}
    for group in body.groups:
        if group.code not in filled:
            text = N_("“{name}” has nothing in it: add an indicator or remove the group.")
            found.append(Problem(group.code, text, told(group)))
    return found


def _circular(code: str, above: dict[str, str | None]) -> bool:
    at, steps = above[code], 0
    while at is not None and at != code and steps <= len(above):
        at, steps = above[at], steps + 1
    return at == code


def weight_sum(siblings: Iterable[Node]) -> Decimal:
    """What the weights of ``siblings`` come to (权重合计)."""
    return sum((node.weight for node in siblings), Decimal(0))


def _weights(body: Body) -> list[Problem]:
    found = []
    for node in nodes(body):
        if node.weight <= 0:
            text = N_("The weight of “{name}” must be above zero; what does not count is removed.")
            found.append(Problem(node.code, text, told(node)))
    for group in (None, *body.groups):
        code = None if group is None else group.code
        total = weight_sum(children(body, code))
        if aggregate_of(body, code) == "sum" or total == WHOLE:
            continue
        if group is None:
            text = N_("The weights at the top sum to {total} %; they must sum to 100 %.")
            found.append(Problem("", text, {"total": plain_number(total)}))
        else:
            text = N_("The weights in “{name}” sum to {total} %; they must sum to 100 %.")
            found.append(Problem(group.code, text, told(group, total=plain_number(total))))
    return found


def plain_number(number: Decimal) -> str:
    """A number without idle zeros and without an exponent (数字文本)."""
    return format(number.normalize(), "f") if number else "0"


def _scale(body: Body, leaf: Indicator) -> list[Problem]:
    scale, found = leaf.scale, []
    if leaf.direction not in (1, -1):
        text = N_("For “{name}”, say whether more is better or less is better.")
        found.append(Problem(leaf.code, text, told(leaf)))
    if scale.kind not in KINDS:
        return [*found, Problem(leaf.code, N_("“{name}” has no known scale."), told(leaf))]
    ends = scale.low is not None and scale.high is not None
    if scale.kind in {"goalpost", "points"} and not ends:
        text = N_("“{name}” needs both ends of its scale: the lowest and the highest value.")
        found.append(Problem(leaf.code, text, told(leaf)))
    if scale.low is not None and scale.high is not None and scale.low >= scale.high:
        text = N_("The lowest value of “{name}” must be below its highest.")
        found.append(Problem(leaf.code, text, told(leaf)))
    if scale.log and scale.kind == "goalpost" and scale.low is not None and scale.low <= 0:
        text = N_("“{name}” is on a logarithmic scale: its lowest value must be above zero.")
        found.append(Problem(leaf.code, text, told(leaf)))
    if body.full is not None and not _bounded(leaf):
        text = N_(
            "“{name}” has no fixed range on its scale, so there is no full score to speak of."
        )
        found.append(Problem(leaf.code, text, told(leaf)))
    negative = scale.kind in SIGNED or (scale.kind == "points" and leaf.direction < 0)
    if negative and aggregate_of(body, leaf.parent) == "geometric":
        text = N_("“{name}” may fall below zero, and its group multiplies: choose another scale.")
        found.append(Problem(leaf.code, text, told(leaf)))
    return found


def _bounded(leaf: Indicator) -> bool:
    scale = leaf.scale
    if scale.kind == "minmax":
        return scale.low in (None, 0) and scale.high in (None, 1)
    return scale.kind in BOUNDED


def _source(body: Body, leaf: Indicator) -> list[Problem]:
    source, facts = leaf.source, told(leaf, source=leaf.source.name)
    text = ""
    if source.kind not in SOURCES:
        text = N_("“{name}” does not say where its numbers come from.")
    elif source.kind == "sheet":
        return _of_sheet(body, leaf)
    elif source.kind == "platform" and source.name not in PLATFORM:
        text = N_("“{name}” asks for a figure that the platform does not have ({source}).")
    elif source.kind == "survey":
        known = {question.code for question in body.questions}
        if not known or (source.name and source.name not in known):
            text = N_("“{name}” comes from the survey of owners, which does not ask that.")
        elif leaf.scale.kind == "goalpost" and not _of_answers(leaf):
            text = N_("Answers go from 1 to 5; the scale of “{name}” must lie within.")
    return [Problem(leaf.code, text, facts)] if text else []


def _of_answers(leaf: Indicator) -> bool:
    low, high = leaf.scale.low, leaf.scale.high
    return low is None or high is None or (low >= LEAST_ANSWER and high <= MOST_ANSWER)


def _of_sheet(body: Body, leaf: Indicator) -> list[Problem]:
    sheet = body.sheet(leaf.source.name)
    if sheet is None:
        text = N_("“{name}” comes from the score sheet “{source}”, which does not exist.")
        return [Problem(leaf.code, text, told(leaf, source=leaf.source.name))]
    fixed = leaf.scale.kind in {"goalpost", "points"} and leaf.scale.high is not None
    if fixed and leaf.scale.high != sheet.most:
        text = N_("The sheet of “{name}” can bring {most} points, but its scale ends at {high}.")
        high = plain_number(leaf.scale.high or Decimal(0))
        facts = told(leaf, most=plain_number(sheet.most), high=high)
        return [Problem(leaf.code, text, facts)]
    return []
