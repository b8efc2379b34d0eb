"""A metric that follows from others (派生指标): which ones, and how."""

from typing import Any

import streamlit as st

from components.language import _, chosen
from components.reading import read
from models.revision import Area
from rules.metric import Derivation, Metric
from rules.metric.drafting import PERCENT
from rules.refusal import N_
from services.metric import label, metrics

DEFINED = (Area.DEFINITION,)
MOST, PAIR = 6, 2
_OPS = {
    Derivation.SUM.value: N_("added up"),
    Derivation.DIFFERENCE.value: N_("the first less the second"),
    Derivation.RATIO.value: N_("the first divided by the second"),
}
_BETWEEN = {
    Derivation.SUM.value: " + ",
    Derivation.DIFFERENCE.value: " − ",
    Derivation.RATIO.value: " ÷ ",
}
_LONGEST = 40


def picked(path: str) -> dict[str, Any] | None:
    """What was picked so far; ``None`` while something is missing."""
    known = {one.key: one for one in read(DEFINED, "/", metrics, path)}
    op = st.pills(
        _("Other metrics are"),
        list(_OPS),
        default=Derivation.SUM.value,
        format_func=lambda code: _(_OPS[code]),
        key="nb_m_derived",
        required=True,
        wrap=True,
    )
    two = op != Derivation.SUM.value
    keys = st.multiselect(
        _("Which metrics"),
        list(known),
        format_func=lambda key: label(known[key], chosen()),
        max_selections=PAIR if two else MOST,
        key=f"nb_m_derived_of_{'two' if two else 'many'}",
        placeholder=_("Choose"),
    )
    if op is None or len(keys) < PAIR:
        return None
    parts = [known[key] for key in keys]
    body = {"derived": {"op": op, "of": keys}, "grain": parts[0].grain.value, **_unit(op, parts)}
    names = (
        _BETWEEN[op].join(label(one, language) for one in parts) for language in ("zh_CN", "en")
    )
    chinese, english = names
    return {"label": chinese[:_LONGEST], "label_en": english[: 2 * _LONGEST], **body}


def _unit(op: str, parts: list[Metric]) -> dict[str, Any]:
    """Sums keep the unit of their parts, which are scaled already; of a ratio it is per cent."""
    if op == Derivation.RATIO.value:
        return dict(PERCENT)
    first = parts[0]
    return {"unit": first.unit, "unit_en": first.unit_en, "precision": first.precision}
