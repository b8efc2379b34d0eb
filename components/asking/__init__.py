"""Asking for the columns of a table, whatever they are (字段填写): forms draw themselves.

    asked = asking.ask(entity, names, "topic_new", visitor, path=place.path)
    if st.button(_("Save")) and asked.sound():
        act(done, save, visitor, asked.values)

``values`` are ready for ``services.row``; ``sound()`` checks them by the shared rules and tells
what is wrong beside each field; ``tell`` does so for what a service found.
"""

from components.asking.asked import Asked, ask, facts_now
from components.asking.shown import show, shown

__all__ = ["Asked", "ask", "facts_now", "show", "shown"]
