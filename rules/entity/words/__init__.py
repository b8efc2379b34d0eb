"""What the values of closed lists are called (选项用语): class of the list, value, English word."""

CHOICES: dict[str, dict[str, str]] = {}
