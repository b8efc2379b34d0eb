"""Drawing up a form on the screen (设计表单)."""
