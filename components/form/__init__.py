"""Forms on the screen (表单): filling in, the list, the builder."""
