"""What a vote is called and what it takes, in plain words (表决用语)."""

from components.format import area, clock
from components.language import _
from components.standing import to_come
from components.text import plain
from models.choice import Parking, Regime
from models.motion import Binding, Motion, MotionState
from rules.motion import BY_HOUSEHOLD
from rules.statute import MATTERS
from rules.tally import Law, Missing, Tally, law_of
from rules.vocabulary import REGIMES, SHARES, SILENCES
from rules.vocabulary import outcome as outcomes

COLOURS = {
    MotionState.ANNOUNCED: "blue",
    MotionState.OPEN: "orange",
    MotionState.PASSED: "green",
    MotionState.FAILED: "gray",
    MotionState.WITHDRAWN: "gray",
}


def mark(state: MotionState, regime: Regime, binding: Binding) -> str:
    """A badge: where the vote stands; a poll and a trial count never read as a decision."""
    return f":{COLOURS[state]}-badge[{outcome(state, regime, binding)}]"


def outcome(state: MotionState, regime: Regime, binding: Binding) -> str:
    """The state in two words."""
    return _(outcomes(state, regime, binding))


def way(regime: Regime, matter: int | None) -> str:
    """业主共同决定 · 选聘或者解聘物业服务企业."""
    said = _(REGIMES[regime])
    return f"{said} · {_(MATTERS[matter])}" if matter else said


def state(motion: Motion) -> str:
    """The badge of one motion."""
    return mark(motion.state, motion.regime, motion.binding)


def regime(motion: Motion) -> str:
    """The way of deciding of one motion."""
    return way(motion.regime, motion.matter)


def asked(motion: Motion) -> str:
    """Who answers, and how many there are."""
    n = f"{motion.total_heads:,}"
    if motion.regime is Regime.COMMITTEE:
        who = _("The members of the owners' committee")
        return _("{who}, {n} persons", who=who, n=n) if motion.total_heads else who
    if motion.regime in BY_HOUSEHOLD:
        who = _("Every home here, one answer each; tenants too")
        return _("{who}: {n} homes", who=who, n=n) if motion.total_heads else who
    who = _("All owners here")
    if motion.buildings:
        who = _("The owners of {buildings}", buildings=plain("、".join(motion.buildings)))
    if not motion.total_heads:
        return who
    size = area(motion.total_area_cm2)
    return _("{who}: {n} owners, {area}", who=who, n=n, area=size)


def totals(motion: Motion) -> dict[str, str]:
    """How many owners there are with parking and without it, where that differs."""
    both = motion.totals or {}
    if both.get(Parking.COUNT) == both.get(Parking.EXCLUDE):
        return {}
    names = {Parking.COUNT: _("In all, with parking"), Parking.EXCLUDE: _("In all, without it")}
    return {name: _size(both[parking.value]) for parking, name in names.items()}


def _size(size: dict[str, int]) -> str:
    return _("{heads} owners, {area}", heads=f"{size['heads']:,}", area=area(size["area_cm2"]))


def takes(motion: Motion) -> str:
    """What it takes to pass, in one sentence."""
    law = law_of(motion.regime, motion.matter)
    if law is None:
        return _("An opinion poll: it shows which side is larger and binds nobody.")
    return _takes(law, motion.regime)


def _takes(law: Law, regime: Regime) -> str:
    consent = _(SHARES[law.consent])
    if regime is Regime.UNANIMITY:
        return _("Every single one has to say yes.")
    if law.consent_of_all:
        return _("It passes when {consent} of all members say yes.", consent=consent)
    quorum = _(SHARES[law.quorum])
    facts = {"quorum": quorum[0].upper() + quorum[1:], "consent": consent}
    if law.by_area:
        return _(
            "{quorum} must take part, and {consent} of those must say yes. "
            "Heads and area are counted apart, and both have to be enough.",
            **facts,
        )
    return _("{quorum} must take part, and {consent} of those must say yes.", **facts)


def silence(motion: Motion) -> str:
    """How a paper that was delivered and not returned is read, and by which clause."""
    return by(_(SILENCES[motion.silence]), motion.silence_clause)


def by(rule: str, clause: str) -> str:
    """A rule with the clause that it rests on, where there is one."""
    return _("{rule} ({clause})", rule=rule, clause=plain(clause)) if clause else rule


def question(title: str) -> str:
    """What a vote asks at first, from the title of its topic; a title that asks stays as it is."""
    bare = title.strip().rstrip("。.!！")
    if bare.endswith(("？", "?")):
        return bare
    return _("Do you agree to what was worked out on “{title}”?", title=bare)


def gap(tally: Tally, lacking: Missing) -> tuple[str, str]:
    """What is still missing, and the colour of its badge."""
    if tally.law is None:
        return _("Everybody's answer counts"), "blue"
    heads, size = lacking.quorum
    if heads or size:
        return _still_to_take_part(tally, heads, size), "orange"
    heads, size = lacking.passing
    if heads or size:
        facts = {"heads": f"{heads:,}", "area": to_come(size)}
        if tally.law.by_area:
            text = _("Enough take part. To pass it lacks {heads} yes and {area}", **facts)
        else:
            text = _("Enough take part. To pass it lacks {heads} yes", heads=facts["heads"])
        return text, "blue"
    return _("With the answers so far it passes"), "green"


def _still_to_take_part(tally: Tally, heads: int, size: int) -> str:
    if tally.law is None or not tally.law.by_area:
        return _("Answers still missing: {heads}", heads=f"{heads:,}")
    facts = {"heads": f"{heads:,}", "area_cm2": to_come(size)}
    return _("Still to take part: owners {heads}, area {area_cm2}", **facts)


def hours(motion: Motion) -> str:
    """From when to when."""
    facts = {"opens": clock(motion.opens_at), "closes": clock(motion.closes_at)}
    if motion.state is MotionState.ANNOUNCED:
        return _("Opens {opens}, closes {closes}", **facts)
    if motion.state is MotionState.OPEN:
        return _("Open until {closes}", closes=facts["closes"])
    if motion.decided_at is not None and motion.state is not MotionState.WITHDRAWN:
        return _("Counted on {moment}", moment=clock(motion.decided_at, year=True))
    return _("Was announced for {opens} to {closes}", **facts)
