"""What is put to the vote, who may answer, and how each answered (表决)."""

from models.motion.answer import Ballot, Channel, Proxy, Voter, VoterOwner, VoterUnit
from models.motion.question import Binding, Motion, MotionState

__all__ = [
    "Ballot",
    "Binding",
    "Channel",
    "Motion",
    "MotionState",
    "Proxy",
    "Voter",
    "VoterOwner",
    "VoterUnit",
]
