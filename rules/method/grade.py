"""The named band a score falls into (等级)."""

from collections.abc import Mapping
from decimal import Decimal

from rules.method.body import Body, Grade


def grade(body: Body, score: Decimal | None, values: Mapping[str, Decimal | None]) -> str:
    """The grade of a compound with ``score``; empty where there is none (等级).

    ``values`` are the raw values of its indicators: a grade that needs a record (济南的 C 等需有
    不良信息) falls only on whoever has one above zero; everybody else is given the grade above.
    """
    reached = [n for n, band in enumerate(body.grades) if score is not None and score >= band.least]
    if not reached:
        return ""
    place = reached[0]  # they stand from the highest
    while place and not _recorded(body, body.grades[place], values):
        place -= 1
    return body.grades[place].code


def _recorded(body: Body, band: Grade, values: Mapping[str, Decimal | None]) -> bool:
    if band.needs is None:
        return True
    return any((values.get(code) or 0) > 0 for code in below(body, band.needs))


def below(body: Body, code: str) -> list[str]:
    """The indicators at or below a node, however deep (下辖指标)."""
    inner, todo = {code}, [code]
    while todo:
        here = todo.pop()
        more = [group.code for group in body.groups if group.parent == here]
        todo += [group for group in more if group not in inner]
        inner.update(more)
    return [leaf.code for leaf in body.indicators if leaf.code in inner or leaf.parent in inner]
