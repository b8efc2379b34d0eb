"""The words for what a vote is made of: notice and screen say the same (用语)."""

from models.choice import Choice, Overlap, Parking, Regime, Silence, UnitKind, UnitStatus
from models.motion import Binding, Channel, MotionState
from models.roll import AreaSource
from rules.refusal import N_
from rules.tally import EVERYBODY, MORE_THAN_HALF, THREE_QUARTERS, TWO_THIRDS, Share

REGIMES = {
    Regime.ADVISORY: N_("Opinion poll"),
    Regime.RESIDENTS: N_("Residents' meeting"),
    Regime.OWNERS: N_("Owners decide together"),
    Regime.COMMITTEE: N_("Owners' committee"),
    Regime.UNANIMITY: N_("Every affected owner agrees"),
}
CHOICES = {
    Choice.FOR: N_("For"),
    Choice.AGAINST: N_("Against"),
    Choice.ABSTAIN: N_("Abstain"),
}
STATES = {
    MotionState.ANNOUNCED: N_("Announced"),
    MotionState.OPEN: N_("Voting"),
    MotionState.PASSED: N_("Passed"),
    MotionState.FAILED: N_("Not passed"),
    MotionState.WITHDRAWN: N_("Withdrawn"),
}
CHANNELS = {
    Channel.ONLINE: N_("Online"),
    Channel.PAPER: N_("On paper"),
    Channel.PROXY: N_("By written authority"),
}
SILENCES = {
    Silence.STRICT: N_("Silence does not count"),
    Silence.ABSTAIN: N_("Silence counts as abstaining"),
    Silence.MAJORITY: N_("Silence joins the majority"),
}
PARKINGS = {
    Parking.COUNT: N_("Parking spaces count"),
    Parking.EXCLUDE: N_("Parking spaces do not count"),
}
OVERLAPS = {
    Overlap.SEPARATE: N_("Homes with different owners count apart"),
    Overlap.MERGE: N_("Owners who share a home count as one"),
}
BINDINGS = {
    Binding.BINDING: N_("Binding"),
    Binding.ADVISORY: N_("Advisory only"),
    Binding.IMPORTED: N_("Counted on the city's system"),
}
SHARES: dict[Share, str] = {
    MORE_THAN_HALF: N_("more than half"),
    TWO_THIRDS: N_("at least two thirds"),
    THREE_QUARTERS: N_("at least three quarters"),
    EVERYBODY: N_("everybody"),
}
UNIT_KINDS = {
    UnitKind.HOME: N_("Home"),
    UnitKind.SHOP: N_("Shop"),
    UnitKind.PARKING: N_("Parking space"),
}
UNIT_STATUSES = {
    UnitStatus.DELIVERED: N_("Handed over"),
    UnitStatus.UNDELIVERED: N_("Sold, not handed over"),
    UnitStatus.UNSOLD: N_("Unsold"),
}
AREA_SOURCES = {
    AreaSource.REGISTER: N_("Property register"),
    AreaSource.SURVEY: N_("Survey"),
    AreaSource.CONTRACT: N_("Sale contract"),
}


def outcome(state: MotionState, regime: Regime, binding: Binding) -> str:
    """The state in two words (结论); a poll and a trial count never read as a decision."""
    passed = state is MotionState.PASSED
    if state not in {MotionState.PASSED, MotionState.FAILED}:
        return STATES[state]
    if regime is Regime.ADVISORY:
        return N_("More for than against") if passed else N_("Not more for than against")
    if binding is Binding.ADVISORY:
        return N_("Would have passed") if passed else N_("Would not have passed")
    return STATES[state]
