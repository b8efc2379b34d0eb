"""Words for the rating of property service (物业服务评价)."""

from rules.refusal import N_

RATING: dict[str, dict[str, str]] = {
    "FirmKind": {
        "company": N_("Company"),
        "party_led": N_("Party-led"),
    },
    "EditionState": {
        "collecting": N_("collecting"),
        "computed": N_("draft computed"),
        "preview": N_("shown to the firms"),
        "objection": N_("window for objections"),
        "deciding": N_("to be decided"),
        "published": N_("published"),
        "cancelled": N_("cancelled"),
    },
    "EditionActKind": {
        "opened": N_("opened the edition"),
        "computed": N_("computed a draft"),
        "reopened": N_("went back to collecting"),
        "served": N_("showed the firms their results"),
        "window_opened": N_("opened the window for objections"),
        "raised": N_("raised an objection"),
        "answered": N_("answered an objection"),
        "window_closed": N_("closed the window for objections"),
        "approved": N_("agreed to publish"),
        "published": N_("published it"),
        "corrected": N_("put the correction in its place"),
        "cancelled": N_("cancelled the edition"),
    },
    "EntrantKind": {
        "rated": N_("Rated"),
        "party_led": N_("Party-led service"),
        "unserved": N_("Nobody serves"),
    },
    "Mark": {
        "red": N_("Red list"),
        "black": N_("Black list"),
        "none": N_("On neither list"),
        "unranked": N_("Not ranked"),
    },
    "FigureSource": {
        "sheet": N_("Score sheets"),
        "survey": N_("Survey of owners"),
        "entered": N_("Entered by the street office"),
        "imported": N_("Imported table"),
        "platform": N_("Records of this platform"),
    },
    "AppealKind": {
        "correction": N_("Correction of a fact"),
        "appeal": N_("objection"),
        "review": N_("Review after publication"),
    },
    "AppealState": {
        "open": N_("waits for an answer"),
        "upheld": N_("upheld"),
        "rejected": N_("not upheld"),
        "withdrawn": N_("withdrawn"),
    },
    "ConsequenceKind": {
        "owners_topic": N_("The owners decide whether to keep the firm"),
        "escalation": N_("Black again and again: the owners decide"),
        "award": N_("Marked for awards"),
    },
    "RectificationState": {
        "open": N_("Being put right"),
        "done": N_("Put right"),
        "dropped": N_("Taken off"),
    },
}
