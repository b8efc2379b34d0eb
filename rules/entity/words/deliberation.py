"""Words for deliberation: topics, meetings, votes, notices (议事)."""

from rules.refusal import N_

DELIBERATION: dict[str, dict[str, str]] = {
    "TopicState": {
        "open": N_("Under way"),
        "done": N_("Done"),
        "declined": N_("Declined"),
        "merged": N_("Merged"),
        "withdrawn": N_("Withdrawn"),
        "closed": N_("Closed"),
        "failed": N_("Not passed"),
        "expired": N_("Expired"),
    },
    "Category": {
        "parking": N_("Parking"),
        "lift": N_("Lift retrofit"),
        "pets": N_("Pets"),
        "revenue": N_("Public revenue"),
        "property": N_("Property service"),
        "repair": N_("Repairs"),
        "safety": N_("Safety"),
        "green": N_("Green and clean"),
        "care": N_("Care for old and young"),
        "other": N_("Other"),
    },
    "VersionState": {
        "draft": N_("Being drafted"),
        "published": N_("In force"),
        "retired": N_("Replaced"),
    },
    "MeetingKind": {
        "council": N_("Council meeting"),
        "bench": N_("Bench meeting"),
        "stool": N_("Stool meeting"),
        "owners": N_("Owners' meeting"),
        "branch": N_("Party-branch meeting"),
    },
    "MeetingOutcome": {
        "proceed": N_("Agreed, goes on"),
        "again": N_("To be discussed again"),
    },
    "MotionState": {
        "announced": N_("Announced"),
        "open": N_("Voting"),
        "passed": N_("Passed"),
        "failed": N_("Not passed"),
        "withdrawn": N_("Withdrawn"),
    },
    "Regime": {
        "advisory": N_("Opinion poll"),
        "residents": N_("Residents' meeting"),
        "owners": N_("Owners decide together"),
        "committee": N_("Owners' committee"),
        "unanimity": N_("Every affected owner agrees"),
    },
    "Binding": {
        "binding": N_("Binding"),
        "advisory": N_("Advisory only"),
        "imported": N_("Counted on the city's system"),
    },
    "Channel": {
        "online": N_("Online"),
        "paper": N_("On paper"),
        "proxy": N_("By written authority"),
    },
    "Silence": {
        "strict": N_("Silence does not count"),
        "abstain": N_("Silence counts as abstaining"),
        "majority": N_("Silence joins the majority"),
    },
    "Parking": {
        "count": N_("Parking spaces count"),
        "exclude": N_("Parking spaces do not count"),
    },
    "Overlap": {
        "separate": N_("Homes with different owners count apart"),
        "merge": N_("Owners who share a home count as one"),
    },
    "NoticeKind": {
        "motion": N_("Notice of a vote"),
        "result": N_("Result of a vote"),
        "meeting": N_("Notice of a meeting"),
        "decision": N_("Notice of a decision"),
        "accounts": N_("Notice of accounts"),
        "spending": N_("Notice of what a spending came to"),
        "ranking": N_("Red and black list"),
    },
    "step_entry.outcome": {
        "success": N_("Led on"),
        "failure": N_("Not passed"),
        "expiry": N_("Expired"),
        "merged": N_("Merged"),
        "withdrawn": N_("Withdrawn"),
        "closed": N_("Closed"),
    },
}
