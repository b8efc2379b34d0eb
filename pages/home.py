"""What waits for me, and what is new where I live (今日)."""

from components import gate
from components.home import page

visitor = gate.welcome()
page.show(visitor)
