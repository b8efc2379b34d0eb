"""What has to be put right by when (专项整治)."""

from components import gate
from components.rectification import page

visitor = gate.welcome()
page.show(visitor)
