"""Which version is drawn up, and which one holds (版本)."""

from components.drafting.draft import Draft
from components.language import _


def version(draft: Draft) -> str:
    """In one line, for the head of the workbench."""
    if draft.number is None:
        return _("Nobody sees it before it is published.")
    if draft.number == 0:
        return _("It holds as it ships. What you publish is version 1.")
    return _(
        "Version {n} holds. What you publish is version {next}.",
        n=draft.number,
        next=draft.number + 1,
    )
