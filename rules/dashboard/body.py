"""The parts of a dashboard, as everybody below and above reads them (看板正文)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models.place import PlaceKind
from rules.metric import Grain


class Audience(StrEnum):
    """Whose questions a dashboard answers (对象)."""

    RESIDENT = "resident"  # 居民
    COUNCIL = "council"  # 居委会和议事会
    STREET = "street"  # 街道
    AUDITOR = "auditor"  # 监督


class TileKind(StrEnum):
    """How a figure is shown (图块种类)."""

    FIGURE = "figure"  # 数字
    TREND = "trend"  # 趋势
    COMPARE = "compare"  # 对比
    MULTIPLES = "multiples"  # 分组趋势
    HEAT = "heat"  # 热力图
    FUNNEL = "funnel"  # 漏斗


@dataclass(frozen=True)
class Tile:
    """One figure on a dashboard (图块).

    ``level`` tells places apart, ``by`` one dimension of the metric; ``grain`` and ``back`` say
    which periods a trend goes through; ``order`` are the values of ``by`` as they follow each
    other, and ``most`` how many bars are drawn before the rest is in the table alone.
    """

    code: str
    kind: TileKind
    metric: str
    title: str = ""
    title_en: str = ""
    level: PlaceKind | None = None
    by: str = ""
    grain: Grain = Grain.MONTH
    back: int = 12
    order: tuple[str, ...] = ()
    most: int = 12
    wide: bool = False


@dataclass(frozen=True)
class Dashboard:
    """A dashboard as it holds (看板)."""

    key: str
    title: str
    title_en: str
    audience: Audience
    public: bool
    tiles: tuple[Tile, ...]
    intro: str = ""
    intro_en: str = ""
    span: Grain = Grain.YEAR
    path: str = "/"
    number: int = 0

    def tile(self, code: str) -> Tile | None:
        """The tile called ``code``."""
        return next((tile for tile in self.tiles if tile.code == code), None)


def read_dashboard(
    key: str, body: Mapping[str, Any], path: str = "/", number: int = 0
) -> Dashboard:
    """A dashboard from a body in which ``rules.definition.dashboard`` finds nothing wrong."""
    return Dashboard(
        key=key,
        title=body["title"],
        title_en=body.get("title_en", ""),
        audience=Audience(body["audience"]),
        public=body.get("public", False),
        tiles=tuple(map(_tile, body["tiles"])),
        intro=body.get("intro", ""),
        intro_en=body.get("intro_en", ""),
        span=Grain(body.get("span", Grain.YEAR)),
        path=path,
        number=number,
    )


def _tile(body: Mapping[str, Any]) -> Tile:
    return Tile(
        code=body["code"],
        kind=TileKind(body["kind"]),
        metric=body["metric"],
        title=body.get("title", ""),
        title_en=body.get("title_en", ""),
        level=PlaceKind(body["level"]) if body.get("level") else None,
        by=body.get("by", ""),
        grain=Grain(body.get("grain", Grain.MONTH)),
        back=body.get("back", 12),
        order=tuple(body.get("order", ())),
        most=body.get("most", 12),
        wide=body.get("wide", False),
    )
