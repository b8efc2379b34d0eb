"""One method for everybody: what counts, how, who scores, what a firm is owed (评价办法页)."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import streamlit as st

from components import link
from components.format import day, local
from components.language import _
from components.method import details, editor, picture, set_draft, words
from components.method.catalogue import AREAS, may_edit, method_name
from components.method.naming import name, summary, word
from components.reading import read
from components.text import plain
from models.procedure import VersionState
from rules.method import read_body
from rules.method.body import Body, Branch
from rules.method.formula import effective
from rules.method.tree import aggregate_of, children, nodes, plain_number
from rules.permission import Visitor
from services.method.reading import Listed, Numbered, body_of, listed


def show(visitor: Visitor) -> None:
    """The method in the address: the version asked for, or the current one; or its editor."""
    if set_draft.drawn(read(AREAS, "/", listed), visitor):
        return
    row, version = _asked()
    if row is not None and link.asked("edit") and may_edit(row, visitor):
        editor.show(row, visitor)
        return
    body = None if version is None else read(AREAS, "/", body_of, version.id)
    if row is None or version is None or body is None:
        st.title(_("Method of rating"))
        st.info(_("There is no such method of rating."), icon=":material/search_off:")
        link.to("methods", _("All methods of rating"), "functions")
        return
    _head(row, version, visitor)
    _body(row, version, body)


def _asked() -> tuple[Listed | None, Numbered | None]:
    rows = read(AREAS, "/", listed)
    version_id, code = link.asked_id(), link.asked("code")
    for row in rows:
        for version in row.versions:
            if version_id and version.id == version_id:
                return row, version
    found = next((row for row in rows if code and row.method.code == code), None)
    return found, found.current if found else None


def _head(row: Listed, version: Numbered, visitor: Visitor) -> None:
    st.title(plain(method_name(row.method)))
    with st.container(horizontal=True, gap="small"):
        st.badge(_("Version {n}", n=version.number), color="blue")
        if version.state is VersionState.RETIRED:
            st.badge(_("A newer version is in force"), icon=":material/history:", color="gray")
        st.badge(plain(row.place_name) or _("comes with the app"), color="gray")
    if text := summary(row.method):
        st.text(text)
    with st.container(horizontal=True):
        if may_edit(row, visitor):
            title = _("Go on with the draft") if row.has_draft else _("Change it")
            link.to("method", title, "edit", code=row.method.code, edit=1)
        link.to("methods", _("All methods of rating"), "functions")


def _body(row: Listed, version: Numbered, given: Mapping[str, Any]) -> None:
    body = read_body(given)
    outline(body)
    details.formulas(body)
    st.subheader(_("Who comes on a list"))
    details.lists(body)
    st.subheader(_("What a firm is owed"))
    details.terms(body)
    if body.sheets or body.questions:
        st.subheader(_("What is asked"))
        details.sheets(body)
    _origin(row, version, body, given)


def outline(body: Body) -> None:
    """What counts how much, and how the score is made of it."""
    st.subheader(_("What counts"))
    weights(body)
    st.subheader(_("How the score is made"))
    _tree(body)


def weights(body: Body) -> None:
    """The effective weights as bars; the most points where points are added up."""
    shares = effective(body)
    tops = {node.code: place for place, node in enumerate(children(body, None))}
    rows = []
    for leaf in body.indicators:
        part = tops.get(_top(body, leaf.code), 0)
        if shares:
            share = shares.get(leaf.code, Decimal(0))
            rows.append((name(leaf), float(share), f"{plain_number(share)} %", part))
        else:
            most = leaf.scale.high or Decimal(0)
            sign = "−" if leaf.direction < 0 else "+"
            said = _("{sign}{n} points", sign=sign, n=plain_number(most))
            rows.append((name(leaf), float(most), said, part))
    question = _("How much does each figure count?")
    alt = f"{question} " + "; ".join(f"{title} {said}" for title, _share, said, _part in rows)
    st.vega_lite_chart(picture.bars(tuple(rows), _("Share")), width="stretch", alt=alt)


def _top(body: Body, code: str) -> str:
    """The node of the first level that holds ``code``."""
    above = {node.code: node.parent for node in nodes(body)}
    for _step in above:
        parent = above.get(code)
        if parent is None:
            return code
        code = parent
    return code


def _tree(body: Body) -> None:
    lines: list[str] = []
    _branch(body, None, 0, lines)
    st.markdown("\n".join(lines))


def _branch(body: Body, parent: str | None, depth: int, lines: list[str]) -> None:
    shared = aggregate_of(body, parent) != "sum"
    for node in children(body, parent):
        weight = f" · {plain_number(node.weight)} %" if shared else ""
        indent = "    " * depth
        if isinstance(node, Branch):
            lines.append(f"{indent}- **{plain(name(node))}**{weight}")
            _branch(body, node.code, depth + 1, lines)
            continue
        lines.append(f"{indent}- **{plain(name(node))}**{weight}  ")
        said = f"{words.source(body, node)} {words.scale(node)}"
        lines.append(f"{indent}  :gray[:small[{plain(said)}]]")


def _origin(row: Listed, version: Numbered, body: Body, given: Mapping[str, Any]) -> None:
    st.subheader(_("Where it comes from"))
    if text := word(body.words, "source"):
        st.text(text)
    if version.published_at is not None:
        on = day(local(version.published_at).date(), year=True)
        st.caption(
            _("Published on {day}; it never changes. SHA-256: {hash}", day=on, hash=version.sha256)
        )
    file = json.dumps(given, ensure_ascii=False, indent=1)
    filename = f"{row.method.code}-{version.number}.json"
    title = _("The whole method as JSON")
    st.download_button(title, file, filename, "application/json", icon=":material/download:")
    others = [v for v in row.versions if v.id != version.id]
    if others:
        st.markdown(f"**{_('Other versions')}**")
        for other in others:
            note = f" · {plain(other.note)}" if other.note else ""
            link.to("method", _("Version {n}", n=other.number) + note, "history", id=other.id)
