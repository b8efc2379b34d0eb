"""What a firm is shown before anybody else, and its objections (企业告知)."""

from components import gate
from components.hearing import page

visitor = gate.require()
page.show(visitor)
