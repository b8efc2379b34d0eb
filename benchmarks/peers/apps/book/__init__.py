"""The app that the table belongs to, as Django asks for one."""
