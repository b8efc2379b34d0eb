"""Rights as everybody may look at them: the matrix, one square of it, and the reasons (权限)."""
