"""Nothing that is withheld comes out by asking otherwise (补充抑制): by place, by month, by value.

Whoever may ask for a whole and for all of its parts but one has asked for that one. So a figure is
judged beside its neighbours, whatever the question was: the other values of what was picked, the
other places under the same, the other months of the same year.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from itertools import product

from sqlmodel import Session, select

from models.place import Place, PlaceKind
from rules.metric import ALL, Figure, Grain, Metric, Period, Spot, periods, withheld
from services.metric.asking import Asked, Key, Value
from services.metric.catalogue import metric as metric_of

Found = dict[Key, Figure]
Ask = Callable[[Asked], Found]
_IN_A_YEAR = (Grain.MONTH, Grain.QUARTER, Grain.HALF)
HOUSE = "/"
_TIME, _PLACE, _NAMES = 0, 1, 2  # the axes of a spot, and where the dimensions begin
_NOWHERE = frozenset[Spot]()


@dataclass(frozen=True)
class _Beside:
    """A question with its neighbours (邻项): along time, place and the dimensions, in this order.

    ``fixed`` has one value where the question has one, and nothing where it tells apart.
    """

    wide: Asked  # the whole of it, with nothing told apart
    grain: Grain | None
    level: PlaceKind | None
    names: tuple[str, ...]
    grows: bool  # sums from the beginning on are no parts of a year
    fixed: dict[int, Hashable]

    def spot(self, key: Key, along: tuple[bool, bool, tuple[str, ...]]) -> Spot:
        """Where a group of a question lies."""
        in_time, in_place, names = along
        values = {name: _said(value) for name, value in zip(names, key.values, strict=True)}
        return (
            key.period if in_time else ALL,
            key.place_id if in_place else ALL,
            *(values.get(name, ALL) if name in names else ALL for name in self.names),
        )

    def figures(self, ask: Ask, at_once: bool) -> dict[Spot, Figure]:
        """The finest groups, and every sum of them; none where all the finest are shown, unless
        they are asked for ``at_once``."""
        times = [True, False] if self.grain is not None and not self.grows else [bool(self.grain)]
        places = [True, False] if self.level is not None else [False]
        found: dict[Spot, Figure] = {}
        for in_time, in_place, *told in product(times, places, *([True, False],) * len(self.names)):
            names = tuple(name for name, is_told in zip(self.names, told) if is_told)
            grain, level = self.grain if in_time else None, self.level if in_place else None
            one = ask(replace(self.wide, grain=grain, level=level, by=names))
            if not (found or at_once or any(figure.suppressed for figure in one.values())):
                return {}
            found |= {self.spot(key, (in_time, in_place, names)): one[key] for key in one}
        return found


def withholding(session: Session, metric: Metric, asked: Asked, found: Found, ask: Ask) -> Found:
    """``found`` without what must not be told beside what else can be asked."""
    told = any(figure.n and not figure.suppressed for figure in found.values())
    if not told or not _guards(session, metric):
        return found
    hidden: frozenset[Spot] = _NOWHERE
    for span in _years(metric, asked):
        hidden |= _hidden(session, metric, span, ask)
    if not hidden:
        return found
    beside = _beside(session, metric, asked)
    along = (asked.grain is not None, asked.level is not None, asked.by)
    given = {}
    for key, figure in found.items():
        spot = list(beside.spot(key, along))
        for axis, value in beside.fixed.items():
            spot[axis] = value
        given[key] = figure.hidden() if tuple(spot) in hidden else figure
    return given


def _guards(session: Session, metric: Metric) -> bool:
    if metric.smallest > 1:
        return True
    return any(_guards(session, metric_of(session, part)) for part in metric.parts)


def _hidden(session: Session, metric: Metric, asked: Asked, ask: Ask) -> frozenset[Spot]:
    """The spots to withhold; what is withheld of the place around is not told by its parts."""
    beside, above = _beside(session, metric, asked), _NOWHERE
    around = asked.path if asked.level else beside.wide.path
    if around != HOUSE and (asked.level or around != asked.path):
        outer = replace(asked, level=None, path=around)
        own = _beside(session, metric, outer).fixed.get(_PLACE, ALL)
        told = _hidden(session, metric, outer, ask)
        above = frozenset((one[0], ALL, *one[2:]) for one in told if one[_PLACE] == own)
    return withheld(beside.figures(ask, bool(above)), above)


def _beside(session: Session, metric: Metric, asked: Asked) -> _Beside:
    """The question with its neighbours in time, place and kind."""
    fixed: dict[int, Hashable] = {}
    grows = metric.cumulative or not metric.has_time
    wide, grain, level = replace(asked, by=(), only=(), level=None, grain=None), asked.grain, None
    span = None if grows or grain is not None else _span(asked)
    if span is not None:
        grain, fixed[_TIME] = span.grain, span.key
        year = Period.of(span.start, Grain.YEAR)
        wide = replace(wide, start=year.start, end=year.end)
    if asked.level is not None:
        level = asked.level
    elif asked.path != HOUSE:
        here = session.exec(select(Place).where(Place.path == asked.path)).first()
        if here is not None and here.parent_id is not None:
            level, fixed[_PLACE] = here.kind, here.id
            wide = replace(wide, path=asked.path.rstrip("/").rpartition("/")[0] + "/")
    names = (*asked.by, *(name for name, _value in asked.only))
    for at, (_name, value) in enumerate(asked.only, start=_NAMES + len(asked.by)):
        fixed[at] = _said(value)
    return _Beside(wide, grain, level, names, grows, fixed)


def _span(asked: Asked) -> Period | None:
    """The part of a year that is asked for, where it is one."""
    if asked.start is None or asked.end is None:
        return None
    found = (Period.of(asked.start, grain) for grain in _IN_A_YEAR)
    return next((p for p in found if (p.start, p.end) == (asked.start, asked.end)), None)


def _years(metric: Metric, asked: Asked) -> list[Asked]:
    """The same question for each whole year that its months lie in."""
    apart = asked.grain in _IN_A_YEAR and metric.has_time and not metric.cumulative
    if not apart or asked.start is None or asked.end is None:
        return [asked]
    years = periods(asked.start, asked.end, Grain.YEAR)
    return [replace(asked, start=year.start, end=year.end) for year in years]


def _said(value: Value) -> str:
    """A value as it stands in an address: nothing is nothing, a number its digits."""
    return "" if value is None else str(value)
