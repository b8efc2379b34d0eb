"""How a vote ended: the outcome, the count, and the three readings of silence (表决结果)."""

from typing import Any

import streamlit as st

from components.format import area, percent
from components.language import _
from components.motion import live, words
from components.notice import paper
from components.text import plain
from models.choice import Regime, Silence
from models.motion import Binding, Motion, MotionState
from models.notice import NoticeKind
from rules.tally import Measure, Tally
from rules.vocabulary import SILENCES
from services.motion.reading import MotionView


def show(view: MotionView) -> None:
    """The outcome and why; then the readings side by side; then the figures."""
    motion = view.motion
    result = motion.result or {}
    if "counted" not in result:
        return
    tally = _tally(motion, result["counted"])
    _why(motion, tally)
    live.picture(tally, _("No answer"))
    if "readings" in result:
        _readings(motion, result)
    live.figures(tally, result.get("channels", {}))
    _proof(view)


def _tally(motion: Motion, figures: dict[str, Any]) -> Tally:
    heads, size = (_measure(figures[name]) for name in ("heads", "area_cm2"))
    silence = Silence(figures["silence"])
    return Tally(motion.regime, motion.matter, silence, heads, size)


def _measure(figures: dict[str, int]) -> Measure:
    return Measure(*(figures[name] for name in ("total", "for", "against", "abstain")))


def _why(motion: Motion, tally: Tally) -> None:
    """Passed or not, and the one reason for it."""
    colour = "green" if motion.state is MotionState.PASSED else "gray"
    lines = [f"## :{colour}[{words.outcome(motion.state, motion.regime, motion.binding)}]"]
    if tally.law is None:
        reason = ""
    elif not tally.quorum:
        reason = _("Too few took part: {share} of heads.", share=_taking_part(tally))
        if tally.law.by_area:
            facts = {"heads": _taking_part(tally), "area": _share(tally.area_cm2)}
            reason = _("Too few took part: {heads} of heads, {area} of the area.", **facts)
    else:
        whole = tally.heads.total if tally.law.consent_of_all else tally.heads.participating
        facts = {"for_": f"{tally.heads.for_:,}", "all": f"{whole:,}"}
        facts["share"] = percent(tally.heads.for_, whole)
        reason = _("{for_} of {all} said yes: {share}.", **facts)
    st.markdown("\n\n".join(filter(None, [*lines, f"{reason} {_joined(motion)}"])))
    if motion.binding is Binding.IMPORTED:
        st.caption(
            _(
                "Counted on the city's system and entered here from: {document}",
                document=plain(motion.document),
            )
        )
    elif motion.binding is Binding.ADVISORY and motion.regime is Regime.OWNERS:
        st.warning(
            _("A trial count. Owners here vote on the city's own system; only that result binds."),
            icon=":material/info:",
        )


def _joined(motion: Motion) -> str:
    """How many of those never answered, and why they count all the same."""
    n = (motion.result or {}).get("silent", {}).get("delivered", 0)
    if motion.silence is Silence.STRICT or not n:
        return ""
    rule = words.silence(motion)
    return _("{n} of them never answered: {rule}.", n=f"{n:,}", rule=rule)


def _taking_part(tally: Tally) -> str:
    return _share(tally.heads)


def _share(measure: Measure) -> str:
    return percent(measure.participating, measure.total)


def _readings(motion: Motion, result: dict[str, Any]) -> None:
    """Silence read in three ways, side by side; which one counts, and why."""
    st.markdown(f"#### {_('If silence is read another way')}")
    if result["flips"]:
        st.markdown(f":orange-badge[:material/swap_horiz: {_('The outcome changes with it')}]")
    else:
        st.markdown(f":green-badge[{_('The outcome is the same each way')}]")
    for column, silence in zip(st.columns(len(Silence)), Silence):
        with column:
            _reading(silence, result["readings"][silence.value], silence is motion.silence)
    facts = result.get("silent", {})
    if facts:
        st.caption(
            _(
                "Delivered and not answered: {delivered}. Not delivered: {undelivered}.",
                delivered=f"{facts['delivered']:,}",
                undelivered=f"{facts['undelivered']:,}",
            )
        )


def _reading(silence: Silence, figures: dict[str, Any], counts: bool) -> None:
    heads, size = _measure(figures["heads"]), _measure(figures["area_cm2"])
    passed = figures["passed"]
    said = _("Passed") if passed else _("Not passed")
    mark = f" :red-badge[{_('This one counts')}]" if counts else ""
    with st.container(border=True, gap="xsmall", height="stretch"):
        st.markdown(f"{_(SILENCES[silence])}{mark}")
        st.markdown(f"**:{'green' if passed else 'gray'}[{said}]**")
        part = _(
            "{share} of heads, {area} of area take part", share=_share(heads), area=_share(size)
        )
        yes = [
            percent(heads.for_, heads.participating),
            percent(size.for_, size.participating),
        ]
        of_those = _("yes of those: {heads} of heads, {area} of area", heads=yes[0], area=yes[1])
        st.caption(f"{part}  \n{of_those}")


def _proof(view: MotionView) -> None:
    """What a recount needs: the posted notice and the fingerprint of the list."""
    motion = view.motion
    with st.container(horizontal=True, gap="small"):
        for kind, code in view.notices:
            said = (
                _("Notice of the result") if kind is NoticeKind.RESULT else _("Notice of the vote")
            )
            st.link_button(said, paper(code), type="tertiary", icon=":material/campaign:")
    if motion.roll_hash:
        size = area(motion.total_area_cm2) if motion.total_area_cm2 else ""
        st.caption(f"{_('Fingerprint of the electorate')} `{motion.roll_hash[:16]}…` {size}")
