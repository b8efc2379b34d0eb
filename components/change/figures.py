"""What metrics and dashboards say of themselves in a change (指标与看板的变更用语)."""

from components import label
from components.dashboard.words import AUDIENCES, GRAINS, KINDS, LEVELS
from models.definition import DefinitionKind
from models.place import PlaceKind
from rules.metric import Better, Derivation
from rules.metric.words import GRAIN_WORDS, OP_WORDS
from rules.refusal import N_

_METRIC = {
    "label": N_("Name"),
    "words": N_("Definition"),
    "words_en": N_("What it means, in English"),
    "owner": N_("Who answers for it"),
    "public": N_("Everybody may read it, without an account"),
    "entity": N_("Table"),
    "time": N_("Since when: by which day"),
    "grain": N_("Each point is"),
    "where": N_("Filter"),
    "numerator": N_("What is counted"),
    "denominator": N_("Divided by"),
    "derived": N_("Follows from other metrics"),
    "of": N_("Metrics"),
    "op": N_("How"),
    "column": N_("Of which column"),
    "at": N_("Percentile"),
    "cumulative": N_("From the beginning on"),
    "unit_en": N_("Unit in English"),
    "scale": N_("Multiplied by"),
    "precision": N_("Decimals"),
    "dimensions": N_("Told apart by"),
    "level": N_("Places of which level"),
    "targets": N_("Target"),
    "period": N_("Time"),
    "value": N_("Figure"),
    "better": N_("Good is"),
    "warning": N_("Warning line"),
    "alarm": N_("Alarm line"),
    "smallest": N_("Fewest rows to be shown"),
    "rolled": N_("Keep its sums while writing, for very large tables"),
    "compare": N_("Published elsewhere"),
    "source": N_("Source"),
}
_DASHBOARD = {
    "intro": N_("One sentence about it"),
    "audience": N_("Whose questions it answers"),
    "public": N_("Everybody may read it, without an account"),
    "span": N_("Opens with"),
    "tiles": N_("What stands on it"),
    "kind": N_("Shown as"),
    "metric": N_("Metric"),
    "level": N_("Places of which level"),
    "by": N_("Told apart by"),
    "grain": N_("Each point is"),
    "back": N_("How many periods"),
    "wide": N_("Over the whole width"),
}
PARTS = {DefinitionKind.METRIC: _METRIC, DefinitionKind.DASHBOARD: _DASHBOARD}
_PLACES = LEVELS | {PlaceKind.DISTRICT.value: N_("districts")}
_JOINED = {
    Derivation.SUM.value: N_("Added up"),
    Derivation.DIFFERENCE.value: N_("The first less the others"),
    Derivation.RATIO.value: N_("Ratio of two numbers"),
}
CODES: dict[DefinitionKind, dict[str, dict[str, str]]] = {
    DefinitionKind.METRIC: {
        "owner": {role.value: word for role, word in label.ROLES.items()},
        "grain": {grain.value: word for grain, word in GRAIN_WORDS.items()},
        "op": {op.value: word for op, word in OP_WORDS.items()} | _JOINED,
        "level": _PLACES,
        "better": {Better.UP.value: N_("more"), Better.DOWN.value: N_("less")},
    },
    DefinitionKind.DASHBOARD: {
        "audience": {audience.value: word for audience, word in AUDIENCES.items()},
        "kind": {kind.value: word for kind, word in KINDS.items()},
        "span": {grain.value: word for grain, word in GRAINS.items()},
        "grain": {grain.value: word for grain, word in GRAINS.items()},
        "level": _PLACES,
    },
}
