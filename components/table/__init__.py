"""Every described table as a list, a filter, a form (通用界面): nobody writes a page for it."""
