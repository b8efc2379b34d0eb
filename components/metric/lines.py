"""What a metric is called and held against (名称与目标)."""

from typing import Any

import streamlit as st

from components import label as labels
from components.language import _
from components.metric import further
from components.metric.decimal import decimal
from components.metric.picking import grain
from models.member import Role
from models.place import PlaceKind
from rules.metric import Better
from rules.refusal import N_

_TARGETS = ("90", "95", "98", "100")
_OWNERS = (
    Role.COUNCIL,
    Role.COMMITTEE,
    Role.SECRETARY,
    Role.STREET_OFFICER,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)
_LEVELS = {
    PlaceKind.STREET.value: N_("Streets"),
    PlaceKind.COMMUNITY.value: N_("Communities"),
    PlaceKind.COMPOUND.value: N_("Compounds"),
}
Body = dict[str, Any]


def asked(body: Body, *, fresh: bool) -> Body:
    """The same body with its words, its target and its lines as they are asked for here."""
    body = dict(body)
    mark = f"{body.get('entity', '')}_{body.get('label', '')}" if fresh else "held"
    _target(body)
    body["label"] = st.text_input(
        _("Name"), body.get("label", ""), max_chars=40, key=f"nb_m_label_{mark}"
    )
    with st.expander(_("More"), icon=":material/tune:"):
        _words(body, mark)
        _told(body, fresh)
        _warned(body)
        _held_against(body)
        _kept(body)
    return {name: value for name, value in body.items() if value not in (None, "", [])}


def _target(body: Body) -> None:
    known = [one for one in body.get("targets", []) if not one.get("period")]
    others = [one for one in body.get("targets", []) if one.get("period")]
    first = known[0]["value"] if known else None
    if body.get("unit") == "%" and first in (None, *_TARGETS):
        value = st.pills(
            _("Target"),
            _TARGETS,
            default=first,
            format_func=lambda text: f"{text}%",
            key="nb_m_target",
        )
    else:
        value = decimal(_("Target"), first, "nb_m_target_text")
    body["targets"] = others + ([{"value": value}] if value else [])


def _words(body: Body, mark: str) -> None:
    body["label_en"] = st.text_input(
        _("Name in English"), body.get("label_en", ""), max_chars=80, key=f"nb_m_label_en_{mark}"
    )
    body["words"] = st.text_area(
        _("Definition"), body.get("words", ""), max_chars=600, key="nb_m_words"
    )
    body["words_en"] = st.text_area(
        _("What it means, in English"),
        body.get("words_en", ""),
        max_chars=1200,
        key="nb_m_words_en",
    )
    owners = [one.value for one in _OWNERS]
    owner = body.get("owner", Role.COUNCIL.value)
    body["owner"] = st.selectbox(
        _("Who answers for it"),
        owners,
        index=owners.index(owner) if owner in owners else 0,
        format_func=labels.role,
        key="nb_m_owner",
    )


def _told(body: Body, fresh: bool) -> None:
    if fresh and body.get("time"):
        body["grain"] = grain().value
        op = body.get("numerator", {}).get("op")
        if op in {"count", "sum", "distinct", "share"}:
            body["cumulative"] = st.checkbox(_("From the beginning on"), key="nb_m_cumulative")
    levels = list(_LEVELS)
    level = body.get("level", PlaceKind.COMMUNITY.value)
    body["level"] = st.selectbox(
        _("Places of which level"),
        levels,
        index=levels.index(level) if level in levels else 1,
        format_func=lambda code: _(_LEVELS[code]),
        key="nb_m_level",
    )
    body["public"] = st.checkbox(
        _("Everybody may read it, without an account"),
        body.get("public", False),
        key="nb_m_public",
    )


def _warned(body: Body) -> None:
    names = {Better.UP.value: _("more"), Better.DOWN.value: _("less")}
    body["better"] = st.segmented_control(
        _("Good is"),
        list(names),
        default=body.get("better", Better.UP.value),
        format_func=names.__getitem__,
        key="nb_m_better",
        required=True,
    )
    body["warning"] = decimal(_("Warning line"), body.get("warning"), "nb_m_warning")
    body["alarm"] = decimal(_("Alarm line"), body.get("alarm"), "nb_m_alarm")


def _held_against(body: Body) -> None:
    always = [one for one in body["targets"] if not one.get("period")]
    held = [one for one in body["targets"] if one.get("period")]
    body["targets"] = further.targets(held) + always
    body["compare"] = further.comparisons(body.get("compare", []))


def _kept(body: Body) -> None:
    body["smallest"] = st.number_input(
        _("Fewest rows to be shown"), 0, 1000, body.get("smallest", 0), key="nb_m_smallest"
    )
    body["precision"] = st.number_input(
        _("Decimals"), 0, 6, body.get("precision", 0), key="nb_m_precision"
    )
    if body.get("time"):
        body["rolled"] = st.checkbox(
            _("Keep its sums while writing, for very large tables"),
            body.get("rolled", False),
            key="nb_m_rolled",
        )
