"""Asking for the columns of a table, whatever they are (字段填写): forms draw themselves.

    asked = asking.ask(entity, names, "topic_new", visitor, path=place.path)
    if st.button(_("Save")) and asked.sound():
        act(done, save, visitor, asked.values)

``values`` are ready for ``services.row``; ``sound()`` checks them by the shared rules and tells
what is wrong beside each field; ``tell`` does so for what a service found.
"""

from components.asking.asked import Asked, ask, facts_now
from components.asking.shown import show, shown
from components.asking.words import choice_word, help_of, label_of

__all__ = ["Asked", "ask", "choice_word", "facts_now", "help_of", "label_of", "show", "shown"]
