"""The form that puts a question to the vote (提请表决)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import streamlit as st

from components.act import act_and_rerun
from components.format import day
from components.language import _
from components.motion import words
from models.base import now
from models.choice import Parking, Regime, Silence
from models.topic import Topic
from rules.calendar import SHANGHAI, day_of
from rules.motion import LONGEST_DAYS, SHORTEST_DAYS, Terms
from rules.permission import Visitor
from rules.statute import MATTERS
from rules.tally import ITEMS
from rules.vocabulary import PARKINGS, REGIMES, SHARES, SILENCES
from services.motion import put_motion
from services.motion.asking import Asking

MORNING, EVENING = time(9), time(20)
USUAL_DAYS = 30


def form(topic: Topic, asked: Asking, visitor: Visitor) -> None:
    """The question, the way of deciding, and the days."""
    question = st.text_input(
        _("The question, to be answered with yes or no"),
        words.question(topic.title),
        max_chars=300,
        key="nb_question",
    )
    regime = Regime(
        st.selectbox(
            _("Decided by"),
            [regime.value for regime in asked.regimes],
            index=_usual(asked.regimes),
            format_func=lambda code: _(REGIMES[Regime(code)]),
            key="nb_regime",
        )
    )
    more = _more(regime, asked)
    opens_on, closes_on = _days(regime, asked)
    if st.button(
        _("Announce the vote"), type="primary", icon=":material/campaign:", key="nb_confirm"
    ):
        opens_at, closes_at = _hours(opens_on, closes_on)
        terms = Terms(
            regime, opens_at, closes_at, more.matter, more.buildings, on_city_system=more.on_city
        )
        done = _("The vote is announced.")
        act_and_rerun(done, put_motion, visitor, topic.id or 0, question or "", terms)


def _usual(regimes: tuple[Regime, ...]) -> int:
    return regimes.index(Regime.OWNERS) if Regime.OWNERS in regimes else 0


@dataclass(frozen=True)
class More:
    """What one way of deciding asks on top (补充选项)."""

    matter: int | None = None
    buildings: tuple[str, ...] = ()
    on_city: bool = False


def _more(regime: Regime, asked: Asking) -> More:
    if regime is Regime.UNANIMITY:
        ask = _("Whose building is affected?")
        picked = st.multiselect(ask, list(asked.buildings), key="nb_buildings")
        return More(buildings=tuple(picked))
    if regime is not Regime.OWNERS:
        return More()
    matter = st.selectbox(
        _("Which matter of Article 278?"),
        list(MATTERS),
        index=None,
        format_func=lambda n: f"{n}. {_(MATTERS[n])}",
        key="nb_matter",
        placeholder=_("Choose the matter"),
    )
    if matter is not None:
        share = _(SHARES[ITEMS[matter].consent])
        st.caption(_("Of those taking part, {share} must say yes.", share=share))
    st.caption(_stored(asked))
    return More(matter=matter, on_city=_on_city(asked))


def _stored(asked: Asking) -> str:
    """What the owners' own rules say; it is copied into the vote and never changes after."""
    rule = asked.rule
    said = [_(SILENCES[rule.silence]), _(PARKINGS[rule.parking])]
    if rule.silence is not Silence.STRICT:
        said[0] = words.by(said[0], rule.silence_clause)
    if rule.parking is not Parking.COUNT:
        said[1] = words.by(said[1], rule.parking_clause)
    said.append(_("one person votes for {n} others at most", n=rule.proxy_cap))
    return _("By the rules of this compound: {rules}", rules=_("; ").join(said))


def _on_city(asked: Asking) -> bool:
    on_city = st.checkbox(
        _("The vote is held on the city's own system; its result is entered here"),
        value=asked.rule.city_system,
        key="nb_on_city",
    )
    if asked.rule.city_system and not on_city:
        st.warning(_("Owners here must vote on the city's system: ours is a trial count only."))
    return on_city


def _days(regime: Regime, asked: Asking) -> tuple[date, date]:
    today = day_of(now())
    least = asked.rule.notice_days if regime is Regime.OWNERS else 0
    earliest = today + timedelta(days=least)
    left, right = st.columns(2)
    opens = left.date_input(
        _("Opens"), earliest, min_value=earliest, key=f"nb_opens_{regime.value}"
    )
    opens_on = opens if isinstance(opens, date) else earliest
    usual = opens_on + timedelta(days=USUAL_DAYS if least else SHORTEST_DAYS + 2)
    closes = right.date_input(
        _("Closes"),
        usual,
        min_value=opens_on,
        max_value=opens_on + timedelta(days=LONGEST_DAYS),
        key=f"nb_closes_{regime.value}_{opens_on}",
    )
    if least:
        facts = {"n": least, "day": day(earliest)}
        st.caption(_("Owners get {n} days' notice: {day} at the earliest.", **facts))
    return opens_on, closes if isinstance(closes, date) else usual


def _hours(opens_on: date, closes_on: date) -> tuple[datetime, datetime]:
    """From nine in the morning, or at once today, to eight in the evening."""
    moment = now()
    opens_at = datetime.combine(opens_on, MORNING, SHANGHAI)
    if opens_on == day_of(moment):
        opens_at = max(opens_at, moment)
    return opens_at, datetime.combine(closes_on, EVENING, SHANGHAI)
