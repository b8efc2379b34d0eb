"""Changes of configuration on screen (变更集)."""
