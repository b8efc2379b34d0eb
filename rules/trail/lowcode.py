"""What the codes of the low-code tools mean in the trail (低代码留痕用语)."""

from rules.refusal import N_

LOWCODE: dict[str, dict[str, str]] = {
    N_("Changes of configuration"): {
        "change.drafted": N_("began a change set"),
        "change.edited": N_("edited a change set"),
        "change.asked": N_("asked a second person to publish"),
        "change.published": N_("published a change set"),
        "change.undone": N_("rolled a change set back"),
        "change.dropped": N_("dropped a change set"),
        "change.imported": N_("imported a change set"),
        "field.indexed": N_("indexed a custom field"),
    },
    N_("Tables"): {
        "row.created": N_("added a row"),
        "row.changed": N_("changed a row"),
        "row.removed": N_("removed a row"),
        "row.restored": N_("put a row back"),
        "row.read": N_("read personal data of a row"),
        "rows.changed": N_("changed many rows"),
        "rows.imported": N_("imported rows"),
        "rows.undone": N_("took a batch back"),
        "rows.exported": N_("exported rows"),
        "view.shared": N_("shared a view"),
        "view.removed": N_("removed a view"),
    },
    N_("Forms and figures"): {
        "form.answered": N_("filled in a form"),
        "webhook.key_made": N_("made a key for a webhook"),
        "delivery.tested": N_("sent a test message"),
        "delivery.repeated": N_("sent a message again"),
        "metric.snapshotted": N_("kept figures as they were"),
        "alert.raised": N_("a figure passed its line"),
        "alert.ended": N_("a figure came back within its line"),
    },
}
