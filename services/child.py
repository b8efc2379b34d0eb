"""What a process of its own may use, that reads what others wrote (子进程限制).

``python -P services/child.py FILE …`` sets the limit and runs that file, and nothing else of the
house: the child knows no table, and is there in a hundredth of a second.
"""

import runpy
import sys

MOST_MEMORY = 2 * 1024**3  # bytes


def limit_memory(most: int = MOST_MEMORY) -> None:
    """Let this process, a child, end rather than ask for more; it leaves no core behind."""
    try:
        import resource  # noqa: PLC0415 not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    del sys.argv[0]  # what runs sees itself
    limit_memory()
    runpy.run_path(sys.argv[0], run_name="__main__")
