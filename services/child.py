"""What a process of its own may use, that reads what others wrote (子进程限制)."""

MOST_MEMORY = 2 * 1024**3  # bytes


def limit_memory(most: int = MOST_MEMORY) -> None:
    """Let this process, a child, end rather than ask for more; it leaves no core behind."""
    try:
        import resource  # noqa: PLC0415 not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
