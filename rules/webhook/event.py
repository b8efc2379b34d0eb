"""What other systems may be told of (推送事件): a closed list, by the codes of the trail."""

from rules.refusal import N_

TEST = "webhook.test"

# event: (its name, the codes of the trail that raise it, which facts of the line go along)
EVENTS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "topic.proposed": (N_("a topic was proposed"), ("topic.proposed",), ()),
    "topic.moved": (
        N_("a topic moved to another step"),
        ("topic.moved",),
        ("step", "round", "state", "outcome"),
    ),
    "motion.decided": (N_("a vote was decided"), ("motion.decided",), ("state",)),
    "notice.posted": (N_("a notice was posted"), ("notice.posted",), ()),
    "disclosure.posted": (
        N_("the accounts of a period were posted"),
        ("accounts.posted",),
        ("version", "sha256"),
    ),
    "edition.published": (
        N_("an edition was published"),
        ("edition.published", "edition.corrected"),
        ("notice", "result"),
    ),
    "row.created": (N_("a row was added"), ("row.created",), ()),
    "row.changed": (
        N_("a row was changed or removed"),
        ("row.changed", "row.removed", "row.restored"),
        (),
    ),
    "rows.changed": (
        N_("many rows were changed"),
        ("rows.changed", "rows.imported", "rows.undone"),
        (),
    ),
    "form.answered": (N_("a form was filled in"), ("form.answered",), ()),
    "alert.raised": (
        N_("a figure passed its line"),
        ("alert.raised", "alert.ended"),
        ("metric", "level", "period", "value"),
    ),
    "change.published": (
        N_("a change set was published or rolled back"),
        ("change.published", "change.undone"),
        ("items",),
    ),
}
BY_CODE = {code: event for event, (_name, codes, _facts) in EVENTS.items() for code in codes}
