"""What is true for the length of one script run, and forgotten with it (一次运行)."""

import threading
from typing import Any

from streamlit.runtime.scriptrunner import get_script_run_ctx

_here = threading.local()


def memo() -> dict[str, Any]:
    """A notebook for this run alone; a fresh one where nobody runs a script.

    Streamlit makes ``cursors`` anew for every run, and for every run of a fragment. The thing
    itself is kept, not its ``id()``: as long as we hold it no later run can get its address.
    """
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return {}
    if getattr(_here, "cursors", None) is not context.cursors:
        _here.cursors, _here.notes = context.cursors, {}
    notes: dict[str, Any] = _here.notes
    return notes
