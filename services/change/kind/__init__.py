"""What a change set can change (变更种类): one adapter a kind, registered here in one line.

To add a kind that lives in ``Definition``:

1. ``rules/definition/<kind>.py`` with ``problems(body, context) -> list[Problem]``: its body, typed
   and closed (``rules.definition.shape`` says a shape in one line a part). No database.
2. ``services/change/kind/<kind>.py``::

       class LayoutKind(Kind):
           kind = DefinitionKind.LAYOUT

           def problems(self, session: Session, change: Change) -> list[Problem]:
               if change.after is None:
                   return []  # or why it cannot go: something else uses it
               return layout.problems(change.after, entity_for(session, change.after["entity"]))

           def failing(self, session, actor, change) -> list[Failing]:   # only where rows can fail
               …

3. One line in ``KINDS`` below, and a test beside it.

While ``problems`` and ``failing`` run, ``services.definition`` reads as if the whole set held
already (``supposing``): a form may use a field of the same set. Keep what is drawn from definitions
only under ``services.definition.state(session)``, and not at all where that is ``None``.
``before`` and undoing come from the base class. A kind with tables of its own overrides ``holds``,
``home``, ``apply`` and ``revert`` (see ``procedure``). Adapters may import any service but those
that import ``services.change``; no service below the screen needs to.
"""

from models.definition import DefinitionKind
from rules.refusal import N_, Refused
from services.change.kind.base import Change, Holding, Home, Kind
from services.change.kind.dashboard import DashboardKind
from services.change.kind.field import FieldKind
from services.change.kind.form import FormKind
from services.change.kind.layout import LayoutKind
from services.change.kind.method import MethodKind
from services.change.kind.metric import MetricKind
from services.change.kind.override import OverrideKind
from services.change.kind.policy import PolicyKind
from services.change.kind.procedure import ProcedureKind
from services.change.kind.right import RightKind
from services.change.kind.webhook import WebhookKind

KINDS: dict[DefinitionKind, Kind] = {
    DefinitionKind.FIELD: FieldKind(),
    DefinitionKind.OVERRIDE: OverrideKind(),
    DefinitionKind.POLICY: PolicyKind(),
    DefinitionKind.WEBHOOK: WebhookKind(),
    DefinitionKind.FORM: FormKind(),
    DefinitionKind.PROCEDURE: ProcedureKind(),
    DefinitionKind.RIGHT: RightKind(),
    DefinitionKind.METHOD: MethodKind(),
    DefinitionKind.METRIC: MetricKind(),
    DefinitionKind.DASHBOARD: DashboardKind(),
    DefinitionKind.LAYOUT: LayoutKind(),
}

__all__ = ["KINDS", "Change", "Holding", "Home", "Kind", "the_kind"]


def the_kind(kind: DefinitionKind) -> Kind:
    """The adapter of a kind; refused where none is registered."""
    found = KINDS.get(kind)
    if found is None:
        raise Refused(N_("This cannot be changed by a change set yet."))
    return found
