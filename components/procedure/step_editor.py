"""One step on the workbench: name, who acts, gates, form, ways (步骤编辑)."""

from collections.abc import Hashable
from dataclasses import replace
from typing import Any

import streamlit as st

from components import label
from components.language import _
from components.procedure import form_choice, words
from components.text import plain
from models.choice import Regime
from models.member import Role
from models.procedure import FieldKind, GateKind
from rules.procedure import CLOSED, DONE, STAY, FormField, Gate, StepPlan

DEFAULTS: dict[GateKind, dict[str, Any]] = {
    GateKind.ENDORSEMENTS: {"share": 5},
    GateKind.MEETING: {"notice_days": 3, "attendance": 50},
    GateKind.MOTION: {"regimes": []},
    GateKind.NOTICE: {"days": 7},
    GateKind.WORK: {},
    GateKind.RATINGS: {"share": 60, "raters": 5, "open_days": 7},
    GateKind.BENEFIT: {},
    GateKind.APPROVAL: {"roles": ["council"]},
    GateKind.TWO_PERSONS: {"roles": ["council", "committee"]},
}
ROLES = [role.value for role in Role]


def blank(code: str, name: str, onward: str) -> StepPlan:
    """A new step that is sound from the start: the council approves."""
    gates = (Gate(GateKind.APPROVAL, DEFAULTS[GateKind.APPROVAL]),)
    return StepPlan(code=code, name=name, actors=("council",), gates=gates, on_success=onward)


def show(step: StepPlan, steps: tuple[StepPlan, ...], turn: str) -> StepPlan:
    """The inputs of one step; returns the step as they say, to be kept or not."""
    at = f"{step.code}_{turn}"  # a saved draft begins with fresh inputs
    changed = _names(step, at)
    changed = replace(changed, gates=_gates(step, at))
    changed = form_choice.asked(changed, at)
    if not changed.form_key:
        changed = replace(changed, fields=_fields(step, at))
    return _ways(changed, steps, at)


def _names(step: StepPlan, at: str) -> StepPlan:
    left, right = st.columns(2)
    name = left.text_input(_("Name"), step.name, max_chars=20, key=f"nb_name_{at}")
    name_en = right.text_input(_("Name in English"), step.name_en, max_chars=40, key=f"nb_en_{at}")
    verb = left.text_input(_("What people do here"), step.verb, max_chars=60, key=f"nb_verb_{at}")
    verb_en = right.text_input(
        _("The same in English"), step.verb_en, max_chars=100, key=f"nb_verb_en_{at}"
    )
    actors = st.multiselect(
        _("Who acts"), ROLES, list(step.actors), format_func=label.role, key=f"nb_actors_{at}"
    )
    return replace(
        step,
        name=(name or "").strip(),
        name_en=(name_en or "").strip(),
        verb=(verb or "").strip(),
        verb_en=(verb_en or "").strip(),
        actors=tuple(actors),
    )


def _gates(step: StepPlan, at: str) -> tuple[Gate, ...]:
    st.markdown(f"**{_('Gates: what must be true before it goes on')}**")
    kinds = [kind.value for kind in GateKind]
    held = [gate.kind.value for gate in step.gates]
    picked = st.multiselect(
        _("Gates"),
        kinds,
        list(dict.fromkeys(held)),
        format_func=lambda code: words.kind(GateKind(code)),
        key=f"nb_gates_{at}",
        label_visibility="collapsed",
    )
    known = {gate.kind.value: gate for gate in reversed(step.gates)}
    gates = []
    for code in picked:
        kind = GateKind(code)
        params = dict(known[code].params) if code in known else DEFAULTS[kind]
        gates.append(Gate(kind, _params(kind, params, f"{code}_{at}")))
    return tuple(gates)


def _params(kind: GateKind, given: dict[str, Any], at: str) -> dict[str, Any]:
    """The parameters of one gate as inputs beside its name."""
    if not given:
        return {}
    with st.container(horizontal=True, vertical_alignment="bottom", border=True):
        st.markdown(words.kind(kind), width=130)
        match kind:
            case GateKind.ENDORSEMENTS:
                return _endorsements(given, at)
            case GateKind.MEETING:
                days = _number(_("Days of notice"), given["notice_days"], 0, 90, f"d_{at}")
                share = _number(_("Present, %"), given["attendance"], 0, 100, f"a_{at}")
                return {"notice_days": days, "attendance": share}
            case GateKind.NOTICE:
                return {"days": _number(_("Days posted"), given["days"], 1, 365, f"n_{at}")}
            case GateKind.RATINGS:
                share = _number(_("Satisfied, %"), given["share"], 1, 100, f"s_{at}")
                raters = _number(_("Least ratings"), given["raters"], 1, 10_000, f"r_{at}")
                days = _number(_("Days open"), given["open_days"], 0, 365, f"o_{at}")
                return {"share": share, "raters": raters, "open_days": days}
            case GateKind.MOTION:
                regimes = [regime.value for regime in Regime]
                return {
                    "regimes": _several(
                        _("Only under"), regimes, given["regimes"], words.regime, at
                    )
                }
        return {"roles": _several(_("Roles"), ROLES, given["roles"], label.role, at)}


def _endorsements(given: dict[str, Any], at: str) -> dict[str, Any]:
    units = {"share": _("% of households"), "count": _("households")}
    before = "share" if given.get("share") is not None else "count"
    unit = st.selectbox(
        _("Counted in"),
        list(units),
        index=list(units).index(before),
        format_func=units.__getitem__,
        key=f"nb_u_{at}",
        width=160,
    )
    most = 100 if unit == "share" else 100_000
    start = min(most, given.get(before) or 1)
    return {unit: _number(_("At least"), start, 1, most, f"c_{unit}_{at}")}


def _number(words_: str, value: int, low: int, high: int, at: str) -> int:
    return int(st.number_input(words_, low, high, value, step=1, key=f"nb_{at}", width=130))


def _several(words_: str, options: list[str], held: list[str], names: Any, at: str) -> list[str]:
    picked = st.multiselect(
        words_, options, list(held), format_func=names, key=f"nb_m_{at}", placeholder=_("any")
    )
    return list(picked)


FIELD_COLUMNS = ("label", "label_en", "kind", "required", "options", "help")


def _fields(step: StepPlan, at: str) -> tuple[FormField, ...]:
    """The form as rows; the code of a field stays with it, a new row gets a new one."""
    with st.expander(_("Form of this step ({n} fields)", n=len(step.fields))):
        rows: list[dict[str, Any]] = [
            {
                "label": f.label,
                "label_en": f.label_en,
                "kind": f.kind.value,
                "required": f.required,
                "options": "、".join(f.options),
                "help": f.help,
            }
            for f in step.fields
        ]
        empty = dict.fromkeys(FIELD_COLUMNS, "") | {"kind": "text", "required": False}
        import pandas as pd  # noqa: PLC0415 65 MB that most servers never need

        edited = st.data_editor(
            pd.DataFrame(rows or [empty]),
            num_rows="dynamic",
            key=f"nb_fields_{at}",
            column_config={
                "label": st.column_config.TextColumn(_("Asked"), max_chars=60),
                "label_en": st.column_config.TextColumn(_("In English"), max_chars=60),
                "kind": st.column_config.SelectboxColumn(
                    _("Kind"), options=[kind.value for kind in FieldKind]
                ),
                "required": st.column_config.CheckboxColumn(_("Must be answered")),
                "options": st.column_config.TextColumn(_("Choices, separated by 、")),
                "help": st.column_config.TextColumn(_("Help"), max_chars=200),
            },
        )
    kept = edited.astype(object).where(edited.notna(), None).to_dict("records")
    return _fields_of(kept, step.fields)


def _fields_of(
    rows: list[dict[Hashable, Any]], before: tuple[FormField, ...]
) -> tuple[FormField, ...]:
    codes = {field.label: field.code for field in before}
    taken = set(codes.values())
    fresh = (c for c in (f"f{i}" for i in range(1, 99)) if c not in taken)
    fields = []
    for row in rows:
        text = str(row.get("label") or "").strip()
        if not text:
            continue
        options = [o.strip() for o in str(row.get("options") or "").replace(",", "、").split("、")]
        fields.append(
            FormField(
                code=codes.get(text) or next(fresh),
                label=text,
                label_en=str(row.get("label_en") or "").strip(),
                kind=FieldKind(row.get("kind") or "text"),
                required=bool(row.get("required")),
                options=tuple(o for o in options if o),
                help=str(row.get("help") or "").strip(),
            )
        )
    return tuple(fields)


def _ways(step: StepPlan, steps: tuple[StepPlan, ...], at: str) -> StepPlan:
    names = {s.code: plain(label.step(s)) for s in steps if s.code != step.code}
    ends = {DONE: words.target(DONE, steps), CLOSED: words.target(CLOSED, steps)}
    stay = {STAY: words.target(STAY, steps)}
    columns = st.columns(4)
    success = _way(columns[0], _("When it is met"), names | ends, step.on_success, f"s_{at}")
    failure = _way(columns[1], _("When it fails"), names | ends, step.on_failure, f"f_{at}")
    days = columns[2].number_input(
        _("Working days"), 1, 1000, step.deadline_days, key=f"nb_days_{at}", placeholder="–"
    )
    expiry = STAY
    if days is not None:
        options = stay | names | ends
        expiry = _way(columns[3], _("When it is late"), options, step.on_expiry, f"e_{at}")
    return replace(
        step,
        on_success=success,
        on_failure=failure,
        on_expiry=expiry,
        deadline_days=None if days is None else int(days),
    )


def _way(column: Any, words_: str, options: dict[str, str], now: str, at: str) -> str:
    codes = list(options)
    index = codes.index(now) if now in codes else 0
    picked = column.selectbox(
        words_, codes, index=index, format_func=options.__getitem__, key=f"nb_way_{at}"
    )
    return str(picked)
