"""What places and values of dimensions are called (名称)."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from models.place import Place
from models.procedure import Step
from rules.entity import Column, Kind
from rules.metric import Metric
from services.entity import entity_for
from services.entity.words import column_name, value_name
from services.metric.asking import Value
from services.wording import either

STEP = "step_code"  # the one code whose words the procedures keep


def places(session: Session, ids: Iterable[int | None]) -> dict[int, str]:
    """The names of places."""
    wanted = {one for one in ids if one is not None}
    rows = session.exec(select(Place.id, Place.name).where(col(Place.id).in_(wanted)))
    return {number: name for number, name in rows if number is not None}


def column(session: Session, metric: Metric, name: str) -> Column | None:
    """The column of a dimension."""
    if not metric.entity:
        return None
    return entity_for(session, metric.entity, metric.place_path).by_name.get(name)


def head(session: Session, metric: Metric, name: str, language: str) -> str:
    """What a dimension is called."""
    found = column(session, metric, name)
    return name if found is None else column_name(found, language)


def values(
    session: Session, metric: Metric, name: str, given: Iterable[Value], language: str
) -> dict[Value, str]:
    """What the values of a dimension are called."""
    found = column(session, metric, name)
    known = list(given)
    if found is None:
        return {value: str(value) for value in known}
    if found.kind is Kind.PLACE:
        named = places(session, [value for value in known if isinstance(value, int)])
        return {value: named.get(value, str(value)) for value in known if isinstance(value, int)}
    if name == STEP:
        return _steps(session, known, language)
    return {value: value_name(found, value, language) for value in known}


def _steps(session: Session, codes: list[Value], language: str) -> dict[Value, str]:
    asked = select(Step.code, Step.name, Step.name_en).where(col(Step.code).in_(codes))
    said: dict[Value, str] = {code: str(code) for code in codes}
    for code, name, name_en in session.exec(asked.order_by(col(Step.id).desc())):
        said[code] = either(language, name, name_en)
    return said
