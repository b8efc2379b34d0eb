"""Drawing up a dashboard (编辑看板): its tiles one by one, and the picture beside them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from components import link
from components.change.editor import held, tell_set
from components.change.pick import Back, into_change
from components.dashboard import tile as tiles
from components.dashboard.asked import asked
from components.dashboard.words import AUDIENCES, GRAINS, KINDS, LEVELS
from components.language import _, chosen
from components.reading import read
from components.text import plain
from models.definition import DefinitionKind
from models.revision import Area
from rules.dashboard import Audience, TileKind, read_dashboard
from rules.definition import Problem
from rules.definition import dashboard as rule
from rules.metric import Grain, Metric
from rules.permission import Visitor
from services.dashboard import dashboards
from services.dashboard.heads import heads_of
from services.metric import label, metrics

_AT = "nb_board"  # in the state: what is being drawn up, by its key
_NEW: dict[str, Any] = {"title": "", "audience": Audience.COUNCIL.value, "tiles": []}
_CHARTS = (TileKind.COMPARE, TileKind.HEAT, TileKind.FUNNEL)
_PLACED = (TileKind.COMPARE, TileKind.MULTIPLES, TileKind.HEAT)
_GONE = (TileKind.TREND, TileKind.MULTIPLES)
_MOST = 24


def show(visitor: Visitor) -> None:
    """The parts of a dashboard on the left, what they come to on the right."""
    key = link.asked("key")
    is_new = not key
    key = key or _free()
    body = _body(key)
    known = {one.key: one for one in read((Area.DEFINITION,), "/", metrics)}
    st.title(_("New dashboard") if is_new else _("Change this dashboard"))
    tell_set(DefinitionKind.DASHBOARD, key)
    if not known:
        st.info(_("No metric holds yet. A dashboard shows metrics: begin with one."))
        link.to("metrics", _("Metrics"), "speed")
        return
    left, right = st.columns([2, 3], gap="large")
    with left:
        _head(body)
        _tiles(body, known)
        _add(body, known)
    wrong = rule.problems(
        body,
        {metric.key: metric.dimensions for metric in known.values()},
        [metric.key for metric in known.values() if metric.public],
    )
    with right:
        _preview(visitor, key, body, wrong)
    with left:
        _save(visitor, key, body, _missing(body) or _wrong(wrong, known))


def _free() -> str:
    """A key that no dashboard has yet: nobody needs to think of one."""
    taken = {one.key for one in read((Area.DEFINITION,), "/", dashboards)}
    return next(key for n in range(1, len(taken) + 2) if (key := f"board_{n}") not in taken)


def _body(key: str) -> dict[str, Any]:
    """What is being drawn up; at first what holds now."""
    state: dict[str, dict[str, Any]] = st.session_state.setdefault(_AT, {})
    at = f"{key} {link.asked_id('set')}"
    if at not in state:
        now = held(DefinitionKind.DASHBOARD, key)
        state[at] = _copied(now.body if now else _NEW)
    return state[at]


def _copied(body: Mapping[str, Any]) -> dict[str, Any]:
    return {**body, "tiles": [dict(one) for one in body["tiles"]]}


def _head(body: dict[str, Any]) -> None:
    body["title"] = st.text_input(_("Title"), body["title"], max_chars=40, key="nb_board_title")
    body["title_en"] = st.text_input(
        _("Title in English"), body.get("title_en", ""), max_chars=80, key="nb_board_title_en"
    )
    body["intro"] = st.text_area(
        _("One sentence about it"), body.get("intro", ""), max_chars=300, key="nb_board_intro"
    )
    codes = [one.value for one in Audience]
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        body["audience"] = st.selectbox(
            _("Whose questions it answers"),
            codes,
            index=codes.index(body["audience"]),
            format_func=lambda code: _(AUDIENCES[Audience(code)]),
            key="nb_board_audience",
        )
        spans = [Grain.MONTH.value, Grain.QUARTER.value, Grain.YEAR.value]
        body["span"] = st.selectbox(
            _("Opens with"),
            spans,
            index=spans.index(body.get("span", Grain.YEAR.value)),
            format_func=lambda code: _(GRAINS[Grain(code)]),
            key="nb_board_span",
        )
    body["public"] = st.checkbox(
        _("Everybody may read it, without an account"),
        body.get("public", False),
        key="nb_board_public",
    )


def _tiles(body: dict[str, Any], known: Mapping[str, Metric]) -> None:
    """One line a tile; it opens into what can be changed about it."""
    st.markdown(f"#### {_('What stands on it')}")
    for at, tile in enumerate(body["tiles"]):
        metric = known.get(tile["metric"])
        name = tile.get("title") or (label(metric, chosen()) if metric else tile["metric"])
        kind = _(KINDS[TileKind(tile["kind"])])
        with st.expander(f"{at + 1}. {plain(name)} · {kind}", key=f"nb_tile_{tile['code']}"):
            _tile(body, at, metric)


def _tile(body: dict[str, Any], at: int, metric: Metric | None) -> None:
    tile = body["tiles"][at]
    code = tile["code"]
    kind = TileKind(tile["kind"])
    tile["title"] = st.text_input(
        _("Title"), tile.get("title", ""), max_chars=40, key=f"nb_t_title_{code}",
        placeholder=label(metric, chosen()) if metric else "",
    )  # fmt: skip
    tile["title_en"] = st.text_input(
        _("Title in English"), tile.get("title_en", ""), max_chars=80, key=f"nb_t_title_en_{code}"
    )
    if kind in _PLACED:
        _choose(tile, "level", _("Places of which level"), LEVELS, f"nb_t_level_{code}")
    if kind in _CHARTS and metric is not None and metric.dimensions:
        named = read((Area.DEFINITION,), "/", heads_of, metric, chosen())
        _choose(tile, "by", _("Told apart by"), named, f"nb_t_by_{code}", translated=True)
    if kind in _GONE:
        grains = {grain.value: words for grain, words in GRAINS.items()}
        tile.setdefault("grain", Grain.MONTH.value)
        _choose(tile, "grain", _("Each point is"), grains, f"nb_t_grain_{code}")
        tile["back"] = st.number_input(
            _("How many periods"), 2, 60, tile.get("back", 12), key=f"nb_t_back_{code}"
        )
    if kind is not TileKind.FIGURE:
        tile["wide"] = st.checkbox(
            _("Over the whole width"), tile.get("wide", False), key=f"nb_t_wide_{code}"
        )
    _moves(body, at)


def _choose(
    tile: dict[str, Any],
    part: str,
    words: str,
    options: Mapping[str, str],
    key: str,
    *,
    translated: bool = False,
) -> None:
    codes = list(options)
    now = tile.get(part)
    picked = st.selectbox(
        words,
        codes,
        index=codes.index(now) if now in codes else None,
        format_func=lambda code: options[code] if translated else _(options[code]),
        key=key,
    )
    if picked:
        tile[part] = picked
    else:
        tile.pop(part, None)


def _moves(body: dict[str, Any], at: int) -> None:
    code = body["tiles"][at]["code"]
    with st.container(horizontal=True, gap="small"):
        ways = ((_("Up"), "arrow_upward", at - 1), (_("Down"), "arrow_downward", at + 1))
        for words, icon, to in ways:
            st.button(
                words,
                icon=f":material/{icon}:",
                key=f"nb_t_{icon}_{code}",
                type="tertiary",
                disabled=not 0 <= to < len(body["tiles"]),
                on_click=_swap,
                args=(body, at, to),
            )
        st.button(
            _("Take it off"),
            icon=":material/delete:",
            key=f"nb_t_gone_{code}",
            type="tertiary",
            on_click=body["tiles"].pop,
            args=(at,),
        )


def _swap(body: dict[str, Any], one: int, other: int) -> None:
    tiles_ = body["tiles"]
    tiles_[one], tiles_[other] = tiles_[other], tiles_[one]


def _add(body: dict[str, Any], known: Mapping[str, Metric]) -> None:
    """A metric, and how it is shown: the tile stands there at once."""
    if len(body["tiles"]) >= _MOST:
        return
    with st.popover(_("Add a figure"), icon=":material/add:"):
        metric = st.selectbox(
            _("Metric"),
            list(known),
            index=None,
            format_func=lambda key: label(known[key], chosen()),
            key="nb_add_metric",
        )
        kind = st.selectbox(
            _("Shown as"),
            [kind.value for kind in TileKind],
            format_func=lambda code: _(KINDS[TileKind(code)]),
            key="nb_add_kind",
        )
        st.button(
            _("Add"),
            type="primary",
            key="nb_add_tile",
            disabled=metric is None,
            on_click=_added,
            args=(body, metric, kind),
        )


def _added(body: dict[str, Any], metric: str, kind: str) -> None:
    taken = {tile["code"] for tile in body["tiles"]}
    code = next(f"t{n}" for n in range(1, _MOST + 2) if f"t{n}" not in taken)
    body["tiles"].append({"code": code, "kind": kind, "metric": metric})


def _preview(visitor: Visitor, key: str, body: dict[str, Any], wrong: list[Problem]) -> None:
    """The tiles as they will stand, with today's figures."""
    st.markdown(f"#### {_('Preview')}")
    broken = {one.where for one in wrong}
    sound = [tile for tile in body["tiles"] if tile["code"] not in broken]
    if not sound:
        st.caption(_("Add a figure on the left; it is drawn here at once."))
        return
    board = read_dashboard(key or "new", {**body, "title": body["title"] or "–", "tiles": sound})
    found = asked(board, visitor)
    if found is None:
        return
    found = replace(found, is_draft=True)
    with st.grid("auto", min_column_width=420, gap="small"):
        for tile in board.tiles:
            tiles.show(found, tile)


def _missing(body: Mapping[str, Any]) -> list[str]:
    """What is still to be done before it can be saved; nobody has done anything wrong yet."""
    found = [] if body["title"].strip() else [_("Give it a title.")]
    return found if body["tiles"] else [*found, _("Add at least one figure.")]


def _wrong(problems: list[Problem], known: Mapping[str, Metric]) -> list[str]:
    """What stops it, in the words of this page."""
    return list(dict.fromkeys(_(one.sentence, **_facts(one, known)) for one in problems))


def _facts(problem: Problem, known: Mapping[str, Metric]) -> dict[str, str]:
    found = {name: str(value) for name, value in problem.facts.items()}
    if (metric := known.get(found.get("metric", ""))) is not None:
        found["metric"] = label(metric, chosen())
        named = read((Area.DEFINITION,), "/", heads_of, metric, chosen())
    else:
        named = {}
    if "part" in found:
        words = {"level": _("Places of which level"), "by": _("Told apart by")} | named
        found["part"] = " / ".join(words.get(one, one) for one in found["part"].split(" / "))
    return {name: plain(value) for name, value in found.items()}


def _save(visitor: Visitor, key: str, body: dict[str, Any], wrong: list[str]) -> None:
    for sentence in wrong:
        st.caption(f":material/info: {sentence}")
    if st.button(_("Save"), type="primary", key="nb_board_save", disabled=bool(wrong)):
        back = Back("dashboard", {"key": key})
        into_change(visitor, DefinitionKind.DASHBOARD, key, body, title=body["title"], back=back)
