"""What is drawn up part by part, while nobody has put it into a change set (草稿)."""

from components.drafting.draft import Draft, change_body, forget, the_draft
from components.drafting.version import version

__all__ = ["Draft", "change_body", "forget", "the_draft", "version"]
