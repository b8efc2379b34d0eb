"""One metric: how it stands, what it means, and how it is counted (指标)."""

import streamlit as st

from components import gate, link
from components import label as labels
from components.dashboard import tile as tiles
from components.dashboard.asked import asked
from components.format import day
from components.language import _, chosen, either
from components.metric import builder, kept, rows
from components.reading import read
from components.text import plain
from models.definition import DefinitionKind
from models.revision import Area
from rules.dashboard import Tile, TileKind
from rules.metric import Better, Metric
from rules.metric.words import GRAIN_WORDS
from rules.permission import Permission, Visitor
from rules.refusal import Refused
from services.dashboard import dashboard
from services.dashboard.of_metric import OF
from services.definition import versions
from services.metric import definition, in_words, label, metric, shown
from services.metric.figures import must_be_open

DEFINED = (Area.DEFINITION,)


def show(visitor: Visitor) -> None:
    """The metric that the address names; ``part`` is its rows, or the builder."""
    key, part = link.asked("key"), link.asked("part")
    if part == "edit" or (not key and visitor.signed_in):
        builder.show(visitor, key)
        return
    found = _metric(visitor, key)
    if found is None:
        link.to("metrics", _("All metrics"), "speed")
        return
    if part == "rows":
        rows.show(visitor, found)
        return
    _page(visitor, found)


def _metric(visitor: Visitor, key: str) -> Metric | None:
    """The metric, where there is one that is open to the visitor; else a word about it."""

    def find() -> Metric:
        return read(DEFINED, "/", metric, key)

    return gate.sought(_("Metric"), visitor, find, lambda found: must_be_open(visitor, found))


def _page(visitor: Visitor, found: Metric) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(plain(label(found, chosen())))
        st.space("stretch")
        if visitor.may(Permission.CONFIGURE):
            link.to("metric", _("Change this metric"), "edit", key=found.key, part="edit")
    st.markdown(plain(definition(found, chosen())))
    board = read(DEFINED, "/", dashboard, OF + found.key)
    looked_at = asked(board, visitor, timed=found.has_time)
    if looked_at is None:
        st.info(_("No neighbourhood is set up here yet. An administrator adds places first."))
        return
    beside: list[Tile] = []
    for one in board.tiles:
        if one.kind is TileKind.FIGURE or one.wide:
            tiles.show(looked_at, one)
        else:
            beside.append(one)
    with st.grid("auto", min_column_width=380, gap="small"):
        for one in beside:
            tiles.show(looked_at, one)
    st.markdown(f"#### {_('How it is counted')}")
    st.markdown(plain(read(DEFINED, "/", in_words, found, chosen())))
    _facts(found)
    _since(found)
    _parts(found)
    kept.show(visitor, found, looked_at.at)
    _history(found)


def _facts(found: Metric) -> None:
    """What it is held against, who answers for it."""
    facts = [(_("Who answers for it"), labels.role(found.owner.value))]
    facts.append((_("Told"), _(GRAIN_WORDS[found.grain]) if found.has_time else _("as it is now")))
    if found.targets or found.warning is not None:
        facts.append((_("Good is"), _("more") if found.better is Better.UP else _("less")))
    for target in found.targets:
        name = _("Target {period}", period=target.period) if target.period else _("Target")
        facts.append((name, shown(found, target.value, chosen())))
    if found.warning is not None:
        facts.append((_("Warning line"), shown(found, found.warning, chosen())))
    if found.alarm is not None:
        facts.append((_("Alarm line"), shown(found, found.alarm, chosen())))
    if found.smallest:
        facts.append((_("Fewest rows to be shown"), str(found.smallest)))
    facts.append((_("Open to"), _("everybody") if found.public else _("members")))
    st.markdown("  \n".join(f":gray[{plain(name)}]　{plain(value)}" for name, value in facts))
    if found.comparisons:
        st.markdown(f"**{_('Published elsewhere')}**")
    for one in found.comparisons:
        name = either(one.label, one.label_en)
        value = shown(found, one.value, chosen())
        value += f"–{shown(found, one.most, chosen())}" if one.most is not None else ""
        st.caption(f"{plain(name)}: **{plain(value)}** · {plain(one.source)}")


def _since(found: Metric) -> None:
    """From when on it is counted so; what lies before is counted so too."""
    history = read(DEFINED, "/", versions, DefinitionKind.METRIC, found.key)
    now = next((one for one in history if one.number == found.number), None)
    if now is None or now.valid_from is None:
        return
    facts = {"n": now.number, "day": day(now.valid_from, year=True)}
    st.caption(
        _(
            "Version {n} holds since {day}. Earlier periods are counted anew by it; what was"
            " published of them before stays beside them.",
            **facts,
        )
    )


def _parts(found: Metric) -> None:
    """The metrics that it follows from, each a page of its own."""
    for key in found.parts:
        try:
            name = label(read(DEFINED, "/", metric, key), chosen())
        except Refused:
            name = key
        link.to("metric", plain(name), "subdirectory_arrow_right", key=key)


def _history(found: Metric) -> None:
    """Its versions: from when on it was counted how."""
    with st.expander(_("Versions"), icon=":material/history:"):
        history = read(DEFINED, "/", versions, DefinitionKind.METRIC, found.key)
        for one in history:
            begins = day(one.valid_from, year=True) if one.valid_from else ""
            gone = "" if one.body is not None else _("taken away")
            st.caption(f"{_('Version {n}', n=one.number)} · {begins} {gone}")
        st.caption(_("Version 0 is how it ships."))
