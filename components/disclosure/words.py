"""Words for how accounts stand with the law (公示用语)."""

from components.format import day
from components.language import _, n_
from rules.disclosure.clock import Clock, ClockState


def badge(clock: Clock) -> str:
    """The state as a badge, with the days that count."""
    match clock.state:
        case ClockState.LATE:
            late = n_("{n} day overdue", "{n} days overdue", clock.days_late)
            return f":red-badge[:material/alarm: {_('Not posted')} · {late}]"
        case ClockState.DUE:
            return f":orange-badge[{_('To be posted by {day}', day=day(clock.due.on))}]"
        case ClockState.POSTED:
            left = n_("hangs for {n} more day", "hangs for {n} more days", clock.days_left)
            return f":green-badge[{_('On the board')}] :gray[{left}]"
        case ClockState.OVER:
            return f":gray-badge[{_('Term of posting is over')}]"
        case ClockState.RUNNING:
            return f":blue-badge[{_('Period still runs')}]"


def was_late(clock: Clock) -> str:
    """That it was posted after its day: this stays to be seen."""
    if not clock.days_late or clock.state not in (ClockState.POSTED, ClockState.OVER):
        return ""
    told = n_("posted {n} day late", "posted {n} days late", clock.days_late)
    return f":red[{told}]"
