"""One block of a layout (版块设置): the body of a dialog."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.drafting import Draft, change_body
from components.language import _
from components.layout import words
from components.reading import read
from components.table.words import column as label_of
from components.table.words import table as entity_label
from components.text import plain
from models.revision import Area
from rules.definition.drawing import placed
from rules.definition.layout import ANY, LONGEST, MOST_NAMES
from rules.entity import Column, Entity
from services.layout import Leading, leading

Block = dict[str, Any]
Columns = Mapping[str, Column]


def ways(entity: Entity) -> dict[tuple[str, str], Leading]:
    """The tables that lead to this one, by their key and the column that does."""
    found = read((Area.DEFINITION,), "/", leading, entity.key)
    return {(one.entity.key, one.by.name): one for one in found}


def edit(draft: Draft, entity: Entity, at: int | None, code: str) -> None:
    """Ask for what this kind of block needs, and put it into the draft."""
    held: Mapping[str, Any] = draft.body["blocks"][at] if at is not None else {}
    key = f"{draft.at}_b_{draft.turn}_{at}_{code}"
    columns = words.offered(entity, draft.body)
    made: Block = {"kind": code}
    match code:
        case "fields":
            made |= _fields(held, columns, key)
        case "rows":
            made |= _rows(held, entity, key)
        case "signatures":
            made |= _signatures(held, key)
        case _text:
            made |= _text_of(held, columns, key, code)
    if st.button(_("Keep it"), type="primary", key="nb_layout_block_done"):
        _keep(draft, at, made, columns)


def _keep(draft: Draft, at: int | None, made: Block, columns: Columns) -> None:
    missing = _missing(made)
    if missing:
        st.error(missing, icon=":material/block:")
        return
    if made.get("text"):
        made["text"], unknown = words.written(made["text"], columns)
        if unknown:
            said = _("There is no field “{name}” in this table.", name=plain(unknown[0]))
            st.error(said, icon=":material/block:")
            return
    change_body(draft, placed, "blocks", at, made)
    st.rerun()


def _missing(made: Block) -> str:
    """What was left out, as a sentence."""
    if made["kind"] in {"heading", "text"} and not made["text"]:
        return _("Write something.")
    if "names" in made and not made["names"]:
        return _("Write a name.") if made["kind"] == "signatures" else _("Pick a field.")
    if made["kind"] == "rows" and not made.get("entity"):
        return _("No other table leads to this one.")
    return ""


def _text_of(held: Mapping[str, Any], columns: Columns, key: str, code: str) -> Block:
    """Words with fields among them."""
    place = f"{key}_text"
    if place not in st.session_state:
        st.session_state[place] = words.spoken(str(held.get("text", "")), columns)
    label = _("What stands above the line?") if code == "line" else _("What does it say?")
    asked = st.text_input if code in {"heading", "line"} else st.text_area
    text = asked(label, key=place, max_chars=LONGEST)
    known = words.labels(columns)

    def put() -> None:
        name = st.session_state[f"{key}_put"]
        if name is not None:
            st.session_state[place] = f"{st.session_state[place] or ''}{{{{{known[name]}}}}}"
            st.session_state[f"{key}_put"] = None

    st.selectbox(
        _("Put in a field of the row"),
        list(columns),
        index=None,
        format_func=lambda name: known[name],
        key=f"{key}_put",
        on_change=put,
        placeholder=_("Choose"),
    )
    st.caption(_("What stands between {{ and }} is filled in from the row."))
    return {"text": (text or "").strip()}


def _fields(held: Mapping[str, Any], columns: Columns, key: str) -> Block:
    """All of them, or some in the order in which they are picked."""
    names = list(held.get("names") or [ANY])
    everything = st.segmented_control(
        _("Which fields?"),
        [True, False],
        default=ANY in names,
        required=True,
        format_func=lambda all_: _("All fields") if all_ else _("Some, in this order"),
        key=f"{key}_all",
    )
    if everything:
        return {"names": [ANY]}
    return {"names": _some(columns, names, f"{key}_names")}


def _some(columns: Columns, names: list[str], key: str) -> list[str]:
    return st.multiselect(
        _("Fields"),
        list(columns),
        default=[name for name in names if name in columns],
        format_func=lambda name: words.labels(columns)[name],
        key=key,
        max_selections=MOST_NAMES,
        placeholder=_("Choose"),
    )


def _rows(held: Mapping[str, Any], entity: Entity, key: str) -> Block:
    """Rows of a table that points to this one."""
    found = ways(entity)
    if not found:
        return {}
    pairs = list(found)
    now = (held.get("entity"), held.get("by"))
    picked = st.selectbox(
        _("Of which table?"),
        pairs,
        index=pairs.index(now) if now in found else 0,
        format_func=lambda pair: _called(found[pair]),
        key=f"{key}_way",
    )
    way = found[picked or pairs[0]]
    columns = {c.name: c for c in way.entity.columns if not c.hidden}
    names = [*held.get("names", ())] if picked == now else list(way.entity.listed)
    title = st.text_input(_("Heading"), held.get("text", ""), max_chars=100, key=f"{key}_title")
    some = _some(columns, names, f"{key}_names_{picked}")
    made: Block = {"entity": way.entity.key, "by": way.by.name, "names": some}
    return made | ({"text": title.strip()} if title and title.strip() else {})


def _called(way: Leading) -> str:
    return f"{entity_label(way.entity)} · {label_of(way.by)}"


def _signatures(held: Mapping[str, Any], key: str) -> Block:
    text = st.text_area(
        _("Who signs? One a line."), "\n".join(held.get("names", ())), key=f"{key}_names"
    )
    names = [" ".join(line.split())[:60] for line in (text or "").splitlines()]
    return {"names": list(dict.fromkeys(name for name in names if name))[:MOST_NAMES]}
