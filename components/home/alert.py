"""Figures that passed their line, for who owns them (指标预警)."""

from collections.abc import Iterator

from components.format import day
from components.home.item import Item
from components.language import _, chosen
from components.reading import read
from components.text import plain
from models.metric import AlertLevel
from models.revision import Area
from rules.metric import Period
from rules.permission import Visitor
from services.alert import raised
from services.dashboard.words import period

AREAS = (Area.METRIC, Area.DEFINITION, Area.MEMBER)
_BADGES = {
    AlertLevel.WARNING: ":orange-badge[:material/warning: {words}]",
    AlertLevel.ALARM: ":red-badge[:material/error: {words}]",
}


def waiting(visitor: Visitor) -> Iterator[Item]:
    """One line for each figure that is past its line."""
    for one in read(AREAS, "/", raised, visitor, chosen()):
        words = {
            AlertLevel.WARNING: _("past the warning line"),
            AlertLevel.ALARM: _("past the alarm line"),
        }[one.level]
        badge = _BADGES[one.level].format(words=words)
        since = _("since {day}", day=day(one.since))
        title = _(
            "{metric} in {place}: {value}", metric=one.metric, place=one.place, value=one.said
        )
        span = period(Period.read(one.period), chosen())
        line = f":small[{badge} {plain(span)} · {plain(since)}]"
        yield Item(
            "metric", 0, "notification_important", title, line, one.place_code, "", one.metric_key
        )
