"""One request: what for, how far, what is missing, how much is paid (支出申请卡片)."""

from datetime import date

import streamlit as st

from components import bar, link
from components.act import act_and_rerun
from components.dialog import opened
from components.format import day, yuan
from components.language import _
from components.ledger.words import head
from components.reading import read
from components.spending import words
from components.text import plain
from models.ledger import Book
from models.revision import Area
from models.spending import SpendingState
from rules.permission import Permission, Visitor
from rules.spending.decision import Deliberation
from rules.spending.use import USES
from services.spending.deciding import bind_motion, free_motions
from services.spending.publishing import LONGEST, publish_spending
from services.spending.reading import Done, SpendingRow

AREAS = (Area.LEDGER, Area.DELIBERATION)
SHOWN = 6  # payments in a card; the rest stand in the ledger


def show(
    row: SpendingRow, book: Book, visitor: Visitor, today: date, *, linked: bool = True
) -> None:
    """The card of one request; ``linked`` to its topic, unless it stands on that page."""
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if linked:
                link.to("topic", f"**{plain(row.title)}**", id=row.topic_id)
            st.markdown(words.badge(row.state), width="content")
        st.markdown(f":gray[{_facts(row)}]")
        st.markdown(_way(row, today))
        if row.missing:
            st.markdown(f":blue[:material/hourglass_empty: {_missing(row)}]")
        if row.paid or row.state in (SpendingState.APPROVED, SpendingState.SETTLED):
            _paid(row)
        with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
            if row.motion_id:
                link.to("motion", _tally(row), "how_to_vote", id=row.motion_id)
            for one in row.paid[:SHOWN]:
                text = _("Entry {n}: {amount}", n=one.number, amount=yuan(one.fen))
                link.to("entry", text, "receipt", id=one.entry_id)
            _acts(row, book, visitor)


def _facts(row: SpendingRow) -> str:
    """What the law calls it, who is paid, how much was asked, since when."""
    by = _("named by the law of this place")
    if row.items:
        item = "/".join(map(str, row.items))
        by = _("needs the owners: Civil Code 278, item {item}", item=item)
    parts = [
        words.use(row.use),
        _("to {payee}", payee=plain(row.payee)),
        f"**{yuan(row.asked_fen)}**",
        *([head(row.head)] if len(USES[row.use].heads) > 1 else []),
        by,
        _("asked on {day}", day=day(row.asked_on, year=True)),
    ]
    return " · ".join(plain(part) if "**" not in part else part for part in parts)


def _missing(row: SpendingRow) -> str:
    return _(row.missing, **row.missing_facts)


def _way(row: SpendingRow, today: date) -> str:
    """The four deliberations and the two publications, each with its day."""
    over = row.state in (SpendingState.REFUSED, SpendingState.WITHDRAWN)
    stops = [_stop(words.step(step), row.steps.get(step), over) for step in Deliberation]
    stops.append(_stop(_("Decision public"), row.decision, over))
    stops.append(_result(row, today, over))
    return " :gray[—] ".join(stops)


def _stop(name: str, done: Done | None, over: bool) -> str:
    if done is None:
        sign = "cancel" if over else "radio_button_unchecked"
        return f":gray[:material/{sign}: {name}]"
    text = f":green[:material/check_circle: {name} {day(done.on)}]"
    return f"[{text}]({link.origin()}/notice/{done.notice})" if done.notice else text


def _result(row: SpendingRow, today: date, over: bool) -> str:
    due = row.result_due_on
    if due is not None and due < today:
        late = _("Result public: late since {day}", day=day(due))
        return f":red[:material/error: {late}]"
    if due is not None:
        text = _("Result public: due {day}", day=day(due))
        return f":orange[:material/schedule: {text}]"
    return _stop(_("Result public"), row.result, over)


def _paid(row: SpendingRow) -> None:
    """Decided and paid, as one bar."""
    text = _(
        "{paid} of {decided} paid; {left} left",
        paid=yuan(row.paid_fen),
        decided=yuan(row.asked_fen),
        left=yuan(0 if row.result else row.asked_fen - row.paid_fen),
    )
    bar.show(row.paid_fen, row.asked_fen, text)


def _tally(row: SpendingRow) -> str:
    if not row.tally:
        return _("The vote")
    told = {name.rstrip("_"): count for name, count in row.tally.items()}
    return _(
        "The vote: {yes} of {part} for, {all} in all",
        yes=told.get("for", 0),
        part=told.get("participating", 0),
        all=told.get("total", 0),
    )


def _acts(row: SpendingRow, book: Book, visitor: Visitor) -> None:
    publishes = visitor.may(Permission.PUBLISH_ACCOUNTS, book.path)
    if row.state is SpendingState.APPROVED and publishes:
        title = _("Publish what it came to")
        if st.button(title, icon=":material/campaign:", key=f"nb_result_{row.id}", type="tertiary"):
            opened(title, _publish, row, visitor)
    waits = row.state is SpendingState.WALKING and row.items
    if waits and visitor.may(Permission.ASK_SPENDING, book.path):
        title = _("Name the owners' motion")
        icon = ":material/how_to_vote:"
        if st.button(title, icon=icon, key=f"nb_back_{row.id}", type="tertiary"):
            opened(title, _back, row, book, visitor)


def _publish(row: SpendingRow, visitor: Visitor) -> None:
    st.write(_("The notice lists every payment with its vouchers. After it nothing more is paid."))
    st.markdown(
        _(
            "{paid} of {decided} paid; {left} left",
            paid=plain(yuan(row.paid_fen)),
            decided=plain(yuan(row.asked_fen)),
            left=plain(yuan(row.asked_fen - row.paid_fen)),
        )
    )
    text = st.text_area(
        _("What came of it"),
        max_chars=LONGEST,
        key="nb_result_text",
        placeholder=_("The slide is repaired and was inspected by …"),
    )
    if st.button(_("Publish what it came to"), type="primary", key="nb_confirm"):
        done = _("The result is published.")
        act_and_rerun(done, publish_spending, visitor, row.id, text or "")


def _back(row: SpendingRow, book: Book, visitor: Visitor) -> None:
    item = "/".join(map(str, row.items))
    st.write(
        _(
            "The owners' vote has to name {amount}, and to be on item {item} of Civil Code 278.",
            amount=plain(yuan(row.asked_fen)),
            item=item,
        )
    )
    motion_id = motion(book)
    if st.button(_("Name it"), type="primary", key="nb_confirm", disabled=not motion_id):
        act_and_rerun(_("The motion is named."), bind_motion, visitor, row.id, motion_id)


def motion(book: Book) -> int:
    """Which of the owners' passed motions, of those that carry nothing yet; 0 for none."""
    offered = dict(read(AREAS, book.path, free_motions, book.path))
    if not offered:
        st.info(_("No vote of the owners has passed that does not decide something else already."))
        link.to("propose", _("Propose"), "add_circle")
        return 0
    picked = st.selectbox(
        _("The owners' motion"),
        list(offered),
        index=None,
        format_func=offered.__getitem__,
        key="nb_motion",
        placeholder=_("Choose one"),
    )
    return picked or 0
