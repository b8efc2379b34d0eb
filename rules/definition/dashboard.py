"""What the body of a dashboard may say (看板规则)."""

from collections.abc import Collection, Mapping
from typing import Any

from models.place import PlaceKind
from rules.dashboard import Audience, TileKind
from rules.definition.problem import Problem
from rules.definition.shape import listed, maybe, one_of, parts, text, whole, yes_no
from rules.metric import Grain
from rules.refusal import N_

_CODE = r"[a-z][a-z0-9_]{0,39}"
_LEVELS = tuple(kind.value for kind in PlaceKind)
_GRAINS = tuple(grain.value for grain in Grain)
TILE = parts(
    {
        "code": text(40, pattern=_CODE),
        "kind": one_of([kind.value for kind in TileKind]),
        "metric": text(80, pattern=r"[a-z0-9][a-z0-9_.:-]*"),
    },
    {
        "title": text(40, 0),
        "title_en": text(80, 0),
        "level": maybe(one_of(_LEVELS)),
        "by": text(60, 0, r"[a-z][a-z0-9_]*|"),
        "grain": one_of(_GRAINS),
        "back": whole(2, 60),
        "order": listed(text(40), 20),
        "most": whole(1, 60),
        "wide": yes_no(),
    },
)
SHAPE = parts(
    {
        "title": text(40),
        "audience": one_of([one.value for one in Audience]),
        "tiles": listed(TILE, 24, 1),
    },
    {
        "title_en": text(80, 0),
        "intro": text(300, 0),
        "intro_en": text(500, 0),
        "public": yes_no(),
        "span": one_of(_GRAINS),
    },
)
_NEEDS = {
    TileKind.COMPARE: (("level", "by"),),
    TileKind.MULTIPLES: (("level",),),
    TileKind.HEAT: (("level",), ("by",)),
    TileKind.FUNNEL: (("by",),),
}


def problems(
    body: Mapping[str, Any], metrics: Mapping[str, Collection[str]], public: Collection[str] = ()
) -> list[Problem]:
    """What stops a dashboard from holding.

    ``metrics`` are the dimensions of every metric by its key; ``public`` the keys of those that
    everybody may see.
    """
    found = SHAPE(body, "")
    if found:
        return found
    codes = [tile["code"] for tile in body["tiles"]]
    if len(set(codes)) < len(codes):
        found.append(Problem("tiles", N_("Two tiles have the same code.")))
    for tile in body["tiles"]:
        found += _tile(tile, metrics)
        if body.get("public") and tile["metric"] in metrics and tile["metric"] not in public:
            text_ = N_("The metric “{metric}” is not public; a public dashboard cannot show it.")
            found.append(Problem(tile["code"], text_, {"metric": tile["metric"]}))
    return found


def _tile(tile: Mapping[str, Any], metrics: Mapping[str, Collection[str]]) -> list[Problem]:
    if tile["metric"] not in metrics:
        text_ = N_("There is no metric “{metric}”.")
        return [Problem(tile["code"], text_, {"metric": tile["metric"]})]
    found = []
    for either in _NEEDS.get(TileKind(tile["kind"]), ()):
        if not any(tile.get(part) for part in either):
            text_ = N_("A tile of this kind says {part}.")
            found.append(Problem(tile["code"], text_, {"part": " / ".join(either)}))
    by = tile.get("by", "")
    if by and by not in metrics[tile["metric"]]:
        text_ = N_("The metric “{metric}” is not told apart by “{part}”.")
        found.append(Problem(tile["code"], text_, {"metric": tile["metric"], "part": by}))
    return found
