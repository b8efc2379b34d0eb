"""How far a vote has come: what is missing, in heads and in area (计票进展)."""

import streamlit as st

from components.format import area, percent
from components.language import _, chosen
from components.motion import chart, words
from components.reading import read_topic
from models.choice import Choice, Silence
from models.motion import Motion
from rules.tally import Measure, Tally
from rules.vocabulary import CHANNELS, CHOICES, SHARES, SILENCES
from services.motion.reading import LiveCount, live_count
from services.wording import area as exact


def show(motion: Motion) -> None:
    """The answer first, then the picture, then the figures."""
    assert motion.id is not None
    found = read_topic((), motion.topic_id, live_count, motion.id)
    said, colour = words.gap(found.counted or found.tally, found.missing)
    st.subheader(_("So far"))
    st.markdown(f":{colour}-badge[{said}]")
    _silent(motion, found)
    picture(found.tally, _("No answer yet"))
    figures(found.tally, found.channels)


def _silent(motion: Motion, found: LiveCount) -> None:
    """What silence would change, where the rules give it a meaning."""
    if motion.silence is Silence.STRICT or found.readings is None:
        return
    facts = {"rule": _(SILENCES[motion.silence]), "n": f"{found.delivered:,}"}
    st.caption(_("{rule}. The paper has reached {n} owners.", **facts))


def picture(tally: Tally, silent: str) -> None:
    """Heads and area as two bars, with the line where enough take part.

    ``silent`` is what those are called who have not answered.
    """
    by_area = tally.law is not None and tally.law.by_area
    rows = [chart.row(_("Heads"), tally.heads, _part(tally.heads, heads=True))]
    if by_area:
        rows.append(chart.row(_("Area"), tally.area_cm2, _part(tally.area_cm2, heads=False)))
    yes, no, abstain = (_(CHOICES[choice]) for choice in Choice)
    names = (yes, no, abstain, silent)
    line, name = 0, ""
    if tally.law is not None and tally.law.quorum in SHARES:
        quorum = tally.law.quorum
        line = chart.WHOLE * quorum.numerator // quorum.denominator
        name = _(SHARES[quorum])
    spec = chart.bars(tuple(rows), names, line, name)
    st.vega_lite_chart(spec, alt=_alt(tally))


def _part(measure: Measure, *, heads: bool) -> str:
    """703 / 1,291 · 54.45%."""
    share = percent(measure.participating, measure.total)
    if heads:
        return f"{measure.participating:,} / {measure.total:,} · {share}"
    return f"{area(measure.participating)} / {area(measure.total)} · {share}"


def _alt(tally: Tally) -> str:
    heads, size = tally.heads, tally.area_cm2
    facts = {"part": f"{heads.participating:,}", "all": f"{heads.total:,}"}
    text = _("{part} of {all} take part", **facts)
    if tally.law is not None and tally.law.by_area:
        text += _(", with {part} of {all}", part=area(size.participating), all=area(size.total))
    given = [f"{_(CHOICES[c])} {n:,}" for c, n in zip(Choice, _parts(heads))]
    return f"{text}. {_(', ').join(given)}"


def _parts(measure: Measure) -> tuple[int, int, int]:
    return measure.for_, measure.against, measure.abstain


def figures(tally: Tally, channels: dict[str, dict[str, int]]) -> None:
    """The same in figures, and how the answers came."""
    by_area = tally.area_cm2.total > 0
    names = [_("In all"), _("Took part"), *(_(CHOICES[choice]) for choice in Choice)]
    heads, size = (_column(measure) for measure in (tally.heads, tally.area_cm2))
    table: dict[str, list[str]] = {
        "": names,
        _("Heads"): [f"{n:,}" for n in heads],
        "%": [percent(n, tally.heads.total) for n in heads],
    }
    if by_area:
        table[_("Area")] = [exact(chosen(), n) for n in size]
        table["% "] = [percent(n, tally.area_cm2.total) for n in size]
    st.table(table, border="horizontal", hide_index=True)
    came = [f"{_(CHANNELS[c])} {channels[c]['heads']:,}" for c in CHANNELS if c in channels]
    if came:
        st.caption(_("How the answers came: {channels}", channels=_(", ").join(came)))


def _column(measure: Measure) -> list[int]:
    return [measure.total, measure.participating, *_parts(measure)]
