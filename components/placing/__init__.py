"""One compound's result on screen (小区评价结果)."""
