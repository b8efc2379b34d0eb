"""Words of dashboards for who draws them up (看板用语)."""

from models.place import PlaceKind
from rules.dashboard import Audience, TileKind
from rules.metric import Grain
from rules.refusal import N_

AUDIENCES = {
    Audience.RESIDENT: N_("For residents"),
    Audience.COUNCIL: N_("For the council"),
    Audience.STREET: N_("For the street office"),
    Audience.AUDITOR: N_("For whoever checks"),
}
KINDS = {
    TileKind.FIGURE: N_("one figure"),
    TileKind.TREND: N_("how it has gone"),
    TileKind.COMPARE: N_("bars beside each other"),
    TileKind.MULTIPLES: N_("small lines, place by place"),
    TileKind.HEAT: N_("a map of places and kinds"),
    TileKind.FUNNEL: N_("a funnel"),
}
GRAINS = {
    Grain.DAY: N_("a day"),
    Grain.WEEK: N_("a week"),
    Grain.MONTH: N_("a month"),
    Grain.QUARTER: N_("a quarter"),
    Grain.HALF: N_("half a year"),
    Grain.YEAR: N_("a year"),
}
LEVELS = {
    PlaceKind.STREET.value: N_("streets"),
    PlaceKind.COMMUNITY.value: N_("communities"),
    PlaceKind.COMPOUND.value: N_("compounds"),
    PlaceKind.GRID.value: N_("grids"),
}
