"""The builder (拟定指标): what is picked on the left, the picture at once on the right."""

import json
from typing import Any

import streamlit as st

from components import gate, link
from components.act import why
from components.change.editor import held, tell_set
from components.change.pick import Back, into_change
from components.condition import build
from components.language import _, chosen
from components.metric import derived, lines, picking, where
from components.reading import read
from components.text import plain
from models.definition import DefinitionKind
from models.place import Place
from models.revision import Area
from rules.dashboard import TileKind
from rules.metric.drafting import counted, names, unit
from rules.metric.reading import KEY
from rules.permission import Permission, Visitor
from rules.refusal import Refused
from services import place as places
from services.dashboard.drafting import drafted
from services.dashboard.shape import Answer
from services.entity import entity_for
from services.metric import metrics

ALL = tuple(Area)
DEFINED = (Area.DEFINITION,)
Body = dict[str, Any]
_BEGINNING: Body = {"label": "", "entity": "", "numerator": {"op": "count"}}


def show(visitor: Visitor, key: str) -> None:
    """A new metric, or another version of one."""
    gate.require(Permission.CONFIGURE)
    now = held(DefinitionKind.METRIC, key)
    if key and now is None:
        st.error(_("There is no such metric."))
        link.to("metrics", _("All metrics"), "speed")
        return
    st.title(_("Change this metric") if now else _("New metric"))
    tell_set(DefinitionKind.METRIC, key)
    found = tuple(read((Area.PLACE,), "/", places.below, "/", where.LEVELS))
    if not found:
        st.info(_("No neighbourhood is set up here yet. An administrator adds places first."))
        return
    here = where.nearest(found, visitor)
    left, right = st.columns([2, 3], gap="large")
    with left:
        body = _edited(visitor, dict(now.body), here.path) if now else _new(visitor, here.path)
    if body is None:
        with right:
            st.info(_("Pick on the left: the picture appears here."))
        return
    key = key or _key(body)
    with right:
        sound = _picture(visitor, key, body, here)
    with left:
        if st.button(
            _("Save"), type="primary", icon=":material/save:", key="nb_m_save", disabled=not sound
        ):
            back = Back("metric", {"key": key})
            title = str(body.get("label") or key)
            into_change(visitor, DefinitionKind.METRIC, key, body, title=title, back=back)


def _new(visitor: Visitor, path: str) -> Body | None:
    """What is counted is picked; or the metrics that it follows from."""
    made_of = {"rows": _("Rows of a table"), "others": _("Other metrics")}
    kind = st.segmented_control(
        _("Made from"),
        list(made_of),
        default="rows",
        format_func=made_of.__getitem__,
        key="nb_m_made_of",
        required=True,
    )
    body = derived.picked(path) if kind == "others" else _counted(visitor, path)
    if body is None:
        return _as_text(dict(_BEGINNING), fresh=True)
    return _as_text(lines.asked(body, fresh=True))


def _counted(visitor: Visitor, path: str) -> Body | None:
    picked = picking.picked(visitor, path)
    if picked is None:
        return None
    chinese, english = names(picked)
    body = {"label": chinese, "label_en": english, **counted(picked), **unit(picked)}
    own = body.pop("where", None)
    asked = _only(visitor, path, body["entity"], None)
    both = [one for one in (own, asked) if one]
    return body | ({"where": both[0] if len(both) == 1 else {"all": both}} if both else {})


def _edited(visitor: Visitor, body: Body, path: str) -> Body | None:
    """Its words and lines and which rows; what it counts is kept, or written as text."""
    if body.get("entity"):
        where = _only(visitor, path, body["entity"], body.get("where"))
        body = {name: one for name, one in body.items() if name != "where"}
        body |= {"where": where} if where else {}
    return _as_text(lines.asked(body, fresh=False))


def _only(visitor: Visitor, path: str, table: str, given: Any) -> Body | None:
    """Which of the rows count; nothing where all do."""
    try:
        entity = read(ALL, "/", entity_for, table, path)
    except Refused:
        return dict(given) if given else None
    named = [one.name for one in entity.columns if not one.of_person and one.name != "id"]
    with st.expander(_("Only some of the rows"), icon=":material/filter_alt:"):
        return build(entity, named, f"nb_m_only_{table}", given, visitor)


def _as_text(body: Body, *, fresh: bool = False) -> Body | None:
    """The same as text, for what cannot be picked; ``fresh``: nothing has been picked yet."""
    with st.expander(_("Write it as text (JSON)"), icon=":material/data_object:"):
        st.caption(
            _("For what cannot be picked. Nothing but the words that a metric knows is read.")
        )
        text = json.dumps(body, ensure_ascii=False, indent=2)
        if st.checkbox(_("Use this text"), key="nb_m_as_text"):
            written = st.text_area(_("Definition"), text, height=420, key="nb_m_text")
            try:
                found = json.loads(written)
            except ValueError:
                found = None
            if not isinstance(found, dict):
                st.error(_("This is not JSON."))
                return None
            return found
        st.code(text, language="json")
    return None if fresh else body


def _key(body: Body) -> str:
    """A key that nothing has yet, made of what is counted."""
    taken = {one.key for one in read(DEFINED, "/", metrics)}
    counts = body.get("numerator")
    op = counts.get("op") if isinstance(counts, dict) else None
    of = str(body.get("entity") or "derived").replace(":", "_")[:26]
    stem = f"{of}_{op or 'metric'}"
    if not KEY.fullmatch(stem):
        stem = "metric"
    return next(name for n in range(1, len(taken) + 2) if (name := f"{stem}_{n}") not in taken)


def _picture(visitor: Visitor, key: str, body: Body, here: Place) -> bool:
    written = json.dumps(body, ensure_ascii=False, sort_keys=True)
    at = where.this_year(here)
    try:
        told = read(ALL, here.path, drafted, visitor, key, written, at, chosen())
    except Refused as refusal:
        st.error(why(refusal))
        return False
    st.caption(f"{plain(here.name)} · {_('this is how it would look')}")
    for one_ in told:
        _drawn(one_)
    return True


def _drawn(told: Answer) -> None:
    if told.refused is not None:
        st.caption(f":material/lock: {why(told.refused)}")
        return
    if told.tile.kind is TileKind.FIGURE:
        target = f" · {plain(_('target {value}', value=told.target))}" if told.target else ""
        st.markdown(f"**{plain(told.title)}**\n\n### {plain(told.said)}{target}")
        return
    if told.chart is None:
        return
    heads = " · ".join(plain(head) for head in told.heads)
    st.caption(heads)
    st.vega_lite_chart(told.chart, width="stretch", alt=f"{told.title}: {told.alt}"[:2_000])
