"""What came of a topic, and the form that tells it (民享)."""

from datetime import date

import streamlit as st

from components import custom, link, money, photo
from components.act import act_and_rerun
from components.dialog import opened
from components.format import day, yuan
from components.language import _
from components.reading import read_topic
from components.text import plain
from models.base import now
from models.revision import Area
from models.topic import Topic
from rules.benefit import (
    LONGEST_COVENANT,
    LONGEST_COVENANT_TITLE,
    LONGEST_DOER,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    MOST_HOUSEHOLDS,
)
from rules.calendar import day_of
from rules.permission import Permission, Visitor
from services.benefit import reading
from services.benefit.publishing import Delivered, publish_benefit
from services.benefit.reading import BenefitRow, Sharing
from services.covenant import Words

AREAS = (Area.COVENANT,)


def panel(topic: Topic, visitor: Visitor) -> None:
    """Draw what came of ``topic``, or the button that tells it; else nothing."""
    assert topic.id is not None
    told = read_topic(AREAS, topic.id, reading.sharing, topic.id)
    if told.row is not None:
        st.subheader(_("What came of it"))
        _result(told, told.row, topic.path, visitor)
    elif told.suggested is not None and visitor.may(Permission.PUBLISH_BENEFIT, topic.path):
        title = _("Publish the result")
        if st.button(title, type="primary", icon=":material/celebration:", key="nb_publish"):
            opened(title, _publish, topic, told.suggested, visitor)


def _result(told: Sharing, row: BenefitRow, path: str, visitor: Visitor) -> None:
    with st.container(border=True, gap="small"):
        st.markdown(f"**{plain(row.title)}**  \n{facts(row)}")
        st.text(row.summary)
        custom.panel("benefit", row.id, path, visitor)
        photo.show(told.photos, row.title)
        for covenant in told.covenants:
            words = _("Covenant: {title}", title=plain(covenant.title))
            link.to("covenants", words, "handshake", id=covenant.id)


def facts(row: BenefitRow, where: bool = False) -> str:
    """For how many, at what cost, by whom, when; late or not; on request where."""
    parts = [plain(row.place)] if where else []
    parts += [_("for {n} households", n=f"{row.households:,}")]
    if row.cost_fen:
        parts.append(_("spent {amount}", amount=plain(yuan(row.cost_fen))))
    parts.append(plain(row.delivered_by))
    when = _("done on {day}", day=day(row.done_on, year=True))
    late = (row.done_on - row.due_on).days if row.due_on else 0
    if late > 0:
        when += f" :red-badge[{_('{n} days late', n=late)}]"
    elif row.due_on:
        when += f" :green-badge[{_('in time')}]"
    return f":gray[{' · '.join(parts)}]  \n:gray[{when}]"


def _publish(topic: Topic, begun: Delivered, visitor: Visitor) -> None:
    today = day_of(now())
    title = st.text_input(_("Title"), begun.title, max_chars=LONGEST_TITLE, key="nb_title")
    summary = st.text_area(
        _("What is better now?"), max_chars=LONGEST_SUMMARY, key="nb_summary", height=110
    )
    doer = st.text_input(
        _("Delivered by"), begun.delivered_by, max_chars=LONGEST_DOER, key="nb_doer"
    )
    with st.container(horizontal=True, gap="small"):
        households = st.number_input(
            _("Households that gain by it"), 0, MOST_HOUSEHOLDS, step=1, key="nb_households"
        )
        cost = money.asked(_("What it cost"), "nb_cost", begun.cost_fen)
    with st.container(horizontal=True, gap="small"):
        due_on = st.date_input(_("Due on"), begun.due_on, key="nb_due", format="YYYY-MM-DD")
        done_on = st.date_input(
            _("Done on"), begun.done_on, max_value=today, key="nb_done", format="YYYY-MM-DD"
        )
    pictures = photo.chooser(f"benefit_{topic.id}", 6)
    own = custom.ask_new("benefit", topic.path, visitor)
    covenant = _covenant(today)
    if not st.button(_("Publish the result"), type="primary", key="nb_confirm"):
        return
    if done_on is None or cost is None:
        st.error(_("Something is still missing above."), icon=":material/block:")
        return
    told = Delivered(title, summary, doer, done_on, due_on, int(households or 0), cost)
    if own is not None and not own.sound():
        return
    done = _("“{title}” is published for everybody.", title=plain(title))
    given = (topic.id or 0, told, pictures, covenant)
    act_and_rerun(done, publish_benefit, visitor, *given, own=custom.said(own))


def _covenant(today: date) -> Words | None:
    """The rule that neighbours agreed on, where they did."""
    asked = _("The neighbours also agreed on a covenant: enter it in the register")
    if not st.checkbox(asked, key="nb_with_covenant"):
        return None
    return covenant_words(Words("", "", today))


def covenant_words(begun: Words) -> Words:
    """What a covenant says, and from when; used wherever one is entered."""
    title = st.text_input(
        _("Name of the covenant"),
        begun.title,
        max_chars=LONGEST_COVENANT_TITLE,
        key="nb_covenant_title",
        placeholder=_("Covenant on keeping pets"),
    )
    body = st.text_area(
        _("What it says, one rule a line"),
        begun.body,
        max_chars=LONGEST_COVENANT,
        key="nb_covenant_body",
        height=160,
    )
    on = st.date_input(
        _("In force from"), begun.in_force_on, key="nb_covenant_on", format="YYYY-MM-DD"
    )
    return Words(title, body, on or begun.in_force_on)
