"""What the last edition would have looked like under a draft (试算对比)."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from sqlmodel import Session

from components.act import why
from components.language import _
from components.method.catalogue import AREAS
from components.method.naming import named
from components.ranking import words as ranking
from components.reading import read
from components.text import plain
from db.session import glance
from models.edition import Edition, EditionState, Mark
from rules.edition.compute import POINT, Line
from rules.permission import Permission, Visitor
from rules.refusal import Refused
from services.edition.trying import Tried, TriedRow, under
from services.method.reading import Listed, last_edition

SHOWN = 30  # rows: those that move most


def offer(row: Listed, visitor: Visitor) -> Edition | None:
    """The edition to try it on; none where there is none, or none for this visitor."""
    edition = read(AREAS, "/", last_edition, row.method.id or 0, row.place_path)
    if edition is None:
        return None
    open_to_all = edition.state is EditionState.PUBLISHED
    if not open_to_all and not visitor.may(Permission.READ_EDITION, edition.path):
        return None
    return edition


def show(edition: Edition, body: Mapping[str, Any]) -> None:
    """Both lists side by side, and who moves how far."""
    try:
        with st.spinner(_("Computing the edition once more…")), glance() as session:
            tried = _tried(session, edition, body)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/block:")
        return
    st.markdown(f"**{plain(tried.title)}**")
    st.caption(_("Nothing is kept of this, and nothing that was published changes."))
    _marks(tried)
    if tried.unmeasured:
        titles = {leaf["code"]: named(leaf) for leaf in body["indicators"]}
        missing = _(", ").join(titles.get(code, code) for code in tried.unmeasured)
        text = _("The edition has no figures for: {names}.", names=missing)
        st.warning(plain(text), icon=":material/data_alert:")
    _rows(tried)


def _tried(session: Session, edition: Edition, body: Mapping[str, Any]) -> Tried:
    return under(session, session.get_one(Edition, edition.id), body)


def _marks(tried: Tried) -> None:
    for mark in (Mark.RED, Mark.BLACK):
        before = {r.name for r in tried.rows if r.before and r.before.mark == mark.value}
        after = {r.name for r in tried.rows if r.after.mark == mark.value}
        said = _("{mark}: {n} → {m}", mark=ranking.mark(mark), n=len(before), m=len(after))
        parts = [f"**{said}**"]
        if after - before:
            parts.append(_("comes on: {names}", names=plain(_(", ").join(sorted(after - before)))))
        if before - after:
            parts.append(_("comes off: {names}", names=plain(_(", ").join(sorted(before - after)))))
        st.markdown(" · ".join(parts))


def _rows(tried: Tried) -> None:
    moved = sorted(tried.rows, key=lambda r: (-_moved(r), r.after.rank or len(tried.rows)))
    head = [_("Compound"), _("Place: now → draft"), _("Score: now → draft")]
    lines = ["| " + " | ".join(head) + " |", "|:---|---:|---:|"]
    for row in moved[:SHOWN]:
        scores = f"{_score(row.before)} → {_score(row.after)}"
        lines.append(f"| {plain(row.name)} | {_places(row)} | {scores} |")
    st.markdown("\n".join(lines))
    if len(moved) > SHOWN:
        st.caption(_("Those that move most; {n} more move less.", n=len(moved) - SHOWN))


def _moved(row: TriedRow) -> int:
    if row.before is None or row.before.rank is None or row.after.rank is None:
        return 0
    return abs(row.before.rank - row.after.rank)


def _places(row: TriedRow) -> str:
    before = row.before.rank if row.before else None
    after = row.after.rank
    arrow = ""
    if before is not None and after is not None and before != after:
        arrow = " ↑" if after < before else " ↓"
    return f"{before or '–'} → {after or '–'}{arrow}"


def _score(line: Line | None) -> str:
    return "–" if line is None or line.score is None else f"{line.score / POINT:.2f}"
