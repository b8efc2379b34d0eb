"""Motions, ballots and their results (表决): what other floors call."""

from services.motion.casting import Receipt, cast_ballot
from services.motion.deciding import decide_motion, import_result
from services.motion.delivery import (
    Delivered,
    record_building_delivery,
    record_delivery,
    record_delivery_file,
    take_back_delivery,
)
from services.motion.desk import Authority, enter_paper_ballot, enter_proxy_ballot, record_proxy
from services.motion.opening import open_motion
from services.motion.putting import put_motion, withdraw_motion
from services.motion.stack import Entered, Paper, enter_papers, papers_in

__all__ = [
    "Authority",
    "Delivered",
    "Entered",
    "Paper",
    "Receipt",
    "cast_ballot",
    "decide_motion",
    "enter_paper_ballot",
    "enter_papers",
    "enter_proxy_ballot",
    "import_result",
    "open_motion",
    "papers_in",
    "put_motion",
    "record_building_delivery",
    "record_delivery",
    "record_delivery_file",
    "record_proxy",
    "take_back_delivery",
    "withdraw_motion",
]
