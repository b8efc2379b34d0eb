"""What the page of one metric shows (指标看板): figure, trend, where, and of what kind."""

from sqlmodel import Session

from models.place import PlaceKind
from rules.dashboard import Audience, Dashboard, Tile, TileKind
from rules.entity import Entity
from rules.metric import Metric
from services.entity import entity_for
from services.metric import metric as metric_of

OF = "metric."  # the key of such a dashboard begins with it
_PLACES = {
    PlaceKind.STREET: ("各街道", "streets"),
    PlaceKind.COMMUNITY: ("各社区", "communities"),
    PlaceKind.COMPOUND: ("各小区", "compounds"),
    PlaceKind.GRID: ("各网格", "grids"),
}
_MOST = 2  # dimensions that are drawn without being asked for


def board_of(metric: Metric, entity: Entity | None) -> Dashboard:
    """The tiles that every metric can have; ``entity`` names its dimensions."""
    key = metric.key
    tiles = [Tile("now", TileKind.FIGURE, key)]
    if metric.has_time:
        tiles.append(Tile("gone", TileKind.TREND, key, grain=metric.grain, wide=True))
    level = metric.level or PlaceKind.COMMUNITY
    chinese, english = _PLACES.get(level, _PLACES[PlaceKind.COMMUNITY])
    titles = _titles(metric, chinese, english)
    tiles.append(Tile("places", TileKind.COMPARE, key, *titles, level=level))
    for name in metric.dimensions[:_MOST]:
        column = entity.by_name.get(name) if entity else None
        titles = _titles(metric, column.label, column.english) if column else ("", "")
        tiles.append(Tile(f"by_{name}", TileKind.COMPARE, key, *titles, by=name))
    return Dashboard(
        key=OF + key,
        title=metric.label,
        title_en=metric.label_en,
        audience=Audience.COUNCIL,
        public=metric.public,
        tiles=tuple(tiles),
        path=metric.place_path,
        number=metric.number,
    )


def own(session: Session, key: str) -> Dashboard:
    """The tiles of a metric that holds."""
    metric = metric_of(session, key)
    return board_of(metric, table_of(session, metric))


def table_of(session: Session, metric: Metric) -> Entity | None:
    """The table whose rows it counts; ``None`` where it follows from other metrics."""
    return entity_for(session, metric.entity, metric.place_path) if metric.entity else None


def _titles(metric: Metric, chinese: str, english: str) -> tuple[str, str]:
    own_english = metric.label_en or metric.label
    return f"{metric.label} · {chinese}", f"{own_english} · {english}"
