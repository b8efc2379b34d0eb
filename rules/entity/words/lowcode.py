"""Words for configuration, history and figures (低代码与指标)."""

from rules.refusal import N_

LOWCODE: dict[str, dict[str, str]] = {
    "DefinitionKind": {
        "field": N_("Custom field"),
        "override": N_("Adjusted field"),
        "form": N_("Form"),
        "right": N_("Right"),
        "metric": N_("Metric"),
        "dashboard": N_("Dashboard"),
        "layout": N_("Print layout"),
        "webhook": N_("Webhook"),
        "policy": N_("Policy of publishing"),
        "procedure": N_("Procedure"),
        "method": N_("Method of rating"),
    },
    "ChangeState": {
        "draft": N_("Being drafted"),
        "asked": N_("Waits for a second person"),
        "published": N_("published"),
        "undone": N_("Rolled back"),
        "dropped": N_("Given up"),
    },
    "RowChangeKind": {
        "created": N_("Added"),
        "changed": N_("Edited"),
        "removed": N_("Removed"),
        "restored": N_("Put back"),
    },
    "BatchKind": {
        "import": N_("Import"),
        "bulk": N_("Bulk change"),
    },
    "BatchState": {
        "running": N_("Running now"),
        "done": N_("Finished"),
        "cancelled": N_("Stopped"),
        "undone": N_("Taken back whole"),
    },
    "DeliveryState": {
        "waiting": N_("Waits to be sent"),
        "delivered": N_("Arrived"),
        "failed": N_("Given up"),
    },
    "AlertLevel": {
        "warning": N_("Warning"),
        "alarm": N_("Alarm"),
    },
    "Area": {
        "place": N_("Places"),
        "member": N_("Accounts and grants"),
        "roll": N_("Units and owners"),
        "procedure": N_("Procedures"),
        "deliberation": N_("Deliberation"),
        "agenda": N_("Agenda of several topics"),
        "notice": N_("Notices"),
        "covenant": N_("Covenants"),
        "ledger": N_("Books and money"),
        "claim": N_("Claims"),
        "firm": N_("Firms and methods"),
        "ranking": N_("Editions"),
        "definition": N_("Definitions"),
        "register": N_("Registers"),
        "metric": N_("Figures of metrics"),
    },
}
