"""What is asked of a dashboard (看板问法): a place, a stretch of the calendar, what was picked."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, select

from models.place import Place, PlaceKind
from rules.dashboard import Tile, TileKind
from rules.metric import Metric, Period
from services.metric import Asked
from services.metric.asking import Value

DAY = timedelta(days=1)
PICKED = "on"  # in an address: on=category:parking.source:grid
BETWEEN, OF, LONGEST = ".", ":", 60
_TRUTHS: dict[str, Value] = {"true": True, "false": False}


@dataclass(frozen=True)
class At:
    """Where and when, and which values were picked on the pictures (交叉筛选)."""

    place_id: int
    path: str
    kind: PlaceKind
    place: str
    period: Period
    today: date
    only: tuple[tuple[str, Value], ...] = ()
    is_single: bool = False  # nothing lies below that could be compared


def place_at(session: Session, code: str) -> Place | None:
    """The place that the address names."""
    return session.exec(select(Place).where(Place.code == code)).first()


def asked(at: At, metric: Metric, tile: Tile) -> Asked:
    """What the metric is asked for a tile; a picked value counts where the metric knows it.

    The picture that tells apart what was picked keeps all its parts: another can be picked there.
    """
    by = (tile.by,) if tile.by and tile.kind in _TOLD_APART else ()
    only = tuple(
        (name, value) for name, value in at.only if name in metric.dimensions and name not in by
    )
    level = level_of(at, tile) if tile.kind in _BY_PLACE else None
    return Asked(
        today=at.today,
        start=at.period.start,
        end=at.period.end,
        path=at.path,
        by=by,
        level=level,
        only=only,
    )


def level_of(at: At, tile: Tile) -> PlaceKind | None:
    """Which places are compared: those that the tile names, or the next below the place that is
    looked at, where that is no larger than they are: one bar beside nothing says nothing."""
    if at.is_single or tile.level not in _LEVELS:
        return tile.level
    below = _LEVELS[_LEVELS.index(at.kind) + 1 :] if at.kind in _LEVELS else ()
    return tile.level if tile.level in below else next(iter(below), PlaceKind.COMPOUND)


def stands_back(at: At, tile: Tile, value: Value) -> bool:
    """Whether another part than ``value`` was picked on this very picture."""
    picked = dict(at.only)
    return tile.by in picked and str(picked[tile.by]) != str(value)


def not_asked(at: At, metric: Metric) -> tuple[str, ...]:
    """What was picked that a metric is not told apart by: its figure stays as it was."""
    return tuple(name for name, _value in at.only if name not in metric.dimensions)


_LEVELS = (PlaceKind.DISTRICT, PlaceKind.STREET, PlaceKind.COMMUNITY, PlaceKind.COMPOUND)
_TOLD_APART = frozenset({TileKind.COMPARE, TileKind.HEAT, TileKind.FUNNEL})
_BY_PLACE = frozenset({TileKind.COMPARE, TileKind.MULTIPLES, TileKind.HEAT})


def back(at: At, tile: Tile) -> tuple[date, date]:
    """The first day of a trend, and the day after its last: up to the period that is asked for."""
    last = Period.of(min(at.period.end - DAY, max(at.today, at.period.start)), tile.grain)
    return last.shifted(1 - tile.back).start, last.end


def as_far(at: At) -> tuple[date, date]:
    """The same days of the period before: a quarter that runs is compared with as many days."""
    before = at.period.shifted(-1)
    if at.period.end <= at.today + DAY:
        return before.start, before.end
    days = at.today + DAY - at.period.start
    return before.start, min(before.end, before.start + max(days, DAY))


def read_picked(text: str) -> tuple[tuple[str, Value], ...]:
    """The picked values that an address names; what cannot be one is left out."""
    found: dict[str, Value] = {}
    for part in text.split(BETWEEN):
        name, between, value = part.partition(OF)
        if between and name.isidentifier() and len(value) <= LONGEST:
            found[name] = _TRUTHS.get(value, value)
    return tuple(found.items())


def write_picked(only: tuple[tuple[str, Value], ...]) -> str:
    """The same values for an address."""
    return BETWEEN.join(f"{name}{OF}{_written(value)}" for name, value in only)


def _written(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
