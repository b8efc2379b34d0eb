"""How one head answers, once (一户一票)."""

from datetime import datetime

from models.choice import Choice
from models.motion import Binding, Channel, MotionState
from rules.refusal import N_, Refused


def must_be_open(
    state: MotionState, binding: Binding, opens_at: datetime, closes_at: datetime, moment: datetime
) -> None:
    """Refuse an answer that comes too early, too late, or to the wrong place."""
    if binding is Binding.IMPORTED:
        raise Refused(N_("This vote is held on the city's system. Please answer there."))
    if state is MotionState.WITHDRAWN:
        raise Refused(N_("This vote was withdrawn."))
    if moment < opens_at:
        raise Refused(N_("This vote has not opened yet."))
    if moment >= closes_at or state is not MotionState.OPEN:
        raise Refused(N_("This vote has closed. Answers are no longer taken."))


def must_agree_with_home(standing: Choice, wanted: Choice, same_person: bool) -> None:
    """Refuse a co-owner's answer that contradicts another's: together they are one head (R3)."""
    if standing is not wanted and not same_person:
        raise Refused(
            N_(
                "Somebody of your home has answered differently, and you have one vote together. "
                "Please agree at home; whoever answered first can then change the answer."
            )
        )


def must_mean_to_replace(channel: Channel, choice_changes: bool, replacing: bool) -> None:
    """Refuse a paper that would undo an answer unless whoever enters it says that it is later."""
    if choice_changes and not replacing:
        sentence = (
            N_("This home has answered online. Tick “signed later” if the paper is the newer one.")
            if channel is Channel.ONLINE
            else N_("This home has answered before. Tick “signed later” if this paper is newer.")
        )
        raise Refused(sentence)


def must_name_document(document: str) -> None:
    """Refuse a paper ballot or an authority that nobody could find again."""
    if not document.strip():
        raise Refused(N_("Enter the number of the paper, so that it can be found again."))


def must_be_under_cap(held: int, cap: int) -> None:
    """Refuse one holder too many authorities (委托上限; Weifang 32: at most three)."""
    if held >= cap:
        raise Refused(
            N_("One person may vote for {cap} others at most, and this one does already."), cap=cap
        )


def must_not_serve_property(serves: bool) -> None:
    """Refuse the property company's people as holders (Zhoushan 17)."""
    if serves:
        raise Refused(N_("People of the property company may not vote for owners."))


def must_follow_instruction(instruction: Choice | None, choice: Choice) -> None:
    """Refuse a holder who departs from what the owner wrote (Shanghai 18)."""
    if instruction is not None and instruction is not choice:
        raise Refused(N_("The owner's written authority says otherwise. It has to be followed."))


def must_yield_to_owner(channel: Channel) -> None:
    """Refuse a holder where the owner has answered himself."""
    if channel is not Channel.PROXY:
        raise Refused(N_("The owner has answered personally; that stands above an authority."))
